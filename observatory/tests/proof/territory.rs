//! Any set of communes is a territory, and a measure never knows which.

use std::collections::BTreeSet;

use lanterne_observatory::access::{mean, within};
use lanterne_observatory::assembly::{EconomyCount, EssCount, Flags, Grain, Grouping, Territory, assemble};
use lanterne_observatory::indicator::{Indicator, Reference, compute};
use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::travel::Journey;
use lanterne_observatory::white_zone::{Parameters, accompagnement};
use lanterne_observatory::{Absence, Famille, Level, Perimetre, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure, known};

const COMMUNES: usize = 14;

/// Communes in any order, some twice, some that do not exist, sometimes none.
fn territory() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0..COMMUNES as u32 + 3, 0..20)
}

fn territories() -> impl Strategy<Value = Vec<Territory>> {
    prop::collection::vec(territory().prop_map(Territory::from_iter), 0..7)
}

fn grain() -> impl Strategy<Value = Grain> {
    let ess = (0..COMMUNES as u32, prop::sample::select(Famille::ALL), 1_u32..30, 0_u32..500).prop_map(
        |(commune, famille, establishments, jobs)| EssCount {
            commune,
            famille,
            section: None,
            flags: Flags { loi_2014: true, ..Flags::default() },
            establishments: f64::from(establishments),
            jobs: f64::from(jobs),
            jobs_low: f64::from(jobs) / 2.0,
            jobs_high: f64::from(jobs) * 2.0,
        },
    );
    let whole = |commune: u32| EconomyCount { commune, section: None, establishments: 900.0, jobs: 70_000.0 };
    (
        prop::collection::vec(1_u32..9_000, COMMUNES),
        prop::collection::vec(any::<bool>(), COMMUNES),
        prop::collection::vec(ess, 0..30),
    )
        .prop_map(move |(people, covered, ess)| Grain {
            population: people.into_iter().map(|people| Ok(f64::from(people))).collect(),
            area_km2: vec![Ok(2.0); COMMUNES],
            covered,
            ess,
            economy: (0..COMMUNES as u32).map(whole).collect(),
        })
}

fn neighbours() -> impl Strategy<Value = Neighbours> {
    prop::collection::vec((0..COMMUNES as u32, 0..COMMUNES as u32), 0..40)
        .prop_map(|pairs| Neighbours::from_pairs(COMMUNES, pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)])))
}

proptest! {
    #[test]
    fn a_composed_territory_is_the_set_it_is_said_to_be(left in territory(), right in territory()) {
        let set = |rows: &[u32]| -> BTreeSet<u32> { rows.iter().copied().collect() };
        let (a, b) = (Territory::from_iter(left.clone()), Territory::from_iter(right.clone()));
        let list = |set: BTreeSet<u32>| -> Vec<u32> { set.into_iter().collect() };
        let (left, right) = (set(&left), set(&right));
        prop_assert_eq!(a.union(&b).rows().to_vec(), list(&left | &right));
        prop_assert_eq!(a.difference(&b).rows().to_vec(), list(&left - &right));
        prop_assert_eq!(a.intersection(&b).rows().to_vec(), list(&left & &right));
        prop_assert_eq!(a.difference(&b).union(&a.intersection(&b)), a);
    }

    #[test]
    fn a_grouping_gives_back_its_territories(territories in territories()) {
        let grouping = Grouping::of_territories(COMMUNES, &territories);
        prop_assert_eq!(grouping.units(), territories.len());
        let all = Territory::from_iter(grouping.communes());
        for (unit, territory) in (0..).zip(&territories) {
            prop_assert_eq!(grouping.territory(unit), territory.intersection(&all));
        }
    }

    #[test]
    fn each_territory_has_the_figures_it_has_alone(grain in grain(), territories in territories()) {
        let together = assemble(&grain, &Grouping::of_territories(COMMUNES, &territories), Perimetre::Loi2014);
        let reference = Reference { establishments: Ok(70.0), population: Ok(50_000.0), jobs: Ok(900.0), all_jobs: Ok(9e5), ..Reference::default() };
        for (unit, territory) in territories.iter().enumerate() {
            let holds = |commune: usize| territory.contains(commune as u32);
            let alone = assemble(&grain, &Grouping::of_communes(COMMUNES, holds), Perimetre::Loi2014);
            prop_assert_eq!(together.partial[unit], alone.partial[0]);
            for indicator in Indicator::ALL {
                let (together, alone) = (compute(*indicator, &together.facts(reference)), compute(*indicator, &alone.facts(reference)));
                prop_assert_eq!(together[unit].value, alone[0].value, "{}", indicator);
                prop_assert_eq!((together[unit].low, together[unit].high), (alone[0].low, alone[0].high), "{}", indicator);
            }
        }
    }

    #[test]
    fn what_two_territories_share_is_counted_once_in_their_union(left in territory(), right in territory(), people in prop::collection::vec(0_u32..5_000, COMMUNES)) {
        let (left, right) = (Territory::from_iter(left), Territory::from_iter(right));
        let (both, either) = (left.intersection(&right), left.union(&right));
        let people: Vec<Value> = people.into_iter().map(|people| Ok(f64::from(people))).collect();
        let sums = Grouping::of_territories(COMMUNES, &[left, right, both, either]).sum(&people);
        let sum = |unit: usize| sums[unit].unwrap_or(0.0);
        prop_assert_eq!(sum(0) + sum(1), sum(2) + sum(3));
    }

    #[test]
    fn measures_over_groups_take_territories_that_overlap(minutes in prop::collection::vec(figure(0.0..90.0), COMMUNES), people in prop::collection::vec(figure(1.0..900.0), COMMUNES), territories in territories()) {
        let journeys: Vec<Journey> = minutes.iter().map(|&minutes| Journey { minutes, distance_km: None, site: Some(3) }).collect();
        let (members, units) = (Grouping::of_territories(COMMUNES, &territories).members(), territories.len());
        let absent = Journey::absent(Absence::NotPublished);
        let (here, there) = (members.pick(&journeys, absent), members.pick(&people, Err(Absence::NotPublished)));
        let shares = within(&here, &there, &members.group, units, &[30.0]);
        let means = mean(&members.pick(&minutes, Err(Absence::NotPublished)), &there, &members.group, units);
        let tested = accompagnement::test(&here, &there, &members.group, units, Parameters::default());
        for (unit, territory) in territories.iter().enumerate() {
            let alone: Vec<Option<usize>> = (0..COMMUNES as u32).map(|commune| territory.contains(commune).then_some(0)).collect();
            prop_assert_eq!(shares[0][unit], within(&journeys, &people, &alone, 1, &[30.0])[0][0]);
            prop_assert_eq!(means[unit], mean(&minutes, &people, &alone, 1)[0]);
            prop_assert_eq!(tested[unit], accompagnement::test(&journeys, &people, &alone, 1, Parameters::default())[0]);
        }
    }

    #[test]
    fn a_mean_lies_between_its_communes(minutes in prop::collection::vec(0.0..90.0, COMMUNES), people in prop::collection::vec(1.0..900.0, COMMUNES), territories in territories()) {
        let means = Grouping::of_territories(COMMUNES, &territories).mean(&known(&minutes), &known(&people));
        for (mean, territory) in means.into_iter().zip(&territories) {
            let inside: Vec<f64> = (0..COMMUNES).filter(|&commune| territory.contains(commune as u32)).map(|commune| minutes[commune]).collect();
            let (low, high) = inside.iter().fold((f64::MAX, f64::MIN), |(low, high), &one| (low.min(one), high.max(one)));
            prop_assert!(mean.map_or(inside.is_empty(), |mean| low - 1e-9 <= mean && mean <= high + 1e-9));
        }
    }

    #[test]
    fn any_column_is_summed_and_averaged_to_a_number_or_an_absence(column in prop::collection::vec(anything(), 0..20), territories in territories()) {
        let grouping = Grouping::of_territories(COMMUNES, &territories);
        for value in grouping.sum(&column).into_iter().chain(grouping.mean(&column, &column)) {
            prop_assert!(value.is_err() || value.is_ok_and(f64::is_finite));
        }
    }

    #[test]
    fn groups_are_beside_each_other_when_their_communes_are(communes in neighbours(), territories in territories()) {
        let found = communes.grouped(&Grouping::of_territories(COMMUNES, &territories));
        let touches = |left: &Territory, right: &Territory| {
            left.rows().iter().filter(|&&one| (one as usize) < COMMUNES).any(|&one| {
                right.contains(one) || communes.of(one as usize).iter().any(|&other| right.contains(other))
            })
        };
        for (unit, territory) in territories.iter().enumerate() {
            let expected: Vec<u32> = (0..territories.len())
                .filter(|&other| other != unit && touches(territory, &territories[other]))
                .map(|other| other as u32)
                .collect();
            prop_assert_eq!(found.of(unit), expected);
        }
        prop_assert!(found.is_symmetric());
    }

    #[test]
    fn grouping_every_commune_by_itself_changes_no_neighbour(communes in neighbours()) {
        let alone = (0..COMMUNES as u32).map(Some).collect();
        prop_assert_eq!(communes.grouped(&Grouping::of_level(Level::Commune, alone, COMMUNES)), communes);
    }
}

#[test]
fn a_territory_without_commune_is_not_published() {
    let grouping = Grouping::of_territories(3, &[Territory::default(), Territory::from_iter([2, 7, 2])]);
    assert_eq!(grouping.sum(&[Ok(1.0), Ok(2.0), Ok(4.0)]), [Err(Absence::NotPublished), Ok(4.0)]);
    let grain =
        Grain { population: vec![Ok(10.0); 3], area_km2: vec![Ok(1.0); 3], covered: vec![true; 3], ..Grain::default() };
    let columns = assemble(&grain, &grouping, Perimetre::Loi2014);
    assert_eq!(columns.population, [Err(Absence::NotPublished), Ok(10.0)]);
    assert_eq!(columns.establishments, [Err(Absence::NotPublished), Ok(0.0)]);
}
