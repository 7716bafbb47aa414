//! The nearest point of one set for each of another.

use std::hint::select_unpredictable;

use rayon::prelude::*;

use super::batch::{Asking, BATCHES_PER_TASK, Batches, SLACK, middle};
use super::{Plane, square};

/// Candidates of a batch above which each point looks for itself.
const MOST_CANDIDATES: usize = 96;

/// For each point of `from` the row of the nearest point of `to` and the metres to it; of several as near, the first.
///
/// Shape: one entry per point of `from`. Missing: `None` for a point that is nowhere, or where no point of `to` is anywhere.
/// Checked against `scipy.spatial.cKDTree.query` (scipy 1.17.1), the metres to 1e-15 relative. Cost: one walk over the index
/// for about sixteen points, then a dozen distances each.
///
/// ```
/// use lanterne_observatory::neighbour::plane::nearest_of;
/// assert_eq!(nearest_of(&[[0.0, 0.0]], &[[9.0, 0.0], [0.0, 2.0], [2.0, 0.0]]), [Some((1, 2.0))]);
/// ```
#[must_use]
pub fn nearest_of(from: &[[f64; 2]], to: &[[f64; 2]]) -> Vec<Option<(u32, f64)>> {
    let index = Plane::of(to);
    let batches = Batches::of(from);
    let task = |ranges: &[std::ops::Range<usize>]| {
        let (mut found, mut candidates, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for range in ranges {
            of_batch(&batches.asking[range.clone()], to, &index, (&mut candidates, &mut places), &mut found);
        }
        found
    };
    let tasks: Vec<Vec<(u32, u32, f64)>> = batches.ranges.par_chunks(BATCHES_PER_TASK).map(task).collect();
    let mut nearest = vec![None; from.len()];
    for (row, other, distance2) in tasks.into_iter().flatten() {
        nearest[row as usize] = Some((other, distance2.sqrt()));
    }
    nearest
}

/// Adds to `found` who asks, who is nearest, and the squared distance, for each point of a batch.
fn of_batch(
    asking: &[Asking],
    to: &[[f64; 2]],
    index: &Plane,
    (candidates, places): (&mut Vec<(u32, f64)>, &mut Vec<[f64; 2]>),
    found: &mut Vec<(u32, u32, f64)>,
) {
    let (middle, corner) = middle(asking);
    candidates.clear();
    if let Some((_, distance2)) = index.nearest(middle) {
        // Nobody who asks is farther from the middle than the corner: the nearest of each is within this reach of the middle.
        index.within(middle, (distance2.sqrt() + 2.0 * corner) * SLACK, candidates);
    }
    if candidates.is_empty() || candidates.len() > MOST_CANDIDATES {
        let each = asking.iter().filter_map(|one| index.nearest(one.at).map(|(other, far2)| (one.row, other, far2)));
        found.extend(each);
        return;
    }
    // In row order the first of several as near is the one kept.
    candidates.sort_unstable_by_key(|&(row, _)| row);
    places.clear();
    places.extend(candidates.iter().map(|&(row, _)| to[row as usize]));
    for one in asking {
        let (mut nearest, mut least2) = (0, f64::INFINITY);
        for (candidate, place) in places.iter().enumerate() {
            let distance2 = square(place[0] - one.at[0]) + square(place[1] - one.at[1]);
            // Which of two is nearer cannot be guessed: no branch.
            nearest = select_unpredictable(distance2 < least2, candidate, nearest);
            least2 = select_unpredictable(distance2 < least2, distance2, least2);
        }
        found.push((one.row, candidates[nearest].0, least2));
    }
}
