//! How far are two people taken at random from each other?

use super::{Spread, index};
use crate::Value;

/// Gini index: half the mean difference between the rates of two people, over the mean rate; 0 (all the same) to 1 (one
/// has everything).
///
/// `G = Σ w_i x_i (2 W_{i−1} + w_i − W) / (W · Σ w x)` over the units sorted by rate, `W_i` the weight up to `i`; the
/// area between the Lorenz curve and the diagonal, doubled. Without correction for small samples. Missing: see
/// [`crate::equity`]; a rate of zero is a rate. Source: Gini 1912; Lerman & Yitzhaki 1989 (Journal of Econometrics 42)
/// for the weights. Checked against `inequality.gini.Gini` (1.1.2) on repeated rows, relative 1e-12. Cost: a sort.
///
/// ```
/// use lanterne_observatory::equity::gini;
/// let one_has_all = gini(&[Ok(0.0), Ok(0.0), Ok(0.0), Ok(8.0)], &[Ok(1.0); 4]);
/// assert_eq!(one_has_all, Ok(0.75));
/// assert_eq!(one_has_all, gini(&[Ok(0.0), Ok(8.0)], &[Ok(3.0), Ok(1.0)]));
/// ```
pub fn gini(rates: &[Value], weights: &[Value]) -> Value {
    let spread = Spread::sorted(rates, weights)?;
    let (_, gathered) = spread.units.iter().fold((0.0, 0.0), |(below, gathered), unit| {
        let above = spread.people - below - unit.weight;
        (below + unit.weight, gathered + unit.weight * (unit.rate / spread.mean) * (below - above))
    });
    index(gathered / spread.people / spread.people)
}
