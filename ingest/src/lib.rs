//! Everything that writes: fetch → parse → check → load → derive → publish.
//!
//! `pipeline` walks these steps in order; every other module is one of their parts. GDAL lives in `vector` and is named
//! nowhere else. This crate never names DuckDB (that is `lanterne-data`), never measures (that is
//! `lanterne-observatory`) and never draws a bar: it tells a `Progress`, and the binary draws.
//!
//! - `card`: what a source is, as its card in `data/catalogue` says; refused with its place when it does not say it all.
//! - `fetch`: a card's files, from the network, a mirror, a package or a folder, verified and kept as published.
//! - `vector`, `geography`: outlines and codes of territories, and the passage from one COG year to another.
//! - `cog`: INSEE's lists of communes, events and passages, against that geography.
//! - `register`: establishments and official tables; `synthetic`: a register made by a seeded generator.
//! - `zonage`: zones d'emploi and bassins de vie, from INSEE's table of membership.
//! - `deployment`: what operators hand in, sites, zones and activity.
//! - `travel`: travel times, from a matrix or from the roads of an extract.
//! - `reference`: small tables of facts read in documents.
//! - `check`: loaded totals against published figures; `derive`: measures and tiles of a snapshot.
//! - `publish`: a finished draft becomes the served snapshot, or nothing happens.

pub mod asset;
pub mod card;
pub mod check;
mod cog;
mod conservation;
pub mod deployment;
pub mod derive;
pub mod fetch;
pub mod geography;
pub mod pipeline;
pub mod publish;
pub mod reference;
pub mod register;
pub mod synthetic;
pub mod travel;
pub mod vector;
mod zonage;

mod durable;
mod error;
mod number;
mod watch;

pub use error::{IngestError, Unreachable};
pub use number::number;
pub use watch::{Interrupt, Progress, Silent, Watch};
