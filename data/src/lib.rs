//! The snapshot: one DuckDB file written once, read for ever.
//!
//! This crate is the only one that names DuckDB or SQL. `schema.sql` says what a snapshot holds; [`row`] has one struct
//! per table; [`Draft`] writes a new snapshot beside the served one; [`Snapshot`] opens a finished one read-only;
//! [`load`] turns published files into facts inside a draft, [`deployment`] those that operators hand in; [`read`] gives columns in row order to whoever serves them;
//! [`published`] writes the tables that leave as Parquet.
//!
//! It refuses to know where a file came from (see `lanterne-ingest`), what a measure means (see
//! `lanterne-observatory`) and how a figure is shown (see `lanterne-server`).

pub mod deployment;
pub mod draft;
mod engine;
pub mod error;
pub mod load;
pub mod manifest;
pub mod published;
pub mod read;
mod reason;
pub mod recipe;
pub mod row;
pub mod snapshot;
pub mod sum;

pub use draft::{Draft, Stop};
pub use engine::Limits;
pub use error::{Error, Result};
pub use manifest::Manifest;
pub use reason::reason;
pub use recipe::Recipe;
pub use row::Row;
pub use snapshot::Snapshot;
pub use sum::TableSum;
