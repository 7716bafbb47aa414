//! The loaded value that answers a published figure, measure by measure; or the reason there is none, in French.

use lanterne_data::read::Published;
use lanterne_data::read::review::WorkshopLine;

use super::ground::{Ground, Totals};

/// What a comparison is about: the register itself, or what surrounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Establishments and jobs: what `--strict` judges.
    Register,
    /// Population, communes, EPCI: the geography of the COG year against older counts.
    Territory,
    /// The list of workshops against the totals printed beside it.
    Workshop,
}

/// The loaded value and what it is about, or why there is none.
pub(super) fn loaded(ground: &Ground, figure: &Published) -> Result<(f64, Subject), String> {
    if figure.measure.contains("conference_") {
        return workshop(&ground.workshops, figure).map(|value| (value, Subject::Workshop));
    }
    if figure.measure == "epci_count" && figure.level == "epci_type" {
        let value = figure.code.as_deref().and_then(|natures| ground.epci_count(natures));
        return value.map(|value| (value, Subject::Territory)).ok_or_else(|| "aucun EPCI chargé de ce type".into());
    }
    let communes = ground.communes(figure).ok_or("territoire sans liste de communes dans l’instantané")?;
    let region = || ground.totals(&ground.region_of(&communes));
    let totals = ground.totals(&communes);
    match figure.measure.as_str() {
        "population" => return Ok((totals.population, Subject::Territory)),
        "commune_count" => return Ok((totals.communes, Subject::Territory)),
        "share_of_regional_population_pct" => {
            return Ok((percent(totals.population, region().population)?, Subject::Territory));
        }
        measure if !MEASURES.contains(&measure) => return Err("mesure que le registre ne donne pas".into()),
        _ => {}
    }
    if !ground.covers(&communes) {
        return Err("hors de la couverture du registre chargé".into());
    }
    register(&figure.measure, &figure.detail, &totals, region).map(|value| (value, Subject::Register))
}

const MEASURES: [&str; 13] = [
    "ess_establishments",
    "ess_jobs",
    "share_ess_establishments_pct",
    "share_ess_jobs_pct",
    "jobs_per_establishment",
    "share_establishments_under_10_employees_pct",
    "share_by_famille_jobs_pct",
    "share_by_famille_units_pct",
    "share_by_sector_jobs_pct",
    "share_by_sector_units_pct",
    "share_of_regional_ess_jobs_pct",
    "share_of_regional_ess_establishments_pct",
    "ess_establishments_per_1000_inhabitants",
];

fn register(measure: &str, detail: &str, totals: &Totals, region: impl Fn() -> Totals) -> Result<f64, String> {
    let part = || part(totals, detail);
    match measure {
        "ess_establishments" => Ok(part()?.0),
        "ess_jobs" => Ok(part()?.1),
        "share_ess_establishments_pct" => percent(totals.establishments, totals.all_establishments),
        "share_ess_jobs_pct" => percent(totals.jobs, totals.all_jobs),
        "jobs_per_establishment" => ratio(totals.jobs, totals.establishments),
        "share_establishments_under_10_employees_pct" => percent(totals.below_ten, totals.establishments),
        "share_by_famille_jobs_pct" | "share_by_sector_jobs_pct" => percent(part()?.1, totals.jobs),
        "share_by_famille_units_pct" | "share_by_sector_units_pct" => percent(part()?.0, totals.establishments),
        "share_of_regional_ess_jobs_pct" => percent(totals.jobs, region().jobs),
        "share_of_regional_ess_establishments_pct" => percent(totals.establishments, region().establishments),
        "ess_establishments_per_1000_inhabitants" => ratio(1000.0 * totals.establishments, totals.population),
        _ => Err("mesure que le registre ne donne pas".into()),
    }
}

/// Establishments and jobs of a family or an activity, the whole for an empty detail.
fn part(totals: &Totals, detail: &str) -> Result<(f64, f64), String> {
    let famille = |famille: &str| totals.famille.get(famille).copied().unwrap_or_default();
    let divisions = |list: &[&str]| {
        let found = list.iter().filter_map(|division| totals.division.get(*division));
        found.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
    };
    match detail {
        "" => Ok((totals.establishments, totals.jobs)),
        "associations" => Ok(famille("association")),
        "cooperatives" => Ok(famille("cooperative")),
        "mutuelles" => Ok(famille("mutuelle")),
        "fondations" => Ok(famille("fondation")),
        "sports_et_loisirs" => Ok(divisions(&["93"])),
        "arts_et_spectacles" => Ok(divisions(&["90", "91"])),
        "enseignement" => Ok(divisions(&["85"])),
        "sante_et_action_sociale" => Ok(divisions(&["86", "87", "88"])),
        "action_sociale_sans_hebergement" => Ok(divisions(&["88"])),
        _ => Err("découpage que le registre ne donne pas".into()),
    }
}

fn ratio(numerator: f64, denominator: f64) -> Result<f64, String> {
    if denominator > 0.0 { Ok(numerator / denominator) } else { Err("rien de chargé au dénominateur".into()) }
}

fn percent(part: f64, whole: f64) -> Result<f64, String> {
    ratio(100.0 * part, whole)
}

/// Counts of the list of workshops.
fn workshop(list: &[WorkshopLine], figure: &Published) -> Result<f64, String> {
    let own = figure.level == "departement";
    let count = |keep: &dyn Fn(&WorkshopLine) -> bool| list.iter().filter(|line| keep(line)).count() as f64;
    let here = |line: &WorkshopLine| !own || line.departement == figure.code;
    let attended: Vec<f64> = list.iter().filter_map(|line| line.participants).map(f64::from).collect();
    match figure.measure.as_str() {
        "conference_workshops" => match figure.detail.split_once(' ') {
            _ if figure.detail.is_empty() => Ok(count(&here)),
            _ if figure.detail == "distanciel" => Ok(count(&|line| line.mode == "visio")),
            _ if figure.detail == "lieu non disponible" => Ok(count(&|line| line.mode == "unknown")),
            Some(("transition", kind)) => Ok(count(&|line| line.transitions.split(';').any(|one| one == kind))),
            Some(("mois", month)) => Ok(count(&|line| line.month.as_deref() == Some(month))),
            _ => Err("découpage que la liste ne donne pas".into()),
        },
        "share_conference_workshops_pct" => percent(count(&here), list.len() as f64),
        "conference_participants" => Ok(attended.iter().sum()),
        "conference_workshops_with_attendance" => Ok(attended.len() as f64),
        "conference_participants_mean" => ratio(attended.iter().sum(), attended.len() as f64),
        _ => Err("mesure que la liste des ateliers ne donne pas".into()),
    }
}
