//! The straight-line model and the nearest site.

use lanterne_observatory::Absence;
use lanterne_observatory::travel::straight_line::distance_km;
use lanterne_observatory::travel::{Journey, Place, StraightLine, nearest};
use proptest::prelude::*;

fn place() -> impl Strategy<Value = Place> {
    (-5.0..9.0, 42.0..51.0, prop::option::of(prop::sample::select(vec![20.0, 800.0, 4_000.0])))
        .prop_map(|(lon, lat, density)| Place { lon, lat, density })
}

/// Every pair, and the least of them.
fn literal(from: Place, sites: &[Option<Place>], model: &StraightLine) -> Option<f64> {
    sites
        .iter()
        .flatten()
        .filter_map(|site| model.minutes(distance_km(from, *site), from.density, site.density))
        .min_by(f64::total_cmp)
}

#[test]
fn a_city_is_slower_than_the_country_for_the_same_distance() {
    let model = StraightLine::default();
    let minutes = |density: f64| model.minutes(10.0, Some(density), Some(density)).unwrap();
    assert!(minutes(4_000.0) > minutes(800.0) && minutes(800.0) > minutes(50.0));
}

#[test]
fn a_site_beyond_the_sea_is_no_site() {
    let guadeloupe = Some(Place { lon: -61.73, lat: 16.0, density: Some(200.0) });
    let lille = Some(Place { lon: 3.06, lat: 50.63, density: Some(6_000.0) });
    assert_eq!(nearest(&[guadeloupe], &[lille], &StraightLine::default()), [Journey::absent(Absence::Nil)]);
}

#[test]
fn without_a_located_site_nothing_is_known() {
    let here = Some(Place { lon: 2.0, lat: 50.0, density: None });
    let unknown = Journey::absent(Absence::NotPublished);
    assert_eq!(nearest(&[here, None], &[None], &StraightLine::default()), [unknown, unknown]);
    let nowhere = Some(Place { lon: f64::NAN, lat: 95.0, density: None });
    assert_eq!(nearest(&[here], &[nowhere], &StraightLine::default()), [unknown]);
}

#[test]
fn of_two_sites_at_one_place_the_first_is_named() {
    let here = Some(Place { lon: 2.0, lat: 50.0, density: None });
    assert_eq!(nearest(&[here], &[None, here, here], &StraightLine::default())[0].site, Some(1));
}

proptest! {
    #[test]
    fn the_tree_finds_what_trying_every_pair_finds(
        from in prop::collection::vec(place(), 1..20), sites in prop::collection::vec(prop::option::weighted(0.9, place()), 1..120)
    ) {
        let model = StraightLine { horizon_min: 1e9, ..StraightLine::default() };
        let territories: Vec<Option<Place>> = from.iter().copied().map(Some).collect();
        for (journey, from) in nearest(&territories, &sites, &model).iter().zip(from) {
            match literal(from, &sites, &model) {
                Some(minutes) => prop_assert!((journey.minutes.unwrap() - minutes).abs() < 1e-9),
                None => prop_assert!(journey.minutes.is_err()),
            }
        }
    }

    #[test]
    fn another_site_never_makes_anyone_farther(from in place(), sites in prop::collection::vec(place().prop_map(Some), 2..20)) {
        let model = StraightLine { horizon_min: 1e9, ..StraightLine::default() };
        let minutes = |sites: &[Option<Place>]| nearest(&[Some(from)], sites, &model)[0].minutes.unwrap();
        prop_assert!(minutes(&sites) <= minutes(&sites[1..]));
    }

    #[test]
    fn a_distance_is_the_same_both_ways_and_zero_only_at_home(a in place(), b in place()) {
        prop_assert!((distance_km(a, b) - distance_km(b, a)).abs() < 1e-9);
        prop_assert_eq!(distance_km(a, a), 0.0);
    }
}
