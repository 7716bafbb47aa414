//! The whole column dealt again: the reference of the global statistics.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rayon::prelude::*;

use super::generator::Generator;
use super::{Design, Tails, Watch};

/// Results nearer than this, relative to what was observed, are a tie: the same sum in another order.
const TIE: f64 = 1e-12;

/// How often a statistic of the column dealt at random reaches the observed one. A stream per permutation; who draws makes no
/// difference here. `None` when the watch stopped it.
pub(crate) fn tails<T: Copy + Send + Sync>(
    column: &[T],
    design: &Design,
    watch: Watch,
    observed: f64,
    statistic: impl Fn(&[T]) -> f64 + Sync,
) -> Option<Tails> {
    let [tails] = tails_of(column, design, watch, [observed], |dealt| [statistic(dealt)])?;
    Some(tails)
}

/// The same for several statistics of the same deals.
pub(crate) fn tails_of<T: Copy + Send + Sync, const N: usize>(
    column: &[T],
    design: &Design,
    watch: Watch,
    observed: [f64; N],
    statistic: impl Fn(&[T]) -> [f64; N] + Sync,
) -> Option<[Tails; N]> {
    let permutations = design.times();
    let (done, stopped) = (AtomicU32::new(0), AtomicBool::new(false));
    let deal = |dealt: &mut Vec<T>, permutation: u32| {
        if stopped.load(Ordering::Relaxed) {
            return None;
        }
        dealt.clear();
        dealt.extend_from_slice(column);
        shuffle(dealt, &mut Generator::new(design.seed, u64::from(permutation)));
        let share = f64::from(done.fetch_add(1, Ordering::Relaxed) + 1) / f64::from(permutations);
        if let ControlFlow::Break(()) = watch(share) {
            stopped.store(true, Ordering::Relaxed);
        }
        Some(statistic(dealt))
    };
    let simulated: Option<Vec<[f64; N]>> = (0..permutations).into_par_iter().map_init(Vec::new, deal).collect();
    let simulated = simulated.filter(|_| !stopped.into_inner())?;
    let mut tails = [Tails { permutations, ..Tails::default() }; N];
    for results in simulated {
        for ((tails, observed), result) in tails.iter_mut().zip(observed).zip(results) {
            let slack = TIE * observed.abs();
            tails.at_least += u32::from(result >= observed - slack);
            tails.at_most += u32::from(result <= observed + slack);
        }
    }
    Some(tails)
}

/// Fisher and Yates, as Durstenfeld 1964 (Communications of the ACM 7).
fn shuffle<T>(column: &mut [T], generator: &mut Generator) {
    for last in (1..column.len()).rev() {
        column.swap(last, generator.below(last as u32 + 1) as usize);
    }
}
