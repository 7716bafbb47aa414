//! Classes of equal width.

use super::distinct;

/// Breaks equally spaced from the least to the greatest value. Checked against `mapclassify.EqualInterval` (2.10.0).
pub(super) fn breaks(sorted: &[f64], count: usize) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let width = last / count as f64 - first / count as f64;
    let inner = (1..count).map(|part| first + width * part as f64);
    distinct(std::iter::once(first).chain(inner).chain([last]).collect())
}
