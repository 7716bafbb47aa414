//! The exact law of the number of units covered when all are alike: the classical occupancy of equal cells.
//!
//! Next: [`super::gap`], whose probability it is where the spread is uniform.

/// Steps beyond which the law is left to its simulation: units × beneficiaries.
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
