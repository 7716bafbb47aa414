//! A commune as the generator needs it, and how a cell's establishments spread over its communes.

use lanterne_data::row::{Commune, Territory};

use super::cell::Cell;
use super::draw::Draw;

/// A commune: codes, name and inhabitants.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// INSEE code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// SIREN of its EPCI.
    pub epci: Option<String>,
    /// Nature of that EPCI.
    pub nature: Option<String>,
    /// Code of its department.
    pub departement: String,
    /// Code of its region.
    pub region: String,
    /// Population municipale; 0 where unknown.
    pub population: u64,
    /// Its first postcode.
    pub postcode: Option<String>,
}

impl Place {
    /// The places of a snapshot's territory index: one per row of `commune`, in its order.
    #[must_use]
    pub fn all(territories: &[Territory], communes: &[Commune]) -> Vec<Self> {
        let at = |level: &str| {
            territories
                .iter()
                .filter(|territory| territory.level == level)
                .map(|territory| (territory.code.as_str(), territory))
                .collect::<std::collections::HashMap<_, _>>()
        };
        let (named, epci) = (at("commune"), at("epci"));
        communes
            .iter()
            .map(|commune| {
                let own = named.get(commune.code.as_str());
                Self {
                    code: commune.code.clone(),
                    name: own.map_or_else(String::new, |territory| territory.name.clone()),
                    nature: commune
                        .epci
                        .as_deref()
                        .and_then(|code| epci.get(code))
                        .and_then(|epci| epci.nature.clone()),
                    epci: commune.epci.clone(),
                    departement: commune.departement.clone(),
                    region: commune.region.clone(),
                    population: own.and_then(|territory| territory.population).map_or(0, |people| people.max(0) as u64),
                    postcode: commune.postcodes.first().cloned(),
                }
            })
            .collect()
    }
}

/// How much more than its population a commune draws: towns concentrate establishments, the largest of the cell most.
const CONCENTRATION: f64 = 1.08;
const CHEF_LIEU: f64 = 1.5;
/// Spread of what makes a commune richer or poorer in establishments than its size says: a variance of 0.15 around 1.
/// Establishments then fall one by one, so that counts are more dispersed than chance alone, as those of real registers.
const ACCIDENT: f64 = 0.374;

/// One commune (index in the places) per establishment of a cell, the establishments given from the largest to the
/// smallest: towns get more of them, and more of the large ones.
pub(super) fn spread(cell: &Cell, places: &[Place], establishments: u64, draw: &mut Draw) -> Vec<usize> {
    let largest = cell.communes.iter().copied().max_by_key(|index| places[*index].population);
    let weights: Vec<f64> = cell
        .communes
        .iter()
        .map(|index| {
            let town = if Some(*index) == largest { CHEF_LIEU } else { 1.0 };
            (places[*index].population as f64).powf(CONCENTRATION) * town * draw.around_one(ACCIDENT)
        })
        .collect();
    let counts = draw.scatter(establishments, &weights);
    let mut slots: Vec<(f64, usize)> = Vec::with_capacity(establishments as usize);
    for (index, count) in cell.communes.iter().zip(counts) {
        // Weighted order without replacement (Efraimidis & Spirakis 2006): the smallest of -ln(u)/w comes first.
        let pull = (places[*index].population as f64).sqrt().max(1.0);
        slots.extend((0..count).map(|_| (-(1.0 - draw.unit()).ln() / pull, *index)));
    }
    slots.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    slots.into_iter().map(|(_, index)| index).collect()
}
