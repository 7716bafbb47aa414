//! Groups to cover, by columns: the score of a choice, and a good one found by greedy on the capped shares (Krause et al.
//! 2008: "saturate") and interchange.

use crate::siting::instance::coverers;
use crate::siting::problem::{Reading, labels, sum};

/// Halvings of the share aimed at.
const HALVINGS: usize = 12;

/// What a choice achieves: first the least share, then the demand covered.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Score {
    pub(super) least: f64,
    pub(super) covered: f64,
}

/// A group that some site can cover, in part at least.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    /// Demand that the existing sites cover.
    pub(super) already: f64,
    /// Demand that some site could.
    pub(super) whole: f64,
}

/// Demand of one group that the same columns cover.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) group: usize,
    pub(super) columns: Vec<u32>,
    pub(super) weight: f64,
}

/// Rows by columns, rows by group.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) groups: Vec<Group>,
    pub(super) rows: Vec<Row>,
    pub(super) columns: usize,
    pub(super) open: usize,
    /// Rows of each column.
    of_column: Vec<Vec<u32>>,
}

impl Plan {
    pub(super) fn of(reading: &Reading<'_>, within: f64, groups: &[Option<u32>], open: usize) -> Self {
        let labels = labels(groups);
        let mut all = vec![Group::default(); labels.len()];
        let mut rows: Vec<Row> = Vec::new();
        for &(origin, weight) in &reading.rows {
            let label = groups.get(origin as usize).copied().flatten();
            let Some(group) = label.and_then(|label| labels.binary_search(&label).ok()) else { continue };
            match coverers(reading, origin, within) {
                None => {
                    all[group].already += weight;
                    all[group].whole += weight;
                }
                Some(columns) if !columns.is_empty() => {
                    all[group].whole += weight;
                    rows.push(Row { group, columns, weight });
                }
                Some(_) => {}
            }
        }
        rows.sort_by(|a, b| (a.group, &a.columns).cmp(&(b.group, &b.columns)));
        rows.dedup_by(|next, row| {
            let same = (next.group, &next.columns) == (row.group, &row.columns);
            row.weight += if same { next.weight } else { 0.0 };
            same
        });
        let mut of_column = vec![Vec::new(); reading.candidates.len()];
        for (place, row) in (0u32..).zip(&rows) {
            row.columns.iter().for_each(|&column| of_column[column as usize].push(place));
        }
        Self { groups: all, rows, columns: reading.candidates.len(), open, of_column }
    }

    /// The columns of a solver's answer, at most as many as may open.
    pub(super) fn chosen(&self, values: &[f64]) -> Vec<u32> {
        let columns = &values[..self.columns.min(values.len())];
        crate::siting::exact::cover::chosen(columns).into_iter().take(self.open).collect()
    }

    /// What a choice (ascending) achieves; `None` where there is no group to cover.
    pub(super) fn score(&self, chosen: &[u32]) -> Option<Score> {
        let met = |row: &Row| row.columns.iter().any(|column| chosen.binary_search(column).is_ok());
        let mut covered: Vec<f64> = self.groups.iter().map(|group| group.already).collect();
        for row in self.rows.iter().filter(|row| met(row)) {
            covered[row.group] += row.weight;
        }
        self.score_of(&covered)
    }

    fn score_of(&self, covered: &[f64]) -> Option<Score> {
        let shares = self.groups.iter().zip(covered).filter(|(group, _)| group.whole > 0.0);
        let least = shares.map(|(group, covered)| covered / group.whole).reduce(f64::min)?;
        Some(Score { least, covered: sum(covered.iter().copied()) })
    }

    /// No choice covers a group better than its own best columns would, one by one.
    pub(super) fn bound(&self) -> f64 {
        let mut of_group = vec![vec![0.0; self.columns]; self.groups.len()];
        for row in &self.rows {
            row.columns.iter().for_each(|&column| of_group[row.group][column as usize] += row.weight);
        }
        let best = |(group, mut columns): (&Group, Vec<f64>)| {
            columns.sort_unstable_by(|a, b| b.total_cmp(a));
            ((group.already + columns.iter().take(self.open).sum::<f64>()) / group.whole).min(1.0)
        };
        let groups = self.groups.iter().zip(of_group).filter(|(group, _)| group.whole > 0.0);
        groups.map(best).fold(1.0, f64::min)
    }

    /// The best of the greedy choices for a share aimed at, which is halved towards what can be reached, then interchange.
    pub(super) fn choose(&self, keep_going: &(dyn Fn() -> bool + Sync)) -> Vec<u32> {
        let (mut low, mut high) = (0.0, 1.0);
        let mut best = self.saturate(1.0);
        for _ in 0..HALVINGS {
            if !keep_going() {
                return best;
            }
            let aim = f64::midpoint(low, high);
            let found = self.saturate(aim);
            let reached = self.score(&found).is_some_and(|score| score.least >= aim);
            if self.score(&found) > self.score(&best) {
                best = found;
            }
            if reached { low = aim } else { high = aim }
        }
        self.improve(&mut best, keep_going);
        best
    }

    /// Opens, one after the other, the column that raises most the sum of the shares, each capped at the aim; then, once
    /// all are there, the one that covers most.
    fn saturate(&self, aim: f64) -> Vec<u32> {
        let mut covered: Vec<f64> = self.groups.iter().map(|group| group.already).collect();
        let mut met = vec![false; self.rows.len()];
        let mut chosen: Vec<u32> = Vec::new();
        while chosen.len() < self.open {
            let mut best = (0.0, 0.0, None);
            for column in (0u32..).zip(&self.of_column).filter(|(column, _)| !chosen.contains(column)) {
                let mut gained = vec![0.0; self.groups.len()];
                let mut weight = 0.0;
                for row in column.1.iter().filter(|row| !met[**row as usize]).map(|&row| &self.rows[row as usize]) {
                    gained[row.group] += row.weight;
                    weight += row.weight;
                }
                let capped = |group: &Group, covered: f64| (covered / group.whole).min(aim);
                let groups = self.groups.iter().zip(&covered).zip(&gained).filter(|(_, gained)| **gained > 0.0);
                let raised: f64 = groups
                    .map(|((group, covered), gained)| capped(group, covered + gained) - capped(group, *covered))
                    .sum();
                if (raised, weight) > (best.0, best.1) {
                    best = (raised, weight, Some(column.0));
                }
            }
            let Some(column) = best.2 else { break };
            for &row in &self.of_column[column as usize] {
                let row = row as usize;
                covered[self.rows[row].group] += if met[row] { 0.0 } else { self.rows[row].weight };
                met[row] = true;
            }
            chosen.push(column);
        }
        chosen.sort_unstable();
        chosen
    }

    /// Swaps one column as long as the score rises, the best swap each time.
    fn improve(&self, chosen: &mut [u32], keep_going: &(dyn Fn() -> bool + Sync)) {
        while keep_going() {
            let Some(now) = self.score(chosen) else { return };
            let mut best: Option<(Score, usize, u32)> = None;
            for place in 0..chosen.len() {
                let rest: Vec<u32> = chosen.iter().copied().filter(|&column| column != chosen[place]).collect();
                let met: Vec<bool> =
                    self.rows.iter().map(|row| row.columns.iter().any(|c| rest.binary_search(c).is_ok())).collect();
                let mut left: Vec<f64> = self.groups.iter().map(|group| group.already).collect();
                self.rows.iter().zip(&met).filter(|(_, met)| **met).for_each(|(row, _)| left[row.group] += row.weight);
                for (column, rows) in (0u32..).zip(&self.of_column).filter(|(c, _)| chosen.binary_search(c).is_err()) {
                    let mut covered = left.clone();
                    for row in rows.iter().filter(|row| !met[**row as usize]).map(|&row| &self.rows[row as usize]) {
                        covered[row.group] += row.weight;
                    }
                    let score = self.score_of(&covered);
                    if let Some(score) = score.filter(|score| best.is_none_or(|(most, ..)| *score > most)) {
                        best = Some((score, place, column));
                    }
                }
            }
            match best {
                Some((score, place, column)) if is_better(score, now) => {
                    chosen[place] = column;
                    chosen.sort_unstable();
                }
                _ => return,
            }
        }
    }
}

/// Better by more than the rounding of sums taken in another order.
fn is_better(score: Score, now: Score) -> bool {
    let more = |new: f64, old: f64| new > old + 1e-12 * old.abs().max(1e-300);
    more(score.least, now.least) || (score.least >= now.least && more(score.covered, now.covered))
}
