//! A balanced k-d tree of sites on the unit sphere that finds the least minutes, not the least distance: sites of different
//! speed stand in one tree, and a branch is left out once its straight chord at the best speed takes longer than the best
//! journey found; or every site within a number of minutes, by the same rule. Exact, whatever the constants.

use super::Place;
use super::straight_line::{EARTH_RADIUS_KM, StraightLine, distance_km};

/// Sites of a leaf, tried one by one.
const LEAF: usize = 8;

/// Sites in the order of the tree: the middle of each range splits it along `axes` at the same position.
pub(super) struct Tree {
    points: Vec<Point>,
    axes: Vec<u8>,
}

struct Point {
    at: [f64; 3],
    site: usize,
    place: Place,
    /// Hours per km at the site's end, where its density is known.
    slowness: Option<f64>,
}

/// A journey to a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) minutes: f64,
    pub(super) distance_km: f64,
    pub(super) site: usize,
}

/// A search from one place.
struct Search<'a> {
    tree: &'a Tree,
    model: &'a StraightLine,
    from: Place,
    at: [f64; 3],
    /// Hours per km at this end, where the density is known.
    slowness: Option<f64>,
    /// Hours per km, both ends together, that no site can beat.
    least_slowness: f64,
    /// Minutes beyond which a journey is of no use.
    limit: f64,
}

impl Tree {
    /// The tree of the sites whose place is known.
    pub(super) fn of(sites: &[Option<Place>], model: &StraightLine) -> Self {
        let known = sites.iter().enumerate().filter_map(|(site, place)| {
            let place = (*place)?;
            Some(Point {
                at: on_sphere(place)?,
                site,
                place,
                slowness: place.density.map(|density| 1.0 / model.speed_kmh(density)),
            })
        });
        let mut points: Vec<Point> = known.collect();
        let mut axes = vec![0; points.len()];
        split(&mut points, &mut axes);
        Self { points, axes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The journey of least minutes from a place; of several, to the first site. `None` for a place outside the Earth, or
    /// where the model's constants allow no journey.
    pub(super) fn least(&self, from: Place, model: &StraightLine) -> Option<Found> {
        let mut best: Option<Found> = None;
        self.search(from, model, f64::INFINITY, &mut |found, limit| {
            if best.is_none_or(|best| (found.minutes, found.site) < (best.minutes, best.site)) {
                best = Some(found);
                *limit = found.minutes;
            }
        });
        best
    }

    /// The journeys of at most `limit` minutes from a place, in no order.
    pub(super) fn within(&self, from: Place, model: &StraightLine, limit: f64) -> Vec<Found> {
        let mut journeys = Vec::new();
        self.search(from, model, limit, &mut |found, limit| {
            if found.minutes <= *limit {
                journeys.push(found);
            }
        });
        journeys
    }

    /// Shows every journey that may be within the limit, which the caller may lower as it goes.
    fn search(&self, from: Place, model: &StraightLine, limit: f64, show: &mut dyn FnMut(Found, &mut f64)) {
        let Some(at) = on_sphere(from) else { return };
        let speeds = [model.dense_kmh, model.intermediate_kmh, model.sparse_kmh];
        let fastest = speeds.into_iter().fold(f64::NAN, f64::max);
        let slowness = from.density.map(|density| 1.0 / model.speed_kmh(density));
        let least_slowness = slowness.unwrap_or(1.0 / fastest) + 1.0 / fastest;
        let mut search = Search { tree: self, model, from, at, slowness, least_slowness, limit };
        search.within(0, self.points.len(), show);
    }
}

impl Search<'_> {
    fn within(&mut self, from: usize, to: usize, show: &mut dyn FnMut(Found, &mut f64)) {
        if to - from <= LEAF {
            for point in &self.tree.points[from..to] {
                self.try_one(point, show);
            }
            return;
        }
        let middle = from + (to - from) / 2;
        let point = &self.tree.points[middle];
        let axis = usize::from(self.tree.axes[middle]);
        let gap = self.at[axis] - point.at[axis];
        let (near, far) =
            if gap < 0.0 { ((from, middle), (middle + 1, to)) } else { ((middle + 1, to), (from, middle)) };
        self.within(near.0, near.1, show);
        self.try_one(point, show);
        if self.may_serve(gap * gap, self.least_slowness) {
            self.within(far.0, far.1, show);
        }
    }

    fn try_one(&mut self, point: &Point, show: &mut dyn FnMut(Found, &mut f64)) {
        let chord_2: f64 = self.at.iter().zip(point.at).map(|(a, b)| (a - b) * (a - b)).sum();
        let slowness = match (self.slowness, point.slowness) {
            (Some(here), Some(there)) => here + there,
            (Some(only), None) | (None, Some(only)) => 2.0 * only,
            (None, None) => self.least_slowness,
        };
        if !self.may_serve(chord_2, slowness) {
            return;
        }
        let distance_km = distance_km(self.from, point.place);
        let Some(minutes) = self.model.minutes(distance_km, self.from.density, point.place.density) else { return };
        show(Found { minutes, distance_km, site: point.site }, &mut self.limit);
    }

    /// Whether a site at that chord (squared, in Earth radii) or farther, both ends that slow, may be within the limit: the arc
    /// is never shorter than its chord. A hair of slack keeps ties; constants without sense prune nothing.
    fn may_serve(&self, chord_2: f64, slowness: f64) -> bool {
        let reach = (self.limit - self.model.fixed_min.max(0.0)).max(0.0) * (1.0 + 1e-9) + 1e-9;
        let per_chord = EARTH_RADIUS_KM * self.model.detour * 30.0 * slowness;
        let out_of_reach = per_chord > 0.0 && chord_2 * per_chord * per_chord > reach * reach;
        !out_of_reach
    }
}

/// Orders the points as a tree: the median along the widest axis in the middle, and so on in both halves.
fn split(points: &mut [Point], axes: &mut [u8]) {
    if points.len() <= LEAF {
        return;
    }
    let width = |axis: usize| {
        let along = || points.iter().map(|point| point.at[axis]);
        along().fold(f64::NEG_INFINITY, f64::max) - along().fold(f64::INFINITY, f64::min)
    };
    let axis = (1..3).fold(0, |widest, axis| if width(axis) > width(widest) { axis } else { widest });
    let middle = points.len() / 2;
    points.select_nth_unstable_by(middle, |a, b| a.at[axis].total_cmp(&b.at[axis]).then(a.site.cmp(&b.site)));
    axes[middle] = u8::try_from(axis).unwrap_or(0);
    let (below, rest) = points.split_at_mut(middle);
    let (axes_below, axes_rest) = axes.split_at_mut(middle);
    split(below, axes_below);
    split(&mut rest[1..], &mut axes_rest[1..]);
}

/// The place on the unit sphere; `None` for degrees outside the Earth.
fn on_sphere(place: Place) -> Option<[f64; 3]> {
    if !place.is_on_earth() {
        return None;
    }
    let (lon, lat) = (place.lon.to_radians(), place.lat.to_radians());
    Some([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
}
