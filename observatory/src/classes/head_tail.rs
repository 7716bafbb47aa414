//! Head/tail breaks: for a series where many are small and few are great, the mean of all, then the mean of those above
//! it, and so on.

use super::distinct;

/// Breaks at the mean of the values, at the mean of the values above that mean, and so on while the head has two
/// distinct values, `count − 1` means at most.
///
/// Source: Jiang 2013 (The Professional Geographer 65). Jiang goes on while the head is a minority; here, as in
/// mapclassify, the number of classes asked for decides. Checked against `mapclassify.HeadTailBreaks` (2.10.0): same
/// assignments, its classes beyond the last one asked for being one. Cost: a pass over each head.
pub(super) fn breaks(sorted: &[f64], count: usize) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let (mut breaks, mut head) = (vec![first, last], sorted);
    while breaks.len() <= count && head.first() < head.last() {
        let mean = mean(head);
        head = &head[head.partition_point(|&value| value <= mean)..];
        // Between two neighbouring numbers the mean is one of them: nothing is left to divide.
        if head.is_empty() {
            break;
        }
        breaks.push(mean);
    }
    distinct(breaks)
}

/// The mean of a series that is not empty; each value divided first where their sum overflows.
pub(super) fn mean(values: &[f64]) -> f64 {
    let (sum, n) = (values.iter().sum::<f64>(), values.len() as f64);
    if sum.is_finite() { sum / n } else { values.iter().map(|value| value / n).sum() }
}
