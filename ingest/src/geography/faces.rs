//! The ground between borders: which face lies on each side of every edge, and which territories claim it.
//!
//! For: finding strips claimed by two territories or by none.
//! Refuses to know: what to do about them ([`super::assign`]).
//! Next: [`super::edges`] gives the edges.
//!
//! A planar subdivision by half-edges (de Berg et al., *Computational Geometry*, 2008, §2.2): half-edge `2e` runs edge `e`
//! forwards, `2e + 1` backwards; a face lies on the left of its half-edges.

use std::cmp::Ordering;
use std::collections::HashMap;

use lanterne_tiles::topology::Point;

use super::edges::Edge;

/// Edges with the face on each side of them.
pub(super) struct Faces {
    /// Face on the left of each half-edge.
    pub(super) face: Vec<usize>,
    /// Per face, the units that claim it, sorted. The outside of everything, and unclaimed ground, have none.
    pub(super) claims: Vec<Vec<u32>>,
    /// Faces that are ground without end: one per group of connected borders.
    pub(super) unbounded: Vec<bool>,
}

/// Finds faces and claims. Edges meet at their ends only and are sorted.
pub(super) fn trace(edges: &[Edge]) -> Faces {
    let next = turns(edges);
    let (cycle, cycles) = cycles(&next);
    let area: Vec<i128> = areas(edges, &cycle, cycles);
    let mut claims: Vec<Option<Users>> = vec![None; cycles];
    // A face with islands of borders in it has several cycles: all go by the number of the one around it.
    let mut around: Vec<usize> = (0..cycles).collect();
    for component in components(edges, &next, &cycle, &area) {
        if let Some(within) = component.within {
            around[component.outer] = around[cycle[within]];
        }
        claim(edges, &next, &cycle, &component, &mut claims);
    }
    let sorted = |users: Option<Users>| {
        let mut units: Vec<u32> =
            users.into_iter().flatten().filter(|(_, count)| *count > 0).map(|(unit, _)| unit).collect();
        units.sort_unstable();
        units
    };
    Faces {
        face: cycle.into_iter().map(|cycle| around[cycle]).collect(),
        claims: claims.into_iter().map(sorted).collect(),
        unbounded: area.iter().map(|&area| area <= 0).collect(),
    }
}

type Users = Vec<(u32, i32)>;

fn start(edges: &[Edge], half: usize) -> Point {
    edges[half / 2].ends[half % 2]
}

/// Per half-edge, the one that follows it around the face on its left.
fn turns(edges: &[Edge]) -> Vec<usize> {
    let mut around: HashMap<Point, Vec<usize>> = HashMap::with_capacity(edges.len());
    for half in 0..2 * edges.len() {
        around.entry(start(edges, half)).or_default().push(half);
    }
    let mut next = vec![0; 2 * edges.len()];
    for leaving in around.values_mut() {
        leaving.sort_unstable_by(|&a, &b| by_angle(direction(edges, a), direction(edges, b)));
        for (rank, &half) in leaving.iter().enumerate() {
            // Arriving by the twin of `half`, the leftmost turn is the one just clockwise of it.
            next[half ^ 1] = leaving[(rank + leaving.len() - 1) % leaving.len()];
        }
    }
    next
}

fn direction(edges: &[Edge], half: usize) -> [i64; 2] {
    let (from, to) = (start(edges, half), start(edges, half ^ 1));
    [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis]))
}

/// Counter-clockwise from due west, exactly.
fn by_angle(a: [i64; 2], b: [i64; 2]) -> Ordering {
    let upper = |d: [i64; 2]| d[1] > 0 || (d[1] == 0 && d[0] > 0);
    let turn = i128::from(a[1]) * i128::from(b[0]) - i128::from(a[0]) * i128::from(b[1]);
    upper(a).cmp(&upper(b)).then(turn.cmp(&0))
}

/// Numbers the cycles of half-edges.
fn cycles(next: &[usize]) -> (Vec<usize>, usize) {
    let mut cycle = vec![usize::MAX; next.len()];
    let mut count = 0;
    for first in 0..next.len() {
        let mut half = first;
        while cycle[half] == usize::MAX {
            cycle[half] = count;
            half = next[half];
        }
        count += usize::from(cycle[first] == count);
    }
    (cycle, count)
}

/// Twice the signed area of each cycle: the outside of a group of borders is not positive.
fn areas(edges: &[Edge], cycle: &[usize], cycles: usize) -> Vec<i128> {
    let mut areas = vec![0; cycles];
    for (half, &cycle) in cycle.iter().enumerate() {
        let ([x0, y0], [x1, y1]) = (start(edges, half).map(i128::from), start(edges, half ^ 1).map(i128::from));
        areas[cycle] += x0 * y1 - x1 * y0;
    }
    areas
}

/// A group of connected borders: its outer cycle and the half-edge below whose face it lies.
struct Component {
    outer: usize,
    /// A half-edge of that outer cycle.
    half: usize,
    /// The half-edge whose left face surrounds the group; `None`: nothing does.
    within: Option<usize>,
}

/// Groups of connected borders, westernmost first: what surrounds a group comes before it.
fn components(edges: &[Edge], next: &[usize], cycle: &[usize], area: &[i128]) -> Vec<Component> {
    let mut west: HashMap<usize, (Point, usize)> = HashMap::new();
    for half in 0..next.len() {
        if area[cycle[half]] <= 0 {
            let here = (start(edges, half), half);
            west.entry(cycle[half]).and_modify(|best| *best = here.min(*best)).or_insert(here);
        }
    }
    let mut outer: Vec<(Point, usize, usize)> =
        west.into_iter().map(|(outer, (point, half))| (point, half, outer)).collect();
    outer.sort_unstable();
    let bands = Bands::new(edges);
    outer
        .into_iter()
        .map(|(point, half, outer)| Component { outer, half, within: bands.first_to_the_west(edges, point) })
        .collect()
}

/// Edges by horizontal band, to look westwards from a point.
struct Bands {
    height: i32,
    edges: HashMap<i32, Vec<usize>>,
}

impl Bands {
    fn new(edges: &[Edge]) -> Bands {
        let height = 2000;
        let mut bands: HashMap<i32, Vec<usize>> = HashMap::new();
        for (index, edge) in edges.iter().enumerate() {
            let [low, high] = [edge.ends[0][1].min(edge.ends[1][1]), edge.ends[0][1].max(edge.ends[1][1])];
            for band in low.div_euclid(height)..=high.div_euclid(height) {
                bands.entry(band).or_default().push(index);
            }
        }
        Bands { height, edges: bands }
    }

    /// The half-edge first met going west from a point, its left side towards the point.
    fn first_to_the_west(&self, edges: &[Edge], [x, y]: Point) -> Option<usize> {
        let met = self.edges.get(&y.div_euclid(self.height))?.iter().filter_map(|&index| {
            let [[x0, y0], [x1, y1]] = edges[index].ends;
            if (y0 > y) == (y1 > y) {
                return None;
            }
            let at = f64::from(x0) + f64::from(x1 - x0) * f64::from(y - y0) / f64::from(y1 - y0);
            // An edge that runs down has the east on its left.
            (at < f64::from(x)).then_some((at, 2 * index + usize::from(y1 > y0)))
        });
        met.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, half)| half)
    }
}

/// Spreads claims over a group of borders, from its outside inwards: crossing an edge adds or ends its users' claims.
fn claim(edges: &[Edge], next: &[usize], cycle: &[usize], component: &Component, claims: &mut [Option<Users>]) {
    let outside = component.within.and_then(|half| claims[cycle[half]].clone()).unwrap_or_default();
    claims[component.outer] = Some(outside);
    let mut open = vec![component.half];
    while let Some(first) = open.pop() {
        let here = claims[cycle[first]].clone().unwrap_or_default();
        let mut half = first;
        loop {
            let across = half ^ 1;
            if claims[cycle[across]].is_none() {
                claims[cycle[across]] = Some(cross(&here, &edges[half / 2], half % 2 == 0));
                open.push(across);
            }
            half = next[half];
            if half == first {
                break;
            }
        }
    }
}

/// Claims on the other side of an edge, going from its left to its right (`leftwards` false: the other way).
fn cross(here: &Users, edge: &Edge, from_left: bool) -> Users {
    let mut there = here.clone();
    let sign = if from_left { -1 } else { 1 };
    for &(unit, count) in &edge.users {
        match there.iter_mut().find(|(user, _)| *user == unit) {
            Some(user) => user.1 += sign * count,
            None => there.push((unit, sign * count)),
        }
    }
    there.retain(|(_, count)| *count != 0);
    there
}
