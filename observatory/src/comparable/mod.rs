//! The territories that resemble one most, and in what (METHODS 10).
//!
//! Likeness is not a fact but a choice of features, of their scales and of their weights: all three are declared by the
//! caller, and the part of each feature in the distance is shown beside it.
//!
//! Refuses to choose the features, and to invent one that is missing. Next: [`Features::nearest`].

mod nearest;
mod scale;

pub use nearest::{Comparable, Features, Search};
pub use scale::{Scale, standardise};

use crate::Value;
use crate::vocabulary::vocabulary;

/// One declared feature, a column in row order.
#[derive(Debug, Clone, Copy)]
pub struct Feature<'a> {
    /// Its values, in any unit; they may be negative.
    pub values: &'a [Value],
    /// How its unit is taken out.
    pub scale: Scale,
    /// How much it counts beside the others; one that is not positive takes no part.
    pub weight: f64,
}

vocabulary! {
    /// Among whom the comparable are looked for; the level is that of the columns.
    Scope as "scope" {
        /// Among all.
        Anywhere = "partout", "partout";
        /// Among those of the same region (or any grouping).
        Inside = "dedans", "dans le même ensemble";
        /// Among those of the others.
        Outside = "dehors", "hors de cet ensemble";
    }
}

impl Scope {
    /// Whether a unit may be compared with another, by the group of each; a unit of no group is outside all of them.
    ///
    /// ```
    /// use lanterne_observatory::comparable::Scope;
    /// let region = [Some(32), Some(32), Some(11), None];
    /// let admitted = |scope: Scope| (1..4).filter(|&other| scope.admits(&region, 0, other)).collect::<Vec<_>>();
    /// assert_eq!((admitted(Scope::Inside), admitted(Scope::Outside)), (vec![1], vec![2, 3]));
    /// ```
    #[must_use]
    pub fn admits(self, group: &[Option<u32>], unit: usize, other: usize) -> bool {
        let of = |row: usize| group.get(row).copied().flatten();
        let same = of(unit).is_some() && of(unit) == of(other);
        match self {
            Self::Anywhere => true,
            Self::Inside => same,
            Self::Outside => !same,
        }
    }
}
