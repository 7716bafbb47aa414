//! Journeys over a network of roads.

use lanterne_observatory::travel::Place;
use lanterne_observatory::travel::network::{Arc, Drive, Roads, times};

use crate::table::{Table, near};

#[test]
fn journeys_by_road_are_those_of_scipy_dijkstra() {
    let (points, arcs) = (Table::read("road_points"), Table::read("road_arcs"));
    let (places, journeys) = (Table::read("road_places"), Table::read("road_times"));
    let degrees = points.column("lon").iter().zip(points.column("lat"));
    let ends = arcs.column("from").iter().zip(arcs.column("to")).zip(arcs.column("millis"));
    let roads = Roads::new(
        degrees.map(|(&lon, &lat)| [lon as i32, lat as i32]).collect(),
        ends.map(|((&from, &to), &millis)| Arc { from: from as u32, to: to as u32, millis: millis as u32 }).collect(),
    );
    let place = |(&lon, &lat): (&f64, &f64)| Some(Place { lon, lat, density: None });
    let places: Vec<_> = places.column("lon").iter().zip(places.column("lat")).map(place).collect();
    let drive = Drive { access_max_km: 1.0, horizon_min: 15.0, ..Drive::default() };
    let found = times(&roads, &places, &places, drive, &|| true).unwrap();
    assert_eq!(found.pairs(), journeys.rows(), "the same pairs can be made");
    for row in 0..journeys.rows() {
        let [from, to] = ["from", "to"].map(|end| journeys.column(end)[row] as u32);
        let (sites, minutes) = found.of(from as usize).unwrap();
        let at = sites.binary_search(&to).unwrap_or_else(|_| panic!("no journey from {from} to {to}"));
        near(minutes[at], journeys.column("minutes")[row], 1e-12, &format!("from {from} to {to}"));
    }
}
