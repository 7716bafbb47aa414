//! Where units meet: a small table per bucket, in which each feature finds the units that had it before.

use rayon::prelude::*;

use super::Outline;
use super::feature::Feature;
use super::piece::{Buckets, Cells, Piece};

const NONE: u32 = u32::MAX;

/// Pairs of units with a common feature, the lower row first, in no order and some more than once.
pub(super) fn pairs<F: Feature>(units: &[Outline]) -> Vec<(u32, u32)> {
    let closings = F::closings(units);
    let buckets = Buckets::of::<F>(units, &closings);
    let tables = (0..buckets.len()).into_par_iter().fold(Table::<F>::default, |mut table, bucket| {
        table.fill(&buckets.cells, bucket as u32, buckets.pieces(bucket));
        table
    });
    tables.flat_map_iter(|table| table.pairs).collect()
}

/// Features by open addressing.
struct Table<F> {
    slots: Vec<u32>,
    met: Vec<Met<F>>,
    /// Further units of a feature: the unit, and the place of the next.
    more: Vec<(u32, u32)>,
    pairs: Vec<(u32, u32)>,
}

struct Met<F> {
    feature: F,
    /// The last unit that had it.
    unit: u32,
    /// Those before, in `more`.
    before: u32,
}

impl<F> Default for Table<F> {
    fn default() -> Self {
        Self { slots: Vec::new(), met: Vec::new(), more: Vec::new(), pairs: Vec::new() }
    }
}

impl<F: Feature> Table<F> {
    /// Looks at one bucket afresh; the pairs found are added.
    fn fill(&mut self, cells: &Cells, bucket: u32, pieces: &[Piece]) {
        let most: usize = pieces.iter().map(|piece| piece.points.len()).sum();
        let bits = (2 * most).next_power_of_two().trailing_zeros().max(1);
        self.slots.clear();
        self.slots.resize(1 << bits, NONE);
        self.met.clear();
        self.more.clear();
        for piece in pieces {
            for points in piece.points.windows(F::SPAN) {
                let Some((feature, point)) = F::at(points) else { continue };
                if piece.whole || cells.bucket(point) == bucket {
                    self.add(feature, piece.unit, 64 - bits);
                }
            }
        }
    }

    fn add(&mut self, feature: F, unit: u32, shift: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = (feature.hash() >> shift) as usize;
        while self.slots[slot] != NONE {
            let place = self.slots[slot] as usize;
            if self.met[place].feature == feature {
                return self.meet(place, unit);
            }
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = self.met.len() as u32;
        self.met.push(Met { feature, unit, before: NONE });
    }

    fn meet(&mut self, place: usize, unit: u32) {
        let Met { unit: last, before, .. } = self.met[place];
        if last == unit || self.before(before).any(|other| other == unit) {
            return;
        }
        self.pair(last, unit);
        let mut next = before;
        while let Some(&(other, further)) = self.more.get(next as usize) {
            self.pair(other, unit);
            next = further;
        }
        self.met[place].unit = unit;
        self.met[place].before = self.more.len() as u32;
        self.more.push((last, before));
    }

    /// The units of a list in `more`.
    fn before(&self, first: u32) -> impl Iterator<Item = u32> {
        let mut next = first;
        std::iter::from_fn(move || {
            let &(unit, further) = self.more.get(next as usize)?;
            next = further;
            Some(unit)
        })
    }

    /// Along a border the same two meet at every point: one mention is enough.
    fn pair(&mut self, one: u32, other: u32) {
        let pair = (one.min(other), one.max(other));
        if self.pairs.last() != Some(&pair) {
            self.pairs.push(pair);
        }
    }
}
