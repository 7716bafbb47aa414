//! The nearest site of every territory, in minutes.

use rayon::prelude::*;

use super::straight_line::StraightLine;
use super::tree::Tree;
use super::{Journey, Place};
use crate::Absence;

/// Territories handled by one task.
const ROWS_PER_TASK: usize = 256;

/// The journey from each place to its nearest site by the model; `None` is a territory or a site whose place is unknown.
///
/// Shape: one journey per territory. Directed from territory to site. Missing: see [`Journey::minutes`]. Of two sites as
/// far, the first. Checked against the literal twin (every pair) and `scipy.spatial.cKDTree` (scipy 1.17.1), relative 1e-9.
/// Cost: `m log m` for the tree, then `n log m`.
///
/// ```
/// use lanterne_observatory::travel::{Place, StraightLine, nearest};
/// let place = |lon, lat| Some(Place { lon, lat, density: Some(100.0) });
/// let journeys = nearest(&[place(2.3, 49.9), None], &[place(3.1, 50.6), place(2.3, 49.8)], &StraightLine::default());
/// assert_eq!(journeys[0].site, Some(1));
/// assert!(journeys[1].minutes.is_err());
/// ```
#[must_use]
pub fn nearest(territories: &[Option<Place>], sites: &[Option<Place>], model: &StraightLine) -> Vec<Journey> {
    let tree = Tree::of(sites, model);
    let journey =
        |place: &Option<Place>| place.map_or(Journey::absent(Absence::NotPublished), |place| one(place, &tree, model));
    territories.par_iter().with_min_len(ROWS_PER_TASK).map(journey).collect()
}

fn one(place: Place, tree: &Tree, model: &StraightLine) -> Journey {
    if tree.is_empty() || !place.is_on_earth() {
        return Journey::absent(Absence::NotPublished);
    }
    match tree.least(place, model) {
        Some(found) if found.minutes <= model.horizon_min => {
            Journey { minutes: Ok(found.minutes), distance_km: Some(found.distance_km), site: Some(found.site) }
        }
        _ => Journey::absent(Absence::Nil),
    }
}
