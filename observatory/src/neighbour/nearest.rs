//! Neighbourhoods of the k nearest: everyone has as many neighbours, wherever they live.
//!
//! Refuses to know roads and outlines: points in a plane. Next: [`super::plane`] for the index, [`super::band`].

use rayon::prelude::*;

use super::Neighbours;
use super::plane::Plane;

/// Points handled by one task.
const ROWS_PER_TASK: usize = 512;

/// The `count` nearest other points of each point, as the crow flies.
///
/// Shape: one row per point; directed: the nearest of a remote place is not always its neighbour in return. Every point has
/// exactly `min(count, n − 1)` neighbours, n being the points that are somewhere; of points as far, the first rows; points at
/// one place are neighbours at no distance. Missing: a point with a coordinate that is not finite is an island and no
/// neighbour. Checked against `libpysal.graph.Graph.build_knn` (libpysal 4.14.1), exactly. Cost: two sorts, then about
/// a microsecond per point for eight neighbours: the unforeseeable branches of the walk and of keeping the nearest in order.
///
/// ```
/// use lanterne_observatory::neighbour::nearest::k_nearest;
/// let graph = k_nearest(&[[0.0, 0.0], [1.0, 0.0], [3.0, 0.0], [3.0, 9.0]], 1);
/// assert_eq!([graph.of(0), graph.of(1), graph.of(2), graph.of(3)], [&[1], &[0], &[1], &[2]]);
/// ```
#[must_use]
pub fn k_nearest(points: &[[f64; 2]], count: usize) -> Neighbours {
    let index = Plane::of(points);
    let of = |(row, &at): (usize, &[f64; 2])| {
        let nearest = index.k_nearest(at, count, Some(row as u32));
        let mut rows: Vec<u32> = nearest.into_iter().map(|(other, _)| other).collect();
        rows.sort_unstable();
        rows
    };
    let rows: Vec<Vec<u32>> = points.par_iter().enumerate().with_min_len(ROWS_PER_TASK).map(of).collect();
    Neighbours::from_sorted(rows.into_iter())
}
