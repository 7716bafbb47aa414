//! What people hand in, kept on disk for as long as they need it.
//!
//! A snapshot is made of published files and is remade; what a person gave once cannot be fetched again. It stands in a database of
//! its own: SQLite by default, PostgreSQL by its address, through one library. This crate is the only one that names it.
//! **What is acknowledged is on disk**: an answer comes after the commit, and SQLite commits with a full sync.
//!
//! | question | where |
//! |---|---|
//! | where is it kept, and how is it opened | [`Store::open`], [`Place`] |
//! | territories that people composed and named | [`grouping`] |
//! | scenarios of the simulator that people compared and named | [`scenario`] |
//! | who may do what, who is signed in, by a browser or a program | [`account`], [`session`], [`entry`], [`token`] |
//! | who did what | [`audit`] |
//! | files that operators hand in | [`deposit`] |
//!
//! Refuses to know: HTTP, snapshots, measures, the clock (whoever calls says when it is).

pub mod account;
pub mod audit;
pub mod deposit;
pub mod entry;
mod error;
pub mod grouping;
mod key;
mod open;
pub mod scenario;
pub mod session;
mod shelf;
pub mod token;

pub use error::{Error, Result};
pub use open::{Place, Store};
pub use shelf::Kept;
