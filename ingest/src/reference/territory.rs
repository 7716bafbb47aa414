//! What happened where, and who is there: workshops, events, cooperations, structures named, and the territories that
//! documents declare.

use std::path::Path;

use lanterne_data::row::{Actor, Cooperation, Event, Workshop, Zone};

use super::fault::FactFault;
use super::known::Known;
use super::sheet::{Line, Sheet};

const EPCI: &str = "des SIREN d’EPCI du COG 2026";
const COMMUNES: &str = "des codes de communes du COG 2026";
const DEPARTEMENTS: &str = "des codes de départements";

/// The workshops of the conference.
pub(super) fn workshops(folder: &Path, known: &Known, faults: &mut Vec<FactFault>) -> Vec<Workshop> {
    let columns = [
        "workshop_id",
        "organisers",
        "title",
        "transitions",
        "date_iso",
        "month",
        "commune_name",
        "commune_code",
        "departement_code",
        "epci_code",
        "mode",
        "participants",
        "document",
        "quote",
        "note",
    ];
    Sheet::open(folder, "workshops_2023.csv", &columns, faults).keyed("workshop_id", |line| Workshop {
        workshop: line.text("workshop_id"),
        organisers: Some(line.text("organisers")),
        title: Some(line.text("title")),
        transitions: Some(line.text("transitions")),
        day: line.day("date_iso"),
        month: line.maybe("month"),
        commune_name: line.maybe("commune_name"),
        commune: one(line, "commune_code", "commune", known, COMMUNES),
        departement: one(line, "departement_code", "departement", known, DEPARTEMENTS),
        epci: one(line, "epci_code", "epci", known, EPCI),
        mode: Some(line.one_of("mode", &["presentiel", "visio", "unknown"])),
        participants: line.number("participants"),
        document: Some(line.text("document")),
        quote: line.maybe("quote"),
        note: line.maybe("note"),
    })
}

fn one(line: &mut Line<'_, '_>, column: &str, level: &str, known: &Known, what: &str) -> Option<String> {
    let codes = line.codes(column, |code| known.has(level, code), what);
    if codes.len() > 1 {
        line.refuse(column, "un seul code");
    }
    codes.into_iter().next()
}

/// The cooperations of the référentiel.
pub(super) fn cooperations(folder: &Path, known: &Known, faults: &mut Vec<FactFault>) -> Vec<Cooperation> {
    let columns = [
        "cooperation_id",
        "name",
        "type",
        "sector",
        "territory_text",
        "epci_codes",
        "candidate_epci_codes",
        "commune_codes",
        "members",
        "document",
        "quote",
        "note",
    ];
    Sheet::open(folder, "cooperations.csv", &columns, faults).keyed("cooperation_id", |line| Cooperation {
        cooperation: line.text("cooperation_id"),
        name: Some(line.text("name")),
        kind: line.maybe("type"),
        sector: line.maybe("sector"),
        territory_text: line.maybe("territory_text"),
        epci: Some(line.codes("epci_codes", |code| known.has("epci", code), EPCI)),
        epci_candidate: Some(line.codes("candidate_epci_codes", |code| known.has("epci", code), EPCI)),
        commune: Some(line.codes("commune_codes", |code| known.has("commune", code), COMMUNES)),
        members: line.maybe("members"),
        document: Some(line.text("document")),
        quote: line.maybe("quote"),
        note: line.maybe("note"),
    })
}

/// Declared territories: certain members and candidates are kept apart, and a territory never has both for one EPCI.
pub(super) fn zones(folder: &Path, known: &Known, faults: &mut Vec<FactFault>) -> Vec<Zone> {
    let columns = [
        "territory_id",
        "name",
        "kind",
        "departement_codes",
        "member_epci_codes",
        "candidate_epci_codes",
        "membership_basis",
        "description",
        "document",
        "quote",
        "note",
    ];
    Sheet::open(folder, "territories.csv", &columns, faults).keyed("territory_id", |line| {
        let epci = line.codes("member_epci_codes", |code| known.has("epci", code), EPCI);
        let candidates = line.codes("candidate_epci_codes", |code| known.has("epci", code), EPCI);
        if candidates.iter().any(|code| epci.contains(code)) {
            line.refuse("candidate_epci_codes", "des candidats qui ne sont pas déjà membres");
        }
        Zone {
            zone: line.text("territory_id"),
            name: line.text("name"),
            kind: line.text("kind"),
            departement: Some(line.codes("departement_codes", |code| known.has("departement", code), DEPARTEMENTS)),
            epci: Some(epci),
            epci_candidate: Some(candidates),
            basis: line.maybe("membership_basis"),
            description: line.maybe("description"),
            document: Some(line.text("document")),
            quote: line.maybe("quote"),
            note: line.maybe("note"),
        }
    })
}

/// The dated events other than the workshops.
pub(super) fn events(folder: &Path, known: &Known, faults: &mut Vec<FactFault>) -> Vec<Event> {
    let columns = [
        "event_id",
        "name",
        "kind",
        "date_start",
        "date_end",
        "place",
        "commune_name",
        "commune_code",
        "departement_code",
        "participants",
        "document",
        "quote",
        "note",
    ];
    Sheet::open(folder, "events.csv", &columns, faults).keyed("event_id", |line| {
        let (first_day, last_day) = (line.day("date_start"), line.day("date_end"));
        if last_day.is_some() && last_day < first_day {
            line.refuse("date_end", "un jour qui ne précède pas date_start");
        }
        Event {
            event: line.text("event_id"),
            name: line.text("name"),
            kind: line.maybe("kind"),
            first_day,
            last_day,
            place: line.maybe("place"),
            commune_name: line.maybe("commune_name"),
            commune: one(line, "commune_code", "commune", known, COMMUNES),
            departement: one(line, "departement_code", "departement", known, DEPARTEMENTS),
            participants: line.number("participants"),
            document: line.text("document"),
            quote: line.maybe("quote"),
            note: line.maybe("note"),
        }
    })
}

/// The structures that the documents name as examples.
pub(super) fn actors(folder: &Path, known: &Known, faults: &mut Vec<FactFault>) -> Vec<Actor> {
    let columns = [
        "actor_id",
        "name",
        "kind_of_structure",
        "activity",
        "commune_name",
        "commune_code",
        "epci_code",
        "employees_stated",
        "document",
        "quote",
        "note",
    ];
    Sheet::open(folder, "actors_named.csv", &columns, faults).keyed("actor_id", |line| Actor {
        actor: line.text("actor_id"),
        name: line.text("name"),
        kind: line.maybe("kind_of_structure"),
        activity: line.maybe("activity"),
        commune_name: line.maybe("commune_name"),
        commune: one(line, "commune_code", "commune", known, COMMUNES),
        epci: one(line, "epci_code", "epci", known, EPCI),
        employees_stated: line.number("employees_stated"),
        document: line.text("document"),
        quote: line.maybe("quote"),
        note: line.maybe("note"),
    })
}
