//! Who is beside whom among groups of communes, from who is beside whom among communes.

use super::Neighbours;
use crate::assembly::Grouping;

impl Neighbours {
    /// The neighbours of the units of a grouping: two are beside each other when a commune of one is beside a commune of the
    /// other, or belongs to both.
    ///
    /// Shape: one row per unit, in row order; a unit without commune is an island. The rows of `self` are communes; those
    /// beyond the grouping's are in no unit. Cost: the edges, times the units of a commune where they overlap.
    ///
    /// ```
    /// use lanterne_observatory::assembly::{Grouping, Territory};
    /// use lanterne_observatory::neighbour::Neighbours;
    /// let road = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
    /// let thirds = Grouping::of_territories(4, &[Territory::from_iter([0, 1]), Territory::from_iter([2]), Territory::from_iter([3])]);
    /// let beside = road.grouped(&thirds);
    /// assert_eq!((beside.of(0), beside.of(1), beside.of(2)), (&[1][..], &[0, 2][..], &[1][..]));
    /// ```
    #[must_use]
    pub fn grouped(&self, grouping: &Grouping) -> Self {
        let pairs = grouping.communes().flat_map(|commune| {
            let here = grouping.units_of(commune);
            let row = usize::try_from(commune).unwrap_or(usize::MAX);
            let beside: &[u32] = if row < self.len() { self.of(row) } else { &[] };
            let around = beside.iter().copied().chain(std::iter::once(commune));
            around.flat_map(move |other| {
                let there = grouping.units_of(other);
                here.iter().flat_map(move |&unit| there.iter().map(move |&next| (unit, next)))
            })
        });
        Self::from_pairs(grouping.units(), pairs.filter(|(unit, next)| unit != next))
    }
}
