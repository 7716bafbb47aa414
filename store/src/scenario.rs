//! Sets of scenarios of the simulator that people named: kept under an address, version after version, without an account.
//!
//! Whoever keeps a set first is given a key; who holds it can add a version, and nobody can change one. Refuses to know: what a
//! commune or a site is, and whether it is still there: that is asked of a snapshot, when the set is read.

use sqlx::Row;

use crate::shelf::{Kept, Shelf, numbered};
use crate::{Error, Result, Store};

const SHELF: Shelf = Shelf {
    count: "SELECT COUNT(*) AS kept FROM scenario_kept",
    put: "INSERT INTO scenario_kept (scenario, key_digest) VALUES ($1, $2)",
    key: "SELECT key_digest FROM scenario_kept WHERE scenario = $1",
    key_held: "SELECT key_digest FROM scenario_kept WHERE scenario = $1 FOR UPDATE",
};

/// What a version says: its question, and the scenarios it compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// Code of the region; empty for the whole of France.
    pub region: String,
    /// Slug of the scheme whose places count; empty for all of them.
    pub scheme: String,
    /// Minutes beyond which a place is far.
    pub minutes: u16,
    /// Which places count, as in links: `documents` or `exemple`.
    pub sites: String,
    /// Whether places that are known only by a workshop count, as in links: `oui` or `non`.
    pub workshops: String,
    /// The scenarios as in links, none of which has a line of its own: `A~80620.4~-apes-59350`.
    pub scenarios: Vec<String>,
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
    /// Keeps a set of scenarios under a new identifier, as version 1.
    ///
    /// # Errors
    /// [`Error::Full`]; or the database does not answer.
    pub async fn keep_scenario(&self, content: &Content, now: &str) -> Result<Kept> {
        let mut change = self.begin().await?;
        let kept = SHELF.take(&mut change).await?;
        add(&mut change, &kept.id, content, now).await?;
        change.commit().await?;
        Ok(kept)
    }

    /// Adds a version to a set; answers its number.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Forbidden`], [`Error::Full`]; or the database does not answer.
    pub async fn revise_scenario(&self, id: &str, key: &str, content: &Content, now: &str) -> Result<i64> {
        let mut change = self.begin().await?;
        SHELF.unlock(&mut change, self.is_file, id, key).await?;
        let version = numbered(add(&mut change, id, content, now).await?)?;
        change.commit().await?;
        Ok(version)
    }

    /// The versions of a set, the first first.
    ///
    /// # Errors
    /// [`Error::Unknown`]; or the database does not answer.
    pub async fn scenario(&self, id: &str) -> Result<Vec<Version>> {
        let rows = sqlx::query(
            "SELECT version, name, region, scheme, minutes, sites, workshops, scenarios, cog, kept_at
             FROM scenario_version WHERE scenario = $1 ORDER BY version",
        )
        .bind(id)
        .fetch_all(&self.pool)
        .await?;
        if rows.is_empty() {
            return Err(Error::Unknown(id.to_owned()));
        }
        rows.iter()
            .map(|row| {
                let (minutes, cog): (i64, i64) = (row.try_get("minutes")?, row.try_get("cog")?);
                Ok(Version {
                    version: row.try_get("version")?,
                    content: Content {
                        name: row.try_get("name")?,
                        region: row.try_get("region")?,
                        scheme: row.try_get("scheme")?,
                        minutes: u16::try_from(minutes).map_err(|fault| sqlx::Error::Decode(fault.into()))?,
                        sites: row.try_get("sites")?,
                        workshops: row.try_get("workshops")?,
                        scenarios: row.try_get::<String, _>("scenarios")?.lines().map(str::to_owned).collect(),
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
        "INSERT INTO scenario_version
           (scenario, version, name, region, scheme, minutes, sites, workshops, scenarios, cog, kept_at)
         SELECT $1, COALESCE(MAX(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10
         FROM scenario_version WHERE scenario = $1
         RETURNING version",
    )
    .bind(id)
    .bind(&content.name)
    .bind(&content.region)
    .bind(&content.scheme)
    .bind(i64::from(content.minutes))
    .bind(&content.sites)
    .bind(&content.workshops)
    .bind(content.scenarios.join("\n"))
    .bind(i64::from(content.cog))
    .bind(now)
    .fetch_one(&mut **change)
    .await?;
    Ok(row.try_get("version")?)
}
