//! The most demand within a threshold.

use super::account::{Account, known, status};
use super::exact::search::least;
use super::instance::Instance;
use super::problem::Reading;
use super::{Budget, Problem, Solution};

/// Maximal covering location: `open` sites besides the existing ones, so that the most demand has a site at `within` or less.
///
/// `max Σ wᵢ yᵢ`, `yᵢ ≤ Σ xⱼ` over the sites within the threshold of `i`, `Σ xⱼ ≤ open` (Church & ReVelle 1974, Papers of the
/// Regional Science Association 32). Unit: that of the demand; the threshold is inclusive, in the unit of the times. A demand
/// beyond the threshold of every site is [`Solution::unreachable`]; one that an existing site covers counts in the objective.
/// `NaN` covers nobody.
///
/// Checked against `spopt.locate.MCLP` (spopt 0.7.0), with and without predefined sites, and the proven optimum of
/// Hauts-de-France (3 808 × 400, 20 sites): exact. Cost: proportional to the pairs within the threshold for each of some
/// hundred steps; what it cannot settle goes to HiGHS. That problem of Hauts-de-France: proven in 0.6 s of processor, 99.78 % in 0.04 s.
///
/// ```
/// use lanterne_observatory::siting::{Budget, Problem, Status, mclp};
/// use lanterne_observatory::travel::Times;
/// let minutes = [vec![(0, 5.0), (1, 40.0)], vec![(0, 25.0), (1, 8.0)], vec![(1, 12.0)]];
/// let times = Times::from_rows(2, minutes.into_iter().map(Ok).collect());
/// let problem = Problem { demand: &[Ok(900.0), Ok(300.0), Ok(400.0)], times: &times, existing: &[], allowed: None };
/// let found = mclp(&problem, 15.0, 1, &Budget::exact());
/// assert_eq!((found.status, found.opened, found.objective), (Status::Optimal, vec![0], Ok(900.0)));
/// ```
#[must_use]
pub fn mclp(problem: &Problem<'_>, within: f64, open: usize, budget: &Budget<'_>) -> Solution {
    let reading = Reading::of(problem);
    let outcome = least(&Instance::covering(&reading, within, open), budget);
    let opened = outcome.sites.clone().unwrap_or_default();
    let account = Account::of(&reading, &opened);
    let covered = account.served(within);
    let bound = if outcome.proven { covered } else { (reading.demand - outcome.bound).max(covered) };
    account.solution(status(&outcome), opened, within, (Ok(covered), known(bound)))
}
