//! Which units each commune belongs to. A level is a grouping in which it belongs to one; in a hand-made one it may belong
//! to none, or to several.
//!
//! Refuses to know what the units are called. Next: [`super::assemble`] for the facts of the register, [`Grouping::sum`] for
//! any other column that adds up.

use std::ops::Range;

use super::Territory;
use crate::absence::at;
use crate::access;
use crate::measure::structure;
use crate::{Absence, Level, Value};

/// What becomes of a unit that the register covers in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialUnit {
    /// It is described on its covered part, and said to be partial.
    CoveredPart,
    /// It is absent: part of a country is not the country.
    Absent,
}

/// Which units each commune belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// Where each commune's list begins in `rows`; one more than there are communes.
    starts: Vec<u32>,
    /// Units, ascending within a commune.
    rows: Vec<u32>,
    units: usize,
    /// What becomes of a partially covered unit.
    pub partial: PartialUnit,
}

impl Grouping {
    /// The units of a level, in row order of the communes; `None`, or a row beyond the units: in no unit. France is absent
    /// unless all of it is covered.
    #[must_use]
    pub fn of_level(level: Level, unit_of_commune: Vec<Option<u32>>, units: usize) -> Self {
        let partial = match level {
            Level::France => PartialUnit::Absent,
            Level::Commune
            | Level::Epci
            | Level::Departement
            | Level::Region
            | Level::ZoneEmploi
            | Level::BassinVie => PartialUnit::CoveredPart,
        };
        let pairs = (0..).zip(&unit_of_commune).filter_map(|(commune, unit)| Some((commune, (*unit)?)));
        Self::of_pairs(unit_of_commune.len(), units, partial, pairs)
    }

    /// One unit made of the communes that `holds`.
    #[must_use]
    pub fn of_communes(communes: usize, holds: impl Fn(usize) -> bool) -> Self {
        let pairs = (0..).zip(0..communes).filter(|&(_, commune)| holds(commune)).map(|(commune, _)| (commune, 0));
        Self::of_pairs(communes, 1, PartialUnit::CoveredPart, pairs)
    }

    /// One unit per territory, in the order given. Territories may overlap and may be empty; rows that are no commune are
    /// left out.
    ///
    /// ```
    /// use lanterne_observatory::assembly::{Grouping, Territory};
    /// let (bassin, epci) = (Territory::from_iter([2, 0, 1]), Territory::from_iter([1, 3]));
    /// let grouping = Grouping::of_territories(4, &[bassin.clone(), epci.clone(), bassin.difference(&epci)]);
    /// assert_eq!(grouping.sum(&[Ok(1.0), Ok(10.0), Ok(100.0), Ok(1_000.0)]), [Ok(111.0), Ok(1_010.0), Ok(101.0)]);
    /// assert_eq!(grouping.units_of(1), [0, 1]);
    /// ```
    #[must_use]
    pub fn of_territories(communes: usize, territories: &[Territory]) -> Self {
        let pairs = (0..)
            .zip(territories)
            .flat_map(|(unit, territory)| territory.rows().iter().map(move |&commune| (commune, unit)));
        Self::of_pairs(communes, territories.len(), PartialUnit::CoveredPart, pairs)
    }

    fn of_pairs(communes: usize, units: usize, partial: PartialUnit, pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        let inside = |&(commune, unit): &(u32, u32)| index(commune) < communes && index(unit) < units;
        let mut pairs: Vec<(u32, u32)> = pairs.filter(inside).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0_u32; communes + 1];
        for &(commune, _) in &pairs {
            starts[index(commune) + 1] += 1;
        }
        for commune in 0..communes {
            starts[commune + 1] += starts[commune];
        }
        Self { starts, rows: pairs.into_iter().map(|(_, unit)| unit).collect(), units, partial }
    }

    /// How many units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units
    }

    /// The rows of the communes.
    #[must_use]
    pub fn communes(&self) -> Range<u32> {
        0..u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The units of a commune, ascending; none for a row that is no commune.
    #[must_use]
    pub fn units_of(&self, commune: u32) -> &[u32] {
        let commune = index(commune);
        match (self.starts.get(commune), self.starts.get(commune.saturating_add(1))) {
            (Some(&from), Some(&to)) => &self.rows[index(from)..index(to)],
            _ => &[],
        }
    }

    /// The same, as indices.
    pub(crate) fn rows_of(&self, commune: u32) -> impl Iterator<Item = usize> {
        self.units_of(commune).iter().map(|&unit| index(unit))
    }

    /// The communes of one unit; empty beyond the last.
    #[must_use]
    pub fn territory(&self, unit: u32) -> Territory {
        self.communes().filter(|&commune| self.units_of(commune).contains(&unit)).collect()
    }

    /// A column of the communes that adds up (inhabitants, beneficiaries, establishments of a section), summed over each
    /// unit, in row order.
    ///
    /// Missing: as [`structure::sum`], absent as soon as one commune is; a unit without commune is not published. Cost: one
    /// pass.
    ///
    /// ```
    /// use lanterne_observatory::{Absence, assembly::{Grouping, Territory}};
    /// let epci = Grouping::of_territories(3, &[Territory::from_iter([0, 1]), Territory::from_iter([1, 2])]);
    /// assert_eq!(epci.sum(&[Ok(5.0), Ok(7.0), Err(Absence::Secret)]), [Ok(12.0), Err(Absence::Secret)]);
    /// ```
    #[must_use]
    pub fn sum(&self, column: &[Value]) -> Vec<Value> {
        self.gather(|commune| at(column, commune)).into_iter().map(total).collect()
    }

    /// A column of the communes that does not add up (minutes, a rate), averaged over each unit by a weight that does.
    ///
    /// Missing: as [`access::mean()`]; a unit without commune is nil.
    ///
    /// ```
    /// use lanterne_observatory::{Absence, assembly::Grouping};
    /// let all = Grouping::of_communes(3, |_| true);
    /// let minutes = [Ok(10.0), Ok(40.0), Err(Absence::NotPublished)];
    /// assert_eq!(all.mean(&minutes, &[Ok(200.0), Ok(100.0), Ok(50.0)]), [Ok(20.0)]);
    /// ```
    #[must_use]
    pub fn mean(&self, column: &[Value], weights: &[Value]) -> Vec<Value> {
        let members = self.members();
        let absent = Err(Absence::NotPublished);
        access::mean(&members.pick(column, absent), &members.pick(weights, absent), &members.group, self.units)
    }

    /// The communes of every unit as rows of their own, so that a measure that takes one group per commune takes territories
    /// that overlap: a commune of two units is two rows.
    ///
    /// ```
    /// use lanterne_observatory::assembly::{Grouping, Territory};
    /// use lanterne_observatory::travel::Journey;
    /// use lanterne_observatory::white_zone::{Parameters, Verdict, accompagnement};
    /// let journey = |minutes| Journey { minutes: Ok(minutes), distance_km: None, site: Some(0) };
    /// let (journeys, people) = ([journey(50.0), journey(10.0)], [Ok(600.0), Ok(800.0)]);
    /// let members = Grouping::of_territories(2, &[Territory::from_iter([0, 1]), Territory::from_iter([0])]).members();
    /// let (journeys, people) = (members.pick(&journeys, journey(0.0)), members.pick(&people, Ok(0.0)));
    /// let tested = accompagnement::test(&journeys, &people, &members.group, 2, Parameters::default());
    /// assert_eq!((tested[0].verdict, tested[1].verdict), (Verdict::No, Verdict::Yes));
    /// ```
    #[must_use]
    pub fn members(&self) -> Members {
        let of = |commune: u32| self.rows_of(commune).map(move |unit| (commune, Some(unit)));
        let (communes, group) = self.communes().flat_map(of).unzip();
        Members { communes, group }
    }

    /// The cells of each unit, in row order of its communes.
    fn gather(&self, cell: impl Fn(usize) -> Value) -> Vec<Vec<Value>> {
        let mut cells = vec![Vec::new(); self.units];
        for commune in self.communes() {
            for unit in self.rows_of(commune) {
                cells[unit].push(cell(index(commune)));
            }
        }
        cells
    }
}

/// One row per commune and unit, in row order of the communes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// The commune of each row.
    pub communes: Vec<u32>,
    /// The unit of each row, never `None`: as measures over groups take it.
    pub group: Vec<Option<usize>>,
}

impl Members {
    /// A column of the communes, row by row; `missing` beyond its end.
    #[must_use]
    pub fn pick<T: Copy>(&self, column: &[T], missing: T) -> Vec<T> {
        self.communes.iter().map(|&commune| column.get(index(commune)).copied().unwrap_or(missing)).collect()
    }
}

fn total(cells: Vec<Value>) -> Value {
    if cells.is_empty() { Err(Absence::NotPublished) } else { structure::sum(cells) }
}

fn index(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}
