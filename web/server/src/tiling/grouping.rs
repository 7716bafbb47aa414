//! A grouping made by hand: the union of some territories, less others. Its communes are what it is.
//!
//! For: its tiles. Refuses to know: its figures, who keeps it.

use std::collections::BTreeSet;

use lanterne_data::read::Zone;
use lanterne_observatory::Level;

use crate::french::integer;
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::problem::Problem;
use crate::query::{Query, place};
use crate::state::State;

/// What a member is written as.
const EXPECTED: &str = "des territoires séparés par des virgules, chacun par son niveau et son code, \
                        par exemple epci-200070985,commune-80001 ; ou zone- et l'identifiant d'une zone déclarée";

/// A grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grouping {
    /// Its name, as given.
    pub(crate) name: String,
    /// Rows of its communes; at least one, but of what is being composed.
    pub(crate) communes: BTreeSet<u32>,
    /// What became of it since the year its codes are of, a sentence each, typeset.
    pub(crate) changes: Vec<String>,
}

impl Grouping {
    /// Reads `membres`, `sauf` and `nom`; codes are those of the year `cog`, of the snapshot's own without.
    pub(crate) fn asked(query: &Query, state: &State) -> Result<Self, Problem> {
        let (put_in, left) = Self::read(query, state)?;
        if put_in == 0 {
            return Err(query.refused("membres", EXPECTED));
        }
        if left.communes.is_empty() {
            return Err(query.refused("sauf", "de quoi laisser au moins une commune au groupement"));
        }
        Ok(left)
    }

    /// The same while it is being composed: nothing may have come in yet, or all of it may be taken away.
    pub(crate) fn composed(query: &Query, state: &State) -> Result<Self, Problem> {
        Self::read(query, state).map(|(_, left)| left)
    }

    /// How many communes are put in, and what is left of them.
    fn read(query: &Query, state: &State) -> Result<(usize, Self), Problem> {
        let year = year(query, state)?;
        let mut changes = Vec::new();
        let put_in = members(query, "membres", year, state, &mut changes)?;
        let taken = members(query, "sauf", year, state, &mut changes)?;
        let communes = put_in.difference(&taken).copied().collect();
        changes.dedup();
        let name = query.text("nom").unwrap_or("Groupement").to_owned();
        Ok((put_in.len(), Self { name, communes, changes }))
    }

    /// A declared zone by its identifier, under its own name; `None` where no document says which EPCI it is made of.
    pub(crate) fn declared(zone: &str, state: &State) -> Option<Self> {
        let known = state.contents.zones.iter().find(|own| own.zone == zone)?;
        let communes: BTreeSet<u32> = of_zone(known, state).collect();
        (!communes.is_empty()).then(|| Self { name: known.name.clone(), communes, changes: Vec::new() })
    }

    /// Inhabitants of the communes whose population is known, none where no commune's is; and how many communes' is not.
    pub(crate) fn people(&self, state: &State) -> (Option<i64>, usize) {
        let population = &state.territories(Level::Commune).population;
        let known: Vec<i64> =
            self.communes.iter().filter_map(|row| population.get(*row as usize).copied().flatten()).collect();
        ((!known.is_empty()).then(|| known.iter().sum()), self.communes.len() - known.len())
    }

    /// « 144 communes, 64 467 habitants. »
    pub(crate) fn sentence(&self, state: &State) -> String {
        let communes = match self.communes.len() {
            0 => return set("Aucune commune."),
            number => count(number, "commune", "communes"),
        };
        let people = match self.people(state).0 {
            None => "population inconnue".to_owned(),
            Some(people) => {
                format!("{} {}", integer(people as f64), if people < 2 { "habitant" } else { "habitants" })
            }
        };
        set(&format!("{communes}, {people}."))
    }
}

/// Rows of the communes of the territories that a parameter lists.
fn members(
    query: &Query,
    name: &str,
    year: u16,
    state: &State,
    changes: &mut Vec<String>,
) -> Result<BTreeSet<u32>, Problem> {
    let mut communes = BTreeSet::new();
    for text in query.text(name).into_iter().flat_map(|text| text.split(',')).map(str::trim) {
        let refused = |expected: &str| Problem::Parameter {
            name: name.to_owned(),
            value: text.to_owned(),
            expected: expected.to_owned(),
        };
        match text.strip_prefix("zone-") {
            Some(zone) => {
                let known = state.contents.zones.iter().find(|own| own.zone == zone);
                let own: Vec<u32> = of_zone(known.ok_or_else(|| refused(EXPECTED))?, state).collect();
                if own.is_empty() {
                    return Err(refused("une zone dont les documents disent de quels EPCI elle est faite"));
                }
                communes.extend(own);
            }
            None => match text.strip_prefix("commune-") {
                Some(code) => {
                    let rows = carried(code, year, state, changes);
                    communes.extend(rows.ok_or_else(|| refused(&unknown(code, year, state)))?);
                }
                None => {
                    let (level, row) = place(text, state).ok_or_else(|| refused(EXPECTED))?;
                    communes.extend(of_unit(level, row, state));
                }
            },
        }
    }
    Ok(communes)
}

/// The year of the COG that the codes are of.
fn year(query: &Query, state: &State) -> Result<u16, Problem> {
    let now = state.manifest.cog;
    let Some(text) = query.text("cog") else { return Ok(now) };
    let first = state.contents.passages.earliest().unwrap_or(now);
    text.parse()
        .ok()
        .filter(|year| (first..=now).contains(year))
        .ok_or_else(|| query.refused("cog", &format!("une année de la géographie, de {first} à {now}")))
}

/// Rows of what a commune of a year has become; none where its code leads nowhere.
fn carried(code: &str, year: u16, state: &State, changes: &mut Vec<String>) -> Option<Vec<u32>> {
    let (index, now) = (state.territories(Level::Commune), state.manifest.cog);
    let codes = state.contents.passages.of(code, year, now);
    let rows: Option<Vec<u32>> = codes.iter().map(|code| index.row(code)).collect();
    let rows = rows?;
    if codes != [code] {
        let became: Vec<String> =
            rows.iter().map(|row| format!("{} ({})", index.name[*row as usize], index.code[*row as usize])).collect();
        changes.push(set(&format!("La commune {code} de {year} est, en {now} : {}.", list(&became, became.len()))));
    }
    Some(rows)
}

/// What to say of a commune that is not known: what it became, where an earlier year knew it.
fn unknown(code: &str, year: u16, state: &State) -> String {
    let (passages, now) = (&state.contents.passages, state.manifest.cog);
    let earlier = passages.earliest().map_or(year..year, |first| first..year);
    let known = earlier.rev().find_map(|earlier| {
        let codes = passages.of(code, earlier, now);
        (codes != [code]).then_some((earlier, codes))
    });
    match known {
        Some((earlier, codes)) => format!(
            "un code de la géographie {year} ; cette commune est devenue {} : donnez ce code, ou ajoutez cog={earlier}",
            codes.join(", ")
        ),
        None => EXPECTED.to_owned(),
    }
}

/// Rows of the communes of a unit.
pub(crate) fn of_unit(level: Level, row: u32, state: &State) -> impl Iterator<Item = u32> + '_ {
    let of = state.contents.belonging.at(level);
    (0..).zip(of).filter(move |(_, own)| *own == Some(row)).map(|(commune, _)| commune)
}

/// Rows of the communes of the EPCI that the documents put in a declared zone; none where they do not say which.
fn of_zone<'a>(zone: &'a Zone, state: &'a State) -> impl Iterator<Item = u32> + 'a {
    let index = state.territories(Level::Epci);
    zone.epci.iter().filter_map(|code| index.row(code)).flat_map(|row| of_unit(Level::Epci, row, state))
}
