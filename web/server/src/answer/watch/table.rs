//! The zones as a table to take away: a row each, as the page shows them.

use super::{Asked, watch};
use crate::answer::notice::Notes;
use crate::answer::table::column;
use crate::document::watch::{WatchDocument, WatchFigure, WatchKind, WatchZone};
use crate::export::table::{Cells, Column, Table};
use crate::french::typography::set;
use crate::state::State;

/// The table, and the name of its file.
pub(crate) fn table(state: &State, asked: &Asked, address: &str) -> (Table, String) {
    let told = watch(state, asked);
    let name = "zones_a_surveiller".to_owned();
    let mut notes = Notes::default();
    let mention = told.synthetic.then(|| set("Données en partie inventées : voir la source."));
    notes.mention(mention.as_deref());
    notes.add("lecture", "Lecture", &told.sentence);
    notes.add("precisions", "Précisions", &told.sentences.join(" "));
    notes.add("limites", "Limites", &told.notes.join(" "));
    notes.add("tests", "Tests", &told.kinds.join(", "));
    notes.add("source", "Source", &told.source_line);
    notes.add("publication", "Publication", state.id());
    notes.add("adresse", "Adresse de ces données", address);
    let table = Table {
        title: set("Zones à surveiller"),
        cog: i32::from(state.manifest.cog),
        rows: (0_u32..).take(told.zones.len()).collect(),
        columns: columns(&told),
        notes: notes.done(),
        name: name.clone(),
    };
    (table, format!("lanterne_{name}.csv"))
}

fn columns(told: &WatchDocument) -> Vec<Column> {
    let zones = &told.zones;
    let text = |of: &dyn Fn(&WatchZone) -> Option<String>| Cells::Text(zones.iter().map(of).collect());
    let figures = |of: &dyn Fn(&WatchZone) -> Option<f64>| Cells::Number(zones.iter().map(of).collect());
    let whole = |of: &dyn Fn(&WatchZone) -> usize| {
        Cells::Whole(zones.iter().map(|zone| i64::try_from(of(zone)).ok()).collect())
    };
    let figure = |at: usize, of: fn(&WatchFigure) -> Option<f64>| figures(&move |zone| of(zone.figures.get(at)?));
    let absent = |at: usize| text(&move |zone| zone.figures.get(at)?.absence.clone());
    let mut columns = vec![
        column("zone", "Zone", "Ce qu'elle est dans un lien", text(&|zone| Some(zone.key.clone()))),
        column("nom", "Nom", "Nom de la zone", text(&|zone| Some(zone.name.clone()))),
        column(
            "origine",
            "Origine",
            "feuille_de_route : un document demande de la surveiller ; choisie : ajoutée à la liste ; trouvee : par les tests",
            text(&|zone| Some(zone.origin.clone())),
        ),
        column(
            "delimitee",
            "Délimitée",
            "non : dite en mots seulement, ses EPCI sont des candidats",
            Cells::Truth(zones.iter().map(|zone| zone.certain).collect()),
        ),
        column(
            "epci",
            "EPCI",
            "Codes des EPCI qu'elle touche, séparés par une espace",
            text(&|zone| Some(codes(zone))),
        ),
        column("communes", "Communes", "Nombre de communes", whole(&|zone| zone.communes)),
        column("habitants", "Habitants", "Population municipale", figures(&|zone| zone.population)),
        column("etablissements", "Établissements", "Établissements employeurs de l'ESS", figure(0, |own| own.value)),
        column("densite", "Densité", "Établissements de l'ESS pour 10 000 habitants", figure(1, |own| own.value)),
        column("densite_bas", "Borne basse", "Intervalle de la densité à 95 %", figure(1, |own| own.low)),
        column("densite_haut", "Borne haute", "Intervalle de la densité à 95 %", figure(1, |own| own.high)),
        column("densite_rapport", "Rapport", "Densité sur celle de la référence", figure(1, |own| own.ratio)),
        column("densite_absence", "Absence", "Pourquoi il n'y a pas de densité : nd, s, nil ou ns", absent(1)),
        column("part_emplois", "Part des emplois", "Part de l'ESS dans l'emploi, en %", figure(2, |own| own.value)),
        column("part_emplois_absence", "Absence", "Pourquoi il n'y a pas de part : nd, s, nil ou ns", absent(2)),
        column("minutes", "Minutes", "Trajet moyen jusqu'au lieu le plus proche", figures(&|zone| zone.minutes)),
        column(
            "minutes_absence",
            "Absence",
            "Pourquoi il n'y a pas de minutes : nd, ou nil quand aucun lieu n'est à portée",
            text(&|zone| zone.minutes_absence.clone()),
        ),
        column(
            "beneficiaires",
            "Bénéficiaires",
            "Somme de ses EPCI entiers, de toutes les années remises",
            figures(&|zone| zone.aid.beneficiaries),
        ),
        column(
            "beneficiaires_absence",
            "Absence",
            "Pourquoi il n'y a pas de nombre : nd, ou s quand un EPCI au moins est secret",
            text(&|zone| zone.aid.absence.clone()),
        ),
        column(
            "annees_depuis",
            "Années depuis",
            "Années depuis le dernier bénéficiaire",
            figures(&|zone| zone.aid.years_since),
        ),
        column(
            "annees_absence",
            "Absence",
            "nil : aucun bénéficiaire dans toutes les années remises ; nd : non connu",
            text(&|zone| zone.aid.since_absence.clone()),
        ),
    ];
    for (at, kind) in told.known_kinds.iter().enumerate() {
        let of = move |zone: &WatchZone| zone.kinds.get(at).map(held);
        let meaning = "EPCI où le test tient, sur ceux de la zone";
        columns.push(column(&kind.slug, &kind.name, meaning, text(&of)));
    }
    let sentences = |of: &dyn Fn(&WatchZone) -> Vec<String>| {
        Cells::Text(
            zones
                .iter()
                .map(|zone| Some(of(zone)).filter(|said| !said.is_empty()).map(|said| said.join(" ")))
                .collect(),
        )
    };
    columns.push(column(
        "recoupements",
        "Recoupements",
        "Zones de l'autre liste qui partagent des unités avec elle",
        sentences(&|zone| zone.overlaps.iter().map(|own| format!("{}.", own.sentence)).collect()),
    ));
    columns.push(column(
        "seuils_franchis",
        "Seuils franchis",
        "Les plus graves d'abord",
        sentences(&|zone| zone.crossed.iter().map(|own| own.sentence.clone()).collect()),
    ));
    columns
}

/// « 2 sur 4 »
fn held(kind: &WatchKind) -> String {
    format!("{} sur {}", kind.oui, kind.of)
}

fn codes(zone: &WatchZone) -> String {
    zone.epci.iter().map(|own| own.code.as_str()).collect::<Vec<_>>().join(" ")
}
