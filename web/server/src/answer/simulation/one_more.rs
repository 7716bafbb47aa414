//! One more permanence in a territory: the commune of it from where most of its inhabitants would come within reach, the sites that stand
//! kept.
//!
//! For: the profile of a territory. The minutes are those of a simulation that opens this permanence and changes nothing else, from the
//! same sources to the same sites: the page of the simulator has the same numbers, commune by commune. All the communes that are tried
//! are columns of one table of journeys, from those alone who are far today.

use std::collections::BTreeSet;

use lanterne_data::read::access::{Destination, commune_places, journeys};
use lanterne_observatory::{Absence, Level, Value};

use crate::state::State;
use crate::views::Weighed;

/// Minutes within which a place is near: the usual threshold of the white zones.
pub(crate) const NEAR: f64 = 30.0;
/// Communes that are tried at most: those of an EPCI or of a pays are all tried; of what is larger, the most populated. A region of 3 800
/// communes has a million journeys to them, instead of fourteen.
const MOST_TRIED: usize = 300;

/// Inhabitants near a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reach {
    /// How many.
    pub(crate) near: f64,
    /// Of those whose journey is known; who can reach no place is far.
    pub(crate) known: f64,
}

/// What one more permanence would change.
#[derive(Debug)]
pub(crate) struct OneMore {
    /// Places that stand.
    pub(crate) sites: usize,
    /// Today.
    pub(crate) today: Reach,
    /// Row of the commune that would bring most, and what it would lead to; none where no commune would change anything.
    pub(crate) best: Option<(u32, Reach)>,
    /// Communes where a permanence was tried; all of those that can have one, but for large territories.
    pub(crate) tried: usize,
    /// Whether others were not.
    pub(crate) shortened: bool,
    /// How many communes the territory has.
    communes: usize,
}

impl Weighed for OneMore {
    fn bytes(&self) -> usize {
        // The communes are the key.
        size_of::<Self>() + self.communes * size_of::<u32>()
    }
}

impl Reach {
    /// Share of those whose journey is known; none where none is.
    pub(crate) fn share(self) -> Option<f64> {
        (self.known > 0.0).then(|| self.near / self.known)
    }
}

/// Inhabitants of some communes, by their rows, who are near a place that stands.
pub(crate) fn today(state: &State, rows: &[u32]) -> Reach {
    let access = state.access(&BTreeSet::new());
    let none = Reach { near: 0.0, known: 0.0 };
    rows.iter().fold(none, |sum, row| {
        let minutes = access.journeys.get(*row as usize).map_or(Err(Absence::NotPublished), |journey| journey.minutes);
        match (people(state, *row), minutes) {
            (Ok(people), Ok(minutes)) if minutes <= NEAR => {
                Reach { near: sum.near + people, known: sum.known + people }
            }
            (Ok(people), Ok(_) | Err(Absence::Nil)) => Reach { known: sum.known + people, ..sum },
            (Ok(_), Err(_)) | (Err(_), _) => sum,
        }
    })
}

fn people(state: &State, row: u32) -> Value {
    state.contents.grain.population.get(row as usize).copied().unwrap_or(Err(Absence::NotPublished))
}

impl OneMore {
    /// Of the communes of a territory, by their rows, ascending.
    pub(super) fn of(state: &State, rows: &[u32]) -> Self {
        let today = today(state, rows);
        let sites = state.access(&BTreeSet::new()).sites.len();
        let mut found = Self { sites, today, best: None, tried: 0, shortened: false, communes: rows.len() };
        if sites > 0 && today.near < today.known {
            let tried = found.tries(state, rows);
            found.best = best(state, rows, &tried)
                .map(|(row, gained)| (row, Reach { near: today.near + gained, known: today.known }));
        }
        found
    }

    /// The communes where a permanence is tried, the most populated first, then by code: rows are in the order of codes. Only those the
    /// documents speak of, and that have a place on the map.
    fn tries(&mut self, state: &State, rows: &[u32]) -> Vec<u32> {
        let (covered, point) = (&state.contents.grain.covered, &state.territories(Level::Commune).point);
        let can = |row: &u32| {
            covered.get(*row as usize) == Some(&true) && point.get(*row as usize).copied().flatten().is_some()
        };
        let mut tried: Vec<(u32, f64)> =
            rows.iter().copied().filter(can).map(|row| (row, people(state, row).unwrap_or(0.0))).collect();
        tried.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.shortened = tried.len() > MOST_TRIED;
        tried.truncate(MOST_TRIED);
        self.tried = tried.len();
        tried.into_iter().map(|(row, _)| row).collect()
    }
}

/// The commune that brings most inhabitants near, and how many; of two that bring as many, the first that was tried.
fn best(state: &State, rows: &[u32], tried: &[u32]) -> Option<(u32, f64)> {
    let contents = &state.contents;
    let access = state.access(&BTreeSet::new());
    // Who is near stays so, whatever opens; whose journey is not known is counted nowhere.
    let far = |row: &u32| match access.journeys.get(*row as usize).map(|journey| journey.minutes) {
        Some(Ok(minutes)) => minutes > NEAR,
        Some(Err(reason)) => reason == Absence::Nil,
        None => false,
    };
    let known = |row: u32| Some((row, people(state, row).ok()?));
    let (origins, weights): (Vec<Option<u32>>, Vec<f64>) =
        rows.iter().copied().filter(far).filter_map(known).map(|(row, people)| (Some(row), people)).unzip();
    let places = commune_places(contents);
    let to: Vec<Destination> =
        tried.iter().map(|row| (places.get(*row as usize).copied().flatten(), Some(*row))).collect();
    let by_site = journeys(contents, &origins, &to, NEAR).0.by_site();
    let mut best = None;
    let mut most = 0.0;
    for (site, row) in tried.iter().enumerate() {
        let Ok((from, minutes)) = by_site.of(site) else { continue };
        let near = from.iter().zip(minutes).filter(|(_, minutes)| **minutes <= NEAR);
        let gained: f64 = near.filter_map(|(origin, _)| weights.get(*origin as usize)).sum();
        if gained > most {
            (best, most) = (Some((*row, gained)), gained);
        }
    }
    best
}
