//! Presence as a table to take away: a row per EPCI, as the map and its table show it.

use super::{Asked, presence};
use crate::answer::notice::Notes;
use crate::answer::table::column;
use crate::document::presence::PresenceDocument;
use crate::export::table::{Cells, Column, Table};
use crate::french::shortest;
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;

/// The table, and the name of its file.
///
/// # Errors
/// Those of [`presence`].
pub(crate) fn table(state: &State, asked: &Asked, address: &str) -> Result<(Table, String), Problem> {
    let told = presence(state, asked)?;
    let slug = told.scheme.as_deref().unwrap_or("tous");
    let year = told.year.map(|year| format!("_{year}")).unwrap_or_default();
    let name = format!("presence_{slug}{year}");
    let mut notes = Notes::default();
    let mention = told.synthetic.then(|| set("Données en partie inventées : voir la source."));
    notes.mention(mention.as_deref());
    notes.add("lecture", "Lecture", &told.sentence);
    notes.add("precisions", "Précisions", &told.sentences.join(" "));
    notes.add("limites", "Limites", &told.notes.join(" "));
    notes.add("source", "Source", &told.source_line);
    notes.add("publication", "Publication", state.id());
    notes.add("adresse", "Adresse de ces données", address);
    let table = Table {
        title: set("Présence des opérateurs, par EPCI"),
        cog: i32::from(state.manifest.cog),
        rows: told.units.row.clone(),
        columns: columns(&told),
        notes: notes.done(),
        name: name.clone(),
    };
    Ok((table, format!("lanterne_{name}.csv")))
}

fn columns(told: &PresenceDocument) -> Vec<Column> {
    let units = &told.units;
    let text = |cells: &[String]| Cells::Text(cells.iter().cloned().map(Some).collect());
    let whole = |cells: &[u32]| Cells::Whole(cells.iter().map(|count| Some(i64::from(*count))).collect());
    let within = shortest(told.minutes, 1);
    let contact = |contact: &Option<bool>| contact.map(|contact| if contact { "oui" } else { "non" }.to_owned());
    let year = told.year.map(i64::from);
    vec![
        column("code", "Code", "Code de l'EPCI", text(&units.code)),
        column("nom", "Nom", "Nom officiel de l'EPCI", text(&units.name)),
        column("annee", "Année", "Année montrée", Cells::Whole(vec![year; units.row.len()])),
        column("sieges", "Sièges", "Sièges d'opérateurs", whole(&units.siege)),
        column("antennes", "Antennes", "Antennes d'opérateurs", whole(&units.antenne)),
        column("permanences", "Permanences", "Permanences d'opérateurs", whole(&units.permanence)),
        column(
            "lieux_inconnus",
            "Lieux de nature inconnue",
            "Lieux dont la nature n'est pas dite",
            whole(&units.inconnu),
        ),
        Column {
            unit: "minutes".to_owned(),
            decimals: 1,
            ..column(
                "minutes",
                "Minutes",
                "Trajet jusqu'au contact le plus proche, moyenne des habitants",
                Cells::Number(units.minutes.clone()),
            )
        },
        column(
            "absence",
            "Absence",
            "Pourquoi il n'y a pas de minutes : nd, ou nil quand aucun contact ne peut être atteint",
            Cells::Text(units.absence.clone()),
        ),
        Column {
            decimals: 3,
            ..column(
                "part_a_portee",
                "Part à portée",
                &format!("Part des habitants à {within} minutes au plus d'un contact, de 0 à 1"),
                Cells::Number(units.within.clone()),
            )
        },
        column(
            "contact",
            "Contact",
            &format!("oui : un contact dans l'EPCI, ou à {within} minutes au plus en moyenne ; vide : inconnu"),
            Cells::Text(units.contact.iter().map(contact).collect()),
        ),
        column(
            "operateurs_zone_declaree",
            "Zones déclarées",
            "Opérateurs qui déclarent y intervenir : une déclaration n'est pas une présence",
            whole(&units.declared),
        ),
        column(
            "activite",
            "Activité",
            "oui : dernier bénéficiaire cette année-là ; ensuite : une année suivante ; non ; s : secret ; nd : non remis",
            text(&units.activity),
        ),
    ]
}
