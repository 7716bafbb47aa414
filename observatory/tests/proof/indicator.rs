//! Whole columns of indicators, their intervals, their reliability and their words.

use lanterne_observatory::indicator::{
    Denominator, Facts, Indicator, Numerator, Part, Reference, Uncertainty, compute,
};
use lanterne_observatory::{Absence, Famille, Value};

use crate::strategy::known;

const SLUGS: [&str; 16] = [
    "etablissements_10000_hab",
    "emplois_1000_hab",
    "etablissements_km2",
    "emplois_km2",
    "etablissements",
    "emplois",
    "part_etablissements",
    "part_emplois",
    "indice_specificite",
    "taille_moyenne",
    "part_association",
    "part_cooperative",
    "part_mutuelle",
    "part_fondation",
    "part_societe_commerciale",
    "concentration_familles",
];

struct Columns {
    population: Vec<Value>,
    area_km2: Vec<Value>,
    establishments: Vec<Value>,
    jobs: Vec<Value>,
    all: Vec<Value>,
    all_jobs: Vec<Value>,
    familles: Vec<Vec<Value>>,
}

/// A city, a village with one association, a village with nothing, a place outside the coverage.
fn columns() -> Columns {
    let absent = Err(Absence::NotPublished);
    let column = |numbers: [f64; 3]| [known(&numbers), vec![absent]].concat();
    Columns {
        population: known(&[200_000.0, 400.0, 100.0, 5_000.0]),
        area_km2: known(&[50.0, 10.0, 8.0, 20.0]),
        establishments: column([400.0, 1.0, 0.0]),
        jobs: column([8_000.0, 3.0, 0.0]),
        all: column([5_000.0, 4.0, 1.0]),
        all_jobs: column([80_000.0, 20.0, 2.0]),
        familles: vec![
            column([6_000.0, 3.0, 0.0]),
            column([800.0, 0.0, 0.0]),
            column([600.0, 0.0, 0.0]),
            column([400.0, 0.0, 0.0]),
            column([200.0, 0.0, 0.0]),
        ],
    }
}

fn facts(columns: &Columns) -> Facts<'_> {
    Facts {
        population: &columns.population,
        area_km2: &columns.area_km2,
        establishments: &columns.establishments,
        jobs: &columns.jobs,
        all_establishments: &columns.all,
        all_jobs: &columns.all_jobs,
        familles: Famille::ALL
            .iter()
            .zip(&columns.familles)
            .map(|(&key, jobs)| Part { key, establishments: &[], jobs })
            .collect(),
        reference: Reference {
            population: Ok(200_500.0),
            area_km2: Ok(68.0),
            establishments: Ok(401.0),
            jobs: Ok(8_003.0),
            all_establishments: Ok(5_005.0),
            all_jobs: Ok(80_022.0),
        },
        ..Facts::default()
    }
}

fn values(indicator: Indicator) -> Vec<Value> {
    compute(indicator, &facts(&columns())).iter().map(|estimate| estimate.value).collect()
}

#[test]
fn the_contract_names_every_indicator() {
    let slugs: Vec<&str> = Indicator::ALL.iter().map(|indicator| indicator.definition().slug).collect();
    assert_eq!(slugs, SLUGS);
    for slug in SLUGS {
        assert_eq!(slug.parse::<Indicator>().unwrap().as_str(), slug);
    }
    assert!("densite".parse::<Indicator>().unwrap_err().to_string().contains("etablissements_10000_hab"));
}

#[test]
fn every_indicator_reads_as_defined() {
    let nd = Err(Absence::NotPublished);
    assert_eq!(values(Indicator::EtablissementsHabitants), [Ok(20.0), Ok(25.0), Ok(0.0), nd]);
    assert_eq!(values(Indicator::EmploisHabitants), [Ok(40.0), Ok(7.5), Ok(0.0), nd]);
    assert_eq!(values(Indicator::EtablissementsSurface), [Ok(8.0), Ok(0.1), Ok(0.0), nd]);
    assert_eq!(values(Indicator::EmploisSurface), [Ok(160.0), Ok(0.3), Ok(0.0), nd]);
    assert_eq!(values(Indicator::Etablissements), [Ok(400.0), Ok(1.0), Ok(0.0), nd]);
    assert_eq!(values(Indicator::Emplois), [Ok(8_000.0), Ok(3.0), Ok(0.0), nd]);
    assert_eq!(values(Indicator::PartEtablissements), [Ok(8.0), Ok(25.0), Ok(0.0), nd]);
    assert_eq!(values(Indicator::PartEmplois), [Ok(10.0), Ok(15.0), Ok(0.0), nd]);
    assert_eq!(values(Indicator::TailleMoyenne), [Ok(20.0), Ok(3.0), Err(Absence::Nil), nd]);
    assert_eq!(values(Indicator::PartAssociation), [Ok(75.0), Ok(100.0), Err(Absence::Nil), nd]);
    assert_eq!(values(Indicator::PartSocieteCommerciale)[0], Ok(2.5));
    let concentration = values(Indicator::ConcentrationFamilles);
    assert!((concentration[0].unwrap() - 0.581_25).abs() < 1e-12);
    assert_eq!(concentration[1..], [Ok(1.0), Err(Absence::Nil), nd]);
    let quotient = values(Indicator::IndiceSpecificite)[0].unwrap();
    assert!((quotient - (8_000.0 / 80_000.0) / (8_003.0 / 80_022.0)).abs() < 1e-12);
}

#[test]
fn an_interval_stands_where_the_definition_says_so_and_nowhere_else() {
    let (columns, bounds) = (columns(), (known(&[7_000.0, 3.0, 0.0]), known(&[9_500.0, 5.0, 0.0])));
    let facts = Facts { jobs_low: &bounds.0, jobs_high: &bounds.1, ..facts(&columns) };
    for indicator in Indicator::ALL {
        let stated = !matches!(indicator.definition().uncertainty, Uncertainty::Unstated | Uncertainty::Counted);
        let city = compute(*indicator, &facts)[0];
        assert_eq!((city.low.is_some(), city.high.is_some()), (stated, stated), "{indicator}");
        if let (Some(low), Some(high)) = (city.low, city.high) {
            assert!(low <= city.value.unwrap() && city.value.unwrap() <= high, "{indicator}");
        }
        assert_eq!(compute(*indicator, &facts)[3].low, None, "{indicator}: no interval without a figure");
    }
    let jobs = compute(Indicator::EmploisHabitants, &facts)[0];
    assert_eq!((jobs.low, jobs.high), (Some(35.0), Some(47.5)), "the bounds of the size bands");
    let number = compute(Indicator::Emplois, &facts)[0];
    assert_eq!((number.low, number.high), (Some(7_000.0), Some(9_500.0)), "a number keeps its bounds undivided");
    let without = compute(Indicator::EmploisHabitants, &self::facts(&columns))[0];
    assert_eq!((without.low, without.high), (None, None), "and none when the caller has none");
}

#[test]
fn only_densities_of_establishments_are_smoothed_and_towards_the_mean() {
    let columns = columns();
    for indicator in Indicator::ALL {
        let smoothed = compute(*indicator, &facts(&columns))[1].smoothed;
        assert_eq!(smoothed.is_some(), *indicator == Indicator::EtablissementsHabitants, "{indicator}");
    }
    let village = compute(Indicator::EtablissementsHabitants, &facts(&columns))[1];
    assert!(village.smoothed.unwrap() < 25.0 && village.smoothed.unwrap() >= 20.0 - 1e-9);
}

#[test]
fn a_figure_that_hangs_on_a_few_establishments_is_not_reliable() {
    let columns = columns();
    for indicator in Indicator::ALL {
        let reliable: Vec<bool> =
            compute(*indicator, &facts(&columns)).iter().map(|estimate| estimate.reliable).collect();
        // Beside the reference, one establishment or none on ten km² is low without any doubt.
        let village = *indicator == Indicator::EtablissementsSurface;
        // And a count is a count.
        let village = village || *indicator == Indicator::Etablissements;
        assert_eq!(reliable, [true, village, village, false], "{indicator}");
    }
}

#[test]
fn a_zero_is_reliable_where_many_people_live() {
    let reference = Reference { establishments: Ok(400.0), population: Ok(200_000.0), ..Reference::default() };
    let facts = |people: &'static [Value]| Facts {
        population: people,
        establishments: &[Ok(0.0)],
        reference,
        ..Facts::default()
    };
    assert!(!compute(Indicator::EtablissementsHabitants, &facts(&[Ok(400.0)]))[0].reliable);
    assert!(compute(Indicator::EtablissementsHabitants, &facts(&[Ok(4_000.0)]))[0].reliable);
}

#[test]
fn the_numerator_and_denominator_make_the_value() {
    let columns = columns();
    let is_quotient =
        |indicator: &&Indicator| **indicator != Indicator::ConcentrationFamilles && !indicator.is_number();
    for indicator in Indicator::ALL.iter().filter(is_quotient) {
        let estimates = compute(*indicator, &facts(&columns));
        let factor = estimates[0].value.unwrap() * estimates[0].denominator.unwrap() / estimates[0].numerator.unwrap();
        assert!(
            [1.0, 100.0, 1_000.0, 10_000.0].iter().any(|scale| (factor / scale - 1.0).abs() < 1e-12),
            "{indicator}: {factor}"
        );
    }
}

#[test]
fn a_number_is_what_it_counts_divided_by_nothing() {
    for indicator in Indicator::ALL.iter().filter(|indicator| indicator.is_number()) {
        for estimate in compute(*indicator, &facts(&columns())) {
            assert_eq!((estimate.value, estimate.denominator), (estimate.numerator, Err(Absence::NotPublished)));
        }
    }
}

#[test]
fn what_is_counted_and_what_divides_it_lead_to_one_indicator() {
    for numerator in Numerator::ALL {
        for denominator in Denominator::ALL {
            let leads = |indicator: &&Indicator| indicator.quotient() == Some((*numerator, *denominator));
            assert_eq!(Indicator::ALL.iter().filter(leads).count(), 1, "{numerator} {denominator}");
        }
    }
}

#[test]
fn every_text_is_whole_french_and_well_spaced() {
    for indicator in Indicator::ALL {
        let definition = indicator.definition();
        for text in [
            definition.label,
            definition.short,
            definition.sentence,
            definition.definition,
            definition.formula,
            definition.limits,
            definition.source_note,
            definition.reliability,
        ] {
            assert!(!text.is_empty() && !text.contains("  ") && !text.contains('\''), "{indicator}: « {text} »");
            for wrong in [" ;", " %", " :", " ?", "« ", " »", "1 000", "10 000", "http"] {
                assert!(!text.contains(wrong), "{indicator}: « {text} » holds « {wrong} »");
            }
        }
        for slot in ["{territoire}", "{valeur}", "{reference_nom}"] {
            assert!(definition.sentence.contains(slot), "{indicator} lacks {slot}");
        }
        for sentence in [definition.sentence, definition.definition, definition.limits, definition.reliability] {
            assert!(sentence.ends_with('.'), "{indicator}: « {sentence} »");
        }
    }
}
