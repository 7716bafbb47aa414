//! The service: one snapshot in memory, an address space over it, and the page.
//!
//! The path of a request: [`router`] (the address space on one screen) → `handler` (reads parameters) → `answer` (asks
//! the measures of `lanterne-observatory`, writes the French sentences) → `document` (the shape that leaves). A figure is
//! never computed here: sums are `assembly`'s, measures are the core's, SQL is `lanterne-data`'s.
//!
//! It refuses to know how a snapshot is made (see `lanterne-ingest`), and writes nothing but what people hand in (`lanterne-store`, `frozen`).
//!
//! Where to go next: [`serve()`], [`state::State`] for what is held in memory, [`problem`] for what can fail.

mod access;
mod answer;
mod connection;
pub mod document;
mod export;
pub mod french;
mod frozen;
mod handler;
mod letters;
pub mod live;
mod openapi;
mod outline;
mod page;
mod picture;
pub mod problem;
pub mod profile;
pub mod publishing;
mod query;
pub mod raster;
pub mod router;
mod search;
pub mod serve;
pub mod state;
mod tiling;
mod validator;
mod view;
mod views;

pub use serve::{Email, ServeError, ServeOptions, Server, SignIn, serve};
