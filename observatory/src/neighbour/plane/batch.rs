//! Points that ask, put together with those beside them: what may matter to any of them is looked up once for all.

use std::ops::Range;

use super::{is_known, square};

/// Points of a batch, about.
const BATCH: usize = 16;
/// Batches handled by one task.
pub(super) const BATCHES_PER_TASK: usize = 64;
/// A hair more reach around a batch makes up for rounding; who is near whom is decided afterwards, without it.
pub(super) const SLACK: f64 = 1.0 + 1e-9;

/// A point that asks, and its row.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub(super) at: [f64; 2],
    pub(super) row: u32,
}

/// The points that are somewhere, and which of them stand together.
pub(super) struct Batches {
    pub(super) asking: Vec<Asking>,
    pub(super) ranges: Vec<Range<usize>>,
}

impl Batches {
    pub(super) fn of(points: &[[f64; 2]]) -> Self {
        let known = (0..).zip(points).filter(|(_, at)| is_known(**at)).map(|(row, &at)| Asking { at, row });
        let mut points: Vec<Asking> = known.collect();
        let everyone = Some(0..points.len()).filter(|range| !range.is_empty());
        let (mut batches, mut crowds) = (Vec::new(), Vec::from_iter(everyone));
        while let Some(crowd) = crowds.pop() {
            let cells = into_cells(&mut points[crowd.clone()]);
            for cell in cells.windows(2).filter(|cell| cell[0] < cell[1]) {
                let cell = crowd.start + cell[0]..crowd.start + cell[1];
                // Where points crowd, a cell is cut again; where they all stand at one place, it cannot be.
                if cell.len() > 8 * BATCH && cell.len() < crowd.len() { crowds.push(cell) } else { batches.push(cell) }
            }
        }
        Self { asking: points, ranges: batches }
    }
}

/// The middle of a batch, and how far from it the corners of its box are.
pub(super) fn middle(asking: &[Asking]) -> ([f64; 2], f64) {
    let [west, south, east, north] = bounds(asking);
    let middle = [west + (east - west) / 2.0, south + (north - south) / 2.0];
    let corner = (square(east - middle[0]) + square(north - middle[1])).sqrt();
    (middle, corner + middle[0].abs().max(middle[1].abs()) * 1e-12)
}

/// Sorts points by the cell of a grid with about `BATCH` of them each; where each cell starts, and the end of the last.
fn into_cells(points: &mut [Asking]) -> Vec<usize> {
    let [west, south, east, north] = bounds(points);
    let (width, height, count) = (east - west, north - south, points.len().div_ceil(BATCH));
    let wide = ((count as f64 * width / height).sqrt().ceil() as usize).clamp(1, count);
    let high = count.div_ceil(wide);
    let (per_x, per_y) = (wide as f64 / width, high as f64 / height);
    let cell = |point: &Asking| {
        let x = (((point.at[0] - west) * per_x) as usize).min(wide - 1);
        let y = (((point.at[1] - south) * per_y) as usize).min(high - 1);
        y * wide + x
    };
    let cells: Vec<u32> = points.iter().map(|point| cell(point) as u32).collect();
    let mut starts = vec![0; wide * high + 1];
    cells.iter().for_each(|cell| starts[*cell as usize + 1] += 1);
    (0..wide * high).for_each(|cell| starts[cell + 1] += starts[cell]);
    let mut next = starts.clone();
    let unsorted = points.to_vec();
    for (&point, cell) in unsorted.iter().zip(cells) {
        points[next[cell as usize]] = point;
        next[cell as usize] += 1;
    }
    starts
}

/// West, south, east and north ends.
fn bounds(points: &[Asking]) -> [f64; 4] {
    let nothing = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let grown = |b: [f64; 4], p: &Asking| [b[0].min(p.at[0]), b[1].min(p.at[1]), b[2].max(p.at[0]), b[3].max(p.at[1])];
    points.iter().fold(nothing, grown)
}
