//! Outlines cut into short pieces, each put into the few buckets its points may fall in.
//!
//! A bucket holds the points of a square cell of the plane (or of several: cells are hashed, so that a country and its
//! islands overseas take no more room than their outlines). Equal points fall into the same bucket, so buckets are looked at
//! one by one, each small enough for the nearest cache. Refuses to know who met whom.

use rayon::prelude::*;

use super::Outline;
use super::feature::Feature;

/// Features of a piece: about those of a commune's ring.
const FEATURES: usize = 64;
/// Mean number of points of a bucket: keys and table stay within 100 kB.
const POINTS_PER_BUCKET: usize = 1024;
/// Cells are that many times as wide as the mean piece, so that most pieces lie in one.
const CELL_PER_PIECE: f64 = 4.0;
/// A piece that spreads over more cells is halved.
const MOST_CELLS: i64 = 4;
/// Units or pieces handled by one task.
const ROWS_PER_TASK: usize = 256;

/// Consecutive points of one unit's ring.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    /// The unit's row.
    pub(super) unit: u32,
    /// Its points, enough for one feature at least.
    pub(super) points: &'a [[f64; 2]],
    /// Whether every feature of it falls into the bucket it is found in.
    pub(super) whole: bool,
}

/// Which bucket a point falls in.
pub(super) struct Cells {
    per_unit: f64,
    bits: u32,
}

/// Pieces by bucket.
pub(super) struct Buckets<'a> {
    pub(super) cells: Cells,
    starts: Vec<u32>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Buckets<'a> {
    /// Every feature of every unit, in the pieces of its bucket; `closings` are pieces beside the rings.
    pub(super) fn of<F: Feature>(units: &'a [Outline], closings: &'a [(u32, [[f64; 2]; 2])]) -> Self {
        let rings = |(unit, outline): (usize, &'a Outline)| {
            outline.iter().flat_map(move |ring| cut::<F>(ring).map(move |points| bounded(unit as u32, points)))
        };
        let mut pieces: Vec<(Piece, Bounds)> =
            units.par_iter().enumerate().with_min_len(ROWS_PER_TASK).flat_map_iter(rings).collect();
        pieces.extend(closings.iter().map(|(unit, points)| bounded(*unit, points)));
        let cells = Cells::fitting(&pieces);
        let places = |pieces: &[(Piece<'a>, Bounds)]| {
            let mut placed = Vec::with_capacity(2 * pieces.len());
            pieces.iter().for_each(|&(piece, bounds)| place::<F>(&cells, piece, bounds, &mut placed));
            placed
        };
        let placed: Vec<(u32, Piece)> = pieces.par_chunks(ROWS_PER_TASK).flat_map_iter(places).collect();
        let (starts, pieces) = by_bucket(cells.buckets(), &placed);
        Self { cells, starts, pieces }
    }

    /// Number of buckets.
    pub(super) fn len(&self) -> usize {
        self.cells.buckets()
    }

    /// The pieces of one.
    pub(super) fn pieces(&self, bucket: usize) -> &[Piece<'a>] {
        &self.pieces[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

/// Points of a ring in pieces; each overlaps the next so that every feature lies whole in one.
fn cut<F: Feature>(ring: &[[f64; 2]]) -> impl Iterator<Item = &[[f64; 2]]> {
    let overlap = F::SPAN - 1;
    let starts = (0..ring.len().saturating_sub(overlap)).step_by(FEATURES);
    starts.map(move |start| &ring[start..ring.len().min(start + FEATURES + overlap)])
}

/// West, south, east and north ends.
type Bounds = [f64; 4];

fn bounded(unit: u32, points: &[[f64; 2]]) -> (Piece<'_>, Bounds) {
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for point in points {
        for axis in 0..2 {
            // A comparison, unlike `f64::min`, is one instruction; what is not a number moves no bound.
            bounds[axis] = if point[axis] < bounds[axis] { point[axis] } else { bounds[axis] };
            bounds[axis + 2] = if point[axis] > bounds[axis + 2] { point[axis] } else { bounds[axis + 2] };
        }
    }
    (Piece { unit, points, whole: true }, bounds)
}

/// Puts a piece into the buckets it must be looked for in, each once; in halves where it spreads too far.
fn place<'a, F: Feature>(cells: &Cells, piece: Piece<'a>, bounds: Bounds, placed: &mut Vec<(u32, Piece<'a>)>) {
    let ([x0, y0], [x1, y1]) = (cells.cell([bounds[0], bounds[1]]), cells.cell([bounds[2], bounds[3]]));
    let count = |from: i64, to: i64| to.saturating_sub(from).saturating_add(1).max(0);
    let (across, along) = (count(x0, x1), count(y0, y1));
    let features = piece.points.len() + 1 - F::SPAN;
    if features == 1 {
        placed.extend(F::at(piece.points).map(|(_, point)| (cells.bucket(point), piece)));
    } else if across == 0 || along == 0 {
        // On one axis none of its points is a number: it meets nothing, and the other axis may be endless.
    } else if across.saturating_mul(along) > MOST_CELLS {
        let middle = features / 2;
        for points in [&piece.points[..middle + F::SPAN - 1], &piece.points[middle..]] {
            let (half, bounds) = bounded(piece.unit, points);
            place::<F>(cells, half, bounds, placed);
        }
    } else {
        let (first, whole) = (placed.len(), (x0, y0) == (x1, y1));
        for bucket in (x0..=x1).flat_map(|x| (y0..=y1).map(move |y| cells.hashed([x, y]))) {
            if placed[first..].iter().all(|(other, _)| *other != bucket) {
                placed.push((bucket, Piece { whole, ..piece }));
            }
        }
    }
}

/// A counting sort: where each bucket starts, and the pieces in their order.
fn by_bucket<'a>(buckets: usize, placed: &[(u32, Piece<'a>)]) -> (Vec<u32>, Vec<Piece<'a>>) {
    let mut starts = vec![0; buckets + 1];
    for (bucket, _) in placed {
        starts[*bucket as usize + 1] += 1;
    }
    for bucket in 0..buckets {
        starts[bucket + 1] += starts[bucket];
    }
    let mut next: Vec<u32> = starts.clone();
    let mut pieces = vec![Piece { unit: 0, points: &[], whole: true }; placed.len()];
    for (bucket, piece) in placed {
        let slot = &mut next[*bucket as usize];
        pieces[*slot as usize] = *piece;
        *slot += 1;
    }
    (starts, pieces)
}

impl Cells {
    fn fitting(pieces: &[(Piece, Bounds)]) -> Self {
        let width = |b: &Bounds| (b[2] - b[0]).max(b[3] - b[1]);
        let widths = pieces.iter().map(|(_, bounds)| width(bounds)).filter(|width| width.is_finite());
        let (sum, count) = widths.fold((0.0, 0.0), |(sum, count), width| (sum + width, count + 1.0));
        let per_unit = count / (sum * CELL_PER_PIECE);
        let points: usize = pieces.iter().map(|(piece, _)| piece.points.len()).sum();
        Self {
            per_unit: if per_unit.is_normal() { per_unit } else { 1.0 },
            bits: (points / POINTS_PER_BUCKET).next_power_of_two().trailing_zeros(),
        }
    }

    fn buckets(&self) -> usize {
        1 << self.bits
    }

    /// The cell of a point: cutting decimals off is cheap and keeps the order, which is all that is asked of it.
    fn cell(&self, [x, y]: [f64; 2]) -> [i64; 2] {
        [(x * self.per_unit) as i64, (y * self.per_unit) as i64]
    }

    fn hashed(&self, [x, y]: [i64; 2]) -> u32 {
        let mixed = (x as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (y as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32;
        ((mixed << self.bits) >> 32) as u32
    }

    /// The bucket of a point.
    pub(super) fn bucket(&self, point: [f64; 2]) -> u32 {
        self.hashed(self.cell(point))
    }
}
