//! TileJSON 3.0: what a map client needs to use a layer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Description;

/// One layer inside the tiles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VectorLayer {
    /// Its name in the tiles.
    pub id: String,
    /// Properties of its features, with their type.
    pub fields: BTreeMap<String, String>,
    /// Lowest zoom.
    pub minzoom: u8,
    /// Highest zoom.
    pub maxzoom: u8,
}

/// A TileJSON 3.0 document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TileJson {
    /// Version of the specification.
    pub tilejson: &'static str,
    /// Name of the layer.
    pub name: String,
    /// Whom to thank.
    pub attribution: String,
    /// Rows grow southwards.
    pub scheme: &'static str,
    /// Address of the tiles, one template.
    pub tiles: Vec<String>,
    /// Lowest zoom.
    pub minzoom: u8,
    /// Highest zoom: clients enlarge its tiles beyond.
    pub maxzoom: u8,
    /// `[west, south, east, north]`, degrees.
    pub bounds: [f64; 4],
    /// Layers inside the tiles.
    pub vector_layers: Vec<VectorLayer>,
}

impl TileJson {
    pub(super) fn new(description: &Description, version: &str, base_url: &str) -> TileJson {
        let name = &description.name;
        let base = base_url.trim_end_matches('/');
        TileJson {
            tilejson: "3.0.0",
            name: name.clone(),
            attribution: description.attribution.clone(),
            scheme: "xyz",
            tiles: vec![format!("{base}/tiles/{version}/{name}/{{z}}/{{x}}/{{y}}")],
            minzoom: description.minzoom,
            maxzoom: description.maxzoom,
            bounds: description.bounds,
            vector_layers: description.vector_layers.clone(),
        }
    }
}
