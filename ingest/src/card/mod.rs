//! What a source is, as its card says: who produced it, under which licence, where it is published, what it holds.
//!
//! A card is `data/catalogue/<producer>/<dataset>.toml`; its id is that path without `.toml`. A card that leaves a field
//! out, names one that does not exist or gives it the wrong type is refused with its place. Refuses to know whether the
//! file can be had (`fetch`) and what its rows mean (`register`, `geography`, `reference`).

mod address;
mod catalogue;
mod fault;
mod kind;
mod parse;
mod table;

pub use address::Address;
pub use catalogue::Catalogue;
pub use fault::CardFault;
pub use kind::{Format, Profile, Reader, Unit};
pub use parse::parse;

use serde::Serialize;

/// One source, as its card describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// `<producer>/<dataset>`.
    pub id: String,
    /// Who answers for the figures, as they write their name.
    pub producer: String,
    /// The dataset's own title.
    pub title: String,
    /// The licence, as its own name (« Licence Ouverte 2.0 »).
    pub licence: String,
    /// The official page of the dataset, for a person.
    pub address: String,
    /// What the figures describe, as published (« 2022 », « fin 2021 »).
    pub millesime: String,
    /// COG year of the codes.
    pub cog: u16,
    /// Of a register, and of nothing else: it says what stood on 31 December of that year.
    pub year: Option<u16>,
    /// The tables of the snapshot it feeds (names of `data/schema.sql`), or `geographie` for the embedded outlines.
    pub feeds: Vec<String>,
    /// Whether the figures are made up: said wherever they are shown.
    pub synthetic: bool,
    /// When it is taken without being named.
    pub profile: Profile,
    /// Its files, at least one.
    pub files: Vec<CardFile>,
}

/// One file of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardFile {
    /// The name it is kept under, as published.
    pub name: String,
    /// Its own address; none when the producer gives no lasting one, and the file must come from `--from`.
    pub address: Option<Address>,
    /// Other addresses of the same bytes, tried in order after `address`.
    pub mirrors: Vec<Address>,
    /// SHA-256 in lower-case hexadecimal, where the published bytes never change.
    pub sha256: Option<String>,
    /// The container.
    pub format: Format,
    /// The file to read inside an archive; none when the file is no archive or is read whole.
    pub member: Option<String>,
    /// What reads it.
    pub reader: Reader,
    /// The columns or fields used, by their published names.
    pub columns: Vec<String>,
    /// What the durations of a matrix of travel times are counted in; none for other readers.
    pub unit: Option<Unit>,
}
