//! The constants of the straight-line model and the minutes between two places.
//!
//! **Where the constants come from.** A routed matrix (OSRM, 512 communes of Isère, `tests/oracle/check_travel.py`) gives, over
//! the 60 934 journeys of 2 to 45 km in its lowland north: 3 minutes fixed and, for a detour of 1.3, 58, 68 and 70 km/h at the
//! sparse, intermediate and dense ends. The router knows no traffic, so the two denser speeds are lowered, to 55 and 40. With
//! the constants below the median journey is 3 % shorter than routed, half are within −12 % and +8 %, and 92 % fall on the
//! same side of 30 minutes. In the mountains of the same matrix the model is optimistic (a tenth of the journeys by more than
//! 32 %): a matrix or a road network must replace it there.

use super::Place;

/// Mean radius of the Earth, km (IUGG).
pub const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// Great-circle distance × detour ÷ speed by density class, half of the way at the speed of each end, plus a fixed time.
/// The defaults and their reasons are at the head of this file.
#[derive(Debug, Clone, PartialEq)]
pub struct StraightLine {
    /// Length of the road over length of the straight line.
    pub detour: f64,
    /// Door to door, minutes added to every journey between two places (leaving, parking).
    pub fixed_min: f64,
    /// Speed above 1 500 inhabitants/km², km/h.
    pub dense_kmh: f64,
    /// Speed between 300 and 1 500 inhabitants/km², km/h.
    pub intermediate_kmh: f64,
    /// Speed below 300 inhabitants/km², km/h.
    pub sparse_kmh: f64,
    /// Journeys longer than this are not journeys: no site can be reached, minutes.
    pub horizon_min: f64,
}

/// Inhabitants per km² from which a place is dense, and from which intermediate: the thresholds of the European degree of
/// urbanisation that INSEE's density grid is built on.
pub const DENSITY_BOUNDS: [f64; 2] = [1_500.0, 300.0];

impl Default for StraightLine {
    fn default() -> Self {
        Self {
            detour: 1.3,
            fixed_min: 3.0,
            dense_kmh: 40.0,
            intermediate_kmh: 55.0,
            sparse_kmh: 58.0,
            horizon_min: 240.0,
        }
    }
}

impl StraightLine {
    /// The model in one French sentence, for the line under a figure.
    #[must_use]
    pub const fn sentence() -> &'static str {
        "Temps estimé à vol d’oiseau (distance, détour et vitesse selon la densité) : ni le relief, ni le réseau, ni les bacs n’y sont."
    }

    /// Speed at a place of that density, km/h; a density that is not a number is sparse.
    #[must_use]
    pub fn speed_kmh(&self, density: f64) -> f64 {
        match density {
            density if density >= DENSITY_BOUNDS[0] => self.dense_kmh,
            density if density >= DENSITY_BOUNDS[1] => self.intermediate_kmh,
            _ => self.sparse_kmh,
        }
    }

    /// Minutes for a distance with half of the way at each end's speed: 0 at the place itself; `None` where a constant makes
    /// no sense (a speed or a detour that is not positive).
    ///
    /// ```
    /// use lanterne_observatory::travel::StraightLine;
    /// let model = StraightLine { detour: 1.2, sparse_kmh: 60.0, fixed_min: 2.0, ..StraightLine::default() };
    /// assert_eq!(model.minutes(25.0, Some(50.0), None), Some(32.0));
    /// assert_eq!(model.minutes(0.0, None, None), Some(0.0));
    /// ```
    #[must_use]
    pub fn minutes(&self, distance_km: f64, from: Option<f64>, to: Option<f64>) -> Option<f64> {
        if distance_km == 0.0 {
            return Some(0.0);
        }
        let (from, to) = (from.or(to), to.or(from));
        let (from, to) = (self.speed_kmh(from.unwrap_or(0.0)), self.speed_kmh(to.unwrap_or(0.0)));
        let sensible = self.detour > 0.0 && from > 0.0 && to > 0.0;
        let minutes = self.fixed_min.max(0.0) + distance_km * self.detour * 30.0 * (1.0 / from + 1.0 / to);
        (sensible && minutes.is_finite()).then_some(minutes)
    }
}

/// Length of the great circle between two places, km (haversine).
///
/// ```
/// use lanterne_observatory::travel::{Place, straight_line::distance_km};
/// let lille = Place { lon: 3.0586, lat: 50.6330, density: None };
/// let amiens = Place { lon: 2.2957, lat: 49.8942, density: None };
/// assert!((distance_km(lille, amiens) - 98.2).abs() < 0.5);
/// ```
#[must_use]
pub fn distance_km(from: Place, to: Place) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let chord =
        half(from.lat, to.lat) + from.lat.to_radians().cos() * to.lat.to_radians().cos() * half(from.lon, to.lon);
    2.0 * EARTH_RADIUS_KM * chord.clamp(0.0, 1.0).sqrt().asin()
}
