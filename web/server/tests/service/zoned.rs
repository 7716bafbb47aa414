//! Zonings of study laid over the small world, made up: a few zones that cross EPCI, departments and regions.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use lanterne_data::row::{self, Territory};
use lanterne_observatory::Level;
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_tiles::build::Partition;

use crate::world::{COMMUNES, build_zoned, territory};

/// Code, name, department and region with most of its inhabitants.
type Zone = (&'static str, &'static str, &'static str, &'static str);

/// A zoning: its zones in code order, and the zone of each commune.
pub(crate) struct Zoning {
    pub(crate) level: Level,
    pub(crate) zones: &'static [Zone],
    pub(crate) of: [Option<usize>; COMMUNES.len()],
}

/// Nobody's zones: Lille to Arras; Méru and Rouen with Bosc-Roger, across two regions; the east of the Somme; the island in none.
pub(crate) const ZONE_EMPLOI: Zoning = Zoning {
    level: Level::ZoneEmploi,
    zones: &[
        ("2810", "Le Vexin-Rouen", "76", "28"),
        ("3201", "Amiens", "80", "32"),
        ("3210", "Roye - Montdidier", "80", "32"),
        ("3212", "Lille", "59", "32"),
    ],
    of: [Some(0), Some(3), Some(3), Some(0), Some(3), Some(0), Some(1), Some(2), Some(2), None],
};

/// A bassin de vie bears the code of its main commune. That of Méru takes in Bosc-Roger, across the border.
pub(crate) const BASSIN_VIE: Zoning = Zoning {
    level: Level::BassinVie,
    zones: &[
        ("59350", "Lille", "59", "32"),
        ("60400", "Méru", "60", "32"),
        ("62041", "Arras", "62", "32"),
        ("76540", "Rouen", "76", "28"),
        ("80021", "Amiens", "80", "32"),
        ("80620", "Péronne", "80", "32"),
    ],
    of: [Some(1), Some(0), Some(0), Some(1), Some(2), Some(3), Some(4), Some(5), Some(5), None],
};

impl Zoning {
    /// Communes of a zone, by row.
    pub(crate) fn members(&self, zone: usize) -> Vec<usize> {
        (0..self.of.len()).filter(|commune| self.of[*commune] == Some(zone)).collect()
    }

    /// Codes and names, for [`Zoning::partition`].
    pub(crate) fn columns(&self) -> (Vec<String>, Vec<String>) {
        self.zones.iter().map(|zone| (zone.0.to_owned(), zone.1.to_owned())).unzip()
    }

    pub(crate) fn partition<'a>(&'a self, (codes, names): &'a (Vec<String>, Vec<String>)) -> Partition<'a> {
        Partition {
            layer: self.level.as_str(),
            min_zoom: 3,
            rang: if self.level == Level::ZoneEmploi { 5 } else { 6 },
            codes,
            names,
            unit_of: &self.of,
            inhabitants: &[],
            properties: &[],
        }
    }
}

pub(crate) fn zone_rows(zoning: &Zoning) -> Vec<Territory> {
    let row = |(row, zone): (usize, &Zone)| Territory {
        departement: Some(zone.2.to_owned()),
        region: Some(zone.3.to_owned()),
        ..territory(zoning.level, row, zone.0, zone.1, &zoning.members(row))
    };
    zoning.zones.iter().enumerate().map(row).collect()
}

pub(crate) fn code_in(zonings: &[Zoning], level: Level, commune: usize) -> Option<String> {
    let zoning = zonings.iter().find(|zoning| zoning.level == level)?;
    Some(zoning.zones[zoning.of[commune]?].0.to_owned())
}

/// Communes stand in a row: zones touch where one follows another.
pub(crate) fn zone_neighbours(zonings: &[Zoning]) -> Vec<row::Neighbour> {
    let mut rows = Vec::new();
    for zoning in zonings {
        let touching = zoning.of.windows(2).filter_map(|pair| Some((pair[0]?, pair[1]?))).filter(|(a, b)| a != b);
        let both: BTreeSet<(usize, usize)> = touching.flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        rows.extend(both.into_iter().map(|(row, other)| row::Neighbour {
            level: zoning.level.as_str().to_owned(),
            row: i32::try_from(row).unwrap(),
            other: i32::try_from(other).unwrap(),
            length_m: 20_000.0,
        }));
    }
    rows
}

/// The world with both zonings, built once.
pub(crate) fn folder() -> &'static Path {
    static WORLD: OnceLock<(tempfile::TempDir, std::path::PathBuf)> = OnceLock::new();
    &WORLD
        .get_or_init(|| {
            let var = tempfile::tempdir().unwrap();
            let folder = build_zoned(var.path(), "fedcba9876543210", &[ZONE_EMPLOI, BASSIN_VIE]);
            (var, folder)
        })
        .1
}

pub(crate) fn service() -> Router {
    static SERVICE: OnceLock<Router> = OnceLock::new();
    SERVICE.get_or_init(|| router(Arc::new(Live::of(State::open(folder()).unwrap())))).clone()
}
