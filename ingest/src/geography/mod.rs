//! The embedded geography of all of France: built once from two packages, shipped, read at every ingest.
//!
//! For: outlines on shared arcs, the territory index of each level, belonging, population, passage between COG years.
//! Refuses to know: how packages are fetched, what is loaded into which table, tiles.
//! Next: [`build`] (packages → `data/reference/geography`), [`load`] (those files → [`Geography`]).
//!
//! The path: `packages` reads the published files, `source` parses them, `edges` makes borders meet exactly, `faces` finds
//! who covers what, `assign` decides where two do or nobody does, `check` proves the result, `passage` follows codes from
//! year to year, `territories` is the second file. [`Published`] outlines of an official file take the same path at ingest.

mod assign;
mod build;
mod carry;
mod check;
mod edges;
mod error;
mod faces;
mod frame;
mod grid;
mod load;
mod packages;
mod passage;
mod pieces;
mod population;
mod redraw;
mod source;
mod tables;
mod territories;
mod town_hall;
mod wkb;
mod zonage;

pub use build::{BuildReport, build};
pub use carry::Carrier;
pub use check::{AreaGap, Void};
pub use error::GeographyError;
pub use load::{Shipped, decode, load, load_asset};
pub use packages::Packages;
pub(crate) use passage::between_codes;
pub use passage::{Passage, PassageKind};
pub use redraw::{Kept, Published, Redrawn};
pub(crate) use source::in_collectivity;
pub use zonage::Zonage;

use lanterne_tiles::topology::{Neighbour, Topology};

/// COG year of the shipped geography.
pub const COG: u16 = 2026;
/// The outlines' file, under the reference directory.
pub const OUTLINES: &str = "geography/communes-2026.topojson.zst";
/// The territories' file.
pub const TERRITORIES: &str = "geography/territories-2026.json.zst";
/// The passage file.
pub const PASSAGE: &str = "geography/passage-2021-2026.csv";
/// Year of the inhabitants of the territories.
pub const POPULATION_YEAR: u16 = 2023;
/// Inhabitants six years before those of the territories, read as an official table.
pub const POPULATION_BEFORE: &str = "geography/population-2017.csv";
/// Code of the one territory of level `france`.
pub const FRANCE: &str = "FR";

/// Everything the shipped files say, in row order.
#[derive(Clone, Debug)]
pub struct Geography {
    /// COG year of every code.
    pub cog: u16,
    /// Belonging of each commune, by row of level commune.
    pub communes: Vec<Commune>,
    /// Level commune.
    pub commune: LevelGeography,
    /// Level EPCI.
    pub epci: LevelGeography,
    /// Level department.
    pub departement: LevelGeography,
    /// Level region.
    pub region: LevelGeography,
    /// Level France: one territory.
    pub france: LevelGeography,
    /// Level zone d'emploi; without territory where no table of zones was read.
    pub zone_emploi: LevelGeography,
    /// Level bassin de vie; the same.
    pub bassin_vie: LevelGeography,
    /// Codes of one COG year in terms of the next, 2021 to 2026, and municipal arrondissements.
    pub passage: Vec<Passage>,
}

/// One level: its territories sorted by code (`row`), their outlines and who touches whom.
#[derive(Clone, Debug)]
pub struct LevelGeography {
    /// Territories, by row.
    pub territories: Vec<Territory>,
    /// Row, in this level, of each commune by its row; `None`: the commune belongs to no territory of the level.
    pub of_commune: Vec<Option<usize>>,
    /// Outlines; unit number is row.
    pub topology: Topology,
    /// Queen neighbours, both directions, by row; length 0: they meet at a point only.
    pub neighbours: Vec<Neighbour>,
}

/// A row of a level's territory index.
#[derive(Clone, Debug, PartialEq)]
pub struct Territory {
    /// INSEE code, or SIREN of an EPCI, or `FR`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Nature of an EPCI: `ME`, `CU`, `CA`, `CC`, `MET69`; `None` elsewhere.
    pub nature: Option<String>,
    /// Department of a commune; of an EPCI or a zone, the one with most of its inhabitants; `None` above.
    pub departement: Option<String>,
    /// Region of a commune or department; of an EPCI or a zone, the one with most of its inhabitants; `None` above.
    pub region: Option<String>,
    /// Population municipale; above communes, the sum; `None` where a commune's is not published.
    pub population: Option<i64>,
    /// Area, km²; `None` without outline of its own.
    pub area_km2: Option<f64>,
    /// Longitude and latitude, degrees: the town hall of a commune where known, else a point inside.
    pub point: Option<[f64; 2]>,
    /// West, south, east, north, degrees.
    pub bbox: Option<[f64; 4]>,
    /// How many communes.
    pub commune_count: usize,
    /// Whether an outline is known.
    pub outline: bool,
}

/// Belonging of a commune.
#[derive(Clone, Debug, PartialEq)]
pub struct Commune {
    /// INSEE code.
    pub code: String,
    /// SIREN of its EPCI; `None`: it belongs to none.
    pub epci: Option<String>,
    /// Department code.
    pub departement: String,
    /// Region code.
    pub region: String,
    /// Postcodes.
    pub postcodes: Vec<String>,
    /// SIREN of the commune; `None` where not published.
    pub siren: Option<String>,
    /// Longitude and latitude of the town hall, degrees; `None` where not known.
    pub town_hall: Option<[f64; 2]>,
}

impl Geography {
    /// The geography of a level.
    pub fn level(&self, level: lanterne_observatory::level::Level) -> &LevelGeography {
        use lanterne_observatory::level::Level;
        match level {
            Level::Commune => &self.commune,
            Level::Epci => &self.epci,
            Level::Departement => &self.departement,
            Level::Region => &self.region,
            Level::France => &self.france,
            Level::ZoneEmploi => &self.zone_emploi,
            Level::BassinVie => &self.bassin_vie,
        }
    }
}
