//! Areas, lengths and boxes.
//!
//! For: km² of territories, metres of shared borders, the frame of a map.
//! Refuses to know: projections of a screen.
//! Next: [`super::place`] (a point inside).
//!
//! Areas are exact on the WGS84 ellipsoid's sphere of equal area (authalic latitude: Snyder, *Map Projections: A Working
//! Manual*, 1987, eq. 3-11 and 3-12), but for edges being straight in the cylindrical equal-area plane.

use super::{Point, Ring, Topology, Transform};

/// Radius of the sphere with the ellipsoid's area, km.
const AUTHALIC_RADIUS_KM: f64 = 6_371.007_180_918_474;
/// Mean radius of the Earth, metres, for lengths.
const MEAN_RADIUS_M: f64 = 6_371_008.8;
/// First eccentricity of the WGS84 ellipsoid.
const ECCENTRICITY: f64 = 0.081_819_190_842_621_49;

impl Topology {
    /// Area of each unit, km², holes taken out; `None` without outline.
    pub fn areas_km2(&self) -> Vec<Option<f64>> {
        let area = |unit: &super::Unit| {
            let rings = unit.polygons.iter().flatten();
            (!unit.polygons.is_empty()).then(|| rings.map(|ring| self.ring_area_km2(ring)).sum())
        };
        self.units.iter().map(area).collect()
    }

    /// Signed area of a ring, km²: positive counter-clockwise (an outer ring), negative clockwise (a hole).
    pub fn ring_area_km2(&self, ring: &Ring) -> f64 {
        ring_area_km2(
            &self.ring_points(ring).iter().map(|&point| self.transform.place(point).x_y()).collect::<Vec<_>>(),
        )
    }

    /// Bounding box of each unit, degrees `[west, south, east, north]`; `None` without outline.
    pub fn bboxes(&self) -> Vec<Option<[f64; 4]>> {
        (0..self.units.len()).map(|unit| self.bbox(unit)).collect()
    }

    /// Bounding box of unit number `unit`, degrees `[west, south, east, north]`; `None` without outline.
    pub fn bbox(&self, unit: usize) -> Option<[f64; 4]> {
        let points = self.units[unit].references().flat_map(|reference| &self.arcs[super::arc_of(reference)]);
        let mut bounds: Option<[i32; 4]> = None;
        for &[x, y] in points {
            let [west, south, east, north] = bounds.unwrap_or([x, y, x, y]);
            bounds = Some([west.min(x), south.min(y), east.max(x), north.max(y)]);
        }
        bounds.map(|[west, south, east, north]| {
            let (low, high) = (self.transform.place([west, south]), self.transform.place([east, north]));
            [low.x, low.y, high.x, high.y]
        })
    }
}

/// Signed area of a closed line of `(longitude, latitude)` in degrees, km²; positive counter-clockwise.
pub fn ring_area_km2(line: &[(f64, f64)]) -> f64 {
    let Some(&(lon, lat)) = line.first() else { return 0.0 };
    // Relative to the first point: the differences keep their digits.
    let origin = authalic_sine(lat);
    let plane = |&(x, y): &(f64, f64)| ((x - lon).to_radians(), authalic_sine(y) - origin);
    let sum: f64 = line
        .windows(2)
        .map(|pair| {
            let ((x0, y0), (x1, y1)) = (plane(&pair[0]), plane(&pair[1]));
            x0 * y1 - x1 * y0
        })
        .sum();
    sum / 2.0 * AUTHALIC_RADIUS_KM * AUTHALIC_RADIUS_KM
}

/// Sine of the authalic latitude of a geodetic latitude in degrees.
fn authalic_sine(lat: f64) -> f64 {
    q(lat.to_radians().sin()) / q(1.0)
}

fn q(sine: f64) -> f64 {
    let e = ECCENTRICITY;
    let es = e * sine;
    (1.0 - e * e) * (sine / (1.0 - es * es) + es.atanh() / e)
}

/// Length of an arc, metres, great circle from point to point.
pub(super) fn arc_length_m(transform: &Transform, arc: &[Point]) -> f64 {
    arc.windows(2).map(|pair| distance_m(transform, pair[0], pair[1])).sum()
}

/// Great-circle distance of two grid points, metres.
pub(super) fn distance_m(transform: &Transform, a: Point, b: Point) -> f64 {
    let (a, b) = (transform.place(a), transform.place(b));
    let (lat_a, lat_b) = (a.y.to_radians(), b.y.to_radians());
    let half = |difference: f64| (difference / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half((b.x - a.x).to_radians());
    2.0 * MEAN_RADIUS_M * h.sqrt().min(1.0).asin()
}
