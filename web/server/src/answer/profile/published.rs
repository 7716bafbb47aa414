//! Our figures beside those that the documents publish of the same territory. Neither is corrected by the other: the years and what
//! is counted differ, and the table says so.

use std::collections::BTreeSet;

use lanterne_data::read::Published;
use lanterne_observatory::measure::density::areal;
use lanterne_observatory::measure::share::percent;
use lanterne_observatory::{Absence, Famille, Indicator, Level, Value};
use lanterne_report::model::{Row, Table};

use super::Context;
use super::cell::{number, numbers, text, words};
use super::weight::one;
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

pub(super) fn table(context: &Context) -> Option<Table> {
    let zones = same_zones(context);
    let own: Vec<&Published> =
        context.state.contents.published.iter().filter(|figure| about(context, &zones, figure)).collect();
    let rows: Vec<Row> = own.into_iter().filter_map(|figure| row(context, figure)).collect();
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
        notes: vec![set(if context.origin.synthetic {
            "Le chiffre publié reste celui de son auteur : ni l'un ni l'autre n'est corrigé. Le registre de cet instantané est synthétique : \
             il a été calé sur des chiffres publiés, dont ceux-ci."
        } else {
            "Le chiffre publié reste celui de son auteur : ni l'un ni l'autre n'est corrigé."
        })],
        source: set("Source : documents cités, relevés tels quels ; nos chiffres : voir les parties qui précèdent."),
    })
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

/// « associations », « cooperatives », « mutuelles » as the facts name them.
fn famille(detail: &str) -> Option<Famille> {
    let known = Famille::ALL.iter().copied();
    let mut named = known.filter(|famille| detail.trim_end_matches('s') == famille.as_str());
    named.next()
}
