//! The nearest site of every territory, in minutes: one tree of points per speed class of the sites, for within a class the
//! nearest in distance is the nearest in time.

use rayon::prelude::*;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::model::{StraightLine, distance_km};
use super::{Journey, Place};
use crate::Absence;

/// A site on the unit sphere, where the nearest by chord is the nearest along the great circle.
type Point = GeomWithData<[f64; 3], usize>;

/// The journey from each place to its nearest site by the model; `None` is a territory or a site whose place is unknown.
///
/// Shape: one journey per territory. Directed from territory to site. Missing: see [`Journey::minutes`]. Of two sites as
/// far, the first. Checked against the literal twin (every pair) and `scipy.spatial.cKDTree`. Cost: a tree of the sites
/// for each of at most four speed classes, then `n log m`.
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
    let trees = trees(sites, model);
    territories
        .par_iter()
        .map(|place| place.map_or(Journey::absent(Absence::NotPublished), |place| one(place, &trees, sites, model)))
        .collect()
}

/// The sites grouped by speed class, unknown density apart.
fn trees(sites: &[Option<Place>], model: &StraightLine) -> Vec<RTree<Point>> {
    let mut classes: Vec<(Option<u64>, Vec<Point>)> = Vec::new();
    for (index, site) in sites.iter().enumerate() {
        let Some((site, point)) = site.and_then(|site| Some((site, on_sphere(site)?))) else { continue };
        let class = site.density.map(|density| model.speed_kmh(density).to_bits());
        let point = GeomWithData::new(point, index);
        match classes.iter_mut().find(|(key, _)| *key == class) {
            Some((_, points)) => points.push(point),
            None => classes.push((class, vec![point])),
        }
    }
    classes.into_iter().map(|(_, points)| RTree::bulk_load(points)).collect()
}

fn one(place: Place, trees: &[RTree<Point>], sites: &[Option<Place>], model: &StraightLine) -> Journey {
    let Some(point) = on_sphere(place) else { return Journey::absent(Absence::NotPublished) };
    if trees.is_empty() {
        return Journey::absent(Absence::NotPublished);
    }
    let journeys = trees.iter().filter_map(|tree| {
        let index = first_of_the_nearest(tree, point)?;
        let site = sites.get(index).copied().flatten()?;
        let distance = distance_km(place, site);
        Some((model.minutes(distance, place.density, site.density)?, index, distance))
    });
    let best = journeys.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    match best {
        Some((minutes, index, distance)) if minutes <= model.horizon_min => {
            Journey { minutes: Ok(minutes), distance_km: Some(distance), site: Some(index) }
        }
        _ => Journey::absent(Absence::Nil),
    }
}

/// The nearest site; of several at the same point, the first given.
fn first_of_the_nearest(tree: &RTree<Point>, point: [f64; 3]) -> Option<usize> {
    tree.nearest_neighbors(&point).iter().map(|site| site.data).min()
}

/// The place on the unit sphere; `None` for degrees outside the Earth.
fn on_sphere(place: Place) -> Option<[f64; 3]> {
    if !(-180.0..=180.0).contains(&place.lon) || !(-90.0..=90.0).contains(&place.lat) {
        return None;
    }
    let (lon, lat) = (place.lon.to_radians(), place.lat.to_radians());
    Some([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
}
