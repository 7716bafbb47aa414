//! Fewer points, on shared arcs: what one territory loses its neighbour gains, so nothing opens or overlaps.
//!
//! For: outlines at small scales.
//! Refuses to know: zooms, screens, tiles.
//! Next: [`super::crossing`].
//!
//! Douglas & Peucker, *Algorithms for the reduction of the number of points required to represent a digitized line or its
//! caricature*, Cartographica 10(2), 1973; then, where two simplified borders would cross, or a ring would vanish or turn
//! over, its arcs are simplified less until they do not.

use rayon::prelude::*;

use super::{Point, Ring, Topology, Transform, arc_of, chain, crossing};

/// How often an arc that causes trouble is simplified again with a quarter of its tolerance before it is left whole.
const ROUNDS: u32 = 5;
const METRES_PER_DEGREE: f64 = 111_195.08;

impl Topology {
    /// The same territories with fewer points: no border moves by more than `tolerance_m` metres, ends of arcs stay where
    /// they are, rings stay valid (a small island stays a triangle at least), and borders that did not cross do not.
    /// Units, their order, and arc numbers are kept.
    ///
    /// Cost: half a second for the 35 000 communes.
    pub fn simplify(&self, tolerance_m: f64) -> Topology {
        let mut round = vec![0u32; self.arcs.len()];
        let mut simpler = self.clone();
        simpler.arcs = (0..self.arcs.len()).into_par_iter().map(|arc| self.simplified(arc, tolerance_m, 0)).collect();
        for _ in 0..ROUNDS {
            let troubled = self.troubled(&simpler, &round);
            if troubled.is_empty() {
                break;
            }
            for arc in troubled {
                round[arc] += 1;
                simpler.arcs[arc] = self.simplified(arc, tolerance_m, round[arc]);
            }
        }
        simpler
    }

    fn simplified(&self, arc: usize, tolerance_m: f64, round: u32) -> Vec<Point> {
        let points = &self.arcs[arc];
        if round >= ROUNDS {
            return points.clone();
        }
        simplify_line(&self.transform, points, tolerance_m * 0.25f64.powi(round as i32))
    }

    /// Arcs still simplified that cross another, or bound a ring that lost its shape.
    fn troubled(&self, simpler: &Topology, round: &[u32]) -> Vec<usize> {
        let crossings = crossing::crossings(&simpler.arcs);
        let crossing = crossings.iter().flat_map(|crossing| [crossing.one.0, crossing.other.0]);
        let rings: Vec<&Ring> = self.units.iter().flat_map(|unit| unit.polygons.iter().flatten()).collect();
        let turned = |ring: &&&Ring| {
            let before = chain::area2(&self.ring_points(ring)).signum();
            before != chain::area2(&simpler.ring_points(ring)).signum()
        };
        let lost: Vec<&Ring> = rings.par_iter().filter(turned).copied().collect();
        let lost = lost.into_iter().flat_map(|ring| ring.0.iter().map(|&reference| arc_of(reference)));
        let mut arcs: Vec<usize> = crossing.chain(lost).filter(|&arc| round[arc] < ROUNDS).collect();
        arcs.sort_unstable();
        arcs.dedup();
        arcs
    }
}

/// Douglas-Peucker on one arc, ends kept; a closed arc keeps three different points.
fn simplify_line(transform: &Transform, points: &[Point], tolerance_m: f64) -> Vec<Point> {
    let last = points.len() - 1;
    if last < 2 {
        return points.to_vec();
    }
    let plane = to_plane(transform, points);
    let mut kept = vec![false; points.len()];
    kept[0] = true;
    kept[last] = true;
    let mut spans = vec![(0, last)];
    if points[0] == points[last] {
        spans = open_closed(&plane, &mut kept);
    }
    while let Some((from, to)) = spans.pop() {
        if let Some((middle, distance)) = farthest(&plane, from, to)
            && distance > tolerance_m
        {
            kept[middle] = true;
            spans.extend([(from, middle), (middle, to)]);
        }
    }
    points.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(&point, _)| point).collect()
}

/// Keeps the two points that make a closed line a triangle; gives the spans left to simplify.
fn open_closed(plane: &[[f64; 2]], kept: &mut [bool]) -> Vec<(usize, usize)> {
    let last = plane.len() - 1;
    let mut corners = vec![0, last];
    for _ in 0..2 {
        let spans = corners.windows(2).map(|pair| farthest(plane, pair[0], pair[1]));
        let corner = spans.flatten().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(corner, _)| corner);
        corners.extend(corner);
        corners.sort_unstable();
    }
    corners.dedup();
    for &corner in &corners {
        kept[corner] = true;
    }
    corners.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Metres in a plane true at the arc's middle latitude.
fn to_plane(transform: &Transform, points: &[Point]) -> Vec<[f64; 2]> {
    let places: Vec<_> = points.iter().map(|&point| transform.place(point)).collect();
    let latitude = places.iter().map(|place| place.y).sum::<f64>() / places.len() as f64;
    let shrink = latitude.to_radians().cos();
    places.iter().map(|place| [place.x * METRES_PER_DEGREE * shrink, place.y * METRES_PER_DEGREE]).collect()
}

/// The point between two others that is farthest from the segment between them, with its distance.
fn farthest(plane: &[[f64; 2]], from: usize, to: usize) -> Option<(usize, f64)> {
    let (a, b) = (plane[from], plane[to]);
    let along = [b[0] - a[0], b[1] - a[1]];
    let length2 = along[0] * along[0] + along[1] * along[1];
    let distance2 = |p: [f64; 2]| {
        let to_p = [p[0] - a[0], p[1] - a[1]];
        let share = if length2 > 0.0 { (to_p[0] * along[0] + to_p[1] * along[1]) / length2 } else { 0.0 };
        let share = share.clamp(0.0, 1.0);
        (to_p[0] - share * along[0]).powi(2) + (to_p[1] - share * along[1]).powi(2)
    };
    let candidates = (from + 1..to).map(|index| (index, distance2(plane[index])));
    candidates.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, distance2)| (index, distance2.sqrt()))
}
