//! The indicators a map can show: their names, their French words ([`catalogue`]), the columns they are made of
//! ([`facts`]) and their computation with what can be said of the uncertainty ([`estimate`]).
//!
//! Refuses to know where the columns come from, which level they describe, and how a number is written.

pub mod catalogue;
pub mod definition;
pub mod estimate;
pub mod facts;
mod texts;

pub use catalogue::Indicator;
pub use definition::{Definition, Denominator, Group, Numerator, Uncertainty};
pub use estimate::{Estimate, RELIABLE_ESTABLISHMENTS, RELIABLE_HALF_WIDTH, compute};
pub use facts::{Facts, Part, Reference};
