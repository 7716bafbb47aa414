//! Local empirical Bayes: the rate of a territory drawn towards that of its neighbourhood, not of the whole country.
//!
//! Refuses to know how neighbours were chosen ([`crate::neighbour`]). Next: [`super`] for the global rates.

use rayon::prelude::*;

use super::{Posterior, Prior, under};
use crate::absence::{Absence, Value, at, pair};
use crate::measure::ratio::ROWS_PER_TASK;
use crate::neighbour::Neighbours;

/// One row as its neighbours see it; a row that takes no part weighs nothing and counts for no one.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    count: f64,
    exposure: f64,
    rate: f64,
    one: f64,
}

/// What the neighbourhood of each territory, itself included, says of its rate: [`Prior::of`] over these rows.
///
/// Shape: one per row. Missing: a row whose count or exposure is absent, or whose exposure is zero, takes no part in
/// any neighbourhood; `None` where no row of the neighbourhood takes part. A territory without neighbours has its own
/// rate for mean, and no variance. Source: Marshall 1991, equations 7–8, over the neighbourhood. Cost: two passes over
/// the neighbours of each row, bound by their gathering (32 bytes each, all of France in the second cache).
///
/// ```
/// use lanterne_observatory::{bayes::local::priors, neighbour::Neighbours};
/// let pair = Neighbours::from_pairs(3, [(0, 1), (1, 0)]);
/// let priors = priors(&[Ok(10.0), Ok(90.0), Ok(7.0)], &[Ok(1_000.0), Ok(1_000.0), Ok(100.0)], &pair);
/// assert_eq!(priors[0].unwrap().mean, 0.05);
/// assert_eq!((priors[2].unwrap().mean, priors[2].unwrap().variance), (0.07, 0.0));
/// ```
#[must_use]
pub fn priors(counts: &[Value], exposures: &[Value], neighbours: &Neighbours) -> Vec<Option<Prior>> {
    let rows = counts.len().max(exposures.len());
    let seen: Vec<Seen> = (0..rows)
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| match pair(at(counts, row), at(exposures, row)) {
            Ok((count, exposure)) if exposure > 0.0 => Seen { count, exposure, rate: count / exposure, one: 1.0 },
            Ok(_) | Err(_) => Seen::default(),
        })
        .collect();
    (0..rows).into_par_iter().with_min_len(ROWS_PER_TASK).map(|row| prior(&seen, row, neighbours)).collect()
}

/// The moments of one neighbourhood, in the order of its rows, the territory itself last.
fn prior(seen: &[Seen], row: usize, neighbours: &Neighbours) -> Option<Prior> {
    let around = neighbours.of(row);
    let all = || around.iter().filter_map(|&other| seen.get(other as usize)).chain(std::iter::once(&seen[row]));
    let (n, count, exposure) =
        all().fold((0.0, 0.0, 0.0), |sum, row| (sum.0 + row.one, sum.1 + row.count, sum.2 + row.exposure));
    let mean = count / exposure;
    if n == 0.0 || !mean.is_finite() {
        return None;
    }
    let spread = all().fold(0.0, |sum, row| sum + row.exposure * (row.rate - mean).powi(2)) / exposure;
    Some(Prior::of_moments(mean, spread, exposure / n))
}

/// The posterior of each row, the prior being that of its neighbourhood.
///
/// Shape: one per row. Missing: as [`Prior::posterior`].
///
/// ```
/// use lanterne_observatory::{bayes::local::posteriors, neighbour::Neighbours};
/// let pair = Neighbours::from_pairs(3, [(0, 1), (1, 0)]);
/// let laws = posteriors(&[Ok(5.0), Ok(150.0), Ok(900.0)], &[Ok(1_000.0), Ok(10_000.0), Ok(10_000.0)], &pair);
/// assert!((0.005..0.0141).contains(&laws[0].unwrap().mean()), "whatever the third, who is no neighbour");
/// ```
#[must_use]
pub fn posteriors(counts: &[Value], exposures: &[Value], neighbours: &Neighbours) -> Vec<Result<Posterior, Absence>> {
    let priors = priors(counts, exposures, neighbours);
    under(|row| priors[row].map(Prior::pull), counts, exposures, |posterior| posterior)
}

/// Marshall's local empirical-Bayes rates: each raw rate drawn towards the mean of its neighbourhood (itself included),
/// the more so the smaller its exposure and the less its neighbours differ beyond chance.
///
/// Shape: one rate per row, per unit of exposure. Missing: as [`priors`]; the own absence of a row stays. A territory
/// without neighbours keeps its raw rate. Source: Marshall 1991. Checked against
/// `esda.smoothing.Spatial_Empirical_Bayes` (esda 2.9.0, which floors this variance too), relative 1e-9; where nothing
/// at all was counted in the neighbourhood esda has no number and this is 0.
///
/// ```
/// use lanterne_observatory::bayes::local;
/// use lanterne_observatory::neighbour::Neighbours;
/// let chain = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1)]);
/// let rates = local::smooth(&[Ok(0.0), Ok(50.0), Ok(5.0), Ok(8.0)], &[Ok(10.0), Ok(1_000.0), Ok(1_000.0), Ok(100.0)], &chain);
/// assert!(rates[0].unwrap() > 0.049, "ten inhabitants say almost nothing: close to the neighbourhood, 0.0495");
/// assert_eq!(rates[3], Ok(0.08), "no neighbour: as counted");
/// ```
#[must_use]
pub fn smooth(counts: &[Value], exposures: &[Value], neighbours: &Neighbours) -> Vec<Value> {
    let priors = priors(counts, exposures, neighbours);
    under(|row| priors[row].map(Prior::pull), counts, exposures, Posterior::mean)
}
