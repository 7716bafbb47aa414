//! Geary's C: how far apart are neighbours, compared with anybody?

use super::field::Field;
use super::global::{Global, Moments, Weights, kurtosis, testable};
use super::permutation::{Design, Tails, Watch, whole};
use super::untested::Untested;
use crate::neighbour::Weighting;

/// Geary's C: 1 where neighbours are as any others, towards 0 where they resemble each other, above 1 where they differ. More
/// attentive than Moran's I to what happens between neighbours, less to the far ends of the values.
///
/// `C = (n − 1) Σᵢ Σⱼ wᵢⱼ (xᵢ − xⱼ)² / (2 S0 Σ dᵢ²)`; expectation 1; variances under normality and randomisation. Missing and
/// errors: as [`moran()`](super::moran()). Source: Geary 1954 (The Incorporated Statistician 5), Cliff & Ord 1981, section 1.5. Checked against
/// `esda.Geary` (2.9.0), relative 1e-9. Cost: a pass over the neighbours.
///
/// ```
/// use lanterne_observatory::autocorrelation::{Field, geary};
/// use lanterne_observatory::neighbour::{Neighbours, Weighting};
/// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
/// let rising = geary(&Field::of(&[Ok(1.0), Ok(2.0), Ok(3.0), Ok(4.0)], &line), Weighting::Binary)?;
/// assert!((rising.statistic - 0.3).abs() < 1e-12);
/// # Ok::<(), lanterne_observatory::autocorrelation::Untested>(())
/// ```
pub fn geary(field: &Field, weighting: Weighting) -> Result<Global, Untested> {
    testable(field)?;
    let (n, weights) = (field.len() as f64, Weights::of(&field.neighbours, weighting));
    let Weights { s0, s1, s2 } = weights;
    let statistic =
        (n - 1.0) * differences(field, &field.weights(weighting), &field.deviation) / (2.0 * s0 * field.squares);
    let normal = ((2.0 * s1 + s2) * (n - 1.0) - 4.0 * s0 * s0) / (2.0 * (n + 1.0) * s0 * s0);
    let k = kurtosis(field);
    let first = (n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * k);
    let second = (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * k) / 4.0;
    let third = s0 * s0 * (n * n - 3.0 - (n - 1.0).powi(2) * k);
    let random = (first - second + third) / (n * (n - 2.0) * (n - 3.0) * s0 * s0);
    Ok(Global {
        statistic,
        expected: 1.0,
        normality: (field.len() > 2).then(|| Moments::of(statistic, 1.0, normal)).flatten(),
        randomisation: (field.len() > 3).then(|| Moments::of(statistic, 1.0, random)).flatten(),
        units: field.len(),
        islands: field.islands(),
    })
}

/// How often Geary's C of the values dealt at random reaches the observed one. `None` when `watch` stopped it.
///
/// Checked against `esda.Geary(permutations=999)` (2.9.0), within 4.5 standard errors of the simulation. Cost: as
/// [`moran_tails`](super::moran::moran_tails).
///
/// ```
/// use lanterne_observatory::autocorrelation::permutation::{Design, Tail, unwatched};
/// use lanterne_observatory::autocorrelation::{Field, geary::geary_tails};
/// use lanterne_observatory::neighbour::{Neighbours, Weighting};
/// let line = Neighbours::from_pairs(9, (0..8).flat_map(|row| [(row, row + 1), (row + 1, row)]));
/// let rising: Vec<_> = (0..9).map(|row| Ok(f64::from(row))).collect();
/// let tails = geary_tails(&Field::of(&rising, &line), Weighting::Binary, &Design::default(), &unwatched).unwrap();
/// assert!(tails.p(Tail::Low) < 0.01, "neighbours dealt at random are hardly ever so near to each other");
/// ```
#[must_use]
pub fn geary_tails(field: &Field, weighting: Weighting, design: &Design, watch: Watch) -> Option<Tails> {
    let weights = field.weights(weighting);
    let statistic = |dealt: &[f64]| differences(field, &weights, dealt);
    whole::tails(&field.deviation, design, watch, statistic(&field.deviation), statistic)
}

/// `Σᵢ Σⱼ wᵢⱼ (dᵢ − dⱼ)²`.
fn differences(field: &Field, weights: &[f64], deviation: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (row, (own, weight)) in deviation.iter().zip(weights).enumerate() {
        let others = field.neighbours.of(row);
        let apart: f64 = others.iter().map(|&other| (own - deviation[other as usize]).powi(2)).sum();
        sum += apart * weight;
    }
    sum
}
