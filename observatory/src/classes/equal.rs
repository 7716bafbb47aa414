//! Classes of equal width.

use super::distinct;

/// Breaks equally spaced from the least to the greatest value. Checked against `mapclassify.EqualInterval` (2.10.0).
pub(super) fn breaks(sorted: &[f64], count: usize) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    // A weighted mean of the ends, for their difference may overflow.
    let share = |part: usize| part as f64 / count as f64;
    let inner = (1..count).map(|part| first * (1.0 - share(part)) + last * share(part));
    distinct(std::iter::once(first).chain(inner).chain([last]).collect())
}
