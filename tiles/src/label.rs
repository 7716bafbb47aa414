//! Where a territory's name stands, and from which zoom on.
//!
//! For: the layer `etiquette` of [`crate::pyramid`].
//! Refuses to know: how a name is written on the map.
//!
//! The place is the pole of inaccessibility of the largest part, the point farthest from its border, found as V. Agafonkin's
//! *polylabel* (2016) does: squares are quartered, the one that may hold the farthest point first, until none may hold one
//! farther by more than a fiftieth. A name is shown from the zoom on where it is the first of its level in its cell of 32 pixels,
//! first meaning most inhabitants; at the last zoom all are.

use std::collections::BinaryHeap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::build::Partition;
use crate::level::Level;
use crate::mercator::{EXTENT, MAX_ZOOM, Point, at_zoom};
use crate::outline::points;

/// One name of a level.
pub(crate) struct Label {
    /// Row of the territory.
    pub(crate) row: usize,
    /// Fine world units.
    pub(crate) place: Point,
    /// 1 for the first of its level.
    pub(crate) rang: u64,
    /// Lowest zoom where it is shown.
    pub(crate) min_zoom: u8,
}

/// A cell of 32 pixels, in tile units.
const CELL: i32 = EXTENT / 16;

/// A place farther by less than this is not looked for.
const ENOUGH: f64 = 1.02;
/// Half the width of the smallest square looked into, in fine units.
const LEAST: f64 = 0.25;

/// The names of a level, first ones first; a territory without outline has none.
pub(crate) fn labels(partition: &Partition, level: &Level, arcs: &[Vec<Point>]) -> Vec<Label> {
    let pole_of = |polygons: &Vec<Vec<_>>| {
        let rings: Vec<Vec<Point>> = polygons.first()?.iter().map(|ring| points(ring, arcs)).collect();
        pole(&rings)
    };
    let poles: Vec<Option<(Point, f64)>> = level.units.par_iter().map(pole_of).collect();
    let mut found: Vec<(usize, Point, f64)> =
        poles.into_iter().enumerate().filter_map(|(row, pole)| pole.map(|(place, far)| (row, place, far))).collect();
    let inhabitants = |row: usize| partition.inhabitants.get(row).copied().unwrap_or(0);
    found.sort_by(|a, b| inhabitants(b.0).cmp(&inhabitants(a.0)).then(b.2.total_cmp(&a.2)).then(a.0.cmp(&b.0)));
    let mut labels: Vec<Label> = (1..)
        .zip(found)
        .map(|(rang, (row, place, _))| Label { row, place, rang, min_zoom: MAX_ZOOM.max(partition.min_zoom) })
        .collect();
    for zoom in (partition.min_zoom..MAX_ZOOM).rev() {
        let mut taken: FxHashSet<Point> = FxHashSet::default();
        for label in &mut labels {
            // Cells of a zoom lie in one cell of the zoom before: the first of a cell stays it when looked at closer.
            if taken.insert(at_zoom(label.place, zoom).map(|v| v.div_euclid(CELL))) {
                label.min_zoom = zoom;
            }
        }
    }
    labels
}

/// The point of a polygon farthest from its border, and how far; `None` where it has no inside.
fn pole(rings: &[Vec<Point>]) -> Option<(Point, f64)> {
    let shell = rings.first()?;
    let bound = |axis: usize| {
        shell.iter().fold((i32::MAX, i32::MIN), |(low, high), point| (low.min(point[axis]), high.max(point[axis])))
    };
    let [(west, east), (north, south)] = [bound(0), bound(1)];
    let side = f64::from((east - west).min(south - north));
    if side <= 0.0 {
        return None;
    }
    let middle = [f64::from(west) + f64::from(east - west) / 2.0, f64::from(north) + f64::from(south - north) / 2.0];
    let mut search =
        Search { rings, squares: Vec::new(), queue: BinaryHeap::new(), best: (middle, distance(rings, middle)) };
    let half = side / 2.0;
    let starts = |low: i32, high: i32| {
        (0..).map(move |step| f64::from(low) + side * f64::from(step)).take_while(move |&v| v < f64::from(high))
    };
    for x in starts(west, east) {
        starts(north, south).for_each(|y| search.add([x + half, y + half], half));
    }
    search.run();
    let best = search.best;
    (best.1 > 0.0).then(|| (best.0.map(|v| v.round() as i32), best.1))
}

struct Search<'a> {
    rings: &'a [Vec<Point>],
    /// Middle and half the width.
    squares: Vec<([f64; 2], f64)>,
    /// The most a square may hold, by its bits (positive numbers stand in their order), and which one.
    queue: BinaryHeap<(u64, usize)>,
    best: ([f64; 2], f64),
}

impl Search<'_> {
    fn add(&mut self, at: [f64; 2], half: f64) {
        let far = distance(self.rings, at);
        if far > self.best.1 {
            self.best = (at, far);
        }
        let most = far + half * std::f64::consts::SQRT_2;
        if most > self.best.1.max(0.0) {
            self.queue.push((most.to_bits(), self.squares.len()));
            self.squares.push((at, half));
        }
    }

    fn run(&mut self) {
        while let Some((most, square)) = self.queue.pop() {
            if f64::from_bits(most) <= self.best.1 * ENOUGH {
                return;
            }
            let ([x, y], half) = (self.squares[square].0, self.squares[square].1 / 2.0);
            if half < LEAST {
                continue;
            }
            for at in [[x - half, y - half], [x + half, y - half], [x - half, y + half], [x + half, y + half]] {
                self.add(at, half);
            }
        }
    }
}

/// How far a place is from the border; negative outside.
fn distance(rings: &[Vec<Point>], [x, y]: [f64; 2]) -> f64 {
    let mut inside = false;
    let mut least = f64::INFINITY;
    for ring in rings {
        let mut from = ring[ring.len() - 1].map(f64::from);
        for to in ring.iter().map(|point| point.map(f64::from)) {
            let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
            if (from[1] > y) != (to[1] > y) && x < from[0] + dx * (y - from[1]) / dy {
                inside = !inside;
            }
            let length = dx * dx + dy * dy;
            let share =
                if length > 0.0 { (((x - from[0]) * dx + (y - from[1]) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            let [ex, ey] = [x - from[0] - share * dx, y - from[1] - share * dy];
            least = least.min(ex * ex + ey * ey);
            from = to;
        }
    }
    if inside { least.sqrt() } else { -least.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: i32, high: i32) -> Vec<Point> {
        vec![[low, low], [high, low], [high, high], [low, high]]
    }

    #[test]
    fn the_pole_of_a_square_is_its_middle_and_of_a_ring_beside_its_hole() {
        assert_eq!(pole(&[square(0, 1000)]), Some(([500, 500], 500.0)));
        let (at, far) = pole(&[square(0, 1000), square(300, 700)]).unwrap_or_default();
        // In a corner of the ring: as far from two sides as from the hole's corner.
        let truly = 300.0 / (1.0 + std::f64::consts::FRAC_1_SQRT_2);
        assert!(far <= truly && far * ENOUGH >= truly, "{at:?} {far}");
    }

    #[test]
    fn what_has_no_inside_has_no_pole() {
        assert_eq!(pole(&[vec![[0, 0], [10, 0]]]), None);
        assert_eq!(pole(&[]), None);
    }

    #[test]
    fn the_pole_of_a_crooked_shape_is_as_far_as_any_point_of_a_fine_grid() {
        let comb =
            vec![[0, 0], [900, 0], [900, 120], [150, 100], [150, 300], [880, 260], [900, 520], [100, 700], [0, 300]];
        let rings = [comb];
        let grid = (0..900).step_by(5).flat_map(|x| (0..700).step_by(5).map(move |y| [f64::from(x), f64::from(y)]));
        let farthest = grid.map(|place| distance(&rings, place)).fold(0.0, f64::max);
        let (place, far) = pole(&rings).unwrap_or_default();
        assert!(far * ENOUGH >= farthest, "{far} {farthest}");
        assert!((distance(&rings, place.map(f64::from)) - far).abs() < 1.0);
    }
}
