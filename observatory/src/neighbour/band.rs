//! Neighbourhoods of everyone within a distance: a neighbour is as far at most, in town and country alike.
//!
//! Refuses to know roads and outlines: points in a plane. Next: [`super::plane`] for the index, [`super::nearest`].

use super::Neighbours;
use super::plane::pairs_within;

/// The other points at `radius_m` or nearer (threshold included) of each point, as the crow flies.
///
/// Shape: one row per point; symmetric. Unit: metres of the plane. A wider band has every edge of a narrower one. Missing: a
/// point with a coordinate that is not finite is an island, as is one with nobody so near; a radius that is negative or not a
/// number makes islands of all. Checked against `libpysal.graph.Graph.build_distance_band` (libpysal 4.14.1), exactly.
/// Cost: two sorts, then proportional to the edges.
///
/// ```
/// use lanterne_observatory::neighbour::band::distance_band;
/// let graph = distance_band(&[[0.0, 0.0], [3.0, 4.0], [6.0, 8.1]], 5.0);
/// assert_eq!((graph.of(0), graph.islands()), (&[1][..], vec![2]));
/// ```
#[must_use]
pub fn distance_band(points: &[[f64; 2]], radius_m: f64) -> Neighbours {
    let pairs = pairs_within(points, points, radius_m);
    let of = |row: usize| pairs.of(row).0.iter().copied().filter(move |&other| other as usize != row);
    Neighbours::from_sorted((0..points.len()).map(of))
}
