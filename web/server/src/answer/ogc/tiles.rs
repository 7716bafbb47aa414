//! OGC API — Tiles over the stored archives: where a client that speaks it finds the tiles that maps read by TileJSON.

use lanterne_observatory::Level;
use lanterne_tiles::archive::Archive;
use serde_json::{Value, json};

use super::{JSON, link};
use crate::answer::words;
use crate::french::typography::{capital, set};

/// Relation of a collection to its tile sets.
pub(crate) const TILESETS: &str = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
/// The one grid the tiles are cut by.
pub(crate) const GRID: &str = "WebMercatorQuad";
const GRID_URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
const MERCATOR: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";
const MVT: &str = "application/vnd.mapbox-vector-tile";
/// Half the side of the square of the world, metres.
pub(crate) const HALF: f64 = 20_037_508.342_789_244;
/// Pixel of the standard, metres.
const PIXEL: f64 = 0.000_28;
/// Pixels of a side of a tile.
pub(crate) const SIDE: u32 = 256;
/// Levels of zoom that are defined.
const ZOOMS: u32 = 25;

/// The tile sets of a level: one.
pub(crate) fn list(archive: &Archive, level: Level, base: &str) -> Value {
    let own = format!("{base}/ogc/collections/{}/tiles", level.as_str());
    json!({
        "links": [link("self", JSON, &own, "Jeux de tuiles")],
        "tilesets": [brief(archive, level, &format!("{own}/{GRID}"))],
    })
}

/// What is known of the tile set of a level.
pub(crate) fn tileset(archive: &Archive, level: Level, base: &str) -> Value {
    let own = format!("{base}/ogc/collections/{}/tiles/{GRID}", level.as_str());
    let about = archive.tilejson(base);
    let [west, south, east, north] = about.bounds;
    let mut document = brief(archive, level, &own);
    let template = about.tiles.first().cloned().unwrap_or_default();
    let template = template.replace("{z}", "{tileMatrix}").replace("{x}", "{tileCol}").replace("{y}", "{tileRow}");
    document["links"] = json!([
        link("self", JSON, &own, "Ce jeu de tuiles"),
        { "rel": "item", "type": MVT, "href": template, "templated": true, "title": "Tuiles vectorielles" },
        link("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", JSON, &format!("{base}/ogc/tileMatrixSets/{GRID}"), "Grille"),
        link("describedby", JSON, &format!("{base}/tiles/{}.json", archive.layer()), "TileJSON 3"),
    ]);
    document["tileMatrixSetLimits"] = (about.minzoom..=about.maxzoom).map(|zoom| limits(zoom, about.bounds)).collect();
    document["boundingBox"] = json!({ "lowerLeft": [west, south], "upperRight": [east, north], "crs": super::CRS84 });
    document["attribution"] = about.attribution.into();
    let layers = about.vector_layers.iter().map(|layer| {
        let properties: serde_json::Map<String, Value> =
            layer.fields.iter().map(|(name, kind)| (name.clone(), json!({ "type": kind.to_lowercase() }))).collect();
        json!({
            "id": layer.id,
            "dataType": "vector",
            "geometryDimension": 2,
            "minTileMatrix": layer.minzoom.to_string(),
            "maxTileMatrix": layer.maxzoom.to_string(),
            "propertiesSchema": { "type": "object", "properties": properties },
        })
    });
    document["layers"] = layers.collect();
    document
}

fn brief(archive: &Archive, level: Level, own: &str) -> Value {
    json!({
        "title": set(&format!("{}, tuiles vectorielles", capital(words::units(level)))),
        "dataType": "vector",
        "crs": MERCATOR,
        "tileMatrixSetURI": GRID_URI,
        "links": [link("self", JSON, own, archive.layer())],
    })
}

/// Columns and rows of a zoom that the bounds touch.
fn limits(zoom: u8, [west, south, east, north]: [f64; 4]) -> Value {
    let tiles = f64::from(1_u32 << zoom);
    let column = |lon: f64| (((lon + 180.0) / 360.0 * tiles).floor().clamp(0.0, tiles - 1.0)) as u32;
    let row = |lat: f64| {
        let sine = lat.to_radians().sin().clamp(-0.999_999, 0.999_999);
        let down = 0.5 - sine.atanh() / (2.0 * std::f64::consts::PI);
        ((down * tiles).floor().clamp(0.0, tiles - 1.0)) as u32
    };
    json!({
        "tileMatrix": zoom.to_string(),
        "minTileRow": row(north), "maxTileRow": row(south), "minTileCol": column(west), "maxTileCol": column(east),
    })
}

/// The grids: one.
pub(crate) fn grids(base: &str) -> Value {
    let own = format!("{base}/ogc/tileMatrixSets");
    json!({
        "links": [link("self", JSON, &own, "Grilles de tuiles")],
        "tileMatrixSets": [{
            "id": GRID, "title": "Google Maps Compatible for the World", "uri": GRID_URI,
            "links": [link("self", JSON, &format!("{own}/{GRID}"), GRID)],
        }],
    })
}

/// Metres of a pixel on the equator.
fn cell(zoom: u32) -> f64 {
    2.0 * HALF / f64::from(SIDE) / f64::from(1_u32 << zoom)
}

/// Scale of a zoom on a screen of the standard's pixels.
pub(crate) fn scale_denominator(zoom: u32) -> f64 {
    cell(zoom) / PIXEL
}

/// The grid itself, as OGC 17-083r4 defines it (annex D.1).
pub(crate) fn grid() -> Value {
    let matrices = (0..ZOOMS).map(|zoom| {
        let across = 1_u32 << zoom;
        let cell = cell(zoom);
        json!({
            "id": zoom.to_string(), "scaleDenominator": scale_denominator(zoom), "cellSize": cell, "pointOfOrigin": [-HALF, HALF],
            "tileWidth": SIDE, "tileHeight": SIDE, "matrixWidth": across, "matrixHeight": across,
        })
    });
    json!({
        "id": GRID, "title": "Google Maps Compatible for the World", "uri": GRID_URI, "crs": MERCATOR,
        "orderedAxes": ["X", "Y"], "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": matrices.collect::<Vec<_>>(),
    })
}
