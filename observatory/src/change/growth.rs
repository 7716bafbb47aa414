//! How much a figure grew: in its unit, in %, in % a year.
//!
//! Refuses to know whether the two figures may be compared: [`super::series`] does.

use rayon::prelude::*;

use crate::absence::{Absence, Value, at, pair};
use crate::measure::ratio::ROWS_PER_TASK;

/// One figure between two dates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// `after − before`, in the unit of the figure.
    pub absolute: Value,
    /// `100·(after − before)/before`, %.
    pub relative: Value,
    /// `100·((after/before)^(1/years) − 1)`, % a year.
    pub annual: Value,
}

/// The growth of one figure over that many years.
///
/// Missing: both figures must be there ([`Absence::with`] when neither is). From nothing the relative forms are nil, for
/// there is nothing to relate to; so is the annual one over no time. Source: compound annual growth rate. Checked against
/// `pandas.DataFrame.pct_change` (3.1.1) and `numpy.power` (2.4.6), relative 1e-12; precise near zero growth.
///
/// ```
/// use lanterne_observatory::{Absence, change::growth};
/// let three_years = growth(Ok(100.0), Ok(133.1), 3.0);
/// assert!((three_years.relative.unwrap() - 33.1).abs() < 1e-12 && (three_years.annual.unwrap() - 10.0).abs() < 1e-12);
/// let from_nothing = growth(Ok(0.0), Ok(4.0), 1.0);
/// assert_eq!((from_nothing.absolute, from_nothing.relative), (Ok(4.0), Err(Absence::Nil)));
/// ```
#[must_use]
pub fn growth(before: Value, after: Value, years: f64) -> Growth {
    let (before, after) = match pair(before, after) {
        Ok(known) => known,
        Err(absence) => return Growth::absent(absence),
    };
    let absolute = finite(after - before);
    let share = if before > 0.0 { Ok((after - before) / before) } else { Err(Absence::Nil) };
    let annual = share.and_then(|share: f64| match years {
        years if years.is_finite() && years > 0.0 => finite(100.0 * (share.ln_1p() / years).exp_m1()),
        0.0 => Err(Absence::Nil),
        _ => Err(Absence::NotPublished),
    });
    Growth { absolute, relative: share.and_then(|share| finite(100.0 * share)), annual }
}

/// [`growth`] of two columns, row by row; as long as the longer, absent where a column has ended.
///
/// ```
/// use lanterne_observatory::{Absence::NotPublished, change::growths};
/// let found = growths(&[Ok(50.0), Ok(80.0)], &[Ok(60.0)], 1.0);
/// assert_eq!((found[0].relative, found[1].relative), (Ok(20.0), Err(NotPublished)));
/// ```
#[must_use]
pub fn growths(before: &[Value], after: &[Value], years: f64) -> Vec<Growth> {
    (0..before.len().max(after.len()))
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| growth(at(before, row), at(after, row), years))
        .collect()
}

impl Growth {
    /// No growth to speak of, for that reason.
    #[must_use]
    pub const fn absent(reason: Absence) -> Self {
        Self { absolute: Err(reason), relative: Err(reason), annual: Err(reason) }
    }
}

fn finite(number: f64) -> Value {
    if number.is_finite() { Ok(number) } else { Err(Absence::NotPublished) }
}
