//! Of what the ESS of a territory is made: shares by famille, by section of activity, by size band.

use super::ratio::ratio;
use crate::absence::{Absence, Value, quantity};

/// The shares of the parts of one territory in its total, in %, in the order given.
///
/// `total` is the caller's own figure, for a part may be secret or unpublished and the others still have their share.
/// Missing: an absent part is absent with its own reason; see [`crate::measure`] for the rest. Source: METHODS 1. Checked
/// against `numpy` (2.4.6), relative 1e-12.
///
/// ```
/// use lanterne_observatory::{Absence, measure::structure::shares};
/// assert_eq!(shares(&[Ok(87.0), Err(Absence::Secret), Ok(0.0)], Ok(100.0)), [Ok(87.0), Err(Absence::Secret), Ok(0.0)]);
/// ```
#[must_use]
pub fn shares(parts: &[Value], total: Value) -> Vec<Value> {
    parts.iter().map(|&part| ratio(100.0, part, total)).collect()
}

/// The sum of the parts, absent as soon as one is absent; a nil part counts for zero. Sequential, in the order given.
/// Checked against `numpy` (2.4.6), relative 1e-12.
///
/// ```
/// use lanterne_observatory::{Absence, measure::structure::sum};
/// assert_eq!(sum([Ok(1.0), Err(Absence::Nil), Ok(2.0)]), Ok(3.0));
/// assert_eq!(sum([Ok(1.0), Err(Absence::Secret)]), Err(Absence::Secret));
/// ```
pub fn sum(parts: impl IntoIterator<Item = Value>) -> Value {
    let mut total = Ok(0.0);
    for part in parts {
        total = match (total, quantity(part)) {
            (total, Err(Absence::Nil)) => total,
            (Ok(total), Ok(part)) => Ok(total + part),
            (Err(absence), Ok(_)) | (Ok(_), Err(absence)) => Err(absence),
            (Err(left), Err(right)) => Err(left.with(right)),
        };
    }
    total.and_then(|total: f64| if total.is_finite() { Ok(total) } else { Err(Absence::NotPublished) })
}
