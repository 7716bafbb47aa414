//! What each proposed site brings: opened in its turn, and if it alone were given up. Refuses to know how the sites were
//! chosen: any plan can be read so.

use super::{Goal, Problem, WhatIf};
use crate::absence::Value;

/// What one site brings to a plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gain {
    /// Column of the times.
    pub site: u32,
    /// Its place in the order of opening in which each next site brings most, from 1.
    pub order: u32,
    /// What it brings in its turn, in the unit of the goal. The turns add up to what the plan brings. Nil: before or after
    /// it, someone whom a site could reach is served by none.
    pub step: Value,
    /// What would be lost if it alone were not opened. Nil: someone would be served by none.
    pub lost: Value,
    /// Demand that no other open site serves (within the threshold, where the goal has one).
    pub only: f64,
}

/// What each site of a plan brings, in the order given; ties go to the lowest site.
///
/// Shape: one per site of `opened`. Unit: that of the goal. Where a step serves someone who was not served, the site that
/// serves the most demand comes first. Checked against the literal twin (every subset anew, for every goal). Cost: as many [`WhatIf`] moves as
/// the square of the number of sites.
///
/// ```
/// use lanterne_observatory::siting::{Goal, Problem, gains};
/// use lanterne_observatory::travel::Times;
/// let minutes = [vec![(0, 5.0), (1, 40.0)], vec![(0, 15.0), (1, 8.0)], vec![(1, 12.0)]];
/// let times = Times::from_rows(2, minutes.into_iter().map(Ok).collect());
/// let problem = Problem { demand: &[Ok(900.0), Ok(300.0), Ok(400.0)], times: &times, existing: &[], allowed: None };
/// let gains = gains(&problem, &[0, 1], Goal::Covered(15.0));
/// assert_eq!((gains[0].order, gains[0].step, gains[0].lost), (1, Ok(1_200.0), Ok(900.0)));
/// assert_eq!((gains[1].order, gains[1].step, gains[1].lost), (2, Ok(400.0), Ok(400.0)));
/// ```
#[must_use]
pub fn gains(problem: &Problem<'_>, opened: &[u32], goal: Goal<'_>) -> Vec<Gain> {
    let mut plan = WhatIf::new(problem, opened);
    let whole = plan.value(goal);
    let within = goal.within();
    let new = |site: &u32| !problem.existing.contains(site);
    let mut gains: Vec<Gain> = Vec::with_capacity(opened.len());
    for &site in opened {
        let with = plan.demand(|served| served.cost <= within);
        let (lost, only) = if new(&site) {
            plan.close(site);
            let lost = (goal.gain(plan.value(goal), whole), with - plan.demand(|served| served.cost <= within));
            plan.open(site);
            lost
        } else {
            (Ok(0.0), 0.0)
        };
        gains.push(Gain { site, order: 0, step: Ok(0.0), lost, only });
    }
    let mut left: Vec<u32> = opened.iter().copied().filter(new).collect();
    left.sort_unstable();
    left.dedup();
    let mut now = WhatIf::new(problem, &[]);
    let mut order = 0;
    while let Some((place, step)) = next(&mut now, &left, goal) {
        let site = left.remove(place);
        now.open(site);
        order += 1;
        for gain in gains.iter_mut().filter(|gain| gain.site == site) {
            (gain.order, gain.step) = (order, step);
        }
    }
    gains
}

/// The site to open next, by its place among those left, and what it brings.
fn next(now: &mut WhatIf<'_>, left: &[u32], goal: Goal<'_>) -> Option<(usize, Value)> {
    let before = now.value(goal);
    let mut best: Option<(usize, Value, (f64, f64))> = None;
    for (place, &site) in left.iter().enumerate() {
        now.open(site);
        let after = now.value(goal);
        let step = goal.gain(before, after);
        // Without a figure to compare, the demand served decides, then the figure it leads to.
        let merit = match (step, after) {
            (Ok(step), _) => (f64::INFINITY, step),
            (Err(_), after) => (now.demand(|_| true), goal.gain(Ok(0.0), after).unwrap_or(0.0)),
        };
        now.close(site);
        if best.is_none_or(|(_, _, most)| merit > most) {
            best = Some((place, step, merit));
        }
    }
    best.map(|(place, step, _)| (place, step))
}
