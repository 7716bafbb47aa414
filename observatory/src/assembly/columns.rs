//! The columns of a level as sums over communes, and what the measures borrow of them.

use super::{Famille, Value};
use crate::absence::at;
use crate::indicator::{Facts, Part, Reference};

/// The columns of one famille.
#[derive(Debug, Clone)]
pub struct FamilleColumns {
    /// Which one.
    pub famille: Famille,
    /// Employer establishments.
    pub establishments: Vec<Value>,
    /// Jobs.
    pub jobs: Vec<Value>,
}

/// The columns of a level, owned; [`FactColumns::facts`] lends them to the measures.
#[derive(Debug, Clone)]
pub struct FactColumns {
    /// Inhabitants, of the covered part where the unit is partial.
    pub population: Vec<Value>,
    /// Area, km², of the covered part where the unit is partial.
    pub area_km2: Vec<Value>,
    /// ESS employer establishments.
    pub establishments: Vec<Value>,
    /// ESS jobs.
    pub jobs: Vec<Value>,
    /// Fewest ESS jobs.
    pub jobs_low: Vec<Value>,
    /// Most ESS jobs.
    pub jobs_high: Vec<Value>,
    /// All employer establishments, of the sections counted.
    pub all_establishments: Vec<Value>,
    /// All jobs, of the sections counted.
    pub all_jobs: Vec<Value>,
    /// The ESS by famille, in the order of [`Famille::ALL`].
    pub familles: Vec<FamilleColumns>,
    /// Units covered in part.
    pub partial: Vec<bool>,
}

impl FactColumns {
    /// The columns as the measures read them, against a reference.
    #[must_use]
    pub fn facts(&self, reference: Reference) -> Facts<'_> {
        Facts {
            population: &self.population,
            area_km2: &self.area_km2,
            establishments: &self.establishments,
            jobs: &self.jobs,
            jobs_low: &self.jobs_low,
            jobs_high: &self.jobs_high,
            all_establishments: &self.all_establishments,
            all_jobs: &self.all_jobs,
            familles: self
                .familles
                .iter()
                .map(|part| Part { key: part.famille, establishments: &part.establishments, jobs: &part.jobs })
                .collect(),
            reference,
        }
    }

    /// One unit's totals, to serve as a reference; absent beyond the end.
    #[must_use]
    pub fn reference(&self, row: usize) -> Reference {
        Reference {
            population: at(&self.population, row),
            area_km2: at(&self.area_km2, row),
            establishments: at(&self.establishments, row),
            jobs: at(&self.jobs, row),
            all_establishments: at(&self.all_establishments, row),
            all_jobs: at(&self.all_jobs, row),
        }
    }

    /// The columns limited to some rows, in the order given; rows beyond the end are absent.
    #[must_use]
    pub fn rows(&self, rows: &[u32]) -> Self {
        let index = |row: &u32| usize::try_from(*row).unwrap_or(usize::MAX);
        let keep = |column: &[Value]| -> Vec<Value> { rows.iter().map(|row| at(column, index(row))).collect() };
        Self {
            population: keep(&self.population),
            area_km2: keep(&self.area_km2),
            establishments: keep(&self.establishments),
            jobs: keep(&self.jobs),
            jobs_low: keep(&self.jobs_low),
            jobs_high: keep(&self.jobs_high),
            all_establishments: keep(&self.all_establishments),
            all_jobs: keep(&self.all_jobs),
            familles: self
                .familles
                .iter()
                .map(|part| FamilleColumns {
                    famille: part.famille,
                    establishments: keep(&part.establishments),
                    jobs: keep(&part.jobs),
                })
                .collect(),
            partial: rows.iter().map(|row| self.partial.get(index(row)).copied().unwrap_or(false)).collect(),
        }
    }
}
