//! Tokens: what a program says to hand something in for an account. Of a token only a digest is kept; it lasts until it is ended.

use sqlx::Row;

use crate::account::{Account, of_row, plain};
use crate::audit::act;
use crate::key::{digest, random};
use crate::{Error, Result, Store};

/// Letters of an identifier, and of a token: 130 bits.
const IDENTIFIER: usize = 12;
const LETTERS: usize = 26;
/// Tokens of an account at most.
const MOST: i64 = 20;

/// A token, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its identifier.
    pub id: String,
    /// What it is for, in the words of whoever made it.
    pub name: String,
    /// When it was made: UTC, ISO 8601.
    pub made_at: String,
}

impl Store {
    /// Makes a token for an account; answers it, and what it says, which is not kept.
    ///
    /// # Errors
    /// [`Error::Unknown`] without account, [`Error::Full`]; or the system gives no random bytes, or the database does not answer.
    pub async fn make_token(&self, email: &str, name: &str, now: &str) -> Result<(Token, String)> {
        let (id, said, email) = (random(IDENTIFIER)?, random(LETTERS)?, plain(email));
        let mut change = self.begin().await?;
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM account WHERE email = $1) AS accounts,
               (SELECT COUNT(*) FROM api_token WHERE email = $1) AS kept",
        )
        .bind(&email)
        .fetch_one(&mut *change)
        .await?;
        if row.try_get::<i64, _>("accounts")? == 0 {
            return Err(Error::Unknown(email));
        }
        if row.try_get::<i64, _>("kept")? >= MOST {
            return Err(Error::Full(MOST));
        }
        sqlx::query("INSERT INTO api_token (token, token_digest, email, name, made_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(&id)
            .bind(digest(&said))
            .bind(&email)
            .bind(name)
            .bind(now)
            .execute(&mut *change)
            .await?;
        self.note_in(&mut change, &email, act::TOKEN_MADE, &format!("{id} {name}"), now).await?;
        change.commit().await?;
        Ok((Token { id, name: name.to_owned(), made_at: now.to_owned() }, said))
    }

    /// The account that a token speaks for; `None` where it was ended or never was.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn bearer(&self, said: &str) -> Result<Option<Account>> {
        let row = sqlx::query(
            "SELECT a.email, a.name, a.role, a.operator FROM api_token t JOIN account a ON a.email = t.email
             WHERE t.token_digest = $1",
        )
        .bind(digest(said))
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| of_row(&row)).transpose()
    }

    /// The tokens of an account, the first made first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn tokens(&self, email: &str) -> Result<Vec<Token>> {
        let rows = sqlx::query("SELECT token, name, made_at FROM api_token WHERE email = $1 ORDER BY made_at, token")
            .bind(plain(email))
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Token { id: row.try_get("token")?, name: row.try_get("name")?, made_at: row.try_get("made_at")? })
            })
            .collect()
    }

    /// Ends a token of an account.
    ///
    /// # Errors
    /// [`Error::Unknown`], also where it is somebody else's; or the database does not answer.
    pub async fn end_token(&self, email: &str, id: &str, now: &str) -> Result<()> {
        let email = plain(email);
        let mut change = self.begin().await?;
        let ended = sqlx::query("DELETE FROM api_token WHERE token = $1 AND email = $2")
            .bind(id)
            .bind(&email)
            .execute(&mut *change)
            .await?;
        if ended.rows_affected() == 0 {
            return Err(Error::Unknown(id.to_owned()));
        }
        self.note_in(&mut change, &email, act::TOKEN_ENDED, id, now).await?;
        change.commit().await?;
        Ok(())
    }
}
