//! A table as a file people open elsewhere: spreadsheets, maps, notebooks, databases.
//!
//! | format | who opens it | where |
//! |---|---|---|
//! | CSV, XLSX | spreadsheets | [`csv`], [`xlsx`] |
//! | GeoJSON, GeoPackage | maps: QGIS, ArcGIS, the web | [`geojson`], [`gpkg`] |
//! | GeoParquet, Arrow | notebooks, DuckDB, GDAL | [`parquet`], [`record`] |
//!
//! Refuses to know: snapshots, indicators, HTTP. What is written is a [`Table`](table::Table), made by `answer::table`; the
//! bytes depend on it alone, never on the day.

pub(crate) mod csv;
pub(crate) mod geojson;
pub(crate) mod gpkg;
pub(crate) mod parquet;
pub(crate) mod record;
pub(crate) mod table;
pub(crate) mod xlsx;

use crate::outline::Shapes;
use table::Table;

/// A format of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text separated by `;`, as French spreadsheets open it.
    Csv,
    /// Workbook with a sheet of data and one of notes.
    Xlsx,
    /// RFC 7946.
    GeoJson,
    /// GeoParquet 1.1.
    Parquet,
    /// GeoPackage 1.3.
    Gpkg,
    /// Arrow IPC stream, without outlines.
    Arrow,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Self; 6] = [Self::Csv, Self::Xlsx, Self::GeoJson, Self::Parquet, Self::Gpkg, Self::Arrow];

    /// The ending of a file's name, without dot.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::Parquet => "parquet",
            Self::Gpkg => "gpkg",
            Self::Arrow => "arrow",
        }
    }

    /// What it is called.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::GeoJson => "GeoJSON",
            Self::Parquet => "GeoParquet",
            Self::Gpkg => "GeoPackage",
            Self::Arrow => "Arrow",
        }
    }

    /// Its registered media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Gpkg => "application/geopackage+sqlite3",
            Self::Arrow => "application/vnd.apache.arrow.stream",
        }
    }

    /// Whether it carries outlines.
    pub(crate) const fn has_outlines(self) -> bool {
        matches!(self, Self::GeoJson | Self::Parquet | Self::Gpkg)
    }
}

/// Why a file could not be made: each is our fault. Traced, never sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExportError {
    /// The workbook's writer refused.
    #[error("workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// JSON could not be written.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// Columns do not make a record.
    #[error("arrow: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
    /// The Parquet writer refused.
    #[error("parquet: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// SQLite refused.
    #[error("geopackage: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// An outline could not be written.
    #[error("outline: {0}")]
    Outline(#[from] geozero::error::GeozeroError),
}

/// The table as a file, with the outlines of its rows where they are given.
pub(crate) fn write(format: Format, table: &Table, shapes: Option<&Shapes>) -> Result<Vec<u8>, ExportError> {
    match format {
        Format::Csv => Ok(csv::write(table).into_bytes()),
        Format::Xlsx => xlsx::write(table),
        Format::GeoJson => geojson::write(table, shapes),
        Format::Parquet => parquet::write(table, shapes),
        Format::Gpkg => gpkg::write(table, shapes),
        Format::Arrow => record::write(table),
    }
}
