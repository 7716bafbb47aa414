//! Every pair of points of two sets within a distance.

use std::ops::Range;

use rayon::prelude::*;

use super::batch::{Asking, BATCHES_PER_TASK, Batches, SLACK, middle};
use super::{Plane, square};

/// Pairs of a point of one set and a point of another, by row of the first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairs {
    /// Where each row's pairs start, and the end of the last: one more than there are rows.
    pub starts: Vec<u32>,
    /// The other point's row, ascending within a row.
    pub to: Vec<u32>,
    /// Distance of each pair, metres.
    pub distance_m: Vec<f64>,
}

impl Pairs {
    /// The pairs of one row: the other points' rows, and the metres; none beyond the last.
    #[must_use]
    pub fn of(&self, row: usize) -> (&[u32], &[f64]) {
        let Some(&[start, end]) = self.starts.get(row..).and_then(|starts| starts.first_chunk()) else {
            return (&[], &[]);
        };
        let range = start as usize..end as usize;
        (&self.to[range.clone()], &self.distance_m[range])
    }

    /// Number of pairs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.to.len()
    }

    /// Whether there is no pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to.is_empty()
    }
}

/// Every pair of a point of `from` and a point of `to` at `radius_m` or nearer (threshold included).
///
/// Shape: one row per point of `from`. Unit: metres in the plane. Missing: a point that is nowhere (a coordinate that is not
/// finite) has no pair. Checked against `scipy.spatial.cKDTree.sparse_distance_matrix` (scipy 1.17.1), the pairs exactly, the
/// metres to 1e-15 relative. Cost: one walk over the index for about sixteen points, then a nanosecond for
/// each of some two distances per pair; writing the pairs down is a third of it.
///
/// ```
/// use lanterne_observatory::neighbour::plane::pairs_within;
/// let pairs = pairs_within(&[[0.0, 0.0], [90.0, 0.0]], &[[30.0, 40.0], [0.0, 51.0]], 50.0);
/// assert_eq!((pairs.of(0), pairs.of(1).0.len()), ((&[0][..], &[50.0][..]), 0));
/// ```
#[must_use]
pub fn pairs_within(from: &[[f64; 2]], to: &[[f64; 2]], radius_m: f64) -> Pairs {
    let index = Plane::of(to);
    let batches = Batches::of(from);
    let task = |ranges: &[Range<usize>]| {
        let (mut found, mut scratch) = (Found::default(), Scratch::default());
        for range in ranges {
            of_batch(&batches.asking[range.clone()], to, &index, radius_m, &mut scratch, &mut found);
        }
        found
    };
    in_row_order(from.len(), &batches.ranges.par_chunks(BATCHES_PER_TASK).map(task).collect::<Vec<Found>>())
}

/// Pairs in the order they were found: who asked, how many, and those one after the other.
#[derive(Default)]
struct Found {
    counts: Vec<(u32, u32)>,
    to: Vec<u32>,
    distance_m: Vec<f64>,
}

/// What is near a batch, and those of it that are near one who asks.
#[derive(Default)]
struct Scratch {
    candidates: Vec<(u32, f64)>,
    places: Vec<[f64; 2]>,
    near: Vec<(u32, f64)>,
}

fn of_batch(
    asking: &[Asking],
    to: &[[f64; 2]],
    index: &Plane,
    radius_m: f64,
    Scratch { candidates, places, near }: &mut Scratch,
    found: &mut Found,
) {
    let (middle, corner) = middle(asking);
    candidates.clear();
    index.within(middle, (radius_m + corner) * SLACK, candidates);
    // Sorted once for all of the batch.
    candidates.sort_unstable_by_key(|&(row, _)| row);
    places.clear();
    places.extend(candidates.iter().map(|&(row, _)| to[row as usize]));
    near.resize(candidates.len(), (0, 0.0));
    let limit2 = if radius_m >= 0.0 { square(radius_m) } else { f64::NAN };
    for one in asking {
        let mut count = 0;
        // Each is written down, and the next one over it where it is too far: no branch to guess.
        for (&(row, _), place) in candidates.iter().zip(&*places) {
            let distance2 = square(place[0] - one.at[0]) + square(place[1] - one.at[1]);
            near[count] = (row, distance2);
            count += usize::from(distance2 <= limit2);
        }
        found.counts.push((one.row, count as u32));
        found.to.extend(near[..count].iter().map(|near| near.0));
        found.distance_m.extend(near[..count].iter().map(|near| near.1.sqrt()));
    }
}

fn in_row_order(rows: usize, tasks: &[Found]) -> Pairs {
    let mut starts = vec![0; rows + 1];
    for &(row, count) in tasks.iter().flat_map(|task| &task.counts) {
        starts[row as usize + 1] = count;
    }
    (0..rows).for_each(|row| starts[row + 1] += starts[row]);
    let count = starts[rows] as usize;
    let mut pairs = Pairs { starts, to: vec![0; count], distance_m: vec![0.0; count] };
    for task in tasks {
        let mut from = 0;
        for &(row, count) in &task.counts {
            let (start, count) = (pairs.starts[row as usize] as usize, count as usize);
            pairs.to[start..start + count].copy_from_slice(&task.to[from..from + count]);
            pairs.distance_m[start..start + count].copy_from_slice(&task.distance_m[from..from + count]);
            from += count;
        }
    }
    pairs
}
