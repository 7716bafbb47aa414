//! Whom to serve, from where, at what cost: what every siting measure is asked on. Refuses to know what a cost is (minutes,
//! metres) and how many sites are to be opened: each measure says.

use crate::absence::{Absence, Value, at};
use crate::travel::Times;

/// Above it, a demand or a cost was never a figure: sums of any such numbers stay finite.
const FIGURE_MAX: f64 = 1e15;

/// Demand, candidates and what already stands.
///
/// Shapes: `demand` one per origin of `times` (population, establishments, or the demand of white units only: any column);
/// sites are the columns of `times`. Missing values: an origin without demand, or with none, takes no part; an origin whose
/// travel is not known takes no part and is counted in [`Solution::unknown`](super::Solution::unknown). A cost that is
/// negative, not finite or above 1e15 is a pair that cannot be made.
#[derive(Debug, Clone, Copy)]
pub struct Problem<'a> {
    /// What is to be served at each origin.
    pub demand: &'a [Value],
    /// Directed costs from each origin to each site, existing or candidate. A pair that is not there cannot be made.
    pub times: &'a Times,
    /// Sites that stand already and stay open, as columns of `times`.
    pub existing: &'a [u32],
    /// Which columns may be opened; `None`: all. An existing site need not be allowed.
    pub allowed: Option<&'a [bool]>,
}

/// What a column of the times is to the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Open already.
    Existing,
    /// May open: its rank among the candidates.
    Candidate(u32),
    /// Neither.
    Closed,
}

/// The problem as the solvers read it: the origins that count, the candidates by rank.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    times: &'a Times,
    roles: Vec<Role>,
    /// Origins that count and their demand, in row order.
    pub(super) rows: Vec<(u32, f64)>,
    /// Columns that may open, ascending.
    pub(super) candidates: Vec<u32>,
    /// Demand of the origins whose travel is known.
    pub(super) demand: f64,
    /// Demand of the origins whose travel is not known.
    pub(super) unknown: f64,
}

impl<'a> Reading<'a> {
    pub(super) fn of(problem: &Problem<'a>) -> Self {
        let sites = problem.times.sites();
        let mut roles = vec![Role::Closed; sites];
        let mut candidates = Vec::new();
        for &site in problem.existing {
            if let Some(role) = roles.get_mut(site as usize) {
                *role = Role::Existing;
            }
        }
        for (site, role) in (0u32..).zip(&mut roles) {
            let allowed = problem.allowed.is_none_or(|allowed| allowed.get(site as usize) == Some(&true));
            if allowed && *role == Role::Closed {
                *role = Role::Candidate(u32::try_from(candidates.len()).unwrap_or(u32::MAX));
                candidates.push(site);
            }
        }
        let mut reading = Self { times: problem.times, roles, rows: Vec::new(), candidates, demand: 0.0, unknown: 0.0 };
        for (origin, row) in (0u32..).zip(0..problem.times.origins()) {
            let Some(weight) = demand(at(problem.demand, row)) else { continue };
            if problem.times.of(row).is_ok() {
                reading.demand += weight;
                reading.rows.push((origin, weight));
            } else {
                reading.unknown += weight;
            }
        }
        reading
    }

    /// Leaves out the origins that take no part.
    pub(super) fn keep(&mut self, takes_part: impl Fn(u32) -> bool) {
        self.rows.retain(|(origin, _)| takes_part(*origin));
        self.demand = sum(self.rows.iter().map(|(_, weight)| *weight));
    }

    /// The sites an origin can use, and at what cost, sites ascending.
    pub(super) fn choices(&self, origin: u32) -> impl Iterator<Item = (Role, f64)> {
        let (sites, costs) = self.times.of(origin as usize).unwrap_or_default();
        sites.iter().zip(costs).filter_map(|(&site, &cost)| {
            let role = *self.roles.get(site as usize)?;
            ((0.0..=FIGURE_MAX).contains(&cost) && role != Role::Closed).then_some((role, cost))
        })
    }
}

/// A demand that counts: positive, finite, a figure.
pub(super) fn demand(value: Value) -> Option<f64> {
    value.ok().filter(|&weight| weight > 0.0 && weight <= FIGURE_MAX)
}

/// A cost that counts.
pub(super) fn cost(value: f64) -> Value {
    if (0.0..=FIGURE_MAX).contains(&value) { Ok(value) } else { Err(Absence::Nil) }
}

/// A sum from zero: that of nothing is 0, not −0.
pub(super) fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// The groups there are, ascending: a group's rank is its place here.
pub(super) fn labels(groups: &[Option<u32>]) -> Vec<u32> {
    let mut labels: Vec<u32> = groups.iter().copied().flatten().collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}
