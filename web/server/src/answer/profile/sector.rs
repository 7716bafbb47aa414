//! What the ESS does here: establishments and jobs by section of the NAF, beside the reference and the whole economy.

use std::collections::BTreeMap;

use lanterne_observatory::assembly::{Grain, by_section};
use lanterne_observatory::measure::share::percent;
use lanterne_observatory::{Section, Value};

use super::subject::Subject;
use super::value;
use super::weight::one;
use crate::state::State;

/// A section of activity here.
#[derive(Debug)]
pub(super) struct Sector {
    pub(super) section: Section,
    pub(super) establishments: f64,
    pub(super) jobs: f64,
    /// Its share of the jobs of the ESS.
    pub(super) share: Value,
    /// The same in the reference.
    pub(super) reference: Value,
    /// Jobs of the whole economy in the section.
    pub(super) economy: f64,
    /// Jobs of the ESS in those of the section.
    pub(super) of_economy: Value,
    /// The same in the reference.
    pub(super) of_economy_there: Value,
}

/// Every section, in the order of the NAF.
pub(super) fn sectors(state: &State, subject: &Subject) -> Vec<Sector> {
    let grain = state.grain(None);
    let (own, reference) = (subject.facts(), &subject.view.reference.columns);
    let here = economy(grain, |row| subject.communes.contains(row));
    let there = economy(grain, subject.view.key.beside(state));
    by_section(grain, subject.view.key.counted(), |row| subject.communes.contains(row))
        .into_iter()
        .zip(subject.view.reference_sections(state))
        .map(|((section, establishments, jobs), (_, _, jobs_there))| {
            let all = |economy: &BTreeMap<Section, f64>| economy.get(&section).copied().unwrap_or(0.0);
            Sector {
                section,
                establishments,
                jobs,
                share: one(percent(&[Ok(jobs)], &own.jobs)),
                reference: one(percent(&[Ok(*jobs_there)], &reference.jobs)),
                economy: all(&here),
                of_economy: value::share(jobs, all(&here)),
                of_economy_there: value::share(*jobs_there, all(&there)),
            }
        })
        .collect()
}

/// Jobs of the whole economy in each section.
fn economy(grain: &Grain, holds: impl Fn(u32) -> bool) -> BTreeMap<Section, f64> {
    let mut economy = BTreeMap::new();
    for count in &grain.economy {
        let covered = grain.covered.get(count.commune as usize).copied().unwrap_or(false);
        if let Some(section) = count.section.filter(|_| covered && holds(count.commune)) {
            *economy.entry(section).or_insert(0.0) += count.jobs;
        }
    }
    economy
}
