//! Results and white zones written from facts, read back and held against the facts by hand.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use lanterne_data::read::review::{white_zone_areas, white_zones};
use lanterne_data::read::{contents, result::results};
use lanterne_data::row;
use lanterne_ingest::derive::derive;
use lanterne_ingest::{Interrupt, Silent, Watch};
use lanterne_observatory::white_zone::{Kind, Parameters};
use lanterne_observatory::{Absence, Indicator, Level, Perimetre};

use crate::region;

#[test]
fn results_are_the_quotients_of_sums_over_communes_and_absence_is_not_zero() {
    let folder = tempfile::tempdir().unwrap();
    let draft = region::rows().draft(&region::targets("hauts-de-france"), folder.path());
    helped(&draft);
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
    let arras = epci.row("200033579").unwrap() as usize;
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

    let zones = white_zones(&snapshot, Kind::Offre, Level::Epci).unwrap();
    let verdict = |code: &str| zones[epci.row(code).unwrap() as usize].verdict.as_str();
    assert_eq!(zones.len(), epci.len());
    assert_eq!(
        verdict("200090751"),
        "oui",
        "Grand Calais is in a watch zone, made lighter, and large enough to prove it"
    );
    assert_eq!(verdict("200093201"), "non");
    assert_eq!(verdict("243500139"), "nd");
    let access = white_zones(&snapshot, Kind::Accompagnement, Level::Epci).unwrap();
    assert_eq!(access.len(), epci.len(), "all operators together: one row per EPCI");
    assert!(access.iter().any(|row| row.verdict == "oui") && access.iter().any(|row| row.verdict == "non"));
    assert!(access[lille].minutes.unwrap() < 30.0 && access[lille].nearest_site.is_some());

    let cold = white_zones(&snapshot, Kind::FoyerFroid, Level::Commune).unwrap();
    let communes = index(Level::Commune);
    assert_eq!(cold.len(), communes.len());
    let tested = cold.iter().filter(|row| row.q.is_some()).count();
    assert!(tested > 3_000, "{tested} communes have neighbours with a known rate");
    assert!(
        cold.iter()
            .all(|row| row.q.is_none_or(|q| (0.0..=1.0).contains(&q)) && (row.verdict != "oui" || row.z < Some(0.0)))
    );
    assert_eq!(cold[communes.row("35238").unwrap() as usize].verdict, "nd", "Rennes is outside the register");
    // Ninety beneficiaries, spread as the establishments are: Lille has them all but two.
    let nobody = white_zones(&snapshot, Kind::Recours, Level::Epci).unwrap();
    let employers = of(Indicator::Etablissements, Level::Epci);
    let judged =
        |row: &usize| epci.region[*row].as_deref() == Some("32") && employers[*row].value != Err(Absence::NotPublished);
    let all: f64 = (0..epci.len()).filter(judged).map(|row| employers[row].value.unwrap_or(0.0)).sum();
    let (mut white, mut fair) = (0, 0);
    for (row, own) in nobody.iter().enumerate() {
        if !judged(&row) {
            assert_eq!(own.verdict, "nd", "{}: nothing was handed in there", epci.code[row]);
            continue;
        }
        let share = employers[row].value.unwrap_or(0.0) / all;
        let none = (1.0 - share).powi(90);
        assert!((own.none_probability.unwrap() - none).abs() < 1e-9, "{}", epci.code[row]);
        assert!((own.expected.unwrap() - 90.0 * share).abs() < 1e-9, "{}", epci.code[row]);
        let last = [(lille, 0), (arras, 1)].into_iter().find(|(unit, _)| *unit == row).map(|(_, since)| since);
        let told = if none <= 0.05 { "oui" } else { "ns" };
        assert_eq!(own.verdict, if last.is_some() { "non" } else { told }, "{}", epci.code[row]);
        assert_eq!(own.years_since, last, "{}", epci.code[row]);
        white += usize::from(own.verdict == "oui");
        fair += usize::from(own.verdict == "ns");
    }
    assert!(white > 0 && fair > 0, "{white} that chance does not explain, {fair} that it does");
    assert!(
        white_zones(&snapshot, Kind::Recours, Level::Commune).unwrap().iter().all(|row| row.verdict == "nd"),
        "by commune, nil would tell small counts"
    );

    // The areas of a kind hold its white units, each once.
    for (kind, rows) in [(Kind::Offre, &zones), (Kind::Accompagnement, &access), (Kind::Recours, &nobody)] {
        let white: BTreeSet<&String> =
            rows.iter().filter(|row| row.verdict == "oui").map(|row| &epci.code[row.row as usize]).collect();
        let areas = white_zone_areas(&snapshot, kind, Level::Epci).unwrap();
        let held: Vec<&String> = areas.iter().flat_map(|area| &area.unit).collect();
        assert_eq!(held.len(), white.len(), "{kind}");
        assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), white, "{kind}");
        assert!(areas.iter().all(|area| !area.name.is_empty() && area.commune_count > 0 && area.population > Some(0)));
        assert!(areas.windows(2).all(|pair| pair[0].population >= pair[1].population));
    }

    let sums = draft.finish().unwrap();
    let stored = sums.iter().find(|sum| sum.name == "white_zone").unwrap().rows;
    assert!(stored < 120_000, "{stored} rows: a territory where nothing was there to test has none");
    let stored = sums.iter().find(|sum| sum.name == "result").unwrap().rows;
    assert_eq!(stored, figures);
}

/// Activity in Lille and, the year before the last, in Arras.
fn helped(draft: &lanterne_data::Draft) {
    let act = |commune: &str, year: i16, beneficiaries: i32| row::Act {
        act: format!("lanterne/registre-synthetique:activite.csv:{commune}-{year}"),
        operator: "galilee".to_owned(),
        scheme: "acc_ess".to_owned(),
        year,
        siret: None,
        commune: commune.to_owned(),
        kind: "accompagnement".to_owned(),
        beneficiaries,
        jobs: None,
        amount_eur: None,
        card: "lanterne/registre-synthetique".to_owned(),
    };
    draft.append(&[act("59350", 2023, 48), act("59350", 2024, 40), act("62041", 2023, 2)]).unwrap();
    let given = |year: i16| row::ActivityGiven {
        operator: "galilee".to_owned(),
        scheme: "acc_ess".to_owned(),
        year,
        card: "lanterne/registre-synthetique".to_owned(),
    };
    draft.append(&[given(2023), given(2024)]).unwrap();
}
