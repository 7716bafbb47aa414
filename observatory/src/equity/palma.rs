//! How many times what the poorest 40 % have do the richest 10 % have?

use super::lorenz;
use crate::absence::{Absence, Value};

/// A share of the whole below which there is nothing but the rounding of sums.
const NOTHING: f64 = 1e-12;

/// Palma ratio: the share of the whole of the 10 % of people with the highest rates over that of the 40 % with the
/// lowest; 0.25 where all have the same.
///
/// The people of a unit are divided where a share ends among them. Missing: see [`crate::equity`]; [`Absence::Nil`]
/// where the poorest 40 % have nothing (a billionth of a thousandth of the whole at most). Source: Palma 2011
/// (Development and Change 42), Cobham & Sumner 2013. No peer has it: checked against `numpy.interp` (2.4.6) over the
/// cumulated shares of repeated rows, relative 1e-11. Cost: a sort.
///
/// ```
/// use lanterne_observatory::equity::palma;
/// assert_eq!(palma(&[Ok(7.0), Ok(1.0)], &[Ok(1.0), Ok(9.0)]).map(|ratio| (ratio * 1e9).round() / 1e9), Ok(1.75));
/// ```
pub fn palma(rates: &[Value], weights: &[Value]) -> Value {
    let curve = lorenz(rates, weights)?;
    let of_poorest = |share| curve.amount_of_poorest(share).ok_or(Absence::NotPublished);
    let (top, bottom) = (1.0 - of_poorest(0.9)?, of_poorest(0.4)?);
    let ratio = top / bottom;
    match ratio {
        _ if bottom <= NOTHING => Err(Absence::Nil),
        ratio if ratio.is_finite() => Ok(ratio),
        _ => Err(Absence::NotPublished),
    }
}
