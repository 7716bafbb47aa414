//! The exact law of the number of units covered: the classical occupancy of equal cells where all are alike, and of unequal ones.
//!
//! Next: [`super::gap`], whose probability the first is where the spread is uniform; [`super::finding`], whose probability the
//! second is.

use std::f64::consts::PI;

/// Steps beyond which a law is left to its simulation: units × beneficiaries; of unequal units, units² × points of a half circle.
const MOST_STEPS: u64 = 200_000_000;

/// `Pr(k units of `units` are covered)` for `k` from 0 to the smaller of units and beneficiaries.
///
/// One beneficiary at a time: `P(k) ← P(k)·k/m + P(k−1)·(m−k+1)/m`; every term is positive, so the tails keep their relative
/// precision. Missing: `None` without unit, or beyond 2·10⁸ steps. Source: Feller 1968, *An Introduction to Probability
/// Theory*, IV.2. Checked against the sum with Stirling numbers in exact integers (Python), relative 1e-12.
/// Cost: units × beneficiaries.
///
/// ```
/// let law = lanterne_observatory::cohort::occupancy::distribution(3, 3).unwrap();
/// let expected = [0.0, 3.0 / 27.0, 18.0 / 27.0, 6.0 / 27.0];
/// assert!(law.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-15));
/// ```
#[must_use]
pub fn distribution(units: usize, beneficiaries: u64) -> Option<Vec<f64>> {
    let cells = u64::try_from(units).ok().filter(|&cells| cells > 0)?;
    let most = usize::try_from(beneficiaries.min(cells)).ok()?;
    beneficiaries.checked_mul(most as u64).filter(|&steps| steps <= MOST_STEPS)?;
    let mut law = vec![0.0; most + 1];
    law[0] = 1.0;
    let cells = cells as f64;
    for _ in 0..beneficiaries {
        for covered in (1..=most).rev() {
            let here = covered as f64;
            law[covered] = law[covered] * here / cells + law[covered - 1] * (cells - here + 1.0) / cells;
        }
        law[0] = 0.0;
    }
    Some(law)
}

/// Half the number of points on the circle: this many standard deviations of a Poisson sum, and this many more.
const DEVIATIONS: f64 = 6.0;
const MORE_POINTS: f64 = 12.0;
/// A unit that is empty with less than this probability is taken as never empty.
const NEVER: f64 = 1e-18;

/// `Pr(k units are covered)` for `k` from 0 to the number of units, each of which has its own probability of receiving a
/// beneficiary.
///
/// Poisson counts of means `λᵢ = n·pᵢ`, once their sum is known to be `n`, are the multinomial spread of `n` beneficiaries.
/// With `ω = e^{iθ}`, `Π (e^{λᵢ(ω−1)} − e^{−λᵢ} + z·e^{−λᵢ})` is the generating function of the empty units (`z`) and of the
/// sum (`ω`); its mean over a circle, turned by `ω^{−n}`, keeps the sum `n`. What the circle's points leave out lies twelve
/// standard deviations away. Shape: `k` from 0 to the number of units. Missing: `None` without unit, where the probabilities
/// do not sum to 1, or beyond 2·10⁸ steps. Source: Johnson & Kotz 1977, *Urn Models*. Checked against [`distribution`] where
/// all are alike and the closed mean and variance of [`super::Allocation::expectation`]; absolute 1e-12. Cost: units² ×
/// `6·√n`.
///
/// ```
/// use lanterne_observatory::cohort::occupancy::{distribution, uneven};
/// let law = uneven(&[0.5, 0.25, 0.25], 2).unwrap();
/// let expected = [0.0, 0.375, 0.625, 0.0];
/// assert!(law.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12), "{law:?}");
/// let alike = uneven(&[1.0 / 90.0; 90], 60).unwrap();
/// assert!(alike.iter().zip(distribution(90, 60).unwrap()).all(|(one, other)| (one - other).abs() < 1e-12));
/// ```
#[must_use]
pub fn uneven(probabilities: &[f64], beneficiaries: u64) -> Option<Vec<f64>> {
    let units = probabilities.len();
    let sensible = |p: &f64| (0.0..=1.0).contains(p);
    let sum: f64 = probabilities.iter().sum();
    if units == 0 || !probabilities.iter().all(sensible) || (sum - 1.0).abs() > 1e-9 {
        return None;
    }
    let n = beneficiaries as f64;
    let half = (DEVIATIONS * n.sqrt()).ceil() + MORE_POINTS;
    if (units as f64).powi(2) * half > MOST_STEPS as f64 {
        return None;
    }
    let half = half as u64;
    let means: Vec<f64> = probabilities.iter().map(|p| n * p).collect();
    let mut empty = vec![0.0; units + 1];
    let (mut real, mut imaginary) = (Vec::with_capacity(units + 1), Vec::with_capacity(units + 1));
    for point in 0..=half {
        // The other half of the circle is the mirror of this one.
        let weight = if point == 0 || point == half { 1.0 } else { 2.0 };
        generating(&means, PI * point as f64 / half as f64, &mut real, &mut imaginary);
        let turn = PI * ((beneficiaries % (2 * half)) * point % (2 * half)) as f64 / half as f64;
        let (cos, sin) = (turn.cos(), turn.sin());
        for (law, (re, im)) in empty.iter_mut().zip(real.iter().zip(&imaginary)) {
            *law += weight * (re * cos + im * sin);
        }
    }
    let total: f64 = empty.iter().sum();
    empty.reverse();
    Some(empty.into_iter().map(|law| (law / total).max(0.0)).collect())
}

/// The coefficients in `z` of the generating function at the angle `theta`.
fn generating(means: &[f64], theta: f64, real: &mut Vec<f64>, imaginary: &mut Vec<f64>) {
    // cos θ − 1, precise for a small angle.
    let (fall, sin) = (-2.0 * (theta / 2.0).sin().powi(2), theta.sin());
    real.clear();
    imaginary.clear();
    real.push(1.0);
    imaginary.push(0.0);
    for mean in means {
        let none = (-mean).exp();
        let size = (mean * fall).exp();
        let (a, b) = (size * (mean * sin).cos() - none, size * (mean * sin).sin());
        if none > NEVER {
            real.push(0.0);
            imaginary.push(0.0);
        }
        let shift = if none > NEVER { none } else { 0.0 };
        let mut before = (0.0, 0.0);
        for (re, im) in real.iter_mut().zip(imaginary.iter_mut()) {
            let here = (*re, *im);
            *re = here.0 * a - here.1 * b + before.0 * shift;
            *im = here.0 * b + here.1 * a + before.1 * shift;
            before = here;
        }
    }
}
