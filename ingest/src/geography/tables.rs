//! The geography as rows of the snapshot's tables.
//!
//! For: filling `territory`, `commune`, `neighbour` and `passage`.
//! Refuses to know: how rows are written.
//! Next: `lanterne_data::row`.

use lanterne_data::row;
use lanterne_observatory::Level;

use super::{Commune, Geography, LevelGeography, Passage, Territory};

impl Geography {
    /// Table `territory`: every level, in row order.
    pub fn territory_rows(&self) -> Vec<row::Territory> {
        let level_rows = |&level| {
            let territories = self.level(level).territories.iter().zip(0..);
            territories.map(move |(territory, row)| territory_row(level, row, territory))
        };
        Level::ALL.iter().flat_map(level_rows).collect()
    }

    /// Table `commune`, in row order: where each commune belongs.
    pub fn commune_rows(&self) -> Vec<row::Commune> {
        let of = |(row, commune): (usize, &Commune)| row::Commune {
            code: commune.code.clone(),
            epci: commune.epci.clone(),
            departement: commune.departement.clone(),
            region: commune.region.clone(),
            zone_emploi: self.zone_emploi.code_of(row),
            bassin_vie: self.bassin_vie.code_of(row),
            postcodes: commune.postcodes.clone(),
        };
        self.communes.iter().enumerate().map(of).collect()
    }

    /// Table `passage`: the codes that changed from one year to the next, and the municipal arrondissements.
    pub fn passage_rows(&self) -> Vec<row::Passage> {
        let of = |passage: &Passage| row::Passage {
            cog_from: passage.cog_from as i16,
            code_from: passage.code_from.clone(),
            cog_to: passage.cog_to as i16,
            code_to: passage.code_to.clone(),
            ratio: passage.ratio,
            kind: passage.kind.as_str().to_owned(),
        };
        self.passage.iter().map(of).collect()
    }
}

impl LevelGeography {
    /// Code of the territory that a commune, by its row, belongs to.
    fn code_of(&self, commune: usize) -> Option<String> {
        let row = self.of_commune.get(commune).copied().flatten()?;
        self.territories.get(row).map(|territory| territory.code.clone())
    }

    /// Table `neighbour`: the pairs of this level, by row.
    pub fn neighbour_rows(&self, level: Level) -> Vec<row::Neighbour> {
        let of = |pair: &lanterne_tiles::topology::Neighbour| row::Neighbour {
            level: level.as_str().to_owned(),
            row: pair.unit as i32,
            other: pair.other as i32,
            length_m: pair.length_m,
        };
        self.neighbours.iter().map(of).collect()
    }
}

fn territory_row(level: Level, row: i32, territory: &Territory) -> row::Territory {
    let [west, south, east, north] = territory.bbox.map_or([None; 4], |bbox| bbox.map(Some));
    let [lon, lat] = territory.point.map_or([None; 2], |point| point.map(Some));
    row::Territory {
        level: level.as_str().to_owned(),
        row,
        code: territory.code.clone(),
        name: territory.name.clone(),
        nature: territory.nature.clone(),
        departement: territory.departement.clone(),
        region: territory.region.clone(),
        population: territory.population,
        area_km2: territory.area_km2,
        lon,
        lat,
        west,
        south,
        east,
        north,
        commune_count: i32::try_from(territory.commune_count).unwrap_or(i32::MAX),
        outline: territory.outline,
    }
}
