//! Results and white zones written from facts, read back and held against the facts by hand.
#![allow(clippy::unwrap_used)]

mod region;

use lanterne_data::read::{contents, result::results};
use lanterne_ingest::derive::derive;
use lanterne_ingest::{Interrupt, Silent, Watch};
use lanterne_observatory::white_zone::Parameters;
use lanterne_observatory::{Absence, Indicator, Level, Perimetre};

#[test]
fn results_are_the_quotients_of_sums_over_communes_and_absence_is_not_zero() {
    let folder = tempfile::tempdir().unwrap();
    let draft = region::rows().draft(&region::targets("hauts-de-france"), folder.path());
    let interrupt = Interrupt::default();
    let start = std::time::Instant::now();
    derive(&draft, Parameters::default(), &Watch::new(&Silent, &interrupt)).unwrap_or_else(|fault| panic!("{fault}"));
    println!("derive: {:?}", start.elapsed());

    let snapshot = draft.snapshot().unwrap();
    let contents = contents(&snapshot).unwrap();
    let index = |level: Level| contents.territories.iter().find(|index| index.level == level).unwrap();
    let of = |indicator, level| results(&snapshot, indicator, Perimetre::Loi2014, level).unwrap();

    let epci = index(Level::Epci);
    let density = of(Indicator::EtablissementsHabitants, Level::Epci);
    assert_eq!(density.len(), epci.len(), "one row per territory, in row order");
    let lille = epci.row("200093201").unwrap() as usize;
    let population = epci.population[lille].unwrap() as f64;
    assert!((density[lille].value.unwrap() - 34_740_000.0 / population).abs() < 1e-9);
    let (low, high) = (density[lille].low.unwrap(), density[lille].high.unwrap());
    assert!(low < density[lille].value.unwrap() && density[lille].value.unwrap() < high);

    // Outside the register's departments there is no figure, and never a zero.
    let rennes = epci.row("243500139").unwrap() as usize;
    assert_eq!(density[rennes].value, Err(Absence::NotPublished));
    let communes = of(Indicator::EtablissementsHabitants, Level::Commune);
    let zeros = communes.iter().filter(|row| row.value == Ok(0.0)).count();
    assert!(zeros > 100, "a covered commune without establishment is zero, not absent");
    assert_eq!(of(Indicator::EtablissementsHabitants, Level::France)[0].value, Err(Absence::NotPublished));

    // The region: 8.8 % of establishments and 10.9 % of jobs, from the same rows.
    let region = index(Level::Region).row("32").unwrap() as usize;
    assert!((of(Indicator::PartEmplois, Level::Region)[region].value.unwrap() - 10.9).abs() < 0.001);
    assert!((of(Indicator::IndiceSpecificite, Level::Region)[region].value.unwrap() - 1.0).abs() < 1e-12);
    let wide = results(&snapshot, Indicator::EtablissementsHabitants, Perimetre::Categorie, Level::Region).unwrap();
    assert!(
        wide[region].value != of(Indicator::EtablissementsHabitants, Level::Region)[region].value,
        "perimeters differ"
    );

    // A territory without a figure has no row; every other has one.
    let mut figures = 0;
    for indicator in Indicator::ALL {
        for (perimetre, level) in
            Perimetre::ALL.iter().flat_map(|one| Level::ALL.iter().map(move |level| (*one, *level)))
        {
            let series = results(&snapshot, *indicator, perimetre, level).unwrap();
            figures += series.iter().filter(|row| row.value != Err(Absence::NotPublished)).count() as u64;
        }
    }

    let zones = lanterne_data::read::review::white_zones(&snapshot, "offre", Level::Epci).unwrap();
    let verdict = |code: &str| zones[epci.row(code).unwrap() as usize].verdict.as_str();
    assert_eq!(zones.len(), epci.len());
    assert_eq!(
        verdict("200090751"),
        "oui",
        "Grand Calais is in a watch zone, made lighter, and large enough to prove it"
    );
    assert_eq!(verdict("200093201"), "non");
    assert_eq!(verdict("243500139"), "nd");
    let access = lanterne_data::read::review::white_zones(&snapshot, "accompagnement", Level::Epci).unwrap();
    assert_eq!(access.len(), epci.len(), "all operators together: one row per EPCI");
    assert!(access.iter().any(|row| row.verdict == "oui") && access.iter().any(|row| row.verdict == "non"));
    assert!(access[lille].minutes.unwrap() < 30.0 && access[lille].nearest_site.is_some());

    let sums = draft.finish().unwrap();
    let stored = sums.iter().find(|sum| sum.name == "result").unwrap().rows;
    assert_eq!(stored, figures);
}
