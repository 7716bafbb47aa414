//! Where borders cross, touch between points or lie on each other.
//!
//! For: the proof that outlines neither overlap nor leave gaps, and simplification that keeps it so.
//! Refuses to know: whose borders they are.
//! Next: [`super::partition`], [`super::simplify`].

use rayon::prelude::*;

use super::Point;
use super::chain::cross;
use crate::bucket::{Buckets, Entry};

/// Two segments that meet elsewhere than at a common end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crossing {
    /// Arc and segment number of the first.
    pub one: (usize, usize),
    /// Arc and segment number of the second.
    pub other: (usize, usize),
}

/// Every pair of segments that meet elsewhere than at a common end, sorted. Exact on the grid.
///
/// Cost: about linear in segments (uniform grid of cells once to twice the mean segment wide).
pub fn crossings(arcs: &[Vec<Point>]) -> Vec<Crossing> {
    crossings_where(arcs, |_| true)
}

/// The same among the segments, given by their ends, that `counts` holds for.
pub(crate) fn crossings_where(arcs: &[Vec<Point>], counts: impl Fn([Point; 2]) -> bool) -> Vec<Crossing> {
    let segments = arcs.iter().enumerate().flat_map(|(arc, points)| segments_of(arc, points));
    let segments: Vec<Segment> = segments.filter(|segment| counts(segment.ends)).collect();
    let shift = cell_size(&segments).ilog2();
    let mut places = Vec::with_capacity(2 * segments.len());
    for (index, segment) in (0u32..).zip(&segments) {
        places.extend(cells(segment, shift).map(|[x, y]| (y, x, index)));
    }
    let buckets = Buckets::new(places);
    let mut found: Vec<Crossing> = buckets
        .entries()
        .par_chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .flat_map_iter(|cell| pairs(cell).filter_map(|(a, b)| segments[a].crossing(&segments[b])))
        .collect();
    found.par_sort_unstable();
    found.dedup();
    found
}

#[derive(Clone, Copy)]
struct Segment {
    place: (usize, usize),
    ends: [Point; 2],
}

fn segments_of(arc: usize, points: &[Point]) -> impl Iterator<Item = Segment> + '_ {
    points.windows(2).enumerate().map(move |(rank, pair)| Segment { place: (arc, rank), ends: [pair[0], pair[1]] })
}

fn cell_size(segments: &[Segment]) -> i32 {
    let extent = |segment: &Segment| {
        let [a, b] = segment.ends;
        u64::from(a[0].abs_diff(b[0]).max(a[1].abs_diff(b[1])))
    };
    let total: u64 = segments.iter().map(extent).sum();
    i32::try_from(2 * total / segments.len().max(1) as u64).unwrap_or(i32::MAX).max(1)
}

/// Cells of the grid that the segment's box meets.
fn cells(segment: &Segment, shift: u32) -> impl Iterator<Item = [i32; 2]> + use<> {
    let [a, b] = segment.ends;
    let range = |axis: usize| a[axis].min(b[axis]) >> shift..=a[axis].max(b[axis]) >> shift;
    let rows = range(1);
    range(0).flat_map(move |x| rows.clone().map(move |y| [x, y]))
}

fn pairs<'a>(cell: &'a [Entry]) -> impl Iterator<Item = (usize, usize)> + 'a {
    cell.iter()
        .enumerate()
        .flat_map(move |(rank, &(.., a))| cell[rank + 1..].iter().map(move |&(.., b)| (a as usize, b as usize)))
}

impl Segment {
    fn crossing(&self, other: &Segment) -> Option<Crossing> {
        meet_badly(self.ends, other.ends).then_some(Crossing { one: self.place, other: other.place })
    }
}

/// Whether two segments share a point that is not an end of both.
pub(crate) fn meet_badly([a, b]: [Point; 2], [c, d]: [Point; 2]) -> bool {
    let apart =
        |axis: usize| a[axis].max(b[axis]) < c[axis].min(d[axis]) || c[axis].max(d[axis]) < a[axis].min(b[axis]);
    if apart(0) || apart(1) {
        return false;
    }
    match ([a, b].contains(&c), [a, b].contains(&d)) {
        (true, true) => true,
        (true, false) => same_ray(c, if a == c { b } else { a }, d),
        (false, true) => same_ray(d, if a == d { b } else { a }, c),
        (false, false) => {
            let (c_side, d_side) = (side(a, b, c), side(a, b, d));
            let (a_side, b_side) = (side(c, d, a), side(c, d, b));
            // Boxes meet, so collinear segments that straddle nothing still touch.
            c_side * d_side <= 0 && a_side * b_side <= 0
        }
    }
}

/// Whether `p` and `q` are seen from `from` in exactly the same direction.
fn same_ray(from: Point, p: Point, q: Point) -> bool {
    let [u, v] = [p, q].map(|to| [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis])));
    cross(u, v) == 0 && u[0] * v[0] + u[1] * v[1] > 0
}

/// On which side of the line `a` to `b` the point `p` lies: 1 left, -1 right, 0 on it.
fn side(a: Point, b: Point, p: Point) -> i32 {
    let [u, v] = [b, p].map(|to| [0, 1].map(|axis| i64::from(to[axis]) - i64::from(a[axis])));
    cross(u, v).signum() as i32
}
