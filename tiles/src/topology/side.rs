//! Who lies on each side of a border, and who touches whom.
//!
//! For: boundary lines drawn once, rook contiguity, the check that a partition is exact.
//! Refuses to know: names, ranks and what is drawn.
//! Next: [`super::dissolve`], [`super::partition`].

use std::collections::BTreeMap;

use super::measure::arc_length_m;
use super::{Topology, arc_of};

/// The units on the two sides of an arc run forwards; `None`: nobody (sea, another country, a territory without outline).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sides {
    /// Index of the unit that runs the arc forwards.
    pub left: Option<usize>,
    /// Index of the unit that runs the arc backwards.
    pub right: Option<usize>,
}

/// Two units that share a border, with its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Index of the first unit.
    pub unit: usize,
    /// Index of the second.
    pub other: usize,
    /// Length of the shared border, metres on the sphere.
    pub length_m: f64,
}

impl Topology {
    /// Per arc, the units on its two sides. Of an arc wrongly run twice in one direction the last user is kept:
    /// [`Topology::faults`] finds those.
    pub fn sides(&self) -> Vec<Sides> {
        let mut sides = vec![Sides::default(); self.arcs.len()];
        for (index, unit) in self.units.iter().enumerate() {
            for reference in unit.references() {
                let side = &mut sides[arc_of(reference)];
                *(if reference < 0 { &mut side.right } else { &mut side.left }) = Some(index);
            }
        }
        sides
    }

    /// Rook neighbours: pairs of units with a shared border, both directions, sorted by unit then other.
    /// Two units that meet at a point only are not neighbours.
    pub fn neighbours(&self) -> Vec<Neighbour> {
        let mut lengths: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (arc, sides) in self.sides().iter().enumerate() {
            let (Some(left), Some(right)) = (sides.left, sides.right) else { continue };
            if left == right {
                continue;
            }
            let length_m = arc_length_m(&self.transform, &self.arcs[arc]);
            *lengths.entry((left, right)).or_default() += length_m;
            *lengths.entry((right, left)).or_default() += length_m;
        }
        lengths.into_iter().map(|((unit, other), length_m)| Neighbour { unit, other, length_m }).collect()
    }

    /// Lengths of every arc, metres on the sphere.
    pub fn arc_lengths_m(&self) -> Vec<f64> {
        self.arcs.iter().map(|arc| arc_length_m(&self.transform, arc)).collect()
    }
}
