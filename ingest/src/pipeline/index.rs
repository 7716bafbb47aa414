//! The embedded geography as rows of the snapshot's tables.

use lanterne_data::{Draft, row};
use lanterne_observatory::Level;

use crate::geography::{COG, Geography, LevelGeography};
use crate::{IngestError, Watch};

/// Appends `territory`, `commune`, `neighbour` and `passage`; answers the territories, which other readers check codes on.
pub(super) fn load(
    geography: &Geography,
    draft: &Draft,
    watch: &Watch<'_>,
) -> Result<Vec<row::Territory>, IngestError> {
    watch.begin("Index des territoires", Level::ALL.len() as u64)?;
    let territories = territories(geography);
    draft.append(&territories)?;
    for &level in Level::ALL {
        draft.append(&neighbours(level, geography.level(level)))?;
        watch.advance(1)?;
    }
    draft.append(&communes(geography))?;
    draft.append(&passages(geography))?;
    watch.end();
    Ok(territories)
}

/// The territory index of every level.
pub(super) fn territories(geography: &Geography) -> Vec<row::Territory> {
    Level::ALL.iter().flat_map(|&level| level_rows(level, geography.level(level))).collect()
}

fn level_rows(level: Level, source: &LevelGeography) -> impl Iterator<Item = row::Territory> {
    source.territories.iter().enumerate().map(move |(number, territory)| row::Territory {
        level: level.as_str().to_owned(),
        row: number as i32,
        code: territory.code.clone(),
        name: territory.name.clone(),
        nature: territory.nature.clone(),
        departement: territory.departement.clone(),
        region: territory.region.clone(),
        population: territory.population,
        area_km2: territory.area_km2,
        lon: territory.point.map(|[lon, _]| lon),
        lat: territory.point.map(|[_, lat]| lat),
        west: territory.bbox.map(|[west, ..]| west),
        south: territory.bbox.map(|[_, south, ..]| south),
        east: territory.bbox.map(|[.., east, _]| east),
        north: territory.bbox.map(|[.., north]| north),
        commune_count: territory.commune_count as i32,
        outline: territory.outline,
    })
}

fn neighbours(level: Level, source: &LevelGeography) -> Vec<row::Neighbour> {
    let of = |pair: &lanterne_tiles::topology::Neighbour| row::Neighbour {
        level: level.as_str().to_owned(),
        row: pair.unit as i32,
        other: pair.other as i32,
        length_m: pair.length_m,
    };
    source.neighbours.iter().map(of).collect()
}

/// Where each commune belongs.
pub(super) fn communes(geography: &Geography) -> Vec<row::Commune> {
    let of = |commune: &crate::geography::Commune| row::Commune {
        code: commune.code.clone(),
        epci: commune.epci.clone(),
        departement: commune.departement.clone(),
        region: commune.region.clone(),
        postcodes: commune.postcodes.clone(),
    };
    geography.communes.iter().map(of).collect()
}

fn passages(geography: &Geography) -> Vec<row::Passage> {
    let of = |passage: &crate::geography::Passage| row::Passage {
        cog_from: passage.cog_from as i16,
        code_from: passage.code_from.clone(),
        cog_to: passage.cog_to as i16,
        code_to: passage.code_to.clone(),
        ratio: passage.ratio,
        kind: passage.kind.as_str().to_owned(),
    };
    geography.passage.iter().map(of).collect()
}

/// The COG year of every code of a snapshot.
pub(super) const fn cog() -> u16 {
    COG
}
