//! Who lies on each side of a border, and who touches whom.
//!
//! For: boundary lines drawn once, contiguity, the check that a partition is exact.
//! Refuses to know: names, ranks and what is drawn.
//! Next: [`lanterne_observatory::neighbour`] (contiguity itself), [`super::dissolve`], [`super::partition`].

use lanterne_observatory::neighbour::{Neighbours, shared_arc};

use super::measure::arc_length_m;
use super::{Point, Topology, arc_of};

/// The units on the two sides of an arc run forwards; `None`: nobody (sea, another country, a territory without outline).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sides {
    /// Index of the unit that runs the arc forwards.
    pub left: Option<usize>,
    /// Index of the unit that runs the arc backwards.
    pub right: Option<usize>,
}

/// Two units that touch, with the length of the border they share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Index of the first unit.
    pub unit: usize,
    /// Index of the second.
    pub other: usize,
    /// Length of the shared border, metres on the sphere; 0: they meet at a point only.
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

    /// Units that share an arc or the end of one, by unit. See [`shared_arc::queen`].
    pub fn queen(&self) -> Neighbours {
        shared_arc::queen(self.units.len(), &self.shared_arcs())
    }

    /// Units that share an arc, by unit. See [`shared_arc::rook`].
    pub fn rook(&self) -> Neighbours {
        shared_arc::rook(self.units.len(), &self.shared_arcs())
    }

    /// The pairs of [`Topology::rook`] with the length of their border: both directions, sorted by unit then other. Two units
    /// that meet at a point only are not among them.
    pub fn neighbours(&self) -> Vec<Neighbour> {
        self.with_lengths(&self.rook())
    }

    /// The pairs of [`Topology::queen`] with the length of their border, 0 where they meet at a point only: both directions,
    /// sorted by unit then other.
    pub fn contacts(&self) -> Vec<Neighbour> {
        self.with_lengths(&self.queen())
    }

    fn with_lengths(&self, pairs: &Neighbours) -> Vec<Neighbour> {
        let pair = |(unit, other)| Neighbour { unit: unit as usize, other: other as usize, length_m: 0.0 };
        let mut touching: Vec<Neighbour> = pairs.pairs().map(pair).collect();
        for (arc, sides) in self.sides().iter().enumerate() {
            let (Some(left), Some(right)) = (sides.left, sides.right) else { continue };
            let length_m = arc_length_m(&self.transform, &self.arcs[arc]);
            for pair in [(left, right), (right, left)] {
                if let Ok(place) = touching.binary_search_by_key(&pair, |n| (n.unit, n.other)) {
                    touching[place].length_m += length_m;
                }
            }
        }
        touching
    }

    fn shared_arcs(&self) -> Vec<shared_arc::SharedArc<Point>> {
        let arc = |(points, sides): (&Vec<Point>, Sides)| shared_arc::SharedArc {
            ends: [points[0], points[points.len() - 1]],
            sides: [sides.left, sides.right].map(|unit| unit.map(|unit| unit as u32)),
        };
        self.arcs.iter().zip(self.sides()).map(arc).collect()
    }

    /// Lengths of every arc, metres on the sphere.
    pub fn arc_lengths_m(&self) -> Vec<f64> {
        self.arcs.iter().map(|arc| arc_length_m(&self.transform, arc)).collect()
    }
}
