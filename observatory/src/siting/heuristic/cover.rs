//! Few columns that meet every row: greedy (Chvátal 1979), then one column less again and again, the others moving until every
//! row is met; rows that stay unmet weigh more and more (Gao, Weise & Li 2015, "row weighting local search"). Refuses to know
//! how few are enough.

use crate::siting::{Budget, Effort};

/// Steps without a smaller cover after which the search gives up, for a quick answer and before a proof.
const STEPS_QUICK: usize = 1_000;
const STEPS: usize = 6_000;
/// The caller is asked every so many.
const ASKED: usize = 256;

/// A cover as it moves.
struct Cover<'r> {
    rows: &'r [Vec<u32>],
    /// Rows of each column.
    of_column: Vec<Vec<u32>>,
    is_in: Vec<bool>,
    /// How many columns meet each row.
    met: Vec<u32>,
    weight: Vec<i64>,
    /// What adding a column would meet, or what removing it would unmeet, by weight.
    score: Vec<i64>,
    /// When each column last moved: of equal scores the one that has rested longest moves.
    moved: Vec<usize>,
    unmet: Vec<u32>,
}

/// Few columns, ascending, that meet every row (each has one at least); no fewer are looked for once there are `enough`.
pub(in crate::siting) fn few(rows: &[Vec<u32>], columns: usize, enough: usize, budget: &Budget<'_>) -> Vec<u32> {
    let steps = if budget.effort == Effort::Quick { STEPS_QUICK } else { STEPS };
    let mut cover = Cover::of(rows, columns);
    cover.greedy();
    let mut best = cover.columns();
    let mut last = 0;
    for step in 1.. {
        while cover.unmet.is_empty() {
            best = cover.columns();
            last = step;
            if best.len() <= enough {
                return best;
            }
            let Some(column) = cover.cheapest() else { return best };
            cover.toggle(column, step);
        }
        if step - last > steps || (step % ASKED == 0 && !(budget.keep_going)()) {
            break;
        }
        if let Some(column) = cover.cheapest() {
            cover.toggle(column, step);
        }
        let row = cover.unmet[step % cover.unmet.len()];
        if let Some(column) = cover.dearest(row) {
            cover.toggle(column, step);
        }
        cover.press();
    }
    best
}

impl<'r> Cover<'r> {
    fn of(rows: &'r [Vec<u32>], columns: usize) -> Self {
        let mut of_column = vec![Vec::new(); columns];
        for (row, set) in (0u32..).zip(rows) {
            set.iter().for_each(|&column| of_column[column as usize].push(row));
        }
        Self {
            rows,
            score: of_column.iter().map(|rows| rows.len() as i64).collect(),
            of_column,
            is_in: vec![false; columns],
            met: vec![0; rows.len()],
            weight: vec![1; rows.len()],
            moved: vec![0; columns],
            unmet: (0..u32::try_from(rows.len()).unwrap_or(u32::MAX)).collect(),
        }
    }

    /// The column that meets most, until all is met; then those that others make needless go.
    fn greedy(&mut self) {
        while !self.unmet.is_empty() {
            let best = (0..self.score.len()).filter(|&c| !self.is_in[c]).rev().max_by_key(|&column| self.score[column]);
            let Some(best) = best.filter(|&column| self.score[column] > 0) else { return };
            self.toggle(best, 0);
        }
        for column in 0..self.score.len() {
            if self.is_in[column] && self.score[column] == 0 {
                self.toggle(column, 0);
            }
        }
    }

    fn columns(&self) -> Vec<u32> {
        (0u32..).zip(&self.is_in).filter(|(_, is_in)| **is_in).map(|(column, _)| column).collect()
    }

    /// The open column whose removal unmeets least.
    fn cheapest(&self) -> Option<usize> {
        let open = (0..self.score.len()).filter(|&column| self.is_in[column]);
        open.min_by_key(|&column| (self.score[column], self.moved[column], column))
    }

    /// The closed column that meets most, of those of a row.
    fn dearest(&self, row: u32) -> Option<usize> {
        let closed =
            self.rows[row as usize].iter().map(|&column| column as usize).filter(|&column| !self.is_in[column]);
        closed.min_by_key(|&column| (-self.score[column], self.moved[column], column))
    }

    /// Rows that are not met weigh one more.
    fn press(&mut self) {
        for place in 0..self.unmet.len() {
            let row = self.unmet[place] as usize;
            self.weight[row] += 1;
            for &column in &self.rows[row] {
                self.score[column as usize] += 1;
            }
        }
    }

    /// Adds or removes a column.
    fn toggle(&mut self, column: usize, step: usize) {
        let adds = !self.is_in[column];
        self.is_in[column] = adds;
        self.moved[column] = step;
        for place in 0..self.of_column[column].len() {
            let row = self.of_column[column][place] as usize;
            let (before, weight) = (self.met[row], self.weight[row]);
            self.met[row] = if adds { before + 1 } else { before - 1 };
            let sign = if adds { -weight } else { weight };
            // A row met by one column is what that column is worth; unmet, it is what any of its columns would bring.
            match (before, self.met[row]) {
                (0, 1) | (1, 0) => {
                    for &other in self.rows[row].iter().filter(|&&other| other as usize != column) {
                        self.score[other as usize] += sign;
                    }
                    if adds {
                        self.unmet.retain(|&unmet| unmet as usize != row);
                    } else {
                        self.unmet.push(row as u32);
                    }
                }
                (1, 2) | (2, 1) => {
                    let alone =
                        self.rows[row].iter().find(|&&other| other as usize != column && self.is_in[other as usize]);
                    if let Some(&alone) = alone {
                        self.score[alone as usize] += sign;
                    }
                }
                _ => {}
            }
        }
        self.score[column] = self.worth(column);
    }

    /// The score of a column, anew.
    fn worth(&self, column: usize) -> i64 {
        let alone = u32::from(self.is_in[column]);
        let rows = self.of_column[column].iter().map(|&row| row as usize);
        rows.filter(|&row| self.met[row] == alone).map(|row| self.weight[row]).sum()
    }
}
