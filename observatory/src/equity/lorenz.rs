//! The curve of equality: what share of the whole have the poorest 10, 20, 90 %?

use super::Spread;
use crate::absence::{Absence, Value};

/// A point of the curve, both shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Share of the people, from the lowest rate.
    pub people_share: f64,
    /// Share of the whole they have.
    pub amount_share: f64,
}

/// A Lorenz curve: straight between its points, convex, below the diagonal.
#[derive(Debug, Clone, PartialEq)]
pub struct Lorenz {
    points: Vec<Point>,
}

/// The Lorenz curve of a rate over the people who have it.
///
/// Shape: one point after the units of each distinct rate, from (0, 0) to (1, 1). Missing: see [`crate::equity`]; a
/// rate of zero is a rate, the curve starts flat. Source: Lorenz 1905 (Publications of the ASA 9). Checked against
/// `numpy` (2.4.6): cumulated shares of repeated rows, relative 1e-12. Cost: a sort.
///
/// ```
/// use lanterne_observatory::equity::lorenz;
/// let curve = lorenz(&[Ok(3.0), Ok(1.0)], &[Ok(2.0), Ok(2.0)]).unwrap();
/// assert_eq!(curve.amount_of_poorest(0.5), Some(0.25));
/// assert_eq!(curve.amount_of_poorest(0.75), Some(0.625));
/// assert_eq!(curve.points().len(), 3);
/// ```
pub fn lorenz(rates: &[Value], weights: &[Value]) -> Result<Lorenz, Absence> {
    let spread = Spread::sorted(rates, weights)?;
    let mut points = vec![Point { people_share: 0.0, amount_share: 0.0 }];
    let (mut people, mut amount) = (0.0, 0.0);
    for same in spread.units.chunk_by(|a, b| a.rate == b.rate) {
        for unit in same {
            people += unit.weight;
            amount += unit.weight * (unit.rate / spread.mean);
        }
        points.push(Point {
            people_share: (people / spread.people).min(1.0),
            amount_share: (amount / spread.people).min(1.0),
        });
    }
    if let Some(end) = points.last_mut() {
        *end = Point { people_share: 1.0, amount_share: 1.0 };
    }
    Ok(Lorenz { points })
}

impl Lorenz {
    /// The corners of the curve, in order.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The share of the whole that the poorest `people_share` have; the people of a unit are divided where the share
    /// ends among them. `None` outside `[0, 1]`. Example: [`lorenz()`].
    #[must_use]
    pub fn amount_of_poorest(&self, people_share: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&people_share) {
            return None;
        }
        let after = self.points.partition_point(|point| point.people_share < people_share);
        let high = self.points.get(after)?;
        let Some(low) = after.checked_sub(1).map(|before| self.points[before]) else { return Some(high.amount_share) };
        let part = (people_share - low.people_share) / (high.people_share - low.people_share);
        Some(low.amount_share * (1.0 - part) + high.amount_share * part)
    }
}
