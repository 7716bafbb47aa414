//! What becomes of everyone when one site opens, closes or moves, while a hand moves it on the map. Refuses to know what is
//! best: it follows.

use super::Problem;
use super::problem::{cost, demand, labels, sum};
use crate::absence::{Absence, Value, at};
use crate::travel::Times;

/// Who serves an origin, and at what cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Served {
    /// Column of the times; of two as near, the lowest.
    pub site: u32,
    /// Its cost, in the unit of the times.
    pub cost: f64,
}

/// What a set of sites is judged by: the objective of each measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal<'g> {
    /// Demand at this cost or less: [`mclp`](super::mclp()), [`lscp`](super::lscp()). The more the better.
    Covered(f64),
    /// Sum of demand × cost, with the ceiling of [`p_median`](super::p_median()) if there is one. The less the better.
    Cost(Option<f64>),
    /// Cost of the farthest: [`p_center`](super::p_center()). The less the better.
    Farthest,
    /// Least covered share of the groups of the origins: [`max_min`](super::max_min()). The more the better.
    LeastShare(f64, &'g [Option<u32>]),
}

impl Goal<'_> {
    /// How much better `after` is than `before`.
    pub(super) fn gain(self, before: Value, after: Value) -> Value {
        let (before, after) = (before?, after?);
        Ok(match self {
            Goal::Covered(_) | Goal::LeastShare(..) => after - before,
            Goal::Cost(_) | Goal::Farthest => before - after,
        })
    }

    /// The cost up to which a site serves.
    pub(super) const fn within(self) -> f64 {
        match self {
            Goal::Covered(within) | Goal::LeastShare(within, _) => within,
            Goal::Cost(_) | Goal::Farthest => f64::INFINITY,
        }
    }
}

/// The nearest open site of every origin, kept up to date site by site.
///
/// Shape: one [`Served`] per origin. Missing values: as in [`Problem`]; an origin without demand is served like another and
/// weighs nothing. Any column of the times may be opened or closed, existing sites included: it is a question, not a plan.
/// Checked against the literal twin (everything anew) after each move: same bits. Cost: opening reads the pairs of that site;
/// closing also reads the pairs of the origins it served; a goal is one sum over the origins, in row order.
///
/// ```
/// use lanterne_observatory::siting::{Goal, Problem, WhatIf};
/// use lanterne_observatory::travel::Times;
/// let minutes = [vec![(0, 5.0), (1, 40.0)], vec![(0, 25.0), (1, 8.0)], vec![(1, 12.0)]];
/// let times = Times::from_rows(2, minutes.into_iter().map(Ok).collect());
/// let problem = Problem { demand: &[Ok(900.0), Ok(300.0), Ok(400.0)], times: &times, existing: &[0], allowed: None };
/// let mut what_if = WhatIf::new(&problem, &[]);
/// assert_eq!(what_if.value(Goal::Covered(15.0)), Ok(900.0));
/// assert_eq!(what_if.move_site(0, 1), [0, 1, 2], "the origins whose site or cost has changed");
/// assert_eq!(what_if.value(Goal::Covered(15.0)), Ok(700.0));
/// ```
#[derive(Debug, Clone)]
pub struct WhatIf<'a> {
    times: &'a Times,
    by_site: Times,
    weights: Vec<Option<f64>>,
    /// The least cost at which a site, existing or allowed, could serve each origin.
    possible: Vec<f64>,
    open: Vec<bool>,
    served: Vec<Option<Served>>,
}

impl<'a> WhatIf<'a> {
    /// With the existing sites and those open.
    #[must_use]
    pub fn new(problem: &Problem<'a>, opened: &[u32]) -> Self {
        let times = problem.times;
        let reading = super::problem::Reading::of(problem);
        let mut possible = vec![f64::INFINITY; times.origins()];
        for (origin, least) in (0u32..).zip(&mut possible) {
            *least = reading.choices(origin).map(|(_, cost)| cost).fold(f64::INFINITY, f64::min);
        }
        let weight = |row| demand(at(problem.demand, row)).filter(|_| times.of(row).is_ok());
        let mut what_if = Self {
            times,
            by_site: times.by_site(),
            weights: (0..times.origins()).map(weight).collect(),
            possible,
            open: vec![false; times.sites()],
            served: vec![None; times.origins()],
        };
        for &site in problem.existing.iter().chain(opened) {
            what_if.open(site);
        }
        what_if
    }

    /// Who serves each origin; `None`: nobody, or its travel is not known.
    #[must_use]
    pub fn served(&self) -> &[Option<Served>] {
        &self.served
    }

    /// Opens a site. The origins it now serves, ascending.
    pub fn open(&mut self, site: u32) -> Vec<u32> {
        match self.open.get_mut(site as usize) {
            Some(open) if !*open => *open = true,
            _ => return Vec::new(),
        }
        let Ok((origins, costs)) = self.by_site.of(site as usize) else { return Vec::new() };
        let mut changed = Vec::new();
        for (&origin, &minutes) in origins.iter().zip(costs) {
            let (Ok(cost), Some(served)) = (cost(minutes), self.served.get_mut(origin as usize)) else { continue };
            if served.is_none_or(|now| (cost, site) < (now.cost, now.site)) {
                *served = Some(Served { site, cost });
                changed.push(origin);
            }
        }
        changed
    }

    /// Closes a site. The origins it served, ascending.
    pub fn close(&mut self, site: u32) -> Vec<u32> {
        match self.open.get_mut(site as usize) {
            Some(open) if *open => *open = false,
            _ => return Vec::new(),
        }
        let Ok((origins, _)) = self.by_site.of(site as usize) else { return Vec::new() };
        let mut changed = Vec::new();
        for &origin in origins {
            if self.served.get(origin as usize).is_some_and(|served| served.is_some_and(|now| now.site == site)) {
                self.served[origin as usize] = self.nearest(origin);
                changed.push(origin);
            }
        }
        changed
    }

    /// Closes one site and opens another. The origins whose site or cost has changed, ascending.
    pub fn move_site(&mut self, from: u32, to: u32) -> Vec<u32> {
        let mut changed = self.close(from);
        changed.extend(self.open(to));
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    fn nearest(&self, origin: u32) -> Option<Served> {
        let (sites, costs) = self.times.of(origin as usize).ok()?;
        let open = sites.iter().zip(costs).filter(|(site, _)| self.open.get(**site as usize) == Some(&true));
        let served = open.filter_map(|(&site, &minutes)| Some(Served { site, cost: cost(minutes).ok()? }));
        served.reduce(|best, next| if next.cost < best.cost { next } else { best })
    }

    /// What the open sites achieve. Nil: someone whom a site could reach is served by none (cost, farthest), or there is
    /// nobody to serve (least share).
    pub fn value(&self, goal: Goal<'_>) -> Value {
        match goal {
            Goal::Covered(within) => Ok(self.demand(|served| served.cost <= within)),
            Goal::Cost(beyond) => self.cost(beyond.and_then(|most| cost(most).ok())),
            Goal::Farthest => {
                let costs: Option<Vec<f64>> = self.reachable().map(|(_, served)| Some(served?.cost)).collect();
                costs.map(|costs| costs.into_iter().fold(0.0, f64::max)).ok_or(Absence::Nil)
            }
            Goal::LeastShare(within, groups) => self.least_share(within, groups),
        }
    }

    /// The demand whose nearest open site is as asked.
    pub(super) fn demand(&self, is: impl Fn(Served) -> bool) -> f64 {
        let rows = self.weights.iter().zip(&self.served);
        sum(rows.filter_map(|(weight, served)| weight.filter(|_| served.is_some_and(&is))))
    }

    /// The demands that some site could reach.
    fn reachable(&self) -> impl Iterator<Item = (f64, Option<Served>)> {
        let rows = self.weights.iter().zip(&self.served).zip(&self.possible);
        rows.filter(|(_, possible)| possible.is_finite())
            .filter_map(|((weight, served), _)| Some(((*weight)?, *served)))
    }

    fn cost(&self, beyond: Option<f64>) -> Value {
        let Some(most) = beyond else {
            let costs: Option<Vec<f64>> =
                self.reachable().map(|(weight, served)| Some(weight * served?.cost)).collect();
            return costs.map(|costs| sum(costs.into_iter())).ok_or(Absence::Nil);
        };
        let rows = self.weights.iter().zip(&self.served);
        let costs =
            rows.filter_map(|(weight, served)| Some((*weight)? * served.map_or(most, |now| now.cost.min(most))));
        Ok(sum(costs))
    }

    fn least_share(&self, within: f64, groups: &[Option<u32>]) -> Value {
        let labels = labels(groups);
        let (mut whole, mut covered) = (vec![0.0; labels.len()], vec![0.0; labels.len()]);
        for ((weight, served), (possible, group)) in
            self.weights.iter().zip(&self.served).zip(self.possible.iter().zip(groups))
        {
            let Some((weight, group)) = weight.zip(group.and_then(|group| labels.binary_search(&group).ok())) else {
                continue;
            };
            if *possible <= within {
                whole[group] += weight;
                covered[group] += if served.is_some_and(|now| now.cost <= within) { weight } else { 0.0 };
            }
        }
        let shares =
            whole.iter().zip(&covered).filter(|(whole, _)| **whole > 0.0).map(|(whole, covered)| covered / whole);
        shares.reduce(f64::min).ok_or(Absence::Nil)
    }
}
