//! Journeys over a network of roads.

use lanterne_observatory::Absence;
use lanterne_observatory::travel::network::{Arc, Drive, Roads, snap, times};
use lanterne_observatory::travel::straight_line::distance_km;
use lanterne_observatory::travel::{Place, Times};
use proptest::prelude::*;

/// About ten kilometres each way, ten-millionths of a degree.
const GROUND: std::ops::Range<i32> = 0..900_000;

fn points(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<[i32; 2]>> {
    prop::collection::vec([GROUND, GROUND], count)
}

fn arcs(points: u32, count: usize) -> impl Strategy<Value = Vec<Arc>> {
    let arc = (0..points, 0..points, 1_u32..900_000).prop_map(|(from, to, millis)| Arc { from, to, millis });
    prop::collection::vec(arc, 0..count)
}

/// Roads of all sorts: chains, dead ends, one ways, several parts.
fn roads() -> impl Strategy<Value = Roads> {
    (points(1..24), arcs(24, 60)).prop_map(|(points, arcs)| Roads::new(points, arcs))
}

/// Roads where everyone can go everywhere: a ring, and what crosses it.
fn connected() -> impl Strategy<Value = (Vec<[i32; 2]>, Vec<Arc>)> {
    (points(3..24), arcs(24, 40), 1_u32..900_000).prop_map(|(points, mut arcs, millis)| {
        let ring = points.len() as u32;
        arcs.extend((0..ring).map(|from| Arc { from, to: (from + 1) % ring, millis }));
        (points, arcs)
    })
}

fn places(count: usize) -> impl Strategy<Value = Vec<Option<Place>>> {
    let place = (-0.01..0.1, -0.01..0.1).prop_map(|(lon, lat)| Place { lon, lat, density: None });
    prop::collection::vec(prop::option::weighted(0.9, place), 1..count)
}

fn whole(roads: &Roads, from: &[Option<Place>], to: &[Option<Place>], drive: Drive) -> Times {
    times(roads, from, to, drive, &|| true).unwrap()
}

/// Every point of the network as a place.
fn everywhere(roads: &Roads) -> Vec<Option<Place>> {
    (0..roads.len()).map(|point| roads.place(point)).collect()
}

/// Every pair of points, by trying every point between (Floyd–Warshall), nothing taken out.
fn every_pair(roads: &Roads) -> Vec<Vec<Option<u64>>> {
    let len = roads.len();
    let mut time: Vec<Vec<Option<u64>>> = (0..len)
        .map(|from| {
            let mut row = vec![None; len];
            row[from] = Some(0);
            roads.leaving(from).for_each(|(to, millis)| row[to as usize] = Some(u64::from(millis)));
            row
        })
        .collect();
    for between in 0..len {
        for from in 0..len {
            for to in 0..len {
                let by = time[from][between].zip(time[between][to]).map(|(a, b)| a + b);
                time[from][to] = [time[from][to], by].into_iter().flatten().min();
            }
        }
    }
    time
}

/// Journeys as the documentation says them, one by one.
fn literal(roads: &Roads, from: &[Option<Place>], to: &[Option<Place>], drive: Drive) -> Vec<Vec<Option<f64>>> {
    let time = every_pair(roads);
    let together = |a: usize, b: usize| time[a][b].is_some() && time[b][a].is_some();
    let part = |point: usize| (0..roads.len()).filter(|other| together(point, *other)).count();
    let main = (0..roads.len()).max_by_key(|point| (part(*point), std::cmp::Reverse(*point)));
    let end = |place: &Option<Place>| {
        let inside = (0..roads.len()).filter(|point| main.is_some_and(|main| together(main, *point)));
        let near = inside.map(|point| (point, distance_km(place.unwrap(), roads.place(point).unwrap())));
        let nearest = near.min_by(|a, b| a.1.total_cmp(&b.1))?;
        (nearest.1 <= drive.access_max_km).then(|| (nearest.0, (nearest.1 / drive.access_kmh * 3.6e6).round() as u64))
    };
    let journey = |origin: &Option<Place>, site: &Option<Place>| {
        let ((a, out), (b, back)) = (origin.and_then(|_| end(origin))?, site.and_then(|_| end(site))?);
        let millis = if origin == site { 0 } else { time[a][b]? + out + back };
        (millis as f64 <= drive.horizon_min * 60_000.0).then(|| millis as f64 / 60_000.0)
    };
    from.iter().map(|origin| to.iter().map(|site| journey(origin, site)).collect()).collect()
}

fn dense(times: &Times) -> Vec<Vec<Option<f64>>> {
    let row = |origin: usize| {
        let mut row = vec![None; times.sites()];
        let (sites, minutes) = times.of(origin).unwrap_or((&[], &[]));
        sites.iter().zip(minutes).for_each(|(&site, &minutes)| row[site as usize] = Some(minutes));
        row
    };
    (0..times.origins()).map(row).collect()
}

proptest! {
    #[test]
    fn journeys_by_road_are_those_of_the_literal_twin(roads in roads(), from in places(9), to in places(9), horizon in 5.0..60.0) {
        let drive = Drive { horizon_min: horizon, ..Drive::default() };
        prop_assert_eq!(dense(&whole(&roads, &from, &to, drive)), literal(&roads, &from, &to, drive));
    }

    #[test]
    fn roads_turned_round_give_the_journeys_back((points, arcs) in connected()) {
        let roads = Roads::new(points, arcs);
        let (all, drive) = (everywhere(&roads), Drive::default());
        let (there, back) = (whole(&roads, &all, &all, drive), whole(&roads.reversed(), &all, &all, drive));
        prop_assert_eq!(dense(&there.by_site()), dense(&back));
    }

    #[test]
    fn a_few_sites_are_as_far_as_among_many((points, arcs) in connected(), few in 1_usize..3) {
        let roads = Roads::new(points, arcs);
        let (all, drive) = (everywhere(&roads), Drive::default());
        let many = dense(&whole(&roads, &all, &all, drive));
        for (row, among) in dense(&whole(&roads, &all, &all[..few], drive)).iter().zip(many) {
            prop_assert_eq!(row, &among[..few]);
        }
    }

    #[test]
    fn a_detour_is_never_shorter_and_a_new_road_never_longer((points, mut arcs) in connected(), from in 0_u32..24, to in 0_u32..24) {
        let drive = Drive { horizon_min: 1e9, ..Drive::default() };
        let roads = Roads::new(points.clone(), arcs.clone());
        let all = everywhere(&roads);
        let before = dense(&whole(&roads, &all, &all, drive));
        let minutes = |a: usize, b: usize| before[a][b].unwrap();
        for (a, b, c) in (0..all.len()).flat_map(|a| (0..all.len()).map(move |b| (a, b, (a + b) % 3))) {
            prop_assert!(minutes(a, b) <= minutes(a, c) + minutes(c, b) + 1e-9);
        }
        arcs.push(Arc { from, to, millis: 1 });
        for (row, old) in dense(&whole(&Roads::new(points, arcs), &all, &all, drive)).iter().zip(&before) {
            prop_assert!(row.iter().zip(old).all(|(new, old)| new.unwrap() <= old.unwrap()));
        }
    }

    #[test]
    fn no_network_and_no_place_makes_it_panic(
        ends in prop::collection::vec([any::<i32>(), any::<i32>()], 0..9),
        arcs in prop::collection::vec((0_u32..12, 0_u32..12, any::<u32>()), 0..30),
        odd in prop::sample::select(vec![f64::NAN, f64::INFINITY, -1.0, 0.0, 5e-324, 1e300]),
    ) {
        let roads = Roads::new(ends, arcs.into_iter().map(|(from, to, millis)| Arc { from, to, millis }).collect());
        let place = |lon, lat| Some(Place { lon, lat, density: Some(odd) });
        let places = [None, place(odd, 45.0), place(180.0, 90.0), place(-180.0, -90.0), place(0.0, 0.0), roads.place(0)];
        for drive in [Drive::default(), Drive { access_kmh: odd, access_max_km: odd, horizon_min: odd }] {
            let found = whole(&roads, &places, &places[..2], drive);
            prop_assert!((0..found.origins()).flat_map(|o| found.of(o).map_or(&[][..], |row| row.1)).all(|m| m.is_finite()));
        }
    }
}

#[test]
fn a_place_far_from_every_road_is_not_published_and_one_that_leads_nowhere_is_empty() {
    let roads = Roads::new(
        vec![[0, 0], [10_000, 0]],
        vec![Arc { from: 0, to: 1, millis: 60_000 }, Arc { from: 1, to: 0, millis: 9_000_000 }],
    );
    let far = Some(Place { lon: 1.0, lat: 1.0, density: None });
    let found = whole(&roads, &[roads.place(0), roads.place(1), far, None], &[roads.place(1)], Drive::default());
    assert_eq!(found.of(0), Ok((&[0][..], &[1.0][..])));
    assert_eq!(found.of(2), Err(Absence::NotPublished));
    assert_eq!(found.of(3), Err(Absence::NotPublished));
    let towards = whole(&roads, &[roads.place(0)], &[far, roads.place(1), None], Drive::default());
    assert_eq!([0, 1, 2].map(|site| towards.knows(site)), [false, true, false]);
    let back = whole(&roads, &[roads.place(1)], &[roads.place(0)], Drive::default());
    assert_eq!(back.of(0), Ok((&[][..], &[][..])), "two and a half hours are beyond the horizon");
}

#[test]
fn a_road_of_half_a_million_points_is_one_arc_and_no_recursion() {
    let last = 500_000;
    let points: Vec<[i32; 2]> = (0..=last).map(|point| [point, 0]).collect();
    let both = |from: i32| [(from, from + 1), (from + 1, from)];
    let arcs =
        (0..last).flat_map(both).map(|(from, to)| Arc { from: from as u32, to: to as u32, millis: 10 }).collect();
    let roads = Roads::new(points, arcs);
    let ends = [roads.place(0), roads.place(last as usize)];
    let found = whole(&roads, &ends, &ends, Drive::default());
    assert_eq!(found.of(0), Ok((&[0, 1][..], &[0.0, 5_000_000.0 / 60_000.0][..])));
    assert_eq!(snap(&roads, &ends, Drive::default()).len(), 2);
}

#[test]
fn a_search_stops_when_asked() {
    let roads = Roads::new(vec![[0, 0]], Vec::new());
    let here = [roads.place(0)];
    assert_eq!(times(&roads, &here, &here, Drive::default(), &|| false), None);
}

#[test]
fn journeys_by_road_have_the_same_bits_on_any_number_of_threads() {
    let side = 40;
    let points = (0..side * side).map(|p| [p % side * 20_000 + p * 37 % 9_000, p / side * 20_000]).collect();
    let arcs = (0..side * side).flat_map(|p| [(p, p + 1, 3), (p + 1, p, 5), (p, p + side, 7), (p + side, p + 1, 11)]);
    let roads = Roads::new(
        points,
        arcs.map(|(from, to, k)| Arc { from: from as u32, to: to as u32, millis: (p_time(from) * k) as u32 }).collect(),
    );
    let all: Vec<Option<Place>> = everywhere(&roads).into_iter().step_by(7).collect();
    crate::threads::same_bits(|| {
        format!("{:?}", whole(&roads, &all, &all, Drive { horizon_min: 5.0, ..Drive::default() }))
    });
}

fn p_time(point: i32) -> i32 {
    900 + point * 31 % 700
}
