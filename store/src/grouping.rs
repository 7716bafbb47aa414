//! Territories that people composed and named: kept under an address, version after version, without an account.
//!
//! Whoever keeps a grouping first is given a key; who holds it can add a version, and nobody can change one. Refuses to know: what a
//! code is, and whether it is still in force: that is asked of a snapshot, when the grouping is read.

use sqlx::Row;

use crate::shelf::{Kept, Shelf, numbered};
use crate::{Error, Result, Store};

const SHELF: Shelf = Shelf {
    count: "SELECT COUNT(*) AS kept FROM grouping_kept",
    put: "INSERT INTO grouping_kept (grouping, key_digest) VALUES ($1, $2)",
    key: "SELECT key_digest FROM grouping_kept WHERE grouping = $1",
    key_held: "SELECT key_digest FROM grouping_kept WHERE grouping = $1 FOR UPDATE",
};

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// What is in, as in links: `epci-200070985,commune-80620`.
    pub members: String,
    /// What is taken away, the same; empty for nothing.
    pub less: String,
    /// COG year of these codes.
    pub cog: u16,
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From 1.
    pub version: i64,
    /// What it says.
    pub content: Content,
    /// When it was kept: UTC, ISO 8601, as the caller said.
    pub kept_at: String,
}

impl Store {
    /// Keeps a grouping under a new identifier, as version 1.
    ///
    /// # Errors
    /// [`Error::Full`]; or the database does not answer.
    pub async fn keep_grouping(&self, content: &Content, now: &str) -> Result<Kept> {
        let mut change = self.begin().await?;
        let kept = SHELF.take(&mut change).await?;
        add(&mut change, &kept.id, content, now).await?;
        change.commit().await?;
        Ok(kept)
    }

    /// Adds a version to a grouping; answers its number.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Forbidden`], [`Error::Full`]; or the database does not answer.
    pub async fn revise_grouping(&self, id: &str, key: &str, content: &Content, now: &str) -> Result<i64> {
        let mut change = self.begin().await?;
        SHELF.unlock(&mut change, self.is_file, id, key).await?;
        let version = numbered(add(&mut change, id, content, now).await?)?;
        change.commit().await?;
        Ok(version)
    }

    /// The versions of a grouping, the first first.
    ///
    /// # Errors
    /// [`Error::Unknown`]; or the database does not answer.
    pub async fn grouping(&self, id: &str) -> Result<Vec<Version>> {
        let rows = sqlx::query(
            "SELECT version, name, members, less, cog, kept_at FROM grouping_version WHERE grouping = $1 ORDER BY version",
        )
        .bind(id)
        .fetch_all(&self.pool)
        .await?;
        if rows.is_empty() {
            return Err(Error::Unknown(id.to_owned()));
        }
        rows.iter()
            .map(|row| {
                let cog: i64 = row.try_get("cog")?;
                Ok(Version {
                    version: row.try_get("version")?,
                    content: Content {
                        name: row.try_get("name")?,
                        members: row.try_get("members")?,
                        less: row.try_get("less")?,
                        cog: u16::try_from(cog).map_err(|fault| sqlx::Error::Decode(fault.into()))?,
                    },
                    kept_at: row.try_get("kept_at")?,
                })
            })
            .collect()
    }
}

async fn add(change: &mut sqlx::Transaction<'_, sqlx::Any>, id: &str, content: &Content, now: &str) -> Result<i64> {
    let row = sqlx::query(
        "INSERT INTO grouping_version (grouping, version, name, members, less, cog, kept_at)
         SELECT $1, COALESCE(MAX(version), 0) + 1, $2, $3, $4, $5, $6 FROM grouping_version WHERE grouping = $1
         RETURNING version",
    )
    .bind(id)
    .bind(&content.name)
    .bind(&content.members)
    .bind(&content.less)
    .bind(i64::from(content.cog))
    .bind(now)
    .fetch_one(&mut **change)
    .await?;
    Ok(row.try_get("version")?)
}
