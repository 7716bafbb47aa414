//! How present the ESS is: per inhabitant and per km².

use super::ratio::ratios;
use crate::Value;

/// Inhabitants an establishment density is given for.
pub const ESTABLISHMENTS_PER: f64 = 10_000.0;
/// Inhabitants a job density is given for.
pub const JOBS_PER: f64 = 1_000.0;

/// Establishments for 10 000 inhabitants: `10 000 · E/P`. Missing: see [`crate::measure`]. Source: METHODS 1.
/// Checked against `numpy` (2.4.6), relative 1e-12.
///
/// ```
/// let density = lanterne_observatory::measure::density::establishments(&[Ok(17.0)], &[Ok(20_000.0)]);
/// assert_eq!(density, [Ok(8.5)]);
/// ```
#[must_use]
pub fn establishments(establishments: &[Value], population: &[Value]) -> Vec<Value> {
    ratios(ESTABLISHMENTS_PER, establishments, population)
}

/// Jobs for 1 000 inhabitants: `1 000 · J/P`. Missing: see [`crate::measure`]. Source: METHODS 1. Checked against `numpy`
/// (2.4.6), relative 1e-12.
///
/// ```
/// let density = lanterne_observatory::measure::density::jobs(&[Ok(740.0)], &[Ok(20_000.0)]);
/// assert_eq!(density, [Ok(37.0)]);
/// ```
#[must_use]
pub fn jobs(jobs: &[Value], population: &[Value]) -> Vec<Value> {
    ratios(JOBS_PER, jobs, population)
}

/// Establishments or jobs per km²: `E/A`. Missing: see [`crate::measure`]; a territory without outline has no area.
/// Source: METHODS 1. Checked against `numpy` (2.4.6), relative 1e-12.
///
/// ```
/// let density = lanterne_observatory::measure::density::areal(&[Ok(17.0)], &[Ok(34.0)]);
/// assert_eq!(density, [Ok(0.5)]);
/// ```
#[must_use]
pub fn areal(counted: &[Value], area_km2: &[Value]) -> Vec<Value> {
    ratios(1.0, counted, area_km2)
}
