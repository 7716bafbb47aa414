//! Local Moran: which territories stand among their like, and which stand out from those around them?

use super::field::Field;
use super::judgement::{Judgement, Test, corrected};
use super::permutation::{Tails, unwatched};
use super::untested::Untested;
use crate::Value;
use crate::neighbour::{Neighbours, Weighting};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where a row stands, and where its neighbours stand on average: above the mean of all, or not.
    Quadrant as "quadrant" {
        /// High among high.
        HighHigh = "haut_haut", "haut entouré de haut";
        /// Low among high.
        LowHigh = "bas_haut", "bas entouré de haut";
        /// Low among low.
        LowLow = "bas_bas", "bas entouré de bas";
        /// High among low.
        HighLow = "haut_bas", "haut entouré de bas";
    }
}

vocabulary! {
    /// What the test says of a row.
    Structure as "structure" {
        /// Heart of a cluster of high values.
        HighCluster = "foyer_haut", "foyer de valeurs hautes";
        /// Heart of a cluster of low values.
        LowCluster = "foyer_bas", "foyer de valeurs basses";
        /// A high value among low ones.
        HighOutlier = "exception_haute", "exception haute parmi des valeurs basses";
        /// A low value among high ones.
        LowOutlier = "exception_basse", "exception basse parmi des valeurs hautes";
        /// Its neighbours may be there by chance.
        NotSignificant = "ns", "non significatif";
    }
}

impl Quadrant {
    /// The quadrant of a deviation and of the lag of deviations; what is on the mean counts as low, as in esda.
    #[must_use]
    pub fn of(deviation: f64, lag: f64) -> Self {
        match (deviation > 0.0, lag > 0.0) {
            (true, true) => Self::HighHigh,
            (false, true) => Self::LowHigh,
            (false, false) => Self::LowLow,
            (true, false) => Self::HighLow,
        }
    }

    /// What a row of that quadrant is, once significant.
    #[must_use]
    pub const fn structure(self) -> Structure {
        match self {
            Self::HighHigh => Structure::HighCluster,
            Self::LowHigh => Structure::LowOutlier,
            Self::LowLow => Structure::LowCluster,
            Self::HighLow => Structure::HighOutlier,
        }
    }
}

/// Local Moran of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalMoran {
    /// `Iᵢ`: positive among its like, negative among the others.
    pub statistic: f64,
    /// Where the row and its neighbours stand.
    pub quadrant: Quadrant,
    /// Pseudo p-value of the conditional permutations.
    pub p: f64,
    /// The same among all rows tested: [`super::false_discovery`].
    pub q: f64,
    /// What the test says.
    pub structure: Structure,
}

/// Local Moran of every row, tested by conditional permutations.
///
/// `Iᵢ = (n − 1) dᵢ Σⱼ wᵢⱼ dⱼ / Σ d²`. Shape: one per row of the longer column. Missing: a row without value is absent and
/// nobody's neighbour; an island is [`Untested::Isolated`]. The p-value is that of the neighbours' sum against the sums of as
/// many rows drawn from all the others, a row exactly on the mean having `p = 1` (its statistic is 0 whatever its neighbours).
/// Source: Anselin 1995 (Geographical Analysis 27), equations 7 and 8; scaled by `n − 1` as esda does (Anselin's by `n`). Checked
/// against `esda.Moran_Local` (2.9.0) on all of France: statistic and quadrant to 1e-9 relative; p-values equal row by row from
/// esda's own table of draws, but for ties (esda counts them on one side only, and by floating sums); within Monte-Carlo error from
/// our draws. Cost: see [`super::permutation`].
///
/// ```
/// use lanterne_observatory::autocorrelation::{Structure, Test, local_moran};
/// use lanterne_observatory::neighbour::{Neighbours, Weighting};
/// // A road of a hundred communes, the first twenty of them rich; neighbours are the three before and the three after.
/// let within_three = (0..100_u32).flat_map(|row| (row.saturating_sub(3)..row + 4).map(move |other| (row, other)));
/// let road = Neighbours::from_pairs(100, within_three);
/// let values: Vec<_> = (0..100).map(|row| Ok(if row < 20 { 9.0 } else { f64::from(row % 3) })).collect();
/// let tested = local_moran(&values, &road, Weighting::RowStandardised, &Test::default());
/// assert_eq!(tested[10].map(|row| row.structure), Ok(Structure::HighCluster));
/// assert_eq!(tested[60].map(|row| row.structure), Ok(Structure::NotSignificant));
/// ```
#[must_use]
pub fn local_moran(
    values: &[Value],
    neighbours: &Neighbours,
    weighting: Weighting,
    test: &Test,
) -> Vec<Result<LocalMoran, Untested>> {
    let field = Field::of(values, neighbours);
    let tails = field.tails(&test.design, &unwatched).unwrap_or_default();
    LocalMoran::of(&field, weighting, &tails, &test.judgement)
}

impl LocalMoran {
    /// The same from permutations already made: [`Field::tails`].
    ///
    /// ```
    /// use lanterne_observatory::autocorrelation::{Field, Judgement, LocalMoran, Quadrant};
    /// use lanterne_observatory::neighbour::{Neighbours, Weighting};
    /// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
    /// let (values, judgement) = ([Ok(9.0), Ok(8.0), Ok(1.0), Ok(2.0)], Judgement::default());
    /// let local = LocalMoran::of(&Field::of(&values, &line), Weighting::Binary, &[], &judgement);
    /// assert_eq!(local[0].map(|row| (row.quadrant, row.p)), Ok((Quadrant::HighHigh, 1.0)), "no permutation, no evidence");
    /// assert!((local[0].unwrap().statistic - 3.0 * 4.0 * 3.0 / 50.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn of(
        field: &Field,
        weighting: Weighting,
        tails: &[Tails],
        judgement: &Judgement,
    ) -> Vec<Result<Self, Untested>> {
        let scale = (field.len() as f64 - 1.0) / field.squares;
        let one = |row: usize| {
            let (own, weight) = (field.deviation[row], weighting.weight(field.neighbours.of(row).len()));
            let lag = weight * field.lag_sum(row);
            let p = tails.get(row).map_or(1.0, |tails| if own == 0.0 { 1.0 } else { tails.p(judgement.tail) });
            let quadrant = Quadrant::of(own, lag);
            Ok(Self { statistic: scale * own * lag, quadrant, p, q: p, structure: Structure::NotSignificant })
        };
        let judged = |row: Self, q: f64| {
            let structure =
                if judgement.holds(row.p, q) { row.quadrant.structure() } else { Structure::NotSignificant };
            Self { q, structure, ..row }
        };
        corrected(field.spread(one), |row| row.p, judged)
    }
}
