//! The texts, a file per chapter. Spaces are plain here: whoever shows a text typesets it.

mod access;
mod change;
mod classes;
mod cohort;
mod comparable;
mod equity;
mod papers;
mod presence;
mod siting;
mod small_number;
mod structure;
mod white_zone;

use super::Method;

/// Chapters in the order of the page.
pub(super) static ALL: &[&[Method]] = &[
    presence::METHODS,
    small_number::METHODS,
    structure::METHODS,
    access::METHODS,
    white_zone::METHODS,
    cohort::METHODS,
    equity::METHODS,
    siting::METHODS,
    change::METHODS,
    comparable::METHODS,
    classes::METHODS,
];
