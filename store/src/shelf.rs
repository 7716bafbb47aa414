//! What a table of addresses does for any kind of thing that is kept version after version, without an account.
//!
//! Whoever keeps a thing first is given a key; who holds it can add a version, and nobody can change one. Refuses to know: what a
//! version says ([`crate::grouping`], [`crate::scenario`]).

use sqlx::Row;

use crate::key::{digest, random};
use crate::{Error, Result};

/// Letters of an identifier: 2^60 of them.
const IDENTIFIER: usize = 12;
/// Letters of a key: 130 bits.
const KEY: usize = 26;
/// Things of a kind kept at most, and versions of one.
const MOST: i64 = 100_000;
const MOST_VERSIONS: i64 = 500;

/// What whoever keeps a thing first is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its identifier, for its address.
    pub id: String,
    /// What lets a new version in: said once, and not kept.
    pub key: String,
}

/// The addresses of a kind of thing: its questions to the database.
pub(crate) struct Shelf {
    /// How many there are, as `kept`.
    pub(crate) count: &'static str,
    /// Puts an identifier and the digest of its key.
    pub(crate) put: &'static str,
    /// The digest of the key of an identifier, as `key_digest`; and the same, held against others who ask until the change ends.
    pub(crate) key: &'static str,
    pub(crate) key_held: &'static str,
}

type Change<'a> = sqlx::Transaction<'a, sqlx::Any>;

impl Shelf {
    /// Takes a new address.
    ///
    /// # Errors
    /// [`Error::Full`]; or the database does not answer.
    pub(crate) async fn take(&self, change: &mut Change<'_>) -> Result<Kept> {
        let kept = Kept { id: random(IDENTIFIER)?, key: random(KEY)? };
        let row = sqlx::query(self.count).fetch_one(&mut **change).await?;
        if row.try_get::<i64, _>("kept")? >= MOST {
            return Err(Error::Full(MOST));
        }
        sqlx::query(self.put).bind(&kept.id).bind(digest(&kept.key)).execute(&mut **change).await?;
        Ok(kept)
    }

    /// Lets whoever holds its key change what stands at an address, one after the other.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Forbidden`]; or the database does not answer.
    pub(crate) async fn unlock(&self, change: &mut Change<'_>, is_file: bool, id: &str, key: &str) -> Result<()> {
        // Two versions at once take their turn: SQLite gave it when the change began, PostgreSQL gives it here.
        let known = if is_file { self.key } else { self.key_held };
        let row = sqlx::query(known)
            .bind(id)
            .fetch_optional(&mut **change)
            .await?
            .ok_or_else(|| Error::Unknown(id.to_owned()))?;
        // Digests of random keys: what the time of a comparison tells about one leads to no key.
        match row.try_get::<String, _>("key_digest")? == digest(key) {
            true => Ok(()),
            false => Err(Error::Forbidden(id.to_owned())),
        }
    }
}

/// The number of a version, where there is room for it.
///
/// # Errors
/// [`Error::Full`].
pub(crate) fn numbered(version: i64) -> Result<i64> {
    if version > MOST_VERSIONS { Err(Error::Full(MOST_VERSIONS)) } else { Ok(version) }
}
