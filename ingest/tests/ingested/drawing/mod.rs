//! Communes written in the layouts IGN publishes them in, and the folder of cards a request reads.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use gdal::DriverManager;
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use gdal::vector::{Feature, FieldDefn, Geometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType, ToGdal};
use geo::MultiPolygon;
use lanterne_data::Snapshot;
use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::Profile;
use lanterne_ingest::fetch::Patience;
use lanterne_ingest::geography::{Geography, OUTLINES, PASSAGE, Shipped, TERRITORIES};
use lanterne_ingest::pipeline::{Outcome, Request, run};
use lanterne_ingest::publish::Store;
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch};

/// Code, name, outline in degrees.
pub(crate) type Commune = (String, String, MultiPolygon<f64>);

/// A layout: driver, projection, name of the layer, fields of code and name.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    driver: &'static str,
    epsg: u32,
    layer: &'static str,
    fields: [&'static str; 2],
}

/// Version 3 and before, metropolitan France.
pub(crate) const SHAPEFILE: Layout =
    Layout { driver: "ESRI Shapefile", epsg: 2154, layer: "COMMUNE", fields: ["INSEE_COM", "NOM"] };
/// Version 4, all of France.
pub(crate) const GEOPACKAGE: Layout =
    Layout { driver: "GPKG", epsg: 4326, layer: "commune", fields: ["code_insee", "nom_officiel"] };

/// Ingests these cards from a folder.
pub(crate) fn ingest(cards: &[&str], from: &Path, var: &Path) -> Result<Outcome, IngestError> {
    let interrupt = Interrupt::default();
    run(&request(var, &data(), cards, from), &Watch::new(&Silent, &interrupt))
}

/// What is published there.
pub(crate) fn snapshot(var: &Path) -> Snapshot {
    Store::new(var).open().unwrap()
}

/// Rows of a file: read, loaded, refused, out of scope.
pub(crate) fn counts(outcome: &Outcome, file: &str) -> [i64; 4] {
    let file = outcome.account.iter().find(|report| report.file == file).unwrap_or_else(|| panic!("{file}"));
    [file.rows_read, file.loaded, file.refused, file.out_of_scope]
}

pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")
}

pub(crate) fn shipped() -> Shipped {
    let read = |name: &str| fs::read(data().join("reference").join(name)).unwrap();
    Shipped::decode(&read(OUTLINES), &read(TERRITORIES), &read(PASSAGE)).unwrap()
}

/// The communes of some departments, as embedded.
pub(crate) fn communes(geography: &Geography, departements: &[&str]) -> Vec<Commune> {
    let rows = geography.communes.iter().enumerate();
    rows.filter(|(_, commune)| departements.is_empty() || departements.contains(&commune.departement.as_str()))
        .map(|(row, commune)| {
            let name = geography.commune.territories[row].name.clone();
            (commune.code.clone(), name, geography.commune.topology.to_polygons(row))
        })
        .collect()
}

pub(crate) fn write(layout: Layout, path: &Path, communes: &[Commune]) {
    let reference = |code| {
        let mut reference = SpatialRef::from_epsg(code).unwrap();
        reference.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        reference
    };
    // A file of a test may be lost by a power cut.
    gdal::config::set_config_option("OGR_SQLITE_SYNCHRONOUS", "OFF").unwrap();
    let target = reference(layout.epsg);
    let transform = CoordTransform::new(&reference(4326), &target).unwrap();
    let mut dataset = DriverManager::get_driver_by_name(layout.driver).unwrap().create_vector_only(path).unwrap();
    let options = LayerOptions {
        name: layout.layer,
        srs: Some(&target),
        ty: OGRwkbGeometryType::wkbMultiPolygon,
        ..Default::default()
    };
    let layer = dataset.create_layer(options).unwrap();
    for field in layout.fields {
        FieldDefn::new(field, OGRFieldType::OFTString).unwrap().add_to_layer(&layer).unwrap();
    }
    for (code, name, outline) in communes {
        let mut feature = Feature::new(layer.defn()).unwrap();
        if !outline.0.is_empty() {
            let mut geometry: Geometry = outline.to_gdal().unwrap();
            geometry.transform_inplace(&transform).unwrap();
            feature.set_geometry(geometry).unwrap();
        }
        feature.set_field_string(0, code).unwrap();
        feature.set_field_string(1, name).unwrap();
        feature.create(&layer).unwrap();
    }
}

/// A request for these cards alone, with files of this folder.
pub(crate) fn request(var: &Path, data: &Path, only: &[&str], from: &Path) -> Request {
    Request {
        var: var.to_path_buf(),
        asset: Asset::Folder(data.to_path_buf()),
        profile: Profile::Default,
        only: only.iter().map(|card| (*card).to_owned()).collect(),
        from: Some(from.to_path_buf()),
        patience: Patience::default(),
    }
}

/// A copy of the cards and reference tables, where a card can be changed.
pub(crate) fn data_copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["catalogue", "reference"] {
        copy_tree(&data().join(folder), &copy.path().join(folder));
    }
    copy
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_tree(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// A text as words between plain spaces, wherever its lines are broken.
pub(crate) fn unset(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
