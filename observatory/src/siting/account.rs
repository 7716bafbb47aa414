//! What a choice of sites achieves, read from the problem itself and not from a solver: the figures of a
//! [`Solution`]. Refuses to know how the choice was made.

use super::exact::search::Outcome;
use super::problem::{Reading, Role, sum};
use super::{Solution, Status};
use crate::absence::{Absence, Value};

/// What each origin pays under a choice, and what it could.
pub(super) struct Account<'r, 'a> {
    reading: &'r Reading<'a>,
    open: Vec<bool>,
}

impl<'r, 'a> Account<'r, 'a> {
    /// With those columns of the times open besides the existing ones.
    pub(super) fn of(reading: &'r Reading<'a>, opened: &[u32]) -> Self {
        let open = reading.candidates.iter().map(|site| opened.binary_search(site).is_ok()).collect();
        Self { reading, open }
    }

    /// The cost of the nearest open site.
    fn cost(&self, origin: u32) -> Option<f64> {
        let is_open = |role| match role {
            Role::Existing => true,
            Role::Candidate(column) => self.open[column as usize],
            Role::Closed => false,
        };
        let open = self.reading.choices(origin).filter(|(role, _)| is_open(*role)).map(|(_, cost)| cost);
        open.reduce(f64::min)
    }

    /// The demand and cost of each origin that is served, in row order.
    pub(super) fn costs(&self) -> impl Iterator<Item = (f64, Option<f64>)> {
        self.reading.rows.iter().map(|&(origin, weight)| (weight, self.cost(origin)))
    }

    /// The demand served at that cost or less.
    pub(super) fn served(&self, within: f64) -> f64 {
        sum(self.costs().filter(|(_, cost)| cost.is_some_and(|cost| cost <= within)).map(|(weight, _)| weight))
    }

    /// The demand that no site, open or not, can serve at that cost or less.
    pub(super) fn unreachable(&self, within: f64) -> f64 {
        let reached = |origin| self.reading.choices(origin).any(|(_, cost)| cost <= within);
        sum(self.reading.rows.iter().filter(|(origin, _)| !reached(*origin)).map(|(_, weight)| *weight))
    }

    /// The solution these figures make.
    pub(super) fn solution(&self, status: Status, opened: Vec<u32>, within: f64, figures: (Value, Value)) -> Solution {
        Solution {
            status,
            opened,
            objective: figures.0,
            bound: figures.1,
            demand: self.reading.demand,
            served: self.served(within),
            unreachable: self.unreachable(within),
            unknown: self.reading.unknown,
        }
    }
}

/// The word for how a search ended.
pub(super) fn status(outcome: &Outcome) -> Status {
    match outcome {
        Outcome { cancelled: true, .. } => Status::Cancelled,
        Outcome { proven: false, .. } => Status::Bounded,
        Outcome { sites: None, .. } => Status::Infeasible,
        Outcome { .. } => Status::Optimal,
    }
}

/// A bound, if it says anything.
pub(super) fn known(bound: f64) -> Value {
    if bound.is_finite() { Ok(bound) } else { Err(Absence::Nil) }
}
