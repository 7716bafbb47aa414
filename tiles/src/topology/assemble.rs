//! From loose polygons to shared arcs.
//!
//! For: polygons whose common edges already coincide point for point.
//! Refuses to know: how to repair those that do not (lanterne-ingest, geography).
//! Next: [`super::dissolve`].

use std::collections::HashMap;

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

/// Finds the shared arcs of outlines whose common edges are made of the same points.
///
/// Errors: [`TopologyError::Overlap`] where two outlines run the same edge in the same direction, that is, overlap.
pub fn assemble(transform: Transform, outlines: Vec<Outline>) -> Result<Topology, TopologyError> {
    let mut edges: HashMap<[Point; 2], usize> = HashMap::new();
    let mut borders: Vec<Border> = Vec::new();
    for (unit, outline) in outlines.iter().enumerate() {
        for (ring, hole) in outline.polygons.iter().flat_map(|rings| rings.iter().zip((0..).map(|rank| rank > 0))) {
            for [from, to] in directed_edges(ring, hole) {
                let key = [from.min(to), from.max(to)];
                let border = *edges.entry(key).or_insert_with(|| {
                    borders.push(Border { points: key.to_vec(), sides: Sides::default() });
                    borders.len() - 1
                });
                let sides = &mut borders[border].sides;
                let side = if from < to { &mut sides.left } else { &mut sides.right };
                if let Some(other) = side.replace(unit) {
                    return Err(TopologyError::Overlap {
                        code: outlines[unit].code.clone(),
                        other: outlines[other].code.clone(),
                        at: from,
                    });
                }
            }
        }
    }
    Ok(weave(transform, borders, outlines.into_iter().map(|outline| outline.code).collect()))
}

/// Edges of a ring, the territory on their left; edges without length are left out.
fn directed_edges(ring: &[Point], hole: bool) -> Vec<[Point; 2]> {
    let mut closed = ring.to_vec();
    closed.extend(ring.first());
    closed.dedup();
    if (chain::area2(&closed) < 0) != hole {
        closed.reverse();
    }
    closed.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}
