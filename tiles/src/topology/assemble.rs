//! From loose polygons to shared arcs.
//!
//! For: polygons whose common edges already coincide point for point.
//! Refuses to know: how to repair those that do not (lanterne-ingest, geography).
//! Next: [`super::dissolve`].

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::dissolve::{Border, weave};
use super::side::Sides;
use super::{Point, Topology, TopologyError, Transform, chain};

/// A territory as loose polygons on the grid: rings closed or not, in any direction, the outer one first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Outline {
    /// The territory's code.
    pub code: String,
    /// Polygons, each with its outer ring, then its holes.
    pub polygons: Vec<Vec<Vec<Point>>>,
}

/// Per edge, its lower end first, the territory on its left and the one on its right.
type Edges = FxHashMap<[Point; 2], [u32; 2]>;
/// No territory.
const NOBODY: u32 = u32::MAX;

/// Finds the shared arcs of outlines whose common edges are made of the same points.
///
/// Errors: [`TopologyError::Overlap`] where two outlines run the same edge in the same direction, that is, overlap.
pub fn assemble(transform: Transform, outlines: Vec<Outline>) -> Result<Topology, TopologyError> {
    let rings = |outline: &Outline| {
        let ranked = outline.polygons.iter().flat_map(|rings| rings.iter().zip((0..).map(|rank| rank > 0)));
        ranked.map(|(ring, hole)| directed(ring, hole)).collect::<Vec<_>>()
    };
    let rings: Vec<Vec<Vec<Point>>> = outlines.iter().map(rings).collect();
    // Most edges are run twice.
    let total: usize = rings.iter().flatten().map(Vec::len).sum();
    let mut edges: Edges = Edges::with_capacity_and_hasher(total * 5 / 8, FxBuildHasher);
    for (unit, ring) in rings.iter().enumerate().flat_map(|(unit, rings)| rings.iter().map(move |ring| (unit, ring))) {
        for pair in ring.windows(2) {
            let [from, to] = [pair[0], pair[1]];
            let sides = edges.entry([from.min(to), from.max(to)]).or_insert([NOBODY; 2]);
            let other = std::mem::replace(&mut sides[usize::from(from > to)], unit as u32);
            if other != NOBODY {
                return Err(TopologyError::Overlap {
                    code: outlines[unit].code.clone(),
                    other: outlines[other as usize].code.clone(),
                    at: from,
                });
            }
        }
    }
    let borders = stretches(&rings, &edges);
    Ok(weave(transform, borders, outlines.into_iter().map(|outline| outline.code).collect()))
}

/// Edges that follow each other in a ring between the same two territories, where no third edge meets them. Each is given
/// once, by the neighbour with the lower number.
fn stretches(rings: &[Vec<Vec<Point>>], edges: &Edges) -> Vec<Border> {
    let mut meeting: FxHashMap<Point, u32> = FxHashMap::with_capacity_and_hasher(edges.len(), FxBuildHasher);
    for point in edges.keys().flatten() {
        *meeting.entry(*point).or_default() += 1;
    }
    let mut borders = Vec::new();
    for (unit, ring) in rings.iter().enumerate().flat_map(|(unit, rings)| rings.iter().map(move |ring| (unit, ring))) {
        let mut open: Option<Border> = None;
        for pair in ring.windows(2) {
            let [from, to] = [pair[0], pair[1]];
            let sides = edges.get(&[from.min(to), from.max(to)]).copied().unwrap_or([NOBODY; 2]);
            let other =
                Some(sides[usize::from(from < to)]).filter(|&other| other != NOBODY).map(|other| other as usize);
            // The neighbour with the lower number gives the border.
            if other.is_some_and(|other| other < unit) {
                borders.extend(open.take());
                continue;
            }
            let sides = Sides { left: Some(unit), right: other };
            match &mut open {
                Some(border) if border.sides == sides && meeting.get(&from) == Some(&2) => border.points.push(to),
                _ => borders.extend(open.replace(Border { points: vec![from, to], sides })),
            }
        }
        borders.extend(open);
    }
    borders
}

/// A ring closed, the territory on its left; edges without length are left out.
fn directed(ring: &[Point], hole: bool) -> Vec<Point> {
    let mut closed = ring.to_vec();
    closed.extend(ring.first());
    closed.dedup();
    if (chain::area2(&closed) < 0) != hole {
        closed.reverse();
    }
    closed
}
