//! What changed, and why (METHODS 9): growth, shift-share, series through passage tables, revisions.
//!
//! Four things move a published figure: what it measures, what its source corrects, the communes it is summed over and what
//! is counted ([`Cause`]). Only the first is a change of the territory; the others are never mixed with it.
//!
//! Refuses to know who published the figures, and what year it is.
//!
//! Next: [`passage`] to bring a series to one COG year, [`series`] where it is broken, [`mod@growth`] for how much,
//! [`mod@shift_share`] for why, [`ledger`] for what a revision changed.

pub mod growth;
pub mod ledger;
pub mod passage;
pub mod series;
pub mod shift_share;

pub use growth::{Growth, growth, growths};
pub use passage::Passage;
pub use shift_share::shift_share;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why two published figures of one territory differ.
    Cause as "cause" {
        /// The territory itself: what an analyst is after.
        Real = "reel", "évolution réelle";
        /// The producer corrected, completed or replaced its source.
        Source = "source", "révision de la source";
        /// The communes were merged, split or attached elsewhere.
        Cog = "cog", "changement de géographie";
        /// What is counted was defined otherwise.
        Perimetre = "perimetre", "changement de périmètre";
    }
}
