//! The features of a small GeoJSON file, as a table of text: a column per property asked for, then the point of each feature.
//!
//! A row is a feature, numbered from 1 as the file has them; one that is no feature is a row of empty cells, for its reader to refuse.
//! It refuses to know outlines: those are `vector`'s, by GDAL. Next: `fabrique`, which reads such a file.

use serde_json::Value;

use super::sheet::{Line, Sheet, malformed, plain, utf8};
use crate::IngestError;
use crate::fetch::RawFile;

/// The columns of the point, after those of the properties; empty where a feature has none.
pub(super) const POINT: [&str; 2] = ["longitude", "latitude"];

/// Reads a feature collection, plain or gzipped, some feature of which has each of these properties.
pub(super) fn open(file: &RawFile, properties: &[&str]) -> Result<Sheet, IngestError> {
    let bytes = plain(file)?;
    let text = utf8(file, &bytes)?;
    let document: Value = serde_json::from_str(text).map_err(|fault| {
        let line = text.lines().nth(fault.line().saturating_sub(1)).unwrap_or_default();
        malformed(file, &format!("ligne {}, colonne {}", fault.line(), fault.column()), line, "du JSON complet")
    })?;
    let kind = document.get("type").and_then(Value::as_str).unwrap_or("aucun type");
    let features = document.get("features").and_then(Value::as_array).filter(|_| kind == "FeatureCollection");
    let Some(features) = features else {
        let expectation = "une « FeatureCollection » avec la liste de ses « features »";
        return Err(malformed(file, "fichier GeoJSON", kind, expectation));
    };
    for property in properties {
        if !features.is_empty() && !features.iter().any(|feature| own(feature, property).is_some()) {
            let known = features.first().and_then(|feature| feature.get("properties")?.as_object());
            let known = known.map(|known| known.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
            let expectation = format!("une propriété « {property} »");
            return Err(malformed(file, "propriétés des objets", &known.unwrap_or_default(), &expectation));
        }
    }
    let rows = (1..).zip(features).map(|(number, feature)| {
        let mut cells: Vec<String> = properties.iter().map(|property| cell(own(feature, property))).collect();
        cells.extend(point(feature));
        Line::of(number, cells.into())
    });
    let columns = properties.iter().chain(&POINT).map(|column| (*column).to_owned()).collect();
    Ok(Sheet { columns, rows: rows.collect() })
}

fn own<'a>(feature: &'a Value, property: &str) -> Option<&'a Value> {
    feature.get("properties")?.get(property)
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn point(feature: &Value) -> [String; 2] {
    let geometry = feature.get("geometry").filter(|own| own.get("type").and_then(Value::as_str) == Some("Point"));
    let coordinates = geometry.and_then(|own| own.get("coordinates"));
    [0, 1].map(|axis| cell(coordinates.and_then(|own| own.get(axis))))
}
