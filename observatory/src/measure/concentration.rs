//! Does one part carry everything, or do several share?

use super::structure::sum;
use crate::absence::{Absence, Value, quantity};

/// Herfindahl–Hirschman index of the parts of one territory: `Σ (x_k/Σx)²`, from `1/K` (equal parts) to 1 (one part).
///
/// Unit: none. Missing: absent as soon as one part is (the total is unknown), nil where every part is zero. Source:
/// Hirschman 1945, Herfindahl 1950. Checked against `numpy` (2.4.6), relative 1e-12. Cost: two passes over the parts.
///
/// ```
/// use lanterne_observatory::measure::concentration::herfindahl;
/// assert_eq!(herfindahl(&[Ok(5.0), Ok(5.0), Ok(0.0)]), Ok(0.5));
/// assert_eq!(herfindahl(&[Ok(0.0), Ok(7.0)]), Ok(1.0));
/// ```
pub fn herfindahl(parts: &[Value]) -> Value {
    let total = sum(parts.iter().copied())?;
    if total == 0.0 {
        return Err(Absence::Nil);
    }
    Ok(parts.iter().filter_map(|&part| quantity(part).ok()).map(|part| (part / total).powi(2)).sum())
}
