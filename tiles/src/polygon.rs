//! Rings of whole units: loops, areas, holes in their shells.
//!
//! For: turning rounded borders into the polygons the MVT specification asks for.
//! Refuses to know: tiles, levels.
//! Next: [`crate::split`] (into tiles), [`crate::encode`].
//!
//! Rings here are open (the first point is not repeated) and lie in tile space (y southwards): a shell has a positive area by
//! the surveyor's formula, a hole a negative one, as MVT 2.1 § 4.3.4.4 requires.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::mercator::Point;

/// A polygon: its shell, then its holes.
pub(crate) type Polygon = Vec<Vec<Point>>;

/// Twice the signed area of an open ring; positive for a shell.
pub(crate) fn double_area(ring: &[Point]) -> i64 {
    let Some(&[ox, oy]) = ring.first() else { return 0 };
    let from_first = |[x, y]: Point| [i64::from(x) - i64::from(ox), i64::from(y) - i64::from(oy)];
    let cross = |pair: &[Point]| {
        let ([x0, y0], [x1, y1]) = (from_first(pair[0]), from_first(pair[1]));
        x0 * y1 - x1 * y0
    };
    ring.windows(2).map(cross).sum()
}

/// Cuts an open ring wherever it comes back to a point it has passed, and drops the loops without area: a ring pinched by
/// rounding becomes rings that touch, and a spike disappears.
pub(crate) fn loops(ring: &[Point]) -> Vec<Vec<Point>> {
    let mut path: Vec<Point> = Vec::with_capacity(ring.len());
    let mut place: FxHashMap<Point, usize> = FxHashMap::with_capacity_and_hasher(ring.len(), FxBuildHasher);
    let mut loops = Vec::new();
    for &point in ring {
        if let Some(&from) = place.get(&point) {
            let rest = path.split_off(from);
            for passed in &rest {
                place.remove(passed);
            }
            loops.push(rest);
        }
        place.insert(point, path.len());
        path.push(point);
    }
    loops.push(path);
    loops.retain(|ring| double_area(ring) != 0);
    loops
}

/// Puts holes into the smallest shell around them. A hole that no shell surrounds is dropped.
pub(crate) fn nest(rings: Vec<Vec<Point>>) -> Vec<Polygon> {
    let (shells, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| double_area(ring) > 0);
    let mut polygons: Vec<Polygon> = shells.into_iter().map(|shell| vec![shell]).collect();
    for hole in holes {
        let around = polygons.iter().enumerate().filter(|(_, polygon)| surrounds(&polygon[0], &hole));
        let smallest = around.min_by_key(|(_, polygon)| double_area(&polygon[0])).map(|(index, _)| index);
        if let Some(index) = smallest {
            polygons[index].push(hole);
        }
    }
    polygons
}

/// Whether a hole lies in a shell: the middle of one of its edges does that is not on the shell itself.
fn surrounds(shell: &[Point], hole: &[Point]) -> bool {
    if -double_area(hole) >= double_area(shell) || !boxes_meet(shell, hole) {
        return false;
    }
    let next = |index: usize| hole[(index + 1) % hole.len()];
    let middles = hole.iter().enumerate().map(|(index, &[x, y])| [x + next(index)[0], y + next(index)[1]]);
    middles.map(|middle| side_of(shell, middle)).find(|&side| side != Side::On) == Some(Side::In)
}

#[derive(PartialEq, Clone, Copy)]
enum Side {
    In,
    Out,
    On,
}

fn boxes_meet(a: &[Point], b: &[Point]) -> bool {
    let bounds = |ring: &[Point], axis: usize| {
        ring.iter().fold((i32::MAX, i32::MIN), |(low, high), point| (low.min(point[axis]), high.max(point[axis])))
    };
    (0..2).all(|axis| {
        let ((a_low, a_high), (b_low, b_high)) = (bounds(a, axis), bounds(b, axis));
        a_low <= b_low && b_high <= a_high
    })
}

/// Where a point given in doubled coordinates lies (even-odd rule, exact).
fn side_of(ring: &[Point], [x, y]: Point) -> Side {
    let (x, y) = (i64::from(x), i64::from(y));
    let mut inside = false;
    for (index, &from) in ring.iter().enumerate() {
        let [x0, y0] = from.map(|v| 2 * i64::from(v));
        let [x1, y1] = ring[(index + 1) % ring.len()].map(|v| 2 * i64::from(v));
        let turn = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
        let within = x >= x0.min(x1) && x <= x0.max(x1) && y >= y0.min(y1) && y <= y0.max(y1);
        if turn == 0 && within {
            return Side::On;
        }
        if (y0 > y) != (y1 > y) {
            inside ^= (turn > 0) == (y1 > y0);
        }
    }
    if inside { Side::In } else { Side::Out }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [Point; 4] = [[0, 0], [10, 0], [10, 10], [0, 10]];

    #[test]
    fn a_shell_has_a_positive_area_in_tile_space() {
        assert_eq!(double_area(&SQUARE), 200);
    }

    #[test]
    fn a_spike_disappears() {
        assert_eq!(loops(&[[0, 0], [10, 0], [20, 0], [10, 0], [10, 10], [0, 10]]), [SQUARE.to_vec()]);
    }

    #[test]
    fn a_pinched_ring_becomes_two_that_touch() {
        let pinched = [[0, 0], [5, 5], [10, 0], [10, 10], [5, 5], [0, 10]];
        let mut areas: Vec<i64> = loops(&pinched).iter().map(|ring| double_area(ring)).collect();
        areas.sort_unstable();
        assert_eq!(areas, [50, 50]);
    }

    #[test]
    fn a_hole_goes_to_the_smallest_shell_around_it() {
        let shell = |low: i32, high: i32| vec![[low, low], [high, low], [high, high], [low, high]];
        let hole = |low: i32, high: i32| vec![[low, low], [low, high], [high, high], [high, low]];
        let polygons = nest(vec![shell(0, 100), hole(10, 90), shell(20, 80), hole(30, 40), shell(200, 210)]);
        assert_eq!(
            polygons,
            [vec![shell(0, 100), hole(10, 90)], vec![shell(20, 80), hole(30, 40)], vec![shell(200, 210)]]
        );
    }
}
