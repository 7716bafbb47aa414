//! A grouping made by hand: the union of some territories, less others. Its communes are what it is.
//!
//! For: its tiles. Refuses to know: its figures, who keeps it.

use std::collections::BTreeSet;

use lanterne_observatory::Level;

use crate::french::integer;
use crate::french::ordinal::count;
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
    /// Rows of its communes, at least one.
    pub(crate) communes: BTreeSet<u32>,
}

impl Grouping {
    /// Reads `membres`, `sauf` and `nom`.
    pub(crate) fn asked(query: &Query, state: &State) -> Result<Self, Problem> {
        let communes = members(query, "membres", state)?;
        if communes.is_empty() {
            return Err(query.refused("membres", EXPECTED));
        }
        let communes: BTreeSet<u32> = communes.difference(&members(query, "sauf", state)?).copied().collect();
        if communes.is_empty() {
            return Err(query.refused("sauf", "de quoi laisser au moins une commune au groupement"));
        }
        Ok(Self { name: query.text("nom").unwrap_or("Groupement").to_owned(), communes })
    }

    /// A declared zone by its identifier, under its own name; `None` where no document says which EPCI it is made of.
    pub(crate) fn declared(zone: &str, state: &State) -> Option<Self> {
        let known = state.contents.zones.iter().find(|own| own.zone == zone)?;
        let of = &state.contents.belonging.epci;
        let index = state.territories(Level::Epci);
        let epci: BTreeSet<u32> = known.epci.iter().filter_map(|code| index.row(code)).collect();
        let communes = (0..).zip(of).filter(|(_, own)| own.is_some_and(|own| epci.contains(&own)));
        let communes: BTreeSet<u32> = communes.map(|(commune, _)| commune).collect();
        (!communes.is_empty()).then(|| Self { name: known.name.clone(), communes })
    }

    /// « 144 communes, 64 467 habitants. »
    pub(crate) fn sentence(&self, state: &State) -> String {
        let population = &state.territories(Level::Commune).population;
        let known = self.communes.iter().filter_map(|row| population[*row as usize]);
        let communes = count(self.communes.len(), "commune", "communes");
        set(&format!("{communes}, {} habitants.", integer(known.sum::<i64>() as f64)))
    }
}

/// Rows of the communes of the territories that a parameter lists.
fn members(query: &Query, name: &str, state: &State) -> Result<BTreeSet<u32>, Problem> {
    let mut communes = BTreeSet::new();
    for text in query.text(name).into_iter().flat_map(|text| text.split(',')).map(str::trim) {
        let refused = |expected: &str| Problem::Parameter {
            name: name.to_owned(),
            value: text.to_owned(),
            expected: expected.to_owned(),
        };
        let units = match text.strip_prefix("zone-") {
            Some(zone) => {
                let known = state.contents.zones.iter().find(|own| own.zone == zone);
                let epci = known.ok_or_else(|| refused(EXPECTED))?.epci.iter();
                let rows: Vec<_> = epci.filter_map(|code| state.territories(Level::Epci).row(code)).collect();
                if rows.is_empty() {
                    return Err(refused("une zone dont les documents disent de quels EPCI elle est faite"));
                }
                rows.into_iter().map(|row| (Level::Epci, row)).collect()
            }
            None => vec![place(text, state).ok_or_else(|| refused(EXPECTED))?],
        };
        for (level, row) in units {
            let of = state.contents.belonging.at(level);
            communes.extend((0..).zip(of).filter(|(_, own)| *own == Some(row)).map(|(commune, _)| commune));
        }
    }
    Ok(communes)
}
