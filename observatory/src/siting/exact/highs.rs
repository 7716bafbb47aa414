//! The only door to HiGHS (Huangfu & Hall 2018): silent, on one thread, with a fixed seed and no tolerated gap, so that the
//! same problem gives the same answer anywhere. Refuses to know what the columns mean.
//!
//! HiGHS cannot be interrupted without unsafe code, which the workspace refuses: it is run under a limit of nodes that grows,
//! and the caller is asked between two runs, whether to go on and how many seconds are left.

use highs::{HighsModelStatus, HighsSolutionStatus, Model, RowProblem, Sense};

use crate::siting::Budget;

/// Nodes of the first run of [`persist`].
const FIRST_NODES: i32 = 200;
/// How many times more for each next run.
const MORE_NODES: i32 = 8;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::siting) enum Ended {
    /// The optimum, proven.
    Proven,
    /// There is no solution.
    Impossible,
    /// Stopped by its limit of nodes, or by a difficulty of its own.
    Stopped,
    /// The seconds are over.
    OutOfTime,
}

/// What a run leaves.
#[derive(Debug, Clone)]
pub(in crate::siting) struct Run {
    pub(in crate::siting) ended: Ended,
    /// The value of each column; empty if none was found.
    pub(in crate::siting) columns: Vec<f64>,
    /// What no solution does better than.
    pub(in crate::siting) bound: f64,
}

/// Runs HiGHS once, from a known solution if there is one, under a limit of nodes and within the seconds the budget has left.
pub(in crate::siting) fn run(
    problem: RowProblem,
    sense: Sense,
    nodes: Option<i32>,
    budget: &Budget<'_>,
    start: Option<&[f64]>,
) -> Run {
    let worst = if sense == Sense::Maximise { f64::INFINITY } else { f64::NEG_INFINITY };
    let stopped = Run { ended: Ended::Stopped, columns: Vec::new(), bound: worst };
    let seconds = budget.seconds_left.map(|left| left());
    // HiGHS looks at its clock now and then only: with nothing left it would still begin.
    if seconds.is_some_and(|seconds| seconds <= 0.0) {
        return Run { ended: Ended::OutOfTime, ..stopped };
    }
    let Ok(mut model) = problem.try_optimise(sense) else { return stopped };
    model.make_quiet();
    if !configure(&mut model, nodes, seconds) {
        return stopped;
    }
    if let Some(start) = start {
        // A start that HiGHS does not accept is only a start lost.
        let _ = model.try_set_solution(Some(start), None, None, None);
    }
    let Ok(solved) = model.try_solve() else { return stopped };
    let ended = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Ended::Proven,
        HighsModelStatus::Infeasible => Ended::Impossible,
        HighsModelStatus::ReachedTimeLimit => Ended::OutOfTime,
        _ => Ended::Stopped,
    };
    let found = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let columns = if found { solved.get_solution().columns().to_vec() } else { Vec::new() };
    let bound = match ended {
        Ended::Proven => solved.objective_value(),
        _ => solved.double_info_value(c"mip_dual_bound").unwrap_or(worst),
    };
    Run { ended, columns, bound }
}

fn configure(model: &mut Model, nodes: Option<i32>, seconds: Option<f64>) -> bool {
    let nodes = nodes.is_none_or(|nodes| model.try_set_option("mip_max_nodes", nodes).is_ok());
    let seconds = seconds.filter(|seconds| seconds.is_finite());
    let time = seconds.is_none_or(|seconds| model.try_set_option("time_limit", seconds).is_ok());
    nodes
        && time
        && model.try_set_option("threads", 1).is_ok()
        && model.try_set_option("parallel", "off").is_ok()
        && model.try_set_option("random_seed", 0).is_ok()
        && model.try_set_option("mip_rel_gap", 0.0).is_ok()
        && model.try_set_option("mip_abs_gap", 0.0).is_ok()
}

/// Runs HiGHS under ever wider limits of nodes until it has proven its answer, its time is over, or the caller stops it
/// (`true`).
pub(in crate::siting) fn persist(
    problem: &RowProblem,
    sense: Sense,
    budget: &Budget<'_>,
    start: Option<&[f64]>,
) -> (Run, bool) {
    let mut nodes = FIRST_NODES;
    let mut start = start.map(<[f64]>::to_vec);
    loop {
        let run = run(problem.clone(), sense, Some(nodes), budget, start.as_deref());
        let going = (budget.keep_going)();
        if run.ended != Ended::Stopped || !going || nodes == i32::MAX {
            return (run, !going);
        }
        nodes = nodes.saturating_mul(MORE_NODES);
        if !run.columns.is_empty() {
            start = Some(run.columns);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A market to split (Cornuéjols & Dawande 1999): customers shared so that each product is halved, missing as little as
    /// can be. Its linear bound is 0 and says nothing: only branching proves it.
    fn market(products: u32, customers: u32) -> RowProblem {
        let mut problem = RowProblem::new();
        let shared: Vec<_> = (0..customers).map(|_| problem.add_integer_column(0.0, 0.0..=1.0)).collect();
        for product in 0..products {
            let bought =
                |customer: u32| f64::from((customer * 7919 + product * 104_729 + customer * customer * 31) % 97);
            let missing = [1.0, -1.0].map(|sign| (problem.add_column(1.0, 0.0..), sign));
            let half = (0..customers).map(bought).sum::<f64>() / 2.0;
            let terms = (0..customers).zip(&shared).map(|(customer, &column)| (column, bought(customer)));
            problem.add_row(half..=half, terms.chain(missing));
        }
        problem
    }

    #[test]
    fn seconds_that_are_left_are_used_until_the_proof() {
        let asked = AtomicUsize::new(0);
        let seconds_left = || {
            asked.fetch_add(1, Ordering::Relaxed);
            600.0
        };
        let budget = Budget { seconds_left: Some(&seconds_left), ..Budget::exact() };
        let (run, stopped) = persist(&market(3, 18), Sense::Minimise, &budget, None);
        assert_eq!((run.ended, stopped), (Ended::Proven, false));
        assert!(asked.load(Ordering::Relaxed) > 1, "more nodes than a first run may use");
    }

    #[test]
    fn with_no_second_left_nothing_is_run() {
        let budget = Budget { seconds_left: Some(&|| 0.0), ..Budget::exact() };
        let (run, stopped) = persist(&market(1, 4), Sense::Minimise, &budget, None);
        assert_eq!((run.ended, stopped, run.columns.len(), run.bound), (Ended::OutOfTime, false, 0, f64::NEG_INFINITY));
    }

    #[test]
    fn whoever_waits_is_heard_between_two_runs() {
        let budget = Budget { keep_going: &|| false, ..Budget::exact() };
        let (run, stopped) = persist(&market(4, 40), Sense::Minimise, &budget, None);
        assert_eq!((run.ended, stopped), (Ended::Stopped, true));
    }
}
