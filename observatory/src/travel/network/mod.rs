//! Minutes by road: a directed network of roads, and the journeys of many places to many others over it.
//!
//! What a file of roads becomes is a [`Roads`]: points of the ground and directed arcs with their time. A journey goes from a
//! place to the nearest point of the network, along the arcs, and from the nearest point to the other place; the two ends
//! off the network are driven at a stated speed and are not longer than a stated distance ([`Drive`]). Only points that can
//! be reached from, and can reach, most of the network count as nearest: a car park closed by a barrier is no way out.
//!
//! Refuses to know what a road is worth: speeds and rights of way are read by whoever reads the file
//! (`lanterne-ingest::travel::osm`), and no traffic, no turn and no hour of the day is known here. A network that ends at a
//! border makes journeys that would go round by the other side too long.
//!
//! Next: [`times`] for journeys, [`roads`] for the network, `contract` for what makes it small, `search` for the search.

mod component;
mod contract;
pub mod roads;
mod search;
mod snap;

pub use roads::{Arc, Roads};
pub use search::times;
pub use snap::{Snapped, snap};

/// How a journey joins and leaves the network, and how far it may go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drive {
    /// Speed between a place and the network, km/h: lanes and yards that no map has.
    pub access_kmh: f64,
    /// A place farther than this from the network, km, is not on it: its journeys are not published.
    pub access_max_km: f64,
    /// Journeys longer than this are not looked for, minutes.
    pub horizon_min: f64,
}

impl Default for Drive {
    /// 15 km/h over 3 km at most, to the horizon of two hours. A town hall stands on a road; 3 km take in the commune whose
    /// point is the middle of its ground, and leave out those of which the map has no road.
    fn default() -> Self {
        Self { access_kmh: 15.0, access_max_km: 3.0, horizon_min: 120.0 }
    }
}

impl Drive {
    /// Milliseconds between a place and its point of the network.
    pub(crate) fn access_millis(&self, distance_km: f64) -> u32 {
        (distance_km / self.access_kmh * 3_600_000.0).round().clamp(0.0, f64::from(u32::MAX)) as u32
    }

    /// The horizon, milliseconds.
    pub(crate) fn horizon_millis(&self) -> u32 {
        (self.horizon_min * 60_000.0).clamp(0.0, f64::from(u32::MAX / 4)) as u32
    }
}
