//! Who did what, and when: lines that are added and never changed, until they are too old to be kept ([`Store::prune`]).
//!
//! What changes something notes it within the same change, so that neither is kept without the other.

use sqlx::{Any, Row, Transaction};

use crate::{Result, Store};

/// Lines a page.
const PAGE: i64 = 100;
/// Refused sign-ins noted within an hour at most: anyone can have one refused, and none should fill the disk.
const MOST_REFUSED: i64 = 200;

/// The words of what is noted.
pub mod act {
    /// Somebody signed in.
    pub const SIGN_IN: &str = "sign_in";
    /// A sign-in came to nothing; the object says why.
    pub const SIGN_IN_REFUSED: &str = "sign_in_refused";
    /// Somebody signed out.
    pub const SIGN_OUT: &str = "sign_out";
    /// A token was made.
    pub const TOKEN_MADE: &str = "token_made";
    /// A token was ended.
    pub const TOKEN_ENDED: &str = "token_ended";
    /// An account was opened or changed.
    pub const ACCOUNT_CHANGED: &str = "account_changed";
    /// An account was ended, with its sessions and its tokens.
    pub const ACCOUNT_ENDED: &str = "account_ended";
    /// A file was handed in.
    pub const DEPOSIT_RECEIVED: &str = "deposit_received";
    /// A file was confirmed: it enters the next snapshot.
    pub const DEPOSIT_CONFIRMED: &str = "deposit_confirmed";
    /// A file was withdrawn.
    pub const DEPOSIT_WITHDRAWN: &str = "deposit_withdrawn";
    /// Acts were read one by one.
    pub const ROWS_READ: &str = "rows_read";
    /// A new snapshot was asked for from the counter.
    pub const PUBLICATION_BEGUN: &str = "publication_begun";
    /// It ended; the object says how.
    pub const PUBLICATION_ENDED: &str = "publication_ended";
    /// Lines that were too old were removed; the object says how many.
    pub const LOG_PRUNED: &str = "log_pruned";
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// From 1, later lines have greater numbers.
    pub id: i64,
    /// When: UTC, ISO 8601.
    pub at: String,
    /// Address of who did it; empty for nobody who is known.
    pub who: String,
    /// What was done: a word of [`act`].
    pub act: String,
    /// To what.
    pub object: String,
}

impl Store {
    /// Adds a line.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn note(&self, who: &str, act: &str, object: &str, now: &str) -> Result<()> {
        let mut change = self.begin().await?;
        self.note_in(&mut change, who, act, object, now).await?;
        change.commit().await?;
        Ok(())
    }

    /// Notes a sign-in that came to nothing, as long as its hour has not seen two hundred.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn note_refused(&self, who: &str, why: &str, now: &str) -> Result<()> {
        let hour: String = now.chars().take("2026-11-22T11".len()).collect();
        let row = sqlx::query("SELECT COUNT(*) AS noted FROM audit WHERE act = $1 AND SUBSTR(noted_at, 1, 13) = $2")
            .bind(act::SIGN_IN_REFUSED)
            .bind(hour)
            .fetch_one(&self.pool)
            .await?;
        match row.try_get::<i64, _>("noted")? < MOST_REFUSED {
            true => self.note(who, act::SIGN_IN_REFUSED, why, now).await,
            false => Ok(()),
        }
    }

    /// Forgets what has had its time: lines noted before `before`, of which how many there were is noted, and sessions and sign-ins that ended by `now`.
    /// Answers how many lines are gone.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn prune(&self, before: &str, now: &str) -> Result<u64> {
        let mut change = self.begin().await?;
        for table in ["DELETE FROM session_open WHERE ends_at <= $1", "DELETE FROM entry WHERE ends_at <= $1"] {
            sqlx::query(table).bind(now).execute(&mut *change).await?;
        }
        let row = sqlx::query("SELECT COUNT(*) AS noted FROM audit WHERE noted_at < $1")
            .bind(before)
            .fetch_one(&mut *change)
            .await?;
        let old = row.try_get::<i64, _>("noted")?;
        let mut gone = 0;
        if old > 0 {
            // First, so that its number follows the last one even where all of them go.
            self.note_in(&mut change, "", act::LOG_PRUNED, &old.to_string(), now).await?;
            let removed =
                sqlx::query("DELETE FROM audit WHERE noted_at < $1").bind(before).execute(&mut *change).await?;
            gone = removed.rows_affected();
        }
        change.commit().await?;
        Ok(gone)
    }

    /// A page of lines, the latest first, of those before a line; and whether there are more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit(&self, before: Option<i64>) -> Result<(Vec<Noted>, bool)> {
        let rows = sqlx::query(
            "SELECT entry, noted_at, who, act, object FROM audit WHERE entry < $1 ORDER BY entry DESC LIMIT $2",
        )
        .bind(before.unwrap_or(i64::MAX))
        .bind(PAGE + 1)
        .fetch_all(&self.pool)
        .await?;
        let mut lines = rows
            .iter()
            .map(|row| {
                Ok(Noted {
                    id: row.try_get("entry")?,
                    at: row.try_get("noted_at")?,
                    who: row.try_get("who")?,
                    act: row.try_get("act")?,
                    object: row.try_get("object")?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let most = PAGE.unsigned_abs() as usize;
        let more = lines.len() > most;
        lines.truncate(most);
        Ok((lines, more))
    }

    /// Adds a line within a change: the last of what it writes.
    pub(crate) async fn note_in(
        &self,
        change: &mut Transaction<'_, Any>,
        who: &str,
        act: &str,
        object: &str,
        now: &str,
    ) -> Result<()> {
        if !self.is_file {
            // Two lines at once take their turn, for the sake of their numbers; SQLite gave it when the change began.
            sqlx::query("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE").execute(&mut **change).await?;
        }
        sqlx::query(
            "INSERT INTO audit (entry, noted_at, who, act, object)
             SELECT COALESCE(MAX(entry), 0) + 1, $1, $2, $3, $4 FROM audit",
        )
        .bind(now)
        .bind(who)
        .bind(act)
        .bind(object)
        .execute(&mut **change)
        .await?;
        Ok(())
    }
}
