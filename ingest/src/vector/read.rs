//! One vector file → its units, in order of code.

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
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its polygons: longitude, latitude, degrees, WGS84. Empty when the file gives none.
    pub polygons: MultiPolygon<f64>,
}

/// Which fields of the file say what a unit is.
#[derive(Debug, Clone, Copy)]
pub struct OutlineFields<'a> {
    /// The code (« INSEE_COM », « code »).
    pub code: &'a str,
    /// The name (« NOM », « nom »).
    pub name: &'a str,
}

/// Reads a file's units, in order of code.
///
/// `.gz` and `.zip` are read through without being unpacked. The layer is the first that has the code's field.
///
/// # Errors
/// [`IngestError::Vector`] when GDAL cannot read it; [`IngestError::Malformed`] when no layer has the fields, a unit has no
/// code, one code stands twice, a geometry is no area, or projected coordinates come without their projection.
pub fn outlines(path: &Path, fields: OutlineFields<'_>, watch: &Watch<'_>) -> Result<Vec<Outline>, IngestError> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let reading = Reading { file: &file, fields };
    let dataset = Dataset::open(through(path)).map_err(|source| reading.fault(source))?;
    let mut layer = reading.layer(&dataset)?;
    let to_wgs84 = reading.to_wgs84(&layer)?;
    watch.begin(&format!("Contours de {file}"), layer.feature_count())?;
    let mut units = Vec::new();
    for (number, feature) in layer.features().enumerate() {
        units.push(reading.unit(number + 1, &feature, to_wgs84.as_ref())?);
        watch.advance(1)?;
    }
    watch.end();
    units.sort_by(|a, b| a.code.cmp(&b.code));
    if let Some(twice) = units.windows(2).find(|pair| pair[0].code == pair[1].code) {
        return Err(reading.malformed("code d’unité", &twice[0].code, "un code présent une seule fois"));
    }
    Ok(units)
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
        let has = |layer: &Layer<'_>| layer.defn().field_index(self.fields.code).is_ok();
        dataset.layers().find(has).ok_or_else(|| {
            let layers: Vec<String> = dataset.layers().map(|layer| layer.name()).collect();
            let expectation = format!("une couche avec le champ « {} »", self.fields.code);
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

    fn unit(
        &self,
        number: usize,
        feature: &Feature<'_>,
        to_wgs84: Option<&CoordTransform>,
    ) -> Result<Outline, IngestError> {
        let code = self.text(feature, self.fields.code)?;
        let code = code.ok_or_else(|| self.malformed(&format!("objet {number}"), "sans code", "un code"))?;
        let name = self.text(feature, self.fields.name)?.unwrap_or_default();
        let Some(geometry) = feature.geometry().filter(|geometry| !geometry.is_empty()) else {
            return Ok(Outline { code, name, polygons: MultiPolygon::new(Vec::new()) });
        };
        let mut geometry = geometry.clone();
        geometry.flatten_to_2d();
        if let Some(transform) = to_wgs84 {
            geometry.transform_inplace(transform).map_err(|source| self.fault(source))?;
        }
        let kind = geometry.geometry_name();
        let polygons = match geometry.to_geo().map_err(|source| self.fault(source))? {
            Geometry::Polygon(polygon) => MultiPolygon::new(vec![polygon]),
            Geometry::MultiPolygon(polygons) => polygons,
            _ => return Err(self.malformed(&format!("objet {number} ({code})"), &kind, "un polygone")),
        };
        Ok(Outline { code, name, polygons })
    }

    fn text(&self, feature: &Feature<'_>, field: &str) -> Result<Option<String>, IngestError> {
        let index = feature
            .field_index(field)
            .map_err(|_| self.malformed("champs", &format!("pas de « {field} »"), &format!("le champ « {field} »")))?;
        let text = feature.field_as_string(index).map_err(|source| self.fault(source))?;
        Ok(text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
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
