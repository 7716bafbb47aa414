//! What is wrong in a file that was handed in, and where, in words for the person who can mend it.
//!
//! A fault refuses a row, or the whole file; a notice refuses nothing. Neither keeps a text that could be somebody's name.

use std::fmt;

use crate::load::passage::Harmonised;
use crate::row::Refused;

/// The longest value told.
const LONGEST: usize = 200;

/// A file that was handed in, as the snapshot names it.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'a> {
    /// Its card.
    pub card: &'a str,
    /// Its name.
    pub file: &'a str,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: &'a str,
    /// Whether its card says that everything in it is made up.
    pub synthetic: bool,
    /// The codes of communes of its COG year in those of the snapshot.
    pub passage: &'a Harmonised,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line as a person sees it (the header is most often 1); 0 when the whole file is at fault.
    pub line: i64,
    /// The column as the file names it, as the schema does where the file has none; `(ligne)` or `(fichier)`.
    pub column: String,
    /// What was read (where a column is absent, the header); `None` for an empty cell.
    pub value: Option<String>,
    /// What was expected (French), to stand before « attendu ».
    pub expectation: String,
}

/// Something to look at in a row that is taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Line as a person sees it.
    pub line: i64,
    /// The column as the file names it.
    pub column: String,
    /// What was read.
    pub value: String,
    /// What there is to see (French, no capital): « déjà déclaré par bge_hdf (ligne 3) ».
    pub message: String,
    /// What the value is not (French), as table `warning` says it: one for all notices of a kind.
    pub expectation: &'static str,
}

impl Fault {
    /// A file that cannot be read at all.
    pub(super) fn whole(value: &str, expectation: &str) -> Fault {
        Fault {
            line: 0,
            column: "(fichier)".to_owned(),
            value: Some(short(value)),
            expectation: expectation.to_owned(),
        }
    }

    /// The same as a row of table `refused`; `content` is the row as read.
    pub(super) fn refused(self, file: &Handed<'_>, content: &str) -> Refused {
        Refused {
            card: file.card.to_owned(),
            file: file.file.to_owned(),
            line: self.line,
            column: self.column,
            value: self.value,
            expectation: self.expectation,
            content: content.to_owned(),
        }
    }
}

impl fmt::Display for Fault {
    /// « ligne 3, colonne siret : « 732 » lu, quatorze chiffres attendu ».
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "ligne {}, ", self.line)?;
        }
        match &self.value {
            Some(value) => write!(f, "colonne {} : « {value} » lu, {} attendu", self.column, self.expectation),
            None => write!(f, "colonne {} : vide, {} attendu", self.column, self.expectation),
        }
    }
}

/// A value short enough to be told.
pub(super) fn short(value: &str) -> String {
    value.chars().take(LONGEST).collect()
}
