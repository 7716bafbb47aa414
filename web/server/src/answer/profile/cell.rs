//! Columns and cells of a profile's tables.

use lanterne_observatory::Value;
use lanterne_report::model::{Cell, Column};

use super::value;
use crate::french::typography::set;

/// A column of words.
pub(super) fn words(head: &str, weight: u8) -> Column {
    Column { head: set(head), numeric: false, weight }
}

/// A column of numbers.
pub(super) fn numbers(head: &str) -> Column {
    Column { head: set(head), numeric: true, weight: 1 }
}

/// Words, typeset.
pub(super) fn text(words: &str) -> Cell {
    Cell::Words { text: set(words) }
}

/// A number.
pub(super) fn number(value: Value, decimals: u8, unit: &str) -> Cell {
    Cell::Number { value: value::shown(value, decimals, unit) }
}
