//! Outlines read in the formats and projections they are published in.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use gdal::DriverManager;
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use gdal::vector::{
    Feature, FieldDefn, Geometry as GdalGeometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType,
};
use geo::Area;
use lanterne_ingest::vector::{Outline, OutlineFields, each};
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch};

use crate::beside;

const FIELDS: OutlineFields<'_> = OutlineFields::PUBLISHED;

/// Two neighbours, the second with a hole, the first in two parts; degrees near Amiens.
const UNITS: [(&str, &str, &str); 2] = [
    (
        "80002",
        "Seconde",
        "MULTIPOLYGON(((2.4 49.8,2.5 49.8,2.5 49.9,2.4 49.9,2.4 49.8)),((2.6 49.8,2.61 49.8,2.61 49.81,2.6 49.8)))",
    ),
    (
        "80001",
        "Première",
        "POLYGON((2.3 49.8,2.4 49.8,2.4 49.9,2.3 49.9,2.3 49.8),(2.34 49.84,2.36 49.84,2.36 49.86,2.34 49.86,2.34 49.84))",
    ),
];

fn write(driver: &str, path: &Path, epsg: u32) {
    let order = |code| {
        let mut reference = SpatialRef::from_epsg(code).unwrap();
        reference.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        reference
    };
    let (wgs84, target) = (order(4326), order(epsg));
    let transform = CoordTransform::new(&wgs84, &target).unwrap();
    let mut dataset = DriverManager::get_driver_by_name(driver).unwrap().create_vector_only(path).unwrap();
    let ty = OGRwkbGeometryType::wkbMultiPolygon;
    let options = LayerOptions { name: "commune", srs: Some(&target), ty, ..Default::default() };
    let layer = dataset.create_layer(options).unwrap();
    for field in ["INSEE_COM", "NOM"] {
        FieldDefn::new(field, OGRFieldType::OFTString).unwrap().add_to_layer(&layer).unwrap();
    }
    for (code, name, wkt) in UNITS {
        let mut geometry = GdalGeometry::from_wkt(wkt).unwrap();
        geometry.transform_inplace(&transform).unwrap();
        let mut feature = Feature::new(layer.defn()).unwrap();
        feature.set_geometry(geometry).unwrap();
        feature.set_field_string(0, code).unwrap();
        feature.set_field_string(1, name).unwrap();
        feature.create(&layer).unwrap();
    }
}

fn read(path: &Path, fields: OutlineFields<'_>) -> Result<Vec<Outline>, IngestError> {
    let interrupt = Interrupt::default();
    let mut units = Vec::new();
    each(path, fields, &Watch::new(&Silent, &interrupt), |unit| {
        units.push(unit);
        Ok(())
    })?;
    units.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(units)
}

fn assert_units(units: &[Outline], tolerance_degree: f64) {
    let named: Vec<_> = units.iter().map(|unit| (unit.code.as_str(), unit.name.as_str())).collect();
    assert_eq!(named, [("80001", "Première"), ("80002", "Seconde")]);
    assert_eq!(units[0].polygons.0[0].interiors().len(), 1);
    assert_eq!(units[1].polygons.0.len(), 2);
    let corner = units[0].polygons.0[0].exterior().0.iter().map(|at| (at.x - 2.3).abs() + (at.y - 49.8).abs());
    assert!(corner.fold(f64::INFINITY, f64::min) < tolerance_degree, "longitude first, and in place");
    assert!((units[0].polygons.unsigned_area() - (0.01 - 0.0004)).abs() < 1e-6);
}

#[test]
fn a_geopackage_in_degrees_is_read_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("communes.gpkg");
    write("GPKG", &path, 4326);
    assert_units(&read(&path, FIELDS).unwrap(), 1e-12);
}

#[test]
fn a_shapefile_in_lambert_93_is_read_in_longitude_and_latitude() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("COMMUNE.shp");
    write("ESRI Shapefile", &path, 2154);
    assert_units(&read(&path, FIELDS).unwrap(), 1e-8);
}

#[test]
fn projected_coordinates_without_their_projection_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("COMMUNE.shp");
    write("ESRI Shapefile", &path, 2154);
    std::fs::remove_file(path.with_extension("prj")).unwrap();
    let message = read(&path, FIELDS).unwrap_err().to_string();
    assert!(message.contains("COMMUNE.shp") && message.contains("projection"), "{message}");
}

#[test]
fn a_file_without_the_field_of_codes_is_refused_with_what_was_expected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("communes.gpkg");
    write("GPKG", &path, 4326);
    let message = read(&path, OutlineFields { code: &["code"], name: &["NOM"] }).unwrap_err().to_string();
    assert!(message.contains("« commune » lu") && message.contains("« code »"), "{message}");
}

#[test]
fn of_several_layers_with_codes_the_one_named_commune_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("layers.gpkg");
    let mut dataset = DriverManager::get_driver_by_name("GPKG").unwrap().create_vector_only(&path).unwrap();
    for (name, code) in [("arrondissement_municipal", "75101"), ("commune", "75056")] {
        let ty = OGRwkbGeometryType::wkbPolygon;
        let srs = SpatialRef::from_epsg(4326).unwrap();
        let layer = dataset.create_layer(LayerOptions { name, srs: Some(&srs), ty, ..Default::default() }).unwrap();
        for field in ["code_insee", "nom_officiel"] {
            FieldDefn::new(field, OGRFieldType::OFTString).unwrap().add_to_layer(&layer).unwrap();
        }
        let mut feature = Feature::new(layer.defn()).unwrap();
        feature.set_geometry(GdalGeometry::from_wkt("POLYGON((0 0,1 0,1 1,0 0))").unwrap()).unwrap();
        feature.set_field_string(0, code).unwrap();
        feature.set_field_string(1, "Paris").unwrap();
        feature.create(&layer).unwrap();
    }
    drop(dataset);
    let units = read(&path, FIELDS).unwrap();
    let told: Vec<_> = units.iter().map(|unit| (unit.number, unit.code.as_str(), unit.name.as_str())).collect();
    assert_eq!(told, [(1, "75056", "Paris")]);
}

#[test]
fn the_3_787_communes_of_hauts_de_france_are_read_through_gzip() {
    let Some(path) = beside::beside("data/geo/hdf_com.geojson.gz") else { return };
    let units = read(&path, FIELDS).unwrap();
    assert_eq!(units.len(), 3787);
    assert!(units.iter().all(|unit| !unit.polygons.0.is_empty()));
    let square_degrees: f64 = units.iter().map(|unit| unit.polygons.unsigned_area()).sum();
    // 31 806 km² at about 50° north.
    assert!((3.9..4.1).contains(&square_degrees), "{square_degrees}");
}
