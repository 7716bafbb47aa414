//! The sheet of a simulation: scenarios side by side on one page, as a PDF.
//!
//! For: whoever takes a simulation to a meeting. Refuses to know: where a figure comes from, what a scenario is. Texts are French, typeset
//! already. **One page, whatever is said**: letters are made smaller until all of it fits, and at the last the notes are left to the
//! page on the screen; lists are shortened by whoever makes the content, and say so.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use crate::error::ReportError;
use crate::model::{Drawing, Imprint};
use crate::pdf::{Day, Drawings, Template, typeset};

/// What the sheet says.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// At the head and the foot of the page.
    pub imprint: Imprint,
    /// What the document is, in a sentence.
    pub description: String,
    /// Title.
    pub title: String,
    /// What is asked: schemes, minutes, places that count.
    pub question: String,
    /// First sentence of the scenario shown, and the others.
    pub lead: String,
    /// The rest of what is said of it.
    pub sentences: Vec<String>,
    /// The map of the scenario shown under its name; none without outlines.
    pub shown: Option<(String, Drawing)>,
    /// That of today beside it; none where today is what is shown.
    pub today: Option<(String, Drawing)>,
    /// What the maps show.
    pub key_title: String,
    /// Their signs.
    pub key: Vec<(Mark, String)>,
    /// The figures of today and of each scenario.
    pub figures: Figures,
    /// What each scenario changes.
    pub scenarios: Vec<Changes>,
    /// Title of these.
    pub scenarios_title: String,
    /// What the figures rest on and leave out.
    pub notes: Vec<String>,
    /// What is said where there is no room for the notes.
    pub shortened: String,
    /// Source line.
    pub source: String,
    /// Address of the page on the screen.
    pub address: String,
}

/// A sign of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A colour, `#RRGGBB`.
    Band(String),
    /// The hatch of what is enclosed.
    Hatch,
    /// A site that stands.
    Site,
    /// A permanence that opens.
    Added,
    /// A site that closes.
    Removed,
}

/// A table of figures: a row for today, then one a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Title.
    pub title: String,
    /// Names of the columns but the first.
    pub heads: Vec<String>,
    /// A cell for each head.
    pub rows: Vec<Row>,
}

/// A scenario in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Whether it is the one that the map shows.
    pub shown: bool,
    /// A figure and what it changes, empty for nothing to compare.
    pub cells: Vec<(String, String)>,
}

/// What a scenario changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// Its name.
    pub name: String,
    /// A label and what it lists: « Ouvre : », « Péronne (4 jours par mois) ».
    pub lines: Vec<(String, String)>,
}

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(("page.typ", include_str!("page.typ")), &[]));

/// The sheet as a file, one page. The same sheet and day give the same bytes.
///
/// # Errors
/// [`ReportError::Typeset`] where the typesetter refuses the document: a drawing that is no SVG, a day that is none.
pub fn pdf(sheet: &Sheet, day: Day) -> Result<Vec<u8>, ReportError> {
    let mut drawings = Drawings::default();
    let map = |of: &Option<(String, Drawing)>, drawings: &mut Drawings| -> (Json, Json) {
        match of {
            Some((title, drawing)) => (json!(title), drawings.add(drawing)),
            None => (Json::Null, Json::Null),
        }
    };
    let (shown_title, shown) = map(&sheet.shown, &mut drawings);
    let (today_title, today) = map(&sheet.today, &mut drawings);
    let data = json!({
        "imprint": sheet.imprint,
        "description": sheet.description,
        "date": [day.year, i32::from(day.month), i32::from(day.day)],
        "title": sheet.title,
        "question": sheet.question,
        "lead": sheet.lead,
        "sentences": sheet.sentences,
        "maps": {
            "shown": shown,
            "shown_title": shown_title,
            "today": today,
            "today_title": today_title,
            "key_title": sheet.key_title,
        },
        "key": sheet.key.iter().map(entry).collect::<Vec<_>>(),
        "figures_title": sheet.figures.title,
        "heads": sheet.figures.heads,
        "rows": sheet.figures.rows.iter().map(|of| row(of, sheet.figures.heads.len())).collect::<Vec<_>>(),
        "scenarios_title": sheet.scenarios_title,
        "scenarios": sheet.scenarios.iter().map(changes).collect::<Vec<_>>(),
        "notes": sheet.notes,
        "shortened": sheet.shortened,
        "source": sheet.source,
        "address": sheet.address,
    });
    let ident = format!("{} {}", sheet.imprint.snapshot, sheet.address);
    typeset(&TEMPLATE, drawings.with_data(&data)?, day, ident)
}

fn entry((mark, text): &(Mark, String)) -> Json {
    match mark {
        Mark::Band(colour) => json!({ "kind": "band", "colour": colour, "text": text }),
        Mark::Hatch => json!({ "kind": "hatch", "text": text }),
        Mark::Site => json!({ "kind": "site", "text": text }),
        Mark::Added => json!({ "kind": "added", "text": text }),
        Mark::Removed => json!({ "kind": "removed", "text": text }),
    }
}

/// A row is as long as the table is wide, whatever was given.
fn row(of: &Row, width: usize) -> Json {
    let cell = |(value, change): &(String, String)| json!({ "value": value, "change": change });
    let mut cells: Vec<Json> = of.cells.iter().map(cell).collect();
    cells.resize(width, json!({ "value": "", "change": "" }));
    json!({ "name": of.name, "shown": of.shown, "cells": cells })
}

fn changes(of: &Changes) -> Json {
    let line = |(label, text): &(String, String)| json!({ "label": label, "text": text });
    json!({ "name": of.name, "lines": of.lines.iter().map(line).collect::<Vec<_>>() })
}
