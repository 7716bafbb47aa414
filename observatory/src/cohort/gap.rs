//! What happened against what a fair spread gives: only a shortfall beyond chance is a finding.
//!
//! Refuses to explain it. Next: [`super::Fairness`], without which the figure means nothing.

use statrs::distribution::{ContinuousCDF, Normal};

use super::coverage::Cohort;
use super::expected::Expectation;
use super::fairness::Allocation;
use super::{occupancy, simulation};
use crate::{Absence, Value};

/// Draws of a simulation unless asked otherwise.
pub const DRAWS: usize = 9_999;

/// A coverage beside that of fair spreads of the same beneficiaries.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Beneficiaries counted: those of the units that have a probability.
    pub beneficiaries: u64,
    /// Beneficiaries of the cohort in units without one, left out of every other figure.
    pub left_out: u64,
    /// Units covered.
    pub covered: usize,
    /// What a fair spread covers, and its variance, in closed form.
    pub expected: Expectation,
    /// `(covered − expected) / s.d.`, closed form. Nil where chance has no part (no beneficiary, or a single unit).
    pub standardised: Value,
    /// `Pr(as few covered | fair spread)`, Normal law with continuity correction. Nil as above.
    pub normal: Value,
    /// The same, exact: where every unit has the same probability.
    pub exact: Option<f64>,
    /// The same, and the rest, by draws; `None` when none was asked.
    pub simulated: Option<Simulated>,
}

/// What the draws say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Simulated {
    /// How many.
    pub draws: usize,
    /// Mean coverage.
    pub mean: f64,
    /// Standard deviation of the coverage.
    pub sd: f64,
    /// `(covered − mean) / sd`. Nil where every draw covers as many.
    pub standardised: Value,
    /// `(1 + draws covering as few) / (1 + draws)`.
    pub probability: f64,
}

impl Gap {
    /// The best known probability of so few under a fair spread: exact, else simulated, else Normal.
    pub fn probability(&self) -> Value {
        match (self.exact, self.simulated) {
            (Some(exact), _) => Ok(exact),
            (None, Some(simulated)) => Ok(simulated.probability),
            (None, None) => self.normal,
        }
    }

    /// Whether chance gives so few with a probability of at most `alpha`.
    #[must_use]
    pub fn is_shortfall(&self, alpha: f64) -> bool {
        self.probability().is_ok_and(|probability| probability <= alpha)
    }
}

/// The coverage of a cohort against fair spreads of its beneficiaries, `draws` of them simulated from the seed.
///
/// Missing: a unit without probability takes no part: neither it nor its beneficiaries (`left_out`) count; one that the cohort is
/// not open to takes none either, and its chances go to the others ([`Allocation::within`]); without any unit nothing is
/// published. Source: METHODS 6. No peer exists: the closed forms, the exact law and the simulation check each
/// other. Cost: that of [`Allocation::expectation`], of [`occupancy::distribution`] where all are alike, and `draws ·
/// beneficiaries` draws.
///
/// ```
/// use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Window, gap::gap};
/// // 60 beneficiaries in three years, all in 30 of 90 EPCI: chance alone would have reached 44.
/// let benefits: Vec<Benefit> =
///     (0..60).map(|i| Benefit { unit: i % 30, scheme: 0, year: 2022 + (i / 20) as u16, beneficiaries: 1 }).collect();
/// let cohort = Deployment { benefits: &benefits, open: &[true; 90] }.cohort(|_| true, Window { from: 2022, to: 2024 });
/// let gap = gap(&cohort, &Allocation::uniform(&[true; 90]), 999, 2026).unwrap();
/// assert_eq!((gap.covered, gap.expected.covered.round()), (30, 44.0));
/// assert!(gap.is_shortfall(0.05) && gap.standardised.unwrap() < -3.0);
/// ```
pub fn gap(cohort: &Cohort, allocation: &Allocation, draws: usize, seed: u64) -> Result<Gap, Absence> {
    let allocation = allocation.within(&cohort.units.iter().map(Result::is_ok).collect::<Vec<_>>());
    let (mut beneficiaries, mut covered, mut all) = (0_u64, 0, 0_u64);
    let mut known = Vec::new();
    for (received, probability) in cohort.units.iter().zip(allocation.probabilities()) {
        let received = received.map_or(0, |received| received.beneficiaries);
        all = all.saturating_add(received);
        if let Ok(probability) = probability {
            known.push(*probability);
            beneficiaries = beneficiaries.saturating_add(received);
            covered += usize::from(received > 0);
        }
    }
    let expected = allocation.expectation(beneficiaries).ok_or(Absence::NotPublished)?;
    let sd = expected.variance.sqrt();
    let alike = known.windows(2).all(|pair| pair[0] == pair[1]);
    let law = if alike { occupancy::distribution(known.len(), beneficiaries) } else { None };
    Ok(Gap {
        beneficiaries,
        left_out: all - beneficiaries,
        covered,
        expected,
        standardised: standardised(covered as f64 - expected.covered, sd),
        normal: standardised(covered as f64 + 0.5 - expected.covered, sd).map(|z| Normal::standard().cdf(z)),
        exact: law.map(|law| law.iter().take(covered + 1).sum::<f64>().min(1.0)),
        simulated: simulated(&simulation::covered(&known, beneficiaries, draws, seed), covered),
    })
}

/// Below a billionth of a unit the spread is that of rounding: chance has no part.
fn standardised(gap: f64, sd: f64) -> Value {
    if sd > 1e-9 { Ok(gap / sd) } else { Err(Absence::Nil) }
}

fn simulated(drawn: &[u32], covered: usize) -> Option<Simulated> {
    if drawn.is_empty() {
        return None;
    }
    let draws = drawn.len() as f64;
    let mean = drawn.iter().map(|&one| f64::from(one)).sum::<f64>() / draws;
    let spread = drawn.iter().map(|&one| (f64::from(one) - mean).powi(2)).sum::<f64>();
    let sd = (spread / (draws - 1.0).max(1.0)).sqrt();
    let as_few = drawn.iter().filter(|&&one| one as usize <= covered).count() as f64;
    Some(Simulated {
        draws: drawn.len(),
        mean,
        sd,
        standardised: standardised(covered as f64 - mean, sd),
        probability: (1.0 + as_few) / (1.0 + draws),
    })
}
