//! The only door to HiGHS (Huangfu & Hall 2018): silent, on one thread, with a fixed seed and no tolerated gap, so that the
//! same problem gives the same answer anywhere. Refuses to know what the columns mean.
//!
//! HiGHS cannot be interrupted without unsafe code, which the workspace refuses: it is run under a limit of nodes that grows,
//! and the caller is asked between two runs.

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
    /// Stopped by a limit, or by a difficulty of its own.
    Stopped,
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

/// What a run may spend.
#[derive(Debug, Clone, Copy)]
pub(in crate::siting) struct Limits {
    pub(in crate::siting) nodes: Option<i32>,
    pub(in crate::siting) seconds: Option<f64>,
}

/// Runs HiGHS once, from a known solution if there is one.
pub(in crate::siting) fn run(problem: RowProblem, sense: Sense, limits: Limits, start: Option<&[f64]>) -> Run {
    let worst = if sense == Sense::Maximise { f64::INFINITY } else { f64::NEG_INFINITY };
    let stopped = Run { ended: Ended::Stopped, columns: Vec::new(), bound: worst };
    let Ok(mut model) = problem.try_optimise(sense) else { return stopped };
    model.make_quiet();
    if !configure(&mut model, limits) {
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

fn configure(model: &mut Model, limits: Limits) -> bool {
    let nodes = limits.nodes.is_none_or(|nodes| model.try_set_option("mip_max_nodes", nodes).is_ok());
    let seconds = limits.seconds.filter(|seconds| *seconds >= 0.0);
    let time = seconds.is_none_or(|seconds| model.try_set_option("time_limit", seconds).is_ok());
    nodes
        && time
        && model.try_set_option("threads", 1).is_ok()
        && model.try_set_option("parallel", "off").is_ok()
        && model.try_set_option("random_seed", 0).is_ok()
        && model.try_set_option("mip_rel_gap", 0.0).is_ok()
        && model.try_set_option("mip_abs_gap", 0.0).is_ok()
}

/// Runs HiGHS under ever wider limits of nodes until it has proven its answer, or the caller stops it.
pub(in crate::siting) fn persist(
    problem: &RowProblem,
    sense: Sense,
    budget: &Budget<'_>,
    start: Option<&[f64]>,
) -> (Run, bool) {
    let mut nodes = FIRST_NODES;
    let mut start = start.map(<[f64]>::to_vec);
    loop {
        let limits = Limits { nodes: Some(nodes), seconds: budget.solver_s };
        let run = run(problem.clone(), sense, limits, start.as_deref());
        let going = (budget.keep_going)();
        if run.ended != Ended::Stopped || !going || nodes == i32::MAX || budget.solver_s.is_some() {
            return (run, !going);
        }
        nodes = nodes.saturating_mul(MORE_NODES);
        if !run.columns.is_empty() {
            start = Some(run.columns);
        }
    }
}
