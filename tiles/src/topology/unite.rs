//! Union of territories by group, straight from loose outlines: no topology is made on the way.
//!
//! For: the outline of a hand-made grouping, of a level whose polygons come from elsewhere.
//! Refuses to know: how to repair outlines whose common edges are not made of the same points.
//! Next: [`Topology::dissolve`](super::Topology::dissolve) where borders are already shared; [`super::chain`].
//!
//! An edge inside a group is run twice, once each way, and both vanish; what is left is the group's border. Each group is
//! small enough for its table to stay in the nearest caches, and groups are united in parallel.

use rayon::prelude::*;

use super::{Outline, Point, arc_of, chain};

/// The outlines of groups of territories: outline `u` goes to `codes[group[u]]`, or nowhere.
///
/// Groups come out in the order of `codes`; rings are closed, outer ones counter-clockwise and first, the largest polygon
/// first; every point of the group's border is kept. A group without outlined territory has no polygon. An outline beyond the
/// end of `group` goes nowhere, as does a group beyond the end of `codes`. Where two outlines of a group overlap, the edges
/// they run in the same direction stay.
///
/// Checked against shapely's coverage union (shapely 2.2.0) on all of France: points, areas and perimeters. Cost: linear in
/// points; bound by one look-up per edge in a table of the group's size.
pub fn unite(outlines: &[Outline], group: &[Option<usize>], codes: Vec<String>) -> Vec<Outline> {
    let mut members: Vec<Vec<&Outline>> = vec![Vec::new(); codes.len()];
    for (outline, group) in outlines.iter().zip(group) {
        if let Some(members) = group.and_then(|group| members.get_mut(group)) {
            members.push(outline);
        }
    }
    let united = members.into_par_iter().map_init(Edges::default, |edges, members| edges.unite(&members));
    codes.into_iter().zip(united.collect::<Vec<_>>()).map(|(code, polygons)| Outline { code, polygons }).collect()
}

/// No edge.
const NONE: u32 = u32::MAX;
/// An edge that has vanished.
const GONE: u32 = u32::MAX - 1;

/// The edges of one group, the territory on their left. Memory is kept from group to group.
#[derive(Default)]
struct Edges {
    /// Closed rings, one after the other: edge `i` runs from corner `i` to corner `i + 1`.
    corners: Vec<Point>,
    /// Whether an edge starts at the corner (none starts at the last of a ring), and is on the border.
    border: Vec<bool>,
    /// Whether another edge of the border starts at the same point.
    node: Vec<bool>,
    slots: Vec<u32>,
}

impl Edges {
    fn unite(&mut self, members: &[&Outline]) -> Vec<Vec<Vec<Point>>> {
        self.corners.clear();
        self.border.clear();
        for rings in members.iter().flat_map(|member| &member.polygons) {
            rings.iter().zip(0..).for_each(|(ring, rank)| self.push(ring, rank > 0));
        }
        self.cancel();
        self.find_nodes();
        let arcs = self.arcs();
        let references: Vec<i32> = (0..arcs.len() as i32).collect();
        let line = |ring: super::Ring| {
            let mut line: Vec<Point> = Vec::new();
            for reference in ring.0 {
                line.pop();
                line.extend_from_slice(&arcs[arc_of(reference)]);
            }
            line
        };
        let polygons = chain::polygons(&arcs, &references);
        polygons.into_iter().map(|rings| rings.into_iter().map(line).collect()).collect()
    }

    /// Adds a ring, closed, without repeated points, turned so that the territory lies on its left.
    fn push(&mut self, ring: &[Point], hole: bool) {
        let first = self.corners.len();
        self.corners.extend_from_slice(ring);
        self.corners.extend(ring.first());
        let mut length = first + 1;
        for place in first + 1..self.corners.len() {
            if self.corners[place] != self.corners[length - 1] {
                self.corners[length] = self.corners[place];
                length += 1;
            }
        }
        self.corners.truncate(if length > first + 1 { length } else { first });
        let ring = &mut self.corners[first..];
        if (chain::area2(ring) < 0) != hole {
            ring.reverse();
        }
        self.border.resize(self.corners.len(), true);
        if let Some(last) = self.border[first..].last_mut() {
            *last = false;
        }
    }

    /// Lets every edge that is run both ways vanish.
    fn cancel(&mut self) {
        let shift = self.clear_slots();
        for edge in 0..self.corners.len() {
            if !self.border[edge] {
                continue;
            }
            let (from, to) = (self.corners[edge], self.corners[edge + 1]);
            // Edges that do not cross have a middle of their own, the same both ways.
            let mut slot = hash(packed(from).wrapping_add(packed(to)), shift);
            loop {
                let other = self.slots[slot];
                if other == NONE {
                    self.slots[slot] = edge as u32;
                    break;
                }
                if other != GONE && self.corners[other as usize] == to && self.corners[other as usize + 1] == from {
                    self.slots[slot] = GONE;
                    self.border[edge] = false;
                    self.border[other as usize] = false;
                    break;
                }
                slot = (slot + 1) & (self.slots.len() - 1);
            }
        }
    }

    /// Finds the points where the border meets itself.
    fn find_nodes(&mut self) {
        let shift = self.clear_slots();
        self.node.clear();
        self.node.resize(self.corners.len(), false);
        for edge in 0..self.corners.len() {
            if !self.border[edge] {
                continue;
            }
            let mut slot = hash(packed(self.corners[edge]), shift);
            loop {
                let other = self.slots[slot];
                if other == NONE {
                    self.slots[slot] = edge as u32;
                    break;
                }
                if self.corners[other as usize] == self.corners[edge] {
                    self.node[edge] = true;
                    self.node[other as usize] = true;
                    break;
                }
                slot = (slot + 1) & (self.slots.len() - 1);
            }
        }
    }

    /// An empty table twice as large as there are corners; how far a hash is shifted to be a slot of it.
    fn clear_slots(&mut self) -> u32 {
        let bits = (2 * self.corners.len()).next_power_of_two().trailing_zeros().max(1);
        self.slots.clear();
        self.slots.resize(1 << bits, NONE);
        64 - bits
    }

    /// Unbroken stretches of the border, from node to node or to where it leaves the ring.
    fn arcs(&self) -> Vec<Vec<Point>> {
        let mut arcs: Vec<Vec<Point>> = Vec::new();
        let mut start = 0;
        while start < self.corners.len() {
            let Some(end) = (start..self.corners.len()).find(|&corner| !self.border[corner]) else { break };
            if end > start {
                let breaks = (start + 1..end).filter(|&corner| self.node[corner]).chain([end]);
                let mut from = start;
                for to in breaks {
                    arcs.push(self.corners[from..=to].to_vec());
                    from = to;
                }
            }
            start = end + 1;
        }
        arcs
    }
}

fn packed([x, y]: Point) -> u64 {
    u64::from(x as u32) << 32 | u64::from(y as u32)
}

fn hash(key: u64, shift: u32) -> usize {
    let mixed = (key ^ (key >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> shift) as usize
}
