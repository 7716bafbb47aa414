//! The least sum of costs, proven: Lagrangian bound, columns settled by it, HiGHS on the few that stay in doubt; where they
//! are still many, the most doubtful one is tried both ways. Refuses to know what the costs are.
//!
//! Each node is small by the time HiGHS sees it, and the caller is asked between steps: a computation stops within
//! milliseconds and leaves its best choice and its bound.

use highs::Sense;

use super::cover::{self, Verdict, chosen};
use super::highs::{Ended, Run, run};
use super::radius;
use crate::siting::bound::{Ascent, Pace};
use crate::siting::heuristic::{self, Choice, opened};
use crate::siting::instance::{Fate, Instance};
use crate::siting::{Budget, Effort};

/// Steps of the ascent between two looks at what they settle.
const ROUND: usize = 20;
/// Rounds of the first node, of the next ones, and of a quick answer.
const ROUNDS: usize = 120;
const ROUNDS_INSIDE: usize = 8;
const ROUNDS_QUICK: usize = 6;
/// Steps shorter than this bring nothing.
const SHORT: f64 = 2e-3;
/// Length of the first steps inside.
const STRIDE_INSIDE: f64 = 0.2;
/// Choices that differ by less than this share of their cost are the same.
const SAME: f64 = 1e-10;
/// When HiGHS is asked.
#[derive(Debug, Clone, Copy)]
struct Reach {
    /// Most coefficients of a model given to it: beyond, the search splits.
    model: usize,
    /// A model so small is given at once.
    small: usize,
    /// Nodes it may use before the search splits.
    nodes: i32,
}

const REACH: Reach = Reach { model: 400_000, small: 4_000, nodes: 2_000 };

/// A solver's objective may differ from the cost of its choice by this share of it.
const TROUBLE: f64 = 1e-7;

/// The best choice found.
#[derive(Debug, Clone)]
pub(in crate::siting) struct Outcome {
    /// Sites to open, ascending; `None`: no choice that serves every row that must be was found.
    pub(in crate::siting) sites: Option<Vec<u32>>,
    /// No choice costs less.
    pub(in crate::siting) bound: f64,
    /// Proven: the choice is the best, or there is none.
    pub(in crate::siting) proven: bool,
    pub(in crate::siting) cancelled: bool,
}

/// Columns still to be settled.
struct Node {
    instance: Instance,
    sites: Vec<u32>,
    ascent: Option<Ascent>,
    floor: f64,
}

/// What became of a node.
enum End {
    Closed,
    /// Left as it is, and the search with it: by the caller (`true`) or by the limits of the budget.
    Left(f64, bool),
    /// To be tried both ways on that column.
    Split(Box<Node>, usize),
}

struct Search<'a> {
    root: &'a Instance,
    budget: &'a Budget<'a>,
    best: Choice,
    granularity: f64,
    reach: Reach,
}

/// The choice of least cost.
pub(in crate::siting) fn least(root: &Instance, budget: &Budget<'_>) -> Outcome {
    least_by(root, budget, REACH)
}

fn least_by(root: &Instance, budget: &Budget<'_>, reach: Reach) -> Outcome {
    let mut best = heuristic::choose(root, budget.keep_going);
    if !best.cost.is_finite() {
        match cover::within(must_be_served(root), root.candidates.len(), root.open, budget) {
            Verdict::Found(columns) => best = Choice::of(root, columns),
            Verdict::Impossible => {
                return Outcome { sites: None, bound: f64::INFINITY, proven: true, cancelled: false };
            }
            Verdict::Unknown(cancelled) => {
                return Outcome { sites: None, bound: root.constant, proven: false, cancelled };
            }
        }
    }
    let mut search = Search { root, budget, best, granularity: root.granularity(), reach };
    let floor = root.constant + (0..root.rows()).map(|row| root.cheapest(row)).sum::<f64>();
    let root = Node { instance: root.clone(), sites: Vec::new(), ascent: None, floor };
    let (left, cancelled) = search.explore(root);
    let sites = search.best.columns.iter().map(|&column| search.root.candidates[column as usize]).collect();
    let cost = search.best.cost;
    Outcome { sites: Some(sites), bound: left.map_or(cost, |left| left.min(cost)), proven: left.is_none(), cancelled }
}

/// The columns of the rows that have no base.
fn must_be_served(instance: &Instance) -> Vec<Vec<u32>> {
    let rows = (0..instance.rows()).filter(|&row| !instance.base[row].is_finite());
    rows.map(|row| {
        let mut columns = instance.row(row).0.to_vec();
        columns.sort_unstable();
        columns
    })
    .collect()
}

impl Search<'_> {
    /// Depth first. The least bound of what was left, if anything was; whether the caller stopped it.
    fn explore(&mut self, root: Node) -> (Option<f64>, bool) {
        let mut nodes = vec![root];
        let mut rounds = ROUNDS;
        while let Some(node) = nodes.pop() {
            match self.settle(node, rounds) {
                End::Closed => {}
                End::Left(floor, cancelled) => {
                    return (Some(nodes.iter().map(|node| node.floor).fold(floor, f64::min)), cancelled);
                }
                End::Split(node, column) => {
                    nodes.extend([Fate::Shut, Fate::Open].into_iter().filter_map(|fate| child(&node, column, fate)));
                }
            }
            rounds = ROUNDS_INSIDE;
        }
        (None, false)
    }

    /// A choice must cost no more than this to be better than the best.
    fn below(&self) -> f64 {
        self.best.cost - (SAME * self.best.cost.abs()).max(self.granularity * (1.0 - 1e-6))
    }

    /// Takes a choice if it is better.
    fn offer(&mut self, sites: impl Iterator<Item = u32>) {
        let columns = sites.filter_map(|site| self.root.candidates.binary_search(&site).ok());
        let choice = Choice::of(self.root, columns.filter_map(|column| u32::try_from(column).ok()).collect());
        if choice.cost < self.best.cost {
            self.best = choice;
        }
    }

    fn settle(&mut self, mut node: Node, rounds: usize) -> End {
        let quick = self.budget.effort == Effort::Quick;
        let rounds = if quick { ROUNDS_QUICK } else { rounds };
        for _ in 0..rounds {
            if !(self.budget.keep_going)() {
                return End::Left(node.floor, true);
            }
            let instance = &node.instance;
            if instance.rows() == 0 || instance.candidates.len() <= instance.open || instance.open == 0 {
                let rest: Vec<u32> = if instance.open == 0 { Vec::new() } else { instance.candidates.clone() };
                self.offer(node.sites.iter().copied().chain(rest));
                return End::Closed;
            }
            if !quick && radius::size(instance, self.reach.small).is_some() {
                break;
            }
            if !self.round(&mut node) {
                break;
            }
            if node.floor > self.below() {
                return End::Closed;
            }
            if !settled(&mut node, self.below()) {
                return End::Closed;
            }
        }
        if quick {
            return End::Left(node.floor, false);
        }
        self.finish(node)
    }

    /// Some steps of the ascent; the market they end on is improved into a choice. Whether more steps may help.
    fn round(&mut self, node: &mut Node) -> bool {
        let instance = &node.instance;
        let prices = heuristic::prices(instance);
        let mut ascent = node.ascent.take().unwrap_or_else(|| {
            let known: Vec<bool> = instance.candidates.iter().map(|site| self.is_best(*site)).collect();
            let pace = if self.budget.effort == Effort::Quick { Pace::QUICK } else { Pace::PATIENT };
            Ascent::from_choice(instance, &known, &prices, pace)
        });
        for _ in 0..ROUND {
            ascent.step(instance, self.best.cost);
            if ascent.is_exact {
                break;
            }
        }
        let mut market = ascent.market.clone();
        heuristic::improve(instance, &prices, &mut market, self.budget.keep_going);
        let sites: Vec<u32> = market.iter().map(|&column| instance.candidates[column as usize]).collect();
        self.offer(node.sites.iter().copied().chain(sites));
        node.floor = node.floor.max(ascent.bound);
        let more = !ascent.is_exact && ascent.stride() > SHORT;
        node.ascent = Some(ascent);
        more
    }

    fn is_best(&self, site: u32) -> bool {
        let column = self.root.candidates.binary_search(&site).ok().and_then(|column| u32::try_from(column).ok());
        column.is_some_and(|column| self.best.columns.binary_search(&column).is_ok())
    }

    /// HiGHS if the model is small enough; else, or if it gives up, both ways of the most doubtful column.
    fn finish(&mut self, mut node: Node) -> End {
        if radius::size(&node.instance, self.reach.model).is_some() {
            let run = self.solve(&node.instance);
            let sites: Vec<u32> = chosen(&run.columns)
                .iter()
                .filter_map(|&x| node.instance.candidates.get(x as usize).copied())
                .collect();
            self.offer(node.sites.iter().copied().chain(sites));
            node.floor = node.floor.max(run.bound);
            match run.ended {
                // A proof that contradicts what the choice costs is a difficulty of the solver, and no proof.
                Ended::Proven if run.bound < self.best.cost - TROUBLE * self.best.cost.abs() => {}
                Ended::Proven | Ended::Impossible => return End::Closed,
                Ended::OutOfTime => return End::Left(node.floor, false),
                Ended::Stopped => {}
            }
        }
        let mut ascent = node.ascent.take();
        if ascent.is_none() {
            self.round(&mut node);
            ascent = node.ascent.take();
        }
        let doubtful = ascent.as_ref().map_or(0, |ascent| ascent.fates(&node.instance, f64::INFINITY).1);
        node.ascent = ascent;
        End::Split(Box::new(node), doubtful)
    }

    /// The model of what is left, given to HiGHS. Its bound is the node's.
    fn solve(&self, instance: &Instance) -> Run {
        let (constant, rows) = radius::radii(instance);
        // Costs are brought near one, by a power of two, where HiGHS' absolute tolerances mean something.
        let most = rows.iter().map(|row| row.1).filter(|penalty| penalty.is_finite()).fold(0.0, f64::max);
        let scale = if most > 0.0 { 2f64.powi(16 - most.log2().floor().clamp(-900.0, 900.0) as i32) } else { 1.0 };
        let known: Vec<u32> = (0u32..)
            .zip(&instance.candidates)
            .filter(|(_, site)| self.is_best(**site))
            .map(|(column, _)| column)
            .take(instance.open)
            .collect();
        let (problem, start) = radius::model(instance, &rows, scale, &opened(instance, &known));
        let mut run = run(problem, Sense::Minimise, Some(self.reach.nodes), self.budget, Some(&start));
        run.columns.truncate(instance.candidates.len());
        run.bound = run.bound / scale + constant;
        run
    }
}

/// Puts to use what the ascent says of the columns. False: no better choice is left.
fn settled(node: &mut Node, below: f64) -> bool {
    let Some(ascent) = &node.ascent else { return true };
    let (fates, _) = ascent.fates(&node.instance, below);
    let decided = fates.iter().filter(|fate| **fate != Fate::Free).count();
    // Copying the rows is worth it when a part of the columns goes.
    if decided * 12 < fates.len().max(1) {
        return true;
    }
    let sites = sites_open(&node.instance, &fates);
    let Some((instance, kept)) = node.instance.shrunk(&fates) else { return false };
    node.ascent = Some(ascent.resumed(&instance, &kept));
    node.sites.extend(sites);
    node.instance = instance;
    true
}

fn sites_open(instance: &Instance, fates: &[Fate]) -> Vec<u32> {
    instance.candidates.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Open).map(|(site, _)| *site).collect()
}

/// The node with one column settled.
fn child(node: &Node, column: usize, fate: Fate) -> Option<Node> {
    let mut fates = vec![Fate::Free; node.instance.candidates.len()];
    *fates.get_mut(column)? = fate;
    let (instance, kept) = node.instance.shrunk(&fates)?;
    let ascent = node.ascent.as_ref().map(|ascent| ascent.resumed(&instance, &kept).refreshed(STRIDE_INSIDE));
    let mut sites = node.sites.clone();
    sites.extend(sites_open(&node.instance, &fates));
    Some(Node { instance, sites, ascent, floor: node.floor })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scattered whole costs, no two alike in any order.
    fn scattered(rows: usize, columns: u32, open: usize) -> Instance {
        let mut state = 12_345_u64;
        let mut draw = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from((state >> 33) as u32 % 1_000)
        };
        let mut instance = Instance::empty((0..columns).collect(), open);
        for _ in 0..rows {
            let mut options: Vec<(f64, u32)> = (0..columns).map(|column| (draw(), column)).collect();
            options.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let base = draw() + 300.0;
            options.retain(|(cost, _)| *cost < base);
            instance.push(options.into_iter(), base);
        }
        instance
    }

    fn literal(instance: &Instance) -> f64 {
        let columns = instance.candidates.len();
        let choices = (0_u32..1 << columns).filter(|choice| choice.count_ones() as usize <= instance.open);
        let cost = |choice: u32| instance.cost_of(&(0..columns).map(|c| choice >> c & 1 == 1).collect::<Vec<_>>());
        choices.map(cost).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn the_search_proves_the_least_cost_with_the_solver_and_without() {
        let never = Reach { model: 0, small: 0, nodes: 0 };
        let late = Reach { small: 0, ..REACH };
        for (rows, columns, open) in [(40, 12, 3), (60, 13, 5), (25, 14, 1), (30, 12, 9)] {
            let instance = scattered(rows, columns, open);
            let best = literal(&instance);
            for reach in [never, late, REACH] {
                let found = least_by(&instance, &Budget::exact(), reach);
                assert!(found.proven && found.bound == best, "{rows} × {columns}, {open}: {found:?}, not {best}");
            }
        }
    }

    #[test]
    fn a_search_that_is_stopped_keeps_its_best_choice_and_an_honest_bound() {
        let instance = scattered(60, 14, 4);
        let best = literal(&instance);
        let never = Reach { model: 0, small: 0, nodes: 0 };
        for calls in [0, 1, 2, 5, 9, 20, 60] {
            let asked = std::sync::atomic::AtomicUsize::new(0);
            let keep_going = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < calls;
            let budget = Budget { keep_going: &keep_going, ..Budget::exact() };
            let found = least_by(&instance, &budget, never);
            let sites = found.sites.as_ref().map(|sites| Choice::of(&instance, sites.clone()).cost);
            assert!(found.cancelled || found.proven, "{calls}: {found:?}");
            assert!(found.bound <= best && sites.is_some_and(|cost| cost >= best), "{calls}: {found:?}, not {best}");
        }
    }
}
