//! The shipped files made into the geography that the pipeline uses.
//!
//! For: the territory index of each level, its outlines by union, who touches whom.
//! Refuses to know: tables and tiles.
//! Next: [`super::frame`], [`super::Geography`].

use std::fs;
use std::path::Path;

use lanterne_observatory::Level;
use lanterne_tiles::topology::Topology;

use crate::IngestError;
use crate::asset::Asset;

use super::frame::Frame;
use super::territories::{CommuneRow, Territories};
use super::{Carrier, Commune, Geography, GeographyError, OUTLINES, PASSAGE, Passage, TERRITORIES, Zonage, passage};

/// Reads the shipped files under `reference` (the repository's `data/reference`).
///
/// Errors: [`GeographyError`], with file and place; the files must name the same communes in the same order.
///
/// Cost: about a second, unions of all levels included.
pub fn load(reference: &Path) -> Result<Geography, GeographyError> {
    let read = |name: &str| {
        let path = reference.join(name);
        fs::read(&path).map_err(|source| GeographyError::File { path, source })
    };
    decode(&read(OUTLINES)?, &read(TERRITORIES)?, &read(PASSAGE)?)
}

/// The same from the files the binary carries, or those of a folder that stands for them.
///
/// # Errors
/// As [`load`], or [`IngestError::Io`] where a file is missing.
pub fn load_asset(asset: &Asset) -> Result<Geography, IngestError> {
    let read = |name: &str| asset.read(&format!("reference/{name}"));
    Ok(decode(&read(OUTLINES)?, &read(TERRITORIES)?, &read(PASSAGE)?)?)
}

/// The same from the bytes of the three files (outlines, territories, passage).
///
/// Errors: as [`load`].
pub fn decode(outlines: &[u8], territories: &[u8], passages: &[u8]) -> Result<Geography, GeographyError> {
    Ok(Shipped::decode(outlines, territories, passages)?.geography())
}

/// The three files, before their levels are made: what official files may add to or replace.
#[derive(Clone, Debug)]
pub struct Shipped {
    pub(super) outlines: Topology,
    pub(super) territories: Territories,
    pub(super) passage: Vec<Passage>,
    pub(super) zone_emploi: Zonage,
    pub(super) bassin_vie: Zonage,
}

impl Shipped {
    /// From the bytes of the three files (outlines, territories, passage).
    ///
    /// Errors: as [`load`].
    pub fn decode(outlines: &[u8], territories: &[u8], passages: &[u8]) -> Result<Shipped, GeographyError> {
        let outlines = Topology::decode(outlines)?;
        let territories = Territories::decode(territories)?;
        let passage = passage::decode(passages)?;
        same_codes(&outlines, &territories)?;
        let (zone_emploi, bassin_vie) = Default::default();
        Ok(Shipped { outlines, territories, passage, zone_emploi, bassin_vie })
    }

    /// The COG year of its codes.
    pub fn cog(&self) -> u16 {
        self.territories.cog
    }

    /// Codes of every year it knows, chained to its own.
    pub fn carrier(&self) -> Carrier {
        let codes = self.territories.communes.iter().map(|commune| commune.code.clone()).collect();
        Carrier::new(self.territories.cog, codes, &self.passage)
    }

    /// Its passages.
    pub fn passage(&self) -> &[Passage] {
        &self.passage
    }

    /// Adds the passages of years before its own oldest.
    pub fn extend(&mut self, earlier: Vec<Passage>) {
        self.passage.extend(earlier);
        self.passage
            .sort_by(|a, b| (a.cog_from, &a.code_from, &a.code_to).cmp(&(b.cog_from, &b.code_from, &b.code_to)));
    }

    /// Puts its communes in the zones of a zoning of study; of any other level, nothing.
    pub fn set_zonage(&mut self, level: Level, zonage: Zonage) {
        match level {
            Level::ZoneEmploi => self.zone_emploi = zonage,
            Level::BassinVie => self.bassin_vie = zonage,
            Level::Commune | Level::Epci | Level::Departement | Level::Region | Level::France => {}
        }
    }

    /// Name, department and region of a commune.
    pub fn commune(&self, code: &str) -> Option<(&str, &str, &str)> {
        let row = &self.territories.communes[self.territories.commune_row(code)?];
        Some((&row.name, &row.departement, &row.region))
    }

    /// Every level, its outlines by union, who touches whom.
    pub fn geography(self) -> Geography {
        let Shipped { outlines, territories, passage, zone_emploi, bassin_vie } = self;
        let frames = [
            Frame::communes(&territories),
            Frame::epci(&territories),
            Frame::departements(&territories),
            Frame::regions(&territories),
            Frame::france(&territories),
            Frame::zonage(&territories, &zone_emploi),
            Frame::zonage(&territories, &bassin_vie),
        ];
        let [mut commune, epci, departement, region, france, zone_emploi, bassin_vie] =
            frames.map(|frame| frame.level(&outlines, &territories));
        for (territory, row) in commune.territories.iter_mut().zip(&territories.communes) {
            territory.point = row.town_hall.or(territory.point);
        }
        let cog = territories.cog;
        let communes = territories.communes.into_iter().map(belonging).collect();
        Geography { cog, communes, commune, epci, departement, region, france, zone_emploi, bassin_vie, passage }
    }
}

fn belonging(row: CommuneRow) -> Commune {
    Commune {
        code: row.code,
        epci: row.epci,
        departement: row.departement,
        region: row.region,
        postcodes: row.postcodes,
        siren: row.siren,
        town_hall: row.town_hall,
    }
}

fn same_codes(outlines: &Topology, territories: &Territories) -> Result<(), GeographyError> {
    let unexpected = |place: String, value: String| GeographyError::Unexpected {
        file: OUTLINES.to_owned(),
        place,
        value,
        expectation: "les mêmes communes, triées, que la table des territoires",
    };
    let pairs = outlines.units.iter().zip(&territories.communes);
    if let Some((rank, (unit, _))) = pairs.enumerate().find(|(_, (unit, commune))| unit.code != commune.code) {
        return Err(unexpected(format!("contour n° {rank}"), unit.code.clone()));
    }
    if outlines.units.len() != territories.communes.len() {
        return Err(unexpected("nombre de contours".to_owned(), outlines.units.len().to_string()));
    }
    match territories.communes.windows(2).find(|pair| pair[0].code >= pair[1].code) {
        Some(pair) => Err(unexpected("ordre des communes".to_owned(), pair[1].code.clone())),
        None => Ok(()),
    }
}
