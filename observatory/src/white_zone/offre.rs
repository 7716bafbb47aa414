//! Kind `offre`: the ESS is rarer here than a share of the reference, and chance does not explain it.

use rayon::prelude::*;

use super::grid::Grid;
use super::stability::Tally;
use super::{Parameters, Verdict};
use crate::absence::{Absence, Value, at};
use crate::bayes::{Posterior, posteriors};
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
/// numbers are too small to prove it. **nd** where count, population or reference is absent, or the population zero. Source: METHODS 5; Marshall 1991 for the
/// prior. Checked field by field against a literal twin (Garwood by halving, the posterior by Simpson's rule, absolute 1e-7); the
/// parts it is made of against `scipy` ([`crate::bayes`], [`crate::interval`]). Cost: one incomplete gamma a row.
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

/// In how many settings of the grid (`c`, `p*`) the offer of each territory is thin beyond chance; rows as the posteriors, those
/// of [`crate::bayes::posteriors`].
///
/// Thresholds are only compared again: the probability is asked once per value of `c` that can still change the count. It rises
/// with `c`, so that the walk begins with the largest and ends where no `p*` is reached any more: one incomplete gamma for most
/// territories, which bounds the kernel (a few hundred nanoseconds each).
///
/// ```
/// use lanterne_observatory::bayes::posteriors;
/// use lanterne_observatory::white_zone::{Parameters, grid::Grid, offre::tally};
/// let establishments = [Ok(40.0), Ok(200.0), Ok(2.0), Ok(260.0)];
/// let population = [Ok(100_000.0), Ok(100_000.0), Ok(2_000.0), Ok(100_000.0)];
/// let tally = tally(&posteriors(&establishments, &population), Ok(17.0), &Grid::around(Parameters::default()));
/// assert_eq!([0, 1].map(|row| tally.stability(row).unwrap().share()), [1.0, 0.0], "whatever the threshold");
/// ```
#[must_use]
pub fn tally(posteriors: &[Result<Posterior, Absence>], reference: Value, grid: &Grid) -> Tally {
    let grid = grid.clone().within_bounds();
    let least = grid.probability.first().copied().unwrap_or(1.0);
    let thresholds: Result<Vec<f64>, Absence> =
        grid.reference_share.iter().rev().map(|share| ratio(*share, reference, Ok(1.0))).collect();
    let counted: Vec<Result<Vec<u32>, Absence>> = posteriors
        .par_iter()
        .with_min_len(ROWS_PER_TASK / 16)
        .map(|posterior| {
            let (posterior, thresholds) = ((*posterior)?, thresholds.as_ref().map_err(|absence| *absence)?);
            let reached =
                thresholds.iter().map(|threshold| posterior.probability_below(threshold / ESTABLISHMENTS_PER));
            let settings = |probability: f64| grid.probability.partition_point(|asked| *asked <= probability) as u32;
            Ok(vec![reached.take_while(|probability| *probability >= least).map(settings).sum()])
        })
        .collect();
    Tally::of(1, grid.reference_share.len() * grid.probability.len(), counted)
}

fn verdict(rate: Value, threshold: Value, probability: Option<f64>, proven: f64) -> Verdict {
    match (rate, threshold, probability) {
        (Ok(_), Ok(_), Some(probability)) if probability >= proven => Verdict::Yes,
        (Ok(rate), Ok(threshold), Some(_)) if rate >= threshold => Verdict::No,
        (Ok(_), Ok(_), Some(_)) => Verdict::NotSignificant,
        _ => Verdict::NotAvailable,
    }
}
