//! The rows that have a value, as deviations from their mean, with their neighbours: what every statistic of this chapter is
//! computed over. Refuses to know the statistics.

use std::borrow::Cow;

use super::permutation::{Design, Table, Tails, Watch, independent, shared};
use super::untested::Untested;
use crate::Value;
use crate::neighbour::{Neighbours, Weighting};

/// Whole numbers are exact in a double up to this power of two.
const EXACT_BITS: i32 = 52;

/// Values and neighbourhoods ready to be tested.
///
/// A row whose value is absent or not finite is nobody's neighbour here, is drawn by no permutation and has an absence in
/// every result. A row without neighbour (an island) keeps its part in the mean, in the variance and in the draws; its lag
/// is 0 in the global statistics; no local statistic is given for it.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    /// For each row given, its place among those kept, or why it has none.
    place: Vec<Result<u32, Untested>>,
    /// The rows kept, increasing.
    pub(super) rows: Vec<u32>,
    pub(super) neighbours: Cow<'a, Neighbours>,
    /// Value over a power of two that brings the largest near 1: nothing overflows, no bit is lost.
    pub(super) value: Vec<f64>,
    /// `value` less its mean.
    pub(super) deviation: Vec<f64>,
    /// `Σ deviation²`.
    pub(super) squares: f64,
    /// `value` above the least one as whole numbers, small enough for the sum over any neighbourhood to be exact.
    pub(super) whole: Vec<f64>,
}

impl<'a> Field<'a> {
    /// The field of those values over those neighbourhoods, one value per row of `neighbours` (a row too many on either side
    /// is an island or is left out).
    ///
    /// Draws are compared with what was observed on values rounded to whole multiples of a power of two, about 2⁻⁴⁸ of their
    /// range: sums of them are exact in any order, so that draws that add up to what was observed (the very same values, counts,
    /// decimals) are a tie on every machine, where floating sums would toss a coin. Cost: a few passes; the neighbourhoods are
    /// copied only where a row has no value.
    ///
    /// ```
    /// use lanterne_observatory::Absence;
    /// use lanterne_observatory::autocorrelation::Field;
    /// use lanterne_observatory::neighbour::Neighbours;
    /// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
    /// let field = Field::of(&[Ok(1.0), Err(Absence::Secret), Ok(3.0), Ok(4.0)], &line);
    /// assert_eq!((field.len(), field.islands()), (3, vec![0]), "its only neighbour has no value");
    /// ```
    #[must_use]
    pub fn of(values: &[Value], neighbours: &'a Neighbours) -> Self {
        let (mut place, mut rows, mut value) = (Vec::with_capacity(values.len()), Vec::new(), Vec::new());
        for (row, given) in (0..).zip(values) {
            place.push(match *given {
                Ok(number) if number.is_finite() => {
                    rows.push(row);
                    value.push(number);
                    Ok(rows.len() as u32 - 1)
                }
                Ok(_) => Err(Untested::NotPublished),
                Err(absence) => Err(absence.into()),
            });
        }
        let all_known = rows.len() == values.len() && values.len() == neighbours.len();
        let neighbours = if all_known { Cow::Borrowed(neighbours) } else { Cow::Owned(neighbours.relabelled(&rows)) };
        scale(&mut value);
        let deviation = deviations(&value);
        let squares = deviation.iter().map(|d| d * d).sum();
        let most = (0..rows.len()).map(|row| neighbours.of(row).len()).max().unwrap_or(0);
        let whole = whole(&value, most);
        Self { place, rows, neighbours, value, deviation, squares, whole }
    }

    /// How many rows have a value.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows that have a value and no neighbour that has one, as numbered in the columns given.
    #[must_use]
    pub fn islands(&self) -> Vec<u32> {
        self.neighbours.islands().into_iter().map(|island| self.rows[island as usize]).collect()
    }

    /// Draws neighbours for every row and counts how often their sum reaches that of the true ones. `None` when `watch` asked
    /// to stop. One run serves every local statistic: local Moran, Gi and Gi* all compare the same sums.
    ///
    /// Cost: see [`Draws`](super::permutation::Draws).
    ///
    /// ```
    /// use lanterne_observatory::autocorrelation::{Field, permutation::{Design, unwatched}};
    /// use lanterne_observatory::neighbour::Neighbours;
    /// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
    /// let tails = Field::of(&[Ok(9.0), Ok(8.0), Ok(1.0), Ok(2.0)], &line).tails(&Design::default(), &unwatched).unwrap();
    /// // The neighbour of the first row is the highest of the others: one draw in three is as high, all are as low.
    /// assert_eq!(tails[0].at_most, 999);
    /// assert!((250..420).contains(&tails[0].at_least));
    /// ```
    #[must_use]
    pub fn tails(&self, design: &Design, watch: Watch) -> Option<Vec<Tails>> {
        match design.draws {
            super::permutation::Draws::Independent => independent::count(self, design, watch),
            super::permutation::Draws::Shared => {
                let table = Table::seeded(self.len(), self.most_neighbours(), design.permutations, design.seed);
                shared::count(self, &table, watch)
            }
        }
    }

    /// The same with a table of draws made elsewhere, shared among all rows: gives another program's p-values from that
    /// program's draws. `None` as well where the table is too narrow or made for another number of rows.
    ///
    /// ```
    /// use lanterne_observatory::autocorrelation::{Field, permutation::{Table, unwatched}};
    /// use lanterne_observatory::neighbour::Neighbours;
    /// let line = Neighbours::from_pairs(3, [(0, 1), (1, 0), (1, 2), (2, 1)]);
    /// let (values, draws) = ([Ok(1.0), Ok(2.0), Ok(3.0)], Table::given(3, 2, vec![0, 1, 1, 0]).unwrap());
    /// let tails = Field::of(&values, &line).tails_from(&draws, &unwatched).unwrap();
    /// assert_eq!((tails[0].at_least, tails[0].at_most), (2, 1), "each of the two others is drawn once for the first row");
    /// ```
    #[must_use]
    pub fn tails_from(&self, table: &Table, watch: Watch) -> Option<Vec<Tails>> {
        if table.units() == self.len() && table.width() >= self.most_neighbours() {
            shared::count(self, table, watch)
        } else {
            None
        }
    }

    /// The neighbours of the row best served.
    #[must_use]
    pub fn most_neighbours(&self) -> usize {
        (0..self.len()).map(|row| self.neighbours.of(row).len()).max().unwrap_or(0)
    }

    /// Sum of the neighbours' whole values, which draws are compared with. Each value may have been rounded by a half: sums
    /// nearer than that are a tie.
    pub(super) fn observed(&self, row: usize) -> Observed {
        let others = self.neighbours.of(row);
        let (sum, slack) = (others.iter().map(|&other| self.whole[other as usize]).sum::<f64>(), others.len() as f64);
        Observed { least: sum - slack, most: sum + slack }
    }

    /// Sum of the neighbours' deviations.
    pub(super) fn lag_sum(&self, row: usize) -> f64 {
        self.neighbours.of(row).iter().map(|&other| self.deviation[other as usize]).sum()
    }

    /// The weight of each neighbour, row by row.
    pub(super) fn weights(&self, weighting: Weighting) -> Vec<f64> {
        (0..self.len()).map(|row| weighting.weight(self.neighbours.of(row).len())).collect()
    }

    /// Whether every value is the same (or there is none): nothing to compare.
    pub(super) fn is_uniform(&self) -> bool {
        self.squares <= 0.0
    }

    /// One result per row given: computed for the places that can be tested, with the reason elsewhere.
    pub(super) fn spread<T>(&self, of: impl Fn(usize) -> Result<T, Untested>) -> Vec<Result<T, Untested>> {
        let uniform = self.is_uniform();
        let one = |place: &Result<u32, Untested>| {
            let place = (*place)? as usize;
            match () {
                () if uniform => Err(Untested::Uniform),
                () if self.neighbours.of(place).is_empty() => Err(Untested::Isolated),
                () => of(place),
            }
        };
        self.place.iter().map(one).collect()
    }
}

/// Draws from `least` on are as high as what was observed, draws up to `most` as low.
#[derive(Clone, Copy)]
pub(super) struct Observed {
    pub(super) least: f64,
    pub(super) most: f64,
}

/// Divides by the power of two at or below the largest magnitude.
fn scale(values: &mut [f64]) {
    let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if largest > 0.0 {
        let power = power_below(largest);
        values.iter_mut().for_each(|value| *value /= power);
    }
}

/// Deviations from the mean, all exactly zero where all values are equal.
fn deviations(value: &[f64]) -> Vec<f64> {
    let Some(&first) = value.first() else { return Vec::new() };
    if value.iter().all(|&value| value == first) {
        return vec![0.0; value.len()];
    }
    let n = value.len() as f64;
    let rough = value.iter().sum::<f64>() / n;
    // A second pass takes out the rounding of the first.
    let mean = rough + value.iter().map(|value| value - rough).sum::<f64>() / n;
    value.iter().map(|value| value - mean).collect()
}

/// Values above the least as whole numbers; a sum of `most` of them is exact.
fn whole(value: &[f64], most: usize) -> Vec<f64> {
    let least = value.iter().copied().fold(f64::INFINITY, f64::min);
    let range = value.iter().map(|value| value - least).fold(0.0, f64::max);
    if range <= 0.0 {
        return vec![0.0; value.len()];
    }
    let bits = EXACT_BITS - (most + 1).next_power_of_two().trailing_zeros() as i32;
    // Twice the power of two at or below the range is above every one of them.
    let step = power_below(range) * 2.0 / f64::from(bits).exp2();
    value.iter().map(|value| ((value - least) / step).round()).collect()
}

/// The power of two at or below a positive finite number; the smallest normal one for what is smaller.
fn power_below(positive: f64) -> f64 {
    const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
    f64::from_bits(positive.max(f64::MIN_POSITIVE).to_bits() & EXPONENT)
}
