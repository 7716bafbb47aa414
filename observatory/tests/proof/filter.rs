//! A filter on familles and sections: the same as a grain that never held the rest; ground and coverage do not move.

use lanterne_observatory::assembly::{Counted, FactColumns, Filter, Grain, Grouping, assemble, by_section};
use lanterne_observatory::indicator::{Estimate, compute};
use lanterne_observatory::{Absence, Famille, Indicator, Perimetre, Section};
use proptest::prelude::*;

use super::assembly::{grain, grouping, known};

fn filter() -> impl Strategy<Value = Filter> {
    let some = |most| prop::collection::vec(any::<prop::sample::Index>(), 0..most);
    (some(6), some(5)).prop_map(|(familles, sections)| {
        let familles = familles.iter().map(|at| Famille::ALL[at.index(Famille::ALL.len())]);
        let sections = sections.iter().map(|at| Section::ALL[at.index(Section::ALL.len())]);
        Filter::new(familles.collect::<Vec<_>>(), sections.collect::<Vec<_>>())
    })
}

fn counted(filter: Filter) -> Counted {
    Counted { perimetre: Perimetre::Loi2014, filter }
}

fn same(one: &FactColumns, other: &FactColumns) {
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
}

fn estimates(columns: &FactColumns, indicator: Indicator) -> Vec<Estimate> {
    compute(indicator, &columns.facts(columns.reference(0)))
}

proptest! {
    /// The literal twin: throw away what does not pass, then count without filter.
    #[test]
    fn a_filter_counts_what_a_grain_without_the_rest_would(grain in grain(any::<bool>()), grouping in grouping(), filter in filter()) {
        let familles: Vec<Famille> = filter.familles().collect();
        let sections: Vec<Section> = filter.sections().collect();
        let section_kept = |section: Option<Section>| sections.is_empty() || section.is_some_and(|own| sections.contains(&own));
        let mut without = grain.clone();
        without.ess.retain(|count| (familles.is_empty() || familles.contains(&count.famille)) && section_kept(count.section));
        without.economy.retain(|count| section_kept(count.section));
        same(&assemble(&grain, &grouping, counted(filter)), &assemble(&without, &grouping, Perimetre::Loi2014));
        prop_assert_eq!(by_section(&grain, counted(filter), |_| true), by_section(&without, Perimetre::Loi2014, |_| true));
    }

    #[test]
    fn a_famille_limits_the_ess_and_never_what_it_is_compared_with(grain in grain(any::<bool>()), grouping in grouping(), famille in prop::sample::select(Famille::ALL)) {
        let whole = assemble(&grain, &grouping, Perimetre::Loi2014);
        let own = assemble(&grain, &grouping, counted(Filter::new([famille], [])));
        prop_assert_eq!(&own.establishments, &whole.familles.iter().find(|part| part.famille == famille).unwrap().establishments);
        prop_assert_eq!(own.all_establishments, whole.all_establishments);
        prop_assert_eq!(own.all_jobs, whole.all_jobs);
    }

    #[test]
    fn familles_apart_and_sections_apart_add_up_to_the_whole(grain in grain(any::<bool>()), grouping in grouping()) {
        let whole = assemble(&grain, &grouping, Perimetre::Loi2014);
        let sum = |filters: &mut dyn Iterator<Item = Filter>, of: fn(&FactColumns) -> f64| -> f64 {
            filters.map(|filter| of(&assemble(&grain, &grouping, counted(filter)))).sum()
        };
        let ess = |columns: &FactColumns| known(&columns.establishments) + known(&columns.jobs_high);
        let all = |columns: &FactColumns| known(&columns.all_establishments) + known(&columns.all_jobs);
        prop_assert_eq!(sum(&mut Famille::ALL.iter().map(|famille| Filter::new([*famille], [])), ess), ess(&whole));
        // What has no known section is in none of them.
        let mut known_sections = grain.clone();
        known_sections.ess.retain(|count| count.section.is_some());
        known_sections.economy.retain(|count| count.section.is_some());
        let known_sections = assemble(&known_sections, &grouping, Perimetre::Loi2014);
        let apart = || Section::ALL.iter().map(|section| Filter::new([], [*section]));
        prop_assert_eq!(sum(&mut apart(), ess), ess(&known_sections));
        prop_assert_eq!(sum(&mut apart(), all), all(&known_sections));
    }

    #[test]
    fn the_ground_and_the_coverage_do_not_move(grain in grain(any::<bool>()), grouping in grouping(), filter in filter()) {
        let (whole, own) = (assemble(&grain, &grouping, Perimetre::Loi2014), assemble(&grain, &grouping, counted(filter)));
        prop_assert_eq!(&own.population, &whole.population);
        prop_assert_eq!(&own.area_km2, &whole.area_km2);
        prop_assert_eq!(&own.partial, &whole.partial);
        for unit in 0..grouping.units() {
            // Nothing that passes is the number 0; what is not covered stays absent.
            prop_assert_eq!(own.establishments[unit].map(|_| ()), whole.establishments[unit].map(|_| ()));
        }
    }
}

/// One commune, 4 associations of health among 10 establishments of health, 2 cooperatives of trade among 30.
fn commune() -> FactColumns {
    filtered(Filter::default())
}

fn filtered(filter: Filter) -> FactColumns {
    use lanterne_observatory::assembly::{EconomyCount, EssCount, Flags};
    let flags = Flags { loi_2014: true, ..Flags::default() };
    let ess = |famille, section, establishments| EssCount {
        commune: 0,
        famille,
        section: Some(section),
        flags,
        establishments,
        jobs: establishments * 10.0,
        jobs_low: establishments * 6.0,
        jobs_high: establishments * 20.0,
    };
    let economy = |section, establishments| EconomyCount {
        commune: 0,
        section: Some(section),
        establishments,
        jobs: establishments * 5.0,
    };
    let grain = Grain {
        population: vec![Ok(1_000.0)],
        area_km2: vec![Ok(8.0)],
        covered: vec![true],
        ess: vec![ess(Famille::Association, Section::Q, 4.0), ess(Famille::Cooperative, Section::G, 2.0)],
        economy: vec![economy(Section::G, 30.0), economy(Section::Q, 10.0)],
    };
    assemble(&grain, &Grouping::of_communes(1, |_| true), counted(filter))
}

#[test]
fn each_indicator_divides_by_what_it_says_under_a_filter() {
    use Indicator::{
        EmploisHabitants, EtablissementsHabitants, EtablissementsSurface, IndiceSpecificite, PartEmplois,
        PartEtablissements, TailleMoyenne,
    };
    let value = |columns: &FactColumns, indicator| estimates(columns, indicator)[0].value;
    let whole = commune();
    assert_eq!(value(&whole, EtablissementsHabitants), Ok(60.0));
    assert_eq!(value(&whole, PartEtablissements), Ok(15.0));
    let health = filtered(Filter::new([], [Section::Q]));
    assert_eq!(value(&health, EtablissementsHabitants), Ok(40.0), "inhabitants are all of them");
    assert_eq!(value(&health, EtablissementsSurface), Ok(0.5));
    assert_eq!(value(&health, PartEtablissements), Ok(40.0), "of the establishments of health");
    assert_eq!(value(&health, PartEmplois), Ok(80.0), "of the jobs of health");
    let associations = filtered(Filter::new([Famille::Association], []));
    assert_eq!(value(&associations, PartEtablissements), Ok(10.0), "of all establishments");
    assert_eq!(value(&associations, EmploisHabitants), Ok(40.0));
    assert_eq!(value(&associations, TailleMoyenne), Ok(10.0));
    assert_eq!(value(&associations, IndiceSpecificite), Ok(1.0), "the reference is filtered alike");
    let none = filtered(Filter::new([Famille::Cooperative], [Section::Q]));
    assert_eq!(value(&none, EtablissementsHabitants), Ok(0.0), "nobody is a number");
    assert_eq!(value(&none, TailleMoyenne), Err(Absence::Nil), "the size of nobody is nothing");
    let elsewhere = filtered(Filter::new([], [Section::B]));
    assert_eq!(value(&elsewhere, PartEtablissements), Err(Absence::Nil), "no economy of that sector to be a part of");
}

#[test]
fn comparing_familles_does_not_stand_when_familles_are_chosen() {
    let (famille, section) = (Filter::new([Famille::Mutuelle], []), Filter::new([], [Section::K]));
    let lost: Vec<&Indicator> = Indicator::ALL.iter().filter(|indicator| !indicator.stands(famille)).collect();
    assert_eq!(lost.len(), Famille::ALL.len() + 1, "{lost:?}");
    assert!(lost.contains(&&Indicator::ConcentrationFamilles));
    assert!(Indicator::ALL.iter().all(|indicator| indicator.stands(section) && indicator.stands(Filter::default())));
}
