//! Where the store is, and how it is opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Once;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, SqlSafeStr};

use crate::Result;

/// Connections at most: the work of each is a few rows.
const CONNECTIONS: u32 = 4;

/// Where what people hand in is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file of SQLite, made if missing.
    File(PathBuf),
    /// A server of PostgreSQL: `postgres://user@host/base`.
    Server(String),
}

impl Place {
    fn address(&self) -> String {
        match self {
            Self::File(path) => format!("sqlite://{}?mode=rwc", escaped(path)),
            Self::Server(address) => address.clone(),
        }
    }
}

/// Without the password that an address may hold.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Server(address) => {
                let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
                write!(f, "{scheme}://{}", rest.rsplit_once('@').map_or(rest, |(_, host)| host))
            }
        }
    }
}

/// What has a meaning in an address is written as its code.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23").replace(' ', "%20")
}

/// An open store; a clone is another handle to the same.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: AnyPool,
    pub(crate) is_file: bool,
}

impl Store {
    /// Opens the store and brings its tables up to date.
    ///
    /// # Errors
    /// The folder is missing or not writable, the server does not answer, or its tables are those of a later program.
    pub async fn open(place: &Place) -> Result<Self> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let is_file = matches!(place, Place::File(_));
        let options = AnyPoolOptions::new().max_connections(CONNECTIONS).after_connect(move |connection, _| {
            Box::pin(async move {
                if is_file {
                    // What is acknowledged is on disk; readers do not wait for a writer; two writers wait for each other.
                    for pragma in [
                        "PRAGMA journal_mode = WAL",
                        "PRAGMA synchronous = FULL",
                        "PRAGMA foreign_keys = ON",
                        "PRAGMA busy_timeout = 5000",
                    ] {
                        sqlx::query(pragma).execute(&mut *connection).await?;
                    }
                }
                Ok(())
            })
        });
        let pool = options.connect(&place.address()).await?;
        let tables = [
            (1, "grouping", include_str!("../migrations/1_grouping.sql")),
            (2, "access", include_str!("../migrations/2_access.sql")),
            (3, "deposit", include_str!("../migrations/3_deposit.sql")),
            (4, "scenario", include_str!("../migrations/4_scenario.sql")),
            (5, "sign_out", include_str!("../migrations/5_sign_out.sql")),
        ];
        let tables = tables.map(|(version, title, sql)| {
            Migration::new(version, title.into(), MigrationType::Simple, sql.into_sql_str(), false)
        });
        Migrator::with_migrations(tables.into()).run(&pool).await?;
        Ok(Self { pool, is_file })
    }

    /// Begins a change. That of SQLite takes its turn at once: one that read before it wrote would be refused, not made to wait.
    pub(crate) async fn begin(&self) -> Result<sqlx::Transaction<'_, sqlx::Any>> {
        Ok(self.pool.begin_with(if self.is_file { "BEGIN IMMEDIATE" } else { "BEGIN" }).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_said_without_its_password() {
        let place = Place::Server("postgres://lanterne:secret@base.example/lanterne".to_owned());
        assert_eq!(place.to_string(), "postgres://base.example/lanterne");
    }

    #[test]
    fn a_path_is_an_address_whatever_its_letters() {
        let place = Place::File("/srv/données 50 %/r?.sqlite".into());
        assert_eq!(place.address(), "sqlite:///srv/données%2050%20%25/r%3F.sqlite?mode=rwc");
    }
}
