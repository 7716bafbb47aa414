//! `scale · numerator / denominator`, the form of most measures. Refuses to know what is divided by what.

use rayon::prelude::*;

use crate::absence::{Absence, Value, at, pair};

/// Rows handled by one task: below this a thread costs more than it brings.
pub(crate) const ROWS_PER_TASK: usize = 4096;

/// One ratio: a number where both are and the denominator is positive.
///
/// Missing: see [`crate::measure`]. An overflow is [`Absence::NotPublished`].
///
/// ```
/// use lanterne_observatory::{Absence, measure::ratio::ratio};
/// assert_eq!(ratio(10_000.0, Ok(17.0), Ok(20_000.0)), Ok(8.5));
/// assert_eq!(ratio(1.0, Ok(0.0), Ok(20.0)), Ok(0.0));
/// assert_eq!(ratio(1.0, Ok(3.0), Ok(0.0)), Err(Absence::Nil));
/// assert_eq!(ratio(1.0, Err(Absence::Secret), Ok(20.0)), Err(Absence::Secret));
/// ```
pub fn ratio(scale: f64, numerator: Value, denominator: Value) -> Value {
    let (numerator, denominator) = pair(numerator, denominator)?;
    if denominator == 0.0 {
        return Err(Absence::Nil);
    }
    let value = scale * numerator / denominator;
    if value.is_finite() { Ok(value) } else { Err(Absence::NotPublished) }
}

/// The ratio of two columns, row by row; as long as the longer, absent where a column has ended. Cost: one division a row.
///
/// ```
/// use lanterne_observatory::{Absence::NotPublished, measure::ratio::ratios};
/// assert_eq!(ratios(100.0, &[Ok(1.0), Ok(3.0), Ok(5.0)], &[Ok(4.0), Ok(4.0)]), [Ok(25.0), Ok(75.0), Err(NotPublished)]);
/// ```
#[must_use]
pub fn ratios(scale: f64, numerator: &[Value], denominator: &[Value]) -> Vec<Value> {
    (0..numerator.len().max(denominator.len()))
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| ratio(scale, at(numerator, row), at(denominator, row)))
        .collect()
}
