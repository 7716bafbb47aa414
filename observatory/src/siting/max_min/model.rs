//! The two integer programmes of max–min: the least share, then the most demand at that share.

use highs::{RowProblem, Sense};

use super::plan::{Plan, Score};
use crate::siting::Budget;
use crate::siting::exact::highs::{Run, persist};

/// Two shares closer than this are one: the tolerance of the solver on its constraints.
pub(super) const ROUNDING: f64 = 1e-6;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The least share.
    Least,
    /// The demand covered, none of the shares below the least one found.
    Most,
}

/// Runs one of the two, from the best choice known. Columns: the candidates first.
pub(super) fn run(plan: &Plan, stage: Stage, best: &[u32], score: &Score, budget: &Budget<'_>) -> (Run, bool) {
    let mut problem = RowProblem::new();
    let mut start = Vec::new();
    let is_open = |column: &u32| best.binary_search(column).is_ok();
    let most = plan.groups.iter().map(|group| group.whole).fold(0.0, f64::max);
    let x: Vec<_> = (0u32..)
        .zip(0..plan.columns)
        .map(|(column, _)| {
            start.push(f64::from(u8::from(is_open(&column))));
            problem.add_integer_column(0.0, 0.0..=1.0)
        })
        .collect();
    let mut shares: Vec<Vec<_>> = vec![Vec::new(); plan.groups.len()];
    for row in &plan.rows {
        let worth = if stage == Stage::Most { row.weight / most } else { 0.0 };
        let y = problem.add_column(worth, 0.0..=1.0);
        start.push(f64::from(u8::from(row.columns.iter().any(is_open))));
        let covers = row.columns.iter().map(|&column| (x[column as usize], 1.0));
        problem.add_row(0.0.., covers.chain([(y, -1.0)]));
        shares[row.group].push((y, row.weight / plan.groups[row.group].whole));
    }
    let least = problem.add_column(if stage == Stage::Least { 1.0 } else { 0.0 }, 0.0..=1.0);
    start.push(score.least);
    for (group, mut share) in plan.groups.iter().zip(shares).filter(|(group, _)| group.whole > 0.0) {
        let already = group.already / group.whole;
        if stage == Stage::Least {
            share.push((least, -1.0));
            problem.add_row(-already.., share);
        } else {
            problem.add_row(score.least - already - 1e-9.., share);
        }
    }
    problem.add_row(..=plan.open as f64, x.iter().map(|&x| (x, 1.0)));
    persist(&problem, Sense::Maximise, budget, Some(&start))
}
