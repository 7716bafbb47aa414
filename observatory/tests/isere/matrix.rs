//! The matrix, its communes, their centroids and populations.

use std::collections::HashMap;
use std::io::Read;

use lanterne_observatory::travel::{Place, Times};

#[path = "../../../tests/beside.rs"]
mod beside;

use beside::beside;

/// The communes in the order of the matrix, and the minutes from each to each.
pub(crate) struct Isere {
    pub(crate) people: Vec<f64>,
    /// Centroid, with the density of the commune; `None` for the few that have merged since.
    pub(crate) places: Vec<Option<Place>>,
    pub(crate) minutes: Vec<Vec<Option<f64>>>,
}

impl Isere {
    /// `None`, said aloud, where the folder is absent, unless `LANTERNE_REQUIRE_SHARED` is set: then the test fails.
    pub(crate) fn read() -> Option<Self> {
        let (matrix, communes) = (read("TimeDistCarIsere.csv.gz")?, read("TimeDistToParis.csv.gz")?);
        let known = places(&communes);
        let mut lines = matrix.lines();
        let codes: Vec<&str> = lines.next().unwrap().split(',').skip(1).collect();
        let row = |(line, code): (&str, &&str)| {
            let mut cells = line.split(',');
            assert_eq!(cells.next(), Some(*code), "rows and columns are in one order");
            cells.map(|seconds| seconds.parse::<f64>().ok().map(|seconds| seconds / 60.0)).collect()
        };
        Some(Self {
            minutes: lines.zip(&codes).map(row).collect(),
            places: codes.iter().map(|code| known.get(code).map(|known| known.0)).collect(),
            people: codes.iter().map(|code| known.get(code).map_or(0.0, |known| known.1)).collect(),
        })
    }

    /// The journeys from every commune to the communes listed.
    pub(crate) fn to(&self, sites: &[usize]) -> Times {
        let row = |row: &Vec<Option<f64>>| {
            Ok(sites.iter().enumerate().filter_map(|(site, &commune)| Some((site as u32, row[commune]?))).collect())
        };
        Times::from_rows(sites.len(), self.minutes.iter().map(row).collect())
    }
}

fn read(name: &str) -> Option<String> {
    let file = std::fs::File::open(beside(&format!("data/travel/{name}"))?).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    Some(text.replace('"', ""))
}

/// Centroid with density, and inhabitants, of every commune of France, by code.
fn places(communes: &str) -> HashMap<&str, (Place, f64)> {
    communes
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let number = |index: usize| cells[index].parse::<f64>().unwrap();
            let place = Place { lon: number(3), lat: number(4), density: Some(number(1) / number(2)) };
            (cells[0].trim_start_matches("FR_"), (place, number(1)))
        })
        .collect()
}
