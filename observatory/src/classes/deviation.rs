//! Classes one standard deviation wide around the mean: who is far from it, for a series without a long tail.

use super::distinct;
use super::head_tail::mean;

/// Breaks at the mean plus whole numbers of standard deviations for an even `count` (the mean is a break), plus halves
/// for an odd one (the mean is in the middle of a class): six classes have `−2, −1, 0, 1, 2`, five
/// `−1.5, −0.5, 0.5, 1.5`. Breaks beyond the values are dropped with the classes they would leave empty.
///
/// The standard deviation is that of a sample (`n − 1`). Checked against `mapclassify.StdMean` (2.10.0) with the same
/// multiples: same assignments but for its empty classes below the lowest value. Cost: two passes.
pub(super) fn breaks(sorted: &[f64], count: usize) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let mean = mean(sorted);
    let squares: f64 = sorted.iter().map(|value| (value - mean).powi(2)).sum();
    let deviation = (squares / (sorted.len().max(2) - 1) as f64).sqrt();
    let inner = (1..count).map(|part| mean + deviation * (part as f64 - count as f64 / 2.0));
    // Where squares overflow no break is a number: one class.
    let inner = inner.filter(|&edge| edge > first && edge < last);
    distinct(std::iter::once(first).chain(inner).chain([last]).collect())
}
