//! Who touches whom, from outlines as plain coordinates: queen (a common vertex) and rook (a common edge).
//!
//! Two outlines touch where they are made of the same points, exactly: nothing is buffered or snapped. A vertex in the middle
//! of a neighbour's edge touches nothing; outlines from one topology have none.
//! Refuses to know projections, and which ring is a hole: units of coordinates do not matter.
//!
//! Next: [`shared_arc`](super::shared_arc) where the borders are already stored once; `piece` and `meeting` for how equal points
//! find each other.

mod feature;
mod meeting;
mod piece;

use feature::{Edge, Vertex};
use meeting::pairs;

use super::Neighbours;

/// The rings of one unit, outer ones and holes alike; a ring may repeat its first point at its end or not.
pub type Outline = Vec<Vec<[f64; 2]>>;

/// Units that share a vertex at least.
///
/// Shape: one row per unit. Missing: a unit without ring, or whose points touch no other's, is an island; a point whose
/// coordinates are not finite touches nothing. Relabelling units relabels the graph; the graph is symmetric. Checked against
/// `libpysal.graph.Graph.build_contiguity(rook=False)` (libpysal 4.14.1) on all of France, exactly.
/// Cost: each point is read twice and looked up once in a table that fits the nearest cache; bound by that table's look-ups.
///
/// ```
/// use lanterne_observatory::neighbour::contiguity::queen;
/// let square = |x: f64, y: f64| vec![vec![[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0]]];
/// let graph = queen(&[square(0.0, 0.0), square(1.0, 1.0), square(5.0, 5.0)]);
/// assert_eq!((graph.of(0), graph.islands()), (&[1][..], vec![2]));
/// ```
#[must_use]
pub fn queen(units: &[Outline]) -> Neighbours {
    graph(units.len(), &pairs::<Vertex>(units))
}

/// Units that share an edge at least, whichever way each runs it.
///
/// Shape, missing values, properties: as [`queen`], whose graph has every edge of this one. An edge of no length is none.
/// Checked against `libpysal.graph.Graph.build_contiguity(rook=True)` (libpysal 4.14.1), exactly. Cost: as [`queen`], with a
/// key twice as long.
///
/// ```
/// use lanterne_observatory::neighbour::contiguity::rook;
/// let square = |x: f64, y: f64| vec![vec![[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0]]];
/// let graph = rook(&[square(0.0, 0.0), square(1.0, 1.0), square(1.0, 0.0)]);
/// assert_eq!((graph.of(0), graph.of(2)), (&[2][..], &[0, 1][..]));
/// ```
#[must_use]
pub fn rook(units: &[Outline]) -> Neighbours {
    graph(units.len(), &pairs::<Edge>(units))
}

fn graph(units: usize, pairs: &[(u32, u32)]) -> Neighbours {
    Neighbours::from_pairs(units, pairs.iter().flat_map(|&(one, other)| [(one, other), (other, one)]))
}
