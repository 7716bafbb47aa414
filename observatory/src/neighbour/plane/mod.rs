//! An index of points in a plane, metres: what lies within a distance, and what is nearest.
//!
//! Points are sorted into vertical strips of equal count and, in a strip, by their northing: the walk starts in the strip of
//! the place asked about and leaves a strip, then the index, as soon as no point farther on can matter. Rounding cannot
//! change the answer: differences, squares and sums of floating-point numbers keep the order of what they are made of.
//! Refuses to know roads, and the roundness of the Earth: coordinates are projected (Lambert-93).
//!
//! Next: [`super::nearest`], [`super::band`] for neighbourhoods made of it; [`crate::travel`] for journeys.

mod batch;
mod nearest_of;
mod pairs;

pub use nearest_of::nearest_of;
pub use pairs::{Pairs, pairs_within};

/// No coordinate is larger, nor any radius: beyond, squares overflow.
const FARTHEST_M: f64 = 1e150;

/// Points in strips. A point with a coordinate that is not finite (or beyond 1e150 m) is nowhere: neither near nor nearest.
#[derive(Debug, Clone, Default)]
pub struct Plane {
    /// West and east end of each strip.
    ends: Vec<[f64; 2]>,
    /// Where each strip starts in the points, and the end of the last.
    starts: Vec<u32>,
    /// Easting, northing and row of each point.
    x: Vec<f64>,
    y: Vec<f64>,
    rows: Vec<u32>,
}

/// What a walk over the index looks for.
trait Search {
    /// Square of the distance beyond which nothing matters any more; it never grows during the walk.
    fn limit2(&self) -> f64;
    /// A point within the limit.
    fn offer(&mut self, row: u32, distance2: f64);
}

/// Points of a strip, in square roots of all: fewer and wider strips than square ones, since to enter one costs more than to
/// pass over a few points.
const STRIP: f64 = 5.0;

impl Plane {
    /// The index of some points. Cost: two sorts, one of them of a sample.
    #[must_use]
    pub fn of(points: &[[f64; 2]]) -> Self {
        let known = (0..).zip(points).filter(|(_, at)| is_known(**at)).map(|(row, &[x, y])| (x, y, row));
        let known: Vec<(f64, f64, u32)> = known.collect();
        let bounds = bounds_of_strips(&known);
        let strip_of = |x: f64| bounds.partition_point(|bound| *bound <= x);
        let strips: Vec<u32> = known.iter().map(|&(x, ..)| strip_of(x) as u32).collect();
        let mut starts = vec![0u32; bounds.len() + 2];
        strips.iter().for_each(|strip| starts[*strip as usize + 1] += 1);
        (0..=bounds.len()).for_each(|strip| starts[strip + 1] += starts[strip]);
        let mut next = starts.clone();
        let mut points = vec![(0.0, 0.0, 0); known.len()];
        for (point, strip) in known.into_iter().zip(strips) {
            points[next[strip as usize] as usize] = point;
            next[strip as usize] += 1;
        }
        starts.dedup();
        let mut ends = Vec::with_capacity(starts.len());
        for range in starts.windows(2) {
            let strip = &mut points[range[0] as usize..range[1] as usize];
            strip.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
            let fold = |[west, east]: [f64; 2], &(x, ..): &(f64, f64, u32)| [west.min(x), east.max(x)];
            ends.push(strip.iter().fold([f64::INFINITY, f64::NEG_INFINITY], fold));
        }
        let column = |axis: fn(&(f64, f64, u32)) -> f64| points.iter().map(axis).collect();
        let (x, y) = (column(|point| point.0), column(|point| point.1));
        Self { ends, starts, x, y, rows: points.into_iter().map(|(.., row)| row).collect() }
    }

    /// Number of points that are somewhere.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no point is anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds to `found` the row and the squared distance of every point at `radius_m` or nearer, in no promised order.
    pub fn within(&self, at: [f64; 2], radius_m: f64, found: &mut Vec<(u32, f64)>) {
        if radius_m.is_nan() || radius_m < 0.0 || !is_known(at) {
            return;
        }
        let limit2 = square(radius_m.min(4.0 * FARTHEST_M));
        let first = self.ends.partition_point(|ends| ends[1] < at[0] && square(at[0] - ends[1]) > limit2);
        for (strip, ends) in (first..).zip(&self.ends[first..]) {
            if ends[0] > at[0] && square(ends[0] - at[0]) > limit2 {
                break;
            }
            let range = self.starts[strip] as usize..self.starts[strip + 1] as usize;
            let y = &self.y[range.clone()];
            let south = y.partition_point(|y| *y < at[1] && square(at[1] - y) > limit2);
            let north = south + y[south..].partition_point(|y| *y <= at[1] || square(y - at[1]) <= limit2);
            let range = range.start + south..range.start + north;
            let places = self.x[range.clone()].iter().zip(&self.y[range.clone()]).zip(&self.rows[range.clone()]);
            // Every point is written down, and the next one over it where it lies outside: no branch to guess.
            let mut end = found.len();
            found.resize(end + range.len(), (0, 0.0));
            for ((x, y), row) in places {
                let distance2 = square(x - at[0]) + square(y - at[1]);
                found[end] = (*row, distance2);
                end += usize::from(distance2 <= limit2);
            }
            found.truncate(end);
        }
    }

    /// The point nearest to a place, with the squared distance; of several, the first row.
    #[must_use]
    pub fn nearest(&self, at: [f64; 2]) -> Option<(u32, f64)> {
        let mut search = Nearest { row: u32::MAX, distance2: f64::INFINITY };
        self.walk(at, &mut search);
        (search.row != u32::MAX).then_some((search.row, search.distance2))
    }

    /// The `count` points nearest to a place other than row `but`, nearest first, with their squared distances; of those as
    /// far, the first rows.
    #[must_use]
    pub fn k_nearest(&self, at: [f64; 2], count: usize, but: Option<u32>) -> Vec<(u32, f64)> {
        let mut search = Several { count, but, found: Vec::with_capacity(count.min(self.len()) + 1) };
        if count > 0 {
            self.walk(at, &mut search);
        }
        search.found
    }

    /// Offers every point that may matter, home strip first, then always the nearer of the next strips on the two sides.
    fn walk(&self, at: [f64; 2], search: &mut impl Search) {
        if self.is_empty() || !is_known(at) {
            return;
        }
        let home = self.ends.partition_point(|ends| ends[1] < at[0]).min(self.ends.len() - 1);
        self.walk_strip(home, at, search);
        // Beyond the last strip on a side there is only infinity; a limit that is infinite, too, is none.
        let gap_west =
            |strip: usize| strip.checked_sub(1).map_or(f64::INFINITY, |next| square(at[0] - self.ends[next][1]));
        let gap_east = |strip: usize| self.ends.get(strip + 1).map_or(f64::INFINITY, |ends| square(ends[0] - at[0]));
        let (mut west, mut east) = (home, home);
        loop {
            let (to_west, to_east) = (gap_west(west), gap_east(east));
            if to_west.min(to_east) > search.limit2().min(f64::MAX) {
                return;
            } else if to_west <= to_east {
                west -= 1;
                self.walk_strip(west, at, search);
            } else {
                east += 1;
                self.walk_strip(east, at, search);
            }
        }
    }

    /// Offers the points of a strip, from the nearest northing outwards.
    fn walk_strip(&self, strip: usize, at: [f64; 2], search: &mut impl Search) {
        let range = self.starts[strip] as usize..self.starts[strip + 1] as usize;
        let (x, y, rows) = (&self.x[range.clone()], &self.y[range.clone()], &self.rows[range]);
        let middle = y.partition_point(|y| *y < at[1]);
        let mut offer = |place: usize| {
            let dy2 = square(y[place] - at[1]);
            let distance2 = square(x[place] - at[0]) + dy2;
            if distance2 <= search.limit2() {
                search.offer(rows[place], distance2);
            }
            dy2 <= search.limit2()
        };
        let _ = (middle..rows.len()).all(&mut offer);
        let _ = (0..middle).rev().all(&mut offer);
    }
}

/// Where one strip ends and the next starts, from a sample of points.
fn bounds_of_strips(points: &[(f64, f64, u32)]) -> Vec<f64> {
    let strips = ((points.len() as f64).sqrt() / STRIP).ceil().max(1.0) as usize;
    let step = (points.len() / (8 * strips)).max(1);
    let mut sample: Vec<f64> = points.iter().step_by(step).map(|point| point.0).collect();
    sample.sort_unstable_by(f64::total_cmp);
    (1..strips).filter_map(|strip| sample.get(strip * sample.len() / strips).copied()).collect()
}

fn square(length: f64) -> f64 {
    length * length
}

/// Whether a point is somewhere: squares of its distances can be written down.
fn is_known(at: [f64; 2]) -> bool {
    at.iter().all(|coordinate| coordinate.abs() <= FARTHEST_M)
}

struct Nearest {
    row: u32,
    distance2: f64,
}

impl Search for Nearest {
    fn limit2(&self) -> f64 {
        self.distance2
    }

    fn offer(&mut self, row: u32, distance2: f64) {
        if (distance2, row) < (self.distance2, self.row) {
            (self.row, self.distance2) = (row, distance2);
        }
    }
}

struct Several {
    count: usize,
    but: Option<u32>,
    /// Nearest first.
    found: Vec<(u32, f64)>,
}

impl Search for Several {
    fn limit2(&self) -> f64 {
        if self.found.len() < self.count { f64::INFINITY } else { self.found[self.count - 1].1 }
    }

    fn offer(&mut self, row: u32, distance2: f64) {
        if self.but == Some(row) {
            return;
        }
        let place = self.found.partition_point(|&(other, nearer2)| (nearer2, other) < (distance2, row));
        self.found.insert(place, (row, distance2));
        self.found.truncate(self.count);
    }
}
