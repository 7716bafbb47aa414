//! What a zone is: an entry of the roadmap's list, an area that the tests find, or what a link says. Its communes are what it is.
//!
//! A link says a zone as its territories, then what is its own: `epci-200070985,commune-80620~nom:Mon coin~densite:60`. A watch zone that
//! the documents say in words only has no certain EPCI: its candidates stand for it, and it is said so wherever it shows.

use std::collections::BTreeMap;

use lanterne_data::read::Zone as Declared;
use lanterne_observatory::Level;
use lanterne_observatory::assembly::Territory;

use super::threshold::{self, Thresholds};
use crate::document::white_zone::WhiteZoneArea;
use crate::french::Named;
use crate::french::ordinal::list;
use crate::french::typography::set;
use crate::problem::Problem;
use crate::query::Query;
use crate::state::State;
use crate::tiling::grouping::{Grouping, of_unit};

/// Most zones of a link.
const MOST: usize = 20;
/// Most signs of a name.
const LONGEST_NAME: usize = 80;
/// EPCI named in the name of a zone without name.
const NAMES: usize = 3;
/// What a grouping is made of, as in links.
const PARTS: &[&str] = &["membres", "sauf", "nom", "cog"];

/// Where a zone comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provenance {
    /// A document asks that it be watched.
    Roadmap,
    /// The reader's own list.
    Chosen,
    /// The tests.
    Found,
}

impl Provenance {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Roadmap => "feuille_de_route",
            Self::Chosen => "choisie",
            Self::Found => "trouvee",
        }
    }
}

/// A zone.
#[derive(Debug, Clone)]
pub(crate) struct Zone {
    /// What it is in a link, without thresholds.
    pub(super) key: String,
    pub(super) provenance: Provenance,
    /// Typeset.
    pub(super) name: String,
    pub(super) communes: Territory,
    /// Whether its limits are known.
    pub(super) certain: bool,
    /// What declares it.
    pub(super) declared: Option<String>,
    /// Address of its profile.
    pub(super) profile: String,
    /// Address of its map in the explorer.
    pub(super) map: String,
    /// Its own thresholds.
    pub(super) thresholds: Thresholds,
    /// What became of its codes, a sentence each.
    pub(super) changes: Vec<String>,
}

/// The zones of a list.
///
/// # Errors
/// [`Problem::Parameter`]: one that cannot be read, or too many.
pub(crate) fn several(name: &str, text: &str, state: &State) -> Result<Vec<Zone>, Problem> {
    let items: Vec<&str> = text.split(';').map(str::trim).filter(|item| !item.is_empty()).collect();
    if items.len() > MOST {
        return Err(Problem::Parameter {
            name: name.to_owned(),
            value: format!("{} zones", items.len()),
            expected: format!("{MOST} zones au plus"),
        });
    }
    items.into_iter().map(|item| one(name, item, state)).collect()
}

/// One zone, as a link says it.
///
/// # Errors
/// [`Problem::Parameter`]: what it is made of is not known, or a word cannot be read.
pub(crate) fn one(parameter: &str, text: &str, state: &State) -> Result<Zone, Problem> {
    let refused =
        |expected: String| Problem::Parameter { name: parameter.to_owned(), value: text.to_owned(), expected };
    let mut words = text.split('~');
    let members = words.next().unwrap_or_default().trim();
    let (mut name, mut less, mut cog, mut thresholds) = ("", "", "", Thresholds::default());
    for word in words {
        let (own, value) = word.split_once(':').ok_or_else(|| refused(expected(state)))?;
        let value = value.trim();
        match own.trim() {
            "nom" => name = value,
            "sauf" => less = value,
            "cog" => cog = value,
            own => thresholds.put(own, value).ok_or_else(|| refused(threshold::EXPECTED.to_owned()))?,
        }
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(refused(format!("un nom de {LONGEST_NAME} signes au plus")));
    }
    let key = key(members, name, less, cog);
    let alone = !members.contains(',') && less.is_empty();
    if let Some(slug) = members.strip_prefix("zone-").filter(|_| alone) {
        let known = state.contents.zones.iter().find(|own| own.zone == slug);
        let known = known.ok_or_else(|| refused(expected(state)))?;
        let zone = declared(known, state)
            .ok_or_else(|| refused("une zone dont les documents nomment des EPCI, certains ou candidats".to_owned()))?;
        let name = if name.is_empty() { zone.name.clone() } else { set(name) };
        return Ok(Zone { key, provenance: Provenance::Chosen, name, thresholds, ..zone });
    }
    let asked = Query::of(&[("membres", members), ("sauf", less), ("nom", name), ("cog", cog)]);
    let grouping = Grouping::asked(&asked, state).map_err(|fault| match fault {
        Problem::Parameter { value, expected, .. } => {
            Problem::Parameter { name: parameter.to_owned(), value, expected }
        }
        other => other,
    })?;
    let communes: Territory = grouping.communes.iter().copied().collect();
    let unit = members.strip_prefix("epci-").filter(|_| alone);
    let unit = unit.and_then(|code| state.territories(Level::Epci).row(code));
    let profile = match unit {
        Some(_) => format!("/profil/{members}"),
        None => format!("/profil/groupement{}", asked.as_asked(PARTS)),
    };
    Ok(Zone {
        name: if name.is_empty() { of_parts(state, &communes) } else { set(name) },
        map: format!("/{}", asked.as_asked(&PARTS[..3])),
        key,
        provenance: Provenance::Chosen,
        communes,
        certain: true,
        declared: None,
        profile,
        thresholds,
        changes: grouping.changes,
    })
}

fn key(members: &str, name: &str, less: &str, cog: &str) -> String {
    let own = [("nom", name), ("sauf", less), ("cog", cog)];
    let own = own.into_iter().filter(|(_, value)| !value.is_empty()).map(|(word, value)| format!("~{word}:{value}"));
    format!("{members}{}", own.collect::<String>())
}

/// What a zone is written as.
fn expected(state: &State) -> String {
    let known: Vec<String> = state.contents.zones.iter().map(|zone| format!("zone-{}", zone.zone)).collect();
    format!(
        "un EPCI (epci-200070985), des territoires séparés par des virgules ou une zone déclarée ({}), suivis au besoin de ~nom:…, \
         ~sauf:…, ~cog:… et de seuils (~densite:75)",
        known.join(", ")
    )
}

/// The zones that the documents ask to watch and that touch a region, by name.
pub(super) fn watched(state: &State, region: Option<u32>) -> Vec<Zone> {
    let here = |zone: &Zone| {
        let of = &state.contents.belonging.region;
        region.is_none() || zone.communes.rows().iter().any(|row| of.get(*row as usize).copied().flatten() == region)
    };
    let zones = state.contents.zones.iter().filter(|zone| zone.is_watched());
    zones.filter_map(|zone| declared(zone, state)).filter(here).collect()
}

/// Names of the watched zones of a region of which no document names an EPCI: nothing can be shown of them.
pub(super) fn nowhere(state: &State, region: Option<u32>) -> Vec<String> {
    let (departements, region) = (state.territories(Level::Departement), state.region_code(region));
    let here = |code: &String| {
        let row = departements.row(code);
        row.and_then(|row| departements.region.get(row as usize)).is_some_and(|own| own.as_ref() == region)
    };
    let zones = state.contents.zones.iter().filter(|zone| zone.is_watched());
    let zones = zones.filter(|zone| region.is_none() || zone.departement.iter().any(here));
    zones.filter(|zone| declared(zone, state).is_none()).map(|zone| set(&zone.name)).collect()
}

/// A declared zone: its certain EPCI, or its candidates where it has none; none without either.
fn declared(zone: &Declared, state: &State) -> Option<Zone> {
    let certain = !zone.epci.is_empty();
    let codes = if certain { &zone.epci } else { &zone.epci_candidate };
    let index = state.territories(Level::Epci);
    let rows = codes.iter().filter_map(|code| index.row(code));
    let communes: Territory = rows.flat_map(|row| of_unit(Level::Epci, row, state)).collect();
    if communes.is_empty() {
        return None;
    }
    let members: Vec<String> = codes.iter().map(|code| format!("epci-{code}")).collect();
    let asked = Query::of(&[("membres", &members.join(",")), ("nom", &zone.name)]);
    let profile = match certain {
        true => format!("/profil/zone-{}", zone.zone),
        false => format!("/profil/groupement{}", asked.as_asked(PARTS)),
    };
    Some(Zone {
        key: format!("zone-{}", zone.zone),
        provenance: Provenance::Roadmap,
        name: set(&zone.name),
        communes,
        certain,
        declared: Some(zone.zone.clone()),
        profile,
        map: format!("/{}", asked.as_asked(&PARTS[..3])),
        thresholds: Thresholds::default(),
        changes: Vec::new(),
    })
}

/// The areas that the tests find, as zones.
pub(super) fn found(state: &State, level: Level, areas: &[WhiteZoneArea]) -> Vec<Zone> {
    let of = state.contents.belonging.at(level);
    let zone = |area: &WhiteZoneArea| {
        let inside = |own: &Option<u32>| own.is_some_and(|row| area.rows.binary_search(&row).is_ok());
        let communes = (0_u32..).zip(&of).filter(|(_, own)| inside(own)).map(|(commune, _)| commune).collect();
        let members: Vec<String> = area.codes.iter().map(|code| format!("{}-{code}", level.as_str())).collect();
        let members = members.join(",");
        let asked = Query::of(&[("membres", &members), ("nom", &area.name)]);
        Zone {
            provenance: Provenance::Found,
            name: set(&area.name),
            communes,
            certain: true,
            declared: None,
            profile: format!("/profil/groupement{}", asked.as_asked(PARTS)),
            map: format!("/{}", asked.as_asked(&PARTS[..3])),
            key: members,
            thresholds: Thresholds::default(),
            changes: Vec::new(),
        }
    };
    areas.iter().map(zone).collect()
}

/// EPCI that a zone touches, ascending, each with whether all of its communes lie in it.
pub(super) fn epci(state: &State, communes: &Territory) -> Vec<(u32, bool)> {
    let of = &state.contents.belonging.epci;
    let mut own: BTreeMap<u32, usize> = BTreeMap::new();
    for row in communes.rows().iter().filter_map(|commune| of.get(*commune as usize).copied().flatten()) {
        *own.entry(row).or_default() += 1;
    }
    let index = state.territories(Level::Epci);
    let all = |row: u32| index.commune_count.get(row as usize).and_then(|count| usize::try_from(*count).ok());
    own.into_iter().map(|(row, count)| (row, all(row) == Some(count))).collect()
}

/// Units of a level that a zone touches, ascending.
pub(super) fn units(state: &State, level: Level, communes: &Territory) -> Vec<u32> {
    let of = state.contents.belonging.at(level);
    let mut rows: Vec<u32> =
        communes.rows().iter().filter_map(|commune| of.get(*commune as usize).copied().flatten()).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The name of what has none: its EPCI.
fn of_parts(state: &State, communes: &Territory) -> String {
    let index = state.territories(Level::Epci);
    let touched = epci(state, communes);
    let name = |row: u32| index.name.get(row as usize);
    match touched.as_slice() {
        [] => "Zone".to_owned(),
        [(only, _)] => name(*only).map_or_else(String::new, |name| set(name)),
        several => {
            let named = several.iter().filter_map(|(row, _)| name(*row));
            let names: Vec<String> = named.map(|name| Named::new(Level::Epci, name).short()).collect();
            set(&list(&names, NAMES))
        }
    }
}
