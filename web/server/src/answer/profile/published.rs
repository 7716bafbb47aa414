//! Our figures beside those that the documents publish of the same territory. Neither is corrected by the other: the years and what
//! is counted differ, and the table says so.

use std::collections::{BTreeMap, BTreeSet};

use lanterne_data::read::Published;
use lanterne_observatory::measure::density::areal;
use lanterne_observatory::measure::share::percent;
use lanterne_observatory::{Absence, Famille, Indicator, Level, Value};
use lanterne_report::model::{Row, Table};

use super::cell::{number, numbers, text, words};
use super::weight::one;
use super::{Context, few};
use crate::french::typography::set;
use crate::tiling::grouping::Grouping;

/// A measure that can be set beside ours: its name in the facts, its words, decimals, unit.
const MEASURES: [(&str, &str, u8, &str); 6] = [
    ("commune_count", "Communes", 0, ""),
    ("population", "Habitants", 0, ""),
    ("population_density_per_km2", "Habitants au km²", 0, ""),
    ("ess_jobs", "Emplois de l'ESS", 0, ""),
    ("ess_establishments", "Établissements de l'ESS", 0, ""),
    ("share_ess_jobs_pct", "Part de l'ESS dans l'emploi", 1, "%"),
];

/// Rows in a document that is read from end to end.
const BESIDE: usize = 8;

pub(super) fn table(context: &Context) -> Option<Table> {
    let zones = same_zones(context);
    let own: Vec<&Published> = (context.state.contents.published.iter())
        .filter(|figure| figure.value.is_some() && about(context, &zones, figure))
        .collect();
    let mut rows: Vec<Row> = latest_first(own).into_iter().filter_map(|figure| row(context, figure)).collect();
    let others = few::shortened(context, &mut rows, BESIDE, ["autre chiffre", "autres chiffres"]);
    let kept = set(if context.origin.synthetic {
        "Le chiffre publié reste celui de son auteur : ni l'un ni l'autre n'est corrigé. Le registre de cet instantané est synthétique : \
         il a été calé sur des chiffres publiés, dont ceux-ci."
    } else {
        "Le chiffre publié reste celui de son auteur : ni l'un ni l'autre n'est corrigé."
    });
    (!rows.is_empty()).then(|| Table {
        id: "cote-a-cote".to_owned(),
        title: set("Nos chiffres à côté de ceux qu'il a publiés"),
        columns: vec![
            words("Mesure", 4),
            numbers("publié"),
            words("année", 1),
            numbers("ici"),
            words("année", 2),
            words("pourquoi ils diffèrent", 5),
        ],
        rows,
        notes: others.into_iter().chain([kept]).collect(),
        source: set("Source : documents cités, relevés tels quels ; nos chiffres : voir les parties qui précèdent."),
    })
}

/// The latest of each measure, then the others, each in the order of the documents: a short list has one of each. A figure without
/// year is the oldest.
fn latest_first(own: Vec<&Published>) -> Vec<&Published> {
    let mut latest: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, figure) in own.iter().enumerate() {
        let known = latest.entry((figure.measure.as_str(), figure.detail.as_str())).or_insert(at);
        if figure.year > own[*known].year {
            *known = at;
        }
    }
    let latest: BTreeSet<usize> = latest.into_values().collect();
    let (first, others): (Vec<_>, Vec<_>) = own.into_iter().enumerate().partition(|(at, _)| latest.contains(at));
    first.into_iter().chain(others).map(|(_, figure)| figure).collect()
}

/// Whether a published figure is set beside ours.
pub(super) fn is_beside(measure: &str, detail: &str) -> bool {
    match measure {
        "share_by_famille_units_pct" => famille(detail).is_some(),
        _ => detail.is_empty() && MEASURES.iter().any(|(own, ..)| *own == measure),
    }
}

/// Names of the declared zones made of the very same communes.
fn same_zones(context: &Context) -> Vec<String> {
    let communes: BTreeSet<u32> = context.subject.communes.rows().iter().copied().collect();
    let zones = context.state.contents.zones.iter();
    zones
        .filter(|zone| Grouping::declared(&zone.zone, context.state).is_some_and(|own| own.communes == communes))
        .map(|zone| zone.name.clone())
        .collect()
}

fn about(context: &Context, zones: &[String], figure: &Published) -> bool {
    let by_code = context.subject.unit.is_some_and(|(level, row)| {
        let code = context.state.territories(level).code.get(row as usize);
        level != Level::France && figure.level == level.as_str() && figure.code.as_ref() == code
    });
    by_code || figure.name.as_ref().is_some_and(|name| zones.contains(name))
}

fn row(context: &Context, figure: &Published) -> Option<Row> {
    let published = figure.value?;
    let facts = context.subject.facts();
    let state = context.state;
    let (label, decimals, unit, own) = if figure.measure == "share_by_famille_units_pct" {
        let famille = famille(&figure.detail)?;
        let parts = facts.familles.iter().find(|own| own.famille == famille)?;
        let share = one(percent(&parts.establishments, &facts.establishments));
        (format!("Établissements : {}", famille.label().to_lowercase()), 0, "%", share)
    } else {
        if !figure.detail.is_empty() {
            return None;
        }
        let (_, label, decimals, unit) = MEASURES.iter().find(|(measure, ..)| *measure == figure.measure)?;
        (label.to_string(), *decimals, *unit, ours(context, &figure.measure))
    };
    let register = format!("fin {}", state.contents.year.map_or("?".to_owned(), |year| year.to_string()));
    let (year, why) = match figure.measure.as_str() {
        "commune_count" => {
            (state.manifest.cog.to_string(), "La géographie en vigueur : des communes ont pu fusionner.")
        }
        "population" | "population_density_per_km2" => {
            (format!("géographie {}", state.manifest.cog), "Population municipale d'un autre recensement.")
        }
        "ess_establishments" | "share_by_famille_units_pct" => {
            (register, "Établissements employeurs du registre, non structures.")
        }
        _ => (register, "Emplois estimés par tranche d'effectif d'un registre, non postes déclarés (Flores)."),
    };
    Some(Row {
        cells: vec![
            text(&label),
            number(Ok(published), decimals, unit),
            text(figure.year.as_deref().unwrap_or("non dite")),
            number(own, decimals, unit),
            text(&year),
            text(why),
        ],
        marked: false,
    })
}

fn ours(context: &Context, measure: &str) -> Value {
    let facts = context.subject.facts();
    match measure {
        "commune_count" => Ok(context.subject.communes.rows().len() as f64),
        "population" => one(facts.population.clone()),
        "population_density_per_km2" => one(areal(&facts.population, &facts.area_km2)),
        "ess_jobs" => one(facts.jobs.clone()),
        "ess_establishments" => one(facts.establishments.clone()),
        "share_ess_jobs_pct" => context.subject.estimate(Indicator::PartEmplois).value,
        _ => Err(Absence::NotPublished),
    }
}

/// « associations », « cooperatives », « mutuelles » as the facts name them, or by their words.
fn famille(detail: &str) -> Option<Famille> {
    let known = Famille::ALL.iter().copied();
    let mut named =
        known.filter(|own| detail.trim_end_matches('s') == own.as_str() || detail == own.label().to_lowercase());
    named.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_each_measure_comes_first_and_a_figure_without_year_is_the_oldest() {
        let figure = |name: &str, measure: &str, year: Option<&str>| Published {
            figure: name.to_owned(),
            origin: "document".to_owned(),
            level: "region".to_owned(),
            code: None,
            name: None,
            measure: measure.to_owned(),
            detail: String::new(),
            value: Some(1.0),
            unit: "count".to_owned(),
            year: year.map(str::to_owned),
            source: None,
            document: None,
            quote: None,
            note: None,
        };
        let own = [
            figure("a", "jobs", None),
            figure("b", "jobs", Some("2014")),
            figure("c", "people", None),
            figure("d", "jobs", Some("2024")),
            figure("e", "people", None),
        ];
        let names: Vec<&str> = latest_first(own.iter().collect()).iter().map(|own| own.figure.as_str()).collect();
        assert_eq!(names, ["c", "d", "a", "b", "e"]);
    }

    #[test]
    fn a_famille_is_known_by_its_word_in_the_facts_and_by_its_label() {
        assert_eq!(famille("cooperatives"), Some(Famille::Cooperative));
        assert_eq!(famille("coopératives"), Some(Famille::Cooperative));
        assert_eq!(famille("sports et loisirs"), None);
    }
}
