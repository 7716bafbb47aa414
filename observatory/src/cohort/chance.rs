//! The inequality that chance alone leaves: as many beneficiaries, spread fairly, are not spread evenly.
//!
//! Next: [`crate::equity::gini()`], which this is the mean of over draws.

use rand_distr::Distribution;
use rand_distr::weighted::WeightedAliasIndex;
use rayon::prelude::*;

use super::fairness::Allocation;
use crate::absence::at;
use crate::equity::gini;
use crate::measure::ratio::ratios;
use crate::{Absence, Value, seed};

impl Allocation {
    /// Mean Gini's index, among the inhabitants, of `n` beneficiaries drawn by this allocation.
    ///
    /// Shape: `population` has a row per unit of the allocation. Missing: nil without beneficiary, draw or unit that has a
    /// probability; a unit without either takes no part. Each draw has its own generator: the same bits on any number of threads.
    /// Source: the index is that of [`crate::equity::gini()`]; no peer. Cost: `draws · n` numbers.
    ///
    /// ```
    /// use lanterne_observatory::cohort::Allocation;
    /// let people = [Ok(1_000.0); 4];
    /// let even = Allocation::uniform(&[true; 4]);
    /// // One beneficiary is all in one of four: (4 − 1) / 4. With many, chance evens out.
    /// assert_eq!(even.drawn_gini(&people, 1, 9, 2026), Ok(0.75));
    /// assert!(even.drawn_gini(&people, 4_000, 9, 2026).unwrap() < 0.05);
    /// ```
    pub fn drawn_gini(&self, population: &[Value], n: u64, draws: usize, seed: u64) -> Value {
        let units: Vec<(f64, Value)> = self
            .probabilities()
            .iter()
            .enumerate()
            .filter_map(|(row, probability)| Some((probability.ok()?, at(population, row))))
            .collect();
        let people: Vec<Value> = units.iter().map(|(_, people)| *people).collect();
        let law = WeightedAliasIndex::new(units.iter().map(|(probability, _)| *probability).collect());
        let Ok(law) = law else { return Err(Absence::Nil) };
        if n == 0 || draws == 0 {
            return Err(Absence::Nil);
        }
        let one = |draw: usize| -> Value {
            let mut generator = seed::generator(seed, draw as u64);
            let mut counts = vec![0.0; units.len()];
            (0..n).for_each(|_| counts[law.sample(&mut generator)] += 1.0);
            let counts: Vec<Value> = counts.into_iter().map(Ok).collect();
            gini(&ratios(1.0, &counts, &people), &people)
        };
        let drawn: Vec<Value> = (0..draws).into_par_iter().map(one).collect();
        let sum: f64 = drawn.into_iter().sum::<Result<f64, Absence>>()?;
        Ok(sum / draws as f64)
    }
}
