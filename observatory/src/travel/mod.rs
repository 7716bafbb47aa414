//! How long a journey takes: a table of minutes from origins to sites ([`Times`]), and the last resort that makes one, the
//! stated straight-line model: great-circle distance × detour ÷ speed.
//!
//! The order of METHODS 4 is kept by [`merge`]: a supplied matrix, then a road network, then the straight line, which says so:
//! it knows neither mountain nor river nor ferry, and gives the order of magnitude that separates "a quarter of an hour" from
//! "an hour". Refuses to know whose sites these are: the caller gives the active, located ones, or an [`Active`] column.
//!
//! Next: [`network`] for journeys by road, [`straight_line`] for the constants and their reasons, [`crate::access`] and
//! [`crate::white_zone::accompagnement`] for what is made of the minutes.

mod active;
mod nearest;
pub mod network;
mod reach;
mod source;
pub mod straight_line;
mod times;
mod tree;

pub use active::{Active, during};
pub use nearest::nearest;
pub use source::{Merged, TravelSource, merge};
pub use straight_line::StraightLine;
pub use times::Times;

use crate::{Absence, Value};

/// A point on the ground, degrees (WGS84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
    /// Inhabitants per km² of the commune it stands in, from which the speed of its end of the journey; `None`: unknown,
    /// the other end's speed holds for the whole way.
    pub density: Option<f64>,
}

impl Place {
    /// Whether its degrees are those of a point on the Earth.
    #[must_use]
    pub fn is_on_earth(self) -> bool {
        (-180.0..=180.0).contains(&self.lon) && (-90.0..=90.0).contains(&self.lat)
    }
}

/// The journey from one territory to its nearest site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Journey {
    /// Minutes by car. Nil: no site can be reached (overseas, or beyond the model's horizon). Not published: the territory
    /// or every site is without a known place.
    pub minutes: Value,
    /// Distance along the great circle, km.
    pub distance_km: Option<f64>,
    /// Index of that site in the sites given.
    pub site: Option<usize>,
}

impl Journey {
    /// No journey, for that reason.
    #[must_use]
    pub const fn absent(reason: Absence) -> Self {
        Self { minutes: Err(reason), distance_km: None, site: None }
    }
}
