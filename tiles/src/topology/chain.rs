//! Closing directed arcs into rings, and rings into polygons.
//!
//! For: dissolving; everything that has the borders of a territory and wants its polygons.
//! Refuses to know: where the arcs come from.
//! Next: [`super::dissolve`].

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::{Point, Ring, arc_of};

/// Polygons bounded by directed arcs, the territory on their left: outer rings counter-clockwise, largest first, each
/// followed by its holes. Rings that touch at a point are kept apart. Arcs that close on nothing, and rings without area,
/// are left out: [`super::Topology::faults`] then says so.
pub(crate) fn polygons(arcs: &[Vec<Point>], references: &[i32]) -> Vec<Vec<Ring>> {
    let measured = rings(arcs, references).into_iter().map(|ring| Measured::new(arcs, ring));
    let (mut shells, holes): (Vec<_>, Vec<_>) =
        measured.filter(|ring| ring.area2 != 0).partition(|ring| ring.area2 > 0);
    shells.sort_by(|a, b| b.area2.cmp(&a.area2).then_with(|| a.ring.0.cmp(&b.ring.0)));
    let mut polygons: Vec<Vec<Ring>> = shells.iter().map(|shell| vec![shell.ring.clone()]).collect();
    for hole in holes {
        let inside = match shells.as_slice() {
            [_] => Some(0),
            // The smallest shell around the hole: shells stand largest first.
            _ => shells.iter().rposition(|shell| -hole.area2 < shell.area2 && shell.surrounds(&hole)),
        };
        if let Some(shell) = inside {
            polygons[shell].push(hole.ring);
        }
    }
    polygons
}

struct Measured {
    ring: Ring,
    points: Vec<Point>,
    area2: i128,
    bounds: [i32; 4],
}

impl Measured {
    fn new(arcs: &[Vec<Point>], ring: Ring) -> Measured {
        let mut points: Vec<Point> = Vec::new();
        for &reference in &ring.0 {
            points.pop();
            let arc = &arcs[arc_of(reference)];
            if reference < 0 { points.extend(arc.iter().rev()) } else { points.extend(arc) }
        }
        let fold = |b: [i32; 4], p: &Point| [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])];
        let bounds = points.iter().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], fold);
        Measured { ring, area2: area2(&points), points, bounds }
    }

    /// Whether the middle of the other ring's first edge lies inside this one: borders do not cross, so this decides.
    fn surrounds(&self, other: &Measured) -> bool {
        let [a, b] = [other.points[0], other.points[1]];
        let inside_box = (0..2)
            .all(|axis| other.bounds[axis] >= self.bounds[axis] && other.bounds[axis + 2] <= self.bounds[axis + 2]);
        inside_box && surrounds_doubled(&self.points, [0, 1].map(|axis| i64::from(a[axis]) + i64::from(b[axis])))
    }
}

/// Twice the signed area of a closed line, grid units; positive counter-clockwise. Exact.
pub(super) fn area2(points: &[Point]) -> i128 {
    points.windows(2).map(|pair| cross(pair[0].map(i64::from), pair[1].map(i64::from))).sum()
}

/// Whether a closed line surrounds a point given in doubled grid coordinates (even-odd rule, exact).
fn surrounds_doubled(points: &[Point], [x, y]: [i64; 2]) -> bool {
    let mut inside = false;
    for pair in points.windows(2) {
        let ([x0, y0], [x1, y1]) = (pair[0].map(|v| 2 * i64::from(v)), pair[1].map(|v| 2 * i64::from(v)));
        if (y0 > y) != (y1 > y) {
            let turn = cross([x1 - x0, y1 - y0], [x - x0, y - y0]);
            inside ^= (turn > 0) == (y1 > y0);
        }
    }
    inside
}

pub(super) fn cross(a: [i64; 2], b: [i64; 2]) -> i128 {
    i128::from(a[0]) * i128::from(b[1]) - i128::from(a[1]) * i128::from(b[0])
}

/// Follows directed arcs from end to start. At a point where several leave, the walk keeps the outside of the territory
/// tight on its right, so that it never crosses itself, and every loop is cut off as soon as it closes.
fn rings(arcs: &[Vec<Point>], references: &[i32]) -> Vec<Ring> {
    let mut leaving: FxHashMap<Point, Vec<i32>> = FxHashMap::default();
    let mut rings = Vec::new();
    for &reference in references.iter().rev() {
        let (start, end) = ends(arcs, reference);
        if start == end {
            rings.push(Ring(vec![reference]));
        } else {
            leaving.entry(start).or_default().push(reference);
        }
    }
    for &first in references {
        let mut path: Vec<i32> = Vec::new();
        let mut place_in_path: FxHashMap<Point, usize> = FxHashMap::default();
        let mut here = ends(arcs, first).0;
        while let Some(next) = take_next(arcs, &mut leaving, here, path.last().copied()) {
            place_in_path.insert(here, path.len());
            path.push(next);
            here = ends(arcs, next).1;
            if let Some(&from) = place_in_path.get(&here) {
                let ring = path.split_off(from);
                for &reference in &ring {
                    place_in_path.remove(&ends(arcs, reference).0);
                }
                rings.push(Ring(ring));
            }
        }
    }
    rings
}

fn ends(arcs: &[Vec<Point>], reference: i32) -> (Point, Point) {
    let arc = &arcs[arc_of(reference)];
    let (first, last) = (arc[0], arc[arc.len() - 1]);
    if reference < 0 { (last, first) } else { (first, last) }
}

fn take_next(
    arcs: &[Vec<Point>],
    leaving: &mut FxHashMap<Point, Vec<i32>>,
    here: Point,
    arrived_by: Option<i32>,
) -> Option<i32> {
    let choices = leaving.get_mut(&here)?;
    let Some(arrived_by) = arrived_by.filter(|_| choices.len() > 1) else { return choices.pop() };
    let back = direction(arcs, !arrived_by);
    let best =
        (0..choices.len()).min_by(|&a, &b| turning(back, direction(arcs, choices[a]), direction(arcs, choices[b])))?;
    Some(choices.swap_remove(best))
}

/// First step of a directed arc.
fn direction(arcs: &[Vec<Point>], reference: i32) -> [i64; 2] {
    let arc = &arcs[arc_of(reference)];
    let (from, to) = if reference < 0 { (arc[arc.len() - 1], arc[arc.len() - 2]) } else { (arc[0], arc[1]) };
    [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis]))
}

/// Which of two directions is met first when turning counter-clockwise from `back`.
fn turning(back: [i64; 2], a: [i64; 2], b: [i64; 2]) -> Ordering {
    let sector = |d: [i64; 2]| {
        let side = cross(back, d);
        let ahead = i128::from(back[0]) * i128::from(d[0]) + i128::from(back[1]) * i128::from(d[1]) > 0;
        match side.cmp(&0) {
            Ordering::Greater => 0,
            Ordering::Equal if !ahead => 1,
            Ordering::Less => 2,
            Ordering::Equal => 3,
        }
    };
    sector(a).cmp(&sector(b)).then_with(|| 0.cmp(&cross(a, b)))
}
