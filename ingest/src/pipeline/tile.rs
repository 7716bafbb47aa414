//! The tile archives of a snapshot and its outlines, from the geography and the sites just loaded.

use std::fs;
use std::path::Path;

use lanterne_data::{Snapshot, read};
use lanterne_observatory::Level;
use lanterne_tiles::TileError;
use lanterne_tiles::build::{self, Layers, Partition, Site};

use super::source::Places;
use crate::card::Card;
use crate::geography::{GeographyError, LevelGeography};
use crate::{IngestError, Watch};

const ATTRIBUTION: &str = "© IGN, INSEE, DGCL (Licence Ouverte 2.0)";
/// Level, lowest zoom where it is drawn, rank of its boundaries; zonings of study where they are loaded.
const LEVELS: [(Level, u8, u8); 6] = [
    (Level::Region, 3, 1),
    (Level::Departement, 3, 2),
    (Level::Epci, 3, 3),
    (Level::Commune, 5, 4),
    (Level::ZoneEmploi, 3, 5),
    (Level::BassinVie, 3, 6),
];

/// Writes one archive per layer under `folder`.
pub(super) fn write(
    folder: &Path,
    database: &Path,
    places: &mut Places<'_>,
    watch: &Watch<'_>,
) -> Result<(), IngestError> {
    fs::create_dir_all(folder).map_err(IngestError::at(folder))?;
    let contents = read::contents(&Snapshot::open(database)?)?;
    let attribution = places.outlines().map_or_else(|| ATTRIBUTION.to_owned(), attribution);
    let geography = places.geography(watch)?;
    let levels: Vec<(Level, u8, u8)> = LEVELS.into_iter().filter(|(level, ..)| contents.holds(*level)).collect();
    let columns: Vec<(Vec<String>, Vec<String>, Vec<u64>)> = levels
        .iter()
        .map(|&(level, ..)| {
            let territories = &geography.level(level).territories;
            let codes: Vec<String> = territories.iter().map(|territory| territory.code.clone()).collect();
            let names: Vec<String> = territories.iter().map(|territory| territory.name.clone()).collect();
            // Where a commune's is not published, its name comes after the others'.
            let people: Vec<u64> =
                territories.iter().map(|territory| territory.population.unwrap_or(0).unsigned_abs()).collect();
            (codes, names, people)
        })
        .collect();
    let watched = Watched::of(&contents.zones, geography.level(Level::Epci));
    let mut partitions: Vec<Partition<'_>> = levels
        .iter()
        .zip(&columns)
        .map(|(&(level, min_zoom, rang), (codes, names, people))| Partition {
            layer: level.as_str(),
            min_zoom,
            rang,
            codes,
            names,
            unit_of: &geography.level(level).of_commune,
            inhabitants: people,
            properties: &[],
        })
        .collect();
    partitions.push(watched.partition());
    let sites: Vec<Site<'_>> = contents
        .sites
        .iter()
        .filter_map(|site| {
            let [lon, lat] = site.point?;
            Some(Site { code: &site.site, nom: &site.name, genre: &site.kind, reseau: &site.network, lon, lat })
        })
        .collect();
    let layers = Layers {
        communes: &geography.commune.topology,
        partitions: &partitions,
        sites: &sites,
        attribution: &attribution,
    };
    watch.begin("Tuiles vectorielles", build::steps(&layers))?;
    match build::write_all(folder, &layers, || watch.advance(1).is_ok()) {
        Err(TileError::Stopped) => return Err(IngestError::Interrupted),
        written => written?,
    };
    watch.end();
    Ok(())
}

/// Writes the outlines of communes as they are, for who takes them away: levels and groupings are unions of them.
pub(super) fn outlines(path: &Path, places: &mut Places<'_>, watch: &Watch<'_>) -> Result<(), IngestError> {
    watch.begin("Contours à emporter", 0)?;
    let bytes = places.geography(watch)?.commune.topology.encode_soon().map_err(GeographyError::from)?;
    fs::write(path, bytes).map_err(IngestError::at(path))?;
    watch.end();
    Ok(())
}

/// Who drew the outlines, when a card's file did.
fn attribution(card: &Card) -> String {
    format!("© {}, {} {} ; INSEE, DGCL ({})", card.producer, card.title, card.millesime, card.licence)
}

/// Watch zones as a level of their own, so that each has one outline, its inner borders dissolved.
struct Watched {
    codes: Vec<String>,
    names: Vec<String>,
    of_commune: Vec<Option<usize>>,
}

impl Watched {
    /// Of an EPCI that two zones name, the first has it; candidates count, the page says that they are.
    fn of(zones: &[read::Zone], epci: &LevelGeography) -> Self {
        let zones: Vec<&read::Zone> = zones.iter().filter(|zone| zone.is_watched()).collect();
        let of_epci: Vec<Option<usize>> = epci
            .territories
            .iter()
            .map(|own| {
                zones.iter().position(|zone| zone.epci.iter().chain(&zone.epci_candidate).any(|code| *code == own.code))
            })
            .collect();
        Self {
            codes: zones.iter().map(|zone| zone.zone.clone()).collect(),
            names: zones.iter().map(|zone| zone.name.clone()).collect(),
            of_commune: epci.of_commune.iter().map(|row| row.and_then(|row| of_epci[row])).collect(),
        }
    }

    fn partition(&self) -> Partition<'_> {
        Partition {
            layer: "zone",
            min_zoom: 3,
            // Its borders are those of EPCI: it makes none of its own.
            rang: 4,
            codes: &self.codes,
            names: &self.names,
            unit_of: &self.of_commune,
            inhabitants: &[],
            properties: &[],
        }
    }
}
