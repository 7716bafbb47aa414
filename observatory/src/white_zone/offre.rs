//! Kind `offre`: the ESS is rarer here than a share of the reference, and chance does not explain it.

use rayon::prelude::*;

use super::{Parameters, Verdict};
use crate::absence::{Value, at};
use crate::bayes::posteriors;
use crate::interval::{CONFIDENCE, garwood_column};
use crate::measure::density::ESTABLISHMENTS_PER;
use crate::measure::ratio::{ROWS_PER_TASK, ratio};

/// The verdict on one territory and what it rests on; rates are for 10 000 inhabitants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offre {
    /// What the test says.
    pub verdict: Verdict,
    /// Establishments for 10 000 inhabitants, as counted.
    pub rate: Value,
    /// Lower end of the exact interval of that rate, 95 %.
    pub low: Option<f64>,
    /// Upper end of the exact interval of that rate, 95 %.
    pub high: Option<f64>,
    /// The rate with the noise of small numbers taken out.
    pub smoothed: Option<f64>,
    /// `Pr(rate < c · reference | data)`.
    pub probability: Option<f64>,
    /// `c · reference`, for 10 000 inhabitants.
    pub threshold: Value,
}

/// Tests every territory: `Pr(rate_i < c · rate | data) ≥ p*`, the posterior being Gamma–Poisson with the prior of all the
/// rows given.
///
/// `reference` is the rate of the reference territory for 10 000 inhabitants. Verdicts: **oui** where the probability
/// reaches `p*`; else **non** where the counted rate is at or above the threshold; else **ns**: the rate is below, and the
/// numbers are too small to prove it. **nd** where count, population or reference is absent, or the population zero.
///
/// ```
/// use lanterne_observatory::white_zone::{Parameters, Verdict, offre::test};
/// let establishments = [Ok(40.0), Ok(200.0), Ok(2.0), Ok(260.0)];
/// let population = [Ok(100_000.0), Ok(100_000.0), Ok(2_000.0), Ok(100_000.0)];
/// let offre = test(&establishments, &population, Ok(17.0), Parameters::default());
/// assert_eq!(offre[0].verdict, Verdict::Yes);
/// assert_eq!(offre[1].verdict, Verdict::No);
/// assert_eq!(offre[2].verdict, Verdict::NotSignificant, "2 for 2 000 is below 12.75, and could be chance");
/// ```
#[must_use]
pub fn test(establishments: &[Value], population: &[Value], reference: Value, parameters: Parameters) -> Vec<Offre> {
    let parameters = parameters.within_bounds();
    let threshold = ratio(parameters.reference_share, reference, Ok(1.0));
    let posteriors = posteriors(establishments, population);
    let intervals = garwood_column(establishments, CONFIDENCE);
    (0..posteriors.len())
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK / 16)
        .map(|row| {
            let (count, inhabitants) = (at(establishments, row), at(population, row));
            let rate = ratio(ESTABLISHMENTS_PER, count, inhabitants);
            let interval =
                intervals.get(row).copied().flatten().and_then(|i| i.divided(ESTABLISHMENTS_PER, inhabitants));
            let posterior = posteriors[row].ok();
            let probability = match (posterior, threshold) {
                (Some(posterior), Ok(threshold)) => Some(posterior.probability_below(threshold / ESTABLISHMENTS_PER)),
                _ => None,
            };
            Offre {
                verdict: verdict(rate, threshold, probability, parameters.probability),
                rate,
                low: interval.map(|interval| interval.low),
                high: interval.map(|interval| interval.high),
                smoothed: posterior.map(|posterior| posterior.mean() * ESTABLISHMENTS_PER),
                probability,
                threshold,
            }
        })
        .collect()
}

fn verdict(rate: Value, threshold: Value, probability: Option<f64>, proven: f64) -> Verdict {
    match (rate, threshold, probability) {
        (Ok(_), Ok(_), Some(probability)) if probability >= proven => Verdict::Yes,
        (Ok(rate), Ok(threshold), Some(_)) if rate >= threshold => Verdict::No,
        (Ok(_), Ok(_), Some(_)) => Verdict::NotSignificant,
        _ => Verdict::NotAvailable,
    }
}
