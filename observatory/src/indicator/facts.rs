//! The columns every indicator is computed from, all in the row order of one territory index.
//!
//! A column shorter than the others is absent beyond its end; an empty one is absent everywhere. Refuses to know how the
//! columns were summed: a commune, an EPCI or a hand-made grouping are all rows.

use crate::{Absence, Famille, Value};

/// The columns of one part of the ESS (a famille, a section of activity).
#[derive(Debug, Clone, Copy)]
pub struct Part<'a, K> {
    /// Which part.
    pub key: K,
    /// Employer establishments.
    pub establishments: &'a [Value],
    /// Jobs.
    pub jobs: &'a [Value],
}

/// The same totals over the reference territory (the region of the map, the département, France).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reference {
    /// Inhabitants (population municipale).
    pub population: Value,
    /// Area, km².
    pub area_km2: Value,
    /// ESS employer establishments.
    pub establishments: Value,
    /// ESS jobs.
    pub jobs: Value,
    /// All employer establishments.
    pub all_establishments: Value,
    /// All jobs.
    pub all_jobs: Value,
}

impl Default for Reference {
    /// A reference of which nothing is known.
    fn default() -> Self {
        let absent = Err(Absence::NotPublished);
        Self {
            population: absent,
            area_km2: absent,
            establishments: absent,
            jobs: absent,
            all_establishments: absent,
            all_jobs: absent,
        }
    }
}

/// What is known of the territories of one level, in one perimeter and one millesime.
///
/// ```
/// use lanterne_observatory::indicator::Facts;
/// let facts = Facts { population: &[Ok(20_000.0)], establishments: &[Ok(17.0)], ..Facts::default() };
/// assert_eq!(facts.rows(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    /// Inhabitants (population municipale).
    pub population: &'a [Value],
    /// Area, km²; absent without outline.
    pub area_km2: &'a [Value],
    /// ESS employer establishments.
    pub establishments: &'a [Value],
    /// ESS jobs, estimated from size bands.
    pub jobs: &'a [Value],
    /// Fewest ESS jobs the size bands allow. Empty: no interval on jobs.
    pub jobs_low: &'a [Value],
    /// Most ESS jobs the size bands allow. Empty: no interval on jobs.
    pub jobs_high: &'a [Value],
    /// All employer establishments, ESS included.
    pub all_establishments: &'a [Value],
    /// All jobs, ESS included.
    pub all_jobs: &'a [Value],
    /// The ESS by famille.
    pub familles: Vec<Part<'a, Famille>>,
    /// The same totals over the reference territory.
    pub reference: Reference,
}

impl<'a> Facts<'a> {
    /// Number of territories: the longest column.
    #[must_use]
    pub fn rows(&self) -> usize {
        let columns =
            [self.population, self.area_km2, self.establishments, self.jobs, self.all_establishments, self.all_jobs];
        columns.iter().map(|column| column.len()).max().unwrap_or(0)
    }

    /// The columns of a famille; of two with the same key, the first. `None` if the caller gave none.
    #[must_use]
    pub fn famille(&self, famille: Famille) -> Option<Part<'a, Famille>> {
        self.familles.iter().find(|part| part.key == famille).copied()
    }
}
