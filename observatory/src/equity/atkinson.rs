//! What share of the whole could be given up, if the rest were the same for all, for the same welfare?

use super::{Spread, index};
use crate::absence::{Value, quantity};

/// Exponent of a rate below which the power mean is computed by its distance to 1.
const SMALL: f64 = 0.5;

/// Atkinson index for an aversion to inequality `ε ≥ 0`: 1 less the equally distributed equivalent over the mean; 0 to
/// 1.
///
/// `A = 1 − (Σ w (x/μ)^(1−ε) / W)^(1/(1−ε))`, and for `ε = 1` `1 − exp(Σ w ln(x/μ) / W)`, to which the first tends
/// without a step. Missing: see [`crate::equity`]; a rate of zero makes it 1 from `ε = 1` on (the limit of a rate that
/// vanishes); an `ε` that is negative or not a number was never a figure. Source: Atkinson 1970 (Journal of Economic
/// Theory 2). Checked against `inequality.atkinson.atkinson` (1.1.2) on repeated rows, relative 1e-11. Cost: a
/// logarithm and an exponential a unit.
///
/// ```
/// use lanterne_observatory::equity::atkinson;
/// let rates = [Ok(10.0), Ok(20.0), Ok(30.0), Ok(40.0), Ok(50.0)];
/// assert!((atkinson(&rates, &[Ok(1.0); 5], 0.5).unwrap() - 0.06315).abs() < 5e-6);
/// assert!((atkinson(&rates, &[Ok(1.0); 5], 1.0).unwrap() - 0.13161).abs() < 5e-6);
/// ```
pub fn atkinson(rates: &[Value], weights: &[Value], aversion: f64) -> Value {
    let spread = Spread::of(rates, weights)?;
    let power = 1.0 - quantity(Ok(aversion))?;
    if power <= 0.0 && spread.units.iter().any(|unit| unit.rate == 0.0) {
        return Ok(1.0);
    }
    // ln (x/μ): a zero is left at −∞, whose power is 0.
    let log = |rate: f64| (rate / spread.mean).ln();
    let mean_of = |of: &dyn Fn(f64) -> f64| -> f64 {
        spread.units.iter().map(|unit| unit.weight / spread.people * of(log(unit.rate))).sum()
    };
    let widest = spread.units.iter().map(|unit| power * log(unit.rate)).fold(f64::NEG_INFINITY, f64::max);
    let lowest = spread.units.iter().map(|unit| power * log(unit.rate)).fold(f64::INFINITY, f64::min);
    let equivalent = if power == 0.0 {
        mean_of(&|log| log)
    } else if widest.abs().max(lowest.abs()) < SMALL {
        mean_of(&|log| (power * log).exp_m1()).ln_1p() / power
    } else {
        // The greatest term is taken out: no power overflows.
        (widest + mean_of(&|log| (power * log - widest).exp()).ln()) / power
    };
    index(-equivalent.exp_m1())
}
