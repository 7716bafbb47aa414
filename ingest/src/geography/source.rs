//! What the packages' files say, parsed.
//!
//! For: the communes, EPCI, departments and regions of a COG year; outlines and town halls as published.
//! Refuses to know: the grid, shared arcs, what is done about faults.
//! Next: [`super::build`](fn@super::build), [`super::passage`].

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use geo::{CoordsIter, MultiPolygon};
use serde::Deserialize;

use super::packages::table_of_communes;
use super::{GeographyError, Packages, wkb};

/// One entry of `communes.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    pub(super) code: String,
    pub(super) nom: String,
    pub(super) r#type: String,
    pub(super) departement: Option<String>,
    pub(super) region: Option<String>,
    /// Of a commune déléguée or associée: the commune it is part of.
    pub(super) chef_lieu: Option<String>,
    /// Of a municipal arrondissement: its commune.
    pub(super) commune: Option<String>,
    pub(super) siren: Option<String>,
    #[serde(default)]
    pub(super) codes_postaux: Vec<String>,
    pub(super) population: Option<i64>,
}

impl Entry {
    /// A commune of metropolitan France or of the five overseas departments.
    pub(super) fn is_current(&self) -> bool {
        self.r#type == "commune-actuelle" && !in_collectivity(&self.code)
    }
}

/// Whether a code is of an overseas collectivity, which is no department (the oldest packages give it no zone).
pub(crate) fn in_collectivity(code: &str) -> bool {
    matches!(code.get(..3), Some("975" | "977" | "978" | "984" | "986" | "987" | "988" | "989"))
}

/// One entry of `epci.json`.
#[derive(Debug, Deserialize)]
pub(super) struct EpciEntry {
    pub(super) code: String,
    pub(super) nom: String,
    pub(super) r#type: String,
    pub(super) membres: Vec<Member>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Member {
    pub(super) code: String,
}

/// One entry of `departements.json` or `regions.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Above {
    pub(super) code: String,
    pub(super) nom: String,
    pub(super) region: Option<String>,
    pub(super) zone: Option<String>,
}

/// Reads one list of the year's package.
pub(super) fn list<T: for<'de> Deserialize<'de>>(
    packages: &Packages,
    cog: u16,
    name: &str,
) -> Result<Vec<T>, GeographyError> {
    let bytes = packages.decoupage(cog, name)?;
    serde_json::from_slice(&bytes).map_err(|error| GeographyError::Unexpected {
        file: format!("{name}.json ({cog})"),
        place: format!("ligne {}", error.line()),
        value: error.to_string(),
        expectation: "une liste du découpage administratif",
    })
}

/// Outlines and town halls, by commune code.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    /// Communes of the file, with their outline where there is one.
    pub(super) communes: BTreeMap<String, Option<MultiPolygon<f64>>>,
    /// Outlines of the communes déléguées, by the code of the commune they are part of, then by their own.
    pub(super) parts: BTreeMap<String, BTreeMap<String, MultiPolygon<f64>>>,
    /// Town halls, degrees.
    pub(super) town_halls: BTreeMap<String, [f64; 2]>,
}

#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    code: String,
    r#type: String,
    commune_parent_id: String,
    geometry: String,
    mairie_localisation: String,
}

const FILE: &str = "communes.csv.lzma";

/// Parses a wheel's table of communes.
pub(super) fn outlines(wheel: &Path) -> Result<Outlines, GeographyError> {
    let text = table_of_communes(wheel)?;
    let mut rows = Vec::new();
    for (rank, row) in csv::Reader::from_reader(text.as_slice()).deserialize::<Row>().enumerate() {
        rows.push(row.map_err(|error| unexpected(rank, &error.to_string(), "une ligne de la table des communes"))?);
    }
    let code_of: HashMap<&str, &str> = rows.iter().map(|row| (row.id.as_str(), row.code.as_str())).collect();
    let mut outlines = Outlines::default();
    for (rank, row) in rows.iter().enumerate() {
        match row.r#type.as_str() {
            "COM" => {
                let town_hall = known(&row.mairie_localisation).map(|hex| town_hall(rank, hex)).transpose()?;
                outlines.town_halls.extend(town_hall.flatten().map(|point| (row.code.clone(), point)));
                let outline = known(&row.geometry).map(|hex| outline(rank, hex)).transpose()?;
                outlines.communes.insert(row.code.clone(), outline);
            }
            "COMD" => {
                let parent = code_of.get(row.commune_parent_id.as_str());
                if let (Some(hex), Some(parent)) = (known(&row.geometry), parent) {
                    outlines
                        .parts
                        .entry((*parent).to_owned())
                        .or_default()
                        .insert(row.code.clone(), outline(rank, hex)?);
                }
            }
            _ => {}
        }
    }
    Ok(outlines)
}

/// A field's text, unless it stands for nothing.
pub(super) fn known(field: &str) -> Option<&str> {
    (!field.is_empty() && field != "\\N").then_some(field)
}

fn outline(rank: usize, hex: &str) -> Result<MultiPolygon<f64>, GeographyError> {
    let polygons = match geometry(rank, hex)? {
        geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
        geo::Geometry::MultiPolygon(polygons) => polygons,
        _ => return Err(unexpected(rank, hex, "un polygone")),
    };
    let on_earth = polygons.coords_iter().all(|place| place.x.abs() <= 180.0 && place.y.abs() <= 90.0);
    if on_earth { Ok(polygons) } else { Err(unexpected(rank, hex, "des degrés")) }
}

/// The town hall's place; `None` for an empty point.
fn town_hall(rank: usize, hex: &str) -> Result<Option<[f64; 2]>, GeographyError> {
    match geometry(rank, hex)? {
        geo::Geometry::Point(point) if point.x().is_nan() => Ok(None),
        geo::Geometry::Point(point) => Ok(Some([point.x(), point.y()])),
        _ => Err(unexpected(rank, hex, "un point")),
    }
}

fn geometry(rank: usize, hex: &str) -> Result<geo::Geometry<f64>, GeographyError> {
    wkb::decode(hex).ok_or_else(|| unexpected(rank, hex, "une géométrie WKB"))
}

fn unexpected(rank: usize, value: &str, expectation: &'static str) -> GeographyError {
    let value = value.chars().take(120).collect();
    GeographyError::Unexpected { file: FILE.to_owned(), place: format!("ligne {}", rank + 2), value, expectation }
}
