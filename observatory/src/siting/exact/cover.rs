//! Covers: the fewest columns that meet every row, or whether so many can (Toregas, Swain, ReVelle & Bergman 1971). Reduced,
//! then a local search, then the linear bound; HiGHS only if the two differ. Refuses to know what a row is.

use highs::{RowProblem, Sense};

use super::highs::{Ended, persist, run};
use crate::siting::heuristic::cover::few;
use crate::siting::reduce::{Reduced, reduced};
use crate::siting::{Budget, Effort};

/// Rounding of the linear bound.
const ROUNDING: f64 = 1e-6;

/// The fewest columns found that meet every row.
#[derive(Debug, Clone)]
pub(in crate::siting) struct Fewest {
    /// Ascending.
    pub(in crate::siting) columns: Vec<u32>,
    /// No cover has fewer.
    pub(in crate::siting) bound: usize,
    pub(in crate::siting) cancelled: bool,
}

/// Whether so many columns can meet every row.
#[derive(Debug, Clone)]
pub(in crate::siting) enum Verdict {
    /// They can: these do, ascending.
    Found(Vec<u32>),
    /// They cannot.
    Impossible,
    /// Not known: stopped by the caller (`true`) or by the limits of the budget.
    Unknown(bool),
}

/// The fewest columns that meet every row; `None` if a row has none.
pub(in crate::siting) fn fewest(rows: Vec<Vec<u32>>, columns: usize, budget: &Budget<'_>) -> Option<Fewest> {
    let left = reduced(rows, columns)?;
    let mut found = few(&left.rows, columns, 0, budget);
    let (mut bound, mut cancelled) = (0, !(budget.keep_going)());
    if !left.rows.is_empty() && !cancelled {
        bound = linear_bound(&left.rows, columns, budget);
        if bound < found.len() && budget.effort == Effort::Exact {
            let problem = model(&left.rows, columns, 1.0, None, true);
            let start: Vec<f64> = (0u32..).zip(0..columns).map(|(column, _)| flag(&found, column)).collect();
            let (run, stopped) = persist(&problem, Sense::Minimise, budget, Some(&start));
            cancelled = stopped && run.ended != Ended::Proven;
            let better = chosen(&run.columns);
            if meets(&left.rows, &better) && better.len() < found.len() {
                found = better;
            }
            bound = if run.ended == Ended::Proven { found.len() } else { bound.max(whole(run.bound)).min(found.len()) };
        }
    }
    let bound = bound + left.chosen.len();
    Some(Fewest { columns: with(&left, found), bound, cancelled })
}

/// Whether `most` columns can meet every row.
pub(in crate::siting) fn within(rows: Vec<Vec<u32>>, columns: usize, most: usize, budget: &Budget<'_>) -> Verdict {
    let Some(left) = reduced(rows, columns) else { return Verdict::Impossible };
    let Some(most) = most.checked_sub(left.chosen.len()) else { return Verdict::Impossible };
    let found = few(&left.rows, columns, most, budget);
    if found.len() <= most {
        return Verdict::Found(with(&left, found));
    }
    if !(budget.keep_going)() {
        return Verdict::Unknown(true);
    }
    if linear_bound(&left.rows, columns, budget) > most {
        return Verdict::Impossible;
    }
    if budget.effort == Effort::Quick {
        return Verdict::Unknown(false);
    }
    let (run, stopped) = persist(&model(&left.rows, columns, 0.0, Some(most), true), Sense::Minimise, budget, None);
    let found = chosen(&run.columns);
    if meets(&left.rows, &found) && found.len() <= most {
        return Verdict::Found(with(&left, found));
    }
    if run.ended == Ended::Impossible { Verdict::Impossible } else { Verdict::Unknown(stopped) }
}

/// The columns the reduction had to choose, and those.
fn with(left: &Reduced, found: Vec<u32>) -> Vec<u32> {
    let mut columns = left.chosen.clone();
    columns.extend(found);
    columns.sort_unstable();
    columns
}

/// Whether each row has one of the columns (ascending).
fn meets(rows: &[Vec<u32>], columns: &[u32]) -> bool {
    rows.iter().all(|row| row.iter().any(|column| columns.binary_search(column).is_ok()))
}

fn flag(columns: &[u32], column: u32) -> f64 {
    f64::from(u8::from(columns.binary_search(&column).is_ok()))
}

/// The columns a solver has set.
pub(in crate::siting) fn chosen(values: &[f64]) -> Vec<u32> {
    (0u32..).zip(values).filter(|(_, value)| **value > 0.5).map(|(column, _)| column).collect()
}

/// The least whole number above a bound.
fn whole(bound: f64) -> usize {
    if bound.is_finite() && bound > 0.0 { (bound - ROUNDING).ceil() as usize } else { 0 }
}

/// The linear bound on the number of columns.
fn linear_bound(rows: &[Vec<u32>], columns: usize, budget: &Budget<'_>) -> usize {
    let run = run(model(rows, columns, 1.0, None, false), Sense::Minimise, None, budget, None);
    if run.ended == Ended::Proven { whole(run.bound) } else { usize::from(!rows.is_empty()) }
}

/// `min cost · Σx` where every row has an open column, and at most so many are.
fn model(rows: &[Vec<u32>], columns: usize, cost: f64, most: Option<usize>, whole: bool) -> RowProblem {
    let mut problem = RowProblem::new();
    let used = {
        let mut used = vec![false; columns];
        rows.iter().flatten().for_each(|&column| used[column as usize] = true);
        used
    };
    let upper = |used: bool| if used { 1.0 } else { 0.0 };
    let x: Vec<_> =
        used.iter().map(|&used| problem.add_column_with_integrality(cost, 0.0..=upper(used), whole)).collect();
    for row in rows {
        problem.add_row(1.0.., row.iter().map(|&column| (x[column as usize], 1.0)));
    }
    if let Some(most) = most {
        problem.add_row(..=most as f64, x.iter().map(|&x| (x, 1.0)));
    }
    problem
}
