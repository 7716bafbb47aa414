//! Declared watch zones against the region around them: the documents say « moins d'entreprises qu'ailleurs » and no number.
//!
//! The zones have no limits in the documents: their candidate EPCI stand for them, and the reader is told.

use super::ground::Ground;

/// What was loaded in a watch zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// Its name.
    pub name: String,
    /// How many candidate EPCI stand for it.
    pub epci: usize,
    /// Establishments of the ESS for 10 000 inhabitants.
    pub density: f64,
    /// The same in the region that holds most of its communes.
    pub region: f64,
}

/// Every watch zone whose candidates the register covers whole.
pub(super) fn all(ground: &Ground) -> Vec<Watched> {
    let density = |communes: &[usize]| {
        let totals = ground.totals(communes);
        (totals.population > 0.0).then(|| 10_000.0 * totals.establishments / totals.population)
    };
    let zones = ground.contents.zones.iter().filter(|zone| zone.is_watched());
    zones
        .filter_map(|zone| {
            let communes = ground.communes_of_epci(&zone.epci_candidate);
            if !ground.covers(&communes) {
                return None;
            }
            Some(Watched {
                name: zone.name.clone(),
                epci: zone.epci_candidate.len(),
                density: density(&communes)?,
                region: density(&ground.region_of(&communes))?,
            })
        })
        .collect()
}
