//! What shared borders promise, on made-up countries: cells of a jittered grid given to territories at random, so that
//! islands, holes, enclaves and territories touching at a point all happen.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;

use lanterne_observatory::neighbour::contiguity;
use lanterne_tiles::topology::{Fault, Outline, Point, Topology, Transform, assemble, unite};
use proptest::prelude::*;

const SIDE: usize = 7;
const STEP: i32 = 1000;
const TRANSFORM: Transform = Transform { scale: [1e-4, 1e-4], translate: [2.0, 47.0] };

/// Which territory owns each cell (0: the sea), and how far each corner and middle of the grid is moved.
fn countries() -> impl Strategy<Value = (Vec<usize>, Vec<Point>)> {
    let points = (2 * SIDE + 1) * (2 * SIDE + 1);
    let jitter = (-STEP / 5..STEP / 5, -STEP / 5..STEP / 5).prop_map(|(x, y)| [x, y]);
    (prop::collection::vec(0usize..6, SIDE * SIDE), prop::collection::vec(jitter, points))
}

/// Each cell as its own outline: eight points, corners and middles of its sides.
fn cells((owners, jitter): &(Vec<usize>, Vec<Point>)) -> (Topology, Vec<Option<usize>>) {
    let point = |x: usize, y: usize| {
        let moved = jitter[y * (2 * SIDE + 1) + x];
        [x as i32 * STEP / 2 + moved[0], y as i32 * STEP / 2 + moved[1]]
    };
    let around = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)];
    let outline = |cell: usize| {
        let (x, y) = (2 * (cell % SIDE), 2 * (cell / SIDE));
        let ring = around.iter().map(|(dx, dy)| point(x + dx, y + dy)).collect();
        Outline { code: format!("{cell:02}"), polygons: vec![vec![ring]] }
    };
    let topology = assemble(TRANSFORM, (0..SIDE * SIDE).map(outline).collect()).unwrap();
    (topology, owners.iter().map(|&owner| owner.checked_sub(1)).collect())
}

fn territories(country: &(Vec<usize>, Vec<Point>)) -> (Topology, Topology, Vec<Option<usize>>) {
    let (cells, group) = cells(country);
    let territories = cells.dissolve(&group, (1..=5).map(|code| code.to_string()).collect());
    (cells, territories, group)
}

/// The rings of each unit, each from its least point on; closing points left out.
fn rings(outlines: &[Outline]) -> Vec<BTreeSet<Vec<Vec<Point>>>> {
    let from_least = |ring: &Vec<Point>| {
        let mut ring = ring[1..].to_vec();
        let least = (0..ring.len()).min_by_key(|&at| ring[at]).unwrap();
        ring.rotate_left(least);
        ring
    };
    let polygon = |rings: &Vec<Vec<Point>>| {
        let mut rings: Vec<Vec<Point>> = rings.iter().map(from_least).collect();
        rings[1..].sort();
        rings
    };
    outlines.iter().map(|outline| outline.polygons.iter().map(polygon).collect()).collect()
}

fn outlines(topology: &Topology) -> Vec<Outline> {
    let polygon = |rings: &Vec<_>| rings.iter().map(|ring| topology.ring_points(ring)).collect();
    let outline = |unit: &lanterne_tiles::topology::Unit| Outline {
        code: unit.code.clone(),
        polygons: unit.polygons.iter().map(polygon).collect(),
    };
    topology.units.iter().map(outline).collect()
}

/// Outlines as plain numbers, all rings of a unit together.
fn plain(outlines: &[Outline]) -> Vec<contiguity::Outline> {
    let ring = |ring: &Vec<Point>| ring.iter().map(|point| point.map(f64::from)).collect();
    outlines.iter().map(|outline| outline.polygons.iter().flatten().map(ring).collect()).collect()
}

fn total(areas: &[Option<f64>]) -> f64 {
    areas.iter().flatten().sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn dissolving_keeps_every_area_and_the_partition(country in countries()) {
        let (cells, territories, group) = territories(&country);
        prop_assert_eq!(cells.faults(), vec![]);
        prop_assert_eq!(territories.faults(), vec![]);
        let cell_areas = cells.areas_km2();
        for (index, area) in territories.areas_km2().iter().enumerate() {
            let expected: f64 =
                (0..group.len()).filter(|&cell| group[cell] == Some(index)).map(|cell| cell_areas[cell].unwrap()).sum();
            prop_assert!((area.unwrap_or(0.0) - expected).abs() <= 1e-9 * expected.max(1.0));
        }
    }

    #[test]
    fn loose_outlines_unite_to_what_shared_borders_dissolve_to(country in countries(), turn in 0_usize..8) {
        let (cells, territories, group) = territories(&country);
        let mut loose = outlines(&cells);
        for (cell, outline) in loose.iter_mut().enumerate() {
            let ring = &mut outline.polygons[0][0];
            ring.pop();
            ring.rotate_left(turn);
            if cell % 3 == turn % 3 {
                ring.reverse();
            }
        }
        let codes: Vec<String> = (1..=5).map(|code| code.to_string()).collect();
        let united = unite(&loose, &group, codes.clone());
        prop_assert_eq!(rings(&united), rings(&outlines(&territories)));
        prop_assert!(united.iter().map(|outline| &outline.code).eq(&codes));
        let again = unite(&united, &[Some(0); 5], vec!["all".into()]);
        let at_once = unite(&loose, &group.iter().map(|group| group.map(|_| 0)).collect::<Vec<_>>(), vec!["all".into()]);
        prop_assert_eq!(rings(&again), rings(&at_once), "groups of groups are the groups");
    }

    #[test]
    fn shared_arcs_and_loose_outlines_have_the_same_neighbours(country in countries()) {
        let (cells, territories, _) = territories(&country);
        for topology in [cells, territories] {
            let plain = plain(&outlines(&topology));
            prop_assert_eq!(topology.queen(), contiguity::queen(&plain));
            prop_assert_eq!(topology.rook(), contiguity::rook(&plain));
            let with_length = topology.neighbours();
            prop_assert!(with_length.iter().all(|neighbour| neighbour.length_m > 0.0));
            let pairs = with_length.iter().map(|neighbour| (neighbour.unit as u32, neighbour.other as u32));
            prop_assert!(pairs.eq(topology.rook().pairs()));
        }
    }

    #[test]
    fn every_polygon_of_a_dissolved_territory_is_valid(country in countries()) {
        use geo::Validation;
        let (_, territories, _) = territories(&country);
        for unit in 0..territories.units.len() {
            let outline = territories.to_polygons(unit);
            prop_assert!(outline.is_valid(), "{:?}", outline.validation_errors());
        }
    }

    #[test]
    fn decoding_what_was_encoded_gives_the_same(country in countries()) {
        let (_, territories, _) = territories(&country);
        prop_assert_eq!(Topology::decode(&territories.encode().unwrap()).unwrap(), territories);
    }

    #[test]
    fn simplification_keeps_ends_shapes_and_the_partition(country in countries(), tolerance_m in 1.0f64..50_000.0) {
        let (_, territories, _) = territories(&country);
        let simpler = territories.simplify(tolerance_m);
        prop_assert_eq!(simpler.faults(), vec![]);
        prop_assert_eq!(&simpler.units, &territories.units);
        for (before, after) in territories.arcs.iter().zip(&simpler.arcs) {
            prop_assert_eq!((before.first(), before.last()), (after.first(), after.last()));
            prop_assert!(after.iter().all(|point| before.contains(point)));
        }
        let (before, after) = (total(&territories.areas_km2()), total(&simpler.areas_km2()));
        let coast: f64 = territories.sides().iter().zip(territories.arc_lengths_m())
            .filter(|(sides, _)| sides.left.is_none() || sides.right.is_none()).map(|(_, length)| length).sum();
        prop_assert!((before - after).abs() <= coast * tolerance_m / 1e6);
    }

    #[test]
    fn the_point_inside_is_inside(country in countries()) {
        use geo::{Contains, Point};
        let (_, territories, _) = territories(&country);
        for unit in 0..territories.units.len() {
            if let Some([lon, lat]) = territories.point_inside(unit) {
                prop_assert!(territories.to_polygons(unit).contains(&Point::new(lon, lat)));
            } else {
                prop_assert!(territories.units[unit].polygons.is_empty());
            }
        }
    }

    #[test]
    fn the_groups_of_groups_are_the_groups(country in countries()) {
        let (cells, territories, group) = territories(&country);
        let above = |territory: usize| Some(territory % 2);
        let twice = territories.dissolve(&(0..5).map(above).collect::<Vec<_>>(), vec!["a".into(), "b".into()]);
        let once = cells.dissolve(
            &group.iter().map(|group| group.and_then(above)).collect::<Vec<_>>(), vec!["a".into(), "b".into()]);
        for (one, other) in once.areas_km2().iter().zip(twice.areas_km2()) {
            prop_assert!((one.unwrap_or(0.0) - other.unwrap_or(0.0)).abs() < 1e-9);
        }
        let holes = |topology: &Topology| topology.units.iter().flat_map(|u| u.polygons.iter().map(Vec::len)).sum::<usize>();
        prop_assert_eq!(holes(&once), holes(&twice));
        prop_assert_eq!(once.faults(), vec![]);
    }
}

fn square(code: &str, west: i32, south: i32, side: i32) -> Outline {
    let (east, north) = (west + side, south + side);
    let ring = vec![[west, south], [east, south], [east, north], [west, north], [west, south]];
    Outline { code: code.to_owned(), polygons: vec![vec![ring]] }
}

#[test]
fn outlines_that_overlap_along_an_edge_are_refused() {
    let refused = assemble(TRANSFORM, vec![square("a", 0, 0, 10), square("b", 0, 0, 10)]).unwrap_err();
    assert!(refused.to_string().contains("se recouvrent"), "{refused}");
}

#[test]
fn outlines_that_make_no_sense_unite_to_something() {
    let ring =
        |points: &[Point]| Outline { code: "a".into(), polygons: vec![vec![points.to_vec()], vec![], vec![vec![]]] };
    let (low, high) = (i32::MIN, i32::MAX);
    let odd = [
        ring(&[]),
        ring(&[[0, 0]]),
        ring(&[[0, 0], [5, 5]]),
        ring(&[[0, 0], [5, 5], [0, 0], [5, 5], [0, 0]]),
        ring(&[[low, low], [high, low], [high, high], [low, high]]),
        ring(&[[0, 0], [9, 0], [0, 9], [9, 9]]),
    ];
    for outline in &odd {
        let united = unite(&[outline.clone(), square("b", 0, 0, 10)], &[Some(0), Some(0)], vec!["c".into()]);
        assert!(united.len() == 1 && united[0].polygons.iter().flatten().all(|ring| ring.len() > 3));
    }
    assert_eq!(unite(&odd, &[], vec!["c".into()]), [Outline { code: "c".into(), polygons: vec![] }]);
    assert_eq!(unite(&odd, &[Some(7)], vec![]), []);
}

#[test]
fn borders_that_cross_are_found() {
    let topology = assemble(TRANSFORM, vec![square("a", 0, 0, 10), square("b", 5, 5, 10)]).unwrap();
    assert_eq!(topology.faults().iter().filter(|fault| matches!(fault, Fault::Crossing(_))).count(), 2);
}

#[test]
fn a_territory_without_outline_stays_one_through_a_file() {
    let topology =
        assemble(TRANSFORM, vec![square("a", 0, 0, 10), Outline { code: "b".into(), polygons: vec![] }]).unwrap();
    let read = Topology::decode(&topology.encode().unwrap()).unwrap();
    assert_eq!((read.areas_km2()[1], read.bbox(1), read.point_inside(1)), (None, None, None));
    assert_eq!(read.units[1].code, "b");
}

#[test]
fn two_squares_are_neighbours_by_the_length_of_their_side() {
    let transform = Transform { scale: [1e-3, 1e-3], translate: [0.0, 0.0] };
    let topology =
        assemble(transform, vec![square("a", 0, 0, 10), square("b", 10, 0, 10), square("c", 20, 10, 10)]).unwrap();
    let neighbours = topology.neighbours();
    assert_eq!(neighbours.iter().map(|n| (n.unit, n.other)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
    // A hundredth of a degree of meridian on the mean sphere.
    assert!((neighbours[0].length_m - 1111.95).abs() < 0.1, "{}", neighbours[0].length_m);
}

#[test]
fn two_squares_that_meet_at_a_corner_touch_without_a_border() {
    let transform = Transform { scale: [1e-3, 1e-3], translate: [0.0, 0.0] };
    let topology =
        assemble(transform, vec![square("a", 0, 0, 10), square("b", 10, 0, 10), square("c", 20, 10, 10)]).unwrap();
    let contacts = topology.contacts();
    assert_eq!(contacts.iter().map(|n| (n.unit, n.other)).collect::<Vec<_>>(), [(0, 1), (1, 0), (1, 2), (2, 1)]);
    assert_eq!(contacts.iter().filter(|n| n.length_m == 0.0).count(), 2);
    assert_eq!(topology.queen().edges(), contacts.len());
}

#[test]
fn the_whole_earth_has_its_area() {
    use lanterne_tiles::topology::ring_area_km2;
    let ring = [(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, -90.0)];
    // Area of the WGS84 ellipsoid.
    assert!((ring_area_km2(&ring) - 510_065_621.7).abs() < 1.0, "{}", ring_area_km2(&ring));
}

#[test]
fn bytes_that_are_not_a_topology_are_refused_with_their_place() {
    let zip = |text: &str| zstd::stream::encode_all(text.as_bytes(), 1).unwrap();
    assert!(Topology::decode(b"not zstd").is_err());
    assert!(Topology::decode(&zip("{\"type\":")).is_err());
    let missing_arc = r#"{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"arcs":[],
        "objects":{"x":{"type":"GeometryCollection","geometries":[{"type":"Polygon","id":"59","arcs":[[0]]}]}}}"#;
    assert!(Topology::decode(&zip(missing_arc)).unwrap_err().to_string().contains("59"));
}
