//! Who touches whom, from borders that are stored once: each arc knows who lies on its two sides and where it ends.
//!
//! Refuses to know what an arc looks like between its ends: where borders meet, arcs end, so that nothing else can be shared.
//! Next: [`super::contiguity`] for loose outlines.

use rayon::prelude::*;

use super::Neighbours;

/// A piece of border: its two ends and the units on its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedArc<P> {
    /// Where it starts and where it ends, in any coordinates that compare exactly.
    pub ends: [P; 2],
    /// Rows of the units on its left and right; `None`: nobody (the sea, another country).
    pub sides: [Option<u32>; 2],
}

/// Units that share an arc.
///
/// Shape: one row per unit, rows of the sides beyond `units` are nobody. Symmetric; a unit on both sides of an arc is not its
/// own neighbour. Checked against [`rook`](super::contiguity::rook) on the outlines of the same topology, exactly. Cost: one
/// counting sort of the arcs.
///
/// ```
/// use lanterne_observatory::neighbour::shared_arc::{SharedArc, queen, rook};
/// // Two rows of two squares around the point 0: only diagonal ones share no arc.
/// let arc = |end, left, right| SharedArc { ends: [0, end], sides: [Some(left), Some(right)] };
/// let arcs = [arc(1, 0, 1), arc(2, 1, 2), arc(3, 2, 3), arc(4, 3, 0)];
/// assert_eq!((rook(4, &arcs).of(0), queen(4, &arcs).of(0)), (&[1, 3][..], &[1, 2, 3][..]));
/// ```
#[must_use]
pub fn rook<P>(units: usize, arcs: &[SharedArc<P>]) -> Neighbours {
    let both = arcs.iter().filter_map(|arc| Some((arc.sides[0]?, arc.sides[1]?)));
    Neighbours::from_pairs(units, both.flat_map(|(left, right)| [(left, right), (right, left)]))
}

/// Units that share an arc or the end of one.
///
/// Shape, missing values: as [`rook`], whose graph is part of this one. Checked against
/// [`queen`](super::contiguity::queen) on the outlines of the same topology, exactly. Cost: one sort of the arcs' ends.
///
/// ```
/// use lanterne_observatory::neighbour::shared_arc::{SharedArc, queen, rook};
/// // Three units around the point 0; the second and the third share no border, only the point.
/// let arc = |end, left, right| SharedArc { ends: [0, end], sides: [Some(left), right] };
/// let arcs = [arc(1, 0, Some(1)), arc(2, 0, Some(2)), arc(3, 1, None), arc(4, 2, None)];
/// assert_eq!((rook(3, &arcs).of(1), queen(3, &arcs).of(1)), (&[0][..], &[0, 2][..]));
/// ```
#[must_use]
pub fn queen<P: Ord + Copy + Send + Sync>(units: usize, arcs: &[SharedArc<P>]) -> Neighbours {
    let around = |arc: &SharedArc<P>| {
        let [start, end] = arc.ends;
        arc.sides.into_iter().flatten().flat_map(move |unit| [(start, unit), (end, unit)])
    };
    let mut meeting: Vec<(P, u32)> = arcs.par_iter().flat_map_iter(around).collect();
    meeting.par_sort_unstable();
    meeting.dedup();
    let met = meeting.chunk_by(|one, other| one.0 == other.0);
    let pairs = met.flat_map(|met| met.iter().flat_map(|&(_, one)| met.iter().map(move |&(_, other)| (one, other))));
    Neighbours::from_pairs(units, pairs)
}
