//! Density and specialisation (METHODS 1), one measure per file: columns in, a column out, in row order.
//!
//! Common to all: a numerator and a denominator share one COG year; an absence of either is the absence of the result
//! ([`Absence::with`](crate::Absence::with) when both are missing); zero over something is the number 0; anything over
//! zero is [`Absence::Nil`](crate::Absence::Nil), for there is nothing to measure; a negative or non-finite input was
//! never a figure and reads as [`Absence::NotPublished`](crate::Absence::NotPublished). Nothing here rounds.
//!
//! Next: [`crate::indicator`] names these measures and adds what can be said of their uncertainty.

pub mod concentration;
pub mod density;
pub mod ellison_glaeser;
pub mod quotient;
pub mod ratio;
pub mod share;
pub mod size;
pub mod structure;
