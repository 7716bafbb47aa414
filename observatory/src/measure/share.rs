//! What part of the whole the ESS is.

use super::ratio::ratios;
use crate::Value;

/// The part in the whole, in %: `100 · E/T` or `100 · J/S`. Missing: see [`crate::measure`]. A part above its whole (two
/// sources that disagree) is served as it is, above 100: hiding it would hide the disagreement. Source: METHODS 1. Checked against `numpy` (2.4.6), relative 1e-12.
///
/// ```
/// let share = lanterne_observatory::measure::share::percent(&[Ok(14_086.0)], &[Ok(160_068.0)]);
/// assert!((share[0].unwrap() - 8.8).abs() < 0.01);
/// ```
#[must_use]
pub fn percent(part: &[Value], whole: &[Value]) -> Vec<Value> {
    ratios(100.0, part, whole)
}
