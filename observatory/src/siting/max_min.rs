//! The least served group served as well as can be.

use super::account::{Account, known};
use super::exact::highs::Ended;
use super::problem::Reading;
use super::{Budget, Effort, Problem, Solution, Status};
use crate::Absence;

mod model;
mod plan;

use plan::Plan;

/// Max–min covering: `open` sites besides the existing ones, so that the group least covered within `within` is covered as
/// well as possible; among such choices, the one that covers the most demand.
///
/// `max min_g (Σ_{i∈g} wᵢ yᵢ) / (Σ_{i∈g} wᵢ)`, `yᵢ` as in [`mclp`](super::mclp()): the maximin of Rawls (1971) over covered
/// shares, "robust" choice of Krause, McMahan, Guestrin & Gupta (2008, JMLR 9), "group fairness" of Tsang et al. (2019, IJCAI).
/// [`p_center`](super::p_center()) asks the same of every single demand; here a group (an EPCI, a department) is judged by its
/// share, and none is left out to serve the many.
///
/// `groups[origin]` is the group of each origin, `None` or beyond the slice: it takes no part. Unit of the objective: a share
/// of what some site could cover in the group, 0 to 1; what none could is [`Solution::unreachable`], and a group that no site
/// can cover at all takes no part. Nil where there is no group. [`Status::Optimal`] is said of the least share and of the
/// demand covered by such a choice.
///
/// Checked against the literal twin (every choice), exact on small problems; no program of the peers has this measure. Cost:
/// heuristic, `open · candidates · groups` a swap, with a bound that is loose (each group by itself); exact, two integer
/// programmes by HiGHS, whose linear bound is loose too: a region by 90 groups was not proven in two minutes, so that
/// [`Budget::seconds_left`] is wise.
///
/// ```
/// use lanterne_observatory::siting::{Budget, Problem, max_min};
/// use lanterne_observatory::travel::Times;
/// let minutes = [vec![(0, 5.0)], vec![(0, 9.0), (1, 8.0)], vec![(1, 12.0), (2, 3.0)]];
/// let times = Times::from_rows(3, minutes.into_iter().map(Ok).collect());
/// let problem = Problem { demand: &[Ok(900.0), Ok(300.0), Ok(400.0)], times: &times, existing: &[], allowed: None };
/// let found = max_min(&problem, 15.0, &[Some(0), Some(0), Some(1)], 1, &Budget::exact());
/// assert_eq!((found.opened, found.objective), (vec![1], Ok(0.25)), "a quarter of the first group, all of the second");
/// ```
#[must_use]
pub fn max_min(
    problem: &Problem<'_>,
    within: f64,
    groups: &[Option<u32>],
    open: usize,
    budget: &Budget<'_>,
) -> Solution {
    let mut reading = Reading::of(problem);
    reading.keep(|origin| groups.get(origin as usize).copied().flatten().is_some());
    let plan = Plan::of(&reading, within, groups, open);
    let (found, end) = solve(&plan, budget);
    let opened: Vec<u32> = found.iter().map(|&column| reading.candidates[column as usize]).collect();
    let account = Account::of(&reading, &opened);
    let share = plan.score(&found).map_or(Err(Absence::Nil), |score| Ok(score.least));
    let bound = match (share, end.status) {
        (Err(absence), _) => Err(absence),
        (Ok(share), Status::Optimal) => Ok(share),
        (Ok(share), _) => known(end.bound.max(share)),
    };
    account.solution(end.status, opened, within, (share, bound))
}

/// How the search ended.
struct End {
    status: Status,
    bound: f64,
}

fn solve(plan: &Plan, budget: &Budget<'_>) -> (Vec<u32>, End) {
    let mut best = plan.choose(budget.keep_going);
    let Some(mut score) = plan.score(&best) else { return (Vec::new(), End { status: Status::Optimal, bound: 0.0 }) };
    let mut bound = plan.bound();
    if !(budget.keep_going)() {
        return (best, End { status: Status::Cancelled, bound });
    }
    if budget.effort == Effort::Quick {
        return (best, End { status: Status::Bounded, bound });
    }
    for stage in [model::Stage::Least, model::Stage::Most] {
        let (run, stopped) = model::run(plan, stage, &best, &score, budget);
        let found = plan.chosen(&run.columns);
        if let Some(other) = plan.score(&found).filter(|other| *other > score) {
            (best, score) = (found, other);
        }
        if run.ended != Ended::Proven {
            let status = if stopped { Status::Cancelled } else { Status::Bounded };
            if stage == model::Stage::Least {
                bound = bound.min(run.bound);
            }
            return (best, End { status, bound });
        }
        // A proof that contradicts what the choice achieves is a difficulty of the solver, and no proof.
        bound = if stage == model::Stage::Least { run.bound } else { bound };
        if score.least < bound - model::ROUNDING {
            return (best, End { status: Status::Bounded, bound });
        }
    }
    (best, End { status: Status::Optimal, bound })
}
