//! « Qui aide, à quel moment »: every scheme with what it brings, the stages of an enterprise's life it is for, and the nearest known
//! place; then whom the schemes reached ([`super::received`]). A stage the documents do not say is left blank, a place they do not say is
//! unknown. Where a stage or a need is sought, what answers it alone, and who carries that ([`super::operators`]).

use std::collections::{BTreeMap, BTreeSet};

use lanterne_data::read::{Access, Scheme};
use lanterne_observatory::{Absence, Value};
use lanterne_report::format::STAGES;
use lanterne_report::model::{self, Block, Cell, Row, Table, Text};

use super::Context;
use super::cell::{self, text, words};
use super::directory::Length;
use super::operators;
use crate::answer::accompaniment;
use crate::answer::published::document_title;
pub(super) use crate::answer::simulation::NEAR;
use crate::answer::simulation::today;
use crate::answer::white_zone::site_name;
use crate::french::integer;
use crate::french::typography::set;

pub(super) fn section(context: &Context) -> model::Section {
    let (sought, all) = (context.sought, &context.state.contents.schemes);
    let kept: Vec<&Scheme> = all.iter().filter(|scheme| sought.answered(scheme) == Some(true)).collect();
    let rows: Vec<Row> = kept.iter().map(|scheme| row(context, scheme)).collect();
    let presence = accompaniment::presence_of_all(context.state);
    let mut notes = vec![
        set(
            "Moments de la vie d'une entreprise : émergence, création, développement, consolidation, tels que les documents les disent.",
        ),
        set("Trajet : moyenne des habitants jusqu'au lieu connu le plus proche."),
    ];
    // The conditions are long: they are told where the part stands alone or is reckoned with.
    let told = context.length != Length::Few;
    if !told {
        notes.push(set("Conditions de chaque dispositif, telles qu'écrites : dans le classeur."));
    }
    // What the minutes rest on is told once in a document that is read from end to end: beside the tests of white zones.
    let travel = told.then(|| set(&context.state.access(&BTreeSet::new()).sentence));
    let known = Block::Text(Text {
        id: "lieux-connus".to_owned(),
        title: set("Ce que l'on sait des lieux"),
        paragraphs: std::iter::once(presence.sentence).chain(travel).collect(),
        list: false,
    });
    if sought.any() {
        notes.extend(sought.unsaid(all));
    }
    let guide = Table {
        id: "dispositifs".to_owned(),
        title: sought.title(),
        columns: vec![
            words("Dispositif", 3),
            words("Ce qu'il apporte", 4),
            words("À quel moment", 3),
            words("Où s'adresser", 4),
            super::cell::numbers("trajet"),
        ],
        rows,
        notes,
        source: set("Source : feuille de route régionale de l'ESS et documents des dispositifs."),
    };
    let mut blocks = vec![Block::Links(sought.links())];
    if kept.is_empty() && sought.any() {
        blocks.push(Block::Text(Text {
            id: "dispositifs".to_owned(),
            title: sought.title(),
            paragraphs: sought.nothing(all),
            list: false,
        }));
    } else {
        blocks.push(Block::Table(guide));
        blocks.extend(sought.any().then(|| operators::table(context, &kept)).flatten().map(Block::Table));
        blocks.extend(told.then(|| Block::Table(conditions(&kept))));
    }
    blocks.extend([known, super::received::block(context)]);
    model::Section {
        id: "aides".to_owned(),
        title: set("Qui aide, à quel moment"),
        sheet: "Guide des aides".to_owned(),
        lead: lead(context),
        key: Vec::new(),
        blocks,
    }
}

/// For whom each scheme is and on which conditions, as written.
fn conditions(schemes: &[&Scheme]) -> Table {
    let rows = schemes.iter().map(|scheme| {
        let said = |words: &Option<String>| text(words.as_deref().unwrap_or("non dit"));
        let cells = vec![
            text(&scheme.name),
            said(&scheme.beneficiaries),
            said(&scheme.eligibility),
            said(&scheme.co_financers),
            text(document_title(&scheme.document)),
        ];
        Row { cells, marked: false }
    });
    Table {
        id: "conditions".to_owned(),
        title: set("Pour qui, à quelles conditions, tel qu'écrit"),
        columns: vec![
            words("Dispositif", 3),
            words("Pour qui", 2),
            words("Conditions", 7),
            words("Cofinanceurs", 2),
            words("Document", 3),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
        source: set("Source : feuille de route régionale de l'ESS et documents des dispositifs."),
    }
}

/// « 84 % des habitants sont à 30 minutes au plus d’un lieu d’accompagnement connu. »
fn lead(context: &Context) -> String {
    let Some(near) = near(context) else {
        return set("Aucun trajet n'est connu d'ici à un lieu d'accompagnement.");
    };
    set(&format!(
        "{} % des habitants sont à {} minutes au plus d'un lieu d'accompagnement connu.",
        integer(near),
        integer(NEAR)
    ))
}

/// Share of the inhabitants, in percent, who are near a known place of help; who can reach none is not.
pub(super) fn near(context: &Context) -> Option<f64> {
    let reach = today(context.state, context.subject.communes.rows());
    (reach.known > 0.0).then(|| 100.0 * reach.near / reach.known)
}

/// Inhabitants and minutes of each commune whose journey is known.
fn people(context: &Context, access: &Access) -> Vec<(f64, f64)> {
    let population = &context.state.contents.grain.population;
    let of = |row: &u32| {
        let at = *row as usize;
        Some((population.get(at).copied()?.ok()?, access.journeys.get(at)?.minutes.ok()?))
    };
    context.subject.communes.rows().iter().filter_map(of).collect()
}

fn row(context: &Context, scheme: &Scheme) -> Row {
    let access = context.state.access(&BTreeSet::from([scheme.scheme.clone()]));
    let stages = scheme.life_stage.as_deref().unwrap_or("");
    let of = STAGES.map(|stage| stages.split(';').any(|own| own.trim() == stage));
    let when = if of.contains(&true) {
        Cell::Stages { of, kind: kind(scheme).to_owned() }
    } else {
        let whom = scheme.beneficiaries.as_deref().unwrap_or("");
        text(if whom == "EPCI" { "pour les intercommunalités" } else { "non dit" })
    };
    Row {
        cells: vec![
            text(&scheme.name),
            text(&brings(scheme)),
            when,
            text(&nearest(context, &access)),
            cell::number(minutes(context, &access), 0, "min"),
        ],
        marked: false,
    }
}

fn kind(scheme: &Scheme) -> &'static str {
    match scheme.lever.as_deref() {
        Some(lever) if lever.contains("financement") && lever.contains("conseil") => "conseil et financement",
        Some(lever) if lever.contains("financement") => "financement",
        Some(lever) if lever.contains("conseil") => "conseil",
        _ => "mise en réseau",
    }
}

/// « Financement : 20 000 € au plus. », « Conseil et financement, de 5 000 à 100 000 €, sur 12 mois. »
fn brings(scheme: &Scheme) -> String {
    let levers: Vec<String> =
        scheme.lever.as_deref().unwrap_or("").split(';').map(|lever| lever.trim().to_owned()).collect();
    let mut text = crate::french::typography::capital(&crate::french::ordinal::list(&levers, levers.len()));
    match (scheme.amount_min_eur, scheme.amount_max_eur) {
        (Some(least), Some(most)) => text.push_str(&format!(", de {} à {} €", integer(least), integer(most))),
        (None, Some(most)) => text.push_str(&format!(", {} € au plus", integer(most))),
        _ => {}
    }
    if let Some(months) = scheme.duration_months {
        text.push_str(&format!(", {} mois au plus", integer(f64::from(months))));
    }
    text
}

/// Mean over inhabitants.
pub(super) fn minutes(context: &Context, access: &Access) -> Value {
    if access.sites.is_empty() {
        return Err(Absence::NotPublished);
    }
    let known = people(context, access);
    let all: f64 = known.iter().map(|(people, _)| people).sum();
    if all <= 0.0 {
        return Err(Absence::NotPublished);
    }
    Ok(known.iter().map(|(people, minutes)| people * minutes).sum::<f64>() / all)
}

/// The place that is the nearest for most inhabitants.
pub(super) fn nearest(context: &Context, access: &Access) -> String {
    let population = &context.state.contents.grain.population;
    let mut people: BTreeMap<usize, f64> = BTreeMap::new();
    for row in context.subject.communes.rows() {
        let Some(site) = access.journeys.get(*row as usize).and_then(|journey| journey.site) else { continue };
        *people.entry(site).or_default() += population.get(*row as usize).copied().and_then(Result::ok).unwrap_or(0.0);
    }
    let most = people.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    site_name(context.state, access, most.map(|(site, _)| site)).unwrap_or_else(|| "lieu inconnu".to_owned())
}
