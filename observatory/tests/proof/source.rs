//! Several tables of journeys as one, and the straight line as a table.

use lanterne_observatory::Absence;
use lanterne_observatory::access;
use lanterne_observatory::travel::straight_line::distance_km;
use lanterne_observatory::travel::{Active, Place, StraightLine, Times, TravelSource, merge, nearest};
use proptest::prelude::*;

use crate::threads::same_bits;

const SITES: usize = 5;
const ORIGINS: usize = 6;

type Rows = Vec<Option<Vec<Option<f64>>>>;

/// A source that knows some origins and some sites, and of those some journeys.
fn source() -> impl Strategy<Value = (Rows, Vec<bool>)> {
    let row = prop::collection::vec(prop::option::weighted(0.6, 0.0..60.0), SITES);
    (prop::collection::vec(prop::option::weighted(0.7, row), ORIGINS), prop::collection::vec(any::<bool>(), SITES))
}

fn table((rows, known): &(Rows, Vec<bool>)) -> Times {
    let row = |row: &Option<Vec<Option<f64>>>| {
        let row = row.as_ref().ok_or(Absence::NotPublished)?;
        let journeys = row.iter().enumerate().filter(|(site, _)| known[*site]);
        Ok(journeys.filter_map(|(site, minutes)| Some((site as u32, (*minutes)?))).collect())
    };
    Times::from_rows(SITES, rows.iter().map(row).collect()).knowing(|site| known[site])
}

fn place() -> impl Strategy<Value = Place> {
    (-5.0..9.0, 42.0..51.0, prop::option::of(prop::sample::select(vec![20.0, 800.0, 4_000.0])))
        .prop_map(|(lon, lat, density)| Place { lon, lat, density })
}

proptest! {
    #[test]
    fn each_journey_is_that_of_the_first_source_that_knows_both_ends(given in prop::collection::vec(source(), 3)) {
        let tables: Vec<Times> = given.iter().map(table).collect();
        let merged = merge(&[(TravelSource::StraightLine, &tables[2]), (TravelSource::Matrix, &tables[0]), (TravelSource::Network, &tables[1])]);
        for origin in 0..ORIGINS {
            let row = merged.times.of(origin).map(|(sites, minutes)| sites.iter().copied().zip(minutes.iter().copied()).collect::<Vec<_>>());
            prop_assert_eq!(row.is_ok(), given.iter().any(|(rows, _)| rows[origin].is_some()));
            for site in 0..SITES {
                let first = (0..3).find(|&rank| given[rank].0[origin].is_some() && given[rank].1[site]);
                prop_assert_eq!(merged.source(origin, site), first.map(|rank| TravelSource::ALL[rank]));
                let minutes = first.and_then(|rank| given[rank].0[origin].as_ref()?[site]);
                let found = row.as_ref().ok().and_then(|row| row.iter().find(|journey| journey.0 as usize == site)).map(|journey| journey.1);
                prop_assert_eq!(found, minutes);
            }
        }
        let journeys = access::nearest(&merged.times, Active::All);
        for (origin, (journey, source)) in journeys.iter().zip(merged.behind(&journeys)).enumerate() {
            let first = (0..3).find(|&rank| given[rank].0[origin].is_some()).map(|rank| TravelSource::ALL[rank]);
            prop_assert_eq!(source, journey.site.map_or(first, |site| merged.source(origin, site)));
            prop_assert_eq!(source.is_none(), merged.times.of(origin).is_err());
        }
        let all: usize = merged.served(Active::All).iter().map(|served| served.1).sum();
        prop_assert_eq!(all, merged.times.pairs());
        for site in 0..SITES {
            prop_assert_eq!(merged.times.knows(site), given.iter().any(|source| source.1[site]));
        }
    }

    #[test]
    fn a_source_alone_is_itself(given in source()) {
        let times = table(&given);
        prop_assert_eq!(merge(&[(TravelSource::Network, &times)]).times, times);
    }

    #[test]
    fn the_straight_line_keeps_every_pair_within_the_horizon_and_no_other(
        from in prop::collection::vec(prop::option::weighted(0.9, place()), 1..12),
        sites in prop::collection::vec(prop::option::weighted(0.9, place()), 1..60), horizon in 0.0..300.0
    ) {
        let model = StraightLine::default();
        let times = Times::straight_line(&from, &sites, &model, horizon);
        for (origin, from) in from.iter().enumerate() {
            let literal = from.filter(|_| sites.iter().flatten().count() > 0).map(|from| {
                let minutes = |site: &Option<Place>| site.and_then(|site| model.minutes(distance_km(from, site), from.density, site.density));
                let within = sites.iter().map(minutes).enumerate().filter_map(|(site, minutes)| Some((site as u32, minutes?)));
                within.filter(|journey| journey.1 <= horizon.min(model.horizon_min)).collect::<Vec<_>>()
            });
            let found = times.of(origin).map(|(sites, minutes)| sites.iter().copied().zip(minutes.iter().copied()).collect::<Vec<_>>());
            prop_assert_eq!(found, literal.ok_or(Absence::NotPublished));
        }
    }

    #[test]
    fn the_nearest_of_the_table_is_the_nearest_of_the_model(
        from in prop::collection::vec(prop::option::weighted(0.9, place()), 1..12), sites in prop::collection::vec(prop::option::weighted(0.9, place()), 0..40)
    ) {
        let model = StraightLine::default();
        let times = Times::straight_line(&from, &sites, &model, f64::INFINITY);
        for (table, model) in access::nearest(&times, Active::All).iter().zip(nearest(&from, &sites, &model)) {
            prop_assert_eq!((table.minutes, table.site), (model.minutes, model.site));
        }
    }

    #[test]
    fn a_model_without_sense_makes_a_table_all_the_same(lon in any::<f64>(), lat in any::<f64>(), constant in any::<f64>(), horizon in any::<f64>()) {
        let (wild, tame) = (Some(Place { lon, lat, density: Some(constant) }), Some(Place { lon: 2.0, lat: 50.0, density: None }));
        let model = StraightLine { detour: constant, fixed_min: constant, sparse_kmh: constant, ..StraightLine::default() };
        let times = Times::straight_line(&[wild, tame, None], &[tame, wild, None], &model, horizon);
        prop_assert_eq!((times.origins(), times.sites()), (3, 3));
        prop_assert!(merge(&[(TravelSource::Matrix, &times), (TravelSource::Matrix, &times)]).times.pairs() == times.pairs());
    }
}

#[test]
fn an_unknown_site_is_not_an_unreachable_one() {
    let (here, far) =
        (Some(Place { lon: 2.0, lat: 50.0, density: None }), Some(Place { lon: -61.7, lat: 16.0, density: None }));
    let times = Times::straight_line(&[here], &[far, None], &StraightLine::default(), 60.0);
    assert_eq!(access::nearest(&times, Active::Only(&[true, false]))[0].minutes, Err(Absence::Nil));
    assert_eq!(access::nearest(&times, Active::Only(&[false, true]))[0].minutes, Err(Absence::NotPublished));
    assert_eq!([times.by_site().of(0).is_ok(), times.by_site().of(1).is_ok()], [true, false]);
}

#[test]
fn the_sentence_names_whichever_served() {
    let matrix = Times::from_rows(1, vec![Ok(vec![(0, 9.0)]), Err(Absence::NotPublished), Err(Absence::NotPublished)]);
    let model = Times::from_rows(1, vec![Ok(vec![(0, 7.0)]); 3]);
    let merged = merge(&[(TravelSource::Matrix, &matrix), (TravelSource::StraightLine, &model)]);
    assert_eq!(
        merged.sentence(Active::All),
        "Temps de trajet\u{a0}: matrice de temps fournie (33\u{a0}% des trajets), vol d’oiseau (66\u{a0}% des trajets)."
    );
    assert_eq!(merged.sentence(Active::Only(&[])), "Temps de trajet\u{a0}: aucun trajet connu.");
}

#[test]
fn the_straight_line_gives_the_same_table_on_any_number_of_threads() {
    let place = |row: u32| {
        Some(Place { lon: f64::from(row % 97) / 30.0, lat: 48.0 + f64::from(row % 89) / 30.0, density: None })
    };
    let (from, sites): (Vec<_>, Vec<_>) =
        ((0..3_000).map(place).collect(), (0..60).map(|row| place(row * 13)).collect());
    same_bits(|| format!("{:?}", Times::straight_line(&from, &sites, &StraightLine::default(), 60.0)));
}
