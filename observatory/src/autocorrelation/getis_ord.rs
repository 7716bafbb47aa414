//! Getis and Ord's Gi and Gi*: where do high values gather, and where low ones? Hot and cold spots.

use super::field::Field;
use super::global::beyond;
use super::judgement::{Judgement, Test, corrected};
use super::permutation::{Tail, Tails, unwatched};
use super::untested::Untested;
use crate::neighbour::{Neighbours, Weighting};
use crate::vocabulary::vocabulary;
use crate::{Absence, Value};

/// Share of the variance under which that of the others is added up anew, the difference being all rounding.
const CANCELLED: f64 = 1e-6;

vocabulary! {
    /// Whether a territory counts among its own surroundings.
    Focal as "focal" {
        /// Gi: the neighbours alone.
        Excluded = "gi", "voisins seuls (Gi)";
        /// Gi*: the territory and its neighbours.
        Included = "gi_etoile", "territoire et voisins (Gi*)";
    }
}

vocabulary! {
    /// What the test says of a row.
    Spot as "spot" {
        /// High values gather here.
        Hot = "chaud", "foyer chaud";
        /// Low values gather here.
        Cold = "froid", "foyer froid";
        /// The gathering may be chance.
        NotSignificant = "ns", "non significatif";
    }
}

/// Gi or Gi* of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GetisOrd {
    /// The share of the column's total found in the surroundings (divided by their number where weights are row-standardised);
    /// nil where the column is not one of quantities (a negative value, a total of 0).
    pub statistic: Value,
    /// Standard score: positive where values are high, whatever the weighting.
    pub z: f64,
    /// p-value: of `z` under the normal law, or pseudo p-value of the permutations.
    pub p: f64,
    /// The same among all rows tested: [`super::false_discovery`].
    pub q: f64,
    /// What the test says.
    pub spot: Spot,
}

/// Gi or Gi* of every row, tested by conditional permutations.
///
/// With `W = k` rows in the surroundings of a row with `k` neighbours (`k + 1` for Gi*), among the `N = n − 1` others (all `n` for
/// Gi*) of mean `x̄` and variance `s²` (over `N`): `z = (Σ x − W x̄) / (s √(W (N − W)/(N − 1)))`. Missing: as
/// [`local_moran()`](super::local_moran()); a row whose surroundings are everybody is [`Untested::Surrounded`]. The permutations are those of local
/// Moran: for Gi* the row itself stays. Source: Getis & Ord 1992 (Geographical Analysis 24), Ord & Getis 1995 (27), equations 5 and 14.
/// Checked against `esda.G_Local` (2.9.0, transform "B"), statistic and z to 1e-9 relative on all of France; esda's z of
/// **row-standardised** weights takes the sum of the weights for that of their squares and is too small by about `√W`: ours does not depend on the
/// weighting, as the formula has it. esda gives an island p = 0.001; here it is [`Untested::Isolated`]. Cost: see
/// [`super::permutation`].
///
/// ```
/// use lanterne_observatory::autocorrelation::{Focal, Spot, Test, getis_ord};
/// use lanterne_observatory::neighbour::{Neighbours, Weighting};
/// // A road of a hundred communes, the first twenty of them rich; neighbours are the three before and the three after.
/// let within_three = (0..100_u32).flat_map(|row| (row.saturating_sub(3)..row + 4).map(move |other| (row, other)));
/// let road = Neighbours::from_pairs(100, within_three);
/// let values: Vec<_> = (0..100).map(|row| Ok(if row < 20 { 9.0 } else { f64::from(row % 3) })).collect();
/// let tested = getis_ord(&values, &road, Focal::Included, Weighting::Binary, &Test::default());
/// assert_eq!(tested[10].map(|row| row.spot), Ok(Spot::Hot));
/// assert_eq!(tested[60].map(|row| row.spot), Ok(Spot::NotSignificant));
/// ```
#[must_use]
pub fn getis_ord(
    values: &[Value],
    neighbours: &Neighbours,
    focal: Focal,
    weighting: Weighting,
    test: &Test,
) -> Vec<Result<GetisOrd, Untested>> {
    let field = Field::of(values, neighbours);
    let tails = field.tails(&test.design, &unwatched).unwrap_or_default();
    GetisOrd::permuted(&field, focal, weighting, &tails, &test.judgement)
}

impl GetisOrd {
    /// The same from permutations already made: [`Field::tails`].
    ///
    /// ```
    /// use lanterne_observatory::autocorrelation::permutation::{Design, unwatched};
    /// use lanterne_observatory::autocorrelation::{Field, Focal, GetisOrd, Judgement};
    /// use lanterne_observatory::neighbour::{Neighbours, Weighting};
    /// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
    /// let values = [Ok(9.0), Ok(8.0), Ok(1.0), Ok(2.0)];
    /// let field = Field::of(&values, &line);
    /// let tails = field.tails(&Design::default(), &unwatched).unwrap();
    /// let tested = GetisOrd::permuted(&field, Focal::Included, Weighting::Binary, &tails, &Judgement::default());
    /// assert_eq!(tested[0].unwrap().statistic, Ok(17.0 / 20.0));
    /// ```
    #[must_use]
    pub fn permuted(
        field: &Field,
        focal: Focal,
        weighting: Weighting,
        tails: &[Tails],
        judgement: &Judgement,
    ) -> Vec<Result<Self, Untested>> {
        Self::tested(field, focal, weighting, judgement, |row, _| {
            tails.get(row).map_or(1.0, |tails| tails.p(judgement.tail))
        })
    }

    /// Tested by the normal law of `z`, without permutations: a pass over the neighbours. Sound where surroundings have several rows and
    /// values are not too skewed (Getis & Ord ask for eight or more); permutations otherwise.
    ///
    /// ```
    /// use lanterne_observatory::autocorrelation::{Field, Focal, GetisOrd, Judgement};
    /// use lanterne_observatory::neighbour::{Neighbours, Weighting};
    /// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
    /// let values = [Ok(9.0), Ok(8.0), Ok(1.0), Ok(2.0)];
    /// let tested = GetisOrd::analytic(&Field::of(&values, &line), Focal::Included, Weighting::Binary, &Judgement::default());
    /// // 9 + 8 where 10 is the mean of two; the variance is 12.5, times 2 · (4 − 2)/(4 − 1).
    /// assert!((tested[0].unwrap().z - 7.0 / (12.5_f64 * 4.0 / 3.0).sqrt()).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn analytic(
        field: &Field,
        focal: Focal,
        weighting: Weighting,
        judgement: &Judgement,
    ) -> Vec<Result<Self, Untested>> {
        let p = |_: usize, z: f64| {
            let side = beyond(z) / 2.0;
            match judgement.tail {
                Tail::Smaller => side,
                Tail::TwoSided => 2.0 * side,
                Tail::Low => {
                    if z < 0.0 {
                        side
                    } else {
                        1.0 - side
                    }
                }
                Tail::High => {
                    if z > 0.0 {
                        side
                    } else {
                        1.0 - side
                    }
                }
            }
        };
        Self::tested(field, focal, weighting, judgement, p)
    }

    fn tested(
        field: &Field,
        focal: Focal,
        weighting: Weighting,
        judgement: &Judgement,
        p: impl Fn(usize, f64) -> f64,
    ) -> Vec<Result<Self, Untested>> {
        let quantities = Quantities::of(field);
        let one = |row: usize| {
            let z = score(field, focal, row)?;
            let statistic = quantities.share(field, focal, weighting, row);
            let p = p(row, z);
            Ok(Self { statistic, z, p, q: p, spot: Spot::NotSignificant })
        };
        let judged = |row: Self, q: f64| {
            let spot = match judgement.holds(row.p, q) {
                true if row.z > 0.0 => Spot::Hot,
                true if row.z < 0.0 => Spot::Cold,
                _ => Spot::NotSignificant,
            };
            Self { q, spot, ..row }
        };
        corrected(field.spread(one), |row| row.p, judged)
    }
}

/// `z` of a row, over deviations from the mean of all: what is subtracted is already gone.
fn score(field: &Field, focal: Focal, row: usize) -> Result<f64, Untested> {
    let (n, k, own) = (field.len() as f64, field.neighbours.of(row).len() as f64, field.deviation[row]);
    let (others, around, sum, mean, variance) = match focal {
        Focal::Included => (n, k + 1.0, field.lag_sum(row) + own, 0.0, field.squares / n),
        Focal::Excluded => {
            let mean = -own / (n - 1.0);
            (n - 1.0, k, field.lag_sum(row), mean, variance_without(field, row, mean))
        }
    };
    if around >= others {
        return Err(Untested::Surrounded);
    }
    let z = (sum - around * mean) / (variance * around * (others - around) / (others - 1.0)).sqrt();
    if z.is_finite() { Ok(z) } else { Err(Untested::Uniform) }
}

/// Variance of all rows but one; at most two rows hold so much of the whole that it must be added up anew.
fn variance_without(field: &Field, row: usize, mean: f64) -> f64 {
    let (others, own) = (field.len() as f64 - 1.0, field.deviation[row]);
    let variance = (field.squares - own * own) / others - mean * mean;
    if variance > CANCELLED * field.squares / others {
        return variance;
    }
    let rest = || field.value.iter().enumerate().filter(|(other, _)| *other != row).map(|(_, value)| value);
    let mean = rest().sum::<f64>() / others;
    let first = rest().next();
    if rest().all(|value| Some(value) == first) {
        return 0.0;
    }
    rest().map(|value| (value - mean).powi(2)).sum::<f64>() / others
}

/// The column as quantities that can be shared out.
struct Quantities {
    total: Value,
}

impl Quantities {
    fn of(field: &Field) -> Self {
        let total: f64 = field.value.iter().sum();
        let quantities = total > 0.0 && field.value.iter().all(|&value| value >= 0.0);
        Self { total: if quantities { Ok(total) } else { Err(Absence::Nil) } }
    }

    fn share(&self, field: &Field, focal: Focal, weighting: Weighting, row: usize) -> Value {
        let (total, neighbours, own) = (self.total?, field.neighbours.of(row), field.value[row]);
        let around: f64 = neighbours.iter().map(|&other| field.value[other as usize]).sum();
        let (sum, count, total) = match focal {
            Focal::Excluded => (around, neighbours.len(), total - own),
            Focal::Included => (around + own, neighbours.len() + 1, total),
        };
        let share = sum * weighting.weight(count) / total;
        if share.is_finite() { Ok(share) } else { Err(Absence::Nil) }
    }
}
