//! The second shipped file: who belongs where, names, populations, postcodes, town halls.
//!
//! For: writing it once, reading it at every ingest. JSON inside zstd.
//! Refuses to know: outlines.
//! Next: [`super::load`](fn@super::load).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::source::{Above, Entry, EpciEntry, Outlines, list};
use super::{GeographyError, Packages};

const LEVEL: i32 = 19;

/// The file, every list sorted by code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Territories {
    pub(super) cog: u16,
    pub(super) communes: Vec<CommuneRow>,
    pub(super) epci: Vec<EpciRow>,
    pub(super) departements: Vec<DepartementRow>,
    pub(super) regions: Vec<RegionRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct CommuneRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) departement: String,
    pub(super) region: String,
    pub(super) epci: Option<String>,
    pub(super) population: Option<i64>,
    pub(super) postcodes: Vec<String>,
    pub(super) siren: Option<String>,
    /// Longitude and latitude, degrees, to the fifth decimal.
    pub(super) town_hall: Option<[f64; 2]>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct EpciRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) nature: String,
    pub(super) members: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct DepartementRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) region: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct RegionRow {
    pub(super) code: String,
    pub(super) name: String,
}

impl Territories {
    /// From the year's package and the town halls.
    pub(super) fn gather(packages: &Packages, cog: u16, outlines: &Outlines) -> Result<Territories, GeographyError> {
        let entries: Vec<Entry> = list(packages, cog, "communes")?;
        let published: Vec<EpciEntry> = list(packages, cog, "epci")?;
        let epci_of: BTreeMap<&str, &str> = published
            .iter()
            .flat_map(|epci| epci.membres.iter().map(|member| (member.code.as_str(), epci.code.as_str())))
            .collect();
        let current = entries.into_iter().filter(Entry::is_current);
        let mut communes = current
            .map(|entry| commune(entry, &epci_of, outlines))
            .collect::<Result<Vec<CommuneRow>, GeographyError>>()?;
        communes.sort_by(|a, b| a.code.cmp(&b.code));
        let known = |code: &String| communes.binary_search_by(|commune| commune.code.cmp(code)).is_ok();
        let mut epci: Vec<EpciRow> = published.iter().map(|epci| epci_row(epci, known)).collect();
        epci.retain(|epci| !epci.members.is_empty());
        epci.sort_by(|a, b| a.code.cmp(&b.code));
        let (departements, regions) = above(packages, cog)?;
        Ok(Territories { cog, communes, epci, departements, regions })
    }

    /// Row of a commune.
    pub(super) fn commune_row(&self, code: &str) -> Option<usize> {
        self.communes.binary_search_by(|commune| commune.code.as_str().cmp(code)).ok()
    }

    pub(super) fn encode(&self) -> Result<Vec<u8>, GeographyError> {
        let failed = |error: std::io::Error| GeographyError::File { path: super::TERRITORIES.into(), source: error };
        let text = serde_json::to_vec(self).map_err(|error| failed(error.into()))?;
        zstd::bulk::compress(&text, LEVEL).map_err(failed)
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Territories, GeographyError> {
        let unexpected = |error: String| GeographyError::Unexpected {
            file: super::TERRITORIES.to_owned(),
            place: "contenu".to_owned(),
            value: error,
            expectation: "la table des territoires (JSON dans zstd)",
        };
        let text = zstd::stream::decode_all(bytes).map_err(|error| unexpected(error.to_string()))?;
        serde_json::from_slice(&text).map_err(|error| unexpected(error.to_string()))
    }
}

fn commune(entry: Entry, epci_of: &BTreeMap<&str, &str>, outlines: &Outlines) -> Result<CommuneRow, GeographyError> {
    let missing = |code: &str| GeographyError::Unexpected {
        file: "communes.json".to_owned(),
        place: code.to_owned(),
        value: String::new(),
        expectation: "un département et une région",
    };
    let departement = entry.departement.ok_or_else(|| missing(&entry.code))?;
    let region = entry.region.ok_or_else(|| missing(&entry.code))?;
    let rounded = |degrees: f64| (degrees * 1e5).round() / 1e5;
    Ok(CommuneRow {
        epci: epci_of.get(entry.code.as_str()).map(|code| (*code).to_owned()),
        town_hall: outlines.town_halls.get(&entry.code).map(|point| point.map(rounded)),
        departement,
        region,
        code: entry.code,
        name: entry.nom,
        population: entry.population,
        postcodes: entry.codes_postaux,
        siren: entry.siren,
    })
}

fn epci_row(epci: &EpciEntry, known: impl Fn(&String) -> bool) -> EpciRow {
    let mut members: Vec<String> =
        epci.membres.iter().map(|member| member.code.clone()).filter(|code| known(code)).collect();
    members.sort();
    EpciRow { code: epci.code.clone(), name: epci.nom.clone(), nature: nature(&epci.r#type), members }
}

/// INSEE's code of an EPCI's nature; the package writes métropoles out.
fn nature(published: &str) -> String {
    if published == "METRO" { "ME".to_owned() } else { published.to_owned() }
}

fn above(packages: &Packages, cog: u16) -> Result<(Vec<DepartementRow>, Vec<RegionRow>), GeographyError> {
    let within = |above: &Above| matches!(above.zone.as_deref(), Some("metro" | "drom"));
    let departements: Vec<Above> = list(packages, cog, "departements")?;
    let mut departements: Vec<DepartementRow> = departements
        .into_iter()
        .filter(within)
        .filter_map(|above| Some(DepartementRow { region: above.region?, code: above.code, name: above.nom }))
        .collect();
    departements.sort_by(|a, b| a.code.cmp(&b.code));
    let regions: Vec<Above> = list(packages, cog, "regions")?;
    let mut regions: Vec<RegionRow> =
        regions.into_iter().filter(within).map(|above| RegionRow { code: above.code, name: above.nom }).collect();
    regions.sort_by(|a, b| a.code.cmp(&b.code));
    Ok((departements, regions))
}
