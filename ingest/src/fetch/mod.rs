//! A card's files, verified and kept as published.
//!
//! Refuses to know what the bytes mean. Next: `register`, `geography` and `reference` read them.

use std::path::PathBuf;

use crate::card::Reader;

/// A file of a card, here, whole and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFile {
    /// Id of its card.
    pub card: String,
    /// Its name as published.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// What reads it.
    pub reader: Reader,
    /// The file to read inside, for an archive.
    pub member: Option<String>,
}
