//! A table of draws that all rows share. Refuses to know values.

use rayon::prelude::*;

use super::MOST_PERMUTATIONS;
use super::generator::{Below, Generator};

/// Permutations by draws: row `p` holds different numbers below `units − 1`, the first `k` of which are what a unit with `k`
/// neighbours draws in permutation `p`, once the numbers from its own row on are moved up by one (nobody draws himself).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    units: usize,
    width: usize,
    permutations: u32,
    source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    Seeded(u64),
    Given(Vec<u32>),
}

impl Table {
    /// A table drawn from a seed, a stream per permutation. Nothing is drawn until it is needed.
    #[must_use]
    pub fn seeded(units: usize, width: usize, permutations: u32, seed: u64) -> Self {
        let width = width.min(units.saturating_sub(1));
        Self { units, width, permutations: permutations.min(MOST_PERMUTATIONS), source: Source::Seeded(seed) }
    }

    /// A table made elsewhere, row by row. `None` where a row is not `width` different numbers below `units − 1`, or where
    /// there are too many rows.
    #[must_use]
    pub fn given(units: usize, width: usize, draws: Vec<u32>) -> Option<Self> {
        let permutations = u32::try_from(draws.len().checked_div(width)?).ok()?;
        let mut last = vec![u32::MAX; units.saturating_sub(1)];
        let whole = draws.len().is_multiple_of(width) && permutations <= MOST_PERMUTATIONS;
        let new = |(place, &unit): (usize, &u32)| {
            let permutation = (place / width) as u32;
            last.get_mut(unit as usize).is_some_and(|last| std::mem::replace(last, permutation) != permutation)
        };
        let sound = whole && draws.iter().enumerate().all(new);
        sound.then_some(Self { units, width, permutations, source: Source::Given(draws) })
    }

    /// Units the table is made for.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units
    }

    /// Draws of a permutation: the most neighbours a unit may have.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of permutations.
    #[must_use]
    pub fn permutations(&self) -> u32 {
        self.permutations
    }

    /// The draws of some permutations, row by row; those beyond the last are not there.
    #[must_use]
    pub fn rows(&self, permutations: std::ops::Range<u32>) -> Vec<u32> {
        let permutations = permutations.start..permutations.end.min(self.permutations);
        match &self.source {
            Source::Given(draws) => {
                let range = permutations.start as usize * self.width..permutations.end as usize * self.width;
                draws.get(range).unwrap_or_default().to_vec()
            }
            Source::Seeded(seed) => permutations
                .into_par_iter()
                .with_min_len(64)
                .map_init(Distinct::default, |distinct, permutation| {
                    let mut generator = Generator::new(*seed, u64::from(permutation));
                    distinct.draw(&mut generator, self.units.saturating_sub(1), self.width).to_vec()
                })
                .collect::<Vec<_>>()
                .concat(),
        }
    }
}

/// Draws different numbers one by one; remembers which are taken. Kept by a thread from one draw to the next, it starts each
/// as if new.
#[derive(Default)]
pub(super) struct Distinct {
    /// The last draw that took each number.
    taken: Vec<u32>,
    draw: u32,
    drawn: Vec<u32>,
}

impl Distinct {
    /// `count` different numbers below `bound` (all of them where `bound` is less).
    pub(super) fn draw(&mut self, generator: &mut Generator, bound: usize, count: usize) -> &[u32] {
        if self.taken.len() < bound || self.draw == u32::MAX {
            self.taken = vec![0; bound];
            self.draw = 0;
        }
        self.draw += 1;
        self.drawn.clear();
        let below = Below::new(bound as u32);
        while self.drawn.len() < count.min(bound) {
            let chosen = below.draw(generator);
            if std::mem::replace(&mut self.taken[chosen as usize], self.draw) != self.draw {
                self.drawn.push(chosen);
            }
        }
        &self.drawn
    }
}
