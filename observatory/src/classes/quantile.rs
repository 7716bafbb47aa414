//! As many territories in each class.

use super::distinct;

/// Breaks at the `1/k, 2/k…` quantiles (linear interpolation between order statistics), the least and the greatest value at
/// the ends; doubles fall together. Checked against `mapclassify.Quantiles` (2.10.0).
pub(super) fn breaks(sorted: &[f64], count: usize) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let inner = (1..count).map(|part| quantile(sorted, part as f64 / count as f64));
    distinct(std::iter::once(first).chain(inner).chain([last]).collect())
}

/// The quantile of an increasing, non-empty series, by linear interpolation (type 7 of Hyndman & Fan 1996, numpy's default).
pub(super) fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let position = probability * (sorted.len() - 1) as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let share = position - below as f64;
    // Clamped: between equal neighbours the mean must not stray by a rounding error.
    (sorted[below] * (1.0 - share) + sorted[above] * share).clamp(sorted[below], sorted[above])
}
