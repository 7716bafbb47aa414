//! A table as Arrow records: what Parquet stores and what a notebook or a page receives as it is.
//!
//! Title, unit and meaning of a column travel as metadata of its field; the notes, as metadata of the schema under the
//! name `lanterne`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, Field, Schema};

use super::ExportError;
use super::table::{Cells, Column, Table};

/// Lines in a record.
pub(crate) const LINES: usize = 8_192;

/// Arrow IPC, stream format, without outlines.
pub(crate) fn write(table: &Table) -> Result<Vec<u8>, ExportError> {
    let schema = Arc::new(Schema::new_with_metadata(fields(table), metadata(table)));
    let mut writer = StreamWriter::try_new(Vec::new(), &schema)?;
    for lines in chunks(table.rows.len()) {
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), columns(table, &lines))?)?;
    }
    writer.finish()?;
    Ok(writer.into_inner()?)
}

/// The lines of each record.
pub(crate) fn chunks(lines: usize) -> impl Iterator<Item = Range<usize>> {
    (0..lines).step_by(LINES).map(move |from| from..lines.min(from + LINES))
}

/// The notes.
pub(crate) fn metadata(table: &Table) -> HashMap<String, String> {
    HashMap::from([("lanterne".to_owned(), table.notes_json().to_string())])
}

/// A field per column.
pub(crate) fn fields(table: &Table) -> Vec<Field> {
    table.columns.iter().map(field).collect()
}

fn field(column: &Column) -> Field {
    let kind = match &column.cells {
        Cells::Text(_) => DataType::Utf8,
        Cells::Whole(_) => DataType::Int64,
        Cells::Number(_) => DataType::Float64,
        Cells::Truth(_) => DataType::Boolean,
    };
    let about = [("titre", &column.title), ("unite", &column.unit), ("description", &column.description)];
    let about = about.into_iter().map(|(key, text)| (key.to_owned(), text.clone())).collect();
    Field::new(&column.name, kind, !matches!(column.cells, Cells::Truth(_))).with_metadata(about)
}

/// Some lines of every column.
pub(crate) fn columns(table: &Table, lines: &Range<usize>) -> Vec<ArrayRef> {
    table.columns.iter().map(|column| cells(&column.cells, lines.clone())).collect()
}

fn cells(cells: &Cells, lines: Range<usize>) -> ArrayRef {
    match cells {
        Cells::Text(cells) => Arc::new(StringArray::from_iter(cells[lines].iter().map(Option::as_deref))),
        Cells::Whole(cells) => Arc::new(Int64Array::from_iter(cells[lines].iter().copied())),
        Cells::Number(cells) => Arc::new(Float64Array::from_iter(cells[lines].iter().copied())),
        Cells::Truth(cells) => Arc::new(BooleanArray::from(cells[lines].to_vec())),
    }
}
