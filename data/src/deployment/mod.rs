//! What operators hand in: who they are, their sites, the zones they declare and their activity, as files of four kinds.
//!
//! [`schema`] is what a file of each kind holds, read from the published table schemas; [`sheet`] reads a file as a table of text;
//! [`columns`] finds which column is which; [`check`] makes rows of the snapshot of it, or says in French what is wrong and where.
//! The same code serves a folder that ingest loads and a file that a person is about to hand in, so that what was accepted at
//! the counter is accepted in the snapshot.
//!
//! It refuses to know where a file comes from, and to keep anything of a person: a beneficiary is a SIRET, or a number of persons in
//! a commune.

mod cell;
mod cells;
pub mod check;
pub mod columns;
mod fault;
mod known;
mod rows;
pub mod schema;
pub mod sheet;
mod twice;
mod workbook;

pub use cells::CLAIMED;
pub use check::{Checked, Checker};
pub use columns::{Columns, Map};
pub use fault::{Fault, Handed, Notice};
pub use known::Known;
pub use schema::{Field, Kind, Schema, Schemas};
pub use sheet::Sheet;

/// The card of the files that people confirmed at the counter.
pub const COUNTER: &str = "lanterne/depots";

/// The name under which such a file enters a snapshot: its kind, its identifier at the counter, and the ending of its own name.
#[must_use]
pub fn deposited(kind: Kind, id: &str, file: &str) -> String {
    let ending = if file.to_lowercase().ends_with(".xlsx") { "xlsx" } else { "csv" };
    format!("{}-{id}.{ending}", kind.as_str())
}

/// An empty file of a kind, to be filled: its header alone, CSV as French spreadsheets open it (UTF-8 with its mark, `;`).
///
/// A workbook to be filled is made of the same [`Schema`] by whoever serves one: titles, descriptions, examples and lists of
/// values are there.
#[must_use]
pub fn template(schema: &Schema) -> Vec<u8> {
    let names: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
    format!("\u{feff}{}\r\n", names.join(";")).into_bytes()
}
