//! Whom the schemes reached in a zone, over the years handed in: made of what the public table tells of its whole EPCI and of nothing
//! else, so that no zone that is composed gives away more than that table does.
//!
//! A sum is told where each of its cells is; of a part of an EPCI nothing is said. Year by year, as
//! [`presence`](crate::answer::presence) tells it: the year of the last beneficiary, never a year's count.

use std::collections::BTreeSet;

use lanterne_observatory::measure::structure::sum;
use lanterne_observatory::{Absence, Value};

use crate::answer::deployment::local::{Cell, Local, Told};
use crate::answer::{absence, number};
use crate::document::watch::{WatchAid, WatchScheme};
use crate::french::number as written;
use crate::french::ordinal::{count, list};
use crate::french::typography::set;

/// Schemes named in a line.
const NAMES: usize = 3;

/// What is told of a zone.
pub(super) struct Aid {
    /// First and last year; none where nothing is told.
    pub(super) window: Option<(u16, u16)>,
    pub(super) beneficiaries: Value,
    pub(super) expected: Value,
    /// Nil: none in all the years.
    pub(super) years_since: Value,
    whole: usize,
    parts: usize,
    schemes: Vec<Own>,
}

/// One scheme.
struct Own {
    name: String,
    cells: Vec<Cell>,
}

impl Own {
    fn total(&self, what: fn(&Cell) -> Value) -> Value {
        sum(self.cells.iter().map(what))
    }

    fn years_since(&self) -> Value {
        last(self.cells.iter().map(|cell| match cell.reached {
            None => Err(Absence::NotPublished),
            Some(_) => cell.years_since,
        }))
    }
}

/// The least of the years; nil where none is known and nothing is unknown.
fn last(since: impl Iterator<Item = Value>) -> Value {
    let all: Vec<Value> = since.collect();
    let least = all.iter().filter_map(|own| own.ok()).min_by(f64::total_cmp);
    let unknown = all.is_empty() || all.iter().any(|own| matches!(own, Err(absent) if *absent != Absence::Nil));
    least.ok_or(if unknown { Absence::NotPublished } else { Absence::Nil })
}

/// What is told of the EPCI of a zone, each with whether all of it lies there; of every scheme without a choice.
pub(super) fn of(local: Option<&Local>, epci: &[(u32, bool)], chosen: &BTreeSet<String>) -> Aid {
    let place = |row: u32| local.and_then(|local| local.rows.binary_search(&row).ok());
    let places: Vec<usize> = epci.iter().filter(|(_, whole)| *whole).filter_map(|(row, _)| place(*row)).collect();
    let told = |told: &&Told| chosen.is_empty() || chosen.contains(&told.scheme);
    let cells = |told: &Told| -> Vec<Cell> { places.iter().filter_map(|at| told.cells.get(*at).copied()).collect() };
    let schemes: Vec<Own> = match local {
        Some(local) if !places.is_empty() => {
            let own = local.schemes.iter().filter(told);
            own.map(|told| Own { name: told.name.clone(), cells: cells(told) }).collect()
        }
        _ => Vec::new(),
    };
    let absent = |value: Value| if schemes.is_empty() { Err(Absence::NotPublished) } else { value };
    Aid {
        window: local.filter(|_| !schemes.is_empty()).map(|local| (local.window.from, local.window.to)),
        beneficiaries: absent(sum(schemes.iter().map(|own| own.total(|cell| cell.beneficiaries)))),
        expected: absent(sum(schemes.iter().map(|own| own.total(|cell| cell.expected)))),
        years_since: last(schemes.iter().map(Own::years_since)),
        whole: places.len(),
        parts: epci.len() - places.len(),
        schemes,
    }
}

impl Aid {
    pub(super) fn document(&self) -> WatchAid {
        let scheme = |own: &Own| {
            let (beneficiaries, since) = (own.total(|cell| cell.beneficiaries), own.years_since());
            WatchScheme {
                name: own.name.clone(),
                beneficiaries: number(beneficiaries),
                absence: absence(beneficiaries),
                expected: number(own.total(|cell| cell.expected)),
                years_since: number(since),
                since_absence: absence(since),
            }
        };
        WatchAid {
            window: self.window.map(|(from, to)| [from, to]),
            whole: self.whole,
            parts: self.parts,
            beneficiaries: number(self.beneficiaries),
            absence: absence(self.beneficiaries),
            expected: number(self.expected),
            years_since: number(self.years_since),
            since_absence: absence(self.years_since),
            sentence: self.sentence(),
            schemes: self.schemes.iter().map(scheme).collect(),
        }
    }

    /// « De 2020 à 2024, 84 bénéficiaires pour 91,3 attendus d'un partage équitable ; le dernier en 2024. »
    fn sentence(&self) -> String {
        let Some((from, to)) = self.window else {
            return set("Rien n'est publié des bénéficiaires à cette échelle.");
        };
        let counted = match self.beneficiaries {
            Ok(found) => count(found as usize, "bénéficiaire", "bénéficiaires"),
            Err(Absence::Secret) => "un nombre de bénéficiaires tenu secret (s)".to_owned(),
            Err(_) => "un nombre de bénéficiaires non connu (n.d.)".to_owned(),
        };
        let expected = match self.expected {
            Ok(expected) => format!(", pour {} attendus d'un partage équitable", written(expected, 1)),
            Err(_) => String::new(),
        };
        let last = match self.years_since {
            Ok(since) => format!(" ; le dernier en {}", f64::from(to) - since),
            Err(Absence::Nil) => " ; aucun dans toutes ces années".to_owned(),
            Err(_) => String::new(),
        };
        let of = match self.parts {
            0 => String::new(),
            parts => format!(
                " Dit de {} ; de {} dont la zone n'a qu'une partie, rien n'est publié.",
                count(self.whole, "EPCI entier", "EPCI entiers"),
                count(parts, "EPCI", "EPCI")
            ),
        };
        set(&format!("De {from} à {to}, {counted}{expected}{last}.{of}"))
    }

    /// What is told of a year: a slug, and the same in words.
    pub(super) fn of_year(&self, year: u16) -> (&'static str, String) {
        let Some((_, to)) = self.window.filter(|(from, to)| (*from..=*to).contains(&year)) else {
            return ("nd", "n.d.".to_owned());
        };
        let (mut then, mut hidden, mut later, mut unknown) = (Vec::new(), false, false, false);
        for own in &self.schemes {
            for cell in &own.cells {
                let last = cell.years_since.ok().map(|since| f64::from(to) - since);
                match (cell.reached, cell.beneficiaries, last) {
                    (None, ..) => unknown = true,
                    (Some(true), Err(Absence::Secret), _) => hidden = true,
                    (Some(true), _, Some(last)) if last == f64::from(year) => {
                        if !then.contains(&own.name) {
                            then.push(own.name.clone());
                        }
                    }
                    (Some(true), _, Some(last)) => later |= last > f64::from(year),
                    (Some(_), ..) => {}
                }
            }
        }
        match (then.as_slice(), hidden, later, unknown) {
            ([], true, ..) => ("s", "s".to_owned()),
            ([], false, true, _) => ("ensuite", "dernier bénéficiaire ensuite".to_owned()),
            ([], false, false, true) => ("nd", "n.d.".to_owned()),
            ([], false, false, false) => ("non", "aucun cette année ni ensuite".to_owned()),
            (names, ..) => ("oui", set(&format!("dernier bénéficiaire d'un EPCI au moins : {}", list(names, NAMES)))),
        }
    }
}
