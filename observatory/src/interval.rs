//! How far a small number can be trusted: the exact Poisson interval of a count, the Wilson interval of a share.
//!
//! Refuses to know what was counted. Next: [`crate::bayes`] for what remains of a rate once the noise is taken out.

use std::collections::BTreeSet;

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, Normal};

use crate::absence::{Value, at, pair, quantity};
use crate::gamma::quantile;
use crate::measure::ratio::ROWS_PER_TASK;

/// The confidence of every interval shown.
pub const CONFIDENCE: f64 = 0.95;

/// Two ends, in the unit of what they bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Both ends times `scale`.
    #[must_use]
    pub fn scaled(self, scale: f64) -> Self {
        Self { low: self.low * scale, high: self.high * scale }
    }

    /// The interval of a rate from that of its count: `scale · end / denominator`. `None` where the denominator is absent or
    /// not positive, or where an end overflows.
    #[must_use]
    pub fn divided(self, scale: f64, denominator: Value) -> Option<Self> {
        let denominator = quantity(denominator).ok().filter(|&denominator| denominator > 0.0)?;
        let interval = Self { low: scale * self.low / denominator, high: scale * self.high / denominator };
        (interval.low.is_finite() && interval.high.is_finite()).then_some(interval)
    }
}

/// Exact interval of the expectation of a Poisson count: `[χ²(α/2; 2E)/2, χ²(1−α/2; 2E+2)/2]`, from 0 when nothing was
/// counted.
///
/// A count that a passage table split need not be whole. Missing: `None` for a negative or non-finite count, or a
/// confidence outside ]0, 1[. Source: Garwood 1936. Checked against `scipy.stats.chi2.ppf` (scipy 1.17.1), relative 1e-9.
///
/// ```
/// let interval = lanterne_observatory::interval::garwood(0.0, 0.95).unwrap();
/// assert_eq!(interval.low, 0.0);
/// assert!((interval.high - 3.688_879_454_113_936).abs() < 1e-9);
/// ```
#[must_use]
pub fn garwood(count: f64, confidence: f64) -> Option<Interval> {
    let (below, above) = tails(confidence).filter(|_| confidence > 0.0)?;
    let count = quantity(Ok(count)).ok()?;
    let low = if count == 0.0 { 0.0 } else { quantile(count, below)? };
    Some(Interval { low, high: quantile(count + 1.0, above)? })
}

/// [`garwood`] of a column, each distinct count once: the counts of 35 000 communes are a few hundred numbers.
///
/// ```
/// use lanterne_observatory::{Absence, interval::{garwood, garwood_column}};
/// assert_eq!(garwood_column(&[Ok(7.0), Err(Absence::Secret)], 0.95), [garwood(7.0, 0.95), None]);
/// ```
#[must_use]
pub fn garwood_column(counts: &[Value], confidence: f64) -> Vec<Option<Interval>> {
    let distinct: BTreeSet<u64> = counts.iter().filter_map(|&count| quantity(count).ok()).map(f64::to_bits).collect();
    let distinct: Vec<u64> = distinct.into_iter().collect();
    let known: Vec<Option<Interval>> =
        distinct.par_iter().map(|&bits| garwood(f64::from_bits(bits), confidence)).collect();
    counts.iter().map(|&count| known[distinct.binary_search(&quantity(count).ok()?.to_bits()).ok()?]).collect()
}

/// Wilson score interval of a share of independent trials, within `[0, 1]`.
///
/// Missing: `None` without trial, with more successes than trials, or outside the domain. Source: Wilson 1927. Checked
/// against `statsmodels.stats.proportion.proportion_confint(method="wilson")` (0.15.0), relative 1e-9.
///
/// ```
/// let interval = lanterne_observatory::interval::wilson(8.0, 100.0, 0.95).unwrap();
/// assert!((interval.low - 0.041_093).abs() < 1e-6 && (interval.high - 0.149_981).abs() < 1e-6);
/// ```
#[must_use]
pub fn wilson(successes: f64, trials: f64, confidence: f64) -> Option<Interval> {
    wilson_within(z(confidence)?, Ok(successes), Ok(trials))
}

/// [`wilson`] of a column, row by row.
///
/// ```
/// use lanterne_observatory::interval::{wilson, wilson_column};
/// assert_eq!(wilson_column(&[Ok(8.0), Ok(3.0)], &[Ok(100.0), Ok(0.0)], 0.95), [wilson(8.0, 100.0, 0.95), None]);
/// ```
#[must_use]
pub fn wilson_column(successes: &[Value], trials: &[Value], confidence: f64) -> Vec<Option<Interval>> {
    let z = z(confidence);
    (0..successes.len())
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| wilson_within(z?, successes[row], at(trials, row)))
        .collect()
}

/// Standard deviations of the Normal law that hold that confidence.
pub(crate) fn z(confidence: f64) -> Option<f64> {
    let (_, above) = tails(confidence).filter(|_| confidence > 0.0)?;
    Some(Normal::standard().inverse_cdf(above))
}

fn wilson_within(z: f64, successes: Value, trials: Value) -> Option<Interval> {
    let (successes, trials) = pair(successes, trials).ok()?;
    if trials == 0.0 || successes > trials {
        return None;
    }
    let (share, weight) = (successes / trials, z * z / trials);
    let centre = (share + weight / 2.0) / (1.0 + weight);
    let half = z * (share * (1.0 - share) / trials + weight / (4.0 * trials)).sqrt() / (1.0 + weight);
    if !half.is_finite() {
        return None;
    }
    // The ends are 0 and 1 exactly where nothing or everything was a success; the difference would leave dust.
    let low = if successes == 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if successes == trials { 1.0 } else { (centre + half).min(1.0) };
    Some(Interval { low, high })
}

/// The probabilities at the two ends of a central interval; `None` for a confidence outside `[0, 1)`.
pub(crate) fn tails(confidence: f64) -> Option<(f64, f64)> {
    let below = (1.0 - confidence) / 2.0;
    // A confidence next to one leaves less above than a number can tell from nothing: the end stays finite.
    (0.0..1.0).contains(&confidence).then(|| (below, (1.0 - below).min(1.0_f64.next_down())))
}
