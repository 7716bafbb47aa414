//! What a neighbour counts for.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much each neighbour weighs in a row.
    Weighting as "weighting" {
        /// Each neighbour counts for one: a row with many neighbours weighs more.
        Binary = "binary", "poids égal pour chaque voisin";
        /// Each neighbour counts for one over their number: a row's weights sum to one, its lag is its neighbours' mean.
        RowStandardised = "row_standardised", "moyenne des voisins (poids standardisés par ligne)";
    }
}

impl Weighting {
    /// The weight of each neighbour in a row that has `neighbours` of them; an island's row is empty and weighs nothing.
    ///
    /// ```
    /// use lanterne_observatory::neighbour::Weighting;
    /// assert_eq!((Weighting::Binary.weight(4), Weighting::RowStandardised.weight(4)), (1.0, 0.25));
    /// assert_eq!(Weighting::RowStandardised.weight(0), 0.0);
    /// ```
    #[must_use]
    pub fn weight(self, neighbours: usize) -> f64 {
        match self {
            _ if neighbours == 0 => 0.0,
            Self::Binary => 1.0,
            Self::RowStandardised => 1.0 / neighbours as f64,
        }
    }
}
