//! TileJSON 3.0 of tiles made when they are asked for; that of a stored layer comes with its archive.

use lanterne_tiles::archive::VectorLayer;
use serde::Serialize;

/// What a map client needs to use them.
#[derive(Debug, Serialize)]
pub(crate) struct MadeTiles {
    /// Version of the specification.
    pub(crate) tilejson: &'static str,
    /// What is drawn.
    pub(crate) name: String,
    /// The sentence that reads it.
    pub(crate) description: String,
    /// Whom to thank, and the notice where figures are synthetic.
    pub(crate) attribution: String,
    /// Rows grow southwards.
    pub(crate) scheme: &'static str,
    /// Kind of picture; absent of vector tiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) format: Option<&'static str>,
    /// Address of the tiles, one template.
    pub(crate) tiles: [String; 1],
    /// Lowest zoom.
    pub(crate) minzoom: u8,
    /// Highest zoom.
    pub(crate) maxzoom: u8,
    /// `[west, south, east, north]`, degrees.
    pub(crate) bounds: [f64; 4],
    /// Layers inside the tiles; none in a picture.
    pub(crate) vector_layers: Vec<VectorLayer>,
}

impl MadeTiles {
    /// At an address and between two zooms, of the whole world and nothing said yet.
    pub(crate) fn at(address: String, (minzoom, maxzoom): (u8, u8)) -> Self {
        Self {
            tilejson: "3.0.0",
            name: String::new(),
            description: String::new(),
            attribution: String::new(),
            scheme: "xyz",
            format: None,
            tiles: [address],
            minzoom,
            maxzoom,
            bounds: [-180.0, -85.0, 180.0, 85.0],
            vector_layers: Vec::new(),
        }
    }
}
