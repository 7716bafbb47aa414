//! The one form MCLP and p-median share: open so many columns at the least sum, over rows, of the cheapest open column or of
//! the row's base, what it costs if none opens. A covered row costs nothing, an uncovered one its demand: MCLP is the
//! p-median of these costs. Refuses to know which of the two it is, and where rows came from.

use rayon::prelude::*;

use super::problem::{Reading, Role};
use super::reduce;

/// Rows handled by one task.
const ROWS_PER_TASK: usize = 64;

/// Rows of costs, cheapest first.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    /// The candidate of each column, ascending.
    pub(super) candidates: Vec<u32>,
    /// How many columns may open.
    pub(super) open: usize,
    /// Cost that no choice changes.
    pub(super) constant: f64,
    /// Cost of each row when none of its columns opens; infinite: one must.
    pub(super) base: Vec<f64>,
    starts: Vec<usize>,
    columns: Vec<u32>,
    costs: Vec<f64>,
}

/// What is known of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing.
    Free,
    /// No better choice opens it.
    Shut,
    /// Every better choice opens it.
    Open,
}

impl Instance {
    pub(super) fn empty(candidates: Vec<u32>, open: usize) -> Self {
        Self {
            open: open.min(candidates.len()),
            candidates,
            constant: 0.0,
            base: Vec::new(),
            starts: vec![0],
            columns: Vec::new(),
            costs: Vec::new(),
        }
    }

    /// The demand left uncovered, least. Rows with the same columns are merged, and dominated columns left out.
    pub(super) fn covering(reading: &Reading<'_>, within: f64, open: usize) -> Self {
        let mut rows: Vec<(Vec<u32>, f64)> = reading
            .rows
            .par_iter()
            .with_min_len(ROWS_PER_TASK)
            .filter_map(|&(origin, weight)| Some((coverers(reading, origin, within)?, weight)))
            .collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows.dedup_by(|next, row| {
            let same = next.0 == row.0;
            row.1 += if same { next.1 } else { 0.0 };
            same
        });
        let mut instance = Self::empty(reading.candidates.clone(), open);
        for (columns, weight) in rows {
            if columns.is_empty() {
                instance.constant += weight;
            } else {
                instance.push(columns.iter().map(|&column| (0.0, column)), weight);
            }
        }
        let sets: Vec<Vec<u32>> = (0..instance.rows()).map(|row| instance.row(row).0.to_vec()).collect();
        let dominated = reduce::dominated(&sets, instance.candidates.len());
        let fates: Vec<Fate> = dominated.iter().map(|&is| if is { Fate::Shut } else { Fate::Free }).collect();
        instance.shrunk(&fates).map_or(instance, |(shrunk, _)| shrunk)
    }

    /// The sum of demand × cost, least. `beyond` is what a demand costs at most, served or not; without it everyone whom a
    /// site can reach must be. Rows that no site reaches are left out.
    pub(super) fn serving(reading: &Reading<'_>, beyond: Option<f64>, open: usize, weighted: bool) -> Self {
        let row = |&(origin, weight): &(u32, f64)| {
            let weight = if weighted { weight } else { 1.0 };
            let mut base = beyond.map_or(f64::INFINITY, |most| weight * most);
            let mut options = Vec::new();
            for (role, cost) in reading.choices(origin) {
                match role {
                    Role::Existing => base = base.min(weight * cost),
                    Role::Candidate(column) => options.push((weight * cost, column)),
                    Role::Closed => {}
                }
            }
            options.retain(|&(cost, _)| cost < base);
            options.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            (options, base)
        };
        let rows: Vec<(Vec<(f64, u32)>, f64)> = reading.rows.par_iter().with_min_len(ROWS_PER_TASK).map(row).collect();
        let mut instance = Self::empty(reading.candidates.clone(), open);
        for (options, base) in rows {
            if !options.is_empty() {
                instance.push(options.into_iter(), base);
            } else if base.is_finite() {
                instance.constant += base;
            }
        }
        instance
    }

    /// Adds a row, its options ascending.
    pub(super) fn push(&mut self, options: impl Iterator<Item = (f64, u32)>, base: f64) {
        for (cost, column) in options {
            self.costs.push(cost);
            self.columns.push(column);
        }
        self.base.push(base);
        self.starts.push(self.columns.len());
    }

    pub(super) fn rows(&self) -> usize {
        self.base.len()
    }

    pub(super) fn row(&self, row: usize) -> (&[u32], &[f64]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.columns[range.clone()], &self.costs[range])
    }

    /// The least amount by which two choices can differ: 1 where all costs are whole and their sum is exact, 0 otherwise.
    pub(super) fn granularity(&self) -> f64 {
        let whole = |cost: &f64| cost.fract() == 0.0;
        let finite = self.base.iter().filter(|base| base.is_finite());
        let most: f64 = (0..self.rows())
            .map(|row| if self.base[row].is_finite() { self.base[row] } else { self.dearest(row) })
            .sum();
        let exact = self.constant + most < 2f64.powi(52);
        if exact && whole(&self.constant) && finite.clone().all(whole) && self.costs.iter().all(whole) {
            1.0
        } else {
            0.0
        }
    }

    /// The cost of the dearest option of a row.
    pub(super) fn dearest(&self, row: usize) -> f64 {
        self.row(row).1.last().copied().unwrap_or(0.0)
    }

    /// The cost of the cheapest option of a row: no choice makes it cost less.
    pub(super) fn cheapest(&self, row: usize) -> f64 {
        self.row(row).1.first().copied().unwrap_or(0.0)
    }

    /// What that choice costs; infinite where a row that must be served is not.
    pub(super) fn cost_of(&self, open: &[bool]) -> f64 {
        let row = |row: usize| {
            let (columns, costs) = self.row(row);
            let first = columns.iter().position(|&column| open[column as usize]);
            first.map_or(self.base[row], |first| costs[first])
        };
        self.constant + (0..self.rows()).map(row).sum::<f64>()
    }

    /// The same problem with what is known of its columns put to use, and the rows of this one that it keeps. `None`: a row
    /// that must be served cannot be.
    pub(super) fn shrunk(&self, fates: &[Fate]) -> Option<(Self, Vec<u32>)> {
        let mut rank = vec![0; fates.len()];
        let mut candidates = Vec::new();
        for (column, &fate) in fates.iter().enumerate() {
            rank[column] = u32::try_from(candidates.len()).ok()?;
            if fate == Fate::Free {
                candidates.push(self.candidates[column]);
            }
        }
        let opened = fates.iter().filter(|&&fate| fate == Fate::Open).count();
        let mut shrunk = Self::empty(candidates, self.open.checked_sub(opened)?);
        shrunk.constant = self.constant;
        let mut kept = Vec::new();
        for row in 0..self.rows() {
            let (columns, costs) = self.row(row);
            let before = shrunk.columns.len();
            let mut base = self.base[row];
            for (&column, &cost) in columns.iter().zip(costs) {
                match fates[column as usize] {
                    Fate::Open => {
                        base = cost;
                        break;
                    }
                    Fate::Free => {
                        shrunk.columns.push(rank[column as usize]);
                        shrunk.costs.push(cost);
                    }
                    Fate::Shut => {}
                }
            }
            // Options as dear as the base are no options.
            while shrunk.columns.len() > before && shrunk.costs.last().is_some_and(|&cost| cost >= base) {
                shrunk.columns.pop();
                shrunk.costs.pop();
            }
            if shrunk.columns.len() > before {
                shrunk.base.push(base);
                shrunk.starts.push(shrunk.columns.len());
                kept.push(u32::try_from(row).ok()?);
            } else if base.is_finite() {
                shrunk.constant += base;
            } else {
                return None;
            }
        }
        Some((shrunk, kept))
    }
}

/// The columns that would cover an origin; `None` if an existing site does.
pub(super) fn coverers(reading: &Reading<'_>, origin: u32, within: f64) -> Option<Vec<u32>> {
    let mut columns = Vec::new();
    for (role, cost) in reading.choices(origin) {
        match role {
            _ if cost > within || within.is_nan() => {}
            Role::Existing => return None,
            Role::Candidate(column) => columns.push(column),
            Role::Closed => {}
        }
    }
    Some(columns)
}
