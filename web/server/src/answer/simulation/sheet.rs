//! The sheet of a simulation: scenarios side by side as the content of one page. Every figure is that of the documents the page reads.

use lanterne_observatory::{Level, Value};
use lanterne_report::model::Imprint;
use lanterne_report::scenario::{Changes, Figures, Row, Sheet};

use super::drawing::{Shown, drawn, key};
use super::set::{Scenario, Set};
use super::words::signed;
use super::{Simulated, document};
use crate::answer::number;
use crate::answer::source::Origin;
use crate::document::simulation::{ReachDocument, SimulatedPlace, SimulatedSite, SimulationDocument};
use crate::french::ordinal::{count, list};
use crate::french::typography::set as typeset;
use crate::french::{Named, integer, number as written, shortest};
use crate::state::State;

/// Names in a list, at most: what is left out is counted.
const OPENED: usize = 8;
const CLOSED: usize = 6;
const EPCI: usize = 5;
const COMMUNES: usize = 5;
/// Signs of the address that is printed, at most: a longer one is for a machine.
const ADDRESS: usize = 240;
/// Where a figure is not known.
const UNKNOWN: &str = "n.d.";

/// A question computed, under its name.
struct Computed {
    name: String,
    simulated: Simulated,
    document: SimulationDocument,
}

/// The sheet of a set; `address` is that of the page that shows it.
pub(crate) fn sheet(state: &State, set: &Set, address: &str) -> Sheet {
    let compute = |scenario: Option<&Scenario>| {
        let query = set.question(scenario, state);
        let simulated = Simulated::of(state, &query);
        let name = scenario.map_or_else(|| "Aujourd'hui".to_owned(), |own| format!("Scénario {}", own.name));
        Computed { name: typeset(&name), document: document(state, &query, &simulated), simulated }
    };
    let today = compute(None);
    let scenarios: Vec<Computed> = set.scenarios.iter().map(|own| compute(Some(own))).collect();
    let shown = set.shown.checked_sub(1).and_then(|at| scenarios.get(at)).unwrap_or(&today);
    let changed = set.shown > 0 && !scenarios.is_empty();
    let map = |of: &Computed, named: bool| {
        let of = Shown {
            state,
            region: set.region,
            simulated: &of.simulated,
            situation: &of.simulated.after,
            sites: &of.document.sites,
            name: &of.name,
            named,
        };
        drawn(&of).map(|drawing| (of.name.to_owned(), drawing))
    };
    let region = set.region.and_then(|row| state.territories(Level::Region).name.get(row as usize));
    let place = region.map_or("France", String::as_str);
    let told = &shown.document;
    let mut notes = vec![told.travel_model.clone()];
    notes.extend(told.notes.iter().cloned());
    Sheet {
        imprint: imprint(state, set, &today, place, address),
        description: typeset(&format!("Simulation de permanences, {place} : {}", told.sentence)),
        title: typeset("Où faire venir la permanence ?"),
        question: typeset(&question(state, set, &today.document, place)),
        lead: told.sentence.clone(),
        sentences: told.sentences.clone(),
        shown: map(shown, true),
        today: if changed { map(&today, false) } else { None },
        key_title: typeset("Trajet vers le lieu le plus proche"),
        key: key(&shown.simulated.standing.people, &shown.simulated.after, &told.sites),
        figures: figures(set, &today, &scenarios),
        scenarios: scenarios.iter().map(|own| changes(state, own)).collect(),
        scenarios_title: typeset(if scenarios.len() > 1 {
            "Ce que changent les scénarios"
        } else {
            "Ce que change le scénario"
        }),
        notes,
        shortened: typeset("Ce que ces chiffres disent et ne disent pas est écrit à l'adresse ci-dessous."),
        source: told.source_line.clone(),
        address: printed(address),
    }
}

/// The address of the page as it is printed.
fn printed(address: &str) -> String {
    match address.split_once('?') {
        Some((page, _)) if address.chars().count() > ADDRESS => typeset(&format!(
            "{page} (le lien entier est trop long pour être imprimé : la page le garde sous un lien court)"
        )),
        Some(_) | None => address.to_owned(),
    }
}

fn imprint(state: &State, set: &Set, today: &Computed, place: &str, address: &str) -> Imprint {
    let origin = Origin::of(state, set.region);
    let synthetic = match (origin.synthetic, today.simulated.ground.examples > 0) {
        (true, true) => Some(typeset("Données synthétiques ; des lieux d'exemple, inventés, comptent.")),
        (false, true) => Some(typeset("Des lieux d'exemple, inventés, comptent.")),
        (_, false) => origin.notice,
    };
    Imprint {
        snapshot: state.id().to_owned(),
        running: typeset(&format!("Simulation de permanences, {place}")),
        synthetic,
        citation: String::new(),
        address: address.to_owned(),
    }
}

/// « Hauts-de-France ; tous les dispositifs ; un lieu est loin à plus de 30 minutes ; lieux connus des documents (33 aujourd'hui) »
fn question(state: &State, set: &Set, today: &SimulationDocument, place: &str) -> String {
    let named = |slug: &String| {
        let known = state.contents.schemes.iter().find(|own| own.scheme == *slug);
        format!("dispositif {}", known.map_or(slug.as_str(), |own| own.name.as_str()))
    };
    let schemes = set.scheme.as_ref().map_or_else(|| "tous les dispositifs".to_owned(), named);
    format!(
        "{place} ; {schemes} ; un lieu est loin à plus de {} minutes de trajet ; {} ({} aujourd'hui).",
        set.minutes,
        today.places.label,
        integer(today.today.sites as f64)
    )
}

/// The four figures of the page, of today and of each scenario.
fn figures(set: &Set, today: &Computed, scenarios: &[Computed]) -> Figures {
    let within = format!("à {} min ou moins", set.minutes);
    let heads = [
        format!("Habitants {within}"),
        format!("Établissements {within}"),
        "EPCI enclavés".to_owned(),
        "Trajet moyen, min".to_owned(),
    ];
    let row = |at: usize, of: &Computed| Row {
        name: of.name.clone(),
        shown: at == set.shown,
        cells: cells(&of.document, at > 0),
    };
    Figures {
        title: typeset("Les chiffres"),
        heads: heads.iter().map(|head| typeset(head)).collect(),
        rows: std::iter::once(today).chain(scenarios).enumerate().map(|(at, of)| row(at, of)).collect(),
    }
}

fn cells(of: &SimulationDocument, compared: bool) -> Vec<(String, String)> {
    let SimulationDocument { after, difference, .. } = of;
    let served = |reach: &[ReachDocument]| reach.iter().find(|own| own.minutes == of.minutes).cloned();
    let (people, shops) = (served(&after.population), served(&after.establishments));
    let text = |value: Option<f64>, decimals: u8, unit: &str| match value {
        Some(value) => typeset(&format!("{}{unit}", written(value, decimals))),
        None => UNKNOWN.to_owned(),
    };
    let change = |value: Option<f64>, decimals: u8, unit: &str| match value {
        Some(value) if compared => typeset(&format!("{}{unit}", signed(value, decimals))),
        Some(_) | None => String::new(),
    };
    let share = people.and_then(|own| own.share).map(|share| 100.0 * share);
    vec![
        (text(share, 1, " %"), change(difference.population_points, 1, " pt")),
        (text(shops.and_then(|own| own.within), 0, ""), change(difference.establishments, 0, "")),
        (integer(after.enclosed as f64), change(Some(difference.enclosed as f64), 0, "")),
        (text(after.mean_minutes, 1, ""), change(difference.mean_minutes, 1, "")),
    ]
}

/// What a scenario opens and closes, and who changes side.
fn changes(state: &State, of: &Computed) -> Changes {
    let sites = |state: &str| -> Vec<String> {
        of.document.sites.iter().filter(|site| site.state == state).map(site_name).collect()
    };
    let epci = |places: &[SimulatedPlace]| -> Vec<String> {
        places.iter().map(|place| Named::new(Level::Epci, &place.name).short()).collect()
    };
    let (gained, lost) = moved(state, of);
    let minutes = shortest(of.document.minutes, 1);
    let communes = |names: &[String]| -> String {
        let most = list(names, COMMUNES);
        if names.len() > 1 { format!("{} : {most}", count(names.len(), "commune", "communes")) } else { most }
    };
    let lines = [
        ("Ouvre :".to_owned(), list(&sites("ajoute"), OPENED)),
        ("Ferme :".to_owned(), list(&sites("retire"), CLOSED)),
        ("EPCI désenclavés :".to_owned(), list(&epci(&of.document.freed), EPCI)),
        ("EPCI nouvellement enclavés :".to_owned(), list(&epci(&of.document.newly), EPCI)),
        (format!("Passent à {minutes} minutes ou moins :"), communes(&gained)),
        (format!("Ne sont plus à {minutes} minutes :"), communes(&lost)),
    ];
    let mut lines: Vec<(String, String)> = (lines.into_iter())
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| (typeset(&label), typeset(&text)))
        .collect();
    if lines.is_empty() {
        lines.push((String::new(), typeset("Rien n'ouvre, rien ne ferme : c'est aujourd'hui.")));
    }
    Changes { name: of.name.clone(), lines }
}

fn site_name(site: &SimulatedSite) -> String {
    match site.days_month {
        Some(days) if site.state == "ajoute" => {
            format!("{} ({} {} par mois)", site.name, shortest(days, 1), if days < 2.0 { "jour" } else { "jours" })
        }
        Some(_) | None => site.name.clone(),
    }
}

/// Names of the communes that come within the minutes asked, and of those that leave them; the most populated first.
fn moved(state: &State, of: &Computed) -> (Vec<String>, Vec<String>) {
    let Simulated { standing, after, .. } = &of.simulated;
    let view = &standing.people.communes;
    let near = |minutes: Value| minutes.is_ok_and(|minutes| minutes <= of.document.minutes);
    let names = &state.territories(Level::Commune).name;
    let (mut gained, mut lost) = (Vec::new(), Vec::new());
    for (at, (today, then)) in standing.today.journeys.iter().zip(&after.journeys).enumerate() {
        let (Some(row), before, after) = (view.rows.get(at), near(today.minutes), near(then.minutes)) else { continue };
        if before == after {
            continue;
        }
        let people = view.columns.population.get(at).copied().and_then(number).unwrap_or(0.0);
        let name = names.get(*row as usize).cloned().unwrap_or_default();
        if after { gained.push((people, name)) } else { lost.push((people, name)) }
    }
    let ordered = |mut all: Vec<(f64, String)>| -> Vec<String> {
        all.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        all.into_iter().map(|(_, name)| name).collect()
    };
    (ordered(gained), ordered(lost))
}
