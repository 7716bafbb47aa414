//! What is wrong in a card, and where.

use std::fmt;

/// One fault of one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardFault {
    /// The card's path.
    pub file: String,
    /// Line, from 1; the line of the enclosing table for a missing field.
    pub line: usize,
    /// The field, with its table (« file.sha256 »).
    pub field: String,
    /// What was read; none for a missing field.
    pub value: Option<String>,
    /// What was expected, in French.
    pub expectation: String,
}

impl fmt::Display for CardFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, ligne {}, champ « {} » : ", self.file, self.line, self.field)?;
        match &self.value {
            Some(value) => write!(f, "« {value} » lu, {} attendu", self.expectation),
            None => write!(f, "absent, {} attendu", self.expectation),
        }
    }
}
