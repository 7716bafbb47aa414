//! « Se rencontrer, coopérer »: workshops and events held here or in the department, practices of cooperation, structures that the
//! documents name, and the projects the territory is part of. The documents are no register: what they do not name may exist.

use std::collections::BTreeSet;

use lanterne_data::read::meeting::Meeting;
use lanterne_observatory::Level;
use lanterne_report::model::{self, Block, Row, Table, Text};

use super::cell::{text, words};
use super::{Context, few, policy};
use crate::french::ordinal::count;
use crate::french::typography::{capital, set};

/// Rows of each list in a document that is read from end to end: meetings, the nearest first; practices and structures; projects.
const MEETINGS: usize = 6;
const ROWS: usize = 5;
const PROJECTS: usize = 4;

/// Where something is, from the territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Here,
    Departement,
}

impl Reach {
    fn label(self) -> &'static str {
        match self {
            Self::Here => "ici",
            Self::Departement => "département",
        }
    }
}

/// What of it concerns a territory: counts, for the sentences.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Ties {
    pub(super) meetings: usize,
    pub(super) cooperations: usize,
}

/// Codes of the territory.
struct Place {
    communes: BTreeSet<String>,
    epci: BTreeSet<String>,
    departements: BTreeSet<String>,
}

impl Place {
    fn of(context: &Context) -> Self {
        let (state, rows) = (context.state, context.subject.communes.rows());
        let codes = |level: Level, rows: BTreeSet<u32>| -> BTreeSet<String> {
            let index = state.territories(level);
            rows.into_iter().filter_map(|row| index.code.get(row as usize).cloned()).collect()
        };
        let of = &state.contents.belonging;
        let epci = rows.iter().filter_map(|row| of.epci.get(*row as usize).copied().flatten()).collect();
        Self {
            communes: codes(Level::Commune, rows.iter().copied().collect()),
            epci: codes(Level::Epci, epci),
            departements: codes(Level::Departement, context.subject.departements.iter().copied().collect()),
        }
    }

    /// A commune by its code.
    fn reach(&self, context: &Context, commune: Option<&str>) -> Option<Reach> {
        let commune = commune?;
        if self.communes.contains(commune) {
            return Some(Reach::Here);
        }
        let index = context.state.territories(Level::Commune);
        let departement = index.departement.get(index.row(commune)? as usize)?.as_ref()?;
        self.departements.contains(departement).then_some(Reach::Departement)
    }

    /// Of several EPCI and communes: whether one of them is here.
    fn touches(&self, epci: &[String], communes: &[String]) -> bool {
        epci.iter().any(|code| self.epci.contains(code)) || communes.iter().any(|code| self.communes.contains(code))
    }
}

/// Counts of what happens here.
fn ties(context: &Context, place: &Place) -> Ties {
    let known = &context.state.contents.meetings;
    Ties {
        meetings: known
            .meetings
            .iter()
            .filter(|one| place.reach(context, one.commune.as_deref()) == Some(Reach::Here))
            .count(),
        cooperations: known.cooperations.iter().filter(|one| place.touches(&one.epci, &one.commune)).count(),
    }
}

/// The section, and the counts.
pub(super) fn section(context: &Context) -> (model::Section, Ties) {
    let place = Place::of(context);
    let ties = ties(context, &place);
    let policy = policy::sentence(context, &place.epci);
    let projects = projects(context, &place, policy.as_deref());
    // What is known of the policy stands under the projects; alone where there is none.
    let alone = policy.filter(|_| projects.is_none()).map(|told| Text {
        id: "politique".to_owned(),
        title: set("La politique ESS de la collectivité"),
        paragraphs: vec![told],
        list: true,
    });
    let tables = [meetings(context, &place), cooperations(context, &place), actors(context, &place), projects];
    let section = model::Section {
        id: "cooperer".to_owned(),
        title: set("Se rencontrer, coopérer"),
        sheet: "Coopérer".to_owned(),
        lead: lead(ties),
        key: Vec::new(),
        blocks: tables.into_iter().flatten().map(Block::Table).chain(alone.map(Block::Text)).collect(),
    };
    (section, ties)
}

fn lead(ties: Ties) -> String {
    let told = match (ties.meetings, ties.cooperations) {
        (0, 0) => {
            "Les documents ne citent ni rencontre ni coopération dans ce territoire : ils ne sont pas un recensement."
                .to_owned()
        }
        (meetings, cooperations) => {
            let parts: Vec<String> = [
                (meetings, count(meetings, "rencontre de l'ESS", "rencontres de l'ESS")),
                (cooperations, count(cooperations, "pratique de coopération", "pratiques de coopération")),
            ]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(_, words)| words)
            .collect();
            format!("Les documents citent ici {}.", parts.join(" et "))
        }
    };
    set(&told)
}

/// « 06/04/2023 », « 04/2023 ».
fn day(of: &Meeting) -> String {
    let parts: Vec<&str> = of.day.as_deref().unwrap_or("").split('-').collect();
    match parts.as_slice() {
        [year, month, day] => format!("{day}/{month}/{year}"),
        [year, month] => format!("{month}/{year}"),
        _ => "non dit".to_owned(),
    }
}

fn meetings(context: &Context, place: &Place) -> Option<Table> {
    let known = &context.state.contents.meetings.meetings;
    let mut near: Vec<(Reach, &Meeting)> =
        known.iter().filter_map(|one| Some((place.reach(context, one.commune.as_deref())?, one))).collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.day.cmp(&a.1.day)));
    let mut rows: Vec<Row> = near
        .into_iter()
        .map(|(reach, one)| {
            let kind = if one.workshop { "atelier" } else { "événement" };
            let people = one.participants.map_or("–".to_owned(), |people| people.to_string());
            Row {
                cells: vec![
                    text(&day(one)),
                    text(&one.name),
                    text(one.organisers.as_deref().unwrap_or("–")),
                    text(&format!("{}, {}", one.place.as_deref().unwrap_or("lieu non dit"), reach.label())),
                    text(kind),
                    text(&people),
                ],
                marked: reach == Reach::Here,
            }
        })
        .collect();
    let others = few::shortened(context, &mut rows, MEETINGS, ["autre rencontre", "autres rencontres"]);
    (!rows.is_empty()).then(|| Table {
        id: "rencontres".to_owned(),
        title: set("Rencontres, ici et dans le département"),
        columns: vec![
            words("Date", 2),
            words("Titre", 6),
            words("Organisateur", 3),
            words("Lieu", 3),
            words("", 2),
            words("Public", 1),
        ],
        rows,
        notes: others.into_iter().collect(),
        source: set("Source : programme des ateliers de 2023 et documents de la politique régionale."),
    })
}

fn cooperations(context: &Context, place: &Place) -> Option<Table> {
    let known = &context.state.contents.meetings.cooperations;
    let mut rows: Vec<Row> = known
        .iter()
        .filter(|one| place.touches(&one.epci, &one.commune))
        .map(|one| Row {
            cells: vec![
                text(&one.name),
                text(&capital(one.kind.as_deref().unwrap_or(""))),
                text(one.sector.as_deref().unwrap_or("")),
                text(one.territory.as_deref().unwrap_or("")),
            ],
            marked: false,
        })
        .collect();
    let others = few::shortened(context, &mut rows, ROWS, ["autre pratique", "autres pratiques"]);
    (!rows.is_empty()).then(|| Table {
        id: "cooperations".to_owned(),
        title: set("Pratiques de coopération"),
        columns: vec![words("Nom", 4), words("Forme", 2), words("Domaine", 2), words("Territoire, tel qu'écrit", 3)],
        rows,
        notes: others.into_iter().collect(),
        source: set("Source : recueil de pratiques de coopération, relevé tel quel ; certaines ont pu évoluer."),
    })
}

fn actors(context: &Context, place: &Place) -> Option<Table> {
    let known = &context.state.contents.meetings.actors;
    let here = |epci: &Option<String>, commune: &Option<String>| {
        commune.as_ref().map_or_else(
            || {
                epci.as_ref().is_some_and(|code| place.epci.contains(code))
                    && context.subject.unit.is_none_or(|(level, _)| level != Level::Commune)
            },
            |code| place.communes.contains(code),
        )
    };
    let mut rows: Vec<Row> = known
        .iter()
        .filter(|one| here(&one.epci, &one.commune))
        .map(|one| {
            let employees = one.employees_stated.map_or(String::new(), |people| format!("{people} annoncés"));
            let told: Vec<&str> = [employees.as_str(), one.note.as_deref().unwrap_or("")]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            Row {
                cells: vec![
                    text(&one.name),
                    text(&capital(one.kind.as_deref().unwrap_or(""))),
                    text(one.activity.as_deref().unwrap_or("")),
                    text(one.place.as_deref().unwrap_or("")),
                    text(&told.join(" ; ")),
                ],
                marked: false,
            }
        })
        .collect();
    let others = few::shortened(context, &mut rows, ROWS, ["autre structure", "autres structures"]);
    let examples = set("Des exemples, non une liste : toutes ne sont pas de l'ESS au sens de la loi.");
    (!rows.is_empty()).then(|| Table {
        id: "acteurs".to_owned(),
        title: set("Structures que les documents citent en exemple"),
        columns: vec![
            words("Nom", 4),
            words("Nature", 2),
            words("Activité", 3),
            words("Commune", 2),
            words("Emplois, remarque", 3),
        ],
        rows,
        notes: others.into_iter().chain([examples]).collect(),
        source: set("Source : documents fondateurs, tels qu'écrits."),
    })
}

/// The contracts and projects whose EPCI are known, and who shares them; under them what is known of the policy.
fn projects(context: &Context, place: &Place, policy: Option<&str>) -> Option<Table> {
    let kind = |kind: &str| match kind {
        "petr" => Some("Pôle d'équilibre territorial et rural"),
        "contract_territory" => Some("Contrat"),
        "pilot_territory" => Some("Territoire pilote"),
        "project_territory" => Some("Territoire de projet"),
        "structuring_project" => Some("Projet structurant"),
        "watch_zone" => Some("Zone de surveillance"),
        _ => None,
    };
    let mut rows: Vec<Row> = context
        .state
        .contents
        .zones
        .iter()
        .filter(|zone| zone.epci.iter().any(|code| place.epci.contains(code)))
        .filter_map(|zone| {
            Some(Row {
                cells: vec![text(&zone.name), text(kind(&zone.kind)?), text(zone.description.as_deref().unwrap_or(""))],
                marked: false,
            })
        })
        .collect();
    let others = few::shortened(context, &mut rows, PROJECTS, ["autre", "autres"]);
    let known = set(&format!("Seuls ceux dont les documents disent les EPCI. {}", policy.unwrap_or_default()));
    (!rows.is_empty()).then(|| Table {
        id: "politiques".to_owned(),
        title: set("Contrats, stratégies et projets dont il est"),
        columns: vec![words("Nom", 3), words("Nature", 2), words("Ce qu'en disent les documents", 4)],
        rows,
        notes: others.into_iter().chain([known]).collect(),
        source: set("Source : feuille de route régionale de l'ESS, stratégie du PETR."),
    })
}
