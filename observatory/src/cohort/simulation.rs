//! Fair spreads drawn one after the other: how many units each covers.

use rand_distr::Distribution;
use rand_distr::weighted::WeightedAliasIndex;
use rayon::prelude::*;

use crate::seed;

/// Numbers of units covered in `draws` fair spreads of `n` beneficiaries, in the order of the draws; each draw has its own
/// generator. Cost: `draws · n` numbers by the alias method (Walker 1977), a few nanoseconds each, bound by the generator; a
/// spread that covers all stops there.
pub(super) fn covered(probabilities: &[f64], n: u64, draws: usize, seed: u64) -> Vec<u32> {
    // A unit of probability 0 is never covered.
    let possible: Vec<f64> = probabilities.iter().copied().filter(|&p| p > 0.0).collect();
    let units = possible.len();
    let Ok(law) = WeightedAliasIndex::new(possible) else { return vec![0; draws] };
    (0..draws)
        .into_par_iter()
        .map_init(
            || vec![false; units],
            |seen, draw| {
                seen.fill(false);
                let mut generator = seed::generator(seed, draw as u64);
                let (mut left, mut covered) = (n, 0);
                while left > 0 && covered < units {
                    let now = left.min(units as u64);
                    (0..now).for_each(|_| seen[law.sample(&mut generator)] = true);
                    left -= now;
                    covered = seen.iter().filter(|seen| **seen).count();
                }
                u32::try_from(covered).unwrap_or(u32::MAX)
            },
        )
        .collect()
}
