//! What share of the whole would have to change hands for all to have the same?

use super::{Spread, index};
use crate::Value;

/// Hoover index (of Robin Hood): `½ Σ w |x − μ| / Σ w x`, 0 to 1; the greatest height between the Lorenz curve and the
/// diagonal.
///
/// Missing: see [`crate::equity`]; a rate of zero is a rate. Source: Hoover 1936 (Review of Economics and Statistics
/// 18). Checked against `inequality.schutz.Schutz.distance` (1.1.2) on repeated rows, relative 1e-12. Cost: two passes.
///
/// ```
/// use lanterne_observatory::equity::hoover;
/// assert_eq!(hoover(&[Ok(1.0), Ok(5.0)], &[Ok(3.0), Ok(1.0)]), Ok(0.375));
/// ```
pub fn hoover(rates: &[Value], weights: &[Value]) -> Value {
    let spread = Spread::of(rates, weights)?;
    let moved: f64 = spread.units.iter().map(|unit| unit.weight * (unit.rate / spread.mean - 1.0).abs()).sum();
    index(moved / spread.people / 2.0)
}
