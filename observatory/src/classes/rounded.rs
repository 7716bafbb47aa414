//! Rounded breaks on either side of the reference, which is itself a break: the colour says "above" or "below" before it
//! says how much.

use super::distinct;
use super::quantile::quantile;

/// Mantissas of a round step, coarsest first within a power of ten.
const STEPS: [f64; 3] = [5.0, 2.0, 1.0];
/// How far a break may be moved by rounding, relative to the nearer of its neighbours: farther would empty a class.
const TOLERANCE: f64 = 0.3;
/// Powers of ten tried below the range of a side.
const FINEST: i32 = 6;

/// Breaks near the quantiles of each side of the reference, each rounded to the coarsest step (1, 2, 5 × 10ⁿ) that
/// keeps them apart; the ends rounded outwards. Half of the classes on each side, the odd one on the side with more values;
/// all on one side where the other is empty; the whole series in one stretch without a reference.
pub(super) fn breaks(sorted: &[f64], count: usize, reference: Option<f64>) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let Some(reference) = reference else { return side(sorted, first, last, count, Ends::Both) };
    let (below, above) = sorted.split_at(sorted.partition_point(|&value| value <= reference));
    if below.is_empty() {
        return side(above, reference.min(first), last, count, Ends::High);
    }
    if above.is_empty() {
        return side(below, first, reference.max(last), count, Ends::Low);
    }
    let lower = if above.len() > below.len() { count / 2 } else { count.div_ceil(2) }.clamp(1, count.max(2) - 1);
    let mut breaks = side(below, first, reference, lower, Ends::Low);
    breaks.extend(side(above, reference, last, count.saturating_sub(lower).max(1), Ends::High));
    distinct(breaks)
}

/// Which ends of a stretch may be rounded outwards; the other is the reference.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Low,
    High,
    Both,
}

/// The breaks of one side, both ends included: near its quantiles, or equally spaced where too many values are the same.
fn side(values: &[f64], from: f64, to: f64, count: usize, ends: Ends) -> Vec<f64> {
    let range = to - from;
    if range <= 0.0 || !range.is_finite() {
        return distinct(vec![from, to]);
    }
    let inside: Vec<f64> = values.iter().copied().filter(|&value| value > from && value < to).collect();
    let part = |part: usize| part as f64 / count as f64;
    let equal: Vec<f64> = (1..count).map(|i| from + range * part(i)).collect();
    let targets =
        if inside.is_empty() { equal.clone() } else { (1..count).map(|i| quantile(&inside, part(i))).collect() };
    let near = round_near(&targets, from, to, ends);
    if near.len() == count + 1 { near } else { round_near(&equal, from, to, ends) }
}

/// The coarsest rounding that moves no target by more than [`TOLERANCE`]; none (the two ends) where targets coincide.
fn round_near(targets: &[f64], from: f64, to: f64, ends: Ends) -> Vec<f64> {
    let marks: Vec<f64> = [&[from], targets, &[to]].concat();
    let slack: Vec<f64> =
        marks.windows(3).map(|three| TOLERANCE * (three[1] - three[0]).min(three[2] - three[1])).collect();
    let power = (to - from).log10().ceil() as i32;
    for exponent in (power - FINEST..=power).rev() {
        for mantissa in STEPS {
            let round = |number: f64, to_whole: fn(f64) -> f64| multiple(number, mantissa, exponent, to_whole);
            let inner: Vec<f64> = targets.iter().map(|&target| round(target, f64::round)).collect();
            let faithful =
                inner.iter().zip(targets).zip(&slack).all(|((round, target), slack)| (round - target).abs() <= *slack);
            if !faithful || distinct_between(inner.clone(), from, to).len() < targets.len() {
                continue;
            }
            let low = if ends == Ends::High { from } else { round(from, f64::floor).min(from) };
            let high = if ends == Ends::Low { to } else { round(to, f64::ceil).max(to) };
            let finite = |edge: f64, otherwise: f64| if edge.is_finite() { edge } else { otherwise };
            return [vec![finite(low, from)], inner, vec![finite(high, to)]].concat();
        }
    }
    vec![from, to]
}

/// The number as a whole multiple of `mantissa · 10^exponent`, without the dust of repeated products (0.3, not 0.1 × 3).
fn multiple(number: f64, mantissa: f64, exponent: i32, to_whole: fn(f64) -> f64) -> f64 {
    let power = 10_f64.powi(exponent.abs());
    if exponent < 0 {
        to_whole(number * power / mantissa) * mantissa / power
    } else {
        to_whole(number / power / mantissa) * mantissa * power
    }
}

/// Increasing, without doubles, strictly inside.
fn distinct_between(mut numbers: Vec<f64>, from: f64, to: f64) -> Vec<f64> {
    numbers.retain(|&number| number > from && number < to);
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.dedup();
    numbers
}
