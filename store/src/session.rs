//! Sessions: who is signed in, by what her browser holds. Of that only a digest is kept.

use sqlx::Row;

use crate::account::{Account, of_row, plain};
use crate::audit::act;
use crate::key::{digest, random};
use crate::{Result, Store};

/// Letters of what the cookie holds: 130 bits.
const LETTERS: usize = 26;

impl Store {
    /// Signs somebody in until `ends`, of whom no provider signed anything that is kept; else as [`Self::begin_session_of`].
    ///
    /// # Errors
    /// As [`Self::begin_session_of`].
    pub async fn begin_session(&self, email: &str, name: &str, now: &str, ends: &str) -> Result<String> {
        self.begin_session_of(email, name, "", now, ends).await
    }

    /// Signs somebody in until `ends`; answers what the cookie is to hold. Sessions that ended are forgotten. `id_token` is what the provider
    /// signed of her: kept as long as the session.
    ///
    /// # Errors
    /// The system gives no random bytes, or the database does not answer.
    pub async fn begin_session_of(
        &self,
        email: &str,
        name: &str,
        id_token: &str,
        now: &str,
        ends: &str,
    ) -> Result<String> {
        let held = random(LETTERS)?;
        let email = plain(email);
        let mut change = self.begin().await?;
        sqlx::query("DELETE FROM session_open WHERE ends_at <= $1").bind(now).execute(&mut *change).await?;
        sqlx::query(
            "INSERT INTO session_open (session_digest, email, name, ends_at, id_token) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(digest(&held))
        .bind(&email)
        .bind(name)
        .bind(ends)
        .bind(id_token)
        .execute(&mut *change)
        .await?;
        self.note_in(&mut change, &email, act::SIGN_IN, "", now).await?;
        change.commit().await?;
        Ok(held)
    }

    /// Who holds a session that has not ended: with the role of her account now, and that of everyone without one. `None`: nobody.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn session(&self, held: &str, now: &str) -> Result<Option<Account>> {
        let row = sqlx::query(
            "SELECT s.email, COALESCE(NULLIF(a.name, ''), s.name) AS name, COALESCE(a.role, 'public') AS role,
               COALESCE(a.operator, '') AS operator
             FROM session_open s LEFT JOIN account a ON a.email = s.email WHERE s.session_digest = $1 AND s.ends_at > $2",
        )
        .bind(digest(held))
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| of_row(&row)).transpose()
    }

    /// Ends a session; answers what the provider signed of its person, where that was kept. One that is not there is ended already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_session(&self, held: &str, now: &str) -> Result<Option<String>> {
        let mut change = self.begin().await?;
        let ended = sqlx::query("DELETE FROM session_open WHERE session_digest = $1 RETURNING email, id_token")
            .bind(digest(held))
            .fetch_optional(&mut *change)
            .await?;
        let Some(ended) = ended else { return Ok(None) };
        let (email, id_token): (String, String) = (ended.try_get("email")?, ended.try_get("id_token")?);
        self.note_in(&mut change, &email, act::SIGN_OUT, "", now).await?;
        change.commit().await?;
        Ok(Some(id_token).filter(|signed| !signed.is_empty()))
    }
}
