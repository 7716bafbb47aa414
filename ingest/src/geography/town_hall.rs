//! Town halls that stand where they cannot.
//!
//! For: never measuring a distance from another commune. The source swaps coordinates, loses signs, and gives some small
//! communes the office of a neighbour.
//! Refuses to know: where the town hall really is.
//! Next: [`super::build`](fn@super::build).

use geo::{Distance, Euclidean, MapCoords, Point};
use lanterne_tiles::topology::Topology;
use rayon::prelude::*;

use super::territories::Territories;

/// How far outside the outline a town hall may stand, metres: outlines are generalised.
const SLACK_M: f64 = 300.0;
const METRES_PER_DEGREE: f64 = 111_195.08;

/// Takes away the town halls that lie outside their commune; gives the codes of those communes. A commune without outline
/// keeps its own.
pub(super) fn drop_misplaced(territories: &mut Territories, topology: &Topology) -> Vec<String> {
    let misplaced = |(unit, commune): (usize, &mut super::territories::CommuneRow)| {
        let outside = outside_by_m(topology, unit, commune.town_hall?)?;
        if outside <= SLACK_M {
            return None;
        }
        commune.town_hall = None;
        Some(commune.code.clone())
    };
    territories.communes.par_iter_mut().enumerate().filter_map(misplaced).collect()
}

/// Distance from a place to a unit's outline, metres, 0 inside; `None` without outline.
fn outside_by_m(topology: &Topology, unit: usize, [lon, lat]: [f64; 2]) -> Option<f64> {
    if topology.units[unit].polygons.is_empty() {
        return None;
    }
    let shrink = lat.to_radians().cos();
    let plane = topology.to_polygons(unit).map_coords(|place| geo::Coord { x: place.x * shrink, y: place.y });
    Some(Euclidean.distance(&Point::new(lon * shrink, lat), &plane) * METRES_PER_DEGREE)
}
