//! OGC API — Features and Tiles: the levels as collections that QGIS, GDAL and ArcGIS open by one address, `/ogc`.
//!
//! Documents of the service and of its collections here; features in [`items`], tile sets in [`tiles`]. The shapes are those of
//! OGC 17-069r4 (Features, part 1), 19-072 (Common) and 20-057 (Tiles); every link is absolute, as clients expect.

pub(crate) mod items;
pub(crate) mod tiles;

use lanterne_observatory::{Level, Perimetre};
use serde_json::{Value, json};

use super::source::Origin;
use super::words;
use super::year::of_millesime;
use crate::french::typography::{capital, set};
use crate::outline::around;
use crate::state::State;

/// Longitude, latitude: the one reference system features are given in.
pub(crate) const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
/// JSON Schema's media type.
pub(crate) const SCHEMA: &str = "application/schema+json";
/// GeoJSON's media type.
pub(crate) const GEOJSON: &str = "application/geo+json";
const JSON: &str = "application/json";
/// What the service conforms to. Not `oas30`: the description is OpenAPI 3.1.
const CONFORMANCE: [&str; 9] = [
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
];

/// A link of a document.
pub(crate) fn link(rel: &str, kind: &str, href: &str, title: &str) -> Value {
    json!({ "rel": rel, "type": kind, "href": href, "title": title, "hreflang": "fr" })
}

/// The landing page; `base` is where the client reached the service.
pub(crate) fn landing(base: &str) -> Value {
    let ogc = format!("{base}/ogc");
    json!({
        "title": "Lanterne",
        "description": set("L'observatoire territorial de l'économie sociale et solidaire : les territoires et leurs indicateurs."),
        "links": [
            link("self", JSON, &ogc, "Cette page"),
            link("service-desc", "application/vnd.oai.openapi+json;version=3.1", &format!("{base}/api/openapi.json"), "Description OpenAPI 3.1"),
            link("service-doc", "text/html", &format!("{base}/methodes"), "Méthodes et définitions"),
            link("conformance", JSON, &format!("{ogc}/conformance"), "Classes de conformité"),
            link("data", JSON, &format!("{ogc}/collections"), "Collections"),
            link("http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", JSON, &format!("{ogc}/tileMatrixSets"), "Grilles de tuiles"),
        ],
    })
}

/// What the service conforms to.
pub(crate) fn conformance() -> Value {
    json!({ "conformsTo": CONFORMANCE })
}

/// Every level as a collection.
pub(crate) fn collections(state: &State, base: &str) -> Value {
    let all: Vec<Value> = state.contents.levels().map(|level| collection(state, level, base)).collect();
    json!({
        "links": [link("self", JSON, &format!("{base}/ogc/collections"), "Collections")],
        "collections": all,
    })
}

/// One level.
pub(crate) fn collection(state: &State, level: Level, base: &str) -> Value {
    let origin = Origin::of(state, None);
    let id = level.as_str();
    let own = format!("{base}/ogc/collections/{id}");
    let mut links = vec![
        link("self", JSON, &own, "Cette collection"),
        link("items", GEOJSON, &format!("{own}/items"), "Territoires et indicateurs"),
        link("describedby", SCHEMA, &format!("{own}/schema"), "Propriétés, leurs types et leur sens"),
        link("describedby", "text/html", &format!("{base}/methodes"), "Définition des indicateurs"),
    ];
    if state.archives.contains_key(id) {
        links.push(link(tiles::TILESETS, JSON, &format!("{own}/tiles"), "Tuiles vectorielles"));
    }
    json!({
        "id": id,
        "title": set(&format!("{}, géographie {}", capital(words::units(level)), state.manifest.cog)),
        "description": set(&format!(
            "{} Indicateurs de l'économie sociale et solidaire, {} ; {}",
            words::level_definition(level),
            Perimetre::Loi2014.label().to_lowercase(),
            origin.line(state)
        )),
        "extent": extent(state, level, &origin),
        "itemType": "feature",
        "crs": [CRS84],
        "storageCrs": CRS84,
        "links": links,
    })
}

/// Where and when.
fn extent(state: &State, level: Level, origin: &Origin) -> Value {
    let frame = state.territories(level).bbox.iter().fold(None, |frame, own| around(frame, *own));
    let mut extent = json!({ "spatial": { "bbox": [frame.unwrap_or([-180.0, -90.0, 180.0, 90.0])], "crs": CRS84 } });
    let year = of_millesime(&origin.source.millesime);
    if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        extent["temporal"] = json!({
            "interval": [[format!("{year}-01-01T00:00:00Z"), format!("{year}-12-31T23:59:59Z")]],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        });
    }
    extent
}
