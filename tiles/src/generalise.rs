//! Fewer points on shared borders, zoom by zoom, without moving who lies where.
//!
//! For: tiles of low zooms that stay small, with no gap, no overlap and no territory turned inside out.
//! Refuses to know: territories; it sees arcs and their common ends, which never move.
//! Next: [`crate::snap`] (onto a zoom's units), [`crate::vertices`] (who lies near).
//!
//! Visvalingam and Whyatt, *Line generalisation by repeated elimination of points*, The Cartographic Journal 30 (1993): the
//! point of an arc with the smallest triangle goes first. A point stays where its triangle holds another point, so borders that did
//! not cross still do not; of several arcs between the same two ends all but one keep a point, and a closed arc keeps
//! three, so that no territory between them vanishes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::mercator::Point;
use crate::vertices::{Vertices, double_area};

/// Takes points out of arcs while a triangle is smaller than `tolerance * tolerance`; `tolerance` in the arcs' units.
///
/// Arcs have two points at least; a closed arc repeats its first point at the end. The ends of every arc stay.
/// Cost: about a second for a million points.
pub(crate) fn generalise(arcs: &[Vec<Point>], tolerance: i64) -> Vec<Vec<Point>> {
    let mut chain = Chain::new(arcs, tolerance);
    let limit = (2 * tolerance * tolerance).min(i64::from(u32::MAX));
    let mut queue: BinaryHeap<Reverse<u64>> = BinaryHeap::new();
    // Arc after arc: an arc's points and those around it stay in the nearest caches.
    for vertices in chain.runs() {
        queue.extend(vertices.filter_map(|vertex| chain.rank(vertex, limit)));
        while let Some(Reverse(ranked)) = queue.pop() {
            let (area, vertex) = ((ranked >> 32) as i64, ranked as u32);
            if chain.area(vertex) != Some(area) || !chain.may_go(vertex) {
                continue;
            }
            let neighbours = chain.remove(vertex);
            queue.extend(neighbours.into_iter().filter_map(|vertex| chain.rank(vertex, limit)));
        }
    }
    chain.into_arcs()
}

/// Marks the end of an arc in `before` and `after`.
const NONE: u32 = u32::MAX;

/// All points of all arcs, linked within each arc.
struct Chain {
    vertices: Vertices,
    before: Vec<u32>,
    after: Vec<u32>,
    arc: Vec<u32>,
    firsts: Vec<u32>,
    /// Points of each arc that are not its ends.
    inner: Vec<u32>,
    ends: Vec<[Point; 2]>,
    /// How many arcs run straight between two ends.
    straight: FxHashMap<[Point; 2], u32>,
}

impl Chain {
    fn new(arcs: &[Vec<Point>], tolerance: i64) -> Chain {
        let points: Vec<Point> = arcs.iter().flatten().copied().collect();
        let total = points.len();
        let mut chain = Chain {
            vertices: Vertices::new(points, tolerance.saturating_mul(8)),
            before: Vec::with_capacity(total),
            after: Vec::with_capacity(total),
            arc: Vec::with_capacity(total),
            firsts: Vec::with_capacity(arcs.len()),
            inner: Vec::with_capacity(arcs.len()),
            ends: Vec::with_capacity(arcs.len()),
            straight: FxHashMap::default(),
        };
        for (index, arc) in (0u32..).zip(arcs) {
            let first = chain.before.len() as u32;
            let last = first + arc.len() as u32 - 1;
            chain.firsts.push(first);
            chain.before.extend((first..=last).map(|vertex| if vertex == first { NONE } else { vertex - 1 }));
            chain.after.extend((first..=last).map(|vertex| if vertex == last { NONE } else { vertex + 1 }));
            chain.arc.extend((first..=last).map(|_| index));
            let (start, end) = (arc[0], arc[arc.len() - 1]);
            chain.ends.push([start.min(end), start.max(end)]);
            chain.inner.push(arc.len() as u32 - 2);
            if arc.len() == 2 {
                *chain.straight.entry([start.min(end), start.max(end)]).or_default() += 1;
            }
        }
        chain
    }

    /// The points of each arc.
    fn runs(&self) -> Vec<Range<u32>> {
        let ends = self.firsts.iter().skip(1).copied().chain([self.vertices.len() as u32]);
        self.firsts.iter().zip(ends).map(|(&first, end)| first..end).collect()
    }

    /// The neighbours of an inner point that is still there.
    fn neighbours(&self, vertex: u32) -> Option<[u32; 2]> {
        let (before, after) = (self.before[vertex as usize], self.after[vertex as usize]);
        (before != NONE && after != NONE && self.vertices.is_there(vertex)).then_some([before, after])
    }

    /// Twice the area of a point's triangle.
    fn area(&self, vertex: u32) -> Option<i64> {
        let [before, after] = self.neighbours(vertex)?;
        let at = |vertex| self.vertices.at(vertex);
        Some(double_area(at(before), at(vertex), at(after)).abs())
    }

    /// A point's place in the queue, area before number: areas that count fit in 32 bits.
    fn rank(&self, vertex: u32, limit: i64) -> Option<Reverse<u64>> {
        self.area(vertex).filter(|&area| area < limit).map(|area| Reverse((area as u64) << 32 | u64::from(vertex)))
    }

    fn may_go(&self, vertex: u32) -> bool {
        let Some([before, after]) = self.neighbours(vertex) else { return false };
        let arc = self.arc[vertex as usize] as usize;
        let [start, end] = self.ends[arc];
        let spared = match self.inner[arc] {
            1 => start != end && self.straight.get(&[start, end]).is_none_or(|&count| count == 0),
            2 => start != end,
            _ => true,
        };
        spared && self.vertices.triangle_is_empty([before, vertex, after])
    }

    fn remove(&mut self, vertex: u32) -> [u32; 2] {
        let (before, after) = (self.before[vertex as usize], self.after[vertex as usize]);
        self.vertices.take(vertex);
        self.after[before as usize] = after;
        self.before[after as usize] = before;
        let arc = self.arc[vertex as usize] as usize;
        self.inner[arc] -= 1;
        if self.inner[arc] == 0 {
            *self.straight.entry(self.ends[arc]).or_default() += 1;
        }
        [before, after]
    }

    fn into_arcs(self) -> Vec<Vec<Point>> {
        let follow = |&first: &u32| {
            let step = |&vertex: &u32| Some(self.after[vertex as usize]).filter(|&next| next != NONE);
            std::iter::successors(Some(first), step).map(|vertex| self.vertices.at(vertex)).collect()
        };
        self.firsts.iter().map(follow).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_close_to_its_line_goes_and_a_far_one_stays() {
        let arcs = [vec![[0, 0], [50, 1], [100, 0], [150, 60], [200, 0]]];
        assert_eq!(generalise(&arcs, 10), [vec![[0, 0], [100, 0], [150, 60], [200, 0]]]);
    }

    #[test]
    fn a_border_keeps_the_side_of_a_point_beside_it() {
        // The island at [50, 2] lies under the bend: cutting the bend would put it on the other side.
        let arcs = [vec![[0, 0], [50, 5], [100, 0]], vec![[50, 2], [51, 3], [51, 2], [50, 2]]];
        assert_eq!(generalise(&arcs, 100)[0].len(), 3);
        assert_eq!(generalise(&arcs[..1], 100)[0].len(), 2);
    }

    #[test]
    fn a_territory_between_two_arcs_never_vanishes() {
        let arcs = [vec![[0, 0], [5, 1], [10, 0]], vec![[0, 0], [5, -1], [10, 0]]];
        let kept: usize = generalise(&arcs, 1000).iter().map(Vec::len).sum();
        assert_eq!(kept, 5, "one of the two arcs keeps its bend");
    }

    #[test]
    fn an_island_keeps_three_points() {
        let arcs = [vec![[0, 0], [3, 0], [4, 2], [2, 4], [0, 3], [0, 0]]];
        let kept = generalise(&arcs, 1000);
        assert_eq!(kept[0].len(), 4);
        assert_eq!(kept[0][0], kept[0][3]);
    }
}
