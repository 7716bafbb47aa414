//! What a fair spread gives: the coverage to be expected from `n` beneficiaries, its variance, and the chance that one unit
//! has none. Closed forms of the multinomial law; no draw here.
//!
//! Next: [`super::gap`] compares it with what happened.

use rayon::prelude::*;

use super::fairness::Allocation;
use crate::Absence;

/// The number of units covered by a fair spread of `n` beneficiaries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expectation {
    /// Units that take part: those with a probability.
    pub units: usize,
    /// Expected number of them covered.
    pub covered: f64,
    /// Variance of that number.
    pub variance: f64,
}

/// What a fair spread gives to one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Expected beneficiaries, `n·p`.
    pub expected: f64,
    /// Probability of none, `(1−p)ⁿ`: the evidence of the white zone `recours`.
    pub none: f64,
}

impl Allocation {
    /// What each unit is to expect of `n` beneficiaries, and its chance of none: `n·pᵢ` and `(1−pᵢ)ⁿ`.
    ///
    /// Shape: one per unit. Missing: the unit's own absence. Source: METHODS 5 (`recours`) and 6. Checked against
    /// `scipy.stats.binom.pmf` (1.17.1), relative 1e-12.
    ///
    /// ```
    /// let shares = lanterne_observatory::cohort::Allocation::uniform(&[true; 90]).shares(100);
    /// assert!((shares[0].unwrap().none - (89.0_f64 / 90.0).powi(100)).abs() < 1e-14, "one EPCI in three has none");
    /// ```
    #[must_use]
    pub fn shares(&self, n: u64) -> Vec<Result<Share, Absence>> {
        let share = |p: f64| Share { expected: n as f64 * p, none: none(p, n) };
        self.probabilities().iter().map(|probability| probability.map(share)).collect()
    }

    /// The expected coverage `Σ 1−(1−pᵢ)ⁿ` and its variance `Σ qᵢ(1−qᵢ) + Σ_{i≠j} ((1−pᵢ−pⱼ)ⁿ − qᵢqⱼ)`, `qᵢ = (1−pᵢ)ⁿ`.
    ///
    /// Missing: `None` without a unit that has a probability. Source: METHODS 6; occupancy of cells by a multinomial
    /// (Johnson & Kotz 1977, *Urn Models*). Checked against the closed forms of the equal case, an exact enumeration of
    /// every outcome, and a seeded simulation. Cost: the sum over pairs is taken over distinct probabilities, or as a
    /// series in `n·pᵢpⱼ` where it converges at once (then linear in the units).
    ///
    /// ```
    /// let even = lanterne_observatory::cohort::Allocation::uniform(&[true; 90]);
    /// let covered: Vec<f64> = [20, 60, 100, 200].iter().map(|&n| even.expectation(n).unwrap().covered.round()).collect();
    /// assert_eq!(covered, [18.0, 44.0, 61.0, 80.0]);
    /// ```
    #[must_use]
    pub fn expectation(&self, n: u64) -> Option<Expectation> {
        let p = self.known();
        (!p.is_empty()).then(|| Expectation { units: p.len(), covered: covered(&p, n), variance: variance(&p, n) })
    }

    /// The expected number of units covered after each number of beneficiaries: the curve beside
    /// [`super::Cohort::curve`]. Cost: units × numbers.
    ///
    /// ```
    /// let two = lanterne_observatory::cohort::Allocation::uniform(&[true; 2]);
    /// assert_eq!(two.curve(&[0, 1, 2]), [0.0, 1.0, 1.5], "the second falls beside the first, or not");
    /// ```
    #[must_use]
    pub fn curve(&self, beneficiaries: &[u64]) -> Vec<f64> {
        let p = self.known();
        beneficiaries.iter().map(|&n| covered(&p, n)).collect()
    }
}

/// `(1−p)ⁿ`, precise for a small `p`.
fn none(p: f64, n: u64) -> f64 {
    if n == 0 { 1.0 } else { (n as f64 * (-p).ln_1p()).exp() }
}

/// `1−(1−p)ⁿ`, precise for a small `p`.
fn some(p: f64, n: u64) -> f64 {
    if n == 0 { 0.0 } else { -(n as f64 * (-p).ln_1p()).exp_m1() }
}

fn covered(p: &[f64], n: u64) -> f64 {
    p.iter().map(|&p| some(p, n)).sum()
}

/// Terms of the series kept: each is at most `1/k!` of the first where it is used.
const TERMS: u32 = 20;

fn variance(p: &[f64], n: u64) -> f64 {
    if n == 0 {
        return 0.0;
    }
    let own: f64 = p.iter().map(|&p| some(p, n) * none(p, n)).sum();
    let largest = p.iter().copied().fold(0.0, f64::max);
    let odds = largest / (1.0 - largest);
    let between = if n as f64 * odds * odds <= 1.0 { series(p, n) } else { pairs(p, n) };
    (own + between).max(0.0)
}

/// `Σ_{i≠j} qᵢqⱼ((1−aᵢaⱼ)ⁿ − 1)` with `a = p/(1−p)`, for `1−pᵢ−pⱼ = (1−pᵢ)(1−pⱼ)(1−aᵢaⱼ)`: over distinct values, each with the
/// number of times it stands.
fn pairs(p: &[f64], n: u64) -> f64 {
    let mut sorted = p.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let distinct: Vec<(f64, f64)> = sorted.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
    let pair = |left: f64, right: f64| {
        let (q, odds) = (none(left, n) * none(right, n), left * right / ((1.0 - left) * (1.0 - right)));
        // Two units that hold everything between them, or one that does: never both empty.
        if q == 0.0 || odds >= 1.0 { -q } else { q * (n as f64 * (-odds).ln_1p()).exp_m1() }
    };
    let rows: Vec<f64> = (0..distinct.len())
        .into_par_iter()
        .map(|row| {
            let (here, times) = distinct[row];
            let after: f64 = distinct[row + 1..].iter().map(|&(there, count)| count * pair(here, there)).sum();
            times * ((times - 1.0) * pair(here, here) + 2.0 * after)
        })
        .collect();
    rows.into_iter().sum()
}

/// The same as `Σ_k (−1)^k C(n,k) ((Σ qᵢaᵢᵏ)² − Σ qᵢ²aᵢ²ᵏ)`.
fn series(p: &[f64], n: u64) -> f64 {
    let mut powers: Vec<(f64, f64)> = p.iter().map(|&p| (none(p, n), p / (1.0 - p))).collect();
    let odds: Vec<f64> = powers.iter().map(|power| power.1).collect();
    let (mut sum, mut binomial) = (0.0, 1.0);
    for (k, left) in (1..=TERMS).zip((1..=n).rev()) {
        binomial *= -(left as f64) / f64::from(k);
        let (mut once, mut twice) = (0.0, 0.0);
        for (power, odds) in powers.iter_mut().zip(&odds) {
            power.0 *= odds;
            once += power.0;
            twice += power.0 * power.0;
        }
        let term = binomial * (once * once - twice);
        if !term.is_finite() {
            break;
        }
        sum += term;
        if term.abs() <= f64::EPSILON * sum.abs() {
            break;
        }
    }
    sum
}
