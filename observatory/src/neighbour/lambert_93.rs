//! From degrees to the metres of a plane: Lambert-93, the official projection of metropolitan France (EPSG:2154).
//!
//! For: distances in a plane between places known by their longitude and latitude.
//! Refuses to know other projections: overseas its metres mean nothing. Conformal: shapes are kept, and lengths to a thousandth
//! on the mainland.
//! Next: [`super::plane`].
//!
//! Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395, 1987, eq. 15-1 to 15-11, on the ellipsoid GRS 80.

use std::sync::LazyLock;

/// Flattening and equatorial radius (metres) of GRS 80.
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const RADIUS_M: f64 = 6_378_137.0;
/// Standard parallels and latitude of origin, degrees.
const PARALLELS: [f64; 2] = [44.0, 49.0];
const ORIGIN: [f64; 2] = [3.0, 46.5];
/// Easting and northing of the origin, metres.
const FALSE_ORIGIN_M: [f64; 2] = [700_000.0, 6_600_000.0];

/// Easting and northing of a place given by its longitude and latitude, degrees (WGS84 or RGF93: the same to a metre).
///
/// Unit: metres. Missing: a coordinate that is not finite, or a pole, gives one that is not. Checked against PROJ (pyproj 3.7.2),
/// to a micrometre. Cost: four transcendental functions.
///
/// ```
/// use lanterne_observatory::neighbour::lambert_93::project;
/// let [x, y] = project(3.0, 46.5);
/// assert_eq!([x.round(), y.round()], [700_000.0, 6_600_000.0]);
/// ```
#[must_use]
pub fn project(lon: f64, lat: f64) -> [f64; 2] {
    let Cone { n, scale_m, middle_m } = *CONE;
    let (radius_m, angle) = (scale_m * conformal(lat.to_radians()).powf(n), n * (lon - ORIGIN[0]).to_radians());
    [FALSE_ORIGIN_M[0] + radius_m * angle.sin(), FALSE_ORIGIN_M[1] + middle_m - radius_m * angle.cos()]
}

/// The cone that the ellipsoid is unrolled on.
struct Cone {
    /// How much of a turn it makes.
    n: f64,
    scale_m: f64,
    /// Radius of the parallel of the origin on it.
    middle_m: f64,
}

static CONE: LazyLock<Cone> = LazyLock::new(|| {
    let [first, second] = PARALLELS.map(f64::to_radians);
    let n = (parallel_radius(first) / parallel_radius(second)).ln() / (conformal(first) / conformal(second)).ln();
    let scale_m = RADIUS_M * parallel_radius(first) / (n * conformal(first).powf(n));
    Cone { n, scale_m, middle_m: scale_m * conformal(ORIGIN[1].to_radians()).powf(n) }
});

/// Radius of a parallel over that of the equator (eq. 14-15).
fn parallel_radius(lat: f64) -> f64 {
    lat.cos() / (1.0 - FLATTENING * (2.0 - FLATTENING) * lat.sin() * lat.sin()).sqrt()
}

/// Tangent of half the conformal colatitude (eq. 15-9).
fn conformal(lat: f64) -> f64 {
    let eccentricity = (FLATTENING * (2.0 - FLATTENING)).sqrt();
    let sine = eccentricity * lat.sin();
    (std::f64::consts::FRAC_PI_4 - lat / 2.0).tan() * ((1.0 + sine) / (1.0 - sine)).powf(eccentricity / 2.0)
}
