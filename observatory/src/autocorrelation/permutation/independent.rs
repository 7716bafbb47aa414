//! Conditional permutations where every row draws for itself, from its own generator.
//!
//! A row with `k` neighbours draws `k` different rows among the others, [`LANES`] permutations side by side: one
//! multiplication makes a row of 32 random bits, doubles are looked for across lanes, and a lane with a double is drawn anew whole
//! (all of them where a number must be drawn again for fairness). The row itself is kept out by lending its place to the last row.
//! From [`MOST_IN_LANES`] neighbours on, taken rows are remembered instead; beyond half of all rows those left out are drawn.
//!
//! Where the limit is: 210 million draws for France at 999 permutations, about six processor cycles each. Measured apart: random
//! numbers and their bounding take half, doubles a fifth, and the random reads of the column (282 kB, in the second-level
//! cache) the rest, overlapped by the processor: the reads alone would be three to four times faster.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::generator::{Below, Generator};
use super::table::Distinct;
use super::{Design, Tails, Watch};
use crate::autocorrelation::field::{Field, Observed};

/// Permutations drawn side by side.
const LANES: usize = 8;
/// Neighbours up to which doubles are looked for pair by pair.
const MOST_IN_LANES: usize = 16;
/// Units between two looks at the watch, at [`super::PERMUTATIONS`]; fewer when there are more permutations.
const UNITS_PER_TASK: usize = 256;

/// The tails of every unit. `None` when the watch stopped it.
pub(crate) fn count(field: &Field, design: &Design, watch: Watch) -> Option<Vec<Tails>> {
    let per_task = (UNITS_PER_TASK * 1000 / (design.times() as usize + 1)).clamp(8, UNITS_PER_TASK);
    let (done, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let mut tails = vec![Tails { permutations: design.times(), ..Tails::default() }; field.len()];
    tails.par_chunks_mut(per_task).enumerate().for_each_init(
        || Dealer::new(field),
        |dealer, (task, tails)| {
            if stopped.load(Ordering::Relaxed) {
                return;
            }
            for (unit, tails) in (task * per_task..).zip(tails.iter_mut()) {
                dealer.deal(field, unit, design, tails);
            }
            let share = (done.fetch_add(tails.len(), Ordering::Relaxed) + tails.len()) as f64 / field.len() as f64;
            if watch(share).is_break() {
                stopped.store(true, Ordering::Relaxed);
            }
        },
    );
    (!stopped.into_inner()).then_some(tails)
}

/// A thread's own copy of the column, in which the row at work is replaced by the last.
struct Dealer {
    column: Vec<f64>,
    /// Sum of the whole column, exact wherever it serves.
    total: f64,
    distinct: Distinct,
}

impl Dealer {
    fn new(field: &Field) -> Self {
        Self { column: field.whole.clone(), total: field.whole.iter().sum(), distinct: Distinct::default() }
    }

    fn deal(&mut self, field: &Field, unit: usize, design: &Design, tails: &mut Tails) {
        let (degree, others) = (field.neighbours.of(unit).len(), self.column.len() - 1);
        if degree == 0 {
            return;
        }
        let own = self.column[unit];
        self.column[unit] = self.column[others];
        let mut generator = Generator::new(design.seed, u64::from(field.rows[unit]));
        let (observed, times) = (field.observed(unit), design.times());
        if degree <= MOST_IN_LANES {
            self.in_lanes(&mut generator, degree, observed, times, tails);
        } else {
            for _ in 0..times {
                let sum = self.remembering(&mut generator, degree, self.total - own);
                tails.at_least += u32::from(sum >= observed.least);
                tails.at_most += u32::from(sum <= observed.most);
            }
        }
        self.column[unit] = own;
    }

    /// All permutations of a unit with few neighbours.
    fn in_lanes(&self, generator: &mut Generator, degree: usize, observed: Observed, times: u32, tails: &mut Tails) {
        let column = &self.column[..self.column.len() - 1];
        let below = Below::new(column.len() as u32);
        let mut left = times as usize;
        while left > 0 {
            let lanes = left.min(LANES);
            let sums = deal_lanes(generator, column, below, degree);
            for sum in &sums[..lanes] {
                tails.at_least += u32::from(*sum >= observed.least);
                tails.at_most += u32::from(*sum <= observed.most);
            }
            left -= lanes;
        }
    }

    /// One permutation of a unit with many neighbours; `total` is the sum of all the others.
    fn remembering(&mut self, generator: &mut Generator, degree: usize, total: f64) -> f64 {
        let others = self.column.len() - 1;
        let rest = others - degree;
        let (count, all) = if degree <= others / 2 { (degree, false) } else { (rest, true) };
        let drawn = self.distinct.draw(generator, others, count);
        let sum: f64 = drawn.iter().map(|&draw| self.column[draw as usize]).sum();
        if all { total - sum } else { sum }
    }
}

/// The sums of [`LANES`] draws of `degree` different rows.
#[inline]
fn deal_lanes(generator: &mut Generator, column: &[f64], below: Below, degree: usize) -> [f64; LANES] {
    let mut drawn = [[0_u32; LANES]; MOST_IN_LANES];
    let drawn = &mut drawn[..degree];
    let again = draw_lanes(generator, below, drawn);
    if again != [0; LANES] {
        for lane in (0..LANES).filter(|&lane| again[lane] != 0) {
            deal_lane(generator, below, lane, drawn);
        }
    }
    add_lanes(column, drawn)
}

/// Draws row by row; gives which lanes are to be drawn again. On its own, as is [`add_lanes`]: the registers of one are not
/// those of the other.
#[inline(never)]
fn draw_lanes(generator: &mut Generator, below: Below, drawn: &mut [[u32; LANES]]) -> [u32; LANES] {
    let (mut again, mut lowest) = ([0; LANES], u32::MAX);
    for rank in 0..drawn.len() {
        let (earlier, later) = drawn.split_at_mut(rank);
        for pair in later[0].chunks_exact_mut(2) {
            let random = generator.next();
            let (left, right) = (below.product(random as u32), below.product((random >> 32) as u32));
            lowest = lowest.min(left as u32).min(right as u32);
            (pair[0], pair[1]) = ((left >> 32) as u32, (right >> 32) as u32);
        }
        let chosen = later[0];
        for earlier in earlier.iter() {
            for lane in 0..LANES {
                again[lane] |= u32::from(earlier[lane] == chosen[lane]);
            }
        }
    }
    if lowest < below.threshold { [1; LANES] } else { again }
}

#[inline(never)]
fn add_lanes(column: &[f64], drawn: &[[u32; LANES]]) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    for row in drawn {
        for lane in 0..LANES {
            sums[lane] += column[row[lane] as usize];
        }
    }
    sums
}

/// One lane again, whole: what was drawn says nothing of what comes.
#[cold]
fn deal_lane(generator: &mut Generator, below: Below, lane: usize, drawn: &mut [[u32; LANES]]) {
    for rank in 0..drawn.len() {
        drawn[rank][lane] = loop {
            let chosen = below.draw(generator);
            if drawn[..rank].iter().all(|earlier| earlier[lane] != chosen) {
                break chosen;
            }
        };
    }
}
