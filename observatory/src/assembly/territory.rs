//! A territory is any set of communes: a unit of a level, a bassin de vie, what a user drew by hand. It is composed of others by
//! union, difference and intersection.
//!
//! Next: [`super::Grouping::of_territories`], which every measure takes.

/// A set of communes, by their rows: ascending, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Territory {
    rows: Vec<u32>,
}

impl FromIterator<u32> for Territory {
    /// Rows in any order; a commune named twice counts once.
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Self {
        let mut rows: Vec<u32> = rows.into_iter().collect();
        rows.sort_unstable();
        rows.dedup();
        Self { rows }
    }
}

impl Territory {
    /// Its communes, ascending.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Whether it holds no commune.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a commune is in it.
    #[must_use]
    pub fn contains(&self, commune: u32) -> bool {
        self.rows.binary_search(&commune).is_ok()
    }

    /// The communes of either; those of both count once.
    ///
    /// ```
    /// use lanterne_observatory::assembly::Territory;
    /// let (left, right) = (Territory::from_iter([1, 2, 3]), Territory::from_iter([3, 4]));
    /// assert_eq!(left.union(&right).rows(), [1, 2, 3, 4]);
    /// assert_eq!(left.difference(&right).rows(), [1, 2]);
    /// assert_eq!(left.intersection(&right).rows(), [3]);
    /// ```
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.rows.iter().chain(&other.rows).copied().collect()
    }

    /// Its communes that are not in the other.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.rows.iter().copied().filter(|&commune| !other.contains(commune)).collect()
    }

    /// The communes of both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.rows.iter().copied().filter(|&commune| other.contains(commune)).collect()
    }
}
