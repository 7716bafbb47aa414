//! The geography as rows of the snapshot's tables.
//!
//! For: filling `territory`, `commune`, `neighbour` and `passage`.
//! Refuses to know: how rows are written.
//! Next: `lanterne_data::row`.

use lanterne_data::row;
use lanterne_observatory::level::Level;

use super::{Geography, LevelGeography, Passage, PassageKind, Territory};

const LEVELS: [Level; 5] = [Level::Commune, Level::Epci, Level::Departement, Level::Region, Level::France];

impl Geography {
    /// Table `territory`: every level, in row order.
    pub fn territory_rows(&self) -> Vec<row::Territory> {
        let level_rows = |level| {
            let territories = &self.level(level).territories;
            territories.iter().zip(0..).map(move |(territory, row)| territory_row(level, row, territory))
        };
        LEVELS.into_iter().flat_map(level_rows).collect()
    }

    /// Table `commune`, in row order.
    pub fn commune_rows(&self) -> Vec<row::Commune> {
        let commune = |commune: &super::Commune| row::Commune {
            code: commune.code.clone(),
            epci: commune.epci.clone(),
            departement: commune.departement.clone(),
            region: commune.region.clone(),
            postcodes: commune.postcodes.clone(),
        };
        self.communes.iter().map(commune).collect()
    }

    /// Table `neighbour`: every level, by row.
    pub fn neighbour_rows(&self) -> Vec<row::Neighbour> {
        LEVELS.into_iter().flat_map(|level| neighbour_rows(level, self.level(level))).collect()
    }

    /// Table `passage`: every commune of every year, unchanged ones as `same`, and the municipal arrondissements.
    pub fn passage_rows(&self) -> Vec<row::Passage> {
        let carrier = self.carrier();
        let mut rows: Vec<row::Passage> = self.passage.iter().map(passage_row).collect();
        for year in carrier.oldest()..self.cog {
            let changed = self.passage.iter().filter(|passage| passage.cog_from == year);
            let changed: std::collections::HashSet<&str> = changed.map(|passage| passage.code_from.as_str()).collect();
            let same = carrier.communes(year).filter(|code| !changed.contains(code)).map(|code| row::Passage {
                cog_from: year as i16,
                code_from: code.to_owned(),
                cog_to: year as i16 + 1,
                code_to: code.to_owned(),
                ratio: 1.0,
                kind: "same".to_owned(),
            });
            rows.extend(same);
        }
        rows.sort_by(|a, b| (a.cog_from, &a.code_from, &a.code_to).cmp(&(b.cog_from, &b.code_from, &b.code_to)));
        rows
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

fn neighbour_rows(level: Level, geography: &LevelGeography) -> impl Iterator<Item = row::Neighbour> + '_ {
    geography.neighbours.iter().map(move |pair| row::Neighbour {
        level: level.as_str().to_owned(),
        row: pair.unit as i32,
        other: pair.other as i32,
        length_m: pair.length_m,
    })
}

fn passage_row(passage: &Passage) -> row::Passage {
    row::Passage {
        cog_from: passage.cog_from as i16,
        code_from: passage.code_from.clone(),
        cog_to: passage.cog_to as i16,
        code_to: passage.code_to.clone(),
        ratio: passage.ratio,
        kind: PassageKind::as_str(passage.kind).to_owned(),
    }
}
