//! What a rate would be with the noise of small numbers taken out, and how likely it is to be below a threshold.
//!
//! One model for both: counts are Poisson around a rate that varies between territories as a Gamma variable, whose mean and
//! variance are those of all the rows given (method of moments, Marshall 1991). The posterior mean **is** Marshall's
//! global empirical-Bayes rate. Jobs are not Poisson counts: give this module establishments only.
//!
//! Refuses to know which rates these are. Next: [`local`] where the neighbours take the place of all the rows,
//! [`crate::rank`], [`crate::white_zone::offre`].

pub mod local;

use rayon::prelude::*;

use crate::absence::{Absence, Value, at, pair};
use crate::gamma;
use crate::interval::{Interval, tails};
use crate::measure::ratio::ROWS_PER_TASK;

/// What the rows together say of the rate of any of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Mean rate: `ΣE/ΣP`.
    pub mean: f64,
    /// Variance of the rate between territories, floored at 0.
    pub variance: f64,
}

/// What is known of the rate of one territory once its own count is taken in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Posterior {
    /// Gamma of that shape and rate: mean `shape/rate`.
    Gamma {
        /// Shape.
        shape: f64,
        /// Inverse scale, in units of exposure.
        rate: f64,
    },
    /// The territories do not differ beyond chance: every one has the mean rate.
    Point(f64),
}

impl Prior {
    /// The moments of the rates `E/P` of all rows where both are known and `P > 0`; `None` without any, or where the mean
    /// is not finite.
    ///
    /// With `b = ΣE/ΣP`: `variance = max(0, ΣP(E/P − b)²/ΣP − b·n/ΣP)`. Source: Marshall 1991, equations 7–8. `esda` does
    /// not floor the variance: comparable where it is positive. Sequential fold in row order.
    ///
    /// ```
    /// use lanterne_observatory::bayes::Prior;
    /// let prior = Prior::of(&[Ok(10.0), Ok(90.0)], &[Ok(1_000.0), Ok(1_000.0)]).unwrap();
    /// assert_eq!(prior.mean, 0.05);
    /// assert!((prior.variance - (0.0016 - 0.00005)).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn of(counts: &[Value], exposures: &[Value]) -> Option<Self> {
        // A row that takes no part weighs nothing: the passes have no branch to mistake.
        let rows = || {
            counts.iter().zip(exposures).map(|(&count, &exposure)| match pair(count, exposure) {
                Ok((count, exposure)) if exposure > 0.0 => (1.0, count, exposure),
                Ok(_) | Err(_) => (0.0, 0.0, 1.0),
            })
        };
        let (n, count, exposure) = rows()
            .fold((0.0, 0.0, 0.0), |sum, (one, count, exposure)| (sum.0 + one, sum.1 + count, sum.2 + one * exposure));
        let mean = count / exposure;
        if n == 0.0 || !mean.is_finite() {
            return None;
        }
        let spread = rows()
            .fold(0.0, |sum, (one, count, exposure)| sum + one * exposure * (count / exposure - mean).powi(2))
            / exposure;
        Some(Self::of_moments(mean, spread, exposure / n))
    }

    /// The variance of counted rates less what chance alone makes of it, floored at 0.
    fn of_moments(mean: f64, spread: f64, mean_exposure: f64) -> Self {
        let variance = (spread - mean / mean_exposure).max(0.0);
        Self { mean, variance: if variance.is_finite() { variance } else { 0.0 } }
    }

    /// The posterior of the rate of a territory that counted `count` over `exposure`.
    ///
    /// Shape `mean²/variance + count`, rate `mean/variance + exposure`; a point at the mean where the variance is 0 (or the
    /// mean is 0). Missing: as the count or exposure; a territory without exposure is nil.
    ///
    /// ```
    /// use lanterne_observatory::bayes::{Posterior, Prior};
    /// let prior = Prior { mean: 0.002, variance: 1e-6 };
    /// let law = prior.posterior(Ok(1.0), Ok(2_000.0)).unwrap();
    /// // Worth 4 counted over 2 000 before anything is counted: 5 over 4 000 after.
    /// assert!(matches!(law, Posterior::Gamma { .. }) && (law.mean() - 5.0 / 4_000.0).abs() < 1e-12);
    /// ```
    pub fn posterior(self, count: Value, exposure: Value) -> Result<Posterior, Absence> {
        self.pull().posterior(count, exposure)
    }

    fn pull(self) -> Pull {
        Pull { prior: self, shape: self.mean * self.mean / self.variance, rate: self.mean / self.variance }
    }
}

/// A prior with its Gamma law, worked out once for all the rows it serves.
#[derive(Clone, Copy)]
struct Pull {
    prior: Prior,
    shape: f64,
    rate: f64,
}

impl Pull {
    #[inline]
    fn posterior(self, count: Value, exposure: Value) -> Result<Posterior, Absence> {
        let (count, exposure) = pair(count, exposure)?;
        if exposure == 0.0 {
            return Err(Absence::Nil);
        }
        let (shape, rate) = (self.shape + count, self.rate + exposure);
        let proper = self.prior.variance > 0.0 && shape.is_finite() && rate.is_finite() && shape > 0.0;
        Ok(if proper { Posterior::Gamma { shape, rate } } else { Posterior::Point(self.prior.mean) })
    }
}

impl Posterior {
    /// The expected rate.
    #[inline]
    #[must_use]
    pub fn mean(self) -> f64 {
        match self {
            Self::Gamma { shape, rate } => shape / rate,
            Self::Point(mean) => mean,
        }
    }

    /// `Pr(rate < threshold)`; 0 for a threshold that is not a number.
    ///
    /// Checked against `scipy.stats.gamma.cdf` (1.17.1), absolute 1e-9.
    ///
    /// ```
    /// use lanterne_observatory::bayes::Posterior;
    /// let posterior = Posterior::Gamma { shape: 1.0, rate: 2.0 };
    /// assert!((posterior.probability_below(1.0) - (1.0 - (-2.0_f64).exp())).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn probability_below(self, threshold: f64) -> f64 {
        match self {
            Self::Gamma { shape, rate } => gamma::probability_below(shape, rate * threshold).unwrap_or(0.0),
            Self::Point(mean) => f64::from(u8::from(mean < threshold)),
        }
    }

    /// The central interval that holds the rate with that probability; `None` for a probability that is not in `[0, 1)`.
    ///
    /// Checked against `scipy.stats.gamma.ppf` (1.17.1), relative 1e-7.
    ///
    /// ```
    /// use lanterne_observatory::bayes::Posterior;
    /// let interval = Posterior::Gamma { shape: 1.0, rate: 2.0 }.interval(0.9).unwrap();
    /// assert!((interval.low - -0.95_f64.ln() / 2.0).abs() < 1e-12 && (interval.high - -0.05_f64.ln() / 2.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn interval(self, confidence: f64) -> Option<Interval> {
        let (below, above) = tails(confidence)?;
        match self {
            Self::Gamma { shape, rate } => {
                let (low, high) = (gamma::quantile(shape, below)? / rate, gamma::quantile(shape, above)? / rate);
                // Both are the median when hardly any confidence is asked: its last digit must not turn them round.
                Some(Interval { low: low.min(high), high: low.max(high) })
            }
            Self::Point(mean) => Some(Interval { low: mean, high: mean }),
        }
    }
}

/// The posterior of each row, the prior being that of all of them. Empty-handed (no usable row) every row is absent.
///
/// ```
/// use lanterne_observatory::bayes::posteriors;
/// let law = posteriors(&[Ok(5.0), Ok(150.0)], &[Ok(1_000.0), Ok(10_000.0)])[0].unwrap();
/// assert!((0.005..0.0141).contains(&law.mean()), "between its own rate and that of all");
/// assert!(law.probability_below(0.005) < 0.5 && law.probability_below(0.02) > 0.9);
/// ```
#[must_use]
pub fn posteriors(counts: &[Value], exposures: &[Value]) -> Vec<Result<Posterior, Absence>> {
    let pull = Prior::of(counts, exposures).map(Prior::pull);
    under(|_| pull, counts, exposures, |posterior| posterior)
}

/// What is asked of the posterior of each row under the prior of that row; without one, the absence of the row, or nil.
fn under<T: Send>(
    pull: impl Fn(usize) -> Option<Pull> + Sync,
    counts: &[Value],
    exposures: &[Value],
    asked: impl Fn(Posterior) -> T + Sync,
) -> Vec<Result<T, Absence>> {
    (0..counts.len().max(exposures.len()))
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| {
            let (count, exposure) = (at(counts, row), at(exposures, row));
            match pull(row) {
                Some(pull) => pull.posterior(count, exposure).map(&asked),
                None => Err(pair(count, exposure).err().unwrap_or(Absence::Nil)),
            }
        })
        .collect()
}

/// Marshall's global empirical-Bayes rates: each raw rate drawn towards the mean of all, the more so the smaller its
/// exposure.
///
/// Shape: one rate per row, per unit of exposure. Missing: as [`Prior::posterior`]. Source: Marshall 1991. Checked against
/// `esda.smoothing.Empirical_Bayes` (esda 2.9.0), relative 1e-9. Cost: two passes.
///
/// ```
/// use lanterne_observatory::bayes::smooth;
/// let rates = smooth(&[Ok(0.0), Ok(50.0), Ok(100.0)], &[Ok(10.0), Ok(1_000.0), Ok(1_000.0)]);
/// assert!(rates[0].unwrap() > 0.069, "ten inhabitants say almost nothing: close to the mean, 0.075");
/// assert!(rates[1].unwrap() < 0.053, "a thousand say nearly all: 0.05 as counted");
/// ```
#[must_use]
pub fn smooth(counts: &[Value], exposures: &[Value]) -> Vec<Value> {
    let pull = Prior::of(counts, exposures).map(Prior::pull);
    under(|_| pull, counts, exposures, Posterior::mean)
}
