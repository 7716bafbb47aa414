//! A table to take away: its columns with their titles, units and meaning, and what must travel with it. Every format writes
//! this one table, so that a figure is the same in all of them.
//!
//! Refuses to know: where the figures come from (`answer::table`), how a file is made (its siblings).

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// A table, its rows in the order of the level.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Name of the layer: ASCII, no space.
    pub(crate) name: String,
    /// Title, in French.
    pub(crate) title: String,
    /// Year of the geographic code.
    pub(crate) cog: i32,
    /// Row of each line in its level: feature id of the tiles, place of the outline.
    pub(crate) rows: Vec<u32>,
    /// The columns; the first is the code.
    pub(crate) columns: Vec<Column>,
    /// What must be known to read it: mention, source, millesime…
    pub(crate) notes: Vec<Note>,
}

/// Something to know of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Note {
    /// Name for programs: ASCII.
    pub(crate) key: &'static str,
    /// Name for people; empty for a mention that speaks for itself.
    pub(crate) label: &'static str,
    /// French text.
    pub(crate) text: String,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Name for programs: ASCII, the same in every format.
    pub(crate) name: String,
    /// Name for people.
    pub(crate) title: String,
    /// Unit, to be written after the number; empty where there is none.
    pub(crate) unit: String,
    /// What it means.
    pub(crate) description: String,
    /// Decimals to show, of a number; every digit is written all the same.
    pub(crate) decimals: u8,
    /// One cell per row.
    pub(crate) cells: Cells,
}

/// The cells of a column. A missing one is `None`; a missing figure has its sign in the column of absences.
#[derive(Debug, Clone)]
pub(crate) enum Cells {
    /// Texts: codes, names, signs.
    Text(Vec<Option<String>>),
    /// Counts and ranks.
    Whole(Vec<Option<i64>>),
    /// Figures.
    Number(Vec<Option<f64>>),
    /// Yes or no.
    Truth(Vec<bool>),
}

impl Table {
    /// The same with some of its rows, in the same order.
    pub(crate) fn only(mut self, kept: &BTreeSet<u32>) -> Self {
        let mask: Vec<bool> = self.rows.iter().map(|row| kept.contains(row)).collect();
        for column in &mut self.columns {
            column.cells.keep(&mask);
        }
        retain(&mut self.rows, &mask);
        self
    }

    /// The notes as one object, for formats that carry JSON.
    pub(crate) fn notes_json(&self) -> Value {
        let mut notes: Map<String, Value> =
            self.notes.iter().map(|note| (note.key.to_owned(), note.text.clone().into())).collect();
        let columns = self.columns.iter().map(|column| {
            let about = serde_json::json!({
                "titre": column.title, "unite": column.unit, "description": column.description,
            });
            (column.name.clone(), about)
        });
        notes.insert("titre".to_owned(), self.title.clone().into());
        notes.insert("colonnes".to_owned(), Value::Object(columns.collect()));
        Value::Object(notes)
    }

    /// The cells of a line as JSON, by name of column.
    pub(crate) fn line_json(&self, at: usize) -> Map<String, Value> {
        self.columns.iter().map(|column| (column.name.clone(), column.cells.json(at))).collect()
    }

    /// The code of a line.
    pub(crate) fn code(&self, at: usize) -> Option<&str> {
        match &self.columns.first()?.cells {
            Cells::Text(codes) => codes.get(at)?.as_deref(),
            Cells::Whole(_) | Cells::Number(_) | Cells::Truth(_) => None,
        }
    }
}

impl Cells {
    /// Some of the cells, in the order given.
    pub(crate) fn pick(&self, lines: &[usize]) -> Self {
        fn pick<T: Clone>(cells: &[T], lines: &[usize]) -> Vec<T> {
            lines.iter().filter_map(|at| cells.get(*at).cloned()).collect()
        }
        match self {
            Self::Text(cells) => Self::Text(pick(cells, lines)),
            Self::Whole(cells) => Self::Whole(pick(cells, lines)),
            Self::Number(cells) => Self::Number(pick(cells, lines)),
            Self::Truth(cells) => Self::Truth(pick(cells, lines)),
        }
    }

    fn json(&self, at: usize) -> Value {
        match self {
            Self::Text(cells) => cells.get(at).cloned().flatten().into(),
            Self::Whole(cells) => cells.get(at).copied().flatten().into(),
            Self::Number(cells) => cells.get(at).copied().flatten().into(),
            Self::Truth(cells) => cells.get(at).copied().into(),
        }
    }
}

impl Cells {
    fn keep(&mut self, mask: &[bool]) {
        match self {
            Self::Text(cells) => retain(cells, mask),
            Self::Whole(cells) => retain(cells, mask),
            Self::Number(cells) => retain(cells, mask),
            Self::Truth(cells) => retain(cells, mask),
        }
    }
}

fn retain<T>(cells: &mut Vec<T>, mask: &[bool]) {
    let mut wanted = mask.iter();
    cells.retain(|_| wanted.next().copied().unwrap_or(false));
}
