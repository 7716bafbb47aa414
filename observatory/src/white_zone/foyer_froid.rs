//! Kind `foyer froid`: a territory and its neighbours are low together, beyond what a map shuffled at random shows.
//!
//! Getis and Ord's Gi* of the rates of establishments, the noise of small numbers taken out of them first, and a control of the
//! share of false alarms among the cold spots. Refuses to know how neighbours were found ([`crate::neighbour`]).

use rayon::prelude::*;
use statrs::function::erf::erfc;

use super::grid::Grid;
use super::stability::Tally;
use super::{Parameters, Verdict};
use crate::absence::{Absence, Value, quantity};
use crate::bayes::smooth;
use crate::measure::density::ESTABLISHMENTS_PER;
use crate::measure::ratio::ROWS_PER_TASK;
use crate::neighbour::Neighbours;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why a territory cannot be tested.
    Reason as "foyer_froid_reason" {
        /// Its own rate is not known.
        NoFigure = "taux_inconnu", "son taux n’est pas connu";
        /// None of its neighbours has a known rate, or it has none.
        NoNeighbour = "sans_voisin", "aucun territoire voisin n’a de taux connu";
        /// Every rate is the same, or the territory and its neighbours are all there is.
        NoContrast = "sans_contraste", "rien ne distingue les taux entre eux";
    }
}

/// What is known of one territory among its neighbours, whatever `α` is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The rate with the noise of small numbers taken out, for 10 000 inhabitants.
    pub smoothed: Value,
    /// How many neighbours have a known rate.
    pub neighbours: u32,
    /// Gi*: how many standard deviations the territory and its neighbours stand above (or, negative, below) the mean.
    pub z: Value,
    /// Probability that chance puts them at least as low.
    pub p: Value,
    /// The least share of false alarms to accept for this one to be held for a cold spot (Benjamini–Hochberg).
    pub q: Value,
    /// Why it cannot be tested, where it cannot.
    pub reason: Option<Reason>,
}

/// The verdict on one territory and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoyerFroid {
    /// What the test says.
    pub verdict: Verdict,
    /// The evidence.
    pub spot: Spot,
}

impl Spot {
    /// What the evidence says at the accepted share of false alarms: **oui** for a cold spot; **non** where the territory and its
    /// neighbours are not below the mean; **ns** where they are, and chance suffices to explain it; **nd** where it cannot be
    /// tested.
    #[must_use]
    pub fn verdict(&self, parameters: Parameters) -> Verdict {
        self.at(parameters.within_bounds().alpha)
    }

    fn at(&self, alpha: f64) -> Verdict {
        match (self.z, self.q) {
            (Ok(z), Ok(_)) if z >= 0.0 => Verdict::No,
            (Ok(_), Ok(q)) if q <= alpha => Verdict::Yes,
            (Ok(_), Ok(_)) => Verdict::NotSignificant,
            _ => Verdict::NotAvailable,
        }
    }

    fn absent(smoothed: Value, neighbours: u32, reason: Reason, absence: Absence) -> Self {
        Self { smoothed, neighbours, z: Err(absence), p: Err(absence), q: Err(absence), reason: Some(reason) }
    }
}

/// The evidence on every territory: Gi* of its smoothed rate among its neighbours, with how likely chance is to put it as low.
///
/// Rates are those of [`crate::bayes::smooth`]. A territory without a known rate is nobody's neighbour. With `x` the rates, `w`
/// one for the territory itself and each of its `k` neighbours, `z = (Σwx − (k+1)·x̄) / (s·√((n(k+1) − (k+1)²)/(n−1)))`; `p` is
/// the lower tail of the normal law, `q` its adjustment over all the territories that can be tested. Where there is no
/// neighbour, `z` would speak of the territory alone: it is **not available**.
/// Source: Ord & Getis 1995 (*Geographical Analysis* 27), equation 14; Benjamini & Hochberg 1995. Checked against
/// `esda.getisord.G_Local` (esda 2.9.0, binary, star) and `scipy.stats.false_discovery_control` (1.17.1), relative 1e-9.
#[must_use]
pub fn spots(establishments: &[Value], population: &[Value], neighbours: &Neighbours) -> Vec<Spot> {
    let rates: Vec<Value> = smooth(establishments, population)
        .into_iter()
        .map(|rate| rate.and_then(|rate| quantity(Ok(rate * ESTABLISHMENTS_PER))))
        .collect();
    let known: Vec<bool> = rates.iter().map(Result::is_ok).collect();
    let around = neighbours.restricted(&known);
    let law = Law::of(&rates);
    let mut spots: Vec<Spot> = (0..rates.len())
        .into_par_iter()
        .with_min_len(ROWS_PER_TASK)
        .map(|row| spot(&rates, &around, law, row))
        .collect();
    let adjusted = adjusted(&spots.iter().map(|spot| spot.p).collect::<Vec<_>>());
    for (spot, q) in spots.iter_mut().zip(adjusted) {
        spot.q = q;
    }
    spots
}

/// The rates of all territories that have one.
#[derive(Clone, Copy)]
struct Law {
    n: f64,
    mean: f64,
    deviation: f64,
}

impl Law {
    fn of(rates: &[Value]) -> Self {
        let known = || rates.iter().flatten();
        let n = known().count() as f64;
        let mean = known().sum::<f64>() / n;
        let variance = known().map(|rate| (rate - mean).powi(2)).sum::<f64>() / n;
        Self { n, mean, deviation: variance.sqrt() }
    }
}

fn spot(rates: &[Value], around: &Neighbours, law: Law, row: usize) -> Spot {
    let own = match rates[row] {
        Ok(own) => own,
        Err(absence) => return Spot::absent(rates[row], 0, Reason::NoFigure, absence),
    };
    let beside = around.of(row);
    let count = beside.len() as u32;
    if beside.is_empty() {
        return Spot::absent(Ok(own), 0, Reason::NoNeighbour, Absence::Nil);
    }
    let members = f64::from(count) + 1.0;
    let sum = beside.iter().filter_map(|other| rates[*other as usize].ok()).fold(own, |sum, rate| sum + rate);
    let spread = law.deviation * (members * (law.n - members) / (law.n - 1.0)).sqrt();
    let z = (sum - members * law.mean) / spread;
    if !z.is_finite() || spread <= 0.0 {
        return Spot::absent(Ok(own), count, Reason::NoContrast, Absence::Nil);
    }
    let p = 0.5 * erfc(-z / std::f64::consts::SQRT_2);
    Spot { smoothed: Ok(own), neighbours: count, z: Ok(z), p: Ok(p), q: Ok(1.0), reason: None }
}

/// Benjamini and Hochberg's adjustment over the rows that have a probability: `q = min over p' ≥ p of p'·m/rank(p')`.
fn adjusted(p: &[Value]) -> Vec<Value> {
    let mut order: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(row, p)| Some((row, (*p).ok()?))).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (mut q, tested, mut least) = (p.to_vec(), order.len() as f64, 1.0_f64);
    for (rank, (row, p)) in order.into_iter().enumerate().rev() {
        least = least.min(p * tested / (rank as f64 + 1.0));
        q[row] = Ok(least);
    }
    q
}

/// In how many settings of the grid (`α`) each territory is a cold spot; rows as the spots.
#[must_use]
pub fn tally(spots: &[Spot], grid: &Grid) -> Tally {
    let grid = grid.clone().within_bounds();
    let counted = spots.iter().map(|spot| {
        spot.q.map(|_| grid.alpha.iter().map(|alpha| u32::from(spot.at(*alpha) == Verdict::Yes)).collect())
    });
    Tally::of(grid.alpha.len(), 1, counted)
}

/// Tests every territory, with the neighbours given; see [`spots`] for the evidence and [`Spot::verdict`] for what is made of it.
#[must_use]
pub fn test(
    establishments: &[Value],
    population: &[Value],
    neighbours: &Neighbours,
    parameters: Parameters,
) -> Vec<FoyerFroid> {
    let spots = spots(establishments, population, neighbours);
    spots.into_iter().map(|spot| FoyerFroid { verdict: spot.verdict(parameters), spot }).collect()
}
