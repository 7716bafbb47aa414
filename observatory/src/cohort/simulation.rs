//! Fair spreads drawn one after the other: how many units each covers.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;
use rayon::prelude::*;

use crate::seed;

/// Numbers of units covered in `draws` fair spreads of `n` beneficiaries, in the order of the draws; each draw has its own
/// generator. Cost: `draws · n` searches in the cumulated probabilities.
pub(super) fn covered(probabilities: &[f64], n: u64, draws: usize, seed: u64) -> Vec<u32> {
    // A unit of probability 0 is never covered.
    let cumulated: Vec<f64> = probabilities
        .iter()
        .filter(|&&p| p > 0.0)
        .scan(0.0, |sum, &p| {
            *sum += p;
            Some(*sum)
        })
        .collect();
    let total = cumulated.last().copied().unwrap_or(0.0);
    if total <= 0.0 {
        return vec![0; draws];
    }
    (0..draws)
        .into_par_iter()
        .map_init(
            || vec![false; cumulated.len()],
            |seen, draw| {
                seen.fill(false);
                let mut generator = seed::generator(seed, draw as u64);
                let mut covered = 0;
                for _ in 0..n {
                    let at = total * unit(&mut generator);
                    let drawn = cumulated.partition_point(|&sum| sum <= at).min(cumulated.len() - 1);
                    covered += u32::from(!std::mem::replace(&mut seen[drawn], true));
                }
                covered
            },
        )
        .collect()
}

/// A number of [0, 1[, from the high 53 bits.
fn unit(generator: &mut Pcg64Mcg) -> f64 {
    (generator.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}
