//! Each piece of ground to one territory.
//!
//! For: turning claims that overlap or leave strips between neighbours into an exact partition.
//! Refuses to know: what the territories are.
//! Next: [`super::faces`] (who claims what), [`super::check`] (what is left unclaimed).

use std::collections::BTreeMap;

use lanterne_tiles::topology::{Border, Point, Sides, Topology, Transform, ring_area_km2, weave};

use super::GeographyError;
use super::edges::{Edge, noded};
use super::faces::{Faces, trace};

/// Unclaimed ground between territories narrower than this is a fault of generalisation, not a lake or another country.
const STRIP_WIDTH_M: f64 = 60.0;

/// An exact partition, and what had to be decided to get it.
pub(super) struct Partition {
    pub(super) topology: Topology,
    /// Strips that two territories claimed, km² in all, and how many.
    pub(super) overlap: (f64, usize),
    /// Strips that none claimed and a neighbour got, km² in all, and how many.
    pub(super) filled: (f64, usize),
}

/// Partitions the ground that outlines claim. Ground claimed by several, and strips claimed by none, go to the neighbour
/// (a claimant, if there is one) with the longest border along them.
pub(super) fn partition(
    transform: Transform,
    rings: &[(u32, Vec<Point>)],
    codes: Vec<String>,
) -> Result<Partition, GeographyError> {
    let edges = noded(rings)?;
    let faces = trace(&edges);
    let mut around: Vec<Around> = vec![Around::default(); faces.claims.len()];
    measure(transform, &edges, &faces, &mut around);
    let (mut overlap, mut filled) = ((0.0, 0), (0.0, 0));
    let mut owner: Vec<Option<u32>> = Vec::with_capacity(faces.claims.len());
    let mut open = Vec::new();
    for (face, claims) in faces.claims.iter().enumerate() {
        let Around { area_km2, length_m } = around[face];
        let strip = !faces.unbounded[face] && 2e6 * area_km2 / length_m < STRIP_WIDTH_M;
        let tally = match claims.as_slice() {
            [] if strip => Some(&mut filled),
            [] | [_] => None,
            _ => Some(&mut overlap),
        };
        if let Some(tally) = tally {
            *tally = (tally.0 + area_km2, tally.1 + 1);
            open.push(face);
        }
        owner.push(match claims.as_slice() {
            [one] => Some(*one),
            _ => None,
        });
    }
    settle(transform, &edges, &faces, open, &mut owner);
    let side = |half: usize| owner[faces.face[half]].map(|unit| unit as usize);
    let borders = edges.iter().enumerate().map(|(index, edge)| Border {
        points: edge.ends.to_vec(),
        sides: Sides { left: side(2 * index), right: side(2 * index + 1) },
    });
    Ok(Partition { topology: weave(transform, borders.collect(), codes), overlap, filled })
}

/// Area and length of border of a face.
#[derive(Clone, Copy, Default)]
struct Around {
    area_km2: f64,
    length_m: f64,
}

fn measure(transform: Transform, edges: &[Edge], faces: &Faces, around: &mut [Around]) {
    for (half, &face) in faces.face.iter().enumerate() {
        if faces.unbounded[face] {
            continue;
        }
        let ends = edges[half / 2].ends;
        let (from, to) = (transform.place(ends[half % 2]).x_y(), transform.place(ends[1 - half % 2]).x_y());
        around[face].area_km2 += trapezium_km2(from, to);
        around[face].length_m += length_m(from, to);
    }
}

/// Signed share of an edge in the area of the ring it belongs to: the ground between it and the equator.
fn trapezium_km2(from: (f64, f64), to: (f64, f64)) -> f64 {
    ring_area_km2(&[from, to, (to.0, 0.0), (from.0, 0.0), from])
}

fn length_m(from: (f64, f64), to: (f64, f64)) -> f64 {
    let shrink = ((from.1 + to.1) / 2.0).to_radians().cos();
    111_195.08 * ((to.0 - from.0) * shrink).hypot(to.1 - from.1)
}

/// Gives the open faces away, those with a settled neighbour first, until none can be given.
fn settle(transform: Transform, edges: &[Edge], faces: &Faces, open: Vec<usize>, owner: &mut [Option<u32>]) {
    let mut halves: BTreeMap<usize, Vec<usize>> = open.into_iter().map(|face| (face, Vec::new())).collect();
    for (half, face) in faces.face.iter().enumerate() {
        if let Some(halves) = halves.get_mut(face) {
            halves.push(half);
        }
    }
    while !halves.is_empty() {
        let heir = |(&face, halves): (&usize, &Vec<usize>)| {
            let mut along: BTreeMap<u32, f64> = BTreeMap::new();
            for &half in halves {
                let claims = &faces.claims[face];
                let neighbour = owner[faces.face[half ^ 1]];
                if let Some(unit) = neighbour.filter(|unit| claims.is_empty() || claims.contains(unit)) {
                    let [from, to] = edges[half / 2].ends.map(|point| transform.place(point).x_y());
                    *along.entry(unit).or_default() += length_m(from, to);
                }
            }
            let best = along.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            best.map(|(unit, _)| (face, unit))
        };
        let mut given: Vec<(usize, u32)> = halves.iter().filter_map(heir).collect();
        if given.is_empty() {
            // Claimed ground that touches no claimant's own: the first claimant keeps it.
            given = halves.keys().filter_map(|&face| Some((face, *faces.claims[face].first()?))).collect();
        }
        if given.is_empty() {
            break;
        }
        for (face, unit) in given {
            owner[face] = Some(unit);
            halves.remove(&face);
        }
    }
}
