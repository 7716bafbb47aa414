//! Outlines in any format and projection GDAL knows (GeoJSON, GeoPackage, Shapefile in Lambert-93…), as units in WGS84.
//!
//! The only module that names GDAL. Refuses to know which codes exist and whether borders meet: see `geography`, which
//! makes arcs of these polygons.

mod read;

pub use read::{Outline, OutlineFields, each};
