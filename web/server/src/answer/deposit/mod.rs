//! A file that somebody hands in, read against the snapshot that is served and against the files that were confirmed before it.
//!
//! The check is that of ingest (`lanterne_data::deployment`), so that what is accepted here is accepted in the next snapshot; one
//! thing is said here alone: a file of one operator does not speak for another. Refuses to know: where files are kept, and who may
//! see which. Next: [`told`] for what a person is told, [`schema`] and [`template`] for what a file may hold.

pub(crate) mod schema;
pub(crate) mod template;
pub(crate) mod told;

use std::collections::BTreeSet;

use lanterne_data::deployment::{CLAIMED, Checker, Columns, Fault, Kind, Map, Notice, Schema, Schemas, Sheet, sheet};
use lanterne_data::load::passage::Harmonised;
use lanterne_store::deposit::{Rows, Stage};

use crate::problem::Problem;
use crate::state::State;

/// The column that says whose a row is, in every kind of file.
const OPERATOR: &str = "operateur";
/// The rows a person is shown, and how much of a cell.
const SHOWN: usize = 10;
const LONGEST: usize = 200;

/// A file at the counter.
#[derive(Debug, Clone)]
pub(crate) struct Handed {
    /// What it holds.
    pub(crate) kind: Kind,
    /// Its name.
    pub(crate) file: String,
    /// Whose it is; `None` for a file of several operators.
    pub(crate) operator: Option<String>,
    /// Its bytes.
    pub(crate) content: Vec<u8>,
    /// Which of its headers is which column, where a person said it.
    pub(crate) map: Map,
}

/// What was found in a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Examined {
    /// Whether it is a table at all.
    pub(crate) is_table: bool,
    /// Whether every column it needs is there, once.
    pub(crate) are_columns_told: bool,
    /// What its rows were.
    pub(crate) rows: Rows,
    /// Its headers, in order, and the column of the schema that each is.
    pub(crate) columns: Vec<(String, Option<String>)>,
    /// Required columns that it lacks, as ranks in the schema.
    pub(crate) missing: Vec<usize>,
    /// What is wrong, in order of line.
    pub(crate) faults: Vec<Fault>,
    /// What there is to look at, in order of line.
    pub(crate) notices: Vec<Notice>,
    /// Its first rows, each as long as its header.
    pub(crate) first: Vec<Vec<String>>,
}

impl Examined {
    /// How far a file has come of which this was found. A table without a row says nothing that could be confirmed.
    pub(crate) fn stage(&self) -> Stage {
        if self.faults.is_empty() && self.rows.read > 0 { Stage::ToConfirm } else { Stage::ToMend }
    }
}

/// The published schemas. That they cannot be read is our fault.
pub(crate) fn schemas() -> Result<Schemas, Problem> {
    Schemas::read().map_err(|fault| {
        tracing::error!(%fault, "the schemas of files that are handed in cannot be read");
        Problem::Internal
    })
}

/// Reads a file after those that were confirmed before it: what it repeats of them is found.
pub(crate) fn examine(state: &State, handed: &Handed, before: &[Handed]) -> Result<Examined, Problem> {
    let schemas = schemas()?;
    let (known, passage) = state.counter()?;
    let mut checker = Checker::new(&schemas, known);
    let mut before: Vec<&Handed> = before.iter().collect();
    // As ingest reads them: an operator before its sites.
    before.sort_by_key(|one| one.kind);
    for one in before {
        one.read(&mut checker, &schemas, &passage);
    }
    Ok(handed.read(&mut checker, &schemas, &passage))
}

impl Handed {
    fn read(&self, checker: &mut Checker<'_>, schemas: &Schemas, passage: &Harmonised) -> Examined {
        let schema = schemas.of(self.kind);
        let sheet = match sheet::read(&self.content, self.kind) {
            Ok(sheet) => sheet,
            Err(fault) => return Examined { faults: vec![fault], ..Examined::default() },
        };
        let columns = Columns::of(schema, &sheet, &self.map);
        let mut found = Examined {
            is_table: true,
            columns: named(&sheet, &columns),
            missing: missing(schema, &columns),
            first: first(&sheet),
            ..Examined::default()
        };
        found.rows.read = count(sheet.rows.len());
        if !columns.faults.is_empty() {
            found.rows.refused = found.rows.read;
            found.faults = columns.faults;
            return found;
        }
        found.are_columns_told = true;
        let handed = lanterne_data::deployment::Handed {
            card: lanterne_data::deployment::COUNTER,
            file: &self.file,
            sha256: "",
            synthetic: false,
            passage,
        };
        let checked = checker.check(self.kind, &handed, &sheet, &columns);
        let others = self.others(&sheet, &found.columns);
        let told: BTreeSet<(i64, &str)> = others.iter().map(|fault| (fault.line, fault.column.as_str())).collect();
        let own = checked.faults.into_iter().filter(|fault| !told.contains(&(fault.line, fault.column.as_str())));
        let mut faults: Vec<Fault> = own
            .map(|fault| Fault {
                line: fault.line,
                column: fault.column,
                value: fault.value,
                expectation: fault.expectation,
            })
            .collect();
        faults.extend(others);
        // Faults of a line keep their order: that of its columns, then whose it is.
        faults.sort_by_key(|fault| fault.line);
        let refused: BTreeSet<i64> = faults.iter().map(|fault| fault.line).collect();
        let kept = |notice: &Notice| !refused.contains(&notice.line);
        found.notices = checked.notices.into_iter().filter(kept).collect();
        let twice = found.notices.iter().filter(|notice| notice.expectation == CLAIMED).count();
        (found.rows.refused, found.rows.twice) = (count(refused.len()), count(twice));
        found.faults = faults;
        found
    }

    /// The rows of a file of one operator that name another.
    fn others(&self, sheet: &Sheet, columns: &[(String, Option<String>)]) -> Vec<Fault> {
        let place = columns.iter().position(|(_, field)| field.as_deref() == Some(OPERATOR));
        let Some((own, at)) = self.operator.as_deref().zip(place) else { return Vec::new() };
        let fault = |line: i64, cell: &str| Fault {
            line,
            column: columns[at].0.clone(),
            value: Some(cell.chars().take(LONGEST).collect()),
            expectation: format!("{own}, l’opérateur de ce dépôt,"),
        };
        let named = sheet.rows.iter().filter_map(|line| Some((line.number, line.cells.get(at)?.as_str())));
        let other = named.filter(|(_, cell)| !cell.is_empty() && *cell != own);
        other.map(|(line, cell)| fault(line, cell)).collect()
    }
}

/// The headers of a sheet, and what each is. Of two of one name the first is taken.
fn named(sheet: &Sheet, columns: &Columns) -> Vec<(String, Option<String>)> {
    let mut taken = BTreeSet::new();
    let mut field = |header: &String| columns.recognised.get(header).filter(|_| taken.insert(header.clone())).cloned();
    sheet.header.iter().map(|header| (header.clone(), field(header))).collect()
}

fn missing(schema: &Schema, columns: &Columns) -> Vec<usize> {
    let found: BTreeSet<&str> = columns.recognised.values().map(String::as_str).collect();
    let is_missing =
        |rank: &usize| schema.fields[*rank].constraints.required && !found.contains(schema.fields[*rank].name.as_str());
    (0..schema.fields.len()).filter(is_missing).collect()
}

fn first(sheet: &Sheet) -> Vec<Vec<String>> {
    let cell = |text: Option<&String>| text.map_or_else(String::new, |text| text.chars().take(LONGEST).collect());
    let row = |cells: &[String]| (0..sheet.header.len()).map(|at| cell(cells.get(at))).collect();
    sheet.rows.iter().take(SHOWN).map(|line| row(&line.cells)).collect()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
