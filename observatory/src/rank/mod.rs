//! Which place a territory takes, give or take: a ranking is always shown with the interval of each rank.
//!
//! Rank 1 is the highest value. The interval comes from draws of every territory's posterior: each draw is a ranking of
//! all, and the interval holds the given share of a territory's ranks. Every row draws from its own generator, seeded
//! by the seed and the row, so that the result is the same on any number of threads.
//!
//! Refuses to know what is ranked. The interval exists where a posterior does: densities of establishments.

mod draw;

use rayon::prelude::*;

use crate::absence::{Absence, Value};
use crate::bayes::Posterior;

/// Draws of a ranking unless asked otherwise.
pub const DRAWS: usize = 1000;
/// Most draws taken, whatever is asked: beyond, the interval does not change and the memory does.
pub const MOST_DRAWS: usize = 100_000;
/// Seed unless asked otherwise.
pub const SEED: u64 = 2026;
/// Draws taken at once: bounds the memory of a step to this many numbers per row.
const BLOCK: usize = 64;

/// A place among `out_of` territories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankInterval {
    /// Best plausible rank.
    pub low: u32,
    /// Rank in the median draw.
    pub median: u32,
    /// Worst plausible rank.
    pub high: u32,
    /// Number of territories ranked.
    pub out_of: u32,
}

/// The rank of each value, 1 for the highest; equal values share the better rank. `None` where absent or not finite.
///
/// Source: competition ranking. Checked against `scipy.stats.rankdata(method="min")` (1.17.1), exact. Cost: a sort.
///
/// ```
/// use lanterne_observatory::{Absence, rank::rank};
/// let ranks = rank(&[Ok(4.0), Ok(9.0), Err(Absence::NotPublished), Ok(4.0), Ok(1.0)]);
/// assert_eq!(ranks, [Some(2), Some(1), None, Some(2), Some(4)]);
/// ```
#[must_use]
pub fn rank(values: &[Value]) -> Vec<Option<u32>> {
    let finite = |value: &Value| value.ok().filter(|value| value.is_finite());
    let mut sorted: Vec<f64> = values.iter().filter_map(finite).collect();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let better = |value: f64| sorted.partition_point(|&other| other > value);
    values.iter().map(|value| u32::try_from(1 + better(finite(value)?)).ok()).collect()
}

/// The rank interval of each territory at that confidence, from `draws` rankings drawn from the posteriors.
///
/// Shape: one per row, `None` where the posterior is absent. At most [`MOST_DRAWS`] are taken. Source: Goldstein & Spiegelhalter
/// 1996. Checked against a million draws of `numpy` (2.4.6), within one rank, and rankings made one by one from the same
/// streams, exactly. Cost: `draws · n log n`, and `4 · draws` bytes per row.
///
/// ```
/// use lanterne_observatory::{bayes::posteriors, rank::{intervals, SEED}};
/// let counts = [Ok(10.0), Ok(400.0), Ok(12.0)];
/// let ranks = intervals(&posteriors(&counts, &[Ok(10_000.0); 3]), 1000, 0.95, SEED);
/// assert_eq!(ranks[1].map(|rank| (rank.low, rank.high)), Some((1, 1)), "forty times more is the first, whatever the draw");
/// assert_eq!(ranks[0].map(|rank| (rank.low, rank.high)), Some((2, 3)), "10 or 12: nobody knows");
/// ```
#[must_use]
pub fn intervals(
    posteriors: &[Result<Posterior, Absence>],
    draws: usize,
    confidence: f64,
    seed: u64,
) -> Vec<Option<RankInterval>> {
    let draws = draws.min(MOST_DRAWS);
    let ranked: Vec<usize> = (0..posteriors.len()).filter(|&row| posteriors[row].is_ok()).collect();
    let mut sources: Vec<draw::Source> =
        ranked.iter().filter_map(|&row| Some(draw::Source::new(posteriors[row].ok()?, seed, row as u64))).collect();
    let mut ranks: Vec<Vec<u32>> = vec![Vec::with_capacity(draws); ranked.len()];
    let mut done = 0;
    while done < draws {
        let block = BLOCK.min(draws - done);
        let drawn: Vec<Vec<(f64, u64)>> =
            sources.par_iter_mut().map(|source| (0..block).map(|_| source.draw()).collect()).collect();
        let places: Vec<Vec<u32>> = (0..block).into_par_iter().map(|draw| places(&drawn, draw)).collect();
        ranks.par_iter_mut().enumerate().for_each(|(i, ranks)| ranks.extend(places.iter().map(|places| places[i])));
        done += block;
    }
    let mut intervals = vec![None; posteriors.len()];
    let out_of = u32::try_from(ranked.len()).unwrap_or(u32::MAX);
    let summaries: Vec<Option<RankInterval>> =
        ranks.into_par_iter().map(|ranks| summary(ranks, confidence, out_of)).collect();
    for (row, summary) in ranked.into_iter().zip(summaries) {
        intervals[row] = summary;
    }
    intervals
}

/// The place of each territory in one draw; lots decide between equal rates, for row order means nothing.
fn places(drawn: &[Vec<(f64, u64)>], draw: usize) -> Vec<u32> {
    let lot = |row: u32| (drawn[row as usize][draw].1, row);
    // Keys beside their rows are sorted without a branch or a gather; lots are looked at where keys are equal only.
    let mut order: Vec<(u64, u32)> = (0..).zip(drawn).map(|(row, drawn)| (descending(drawn[draw].0), row)).collect();
    order.sort_unstable_by_key(|&(key, _)| key);
    for equal in order.chunk_by_mut(|a, b| a.0 == b.0).filter(|equal| equal.len() > 1) {
        equal.sort_unstable_by_key(|&(_, row)| lot(row));
    }
    let mut places = vec![0; drawn.len()];
    for (place, (_, row)) in (1..).zip(order) {
        places[row as usize] = place;
    }
    places
}

/// A key that increases as the rate decreases, in the order of [`f64::total_cmp`].
fn descending(rate: f64) -> u64 {
    let bits = rate.to_bits();
    if bits >> 63 == 0 { !(bits | 1 << 63) } else { bits }
}

/// The central interval of a territory's ranks, by nearest rank.
fn summary(mut ranks: Vec<u32>, confidence: f64, out_of: u32) -> Option<RankInterval> {
    let last = ranks.len().checked_sub(1)?;
    let tail = ((1.0 - confidence) / 2.0).clamp(0.0, 0.5);
    let mut at =
        |probability: f64| *ranks.select_nth_unstable(((probability * last as f64).round() as usize).min(last)).1;
    Some(RankInterval { low: at(tail), median: at(0.5), high: at(1.0 - tail), out_of })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_a_plain_comparison() {
        let rates = [0.5, -0.0, 3e-310, 0.0, 7.0, 0.5, f64::MAX, 0.5, -2.0];
        let drawn: Vec<Vec<(f64, u64)>> =
            (0..500_u64).map(|row| vec![(rates[row as usize % 9], row.wrapping_mul(0x9e37_79b9) % 13)]).collect();
        let mut order: Vec<u32> = (0..500).collect();
        order.sort_by(|&a, &b| {
            let ((rate, lot), (other_rate, other_lot)) = (drawn[a as usize][0], drawn[b as usize][0]);
            other_rate.total_cmp(&rate).then(lot.cmp(&other_lot)).then(a.cmp(&b))
        });
        let places = places(&drawn, 0);
        assert!((1..).zip(order).all(|(place, row)| places[row as usize] == place));
    }

    #[test]
    fn a_summary_is_read_on_the_sorted_ranks() {
        let ranks: Vec<u32> = (0..1000).map(|draw| draw * 7919 % 1009).collect();
        let mut sorted = ranks.clone();
        sorted.sort_unstable();
        let found = summary(ranks, 0.95, 1009).map(|found| (found.low, found.median, found.high));
        assert_eq!(found, Some((sorted[25], sorted[500], sorted[974])));
    }
}
