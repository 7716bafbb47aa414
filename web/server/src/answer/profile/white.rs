//! « Zones blanches »: the four tests of a commune or an EPCI with their evidence; of a larger territory, those of its EPCI.

use std::collections::BTreeSet;

use lanterne_observatory::Level;
use lanterne_observatory::white_zone::{Kind, Parameters};
use lanterne_report::model::{self, Block, Boxed, Row, Table};

use super::cell::{text, words};
use super::directory::Length;
use super::{Context, few, permanence};
use crate::answer::white_zone::{self, WhiteZoneQuery};
use crate::document::territory::WhiteZoneTest;
use crate::french::Named;
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::view::ViewKey;

/// EPCI that are all listed in a document that is read from end to end; where there are more, some of them.
const ALL: usize = 20;
const SOME: usize = 10;

/// The section, and what holds: of a commune or an EPCI, its tests; of a larger territory, the EPCI where one does. Under them, what one
/// more permanence would change.
pub(super) fn section(context: &Context) -> (model::Section, Vec<String>) {
    let (lead, mut blocks, holding) = match context.subject.unit {
        Some((level @ (Level::Commune | Level::Epci), row)) => of_unit(context, level, row),
        _ => of_parts(context),
    };
    let (change, simulator) = permanence::told(context);
    if let Some(Block::Table(tests)) = blocks.last_mut() {
        tests.notes.insert(0, change);
    }
    blocks.extend(simulator.map(Block::Links));
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
    let shown = shown(&tests);
    let figures = tests
        .iter()
        .filter(|test| shown.contains(&test.kind.as_str()))
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

/// Kinds whose evidence stands in the box, which holds three: where all four are tested, the first that does not hold is left out.
fn shown(tests: &[WhiteZoneTest]) -> Vec<&str> {
    let tested = || tests.iter().filter(|test| test.verdict != "nd");
    let left = (tested().count() > 3).then(|| tested().position(|test| test.verdict != "oui").unwrap_or(0));
    tested().enumerate().filter(|(at, _)| left != Some(*at)).map(|(_, test)| test.kind.as_str()).collect()
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
    let mut verdicts = vec![
        (&kinds.offre.verdict, Kind::Offre),
        (&kinds.foyer_froid.verdict, Kind::FoyerFroid),
        (&kinds.accompagnement.verdict, Kind::Accompagnement),
    ];
    let helped = kinds.recours.window.is_some();
    if helped {
        verdicts.push((&kinds.recours.verdict, Kind::Recours));
    }
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
    // In a region or a country that is read from end to end, those that are white come first.
    let others = match context.length {
        Length::Few if rows.len() > ALL => {
            rows.sort_by_key(|row: &Row| !row.marked);
            few::shortened(context, &mut rows, SOME, ["autre EPCI", "autres EPCI"])
        }
        _ => None,
    };
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
        title: set(if helped { "Quatre tests, EPCI par EPCI" } else { "Trois tests, EPCI par EPCI" }),
        columns,
        rows,
        notes: others
            .into_iter()
            .chain([set(&format!("Recours : {}", kinds.recours.basis)), document.basis.clone()])
            .collect(),
        source: context.sourced(&document.parameters.travel_model),
    };
    (set(&lead), vec![Block::Table(table)], white)
}
