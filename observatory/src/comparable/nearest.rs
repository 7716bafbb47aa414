//! The k nearest units in a declared space, with what makes the distance.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::Feature;
use super::scale::fit;
use crate::Absence;
use crate::absence::{Value, at};

/// One feature that counts.
#[derive(Debug, Clone)]
struct Column {
    /// As its scale reads it, not yet divided: two units as far apart in the feature's own unit then tie exactly.
    values: Vec<Value>,
    weight: f64,
    /// `weight / spread²`.
    factor: f64,
}

impl Column {
    /// The part of a gap in the squared distance.
    fn part(&self, gap: f64) -> f64 {
        gap * gap * self.factor
    }
}

/// The features of every unit, each in its scale.
#[derive(Debug, Clone)]
pub struct Features {
    /// The features that count.
    columns: Vec<Column>,
    /// Where each column stood among those declared.
    declared: Vec<usize>,
    count: usize,
    rows: usize,
    /// Unit by column, unknown as NaN: what the distances are computed on.
    table: Vec<f64>,
    /// Sum of the weights.
    weight: f64,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// How many units.
    pub count: usize,
    /// Share of the weights that must be of features known of both units, 0 to 1. At 1 a unit missing one feature is never
    /// comparable.
    pub least_known: f64,
}

impl Default for Search {
    fn default() -> Self {
        Self { count: 5, least_known: 0.5 }
    }
}

/// A comparable unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparable {
    /// Its row.
    pub row: u32,
    /// Its distance; 0: the same on every known feature.
    pub distance: f64,
    /// Share of the weights that are of features known of both, 0 to 1: to be said when it is not 1.
    pub known_share: f64,
    /// The part of each feature declared in the *squared* distance, in their order; they sum to it. A feature that one of
    /// the two lacks has an absence; one without weight is nil.
    pub parts: Vec<Value>,
}

impl Features {
    /// Each feature in its own scale, over all the units given: the scale is that of the level, whatever the candidates.
    #[must_use]
    pub fn new(features: &[Feature<'_>]) -> Self {
        let counts = |feature: &Feature<'_>| feature.weight.is_finite() && feature.weight > 0.0;
        let declared: Vec<usize> = (0..features.len()).filter(|&place| counts(&features[place])).collect();
        let rows = features.iter().map(|feature| feature.values.len()).max().unwrap_or(0);
        let column = |&place: &usize| {
            let fitted = fit(features[place].values, features[place].scale);
            let (weight, spread) = (features[place].weight, fitted.spread);
            let factor = weight / (spread * spread);
            // A spread whose square no number holds tells nobody apart.
            let told = |value: Value| if factor.is_normal() { value } else { value.and(Err(Absence::NotPublished)) };
            Column { values: fitted.values.into_iter().map(told).collect(), weight, factor }
        };
        let columns: Vec<Column> = declared.par_iter().map(column).collect();
        let table = (0..rows)
            .flat_map(|row| columns.iter().map(move |column| at(&column.values, row).unwrap_or(f64::NAN)))
            .collect();
        let weight = columns.iter().map(|column| column.weight).sum();
        Self { columns, declared, count: features.len(), rows, table, weight }
    }

    /// Units.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The units nearest to one, itself left out, among those that `admits`; the nearest first, ties to the first row.
    ///
    /// The squared distance is `Σ wⱼ(zᵢⱼ − zₖⱼ)²` over the features known of both, brought to the whole weight by `W / W_known`: a
    /// missing feature is taken to be as far as the known ones are. Shape: at most `count`. Missing: a candidate known on less
    /// than `least_known` is left out; a unit without any known feature, or beyond the rows, has its absence. Source: METHODS 10;
    /// Dixon 1979 (IEEE Transactions on Systems, Man and Cybernetics 9) for the missing features. Checked against
    /// `sklearn.neighbors.NearestNeighbors` and `sklearn.metrics.pairwise.nan_euclidean_distances` (1.9.1) and
    /// `scipy.spatial.distance.cdist` (1.17.1), relative 1e-9. Cost: rows × features.
    ///
    /// ```
    /// use lanterne_observatory::Absence;
    /// use lanterne_observatory::comparable::{Feature, Features, Scale, Search};
    /// let (density, share) = ([Ok(50.0), Ok(60.0), Ok(900.0), Ok(55.0)], [Ok(9.0), Ok(10.0), Ok(12.0), Err(Absence::Secret)]);
    /// let feature = |values| Feature { values, scale: Scale::ZScore, weight: 1.0 };
    /// let features = Features::new(&[feature(&density), feature(&share)]);
    /// let two = features.nearest(0, Search { count: 2, least_known: 0.5 }, |_| true)?;
    /// assert_eq!((two[0].row, two[0].known_share, two[0].parts[1]), (3, 0.5, Err(Absence::Secret)));
    /// assert_eq!((two[1].row, two[1].known_share), (1, 1.0));
    /// let whole = features.nearest(0, Search { count: 2, least_known: 1.0 }, |_| true)?;
    /// assert_eq!((whole[0].row, whole[1].row), (1, 2), "one that lacks a feature is left out when asked");
    /// # Ok::<(), Absence>(())
    /// ```
    pub fn nearest(
        &self,
        unit: usize,
        search: Search,
        admits: impl Fn(usize) -> bool,
    ) -> Result<Vec<Comparable>, Absence> {
        if unit >= self.rows {
            return Err(Absence::NotPublished);
        }
        let here = self.of(unit);
        if here.iter().all(|value| value.is_nan()) {
            let reasons = self.columns.iter().filter_map(|column| at(&column.values, unit).err());
            return Err(reasons.reduce(Absence::with).unwrap_or(Absence::NotPublished));
        }
        let mut found: Vec<(f64, usize)> = (0..self.rows)
            .filter(|&other| other != unit && admits(other))
            .filter_map(|other| Some((self.squared(here, self.of(other), search.least_known)?, other)))
            .collect();
        let order = |a: &(f64, usize), b: &(f64, usize)| -> Ordering { a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)) };
        if search.count < found.len() {
            found.select_nth_unstable_by(search.count, order);
            found.truncate(search.count);
        }
        found.sort_unstable_by(order);
        Ok(found.into_iter().map(|(squared, other)| self.explained(unit, other, squared)).collect())
    }

    /// [`Features::nearest`] of every unit, among the units that `admits(unit, other)`. Cost: rows² × features, parallel; bound by
    /// arithmetic, the table of features staying in cache.
    ///
    /// ```
    /// use lanterne_observatory::comparable::{Feature, Features, Scale, Search};
    /// let feature = Feature { values: &[Ok(1.0), Ok(2.0), Ok(9.0)], scale: Scale::ALL[0], weight: 1.0 };
    /// let found = Features::new(&[feature]).nearest_of_all(Search { count: 1, ..Search::default() }, |_, _| true);
    /// let first: Vec<u32> = found.iter().map(|near| near.as_ref().unwrap()[0].row).collect();
    /// assert_eq!(first, [1, 0, 1]);
    /// ```
    #[must_use]
    pub fn nearest_of_all(
        &self,
        search: Search,
        admits: impl Fn(usize, usize) -> bool + Sync,
    ) -> Vec<Result<Vec<Comparable>, Absence>> {
        (0..self.rows).into_par_iter().map(|unit| self.nearest(unit, search, |other| admits(unit, other))).collect()
    }

    fn of(&self, row: usize) -> &[f64] {
        &self.table[row * self.columns.len()..(row + 1) * self.columns.len()]
    }

    /// The squared distance; `None` where too little is known, or no number holds it.
    fn squared(&self, here: &[f64], there: &[f64], least_known: f64) -> Option<f64> {
        let (mut sum, mut known) = (0.0, 0.0);
        for ((a, b), column) in here.iter().zip(there).zip(&self.columns) {
            let gap = a - b;
            if !gap.is_nan() {
                sum += column.part(gap);
                known += column.weight;
            }
        }
        let squared = sum * (self.weight / known);
        // A hair below: weights that sum to the share asked for are enough, however they round.
        let enough = known > 0.0 && known / self.weight >= least_known - 1e-12;
        (enough && squared.is_finite()).then_some(squared)
    }

    fn explained(&self, unit: usize, other: usize, squared: f64) -> Comparable {
        let mut parts = vec![Err(Absence::Nil); self.count];
        let mut known = 0.0;
        for (place, column) in self.declared.iter().zip(&self.columns) {
            parts[*place] = match (at(&column.values, unit), at(&column.values, other)) {
                (Ok(here), Ok(there)) => {
                    known += column.weight;
                    Ok(column.part(here - there))
                }
                (Err(here), Err(there)) => Err(here.with(there)),
                (Err(absence), Ok(_)) | (Ok(_), Err(absence)) => Err(absence),
            };
        }
        let brought = self.weight / known;
        Comparable {
            row: u32::try_from(other).unwrap_or(u32::MAX),
            distance: squared.sqrt(),
            known_share: known / self.weight,
            parts: parts.into_iter().map(|part| part.map(|part: f64| part * brought)).collect(),
        }
    }
}
