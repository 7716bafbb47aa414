//! A code of an earlier year in terms of the shipped one.
//!
//! For: harmonising a row at a time.
//! Refuses to know: what the row counts.
//! Next: [`super::passage`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Geography, Passage, PassageKind};

/// The passages of every year, chained to the target year.
///
/// Municipal arrondissements pass to their commune.
#[derive(Clone, Debug)]
pub struct Carrier {
    target: u16,
    /// Per year, the rows of each code that changes before the next year.
    steps: BTreeMap<u16, HashMap<String, Vec<Passage>>>,
    /// Per year, the codes that exist.
    codes: BTreeMap<u16, BTreeSet<String>>,
}

impl Geography {
    /// Chains the passages of this geography to its own year.
    pub fn carrier(&self) -> Carrier {
        let codes: BTreeSet<String> = self.communes.iter().map(|commune| commune.code.clone()).collect();
        Carrier::new(self.cog, codes, &self.passage)
    }
}

impl Carrier {
    pub(super) fn new(target: u16, current: BTreeSet<String>, passages: &[Passage]) -> Carrier {
        let mut steps: BTreeMap<u16, HashMap<String, Vec<Passage>>> = BTreeMap::new();
        for passage in passages {
            let step = steps.entry(passage.cog_from).or_default();
            step.entry(passage.code_from.clone()).or_default().push(passage.clone());
        }
        let mut codes = BTreeMap::from([(target, current.clone())]);
        let mut later = current;
        let oldest = steps.keys().next().copied().unwrap_or(target);
        for year in (oldest..target).rev() {
            if let Some(step) = steps.get(&year) {
                later = codes_before(&later, step);
            }
            codes.insert(year, later.clone());
        }
        Carrier { target, steps, codes }
    }

    /// The communes of a year; empty out of range.
    pub fn communes(&self, cog: u16) -> impl Iterator<Item = &str> {
        self.codes.get(&cog).into_iter().flatten().map(String::as_str)
    }

    /// The oldest year it knows.
    pub fn oldest(&self) -> u16 {
        self.codes.keys().next().copied().unwrap_or(self.target)
    }

    /// What a commune or municipal arrondissement of year `cog` is in the target year: codes and shares of its population,
    /// sorted by code, summing to one. `None`: not a code of that year, or a year out of range.
    pub fn carry(&self, cog: u16, code: &str) -> Option<Vec<(String, f64)>> {
        let commune = self.arrondissement(cog, code).unwrap_or(code);
        if !self.codes.get(&cog)?.contains(commune) {
            return None;
        }
        let mut shares = BTreeMap::from([(commune.to_owned(), 1.0)]);
        for step in self.steps.range(cog..self.target).map(|(_, step)| step) {
            let mut next: BTreeMap<String, f64> = BTreeMap::new();
            for (code, share) in shares {
                match step.get(&code) {
                    None => *next.entry(code).or_default() += share,
                    Some(rows) => {
                        for row in rows {
                            *next.entry(row.code_to.clone()).or_default() += share * row.ratio;
                        }
                    }
                }
            }
            shares = next;
        }
        Some(shares.into_iter().collect())
    }

    /// The commune of a municipal arrondissement of that year.
    pub fn arrondissement(&self, cog: u16, code: &str) -> Option<&str> {
        let row = self.steps.get(&cog)?.get(code)?.first()?;
        (row.kind == PassageKind::Arrondissement).then_some(row.code_to.as_str())
    }
}

/// The codes of a year from those of the next: those that change have a row; the others are those of the next year, but
/// for the ones that the changes brought.
fn codes_before(later: &BTreeSet<String>, step: &HashMap<String, Vec<Passage>>) -> BTreeSet<String> {
    let changes = step.values().flatten().filter(|row| row.kind != PassageKind::Arrondissement);
    let mut codes = later.clone();
    let mut gone = Vec::new();
    for row in changes {
        codes.remove(&row.code_to);
        gone.push(row.code_from.clone());
    }
    codes.extend(gone);
    codes
}
