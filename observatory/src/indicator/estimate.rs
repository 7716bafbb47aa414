//! A whole column of an indicator, with what can be said of its uncertainty.
//!
//! Intervals are at 95 %. Where they come from is in [`Uncertainty`]: an exact Poisson interval for the
//! count of establishments, Wilson for a share of establishments, the bounds of the size bands for jobs (the least and the
//! most possible, not a sampling interval), none elsewhere: jobs are not independent events, and an interval that
//! pretends they are would be too narrow.
//!
//! Next: [`crate::classes`] to colour the column, [`crate::rank`] to place a row in it.

use rayon::prelude::*;

use super::{Facts, Indicator, Uncertainty};
use crate::absence::{Absence, Value, at, quantity};
use crate::interval::{self, CONFIDENCE, Interval};
use crate::measure::density::{ESTABLISHMENTS_PER, JOBS_PER};
use crate::measure::ratio::{ROWS_PER_TASK, ratio};
use crate::measure::structure::sum;
use crate::measure::{concentration, density, quotient, share, size};
use crate::{Famille, bayes};

/// Largest half-width of an interval, relative to the value (or to the reference value where larger), of a reliable rate.
pub const RELIABLE_HALF_WIDTH: f64 = 0.5;
/// Fewest establishments behind a reliable figure of jobs.
pub const RELIABLE_ESTABLISHMENTS: f64 = 10.0;

/// One territory's figure and how far it can be trusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure, in the unit of the indicator.
    pub value: Value,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
    /// The figure with the noise of small numbers taken out (global empirical Bayes); densities per inhabitant only.
    pub smoothed: Option<f64>,
    /// What was divided: establishments, jobs, or the share of jobs for the location quotient.
    pub numerator: Value,
    /// What it was divided by: inhabitants, km², establishments, jobs, or the reference share; absent of a plain number.
    pub denominator: Value,
    /// Whether the figure can be read alone; see [`Definition::reliability`](super::Definition::reliability).
    pub reliable: bool,
}

/// Columns of an indicator before anything is said of its uncertainty.
struct Column {
    value: Vec<Value>,
    numerator: Vec<Value>,
    denominator: Vec<Value>,
    /// What a numerator is multiplied by to be in the unit of the value.
    scale: f64,
}

/// The estimates of every territory, in row order.
///
/// Missing: see [`crate::measure`]. To have the figure of the reference territory itself, or of any other, give it as a row
/// of its own facts with the same [`Reference`](super::Reference). Same bits on any number of threads. Cost: a division and
/// at most two quantiles for each distinct count.
///
/// ```
/// use lanterne_observatory::indicator::{Facts, Indicator, compute};
/// let facts = Facts { population: &[Ok(20_000.0)], establishments: &[Ok(40.0)], ..Facts::default() };
/// let estimate = compute(Indicator::EtablissementsHabitants, &facts)[0];
/// assert_eq!(estimate.value, Ok(20.0));
/// assert!((estimate.low.unwrap() - 14.288).abs() < 0.001 && (estimate.high.unwrap() - 27.234).abs() < 0.001);
/// assert!(estimate.reliable);
/// ```
#[must_use]
pub fn compute(indicator: Indicator, facts: &Facts<'_>) -> Vec<Estimate> {
    let column = column(indicator, facts);
    let intervals = intervals(indicator, facts, &column);
    let smoothed = match indicator {
        Indicator::EtablissementsHabitants => bayes::smooth(facts.establishments, facts.population),
        _ => Vec::new(),
    };
    let reference = reference(indicator, facts);
    (0..column.value.len())
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| {
            let (value, interval) = (column.value[row], intervals.get(row).copied().flatten());
            Estimate {
                value,
                low: interval.map(|interval| interval.low),
                high: interval.map(|interval| interval.high),
                smoothed: smoothed
                    .get(row)
                    .and_then(|rate| rate.ok())
                    .map(|rate| rate * column.scale)
                    .filter(|rate| rate.is_finite()),
                numerator: at(&column.numerator, row),
                denominator: at(&column.denominator, row),
                reliable: match indicator.definition().uncertainty {
                    Uncertainty::Poisson | Uncertainty::Wilson => narrow(value, interval, reference),
                    Uncertainty::Counted => value.is_ok(),
                    Uncertainty::SizeBand | Uncertainty::Unstated => {
                        value.is_ok()
                            && quantity(at(facts.establishments, row)).is_ok_and(|n| n >= RELIABLE_ESTABLISHMENTS)
                    }
                },
            }
        })
        .collect()
}

fn column(indicator: Indicator, facts: &Facts<'_>) -> Column {
    let rows = facts.rows();
    let of = |value: Vec<Value>, numerator: &[Value], denominator: &[Value], scale: f64| {
        let fit = |column: &[Value]| (0..rows).map(|row| at(column, row)).collect();
        Column { value: fit(&value), numerator: fit(numerator), denominator: fit(denominator), scale }
    };
    let number = |column: &[Value]| column.iter().copied().map(quantity).collect::<Vec<_>>();
    let (e, j, p) = (facts.establishments, facts.jobs, facts.population);
    match indicator {
        Indicator::EtablissementsHabitants => of(density::establishments(e, p), e, p, ESTABLISHMENTS_PER),
        Indicator::EmploisHabitants => of(density::jobs(j, p), j, p, JOBS_PER),
        Indicator::EtablissementsSurface => of(density::areal(e, facts.area_km2), e, facts.area_km2, 1.0),
        Indicator::EmploisSurface => of(density::areal(j, facts.area_km2), j, facts.area_km2, 1.0),
        Indicator::Etablissements => of(number(e), e, &[], 1.0),
        Indicator::Emplois => of(number(j), j, &[], 1.0),
        Indicator::PartEtablissements => {
            of(share::percent(e, facts.all_establishments), e, facts.all_establishments, 100.0)
        }
        Indicator::PartEmplois => of(share::percent(j, facts.all_jobs), j, facts.all_jobs, 100.0),
        Indicator::TailleMoyenne => of(size::mean(j, e), j, e, 1.0),
        Indicator::IndiceSpecificite => {
            let (part, whole) = (facts.reference.jobs, facts.reference.all_jobs);
            let quotient = quotient::location_quotient(j, facts.all_jobs, part, whole);
            of(quotient, &share::percent(j, facts.all_jobs), &vec![ratio(100.0, part, whole); rows], 1.0)
        }
        Indicator::PartAssociation
        | Indicator::PartCooperative
        | Indicator::PartMutuelle
        | Indicator::PartFondation
        | Indicator::PartSocieteCommerciale => {
            let part = indicator.famille().and_then(|famille| facts.famille(famille)).map_or(&[][..], |part| part.jobs);
            of(share::percent(part, j), part, j, 100.0)
        }
        Indicator::ConcentrationFamilles => concentration(facts, rows),
    }
}

/// The concentration has for numerator the largest famille's jobs and for denominator all of them.
fn concentration(facts: &Facts<'_>, rows: usize) -> Column {
    let parts = |row: usize| -> Vec<Value> {
        Famille::ALL
            .iter()
            .map(|&famille| facts.famille(famille).map_or(Err(Absence::NotPublished), |part| at(part.jobs, row)))
            .collect()
    };
    let largest = |parts: &[Value]| -> Value {
        sum(parts.iter().copied())?;
        Ok(parts.iter().filter_map(|part| part.ok()).fold(0.0, f64::max))
    };
    let rows: Vec<(Value, Value, Value)> = (0..rows)
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| {
            let parts = parts(row);
            (concentration::herfindahl(&parts), largest(&parts), sum(parts.iter().copied()))
        })
        .collect();
    Column {
        value: rows.iter().map(|row| row.0).collect(),
        numerator: rows.iter().map(|row| row.1).collect(),
        denominator: rows.iter().map(|row| row.2).collect(),
        scale: 1.0,
    }
}

fn intervals(indicator: Indicator, facts: &Facts<'_>, column: &Column) -> Vec<Option<Interval>> {
    match indicator.definition().uncertainty {
        Uncertainty::Unstated | Uncertainty::Counted => Vec::new(),
        Uncertainty::Poisson => interval::garwood_column(&column.numerator, CONFIDENCE)
            .into_iter()
            .enumerate()
            .map(|(row, interval)| interval?.divided(column.scale, column.denominator[row]))
            .collect(),
        Uncertainty::Wilson => interval::wilson_column(&column.numerator, &column.denominator, CONFIDENCE)
            .into_iter()
            .map(|interval| interval.map(|interval| interval.scaled(column.scale)))
            .collect(),
        Uncertainty::SizeBand => (0..column.value.len())
            .map(|row| {
                let bounds = Interval { low: at(facts.jobs_low, row).ok()?, high: at(facts.jobs_high, row).ok()? };
                let by = if indicator.is_number() { Ok(1.0) } else { column.denominator[row] };
                bounds.divided(column.scale, by)
            })
            .collect(),
    }
}

/// The figure of the reference territory where it helps to judge an interval.
fn reference(indicator: Indicator, facts: &Facts<'_>) -> Value {
    let reference = &facts.reference;
    match indicator {
        Indicator::EtablissementsHabitants => ratio(ESTABLISHMENTS_PER, reference.establishments, reference.population),
        Indicator::EtablissementsSurface => ratio(1.0, reference.establishments, reference.area_km2),
        Indicator::PartEtablissements => ratio(100.0, reference.establishments, reference.all_establishments),
        _ => Err(Absence::NotPublished),
    }
}

/// Whether the interval is narrow enough, beside the value or the reference, to be read as one figure.
fn narrow(value: Value, interval: Option<Interval>, reference: Value) -> bool {
    let (Ok(value), Some(interval)) = (value, interval) else { return false };
    let scale = reference.map_or(value, |reference| value.max(reference));
    (interval.high - interval.low) / 2.0 <= RELIABLE_HALF_WIDTH * scale
}
