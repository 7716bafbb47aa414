//! What chance alone would give: values dealt again at random, many times, and how often they do as much as what was observed.
//!
//! Local statistics use **conditional** permutations: a row keeps its value, and as many neighbours as it has are drawn for
//! it from all the others, without replacement. Two designs, [`Draws`]; one file each: `independent` and `shared`.
//! Global statistics deal the whole column again: `whole`.
//!
//! Refuses to know the statistics: it compares sums ([`Tails`]) or calls back.

mod generator;
pub(super) mod independent;
pub(super) mod shared;
mod table;
pub(super) mod whole;

use std::ops::ControlFlow;

pub use table::Table;

use crate::vocabulary::vocabulary;

/// Permutations unless asked otherwise: pseudo p-values down to 0.001.
pub const PERMUTATIONS: u32 = 999;
/// Most permutations that can be asked for.
pub const MOST_PERMUTATIONS: u32 = 99_999;

vocabulary! {
    /// Who draws.
    Draws as "draws" {
        /// Every row draws for itself. The errors of simulation of two rows have nothing to do with each other: those of a map
        /// of thousands of rows cancel out, and the control of false discoveries keeps its assumptions. **The default**, for
        /// what is published. GeoDa's way.
        ///
        /// Cost: `permutations × neighbours` draws and random reads of the column (210 million for France at 999).
        Independent = "independent", "tirages propres à chaque territoire";
        /// One table of draws serves all rows, as in esda. Each p-value taken alone is as good; but all rows err together, so
        /// that the number of significant rows of a map wavers more from seed to seed. For what moves with a slider.
        ///
        /// Cost: nearly none, see its file `shared`: `permutations` sequential comparisons a row.
        Shared = "shared", "tirages partagés entre les territoires";
    }
}

/// How chance is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Design {
    /// Who draws.
    pub draws: Draws,
    /// How many times; at most [`MOST_PERMUTATIONS`] are made.
    pub permutations: u32,
    /// Same seed, same draws, on any number of threads and in every version.
    pub seed: u64,
}

impl Default for Design {
    fn default() -> Self {
        Self { draws: Draws::Independent, permutations: PERMUTATIONS, seed: crate::rank::SEED }
    }
}

impl Design {
    /// Permutations that are made.
    pub(super) fn times(&self) -> u32 {
        self.permutations.min(MOST_PERMUTATIONS)
    }
}

/// Told the share done, between 0 and 1, now and then and from any thread; `Break` stops the work, which then gives nothing.
pub type Watch<'a> = &'a (dyn Fn(f64) -> ControlFlow<()> + Sync);

/// A watch that lets the work run to its end.
pub fn unwatched(_: f64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

vocabulary! {
    /// Which draws speak against chance.
    Tail as "tail" {
        /// Those of the smaller side, whichever it is: what published maps show (esda's "directed", GeoDa). The side is chosen
        /// after looking, so that a row without structure passes a threshold twice as often as it says. The default, for
        /// comparison with those maps.
        Smaller = "smaller", "unilatéral, du côté observé";
        /// Twice the smaller side: says what it means, asks for twice the permutations.
        TwoSided = "two_sided", "bilatéral";
        /// Neighbours as low or lower: asked in advance.
        Low = "low", "unilatéral, valeurs basses";
        /// Neighbours as high or higher: asked in advance.
        High = "high", "unilatéral, valeurs hautes";
    }
}

/// How many draws reach what was observed, on each side. A tie counts on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tails {
    /// Draws as high or higher.
    pub at_least: u32,
    /// Draws as low or lower.
    pub at_most: u32,
    /// Draws in all.
    pub permutations: u32,
}

impl Tails {
    /// The pseudo p-value `(count + 1) / (permutations + 1)`: what was observed is itself one way to deal the values.
    ///
    /// Source: Davison & Hinkley 1997, section 4.2. esda's `directed` takes all draws less the ties for the other side, so
    /// that it may lie lower where ties are.
    ///
    /// ```
    /// use lanterne_observatory::autocorrelation::permutation::{Tail, Tails};
    /// let tails = Tails { at_least: 19, at_most: 980, permutations: 999 };
    /// assert_eq!((tails.p(Tail::Smaller), tails.p(Tail::TwoSided), tails.p(Tail::Low)), (0.02, 0.04, 0.981));
    /// ```
    #[must_use]
    pub fn p(self, tail: Tail) -> f64 {
        let share = |count: u32| (f64::from(count) + 1.0) / (f64::from(self.permutations) + 1.0);
        let smaller = share(self.at_least.min(self.at_most));
        match tail {
            Tail::Smaller => smaller,
            Tail::TwoSided => (2.0 * smaller).min(1.0),
            Tail::Low => share(self.at_most),
            Tail::High => share(self.at_least),
        }
    }
}
