//! The territory index of each level, and which unit each commune belongs to.
//!
//! `row` is the position in code order: the index of every series and the feature id of every tile.

use std::collections::HashMap;

use lanterne_observatory::Level;
use lanterne_observatory::neighbour::Neighbours;

use super::rows::{all, list};
use crate::{Error, Snapshot};

/// Columns of one level, in row order.
#[derive(Debug, Clone)]
pub struct Territories {
    /// The level.
    pub level: Level,
    /// Codes, ascending by bytes.
    pub code: Vec<String>,
    /// Names.
    pub name: Vec<String>,
    /// Nature of an EPCI; absent at other levels.
    pub nature: Vec<Option<String>>,
    /// Department; of an EPCI or a zone, the one with most inhabitants.
    pub departement: Vec<Option<String>>,
    /// Region; of an EPCI or a zone, the one with most inhabitants.
    pub region: Vec<Option<String>>,
    /// Population municipale; absent where not published.
    pub population: Vec<Option<i64>>,
    /// Area, km²; absent without outline.
    pub area_km2: Vec<Option<f64>>,
    /// Longitude and latitude of a point inside; absent where unknown.
    pub point: Vec<Option<[f64; 2]>>,
    /// West, south, east, north, degrees; absent without outline.
    pub bbox: Vec<Option<[f64; 4]>>,
    /// Communes in the unit.
    pub commune_count: Vec<i32>,
    /// Who touches whom, a point being enough (queen).
    pub neighbours: Neighbours,
    row_of: HashMap<String, u32>,
}

impl Territories {
    /// Number of units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.code.len()
    }

    /// True when the level has no unit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.code.is_empty()
    }

    /// Row of a code.
    #[must_use]
    pub fn row(&self, code: &str) -> Option<u32> {
        self.row_of.get(code).copied()
    }
}

/// Belonging of each commune, in row order of the communes.
#[derive(Debug, Clone)]
pub struct Belonging {
    /// Row of its EPCI; absent for the few communes without.
    pub epci: Vec<Option<u32>>,
    /// Row of its department.
    pub departement: Vec<Option<u32>>,
    /// Row of its region.
    pub region: Vec<Option<u32>>,
    /// Row of its zone d'emploi; absent where the zoning is not loaded or puts it in none.
    pub zone_emploi: Vec<Option<u32>>,
    /// Row of its bassin de vie, the same way.
    pub bassin_vie: Vec<Option<u32>>,
    /// Its postcodes.
    pub postcodes: Vec<Vec<String>>,
}

impl Belonging {
    /// For each commune, its row at `level`.
    #[must_use]
    pub fn at(&self, level: Level) -> Vec<Option<u32>> {
        match level {
            Level::Commune => (0..self.epci.len()).map(|row| u32::try_from(row).ok()).collect(),
            Level::Epci => self.epci.clone(),
            Level::Departement => self.departement.clone(),
            Level::Region => self.region.clone(),
            Level::France => vec![Some(0); self.epci.len()],
            Level::ZoneEmploi => self.zone_emploi.clone(),
            Level::BassinVie => self.bassin_vie.clone(),
        }
    }
}

/// The index of every level, in the order of [`Level::ALL`]; empty for a zoning that is not loaded.
pub(super) fn all_levels(snapshot: &Snapshot) -> Result<Vec<Territories>, Error> {
    Level::ALL.iter().map(|level| one_level(snapshot, *level)).collect()
}

fn one_level(snapshot: &Snapshot, level: Level) -> Result<Territories, Error> {
    let mut columns = Territories {
        level,
        code: Vec::new(),
        name: Vec::new(),
        nature: Vec::new(),
        departement: Vec::new(),
        region: Vec::new(),
        population: Vec::new(),
        area_km2: Vec::new(),
        point: Vec::new(),
        bbox: Vec::new(),
        commune_count: Vec::new(),
        neighbours: Neighbours::from_pairs(0, []),
        row_of: HashMap::new(),
    };
    // The level comes from a closed list: it is no input.
    let sql = format!(
        "SELECT code, name, nature, departement, region, population, area_km2, lon, lat, west, south, east, north, \
         commune_count FROM territory WHERE level = '{}' ORDER BY \"row\"",
        level.as_str()
    );
    all(snapshot, "territory", &sql, |row| {
        let code: String = row.get(0)?;
        columns.row_of.insert(code.clone(), u32::try_from(columns.code.len()).unwrap_or(u32::MAX));
        columns.code.push(code);
        columns.name.push(row.get(1)?);
        columns.nature.push(row.get(2)?);
        columns.departement.push(row.get(3)?);
        columns.region.push(row.get(4)?);
        columns.population.push(row.get(5)?);
        columns.area_km2.push(row.get(6)?);
        let (lon, lat): (Option<f64>, Option<f64>) = (row.get(7)?, row.get(8)?);
        columns.point.push(lon.zip(lat).map(|(lon, lat)| [lon, lat]));
        let edges: [Option<f64>; 4] = [row.get(9)?, row.get(10)?, row.get(11)?, row.get(12)?];
        columns.bbox.push(match edges {
            [Some(west), Some(south), Some(east), Some(north)] => Some([west, south, east, north]),
            _ => None,
        });
        columns.commune_count.push(row.get(13)?);
        Ok(())
    })?;
    columns.neighbours = neighbours(snapshot, level, columns.len())?;
    Ok(columns)
}

/// The queen neighbours of a level of `len` units.
fn neighbours(snapshot: &Snapshot, level: Level, len: usize) -> Result<Neighbours, Error> {
    let sql = format!("SELECT \"row\", other FROM neighbour WHERE level = '{}'", level.as_str());
    let pairs = all(snapshot, "neighbour", &sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Neighbours::from_pairs(len, pairs))
}

/// Belonging of each commune; a code that is in no index is left out, as the schema says for communes without EPCI.
pub(super) fn belonging(snapshot: &Snapshot, territories: &[Territories]) -> Result<Belonging, Error> {
    let of = |level: Level| territories.iter().find(|index| index.level == level);
    let row_in = |level: Level, code: Option<&String>| of(level).zip(code).and_then(|(index, code)| index.row(code));
    let communes = of(Level::Commune).map_or(0, Territories::len);
    let mut belonging = Belonging {
        epci: vec![None; communes],
        departement: vec![None; communes],
        region: vec![None; communes],
        zone_emploi: vec![None; communes],
        bassin_vie: vec![None; communes],
        postcodes: vec![Vec::new(); communes],
    };
    let sql = "SELECT code, epci, departement, region, array_to_string(postcodes, chr(31)), zone_emploi, bassin_vie FROM commune";
    all(snapshot, "commune", sql, |row| {
        let code: String = row.get(0)?;
        let (epci, departement, region): (Option<String>, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let joined: Option<String> = row.get(4)?;
        let (zone_emploi, bassin_vie): (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
        if let Some(at) = row_in(Level::Commune, Some(&code)).and_then(|at| usize::try_from(at).ok()) {
            belonging.epci[at] = row_in(Level::Epci, epci.as_ref());
            belonging.departement[at] = row_in(Level::Departement, Some(&departement));
            belonging.region[at] = row_in(Level::Region, Some(&region));
            belonging.zone_emploi[at] = row_in(Level::ZoneEmploi, zone_emploi.as_ref());
            belonging.bassin_vie[at] = row_in(Level::BassinVie, bassin_vie.as_ref());
            belonging.postcodes[at] = list(joined);
        }
        Ok(())
    })?;
    Ok(belonging)
}
