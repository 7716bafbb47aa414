//! Borders that meet exactly: every outline cut into edges, each edge once, with who runs along it.
//!
//! For: outlines published separately, whose common borders do not quite coincide.
//! Refuses to know: which territory a strip of no man's land should go to ([`super::assign`]).
//! Next: [`super::faces`].
//!
//! Snap rounding by rounds, after Hobby, *Practical segment intersection with finite precision output*, Computational
//! Geometry 13(4), 1999: where two edges meet elsewhere than at a common end, both get the nearest grid point as a new
//! vertex, until none do.

use std::collections::{BTreeMap, HashMap};

use lanterne_tiles::topology::{Point, crossings};

use super::GeographyError;

const ROUNDS: u32 = 40;

/// Who runs along an edge from its smaller end to its larger one: unit and +1, or −1 for the other way.
type Users = Vec<(u32, i32)>;

/// An edge, its smaller end first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) ends: [Point; 2],
    /// Net use by each unit, in the direction of `ends`; never empty, never zero.
    pub(super) users: Users,
}

/// Cuts rings (the territory on their left, closed) into edges that only meet at their ends, sorted.
pub(super) fn noded(rings: &[(u32, Vec<Point>)]) -> Result<Vec<Edge>, GeographyError> {
    let mut edges: HashMap<[Point; 2], Users> = HashMap::new();
    for (unit, ring) in rings {
        for pair in ring.windows(2) {
            add(&mut edges, [pair[0], pair[1]], &[(*unit, 1)]);
        }
    }
    for _ in 0..ROUNDS {
        let cuts = cuts(&mut edges);
        if cuts.is_empty() {
            let mut edges: Vec<Edge> = edges.into_iter().map(|(ends, users)| Edge { ends, users }).collect();
            edges.sort_unstable_by_key(|edge| edge.ends);
            return Ok(edges);
        }
        for (ends, points) in cuts {
            if let Some(users) = edges.remove(&ends) {
                split(&mut edges, ends, points, &users);
            }
        }
    }
    let crossings = cuts(&mut edges).len();
    Err(GeographyError::StillCrossing { crossings, rounds: ROUNDS })
}

/// Edges to be cut and where, after dropping those nobody uses any more.
fn cuts(edges: &mut HashMap<[Point; 2], Users>) -> BTreeMap<[Point; 2], Vec<Point>> {
    edges.retain(|_, users| !users.is_empty());
    let mut lines: Vec<Vec<Point>> = edges.keys().map(|ends| ends.to_vec()).collect();
    lines.sort_unstable();
    let mut cuts: BTreeMap<[Point; 2], Vec<Point>> = BTreeMap::new();
    for crossing in crossings(&lines) {
        let [one, other] = [crossing.one.0, crossing.other.0].map(|line| [lines[line][0], lines[line][1]]);
        for point in meeting_points(one, other) {
            for ends in [one, other] {
                if !ends.contains(&point) {
                    cuts.entry(ends).or_default().push(point);
                }
            }
        }
    }
    cuts
}

fn split(edges: &mut HashMap<[Point; 2], Users>, ends: [Point; 2], mut points: Vec<Point>, users: &Users) {
    let [from, to] = ends;
    let along = |point: &Point| {
        let offset = |p: Point| [0, 1].map(|axis| i64::from(p[axis]) - i64::from(from[axis]));
        let ([x, y], [dx, dy]) = (offset(*point), offset(to));
        x * dx + y * dy
    };
    points.extend(ends);
    points.sort_unstable_by_key(|point| (along(point), *point));
    points.dedup();
    for pair in points.windows(2) {
        add(edges, [pair[0], pair[1]], users);
    }
}

/// Adds users along a directed edge; opposite uses by the same unit cancel out.
fn add(edges: &mut HashMap<[Point; 2], Users>, [from, to]: [Point; 2], users: &[(u32, i32)]) {
    if from == to {
        return;
    }
    let (ends, sign) = if from < to { ([from, to], 1) } else { ([to, from], -1) };
    let all = edges.entry(ends).or_default();
    for &(unit, count) in users {
        match all.iter_mut().find(|(user, _)| *user == unit) {
            Some(user) => user.1 += sign * count,
            None => all.push((unit, sign * count)),
        }
    }
    all.retain(|(_, count)| *count != 0);
    all.sort_unstable();
}

/// The grid points where two edges that meet badly should both have a vertex.
fn meeting_points(one: [Point; 2], other: [Point; 2]) -> Vec<Point> {
    let on = |ends: [Point; 2], point: Point| !ends.contains(&point) && is_on(ends, point);
    let touching: Vec<Point> = (other.into_iter().filter(|&point| on(one, point)))
        .chain(one.into_iter().filter(|&point| on(other, point)))
        .collect();
    if touching.is_empty() { vec![intersection(one, other)] } else { touching }
}

fn is_on([a, b]: [Point; 2], p: Point) -> bool {
    let [u, v] = [b, p].map(|to| [0, 1].map(|axis| i64::from(to[axis]) - i64::from(a[axis])));
    let aligned = i128::from(u[0]) * i128::from(v[1]) == i128::from(u[1]) * i128::from(v[0]);
    aligned && (0..2).all(|axis| p[axis] >= a[axis].min(b[axis]) && p[axis] <= a[axis].max(b[axis]))
}

/// The grid point nearest to where two edges cross.
fn intersection([a, b]: [Point; 2], [c, d]: [Point; 2]) -> Point {
    let vector = |from: Point, to: Point| [0, 1].map(|axis| f64::from(to[axis]) - f64::from(from[axis]));
    let (u, v, w) = (vector(a, b), vector(c, d), vector(a, c));
    let cross = |p: [f64; 2], q: [f64; 2]| p[0] * q[1] - p[1] * q[0];
    let share = (cross(w, v) / cross(u, v)).clamp(0.0, 1.0);
    [0, 1].map(|axis| (f64::from(a[axis]) + share * u[axis]).round() as i32)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn ring(points: &[Point]) -> Vec<Point> {
        let mut ring = points.to_vec();
        ring.push(points[0]);
        ring
    }

    #[test]
    fn a_corner_on_a_neighbours_edge_becomes_a_vertex_of_both() {
        let big = ring(&[[0, 0], [10, 0], [10, 10], [0, 10]]);
        let small = ring(&[[10, 0], [15, 0], [15, 5], [10, 5]]);
        let edges = noded(&[(0, big), (1, small)]).unwrap();
        let shared = edges.iter().find(|edge| edge.ends == [[10, 0], [10, 5]]).unwrap();
        assert_eq!(shared.users, [(0, 1), (1, -1)]);
        assert!(edges.iter().any(|edge| edge.ends == [[10, 5], [10, 10]] && edge.users == [(0, 1)]));
    }

    #[test]
    fn borders_that_cross_share_the_nearest_grid_point() {
        let one = ring(&[[0, 0], [10, 0], [10, 10], [0, 10]]);
        let other = ring(&[[9, -3], [20, -2], [20, 7], [8, 5]]);
        let edges = noded(&[(0, one), (1, other)]).unwrap();
        let lines: Vec<Vec<Point>> = edges.iter().map(|edge| edge.ends.to_vec()).collect();
        assert_eq!(crossings(&lines), []);
        assert!(edges.iter().any(|edge| edge.ends.contains(&[10, 5])));
    }

    #[test]
    fn parts_of_one_territory_leave_no_border_between_them() {
        let west = ring(&[[0, 0], [10, 0], [10, 10], [0, 10]]);
        let east = ring(&[[10, 0], [20, 0], [20, 10], [10, 10]]);
        let edges = noded(&[(0, west), (0, east)]).unwrap();
        assert_eq!(edges.len(), 6);
    }
}
