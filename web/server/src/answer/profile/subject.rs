//! What a profile is about: a unit of a level, or any set of communes. A unit is described by the columns of its view, as the panel
//! is; a grouping by the sums over its own communes, against the EPCI of its region.

use std::sync::Arc;

use lanterne_observatory::assembly::{FactColumns, Grouping, Territory, assemble};
use lanterne_observatory::indicator::{Estimate, compute};
use lanterne_observatory::{Indicator, Level};

use crate::answer::{place, words};
use crate::french::Named;
use crate::french::ordinal::{count, list};
use crate::french::typography::{capital, quoted, set};
use crate::state::State;
use crate::tiling::grouping;
use crate::view::{ABSENT, View, ViewKey};

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    /// A unit of a level, by its row.
    Unit(Level, u32),
    /// Communes put together.
    Grouping(grouping::Grouping),
}

/// The territory, ready to be described.
#[derive(Debug)]
pub(crate) struct Subject {
    /// Level and row; none of a grouping.
    pub(super) unit: Option<(Level, u32)>,
    /// Its name, typeset.
    pub(super) title: String,
    /// Its name in sentences.
    pub(super) named: Named,
    /// « EPCI de la Somme, 41 communes ».
    pub(super) context: String,
    /// Its communes.
    pub(super) communes: Territory,
    /// The region that holds all of it.
    pub(super) region: Option<u32>,
    /// Whose departments its communes are, most inhabitants first.
    pub(super) departements: Vec<u32>,
    /// EPCI that lie in it whole, most inhabitants first; none of an EPCI or a commune.
    pub(super) parts: Vec<u32>,
    /// The units it is read among, against their reference.
    pub(super) view: Arc<View>,
    /// Of a grouping: what became of it since its codes were written.
    pub(super) changes: Vec<String>,
    /// Its facts, one row.
    columns: FactColumns,
}

impl Subject {
    pub(crate) fn of(state: &State, asked: &Asked) -> Self {
        let belonging = &state.contents.belonging;
        let (unit, communes): (_, Territory) = match asked {
            Asked::Unit(level, row) => (Some((*level, *row)), grouping::of_unit(*level, *row, state).collect()),
            Asked::Grouping(grouping) => (None, grouping.communes.iter().copied().collect()),
        };
        let region = common(&belonging.region, &communes);
        let departements = by_people(state, &belonging.departement, &communes);
        let level = peers(unit.map(|(level, _)| level));
        let view = state.view(ViewKey::usual(level, if level == Level::Region { None } else { region }));
        let columns = assemble(
            state.grain(None),
            &Grouping::of_territories(state.territories(Level::Commune).len(), std::slice::from_ref(&communes)),
            view.key.counted(),
        );
        let (title, named, context) = match asked {
            Asked::Unit(level, row) => {
                let index = state.territories(*level);
                let name = &index.name[*row as usize];
                (set(name), Named::new(*level, name), place::context(state, *level, *row))
            }
            Asked::Grouping(grouping) => {
                let named = match grouping.name.strip_prefix("PETR ") {
                    Some(_) => Named::masculine(&grouping.name),
                    None => Named::masculine(&format!("groupement {}", quoted(&grouping.name))),
                };
                let made_of = format!("Groupement de {}", count(communes.rows().len(), "commune", "communes"));
                (set(&grouping.name), named, set(&made_of))
            }
        };
        let changes = match asked {
            Asked::Unit(..) => Vec::new(),
            Asked::Grouping(grouping) => grouping.changes.clone(),
        };
        let parts = parts(state, unit.map(|(level, _)| level), &communes);
        Self { unit, title, named, context, communes, region, departements, parts, view, changes, columns }
    }

    /// Its estimate of an indicator, against the reference of its view: that of the view where it is a unit of it.
    pub(super) fn estimate(&self, indicator: Indicator) -> Estimate {
        let position = self.unit.filter(|(level, _)| *level == self.view.key.level);
        match position.and_then(|(_, row)| self.view.position(row)) {
            Some(position) => self.view.estimate(indicator, position),
            None => compute(indicator, &self.facts().facts(self.view.reference.columns.reference(0)))
                .pop()
                .unwrap_or(ABSENT),
        }
    }

    /// Its facts, one row.
    pub(super) fn facts(&self) -> &FactColumns {
        &self.columns
    }

    /// Whether it is the very territory it would be compared with.
    pub(super) fn is_reference(&self, state: &State) -> bool {
        let reference = &self.view.reference;
        self.unit.is_some_and(|(level, row)| {
            level == reference.level && state.territories(level).code.get(row as usize) == reference.code.as_ref()
        })
    }

    /// Names of the EPCI that lie in it whole.
    pub(super) fn part_names(&self, state: &State) -> Vec<String> {
        let index = state.territories(Level::Epci);
        self.parts.iter().map(|row| Named::new(Level::Epci, &index.name[*row as usize]).short()).collect()
    }

    /// What it is made of, under its name on the cover.
    pub(super) fn subtitle(&self, state: &State) -> String {
        match self.unit {
            None if !self.parts.is_empty() => capital(&list(&self.part_names(state), 6)),
            _ => self.context.clone(),
        }
    }

    /// « les 91 autres EPCI de la région ».
    pub(super) fn others(&self) -> String {
        let level = self.view.key.level;
        let own = usize::from(self.unit.is_some_and(|(own, _)| own == level));
        let others = self.view.rows.len().saturating_sub(own + if self.unit.is_none() { self.parts.len() } else { 0 });
        let whose = if level == Level::Region || self.region.is_none() {
            String::new()
        } else {
            format!(" {}", self.view.reference.named.of())
        };
        set(&format!("{} {}{whose}", count(others, "autre", "autres"), words::units(level)))
    }
}

/// The level of the units a territory is read among.
fn peers(level: Option<Level>) -> Level {
    match level {
        None => Level::Epci,
        Some(Level::France) => Level::Region,
        Some(level) => level,
    }
}

/// The unit that all the communes are of.
fn common(of: &[Option<u32>], communes: &Territory) -> Option<u32> {
    let mut units = communes.rows().iter().map(|row| of.get(*row as usize).copied().flatten());
    let first = units.next()??;
    units.all(|unit| unit == Some(first)).then_some(first)
}

/// Units of the communes, the one with most of their inhabitants first.
fn by_people(state: &State, of: &[Option<u32>], communes: &Territory) -> Vec<u32> {
    let population = &state.territories(Level::Commune).population;
    let mut people: Vec<(u32, i64)> = Vec::new();
    for row in communes.rows() {
        let Some(unit) = of.get(*row as usize).copied().flatten() else { continue };
        let inhabitants = population.get(*row as usize).copied().flatten().unwrap_or(0);
        match people.iter_mut().find(|(own, _)| *own == unit) {
            Some((_, sum)) => *sum += inhabitants,
            None => people.push((unit, inhabitants)),
        }
    }
    people.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    people.into_iter().map(|(unit, _)| unit).collect()
}

/// EPCI all of whose communes are in it.
fn parts(state: &State, level: Option<Level>, communes: &Territory) -> Vec<u32> {
    if matches!(level, Some(Level::Commune | Level::Epci | Level::Region | Level::France)) {
        return Vec::new();
    }
    let of = &state.contents.belonging.epci;
    let index = state.territories(Level::Epci);
    by_people(state, of, communes)
        .into_iter()
        .filter(|epci| {
            let own = communes.rows().iter().filter(|row| of[**row as usize] == Some(*epci)).count();
            usize::try_from(index.commune_count[*epci as usize]) == Ok(own)
        })
        .collect()
}
