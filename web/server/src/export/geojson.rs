//! RFC 7946: a collection of features, WGS84 degrees, outer rings counter-clockwise. The notes are a foreign member,
//! `lanterne`; a feature's `id` is the code of its territory.
//!
//! One feature in memory at a time, besides the file itself.

use geojson::{Feature, Geometry, GeometryValue, feature::Id};

use super::ExportError;
use super::table::Table;
use crate::outline::{Shapes, around, bounds};

/// The whole file; without outlines, geometries are `null`.
pub(crate) fn write(table: &Table, shapes: Option<&Shapes>) -> Result<Vec<u8>, ExportError> {
    let mut out = b"{\"type\":\"FeatureCollection\",\"lanterne\":".to_vec();
    serde_json::to_writer(&mut out, &table.notes_json())?;
    out.extend_from_slice(b",\"features\":[");
    let mut frame = None;
    for at in 0..table.rows.len() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        let feature = feature(table, at, shapes);
        frame = around(frame, feature.bbox.as_deref().and_then(|own| own.try_into().ok()));
        serde_json::to_writer(&mut out, &feature)?;
    }
    out.extend_from_slice(b"\n]");
    if let Some(frame) = frame {
        out.extend_from_slice(b",\"bbox\":");
        serde_json::to_writer(&mut out, &frame)?;
    }
    out.extend_from_slice(b"}\n");
    Ok(out)
}

/// One line as a feature.
pub(crate) fn feature(table: &Table, at: usize, shapes: Option<&Shapes>) -> Feature {
    let shape = table.rows.get(at).and_then(|row| shapes?.of(*row));
    Feature {
        bbox: shape.as_ref().and_then(bounds).map(|own| own.to_vec()),
        geometry: shape.as_ref().map(|shape| Geometry::new(GeometryValue::from(shape))),
        id: table.code(at).map(|code| Id::String(code.to_owned())),
        properties: Some(table.line_json(at)),
        foreign_members: None,
    }
}
