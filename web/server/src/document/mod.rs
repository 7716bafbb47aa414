//! The documents the API serves: shapes only, one file per subject, each a `utoipa` schema.
//!
//! Columns are in row order; a missing number is `null` with its absence beside it. Knows nothing of how a figure is
//! computed: see `answer`. The page's TypeScript types mirror these names exactly.

pub mod access;
pub mod accompaniment;
pub mod cluster;
pub mod committee;
pub mod composition;
pub mod coverage;
pub mod deployment;
pub mod deposit;
pub mod figure;
pub mod filter;
pub mod indicator;
pub mod inequality;
pub mod method;
pub mod open_table;
pub mod presence;
pub mod publication;
pub mod relation;
pub mod scenario;
pub mod series;
pub mod simulation;
pub mod siting;
pub mod snapshot;
pub mod territory;
pub(crate) mod tilejson;
pub mod timeline;
pub mod watch;
pub mod white_zone;
