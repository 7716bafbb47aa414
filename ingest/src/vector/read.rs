//! One vector file → its units, one at a time.

use std::path::{Path, PathBuf};

use gdal::Dataset;
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use gdal::vector::{Feature, Layer, LayerAccess};
use geo::{Geometry, MultiPolygon};

use crate::{IngestError, Watch};

/// WGS84 as EPSG numbers it.
const WGS84: u32 = 4326;

/// A territory's outline as published.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Its rank in the file, from 1.
    pub number: usize,
    /// Its code; empty when the file gives none.
    pub code: String,
    /// Its name; empty when the file gives none.
    pub name: String,
    /// Its polygons: longitude, latitude, degrees, WGS84. Empty when the file gives none.
    pub polygons: MultiPolygon<f64>,
}

/// Which fields of the file say what a unit is: any of these names, whatever the case.
#[derive(Debug, Clone, Copy)]
pub struct OutlineFields<'a> {
    /// The code.
    pub code: &'a [&'a str],
    /// The name.
    pub name: &'a [&'a str],
}

impl OutlineFields<'static> {
    /// As ADMIN EXPRESS names them, before its version 4 and since, and as Etalab does.
    pub const PUBLISHED: Self =
        Self { code: &["INSEE_COM", "code_insee", "code"], name: &["NOM", "nom_officiel", "nom"] };
}

/// Hands a file's units to `take`, one at a time, in the file's order; answers the name of the field of codes.
///
/// `.gz` and `.zip` are read through without being unpacked. The layer is the one named « commune », whatever the case, or
/// the first that has a field of codes.
///
/// # Errors
/// [`IngestError::Vector`] when GDAL cannot read it; [`IngestError::Malformed`] when no layer has the field, a geometry is
/// no area, or projected coordinates come without their projection; whatever `take` refuses.
pub fn each(
    path: &Path,
    fields: OutlineFields<'_>,
    watch: &Watch<'_>,
    mut take: impl FnMut(Outline) -> Result<(), IngestError>,
) -> Result<String, IngestError> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let reading = Reading { file: &file, fields };
    let dataset = Dataset::open(through(path)).map_err(|source| reading.fault(source))?;
    let mut layer = reading.layer(&dataset)?;
    let to_wgs84 = reading.to_wgs84(&layer)?;
    let [code, name] = [fields.code, fields.name].map(|names| field(&layer, names));
    let called = code.and_then(|index| layer.defn().fields().nth(index)).map_or_else(String::new, |field| field.name());
    watch.begin(&format!("Contours de {file}"), layer.feature_count())?;
    for (rank, feature) in layer.features().enumerate() {
        let [code, name] = [code, name].map(|index| reading.text(&feature, index));
        let (number, code, name) = (rank + 1, code?, name?);
        let polygons = reading.polygons(number, &code, &feature, to_wgs84.as_ref())?;
        take(Outline { number, code, name, polygons })?;
        watch.advance(1)?;
    }
    watch.end();
    Ok(called)
}

/// The first of these fields that a layer has.
fn field(layer: &Layer<'_>, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| layer.defn().field_index(name).ok())
}

/// The path GDAL reads an archive's content through.
fn through(path: &Path) -> PathBuf {
    // An absolute path keeps its slash after the prefix: « /vsigzip//folder/file ».
    let door = |prefix: &str| PathBuf::from(format!("/{prefix}/{}", path.display()));
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => door("vsigzip"),
        Some("zip") => door("vsizip"),
        _ => path.to_path_buf(),
    }
}

struct Reading<'a> {
    file: &'a str,
    fields: OutlineFields<'a>,
}

impl Reading<'_> {
    fn layer<'d>(&self, dataset: &'d Dataset) -> Result<Layer<'d>, IngestError> {
        let has = |layer: &Layer<'_>| field(layer, self.fields.code).is_some();
        let named = |layer: &Layer<'_>| has(layer) && layer.name().eq_ignore_ascii_case("commune");
        dataset.layers().find(named).or_else(|| dataset.layers().find(has)).ok_or_else(|| {
            let layers: Vec<String> = dataset.layers().map(|layer| layer.name()).collect();
            let expectation = format!("une couche avec un champ « {} »", self.fields.code.join(" » ou « "));
            self.malformed("couches", &layers.join(", "), &expectation)
        })
    }

    /// The change of coordinates to longitude and latitude; none when they already are.
    fn to_wgs84(&self, layer: &Layer<'_>) -> Result<Option<CoordTransform>, IngestError> {
        let Some(mut source) = layer.spatial_ref() else {
            let extent = layer.get_extent().map_err(|source| self.fault(source))?;
            let degrees = extent.MinX >= -180.0 && extent.MaxX <= 180.0 && extent.MinY >= -90.0 && extent.MaxY <= 90.0;
            if degrees {
                return Ok(None);
            }
            let value = format!("x de {} à {}, sans projection", extent.MinX, extent.MaxX);
            return Err(self.malformed(&layer.name(), &value, "une projection (fichier .prj)"));
        };
        // Without this, EPSG's own order gives latitude first.
        source.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        let mut target = SpatialRef::from_epsg(WGS84).map_err(|source| self.fault(source))?;
        target.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        if source == target {
            return Ok(None);
        }
        CoordTransform::new(&source, &target).map(Some).map_err(|source| self.fault(source))
    }

    fn polygons(
        &self,
        number: usize,
        code: &str,
        feature: &Feature<'_>,
        to_wgs84: Option<&CoordTransform>,
    ) -> Result<MultiPolygon<f64>, IngestError> {
        let Some(geometry) = feature.geometry().filter(|geometry| !geometry.is_empty()) else {
            return Ok(MultiPolygon::new(Vec::new()));
        };
        let mut geometry = geometry.clone();
        geometry.flatten_to_2d();
        if let Some(transform) = to_wgs84 {
            geometry.transform_inplace(transform).map_err(|source| self.fault(source))?;
        }
        let kind = geometry.geometry_name();
        match geometry.to_geo().map_err(|source| self.fault(source))? {
            Geometry::Polygon(polygon) => Ok(MultiPolygon::new(vec![polygon])),
            Geometry::MultiPolygon(polygons) => Ok(polygons),
            _ => Err(self.malformed(&format!("objet {number} ({code})"), &kind, "un polygone")),
        }
    }

    fn text(&self, feature: &Feature<'_>, field: Option<usize>) -> Result<String, IngestError> {
        let text =
            field.map(|index| feature.field_as_string(index)).transpose().map_err(|source| self.fault(source))?;
        Ok(text.flatten().unwrap_or_default().trim().to_owned())
    }

    fn fault(&self, source: gdal::errors::GdalError) -> IngestError {
        IngestError::Vector { file: self.file.to_owned(), source }
    }

    fn malformed(&self, place: &str, value: &str, expectation: &str) -> IngestError {
        IngestError::Malformed {
            file: self.file.to_owned(),
            place: place.to_owned(),
            value: value.to_owned(),
            expectation: expectation.to_owned(),
        }
    }
}
