//! The codes facts may name: those of the snapshot's territory index, and where a commune is.

use std::collections::HashMap;

use lanterne_data::row::Territory;

/// Codes of each level, and the point of each commune.
pub struct Known {
    points: HashMap<(String, String), Option<(f64, f64)>>,
}

impl Known {
    /// From the territory index.
    #[must_use]
    pub fn of(territories: &[Territory]) -> Self {
        let point = |territory: &Territory| territory.lon.zip(territory.lat);
        let points = territories
            .iter()
            .map(|territory| ((territory.level.clone(), territory.code.clone()), point(territory)))
            .collect();
        Self { points }
    }

    pub(super) fn has(&self, level: &str, code: &str) -> bool {
        self.points.contains_key(&(level.to_owned(), code.to_owned()))
    }

    pub(super) fn point(&self, commune: &str) -> Option<(f64, f64)> {
        self.points.get(&("commune".to_owned(), commune.to_owned())).copied().flatten()
    }
}
