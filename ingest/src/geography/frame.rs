//! The territory index of one level: codes, names, and where each commune goes.
//!
//! For: turning the communes into the rows of any level.
//! Refuses to know: files.
//! Next: [`super::load`](fn@super::load).

use std::collections::{BTreeMap, HashMap};

use lanterne_tiles::topology::Topology;

use super::territories::{CommuneRow, Territories};
use super::{FRANCE, LevelGeography, Territory, Zonage};

/// A level before its outlines: territories sorted by code.
pub(super) struct Frame {
    entries: Vec<Entry>,
    /// Row of each commune.
    of_commune: Vec<Option<usize>>,
    /// Whether the level's units are the communes themselves.
    grain: bool,
}

struct Entry {
    code: String,
    name: String,
    nature: Option<String>,
    /// Whether the territory lies in a department, in a region.
    within: (bool, bool),
}

impl Frame {
    pub(super) fn communes(territories: &Territories) -> Frame {
        let entry = |row: &CommuneRow| Entry::new(&row.code, &row.name, (true, true));
        Frame {
            entries: territories.communes.iter().map(entry).collect(),
            of_commune: (0..territories.communes.len()).map(Some).collect(),
            grain: true,
        }
    }

    pub(super) fn epci(territories: &Territories) -> Frame {
        let entries = territories
            .epci
            .iter()
            .map(|row| Entry { nature: Some(row.nature.clone()), ..Entry::new(&row.code, &row.name, (true, true)) });
        Frame::of(entries.collect(), territories, |row| row.epci.as_deref())
    }

    pub(super) fn departements(territories: &Territories) -> Frame {
        let entries = territories.departements.iter().map(|row| Entry::new(&row.code, &row.name, (false, true)));
        Frame::of(entries.collect(), territories, |row| Some(&row.departement))
    }

    pub(super) fn regions(territories: &Territories) -> Frame {
        let entries = territories.regions.iter().map(|row| Entry::new(&row.code, &row.name, (false, false)));
        Frame::of(entries.collect(), territories, |row| Some(&row.region))
    }

    pub(super) fn france(territories: &Territories) -> Frame {
        Frame::of(vec![Entry::new(FRANCE, "France", (false, false))], territories, |_| Some(FRANCE))
    }

    pub(super) fn zonage<'a>(territories: &'a Territories, zonage: &'a Zonage) -> Frame {
        let entries = zonage.names.iter().map(|(code, name)| Entry::new(code, name, (true, true)));
        Frame::of(entries.collect(), territories, |row| zonage.zone_of.get(&row.code).map(String::as_str))
    }

    fn of<'a>(
        entries: Vec<Entry>,
        territories: &'a Territories,
        code: impl Fn(&'a CommuneRow) -> Option<&'a str>,
    ) -> Frame {
        let row_of: HashMap<&str, usize> =
            entries.iter().enumerate().map(|(row, entry)| (entry.code.as_str(), row)).collect();
        let of_commune = territories.communes.iter().map(|commune| row_of.get(code(commune)?).copied()).collect();
        Frame { entries, of_commune, grain: false }
    }

    /// Adds outlines, sums and neighbours.
    pub(super) fn level(self, communes: &Topology, territories: &Territories) -> LevelGeography {
        let topology = if self.grain {
            communes.clone()
        } else if self.entries.is_empty() {
            // A zoning that is not loaded: not worth looking at every border for.
            Topology { transform: communes.transform, arcs: Vec::new(), units: Vec::new() }
        } else {
            communes.dissolve(&self.of_commune, self.entries.iter().map(|entry| entry.code.clone()).collect())
        };
        let mut members: Vec<Vec<&CommuneRow>> = vec![Vec::new(); self.entries.len()];
        for (commune, row) in territories.communes.iter().zip(&self.of_commune) {
            if let Some(row) = row {
                members[*row].push(commune);
            }
        }
        let measures = topology.areas_km2().into_iter().zip(topology.bboxes()).zip(topology.points_inside());
        let territories = self.entries.into_iter().zip(members).zip(measures);
        let territories = territories.map(|((entry, members), ((area_km2, bbox), point))| Territory {
            departement: entry.within.0.then(|| most_inhabited(&members, |row| &row.departement)).flatten(),
            region: entry.within.1.then(|| most_inhabited(&members, |row| &row.region)).flatten(),
            code: entry.code,
            name: entry.name,
            nature: entry.nature,
            population: members.iter().map(|row| row.population).sum(),
            area_km2,
            point,
            bbox,
            commune_count: members.len(),
            outline: area_km2.is_some(),
        });
        LevelGeography {
            territories: territories.collect(),
            of_commune: self.of_commune,
            neighbours: topology.contacts(),
            topology,
        }
    }
}

impl Entry {
    fn new(code: &str, name: &str, within: (bool, bool)) -> Entry {
        Entry { code: code.to_owned(), name: name.to_owned(), nature: None, within }
    }
}

/// The department or region where most of the members' inhabitants live; the first by code on a tie.
fn most_inhabited(members: &[&CommuneRow], of: impl Fn(&CommuneRow) -> &String) -> Option<String> {
    let mut people: BTreeMap<&String, i64> = BTreeMap::new();
    for member in members {
        *people.entry(of(member)).or_default() += member.population.unwrap_or(0);
    }
    let most = people.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
    most.map(|(code, _)| code.clone())
}
