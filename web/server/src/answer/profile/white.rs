//! « Zones blanches »: the four tests of a commune or an EPCI with their evidence; of a larger territory, those of its EPCI.

use std::collections::BTreeSet;

use lanterne_observatory::Level;
use lanterne_observatory::white_zone::{Kind, Parameters};
use lanterne_report::model::{self, Block, Boxed, Row, Table};

use super::Context;
use super::cell::{text, words};
use crate::answer::white_zone::{self, WhiteZoneQuery};
use crate::french::Named;
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::view::ViewKey;

/// The section, and what holds: of a commune or an EPCI, its tests; of a larger territory, the EPCI where one does.
pub(super) fn section(context: &Context) -> (model::Section, Vec<String>) {
    let (lead, blocks, holding) = match context.subject.unit {
        Some((level @ (Level::Commune | Level::Epci), row)) => of_unit(context, level, row),
        _ => of_parts(context),
    };
    let section = model::Section {
        id: "zones-blanches".to_owned(),
        title: set("Zones blanches"),
        sheet: "Zones blanches".to_owned(),
        lead,
        key: Vec::new(),
        blocks,
    };
    (section, holding)
}

fn asked(view: ViewKey) -> WhiteZoneQuery {
    WhiteZoneQuery { view, parameters: Parameters::default(), schemes: BTreeSet::new() }
}

/// The tests of the unit itself.
fn of_unit(context: &Context, level: Level, row: u32) -> (String, Vec<Block>, Vec<String>) {
    let (state, subject) = (context.state, context.subject);
    let Some(position) = subject.view.position(row) else { return Default::default() };
    let query = asked(ViewKey::usual(level, subject.view.key.region));
    let (tests, sentence) = white_zone::unit::of_unit(state, &query, position, &subject.named);
    let white = tests.iter().any(|test| test.verdict == "oui");
    let verdicts = tests.iter().map(|test| (set(&test.label), test.verdict_label.clone())).collect();
    let figures = tests
        .iter()
        .filter(|test| test.verdict != "nd")
        .take(3)
        .map(|test| (set(&test.evidence), set(&test.sentence)))
        .collect();
    let stability = tests.iter().map(|test| Row {
        cells: vec![
            text(&test.label),
            text(&test.verdict_label),
            text(&test.definition),
            text(test.stability.as_ref().map_or("–", |stable| &stable.sentence)),
        ],
        marked: test.verdict == "oui",
    });
    let blocks = vec![
        Block::Boxed(Boxed {
            id: "quatre-tests".to_owned(),
            title: set("Quatre tests, et ce qui les fonde"),
            verdicts,
            figures,
            white,
            source: context.sourced(&state.access(&BTreeSet::new()).sentence),
        }),
        Block::Table(Table {
            id: "tests".to_owned(),
            title: set("Ce que chaque test demande, et s'il tient"),
            columns: vec![
                words("Test", 2),
                words("Ici", 1),
                words("Ce qu'il demande", 5),
                words("Si l'on change les seuils", 5),
            ],
            rows: stability.collect(),
            notes: Vec::new(),
            source: String::new(),
        }),
    ];
    let holding = tests.iter().filter(|test| test.verdict == "oui").map(|test| test.label.to_lowercase()).collect();
    (set(&sentence), blocks, holding)
}

/// The tests of the EPCI that lie in it, or of those it touches where none does.
fn of_parts(context: &Context) -> (String, Vec<Block>, Vec<String>) {
    let (state, subject) = (context.state, context.subject);
    let document = white_zone::white_zones(state, &asked(ViewKey::usual(Level::Epci, subject.region)));
    let of = &state.contents.belonging.epci;
    let touched: BTreeSet<u32> =
        subject.communes.rows().iter().filter_map(|row| of.get(*row as usize).copied().flatten()).collect();
    let index = state.territories(Level::Epci);
    let kinds = &document.kinds;
    let verdicts = [
        (&kinds.offre.verdict, Kind::Offre),
        (&kinds.foyer_froid.verdict, Kind::FoyerFroid),
        (&kinds.accompagnement.verdict, Kind::Accompagnement),
    ];
    let sign = |verdict: &str| verdict.parse().map_or("n.d.", white_zone::sentence::sign);
    let (mut rows, mut white) = (Vec::new(), Vec::new());
    for (position, row) in document.rows.iter().enumerate().filter(|(_, row)| touched.contains(row)) {
        let named = Named::new(Level::Epci, &index.name[*row as usize]);
        let own: Vec<&str> = verdicts.iter().map(|(column, _)| column[position].as_str()).collect();
        let marked = own.contains(&"oui");
        if marked {
            white.push(named.short());
        }
        let whole = subject.parts.contains(row) || matches!(subject.unit, Some((Level::Region | Level::France, _)));
        let mark = if whole { "" } else { " (en partie)" };
        let mut cells = vec![text(&format!("{}{mark}", named.short()))];
        cells.extend(own.iter().map(|verdict| text(sign(verdict))));
        rows.push(Row { cells, marked });
    }
    // In a region or a country, the list of those that are white says more than all of them.
    if rows.len() > 40 {
        rows.retain(|row| row.marked);
    }
    let all = count(touched.len(), "EPCI", "EPCI");
    let lead = match white.as_slice() {
        [] => format!("Aucun des tests ne tient dans les {all} du territoire."),
        white => {
            format!("Au moins un test tient dans {} EPCI sur {} : {}.", white.len(), touched.len(), list(white, 6))
        }
    };
    let mut columns = vec![words("EPCI", 4)];
    columns.extend(verdicts.iter().map(|(_, kind)| words(kind.label(), 2)));
    let table = Table {
        id: "tests-epci".to_owned(),
        title: set("Trois tests, EPCI par EPCI"),
        columns,
        rows,
        notes: vec![
            set("Le quatrième test, le recours aux aides, attend une source d'activité."),
            document.basis.clone(),
        ],
        source: context.sourced(&document.parameters.travel_model),
    };
    (set(&lead), vec![Block::Table(table)], white)
}
