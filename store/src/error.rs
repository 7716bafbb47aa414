//! What may go wrong with what is kept.

/// A fault of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is kept under that identifier.
    #[error("nothing is kept under « {0} »")]
    Unknown(String),
    /// The key is not the one that was given when it was first kept.
    #[error("the key does not open « {0} »")]
    Forbidden(String),
    /// No more is kept: a bound against who would fill the disk.
    #[error("no more than {0} are kept")]
    Full(i64),
    /// The system gives no random bytes.
    #[error("no random bytes: {0}")]
    Random(getrandom::Error),
    /// The database answers otherwise than it should, or not at all.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Its tables cannot be brought up to date.
    #[error("tables of the database: {0}")]
    Tables(#[from] sqlx::migrate::MigrateError),
}

/// What the store answers.
pub type Result<T> = std::result::Result<T, Error>;
