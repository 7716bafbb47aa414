//! The tile archives of a snapshot, from the geography and the sites just loaded.

use std::fs;
use std::path::Path;

use lanterne_data::{Snapshot, read};
use lanterne_observatory::Level;
use lanterne_tiles::build::{Layers, Partition, Site, write_all};

use super::source::Places;
use crate::card::Card;
use crate::{IngestError, Watch};

const ATTRIBUTION: &str = "© IGN, INSEE, DGCL (Licence Ouverte 2.0)";
/// Level, lowest zoom where it is drawn, rank of its boundaries.
const LEVELS: [(Level, u8, u8); 4] =
    [(Level::Region, 3, 1), (Level::Departement, 3, 2), (Level::Epci, 3, 3), (Level::Commune, 5, 4)];

/// Writes one archive per layer under `folder`.
pub(super) fn write(
    folder: &Path,
    database: &Path,
    places: &mut Places<'_>,
    watch: &Watch<'_>,
) -> Result<(), IngestError> {
    fs::create_dir_all(folder).map_err(IngestError::at(folder))?;
    let sites = read::contents(&Snapshot::open(database)?)?.sites;
    let attribution = places.outlines().map_or_else(|| ATTRIBUTION.to_owned(), attribution);
    let geography = places.geography(watch)?;
    watch.begin("Tuiles vectorielles", 0)?;
    let columns = LEVELS.map(|(level, ..)| {
        let territories = &geography.level(level).territories;
        let codes: Vec<String> = territories.iter().map(|territory| territory.code.clone()).collect();
        let names: Vec<String> = territories.iter().map(|territory| territory.name.clone()).collect();
        (codes, names)
    });
    let partitions: Vec<Partition<'_>> = LEVELS
        .iter()
        .zip(&columns)
        .map(|(&(level, min_zoom, rang), (codes, names))| Partition {
            layer: level.as_str(),
            min_zoom,
            rang,
            codes,
            names,
            unit_of: &geography.level(level).of_commune,
        })
        .collect();
    let sites: Vec<Site<'_>> = sites
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
    write_all(folder, &layers)?;
    watch.end();
    Ok(())
}

/// Who drew the outlines, when a card's file did.
fn attribution(card: &Card) -> String {
    format!("© {}, {} {} ; INSEE, DGCL ({})", card.producer, card.title, card.millesime, card.licence)
}
