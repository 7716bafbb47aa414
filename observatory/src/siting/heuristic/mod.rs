//! A good choice in the time of a gesture: greedy, then interchange until no swap of one site helps. Refuses to know how far it
//! is from the best: [`bound`](super::bound) does.

pub(super) mod cover;
mod greedy;
mod interchange;

pub(super) use interchange::improve;

use super::instance::Instance;

/// How many times the price of an unserved row is raised before giving up.
const RAISES: usize = 3;

/// A choice of columns and its cost; infinite where none was found that serves every row that must be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// Open columns, ascending.
    pub(super) columns: Vec<u32>,
    /// What they cost.
    pub(super) cost: f64,
}

impl Choice {
    pub(super) fn of(instance: &Instance, mut columns: Vec<u32>) -> Self {
        columns.sort_unstable();
        let cost = instance.cost_of(&opened(instance, &columns));
        Self { columns, cost }
    }
}

/// Which columns are open.
pub(super) fn opened(instance: &Instance, columns: &[u32]) -> Vec<bool> {
    let mut open = vec![false; instance.candidates.len()];
    for &column in columns {
        open[column as usize] = true;
    }
    open
}

/// What a row costs while it is not served: its base, or, where it must be served, its dearest option.
pub(super) fn prices(instance: &Instance) -> Vec<f64> {
    let price = |row: usize| if instance.base[row].is_finite() { instance.base[row] } else { instance.dearest(row) };
    (0..instance.rows()).map(price).collect()
}

/// Greedy and interchange. Where some row that must be served is not, its absence is made dearer, a few times.
pub(super) fn choose(instance: &Instance, keep_going: &(dyn Fn() -> bool + Sync)) -> Choice {
    let mut prices = prices(instance);
    let dearest = prices.iter().copied().fold(0.0, f64::max).max(1.0);
    for raise in 0..=RAISES {
        let mut columns = greedy::greedy(instance, &prices);
        improve(instance, &prices, &mut columns, keep_going);
        let choice = Choice::of(instance, columns);
        if choice.cost.is_finite() || raise == RAISES || !keep_going() {
            return choice;
        }
        for (price, base) in prices.iter_mut().zip(&instance.base) {
            if !base.is_finite() {
                *price = 2.0 * *price + dearest;
            }
        }
    }
    Choice::of(instance, Vec::new())
}
