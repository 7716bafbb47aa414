//! Table `result`: one row per indicator, perimeter, level and territory that has a figure or a reason of its own not to.
//! A territory the register does not speak of is 'nd' by having no row: nine rows in ten of France would say nothing else.
//! The reference is the covered territory as a whole.

use lanterne_data::read::Contents;
use lanterne_data::{Draft, row};
use lanterne_observatory::assembly::{FactColumns, Grouping, assemble};
use lanterne_observatory::indicator::{Estimate, Reference, compute};
use lanterne_observatory::{Absence, Indicator, Level, Perimetre};

use super::units;
use crate::{IngestError, Watch};

pub(super) fn write(draft: &Draft, contents: &Contents, watch: &Watch<'_>) -> Result<(), IngestError> {
    let series = Perimetre::ALL.len() * contents.levels().count() * Indicator::ALL.len();
    watch.begin("Mesures", series as u64)?;
    for perimetre in Perimetre::ALL {
        let (_, reference) = covered(contents, *perimetre);
        for level in contents.levels() {
            let columns = at(contents, *perimetre, level);
            let facts = columns.facts(reference);
            for indicator in Indicator::ALL {
                let rows: Vec<row::Outcome> = compute(*indicator, &facts)
                    .iter()
                    .enumerate()
                    .filter(|(_, estimate)| estimate.value != Err(Absence::NotPublished))
                    .map(|(row, estimate)| outcome(*indicator, *perimetre, level, row, estimate))
                    .collect();
                draft.append(&rows)?;
                watch.advance(1)?;
            }
        }
    }
    watch.end();
    Ok(())
}

/// The facts of a level, summed over its communes.
pub(super) fn at(contents: &Contents, perimetre: Perimetre, level: Level) -> FactColumns {
    let of_commune = contents.belonging.at(level);
    assemble(&contents.grain, &Grouping::of_level(level, of_commune, units(contents, level)), perimetre)
}

/// The covered territory as one unit, and as the reference of every other.
pub(super) fn covered(contents: &Contents, perimetre: Perimetre) -> (FactColumns, Reference) {
    let covered = &contents.grain.covered;
    let columns =
        assemble(&contents.grain, &Grouping::of_communes(covered.len(), |commune| covered[commune]), perimetre);
    let reference = columns.reference(0);
    (columns, reference)
}

fn outcome(indicator: Indicator, perimetre: Perimetre, level: Level, row: usize, estimate: &Estimate) -> row::Outcome {
    row::Outcome {
        indicator: indicator.as_str().to_owned(),
        perimetre: perimetre.as_str().to_owned(),
        level: level.as_str().to_owned(),
        row: row as i32,
        value: estimate.value.ok(),
        absence: estimate.value.err().map(|absence| absence.code().to_owned()),
        low: estimate.low,
        high: estimate.high,
        smoothed: estimate.smoothed,
        numerator: estimate.numerator.ok(),
        denominator: estimate.denominator.ok(),
        reliable: estimate.value.is_ok().then_some(estimate.reliable),
    }
}
