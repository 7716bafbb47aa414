//! Fine borders onto the units of one zoom.
//!
//! For: one rounding for both neighbours, every level and every tile.
//! Refuses to know: territories and tiles.
//! Next: [`crate::polygon`].

use crate::mercator::{Point, at_zoom};

/// Arcs in the world units of a zoom; points that fall together become one, so that an arc may end as a single point.
pub(crate) fn snap(arcs: &[Vec<Point>], zoom: u8) -> Vec<Vec<Point>> {
    let snapped = |arc: &Vec<Point>| {
        let mut points: Vec<Point> = arc.iter().map(|&point| at_zoom(point, zoom)).collect();
        points.dedup();
        points
    };
    arcs.iter().map(snapped).collect()
}
