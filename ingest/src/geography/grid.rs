//! The grid all outlines are drawn on, so that a border is the same points for both its sides.
//!
//! For: degrees to rings of grid points.
//! Refuses to know: whose rings they are.
//! Next: [`super::edges`].

use geo::MultiPolygon;
use lanterne_tiles::topology::{Point, Transform};

/// A hundred-thousandth of a degree: about one metre, below the sources' own generalisation.
pub(super) const GRID: Transform = Transform { scale: [1e-5, 1e-5], translate: [0.0, 0.0] };

/// Closed rings on the grid, the ground on their left.
pub(super) fn rings(outline: &MultiPolygon<f64>) -> Vec<Vec<Point>> {
    let of = |polygon: &geo::Polygon<f64>| {
        let holes = polygon.interiors().iter().map(|hole| ring(hole, true));
        std::iter::once(ring(polygon.exterior(), false)).chain(holes).collect::<Vec<_>>()
    };
    outline.iter().flat_map(of).collect()
}

fn ring(line: &geo::LineString<f64>, hole: bool) -> Vec<Point> {
    let mut points: Vec<Point> = line.0.iter().map(|place| GRID.quantise(place.x, place.y)).collect();
    points.extend(points.first().copied());
    points.dedup();
    let area2: i128 = points
        .windows(2)
        .map(|pair| {
            let ([x0, y0], [x1, y1]) = (pair[0].map(i128::from), pair[1].map(i128::from));
            x0 * y1 - x1 * y0
        })
        .sum();
    if (area2 < 0) != hole {
        points.reverse();
    }
    points
}
