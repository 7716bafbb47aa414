//! Zones of study and the limits they cross: a zone is counted whole, in the region where most of its inhabitants live.
//!
//! Refuses to know: which rows a region's view has (`view`). For the sentence of a map and the notes of a file.

use std::collections::{BTreeMap, BTreeSet};

use lanterne_observatory::Level;

use super::words;
use crate::french::ordinal::count;
use crate::state::State;
use crate::view::View;

/// The departments a territory lies in, the one with most of its inhabitants first.
pub(crate) fn departements(state: &State, level: Level, row: u32) -> Vec<u32> {
    let belonging = &state.contents.belonging;
    let population = &state.territories(Level::Commune).population;
    let mut people: BTreeMap<u32, i64> = BTreeMap::new();
    for (commune, own) in belonging.at(level).into_iter().enumerate() {
        if let (true, Some(departement)) = (own == Some(row), belonging.departement[commune]) {
            *people.entry(departement).or_default() += population[commune].unwrap_or(0);
        }
    }
    let mut rows: Vec<(u32, i64)> = people.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    rows.into_iter().map(|(row, _)| row).collect()
}

/// What a view limited to a region does with the zones that lie across its border; `None` where it is limited to none, or where no
/// zone does.
pub(crate) fn told(state: &State, view: &View) -> Option<String> {
    let (level, region) = (view.key.level, view.key.region?);
    if !level.is_study() {
        return None;
    }
    let belonging = &state.contents.belonging;
    let (mut over, mut elsewhere) = (BTreeSet::new(), 0_usize);
    for (unit, own) in belonging.at(level).into_iter().zip(&belonging.region) {
        let Some(unit) = unit else { continue };
        match (view.position(unit), *own == Some(region)) {
            (Some(at), false) => {
                over.insert(at);
            }
            (None, true) => elsewhere += 1,
            (Some(_), true) | (None, false) => {}
        }
    }
    let mut parts = Vec::new();
    if !over.is_empty() {
        let several = over.len() > 1;
        let feminine = crate::french::ordinal::feminine(level);
        let counted = match (several, feminine) {
            (false, true) => "déborde de la région et est comptée entière",
            (false, false) => "déborde de la région et est compté entier",
            (true, true) => "débordent de la région et sont comptées entières",
            (true, false) => "débordent de la région et sont comptés entiers",
        };
        let partial = over.iter().any(|at| view.columns.partial.get(*at) == Some(&true));
        let covered = if partial { ", sur la part que le registre couvre" } else { "" };
        parts.push(format!("{} {counted}{covered}", count(over.len(), words::unit(level), words::units(level))));
    }
    if elsewhere > 0 {
        let verb = if elsewhere > 1 { "sont" } else { "est" };
        let whose = words::units(level);
        parts.push(format!(
            "{} de la région {verb} dans des {whose} d'une autre région",
            count(elsewhere, "commune", "communes")
        ));
    }
    (!parts.is_empty()).then(|| format!("{}.", parts.join(" ; ")))
}
