//! What a fair spread is: the probability that a beneficiary falls in each unit.
//!
//! Fairness is a choice, and is stated beside every figure made of it. Refuses to choose.
//!
//! Next: [`super::expected`].

use crate::absence::{Absence, Value, at, quantity};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// To what a beneficiary's chance of being in a unit is proportional.
    Fairness as "fairness" {
        /// Every unit alike.
        Uniform = "uniforme", "à parts égales entre les territoires";
        /// Its inhabitants.
        Population = "population", "en proportion des habitants";
        /// Its ESS employer establishments.
        Establishments = "etablissements", "en proportion des établissements employeurs de l’ESS";
    }
}

impl Fairness {
    /// What a reader needs to know of it, in one sentence.
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Uniform => {
                "Chaque territoire a la même chance d’accueillir chaque bénéficiaire, quelle que soit sa taille."
            }
            Self::Population => {
                "La chance d’un territoire d’accueillir un bénéficiaire est en proportion de ses habitants."
            }
            Self::Establishments => {
                "La chance d’un territoire d’accueillir un bénéficiaire est en proportion de ses établissements employeurs de l’ESS."
            }
        }
    }
}

/// The probability of each unit, summing to 1 over the units that have one.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    probabilities: Vec<Value>,
}

impl Allocation {
    /// The allocation that a fairness means, over the units the schemes are open to.
    ///
    /// Missing: as [`Allocation::proportional`].
    ///
    /// ```
    /// use lanterne_observatory::cohort::{Allocation, Fairness};
    /// let (population, establishments) = ([Ok(300.0), Ok(100.0)], [Ok(5.0), Ok(5.0)]);
    /// let of = |fairness| Allocation::of(fairness, &[true, true], &population, &establishments);
    /// assert_eq!(of(Fairness::Population).probabilities(), [Ok(0.75), Ok(0.25)]);
    /// assert_eq!(of(Fairness::Establishments), of(Fairness::Uniform));
    /// ```
    #[must_use]
    pub fn of(fairness: Fairness, open: &[bool], population: &[Value], establishments: &[Value]) -> Self {
        match fairness {
            Fairness::Uniform => Self::uniform(open),
            Fairness::Population => Self::proportional(population, open),
            Fairness::Establishments => Self::proportional(establishments, open),
        }
    }

    /// The same probability for every open unit.
    ///
    /// ```
    /// use lanterne_observatory::{Absence::NotPublished, cohort::Allocation};
    /// assert_eq!(Allocation::uniform(&[true, false, true]).probabilities(), [Ok(0.5), Err(NotPublished), Ok(0.5)]);
    /// ```
    #[must_use]
    pub fn uniform(open: &[bool]) -> Self {
        Self::proportional(&vec![Ok(1.0); open.len()], open)
    }

    /// A probability in proportion to a weight, for every open unit.
    ///
    /// Shape: one row per unit of `open`. Missing: a unit that is not open is not published; one whose weight is absent has
    /// its absence and no part in the others'; all are nil when the weights sum to nothing.
    ///
    /// ```
    /// use lanterne_observatory::{Absence, cohort::Allocation};
    /// let allocation = Allocation::proportional(&[Ok(1.0), Err(Absence::Secret), Ok(3.0)], &[true; 3]);
    /// assert_eq!(allocation.probabilities(), [Ok(0.25), Err(Absence::Secret), Ok(0.75)]);
    /// ```
    #[must_use]
    pub fn proportional(weights: &[Value], open: &[bool]) -> Self {
        let weight = |row: usize| if open[row] { quantity(at(weights, row)) } else { Err(Absence::NotPublished) };
        let weights: Vec<Value> = (0..open.len()).map(weight).collect();
        // Divided by the largest first, so that no finite weights overflow.
        let largest = weights.iter().flatten().fold(0.0, |largest: f64, &weight| largest.max(weight));
        let total = weights.iter().flatten().fold(0.0, |total, weight| total + weight / largest);
        let probability =
            |weight: f64| if largest > 0.0 { Ok((weight / largest / total).min(1.0)) } else { Err(Absence::Nil) };
        Self { probabilities: weights.into_iter().map(|weight| weight.and_then(probability)).collect() }
    }

    /// The same chances among fewer units: those open only, summing to 1 again over the ones that have a probability.
    ///
    /// Shape: one row per unit of `open`. Missing: as [`Allocation::proportional`]. As it is, bit for bit, where `open` closes
    /// none of the units that have a probability.
    ///
    /// ```
    /// use lanterne_observatory::{Absence, cohort::Allocation};
    /// let three = Allocation::proportional(&[Ok(1.0), Ok(6.0), Ok(3.0)], &[true; 3]);
    /// assert_eq!(three.within(&[true, false, true]).probabilities(), [Ok(0.25), Err(Absence::NotPublished), Ok(0.75)]);
    /// ```
    #[must_use]
    pub fn within(&self, open: &[bool]) -> Self {
        let closes =
            self.open().iter().enumerate().any(|(row, known)| *known && !open.get(row).is_some_and(|open| *open));
        if closes || open.len() != self.probabilities.len() {
            return Self::proportional(&self.probabilities, open);
        }
        self.clone()
    }

    /// The probability of each unit, in row order.
    pub fn probabilities(&self) -> &[Value] {
        &self.probabilities
    }

    /// Which units have a probability: with these open, a deployment speaks of the units the allocation speaks of.
    #[must_use]
    pub fn open(&self) -> Vec<bool> {
        self.probabilities.iter().map(Result::is_ok).collect()
    }

    /// Their probabilities, in row order.
    pub(super) fn known(&self) -> Vec<f64> {
        self.probabilities.iter().flatten().copied().collect()
    }
}
