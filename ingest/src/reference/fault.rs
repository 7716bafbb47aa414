//! A fault of a file of facts, with its place. All faults of all files are told at once.

use std::fmt;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactFault {
    /// File name.
    pub file: String,
    /// Line; 1 is the header.
    pub line: u64,
    /// Column.
    pub column: String,
    /// What was read.
    pub value: String,
    /// What was expected, in French.
    pub expectation: String,
}

impl fmt::Display for FactFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, value, expectation } = self;
        write!(f, "{file}, ligne {line}, colonne {column} : « {value} » lu, {expectation} attendu")
    }
}
