//! Swaps one open column for a closed one as long as a swap helps, the best swap each time (Teitz & Bart 1968), all swaps being
//! priced in one reading of the rows (Whitaker 1983; Resende & Werneck 2007).

use std::ops::Range;

use crate::siting::instance::Instance;

/// Most numbers held to price swaps at once; beyond, the closed columns are taken in several readings.
const TABLE: usize = 1 << 21;
/// A swap must save this share of the cost: below it is rounding.
const WORTH: f64 = 1e-11;
/// No slot.
const NONE: u32 = u32::MAX;

/// Improves a choice until no swap of one column helps, or the caller stops it. Of equal swaps, the one that opens the
/// lowest column, then closes the earliest.
///
/// Cost of a swap: the pairs nearer than each row's second open column, about `2 · candidates / open` a row.
pub(in crate::siting) fn improve(
    instance: &Instance,
    prices: &[f64],
    open: &mut [u32],
    keep_going: &(dyn Fn() -> bool + Sync),
) {
    if open.is_empty() {
        return;
    }
    let mut slots = vec![NONE; instance.candidates.len()];
    for (slot, &column) in (0u32..).zip(open.iter()) {
        slots[column as usize] = slot;
    }
    while keep_going() {
        let nearest = Nearest::of(instance, prices, &slots);
        let Some((column, slot)) = nearest.best_swap(instance, &slots, open.len()) else { return };
        slots[open[slot as usize] as usize] = NONE;
        slots[column as usize] = slot;
        open[slot as usize] = column;
    }
}

/// The cheapest open column of every row, and what the next one costs.
struct Nearest {
    slot: Vec<u32>,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Nearest {
    fn of(instance: &Instance, prices: &[f64], slots: &[u32]) -> Self {
        let rows = instance.rows();
        let mut nearest = Self { slot: vec![NONE; rows], first: prices.to_vec(), second: prices.to_vec() };
        for row in 0..rows {
            let (columns, costs) = instance.row(row);
            let mut open = columns.iter().zip(costs).filter(|(column, _)| slots[**column as usize] != NONE);
            if let Some((&column, &cost)) = open.next() {
                (nearest.slot[row], nearest.first[row]) = (slots[column as usize], cost);
            }
            if let Some((_, &cost)) = open.next() {
                nearest.second[row] = cost;
            }
        }
        nearest
    }

    /// The swap that saves most: the column to open and the slot to give it.
    fn best_swap(&self, instance: &Instance, slots: &[u32], open: usize) -> Option<(u32, u32)> {
        let mut loss = vec![0.0; open];
        for (row, &slot) in self.slot.iter().enumerate().filter(|(_, slot)| **slot != NONE) {
            loss[slot as usize] += self.second[row] - self.first[row];
        }
        let mut best = None;
        let mut most = WORTH * self.first.iter().sum::<f64>();
        let block = (TABLE / (open + 1)).max(1);
        for start in (0..slots.len()).step_by(block) {
            let block = start..(start + block).min(slots.len());
            let table = self.prices_of_swaps(instance, open, &block);
            for (column, line) in block.zip(table.chunks_exact(open + 1)).filter(|(column, _)| slots[*column] == NONE) {
                let (gain, averted) = (line[open], &line[..open]);
                for ((slot, averted), loss) in (0u32..).zip(averted).zip(&loss) {
                    let saved = gain - loss + averted;
                    if saved > most {
                        most = saved;
                        best = u32::try_from(column).ok().map(|column| (column, slot));
                    }
                }
            }
        }
        best
    }

    /// For each column of the block, one line: for each slot, how much of the loss of closing it the column would avert;
    /// then what opening the column gains by itself.
    fn prices_of_swaps(&self, instance: &Instance, open: usize, block: &Range<usize>) -> Vec<f64> {
        let mut table = vec![0.0; block.len() * (open + 1)];
        for row in 0..instance.rows() {
            let (first, second, slot) = (self.first[row], self.second[row], self.slot[row] as usize);
            let (columns, costs) = instance.row(row);
            for (&column, &cost) in columns.iter().zip(costs).take_while(|(_, cost)| **cost < second) {
                let Some(column) =
                    (column as usize).checked_sub(block.start).filter(|_| block.contains(&(column as usize)))
                else {
                    continue;
                };
                let line = &mut table[column * (open + 1)..][..=open];
                line[open] += (first - cost).max(0.0);
                if slot < open {
                    line[slot] += second - cost.max(first);
                }
            }
        }
        table
    }
}
