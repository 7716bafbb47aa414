//! The fewest sites that serve everyone within a threshold.

use super::account::Account;
use super::exact::cover::fewest;
use super::instance::coverers;
use super::problem::Reading;
use super::{Budget, Problem, Solution, Status};

/// Location set covering: the fewest sites, besides the existing ones, so that every demand has a site at `within` or less.
///
/// `min Σ xⱼ`, `Σ xⱼ ≥ 1` over the sites within the threshold of each demand (Toregas, Swain, ReVelle & Bergman 1971, Operations
/// Research 19). Unit: sites to open. The threshold is inclusive. A demand beyond the threshold of every site takes no part:
/// it is declared [`Solution::unreachable`], and the others are still served.
///
/// Checked against `spopt.locate.LSCP` (spopt 0.7.0), with and without predefined sites: exact. Cost: the pairs within the
/// threshold, a few times, for what can be left out; then a linear programme; HiGHS only where search and bound
/// differ: 3 808 × 400 at 20 km, 42 sites and the bound 39 in 0.06 s, 41 proven in 30 s of processor. It is HiGHS that takes them:
/// [`Budget::seconds_left`] stops it.
///
/// ```
/// use lanterne_observatory::siting::{Budget, Problem, lscp};
/// use lanterne_observatory::travel::Times;
/// let minutes = [vec![(0, 5.0), (1, 40.0)], vec![(0, 25.0), (1, 8.0)], vec![(1, 12.0)]];
/// let times = Times::from_rows(2, minutes.into_iter().map(Ok).collect());
/// let problem = Problem { demand: &[Ok(900.0), Ok(300.0), Ok(400.0)], times: &times, existing: &[], allowed: None };
/// assert_eq!(lscp(&problem, 15.0, &Budget::exact()).objective, Ok(2.0));
/// assert_eq!(lscp(&problem, 40.0, &Budget::exact()).opened, [1]);
/// ```
#[must_use]
pub fn lscp(problem: &Problem<'_>, within: f64, budget: &Budget<'_>) -> Solution {
    let reading = Reading::of(problem);
    let rows = reading.rows.iter().filter_map(|&(origin, _)| coverers(&reading, origin, within));
    let rows: Vec<Vec<u32>> = rows.filter(|columns| !columns.is_empty()).collect();
    let Some(fewest) = fewest(rows, reading.candidates.len(), budget) else {
        return Solution::none(Status::Infeasible, reading.demand, reading.unknown);
    };
    let opened: Vec<u32> = fewest.columns.iter().map(|&column| reading.candidates[column as usize]).collect();
    let status = match (opened.len() == fewest.bound, fewest.cancelled) {
        (true, _) => Status::Optimal,
        (false, true) => Status::Cancelled,
        (false, false) => Status::Bounded,
    };
    let figures = (Ok(opened.len() as f64), Ok(fewest.bound as f64));
    Account::of(&reading, &opened).solution(status, opened, within, figures)
}
