//! The journeys themselves: one search from each place of the side that has fewer, as far as the horizon.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::snap::{Snapped, snap_inside};
use super::{Drive, Roads, component, contract};
use crate::Absence;
use crate::travel::{Place, Times};

/// Not reached.
const FAR: u32 = u32::MAX;

/// Minutes from every origin to every destination by road; `None` when `go_on` said to stop. It is asked before each search,
/// from any thread, and there are as many searches as there are places of the side that has fewer.
///
/// Shape: one row per origin, destinations as sites. Directed. Unit: minutes, of whole milliseconds. Missing: an origin whose
/// place is unknown or too far from the network is not published, and a destination so is one the table does not know; a
/// pair of known places that cannot be made within the horizon is not there; the same place is at 0 minute.
///
/// Source: Dijkstra 1959 (Numerische Mathematik 1), bounded, on the contracted network. Checked against a literal twin
/// (Floyd–Warshall on the whole network), `scipy.sparse.csgraph.dijkstra` (scipy 1.17.1, frozen) to 1e-9, and the ways of
/// Andorra read by pyosmium (`tests/oracle/check_road_network.py`).
///
/// Cost: a pass to take out what is no junction, then one search each. On a generated region of the size of Hauts-de-France (4.07
/// million points, 8.6 million arcs, 546 000 points once contracted): 3 800 places to 90 within an hour in 4 CPU seconds, to
/// 3 800 in 66, to 3 800 within two hours (13 million pairs) in 160; at most 600 MB. Bound by the random reads and the
/// queue of the search: some 0.09 µs a point settled, its arcs included.
///
/// ```
/// use lanterne_observatory::travel::{Place, network::{Arc, Drive, Roads, times}};
/// let arc = |from, to, millis| Arc { from, to, millis };
/// // A ring that is driven one way: 0 → 1 → 2 → 0.
/// let roads = Roads::new(
///     vec![[0, 0], [0, 1_000_000], [1_000_000, 0]],
///     vec![arc(0, 1, 60_000), arc(1, 2, 120_000), arc(2, 0, 60_000)],
/// );
/// let at = |point| roads.place(point);
/// let found = times(&roads, &[at(0), at(1)], &[at(0), at(1)], Drive::default(), &|| true).unwrap();
/// assert_eq!(found.of(0), Ok((&[0, 1][..], &[0.0, 1.0][..])));
/// assert_eq!(found.of(1), Ok((&[0, 1][..], &[3.0, 0.0][..])), "back is the long way round");
/// ```
#[must_use]
pub fn times(
    roads: &Roads,
    origins: &[Option<Place>],
    destinations: &[Option<Place>],
    drive: Drive,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Times> {
    let inside = component::main(roads);
    let joined = [snap_inside(roads, &inside, origins, drive), snap_inside(roads, &inside, destinations, drive)];
    let terminals: Vec<u32> = joined.iter().flatten().flatten().map(|end| end.point).collect();
    let (small, numbers) = contract::contract(roads, &inside, &terminals);
    let mut numbers = numbers.into_iter();
    let [from, to] = joined.map(|side| ends(side, &mut numbers, drive));
    let rows = if to.len() < from.len() {
        let found = searches(&small.reversed(), &to, &from, drive, go_on)?;
        turned(&found, &from)
    } else {
        let found = searches(&small, &from, &to, drive, go_on)?;
        found.into_iter().map(|row| row.ok_or(Absence::NotPublished)).collect()
    };
    let times = Times::from_rows(destinations.len(), same_place(rows, origins, destinations));
    Some(times.knowing(|destination| to.get(destination).is_some_and(Option::is_some)))
}

/// A place on the contracted network: its point, and the milliseconds to it.
type End = Option<(u32, u32)>;

fn ends(side: Vec<Option<Snapped>>, numbers: &mut impl Iterator<Item = Option<u32>>, drive: Drive) -> Vec<End> {
    let end = |snapped: Option<Snapped>| {
        let snapped = snapped?;
        Some((numbers.next()??, drive.access_millis(snapped.distance_km)))
    };
    side.into_iter().map(end).collect()
}

/// A row of (place of the other side, minutes), where the place is on the network.
type Row = Option<Vec<(u32, f64)>>;

fn searches(
    roads: &Roads,
    from: &[End],
    to: &[End],
    drive: Drive,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Row>> {
    let horizon = drive.horizon_millis();
    let row = |search: &mut Search, end: &End| -> Option<Row> {
        if !go_on() {
            return None;
        }
        let Some((point, access)) = *end else { return Some(None) };
        search.run(roads, point, horizon.saturating_sub(access));
        let minutes = |(row, end): (usize, &End)| {
            let (point, leaving) = (*end)?;
            let millis = search.millis[point as usize].checked_add(access)?.checked_add(leaving)?;
            (millis <= horizon).then(|| (row as u32, f64::from(millis) / 60_000.0))
        };
        Some(Some(to.iter().enumerate().filter_map(minutes).collect()))
    };
    from.par_iter().map_init(|| Search::on(roads), row).collect()
}

/// Rows by destination become rows by origin, destinations increasing.
fn turned(by_destination: &[Row], origins: &[End]) -> Vec<Result<Vec<(u32, f64)>, Absence>> {
    let known = |end: &End| if end.is_some() { Ok(Vec::new()) } else { Err(Absence::NotPublished) };
    let mut rows: Vec<Result<Vec<(u32, f64)>, Absence>> = origins.iter().map(known).collect();
    for (destination, row) in by_destination.iter().enumerate() {
        for &(origin, minutes) in row.iter().flatten() {
            if let Some(Ok(row)) = rows.get_mut(origin as usize) {
                row.push((destination as u32, minutes));
            }
        }
    }
    rows
}

/// Nobody drives to where they are: of two journeys to one site the shortest is kept.
fn same_place(
    mut rows: Vec<Result<Vec<(u32, f64)>, Absence>>,
    origins: &[Option<Place>],
    destinations: &[Option<Place>],
) -> Vec<Result<Vec<(u32, f64)>, Absence>> {
    let bits = |place: &Option<Place>| place.map(|place| (place.lon.to_bits(), place.lat.to_bits()));
    let mut sorted: Vec<(Option<(u64, u64)>, u32)> =
        destinations.iter().enumerate().map(|(row, place)| (bits(place), row as u32)).collect();
    sorted.sort_unstable();
    for (row, place) in rows.iter_mut().zip(origins) {
        let (Ok(row), Some(here)) = (row, bits(place)) else { continue };
        let first = sorted.partition_point(|(other, _)| *other < Some(here));
        let same = sorted[first..].iter().take_while(|(other, _)| *other == Some(here));
        row.extend(same.map(|(_, destination)| (*destination, 0.0)));
    }
    rows
}

/// What a search works on, used again by the next one.
struct Search {
    millis: Vec<u32>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<u64>>,
}

impl Search {
    fn on(roads: &Roads) -> Self {
        Self { millis: vec![FAR; roads.len()], touched: Vec::new(), queue: BinaryHeap::new() }
    }

    /// The time from a point to every point within the horizon; [`FAR`] for the others.
    fn run(&mut self, roads: &Roads, from: u32, horizon: u32) {
        for &point in &self.touched {
            self.millis[point as usize] = FAR;
        }
        self.touched.clear();
        self.queue.clear();
        self.reach(from, 0);
        while let Some(Reverse(next)) = self.queue.pop() {
            let (time, point) = ((next >> 32) as u32, next as u32);
            if time > self.millis[point as usize] {
                continue;
            }
            for (head, millis) in roads.leaving(point as usize) {
                let then = time.saturating_add(millis);
                if then <= horizon && then < self.millis[head as usize] {
                    self.reach(head, then);
                }
            }
        }
    }

    fn reach(&mut self, point: u32, time: u32) {
        if self.millis[point as usize] == FAR {
            self.touched.push(point);
        }
        self.millis[point as usize] = time;
        self.queue.push(Reverse((u64::from(time) << 32) | u64::from(point)));
    }
}
