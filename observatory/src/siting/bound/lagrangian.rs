//! The Lagrangian bound of Cornuéjols, Fisher & Nemhauser (1977, Management Science 23): each row pays at most its multiplier
//! to be served, each column is worth what the rows would save by it, and the best columns of such a market cost no more than
//! any real choice. Subgradient steps (Held, Wolfe & Crowder 1974) raise the bound to that of the linear relaxation.
//!
//! Reduced costs then settle columns: one that would lift the bound above the best known choice is shut, one without which
//! the bound would pass it is open.

use crate::siting::instance::{Fate, Instance};

/// How patiently steps are shortened.
#[derive(Debug, Clone, Copy)]
pub(in crate::siting) struct Pace {
    /// Steps without a better bound after which they are shortened.
    patience: usize,
    /// By how much.
    shorter: f64,
}

impl Pace {
    /// The best bound after a hundred steps.
    pub(in crate::siting) const QUICK: Self = Self { patience: 10, shorter: 0.7 };
    /// The best bound after thousands.
    pub(in crate::siting) const PATIENT: Self = Self { patience: 30, shorter: 0.85 };
}

/// Length of the first steps, relative to the distance to the best known choice.
const STRIDE: f64 = 1.5;
/// Part of the last direction kept in the next: it damps the zigzag.
const MEMORY: f64 = 0.5;

/// The multipliers on their way up.
#[derive(Debug, Clone)]
pub(in crate::siting) struct Ascent {
    /// The best bound so far.
    pub(in crate::siting) bound: f64,
    /// The columns of the last market, ascending.
    pub(in crate::siting) market: Vec<u32>,
    /// Whether the last market is a real choice: the bound is then the optimum.
    pub(in crate::siting) is_exact: bool,
    multipliers: Vec<f64>,
    best: Vec<f64>,
    /// What each column is worth at the last multipliers, then at the best ones: negative.
    worth: Vec<f64>,
    best_worth: Vec<f64>,
    direction: Vec<f64>,
    /// How freely the multiplier of each row moves.
    reach: Vec<f64>,
    pace: Pace,
    stride: f64,
    waited: usize,
    order: Vec<u32>,
}

impl Ascent {
    /// Starts half-way between the two cheapest columns of a known choice.
    pub(in crate::siting) fn from_choice(instance: &Instance, open: &[bool], prices: &[f64], pace: Pace) -> Self {
        let start = |row: usize| {
            let (columns, costs) = instance.row(row);
            let mut open =
                columns.iter().zip(costs).filter(|(column, _)| open[**column as usize]).map(|(_, cost)| *cost);
            let first = open.next().unwrap_or(prices[row]);
            let second = open.next().unwrap_or(prices[row]);
            (first + second) / 2.0
        };
        let reach = prices.iter().map(|price| price.sqrt()).collect();
        Self::from_multipliers(instance, (0..instance.rows()).map(start).collect(), reach, pace)
    }

    fn from_multipliers(instance: &Instance, multipliers: Vec<f64>, reach: Vec<f64>, pace: Pace) -> Self {
        let columns = instance.candidates.len();
        let mut ascent = Self {
            bound: f64::NEG_INFINITY,
            market: Vec::new(),
            is_exact: false,
            best: multipliers.clone(),
            direction: vec![0.0; multipliers.len()],
            multipliers,
            reach,
            pace,
            worth: vec![0.0; columns],
            best_worth: vec![0.0; columns],
            stride: STRIDE,
            waited: 0,
            order: (0..u32::try_from(columns).unwrap_or(u32::MAX)).collect(),
        };
        ascent.project(instance);
        ascent
    }

    /// Goes on with the rows an instance has kept, from the best multipliers.
    pub(in crate::siting) fn resumed(&self, instance: &Instance, kept: &[u32]) -> Self {
        let kept = |values: &[f64]| kept.iter().map(|&row| values[row as usize]).collect();
        let stride = self.stride;
        Self { stride, ..Self::from_multipliers(instance, kept(&self.best), kept(&self.reach), self.pace) }
    }

    /// The same multipliers, with long steps again.
    pub(in crate::siting) fn refreshed(mut self, stride: f64) -> Self {
        self.stride = self.stride.max(stride);
        self
    }

    /// How long the steps still are: near 0, nothing more will come.
    pub(in crate::siting) fn stride(&self) -> f64 {
        self.stride
    }

    /// Clears the market at the current multipliers, then moves them towards the bound `upper` of the best known choice.
    ///
    /// Cost: the pairs cheaper than their row's multiplier, read twice.
    pub(in crate::siting) fn step(&mut self, instance: &Instance, upper: f64) {
        let bound = self.clear(instance);
        if bound > self.bound {
            let much = bound - self.bound > 1e-6 * bound.abs();
            self.bound = bound;
            self.best.copy_from_slice(&self.multipliers);
            self.best_worth.copy_from_slice(&self.worth);
            self.waited = if much { 0 } else { self.waited + 1 };
        } else {
            self.waited += 1;
        }
        if self.waited >= self.pace.patience {
            self.stride *= self.pace.shorter;
            self.waited = 0;
            self.multipliers.copy_from_slice(&self.best);
            self.direction.fill(0.0);
            self.clear(instance);
        }
        self.climb(instance, upper);
    }

    /// The bound at the current multipliers.
    fn clear(&mut self, instance: &Instance) -> f64 {
        self.worth.fill(0.0);
        let mut bound = instance.constant;
        for (row, &multiplier) in self.multipliers.iter().enumerate() {
            bound += multiplier;
            let (columns, costs) = instance.row(row);
            for (&column, &cost) in columns.iter().zip(costs) {
                if cost >= multiplier {
                    break;
                }
                self.worth[column as usize] += cost - multiplier;
            }
        }
        let (worth, open) = (&self.worth, instance.open.min(self.order.len()));
        let dearer = |a: &u32, b: &u32| worth[*a as usize].total_cmp(&worth[*b as usize]).then(a.cmp(b));
        if open < self.order.len() {
            self.order.select_nth_unstable_by(open, dearer);
        }
        self.market.clear();
        self.market.extend_from_slice(&self.order[..open]);
        self.market.sort_unstable();
        bound + self.market.iter().map(|&column| self.worth[column as usize]).sum::<f64>()
    }

    /// Moves the multipliers: up where a row is not served by the market, down where it is served twice.
    fn climb(&mut self, instance: &Instance, upper: f64) {
        let mut open = vec![false; self.worth.len()];
        for &column in &self.market {
            open[column as usize] = true;
        }
        let mut norm = 0.0;
        self.is_exact = true;
        for (row, &multiplier) in self.multipliers.iter().enumerate() {
            let (columns, costs) = instance.row(row);
            let mut served = 0.0;
            for (&column, &cost) in columns.iter().zip(costs) {
                if cost >= multiplier {
                    break;
                }
                served += f64::from(u8::from(open[column as usize]));
            }
            // At its base a row is content not to be served.
            let missing = if served == 0.0 && multiplier >= instance.base[row] { 0.0 } else { 1.0 - served };
            self.is_exact &= missing == 0.0;
            self.direction[row] = missing + MEMORY * self.direction[row];
            norm += self.reach[row] * self.direction[row] * self.direction[row];
        }
        let length = self.stride * (upper - self.bound).max(1e-9 * upper.abs()) / norm;
        if length.is_finite() {
            for ((multiplier, direction), reach) in self.multipliers.iter_mut().zip(&self.direction).zip(&self.reach) {
                *multiplier += length * reach * direction;
            }
            self.project(instance);
        }
    }

    /// Keeps each multiplier between the cheapest option of its row and its base: beyond either the bound only falls.
    fn project(&mut self, instance: &Instance) {
        for (row, multiplier) in self.multipliers.iter_mut().enumerate() {
            let least = instance.cheapest(row);
            *multiplier = multiplier.max(least).min(instance.base[row].max(least));
        }
    }

    /// What the best bound says of each column, given that only choices cheaper than `below` matter; and the column on which
    /// it says least.
    pub(in crate::siting) fn fates(&self, instance: &Instance, below: f64) -> (Vec<Fate>, usize) {
        let columns = self.best_worth.len();
        let open = instance.open.min(columns);
        let mut order: Vec<u32> = (0..u32::try_from(columns).unwrap_or(u32::MAX)).collect();
        let worth = |column: u32| self.best_worth[column as usize];
        order.sort_unstable_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(a.cmp(&b)));
        let mut fates = vec![Fate::Free; columns];
        let (mut doubtful, mut least) = (0, f64::INFINITY);
        for (place, &column) in order.iter().enumerate() {
            let (rise, fate) = if place < open {
                (order.get(open).map_or(0.0, |&next| worth(next)) - worth(column), Fate::Open)
            } else {
                (worth(column) - order.get(open.wrapping_sub(1)).map_or(0.0, |&last| worth(last)), Fate::Shut)
            };
            if self.bound + rise > below {
                fates[column as usize] = fate;
            } else if rise < least {
                (doubtful, least) = (column as usize, rise);
            }
        }
        (fates, doubtful)
    }
}
