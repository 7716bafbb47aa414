//! Sign-ins that began and have not come back from the provider: each is used once, by the browser that began it, within minutes.

use sqlx::Row;

use crate::key::{digest, random};
use crate::{Error, Result, Store};

/// Letters of what the browser holds meanwhile: 130 bits.
const LETTERS: usize = 26;
/// Kept at most: anyone can begin one.
const MOST: i64 = 100_000;

/// What is remembered of a sign-in until it comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What the signed answer of the provider must say.
    pub nonce: String,
    /// What proves to the provider that whoever began comes back (PKCE).
    pub verifier: String,
    /// Where the person goes afterwards: an address of the service, from its first slash.
    pub towards: String,
}

impl Store {
    /// Remembers a sign-in until `ends`, by the state that was sent to the provider; answers what the browser is to hold.
    ///
    /// # Errors
    /// [`Error::Full`]; or the system gives no random bytes, or the database does not answer.
    pub async fn begin_entry(&self, state: &str, entry: &Entry, now: &str, ends: &str) -> Result<String> {
        let held = random(LETTERS)?;
        let mut change = self.begin().await?;
        sqlx::query("DELETE FROM entry WHERE ends_at <= $1").bind(now).execute(&mut *change).await?;
        let row = sqlx::query("SELECT COUNT(*) AS kept FROM entry").fetch_one(&mut *change).await?;
        if row.try_get::<i64, _>("kept")? >= MOST {
            return Err(Error::Full(MOST));
        }
        sqlx::query(
            "INSERT INTO entry (state_digest, cookie_digest, nonce, verifier, towards, ends_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(digest(state))
        .bind(digest(&held))
        .bind(&entry.nonce)
        .bind(&entry.verifier)
        .bind(&entry.towards)
        .bind(ends)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(held)
    }

    /// Takes a sign-in that came back, once: `None` where its state is unknown, was used, is too old, or is that of another browser.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_entry(&self, state: &str, held: &str, now: &str) -> Result<Option<Entry>> {
        let mut change = self.begin().await?;
        let row = sqlx::query(
            "DELETE FROM entry WHERE state_digest = $1 AND cookie_digest = $2 AND ends_at > $3
             RETURNING nonce, verifier, towards",
        )
        .bind(digest(state))
        .bind(digest(held))
        .bind(now)
        .fetch_optional(&mut *change)
        .await?;
        change.commit().await?;
        row.map(|row| {
            Ok(Entry {
                nonce: row.try_get("nonce")?,
                verifier: row.try_get("verifier")?,
                towards: row.try_get("towards")?,
            })
        })
        .transpose()
    }
}
