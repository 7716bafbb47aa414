//! A territory's rings as polygons of one zoom: islets left out, loops undone, nobody vanished.
//!
//! For: stored tiles and those made when they are asked for, which must be the same.
//! Refuses to know: levels, tiles. Next: [`crate::polygon`].

use crate::mercator::Point;
use crate::polygon::{self, Polygon};
use crate::topology::{Ring, arc_of};

/// Twice the area, in tile units, below which an island that is not its territory's largest part is left out: a quarter of a
/// pixel.
pub(crate) const ISLET: i64 = 32;

/// The polygons of a territory in world units of the zoom, and whether they are a square in its place because its outline has no
/// area at that zoom; none where it has no outline.
pub(crate) fn drawn(
    rings: &[Vec<Ring>],
    is_coast: &impl Fn(usize) -> bool,
    arcs: &[Vec<Point>],
) -> (Vec<Polygon>, bool) {
    let polygons = outline(rings, is_coast, arcs);
    if !polygons.is_empty() {
        return (polygons, false);
    }
    let square = minimal(rings, arcs);
    let found = square.is_some();
    (square.into_iter().collect(), found)
}

/// The polygons of a territory in world units of the zoom, islets left out; empty when none has an area.
fn outline(polygons: &[Vec<Ring>], is_coast: &impl Fn(usize) -> bool, arcs: &[Vec<Point>]) -> Vec<Polygon> {
    let mut kept = Vec::new();
    for (rank, rings) in polygons.iter().enumerate() {
        for (place, ring) in rings.iter().enumerate() {
            let mut loops = polygon::loops(&points(ring, arcs));
            // The largest polygon comes first, and is never an islet.
            if rank > 0 && ring.0.iter().all(|&reference| is_coast(arc_of(reference))) {
                loops.retain(|ring| polygon::double_area(ring).abs() >= ISLET);
            }
            // A hole less than a unit wide may be turned inside out by rounding; a shell may pinch off a hole of its own.
            if place > 0 {
                loops.retain(|ring| polygon::double_area(ring) < 0);
            }
            kept.extend(loops);
        }
    }
    polygon::nest(kept)
}

/// Points of a ring, open, run the way tile space wants it: north up there is south up here.
pub(crate) fn points(ring: &Ring, arcs: &[Vec<Point>]) -> Vec<Point> {
    let mut points: Vec<Point> =
        Vec::with_capacity(ring.0.iter().map(|&reference| arcs[arc_of(reference)].len()).sum());
    for &reference in &ring.0 {
        let arc = &arcs[arc_of(reference)];
        points.pop();
        if reference < 0 { points.extend(arc.iter().rev()) } else { points.extend(arc) }
    }
    points.pop();
    points.reverse();
    points
}

/// A square of half a pixel in place of a territory whose outline has no area at this zoom.
fn minimal(polygons: &[Vec<Ring>], arcs: &[Vec<Point>]) -> Option<Polygon> {
    let reference = *polygons.first()?.first()?.0.first()?;
    let [x, y] = *arcs[arc_of(reference)].first()?;
    Some(vec![vec![[x - 2, y - 2], [x + 2, y - 2], [x + 2, y + 2], [x - 2, y + 2]]])
}
