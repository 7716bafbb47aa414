//! GeoParquet 1.1: outlines in WKB, a bounding box per row that readers use to skip what is elsewhere, the notes as
//! key-value metadata under the name `lanterne`.
//!
//! The metadata `geo` is written by hand (an object of twelve lines, <https://geoparquet.org/releases/v1.1.0/>): the crate
//! `geoparquet` brings twenty others for it.

use std::sync::Arc;

use arrow_array::{ArrayRef, BinaryArray, Float64Array, RecordBatch, StructArray};
use arrow_schema::{DataType, Field, Fields, Schema};
use geo::{Geometry, MultiPolygon};
use geozero::{CoordDimensions, ToWkb};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde_json::json;

use super::ExportError;
use super::record::{self, chunks};
use super::table::Table;
use crate::outline::{Shapes, around, bounds};

/// The column of outlines.
const GEOMETRY: &str = "geometry";
/// The column of boxes and its parts.
const BBOX: &str = "bbox";
const SIDES: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

/// The whole file; without outlines, plain Parquet.
pub(crate) fn write(table: &Table, shapes: Option<&Shapes>) -> Result<Vec<u8>, ExportError> {
    let mut fields = record::fields(table);
    if shapes.is_some() {
        fields.push(Field::new(BBOX, DataType::Struct(sides()), true));
        fields.push(Field::new(GEOMETRY, DataType::Binary, true));
    }
    let schema = Arc::new(Schema::new_with_metadata(fields, record::metadata(table)));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(record::LINES))
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), Arc::clone(&schema), Some(properties))?;
    let mut frame = None;
    for lines in chunks(table.rows.len()) {
        let mut columns = record::columns(table, &lines);
        if let Some(shapes) = shapes {
            let drawn = Drawn::of(table.rows[lines].iter().map(|row| shapes.of(*row)))?;
            frame = around(frame, drawn.frame);
            columns.extend([drawn.boxes, drawn.outlines]);
        }
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), columns)?)?;
    }
    if shapes.is_some() {
        writer.append_key_value_metadata(KeyValue::new("geo".to_owned(), geo(frame).to_string()));
    }
    writer.append_key_value_metadata(KeyValue::new("lanterne".to_owned(), table.notes_json().to_string()));
    Ok(writer.into_inner()?)
}

/// The metadata `geo`. No `crs`: the specification reads longitude and latitude, WGS84 (OGC:CRS84).
fn geo(frame: Option<[f64; 4]>) -> serde_json::Value {
    let side = |name: &str| json!([BBOX, name]);
    let mut column = json!({
        "encoding": "WKB",
        "geometry_types": ["MultiPolygon"],
        "orientation": "counterclockwise",
        "edges": "planar",
        "covering": { "bbox": {
            "xmin": side("xmin"), "ymin": side("ymin"), "xmax": side("xmax"), "ymax": side("ymax"),
        } },
    });
    if let Some(frame) = frame {
        column["bbox"] = json!(frame);
    }
    json!({ "version": "1.1.0", "primary_column": GEOMETRY, "columns": { GEOMETRY: column } })
}

fn sides() -> Fields {
    SIDES.iter().map(|side| Field::new(*side, DataType::Float64, false)).collect()
}

/// The outlines of some lines.
struct Drawn {
    boxes: ArrayRef,
    outlines: ArrayRef,
    frame: Option<[f64; 4]>,
}

impl Drawn {
    fn of(shapes: impl Iterator<Item = Option<MultiPolygon<f64>>>) -> Result<Self, ExportError> {
        let (mut outlines, mut boxes, mut frame) = (Vec::new(), Vec::new(), None);
        for shape in shapes {
            let own = shape.as_ref().and_then(bounds);
            frame = around(frame, own);
            boxes.push(own);
            outlines.push(shape.map(wkb).transpose()?);
        }
        let sides_of = |side: usize| {
            let column: Float64Array = boxes.iter().map(|own| Some(own.map_or(0.0, |own| own[side]))).collect();
            Arc::new(column) as ArrayRef
        };
        let known = boxes.iter().map(Option::is_some).collect::<Vec<bool>>().into();
        let boxes = StructArray::try_new(sides(), (0..SIDES.len()).map(sides_of).collect(), Some(known))?;
        let outlines = BinaryArray::from_iter(outlines.iter().map(Option::as_deref));
        Ok(Self { boxes: Arc::new(boxes), outlines: Arc::new(outlines), frame })
    }
}

fn wkb(shape: MultiPolygon<f64>) -> Result<Vec<u8>, ExportError> {
    Ok(Geometry::MultiPolygon(shape).to_wkb(CoordDimensions::xy())?)
}
