//! Figures published elsewhere, shown as published: beside ours where both exist, in their place where the register does
//! not speak. Never mixed with a computed figure: always flagged, with source and year.

use lanterne_data::read::Published;
use lanterne_observatory::{Indicator, Level};

use crate::document::series::PublishedShare;
use crate::document::territory::PublishedFigure;
use crate::french::typography::set;
use crate::state::State;

/// The measure of the reference facts that an indicator can be read beside.
fn measure(indicator: Indicator) -> Option<&'static str> {
    match indicator {
        Indicator::PartEmplois => Some("share_ess_jobs_pct"),
        Indicator::PartEtablissements => Some("share_ess_establishments_pct"),
        _ => None,
    }
}

/// Whether a figure is about a territory. The reference facts also have figures « France de province » under France's code
/// and « other_region » as a level: the name and the code decide.
fn about(figure: &Published, level: Level, code: &str, name: &str) -> bool {
    let same_level = figure.level == level.as_str() || (level == Level::Region && figure.level == "other_region");
    let same_name = level != Level::France || figure.name.as_deref().is_none_or(|own| own == name);
    same_level && figure.code.as_deref() == Some(code) && same_name
}

/// The most recent published figure of an indicator for a territory.
pub(crate) fn latest(state: &State, indicator: Indicator, level: Level, row: u32) -> Option<&Published> {
    let measure = measure(indicator)?;
    let index = state.territories(level);
    let (code, name) = (index.code.get(row as usize)?, index.name.get(row as usize)?);
    state
        .contents
        .published
        .iter()
        .filter(|figure| figure.measure == measure && figure.detail.is_empty() && figure.value.is_some())
        .filter(|figure| about(figure, level, code, name))
        .max_by(|a, b| a.year.cmp(&b.year).then_with(|| b.figure.cmp(&a.figure)))
}

/// Published figures of an indicator for the rows without value.
pub(crate) fn shares(state: &State, indicator: Indicator, level: Level, absent: &[u32]) -> Vec<PublishedShare> {
    if !matches!(level, Level::Region | Level::France) {
        return Vec::new();
    }
    let share = |row: &u32| {
        let figure = latest(state, indicator, level, *row)?;
        Some(PublishedShare {
            row: *row,
            value: figure.value?,
            year: figure.year.clone(),
            source: figure.source.clone(),
            published: true,
        })
    };
    absent.iter().filter_map(share).collect()
}

/// « INSEE Analyses, 2021 ».
pub(crate) fn cited(figure: &Published) -> String {
    let document = figure.document.as_deref().map(document_title);
    let source = figure.source.as_deref().or(document).unwrap_or("source non précisée");
    match &figure.year {
        Some(year) => format!("{source}, {year}"),
        None => format!("{source}, année non précisée"),
    }
}

/// What the facts were read in: the file of each document and its title, as their own notice says.
const DOCUMENTS: &str = include_str!("../../../../data/reference/facts/README.md");

/// The title of a document of the facts, by the name of its file; that name, where the notice does not know it.
pub(crate) fn document_title(file: &str) -> &str {
    let row = |line: &'static str| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | ");
    DOCUMENTS.lines().filter_map(row).find(|(own, _)| *own == file).map_or(file, |(_, title)| title)
}

/// Every published figure of a territory, in the order of the reference facts.
pub(crate) fn of_territory(state: &State, level: Level, row: u32) -> Vec<PublishedFigure> {
    let index = state.territories(level);
    let Some((code, name)) = index.code.get(row as usize).zip(index.name.get(row as usize)) else { return Vec::new() };
    state
        .contents
        .published
        .iter()
        .filter(|figure| about(figure, level, code, name))
        .filter_map(|figure| {
            let label = label(&figure.measure)?;
            Some(PublishedFigure {
                measure: figure.measure.clone(),
                label: set(label),
                detail: detail(&figure.detail),
                value: figure.value,
                unit: unit(&figure.unit).to_owned(),
                year: figure.year.clone(),
                source: figure.source.clone(),
                document: figure.document.clone(),
                quote: figure.quote.clone(),
            })
        })
        .collect()
}

/// The words of what a figure is limited to.
fn detail(slug: &str) -> String {
    match slug {
        "cooperatives" => "coopératives".to_owned(),
        "ensemble_de_l_economie" => set("ensemble de l'économie"),
        "secteur_prive" => "secteur privé".to_owned(),
        "sante_et_action_sociale" => "santé et action sociale".to_owned(),
        "action_sociale_sans_hebergement" => "action sociale sans hébergement".to_owned(),
        other => other.replace('_', " "),
    }
}

/// French label of the measures that describe the ESS of a territory; others are not shown in the panel.
fn label(measure: &str) -> Option<&'static str> {
    Some(match measure {
        "share_ess_jobs_pct" => "Part de l'ESS dans l'emploi",
        "share_ess_private_jobs_pct" => "Part de l'ESS dans l'emploi privé",
        "share_ess_establishments_pct" => "Part de l'ESS dans les établissements",
        "ess_jobs" => "Emplois de l'ESS",
        "ess_jobs_fte" => "Emplois de l'ESS en équivalent temps plein",
        "ess_jobs_change" => "Évolution des emplois de l'ESS",
        "ess_jobs_growth_pct" => "Croissance des emplois de l'ESS",
        "ess_establishments" => "Établissements de l'ESS",
        "ess_establishments_change_pct" => "Évolution des établissements de l'ESS",
        "ess_establishments_per_1000_inhabitants" => "Établissements de l'ESS pour 1 000 habitants",
        "ess_enterprise_creations" => "Créations d'entreprises de l'ESS",
        "ess_payroll_eur" => "Masse salariale de l'ESS",
        "share_by_famille_jobs_pct" => "Part d'une famille dans l'emploi de l'ESS",
        "share_by_famille_units_pct" => "Part d'une famille dans les structures de l'ESS",
        "share_by_sector_jobs_pct" => "Part d'un secteur dans l'emploi de l'ESS",
        "share_by_sector_units_pct" => "Part d'un secteur dans les structures de l'ESS",
        "jobs_per_establishment" => "Emplois par établissement",
        "share_of_regional_ess_jobs_pct" => "Part des emplois de l'ESS de la région",
        "share_of_departement_ess_jobs_pct" => "Part des emplois de l'ESS du département",
        "share_of_regional_ess_establishments_pct" => "Part des établissements de l'ESS de la région",
        "share_of_regional_population_pct" => "Part de la population de la région",
        "share_of_france_ess_jobs_pct" => "Part des emplois de l'ESS de France",
        "share_establishments_under_10_employees_pct" => "Part des établissements de moins de 10 salariés",
        "share_women_jobs_pct" => "Part des femmes dans l'emploi de l'ESS",
        "share_age_50_plus_pct" => "Part des salariés de 50 ans et plus",
        "share_age_under_30_pct" => "Part des salariés de moins de 30 ans",
        "retirements_expected_by_2028" => "Départs en retraite attendus d'ici 2028",
        "rank_share_ess_jobs" => "Rang pour la part de l'ESS dans l'emploi",
        "rank_ess_jobs" => "Rang pour les emplois de l'ESS",
        "rank_ess_establishments" => "Rang pour les établissements de l'ESS",
        "population" => "Population",
        _ => return None,
    })
}

/// French unit of the reference facts.
fn unit(slug: &str) -> &'static str {
    match slug {
        "pct" => "%",
        "jobs" | "posts" => "emplois",
        "full-time equivalents" => "équivalents temps plein",
        "eur" => "€",
        "inhabitants" => "habitants",
        "persons" => "personnes",
        "points" => "points",
        "departures" => "départs",
        "jobs per establishment" => "emplois par établissement",
        "per 1000 inhabitants" => "pour 1\u{202f}000 habitants",
        "rank" => "rang",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_of_the_facts_is_named_by_its_title() {
        let facts = include_str!("../../../../data/reference/facts/published_figures.csv");
        let files: Vec<&str> = facts.split(',').filter(|field| field.ends_with(".txt")).collect();
        assert!(files.len() > 100, "{}", files.len());
        for file in files {
            assert_ne!(document_title(file), file);
        }
        assert_eq!(document_title("001_3e71a41f5b2cb31d.txt"), "Feuille de route ESS 2024-2028, Hauts-de-France");
        assert_eq!(document_title("ailleurs.txt"), "ailleurs.txt");
    }
}
