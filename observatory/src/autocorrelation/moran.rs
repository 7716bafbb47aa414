//! Moran's I: do high values stand beside high values?

use super::field::Field;
use super::global::{Global, Moments, Weights, kurtosis, testable};
use super::permutation::{Design, Tails, Watch, whole};
use super::untested::Untested;
use crate::neighbour::Weighting;

/// Moran's I: near 1 where neighbours resemble each other, near 0 where they are as any others, negative where they differ.
///
/// `I = (n / S0) · Σᵢ dᵢ Σⱼ wᵢⱼ dⱼ / Σ dᵢ²`, `d` the deviation from the mean, `n` all rows with a value, islands included (their
/// lag is 0); expectation `−1/(n − 1)`; variances under normality and under randomisation. Missing: see [`Field`]. Errors: all
/// values equal, nobody has a neighbour. Source: Moran 1950 (Biometrika 37), Cliff & Ord 1981, equations 1.44 and 2.11–2.15.
/// Checked against `esda.Moran` (2.9.0), relative 1e-9, all of France. Cost: a pass over the neighbours.
///
/// ```
/// use lanterne_observatory::autocorrelation::{Field, moran};
/// use lanterne_observatory::neighbour::{Neighbours, Weighting};
/// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
/// let rising = moran(&Field::of(&[Ok(1.0), Ok(2.0), Ok(3.0), Ok(4.0)], &line), Weighting::Binary)?;
/// assert!((rising.statistic - 1.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), lanterne_observatory::autocorrelation::Untested>(())
/// ```
pub fn moran(field: &Field, weighting: Weighting) -> Result<Global, Untested> {
    testable(field)?;
    let (n, weights) = (field.len() as f64, Weights::of(&field.neighbours, weighting));
    let Weights { s0, s1, s2 } = weights;
    let statistic = n / s0 * products(field, &field.weights(weighting), &field.deviation) / field.squares;
    let expected = -1.0 / (n - 1.0);
    let normal = (n * n * s1 - n * s2 + 3.0 * s0 * s0) / ((n * n - 1.0) * s0 * s0) - expected * expected;
    let k = kurtosis(field);
    let values = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0);
    let shape = k * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0);
    let random = (values - shape) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0) - expected * expected;
    Ok(Global {
        statistic,
        expected,
        normality: (field.len() > 2).then(|| Moments::of(statistic, expected, normal)).flatten(),
        randomisation: (field.len() > 3).then(|| Moments::of(statistic, expected, random)).flatten(),
        units: field.len(),
        islands: field.islands(),
    })
}

/// How often Moran's I of the values dealt at random over all rows reaches the observed one. `None` when `watch` stopped it.
///
/// Checked against `esda.Moran(permutations=999)` (2.9.0), within 4.5 standard errors of the simulation. Cost: a shuffle and
/// a pass over the neighbours per permutation; bound by reads of the shuffled column in the second-level cache.
///
/// ```
/// use lanterne_observatory::autocorrelation::permutation::{Design, Tail, unwatched};
/// use lanterne_observatory::autocorrelation::{Field, moran::moran_tails};
/// use lanterne_observatory::neighbour::{Neighbours, Weighting};
/// let line = Neighbours::from_pairs(9, (0..8).flat_map(|row| [(row, row + 1), (row + 1, row)]));
/// let rising: Vec<_> = (0..9).map(|row| Ok(f64::from(row))).collect();
/// let tails = moran_tails(&Field::of(&rising, &line), Weighting::Binary, &Design::default(), &unwatched).unwrap();
/// assert!(tails.permutations == 999 && tails.p(Tail::High) < 0.01, "hardly any deal puts its like so near");
/// ```
#[must_use]
pub fn moran_tails(field: &Field, weighting: Weighting, design: &Design, watch: Watch) -> Option<Tails> {
    let weights = field.weights(weighting);
    let statistic = |dealt: &[f64]| products(field, &weights, dealt);
    whole::tails(&field.deviation, design, watch, statistic(&field.deviation), statistic)
}

/// `Σᵢ dᵢ Σⱼ wᵢⱼ dⱼ`.
fn products(field: &Field, weights: &[f64], deviation: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (row, (own, weight)) in deviation.iter().zip(weights).enumerate() {
        let others = field.neighbours.of(row);
        let lag: f64 = others.iter().map(|&other| deviation[other as usize]).sum();
        sum += own * lag * weight;
    }
    sum
}
