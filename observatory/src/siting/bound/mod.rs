//! How good a choice can be at best, and what that says of each column. Refuses to know how choices are found.

mod lagrangian;

pub(super) use lagrangian::{Ascent, Pace};
