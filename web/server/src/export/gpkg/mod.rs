//! GeoPackage 1.3 (1.4 changes nothing here, and older QGIS and GDAL warn of it): one layer of outlines in EPSG:4326 with its columns, their French titles, and a table `notice`; the
//! notes are the layer's metadata, too. `fid` is the row of the territory: the feature id of the tiles.
//!
//! The file is made in memory: nothing is written to the disk of the service.

use geo::{Geometry, MultiPolygon};
use geozero::{CoordDimensions, ToWkb};
use rusqlite::types::Value;
use rusqlite::{Connection, MAIN_DB, Transaction, params, params_from_iter};

use super::ExportError;
use super::table::{Cells, Column, Table};
use crate::outline::{Shapes, around, bounds};

const SCHEMA: &str = include_str!("schema.sql");
const GEOMETRY: &str = "geom";
const NOTICE: &str = "notice";
const WGS84: i32 = 4326;

/// The whole file.
pub(crate) fn write(table: &Table, shapes: Option<&Shapes>) -> Result<Vec<u8>, ExportError> {
    let mut file = Connection::open_in_memory()?;
    file.execute_batch(SCHEMA)?;
    let writing = file.transaction()?;
    let frame = layer(&writing, table, shapes)?;
    contents(&writing, table, frame)?;
    notes(&writing, table)?;
    writing.commit()?;
    Ok(file.serialize(MAIN_DB)?.to_vec())
}

/// The layer and its rows; their common box.
fn layer(file: &Transaction<'_>, table: &Table, shapes: Option<&Shapes>) -> Result<Option<[f64; 4]>, ExportError> {
    let columns: Vec<String> =
        table.columns.iter().map(|column| format!("{} {}", own(&column.name), kind(column))).collect();
    file.execute_batch(&format!(
        "CREATE TABLE {} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {GEOMETRY} MULTIPOLYGON, {})",
        own(&table.name),
        columns.join(", ")
    ))?;
    let places = vec!["?"; table.columns.len() + 2].join(", ");
    let mut insert = file.prepare(&format!("INSERT INTO {} VALUES ({places})", own(&table.name)))?;
    let mut frame = None;
    for (at, row) in table.rows.iter().enumerate() {
        let shape = shapes.and_then(|shapes| shapes.of(*row));
        frame = around(frame, shape.as_ref().and_then(bounds));
        let geometry = shape.map(blob).transpose()?.map_or(Value::Null, Value::Blob);
        let cells = table.columns.iter().map(|column| cell(&column.cells, at));
        insert.execute(params_from_iter([Value::Integer(i64::from(*row)), geometry].into_iter().chain(cells)))?;
    }
    Ok(frame)
}

fn contents(file: &Transaction<'_>, table: &Table, frame: Option<[f64; 4]>) -> Result<(), ExportError> {
    // The day the geographic code is of, not the day of the request: the same question has the same bytes.
    let changed = changed(table);
    let [west, south, east, north] = frame.map_or([None; 4], |frame| frame.map(Some));
    let insert = "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    file.execute(
        insert,
        params![table.name, "features", table.title, title_line(table), changed, west, south, east, north, WGS84],
    )?;
    let no: Option<f64> = None;
    file.execute(
        insert,
        params![
            NOTICE,
            "attributes",
            "Notice",
            "Ce qu’il faut savoir de ces données",
            changed,
            no,
            no,
            no,
            no,
            None::<i32>
        ],
    )?;
    file.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'MULTIPOLYGON', ?, 0, 0)",
        params![table.name, GEOMETRY, WGS84],
    )?;
    let mut insert = file.prepare(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)",
    )?;
    for Column { name, title, unit, description, .. } in &table.columns {
        let title = if unit.is_empty() { title.clone() } else { format!("{title} ({unit})") };
        insert.execute(params![table.name, name, name, title, description])?;
    }
    Ok(())
}

fn notes(file: &Transaction<'_>, table: &Table) -> Result<(), ExportError> {
    file.execute(
        "INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'https://www.rfc-editor.org/rfc/rfc8259', 'application/json', ?)",
        params![table.notes_json().to_string()],
    )?;
    file.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, 1, NULL)",
        params![table.name, changed(table)],
    )?;
    let mut insert = file.prepare("INSERT INTO notice (cle, libelle, texte) VALUES (?, ?, ?)")?;
    for note in &table.notes {
        insert.execute(params![note.key, note.label, note.text])?;
    }
    Ok(())
}

fn changed(table: &Table) -> String {
    format!("{}-01-01T00:00:00.000Z", table.cog)
}

/// The mention where there is one, else nothing: what a list of layers shows under the title.
fn title_line(table: &Table) -> &str {
    table.notes.first().filter(|note| note.label.is_empty()).map_or("", |note| note.text.as_str())
}

fn kind(column: &Column) -> &'static str {
    match &column.cells {
        Cells::Text(_) => "TEXT",
        Cells::Whole(_) => "INTEGER",
        Cells::Number(_) => "DOUBLE",
        Cells::Truth(_) => "BOOLEAN",
    }
}

fn cell(cells: &Cells, at: usize) -> Value {
    match cells {
        Cells::Text(cells) => cells.get(at).cloned().flatten().map(Value::Text),
        Cells::Whole(cells) => cells.get(at).copied().flatten().map(Value::Integer),
        Cells::Number(cells) => cells.get(at).copied().flatten().map(Value::Real),
        Cells::Truth(cells) => cells.get(at).map(|truth| Value::Integer(i64::from(*truth))),
    }
    .unwrap_or(Value::Null)
}

/// An outline with GeoPackage's header and its box (west, east, south, north).
fn blob(shape: MultiPolygon<f64>) -> Result<Vec<u8>, ExportError> {
    let envelope = bounds(&shape).map(|[west, south, east, north]| vec![west, east, south, north]).unwrap_or_default();
    Ok(Geometry::MultiPolygon(shape).to_gpkg_wkb(CoordDimensions::xy(), Some(WGS84), envelope)?)
}

/// A name as SQL writes it.
fn own(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
