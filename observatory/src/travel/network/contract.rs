//! A smaller network with the same journeys: only junctions and the points of places are kept.
//!
//! In a map of roads four points in five only give a road its shape, and dead ends lead nowhere. They are taken out, and
//! the pieces of a road between two junctions become one arc: times between the points kept are exactly what they were,
//! since times are whole numbers. Points are numbered again along a Morton curve (1966), so that neighbours on the ground
//! are neighbours in memory: the search is bound by what it reads.

use rayon::prelude::*;

use super::{Arc, Roads};

/// Points handled by one task.
const POINTS_PER_TASK: usize = 4_096;

/// The network of the points `inside` reduced to its junctions and to the points of `terminals`, and the new number of each
/// terminal that is inside.
pub(super) fn contract(roads: &Roads, inside: &[bool], terminals: &[u32]) -> (Roads, Vec<Option<u32>>) {
    let back = roads.reversed();
    let mut terminal = vec![false; roads.len()];
    for &point in terminals {
        terminal[point as usize] = true;
    }
    let mut alive = inside.to_vec();
    let mut ways: Vec<u32> = (0..roads.len()).map(|point| around(roads, &back, &alive, point).count() as u32).collect();
    // Dead ends, and what becomes one when they are gone.
    let mut ends: Vec<u32> =
        (0..roads.len() as u32).filter(|&point| alive[point as usize] && ways[point as usize] < 2).collect();
    while let Some(end) = ends.pop() {
        let end = end as usize;
        if terminal[end] || !alive[end] {
            continue;
        }
        for other in around(roads, &back, &alive, end) {
            ways[other as usize] -= 1;
            if ways[other as usize] < 2 {
                ends.push(other);
            }
        }
        alive[end] = false;
    }
    let kept = |point: usize| alive[point] && (terminal[point] || ways[point] != 2);
    let mut order: Vec<u32> = (0..roads.len() as u32).filter(|&point| kept(point as usize)).collect();
    order.par_sort_unstable_by_key(|&point| (morton(roads.points[point as usize]), point));
    let mut number = vec![u32::MAX; roads.len()];
    for (new, &old) in order.iter().enumerate() {
        number[old as usize] = new as u32;
    }
    let arcs: Vec<Vec<Arc>> = order
        .par_iter()
        .with_min_len(POINTS_PER_TASK)
        .map(|&from| {
            let leaving = roads.leaving(from as usize).filter(|(to, _)| alive[*to as usize]);
            leaving
                .filter_map(|(to, millis)| along(roads, &alive, &number, from, to, millis))
                .map(|(to, millis)| Arc { from: number[from as usize], to, millis })
                .collect()
        })
        .collect();
    let points = order.iter().map(|&old| roads.points[old as usize]).collect();
    let numbered = terminals.iter().map(|&old| Some(number[old as usize]).filter(|&new| new != u32::MAX)).collect();
    (Roads::new(points, arcs.concat()), numbered)
}

/// The points beside a point, either way, each once.
fn around<'a>(roads: &'a Roads, back: &'a Roads, alive: &'a [bool], point: usize) -> impl Iterator<Item = u32> + 'a {
    let ahead = move |other: u32| {
        let from = roads.starts[point] as usize;
        roads.heads[from..roads.starts[point + 1] as usize].binary_search(&other).is_ok()
    };
    let behind = back.leaving(point).map(|(other, _)| other).filter(move |other| !ahead(*other));
    roads.leaving(point).map(|(other, _)| other).chain(behind).filter(|other| alive[*other as usize])
}

/// Follows a road from a point kept to the next one; none where it goes one way into a dead end, or comes back.
fn along(roads: &Roads, alive: &[bool], number: &[u32], from: u32, to: u32, millis: u32) -> Option<(u32, u32)> {
    let (mut before, mut at, mut time) = (from, to, millis);
    while number[at as usize] == u32::MAX {
        let mut onward = roads.leaving(at as usize).filter(|(next, _)| *next != before && alive[*next as usize]);
        let (next, more) = onward.next()?;
        (before, at, time) = (at, next, time.saturating_add(more));
    }
    (at != from).then(|| (number[at as usize], time))
}

/// The place of a point along the curve: the bits of longitude and latitude in turn.
fn morton([lon, lat]: [i32; 2]) -> u64 {
    let spread = |degrees: i32| {
        let mut bits = u64::from(degrees.wrapping_sub(i32::MIN) as u32);
        for (shift, mask) in [
            (16, 0x0000_ffff_0000_ffff),
            (8, 0x00ff_00ff_00ff_00ff),
            (4, 0x0f0f_0f0f_0f0f_0f0f),
            (2, 0x3333_3333_3333_3333),
            (1, 0x5555_5555_5555_5555),
        ] {
            bits = (bits | (bits << shift)) & mask;
        }
        bits
    };
    spread(lon) | (spread(lat) << 1)
}
