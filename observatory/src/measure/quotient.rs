//! Is the ESS more at home here than in the reference territory?

use rayon::prelude::*;

use super::ratio::{ROWS_PER_TASK, ratio, ratios};
use crate::Value;

/// Location quotient (indice de spécificité): `(J_i/S_i) / (J/S)`, with `J` and `S` the totals of the reference
/// territory; 1 = as the reference.
///
/// Shape: one ratio per row. Missing: see [`crate::measure`]; an absent or zero reference share leaves every row absent.
/// Source: Florence 1939. Checked against `esda.smoothing.Excess_Risk` (esda 2.9.0), relative 1e-12.
///
/// ```
/// use lanterne_observatory::measure::quotient::location_quotient;
/// let quotient = location_quotient(&[Ok(20.0), Ok(5.0)], &[Ok(100.0), Ok(100.0)], Ok(25.0), Ok(200.0));
/// assert_eq!(quotient, [Ok(1.6), Ok(0.4)]);
/// ```
#[must_use]
pub fn location_quotient(part: &[Value], whole: &[Value], reference_part: Value, reference_whole: Value) -> Vec<Value> {
    let reference = ratio(1.0, reference_part, reference_whole);
    ratios(1.0, part, whole)
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|share| ratio(1.0, share, reference))
        .collect()
}
