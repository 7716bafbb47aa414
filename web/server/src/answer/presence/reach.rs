//! Minutes to the nearest contact of a year: of every commune that is covered, and of every EPCI as the mean of its inhabitants.

use lanterne_data::read::Site;
use lanterne_data::read::access::{Destination, journeys, site_commune, site_place};
use lanterne_observatory::access::{Share, mean, nearest, within};
use lanterne_observatory::travel::{Active, StraightLine};
use lanterne_observatory::{Level, Value};

use crate::state::State;

/// Upper bounds of the classes of minutes.
pub(super) const BOUNDS: [f64; 4] = [15.0, 30.0, 45.0, 60.0];

/// How far the contacts are.
pub(super) struct Reach {
    /// By row of commune.
    pub(super) communes: Vec<Value>,
    /// By row of EPCI.
    pub(super) epci: Vec<Value>,
    /// Shares of the inhabitants, by row of EPCI.
    pub(super) within: Vec<Share>,
    /// What the minutes rest on (French).
    pub(super) sentence: String,
}

/// Journeys to some sites.
pub(super) fn reach(state: &State, contacts: &[&Site], minutes: f64) -> Reach {
    let contents = &state.contents;
    let covered: Vec<Option<u32>> =
        (0_u32..).zip(&contents.grain.covered).map(|(row, covered)| covered.then_some(row)).collect();
    let sites: Vec<Destination> =
        contacts.iter().map(|site| (site_place(contents, site), site_commune(contents, site))).collect();
    let (times, sentence) = journeys(contents, &covered, &sites, StraightLine::default().horizon_min);
    let found = nearest(&times, Active::All);
    let communes: Vec<Value> = found.iter().map(|journey| journey.minutes).collect();
    let group: Vec<Option<usize>> = contents.belonging.epci.iter().map(|row| row.map(|row| row as usize)).collect();
    let (population, epci) = (&contents.grain.population, state.territories(Level::Epci).len());
    Reach {
        epci: mean(&communes, population, &group, epci),
        within: within(&found, population, &group, epci, &[minutes]).into_iter().next().unwrap_or_default(),
        communes,
        sentence,
    }
}

/// Class of minutes: how many bounds are below them.
pub(super) fn class(minutes: f64) -> usize {
    BOUNDS.iter().filter(|bound| **bound < minutes).count()
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn a_bound_is_of_the_class_below_it() {
        assert_eq!([0.0, 15.0, 15.1, 60.0, 60.5].map(class), [0, 0, 1, 3, 4]);
    }
}
