//! Kind `foyer froid`: a territory and its neighbours are low together, beyond what a map shuffled at random shows.
//!
//! Getis and Ord's Gi* of the rates of establishments, the noise of small numbers taken out of them first, and a control of the
//! share of false alarms among the cold spots. Refuses to know how neighbours were found ([`crate::neighbour`]).

use super::grid::Grid;
use super::stability::Tally;
use super::{Parameters, Verdict};
use crate::absence::{Value, quantity};
use crate::autocorrelation::permutation::Tail;
use crate::autocorrelation::{Field, Focal, GetisOrd, Judgement, Untested};
use crate::bayes::smooth;
use crate::measure::density::ESTABLISHMENTS_PER;
use crate::neighbour::{Neighbours, Weighting};

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
    pub reason: Option<Untested>,
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
}

/// The evidence on every territory: Gi* of its smoothed rate among its neighbours, and how likely chance is to put it as low.
///
/// Rates are those of [`crate::bayes::smooth`]; `z`, its lower tail under the normal law and `q` are those of
/// [`GetisOrd::analytic`], binary weights. A territory without a known rate is nobody's neighbour; one without neighbour is
/// **not available**, for `z` would speak of it alone. Getis and Ord ask for some eight members before the normal law is
/// trusted: a French commune or EPCI has six neighbours or so, read `q` near the threshold with care.
/// Source: METHODS 5. Checked against `esda.getisord.G_Local` (esda 2.9.0, binary, star) on `esda.smoothing.Empirical_Bayes`, and
/// `scipy.stats.false_discovery_control` (1.17.1), relative 1e-9. Cost: two passes and a sort.
///
/// ```
/// use lanterne_observatory::{neighbour::Neighbours, white_zone::foyer_froid::spots};
/// // A road of thirty communes of 10 000 inhabitants; the first eight have two establishments, the others twenty.
/// let road = Neighbours::from_pairs(30, (0..29).flat_map(|row| [(row, row + 1), (row + 1, row)]));
/// let counts: Vec<_> = (0..30).map(|row| Ok(if row < 8 { 2.0 } else { 20.0 })).collect();
/// let found = spots(&counts, &[Ok(10_000.0); 30], &road);
/// assert!(found[3].z.unwrap() < -2.0 && found[20].z.unwrap() > 0.0);
/// assert!(found[3].q.unwrap() >= found[3].p.unwrap());
/// ```
#[must_use]
pub fn spots(establishments: &[Value], population: &[Value], neighbours: &Neighbours) -> Vec<Spot> {
    let rates: Vec<Value> = smooth(establishments, population)
        .into_iter()
        .map(|rate| rate.and_then(|rate| quantity(Ok(rate * ESTABLISHMENTS_PER))))
        .collect();
    let known = |row: &&u32| rates.get(**row as usize).is_some_and(Result::is_ok);
    let low = Judgement { tail: Tail::Low, ..Judgement::default() };
    GetisOrd::analytic(&Field::of(&rates, neighbours), Focal::Included, Weighting::Binary, &low)
        .into_iter()
        .enumerate()
        .map(|(row, tested)| {
            let absent = |untested: Untested| Err(untested.absence());
            Spot {
                smoothed: rates[row],
                neighbours: neighbours.of(row).iter().filter(known).count() as u32,
                z: tested.map_or_else(absent, |tested| Ok(tested.z)),
                p: tested.map_or_else(absent, |tested| Ok(tested.p)),
                q: tested.map_or_else(absent, |tested| Ok(tested.q)),
                reason: tested.err(),
            }
        })
        .collect()
}

/// In how many settings of the grid (`α`) each territory is a cold spot; rows as the spots.
///
/// ```
/// use lanterne_observatory::neighbour::Neighbours;
/// use lanterne_observatory::white_zone::{Parameters, foyer_froid, grid::Grid};
/// let road = Neighbours::from_pairs(30, (0..29).flat_map(|row| [(row, row + 1), (row + 1, row)]));
/// let counts: Vec<_> = (0..30).map(|row| Ok(if row < 8 { 2.0 } else { 20.0 })).collect();
/// let tally = foyer_froid::tally(&foyer_froid::spots(&counts, &[Ok(10_000.0); 30], &road), &Grid::around(Parameters::default()));
/// assert!(tally.stability(3).unwrap().white > 0 && tally.stability(20).unwrap().white == 0);
/// ```
#[must_use]
pub fn tally(spots: &[Spot], grid: &Grid) -> Tally {
    let grid = grid.clone().within_bounds();
    let counted = spots.iter().map(|spot| {
        spot.q.map(|_| grid.alpha.iter().map(|alpha| u32::from(spot.at(*alpha) == Verdict::Yes)).collect())
    });
    Tally::of(grid.alpha.len(), 1, counted)
}

/// Tests every territory, with the neighbours given; see [`spots`] for the evidence and [`Spot::verdict`] for what is made of it.
///
/// ```
/// use lanterne_observatory::neighbour::Neighbours;
/// use lanterne_observatory::white_zone::{Parameters, Verdict, foyer_froid::test};
/// let road = Neighbours::from_pairs(30, (0..29).flat_map(|row| [(row, row + 1), (row + 1, row)]));
/// let counts: Vec<_> = (0..30).map(|row| Ok(if row < 8 { 2.0 } else { 20.0 })).collect();
/// let tested = test(&counts, &[Ok(10_000.0); 30], &road, Parameters { alpha: 0.1, ..Parameters::default() });
/// assert_eq!((tested[3].verdict, tested[20].verdict), (Verdict::Yes, Verdict::No));
/// ```
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
