//! Is it an exact partition? The faults that would make it something else.
//!
//! For: the builder's own check and the test on the shipped file.
//! Refuses to know: how to repair.
//! Next: [`super::crossing`].

use super::crossing::{Crossing, crossings};
use super::{Topology, arc_of, chain};

/// What keeps a topology from being an exact partition of the land it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Two rings run the arc in the same direction: overlap.
    SameDirection {
        /// The arc.
        arc: usize,
        /// The units that do, by index.
        units: [usize; 2],
    },
    /// A unit lies on both sides of the arc.
    BothSides {
        /// The arc.
        arc: usize,
        /// The unit, by index.
        unit: usize,
    },
    /// No ring uses the arc.
    Unused {
        /// The arc.
        arc: usize,
    },
    /// Two borders meet elsewhere than at a common end.
    Crossing(Crossing),
    /// A ring does not turn the right way, or has no area.
    Turned {
        /// The unit, by index.
        unit: usize,
        /// The polygon's and the ring's number.
        ring: (usize, usize),
    },
}

impl Topology {
    /// Every fault; none for an exact partition: each arc is run at most once in each direction, by different units, no
    /// border crosses another, outer rings run counter-clockwise and holes clockwise. Then no two units overlap, and any
    /// ground left between them is a hole of their union, which [`Topology::dissolve`] into one shows.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.faults_of_use();
        faults.extend(self.turned_rings());
        faults.extend(crossings(&self.arcs).into_iter().map(Fault::Crossing));
        faults
    }

    fn faults_of_use(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut users: Vec<[Option<usize>; 2]> = vec![[None; 2]; self.arcs.len()];
        for (unit, reference) in
            self.units.iter().enumerate().flat_map(|(unit, u)| u.references().map(move |reference| (unit, reference)))
        {
            let arc = arc_of(reference);
            if let Some(other) = users[arc][usize::from(reference < 0)].replace(unit) {
                faults.push(Fault::SameDirection { arc, units: [other, unit] });
            }
        }
        for (arc, users) in users.into_iter().enumerate() {
            match users {
                [None, None] => faults.push(Fault::Unused { arc }),
                [Some(unit), Some(other)] if unit == other => faults.push(Fault::BothSides { arc, unit }),
                _ => {}
            }
        }
        faults
    }

    fn turned_rings(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (unit, u) in self.units.iter().enumerate() {
            for (polygon, rings) in u.polygons.iter().enumerate() {
                for (rank, ring) in rings.iter().enumerate() {
                    let expected = if rank == 0 { 1 } else { -1 };
                    if chain::area2(&self.ring_points(ring)).signum() != expected {
                        faults.push(Fault::Turned { unit, ring: (polygon, rank) });
                    }
                }
            }
        }
        faults
    }
}
