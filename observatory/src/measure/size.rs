//! How large an ESS establishment is on average.

use super::ratio::ratios;
use crate::Value;

/// Jobs per establishment: `J/E`. Missing: see [`crate::measure`]; where there is no establishment there is no mean size
/// ([`Absence::Nil`](crate::Absence::Nil)). Source: METHODS 1. Checked against `numpy` (2.4.6), relative 1e-12.
///
/// ```
/// use lanterne_observatory::{Absence, measure::size::mean};
/// assert_eq!(mean(&[Ok(45.0), Ok(0.0)], &[Ok(3.0), Ok(0.0)]), [Ok(15.0), Err(Absence::Nil)]);
/// ```
#[must_use]
pub fn mean(jobs: &[Value], establishments: &[Value]) -> Vec<Value> {
    ratios(1.0, jobs, establishments)
}
