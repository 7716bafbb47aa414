//! Sums over communes: nothing is lost, nothing is counted twice, nothing outside the coverage is a number.

use lanterne_observatory::assembly::{EconomyCount, EssCount, Flags, Grain, Grouping, assemble, by_section};
use lanterne_observatory::{Absence, Famille, Level, Perimetre, Section, Value};
use proptest::prelude::*;

const COMMUNES: u32 = 12;

fn flags() -> impl Strategy<Value = Flags> {
    any::<[bool; 4]>().prop_map(|[loi_2014, categorie, esus, siae]| Flags { loi_2014, categorie, esus, siae })
}

/// Counts in halves, as the size bands give them: their sums are exact. Some point at communes that do not exist.
fn ess() -> impl Strategy<Value = EssCount> {
    let section = prop::option::of(prop::sample::select(Section::ALL));
    (0..COMMUNES + 2, prop::sample::select(Famille::ALL), section, flags(), 1_u32..40, 0_u32..900).prop_map(
        |(commune, famille, section, flags, establishments, halves)| EssCount {
            commune,
            famille,
            section,
            flags,
            establishments: f64::from(establishments),
            jobs: f64::from(halves) / 2.0,
            jobs_low: f64::from(halves) / 4.0,
            jobs_high: f64::from(halves),
        },
    )
}

pub(super) fn grain(covered: impl Strategy<Value = bool>) -> impl Strategy<Value = Grain> {
    let communes = COMMUNES as usize;
    let section = prop::option::of(prop::sample::select(Section::ALL));
    let economy =
        (0..COMMUNES, section, 1_u32..400, 0_u32..9_000).prop_map(|(commune, section, establishments, jobs)| {
            EconomyCount { commune, section, establishments: f64::from(establishments), jobs: f64::from(jobs) }
        });
    (
        prop::collection::vec((0_u32..90_000).prop_map(|people| Ok(f64::from(people))), communes),
        prop::collection::vec(covered, communes),
        prop::collection::vec(ess(), 0..40),
        prop::collection::vec(economy, 0..20),
    )
        .prop_map(|(population, covered, ess, economy)| {
            let area_km2 = vec![Ok(1.0); population.len()];
            Grain { population, area_km2, covered, ess, economy }
        })
}

pub(super) fn grouping() -> impl Strategy<Value = Grouping> {
    prop::collection::vec(0_u32..5, COMMUNES as usize)
        .prop_map(|unit| Grouping::of_level(Level::Epci, unit.into_iter().map(Some).collect(), 5))
}

pub(super) fn known(column: &[Value]) -> f64 {
    column.iter().filter_map(|value| value.ok()).sum()
}

proptest! {
    #[test]
    fn units_add_up_to_the_whole_in_every_perimeter(grain in grain(any::<bool>()), grouping in grouping(), perimetre in prop::sample::select(Perimetre::ALL)) {
        let (units, whole) = (assemble(&grain, &grouping, perimetre), assemble(&grain, &Grouping::of_communes(COMMUNES as usize, |_| true), perimetre));
        for (units, whole) in [
            (&units.establishments, &whole.establishments), (&units.jobs, &whole.jobs), (&units.jobs_low, &whole.jobs_low),
            (&units.jobs_high, &whole.jobs_high), (&units.all_establishments, &whole.all_establishments), (&units.all_jobs, &whole.all_jobs),
        ] {
            prop_assert_eq!(known(units), known(whole));
        }
    }

    #[test]
    fn familles_add_up_to_their_unit(grain in grain(any::<bool>()), grouping in grouping()) {
        let columns = assemble(&grain, &grouping, Perimetre::AvecSiae);
        for unit in 0..grouping.units() {
            let jobs: Vec<Value> = columns.familles.iter().map(|famille| famille.jobs[unit]).collect();
            prop_assert_eq!(known(&jobs), columns.jobs[unit].unwrap_or(0.0));
        }
    }

    #[test]
    fn a_wider_perimeter_never_holds_less(grain in grain(Just(true)), grouping in grouping()) {
        let of = |perimetre| assemble(&grain, &grouping, perimetre).establishments;
        let law = of(Perimetre::Loi2014);
        for wider in [of(Perimetre::AvecEsus), of(Perimetre::AvecSiae)] {
            prop_assert!(law.iter().zip(wider).all(|(law, wider)| law.unwrap_or(0.0) <= wider.unwrap_or(0.0)));
        }
    }

    #[test]
    fn outside_the_coverage_nothing_is_a_number_and_inside_nothing_is_absent(grain in grain(any::<bool>()), grouping in grouping()) {
        let columns = assemble(&grain, &grouping, Perimetre::Loi2014);
        for unit in 0..grouping.units() {
            let members = grouping.territory(unit as u32);
            let members = members.rows().iter().map(|&commune| commune as usize);
            let (covered, all) = members.fold((0, 0), |(covered, all), commune| (covered + usize::from(grain.covered[commune]), all + 1));
            let expected = if covered == 0 { Err(Absence::NotPublished) } else { Ok(()) };
            prop_assert_eq!(columns.establishments[unit].map(|_| ()), expected);
            prop_assert_eq!(columns.partial[unit], covered > 0 && covered < all);
        }
    }

    #[test]
    fn sections_hold_every_establishment_whose_activity_is_known(grain in grain(Just(true))) {
        let sections: f64 = by_section(&grain, Perimetre::Loi2014, |_| true).iter().map(|section| section.1).sum();
        let expected: f64 = grain.ess.iter()
            .filter(|count| count.flags.loi_2014 && count.section.is_some() && count.commune < COMMUNES)
            .map(|count| count.establishments).sum();
        prop_assert_eq!(sections, expected);
    }
}

#[test]
fn a_country_covered_in_part_is_not_the_country() {
    let grain = Grain {
        population: vec![Ok(10.0); 2],
        area_km2: vec![Ok(1.0); 2],
        covered: vec![true, false],
        ..Grain::default()
    };
    let france = assemble(&grain, &Grouping::of_level(Level::France, vec![Some(0); 2], 1), Perimetre::Loi2014);
    assert_eq!((france.establishments[0], france.population[0]), (Err(Absence::NotPublished), Ok(20.0)));
    let region = assemble(&grain, &Grouping::of_level(Level::Region, vec![Some(0); 2], 1), Perimetre::Loi2014);
    assert_eq!((region.establishments[0], region.population[0], region.partial[0]), (Ok(0.0), Ok(10.0), true));
}
