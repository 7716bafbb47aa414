//! What lies around France: land and borders of neighbours, the page's own file (Natural Earth), projected for a frame.

use std::sync::LazyLock;

use geojson::{FeatureCollection, GeoJson, GeometryValue};
use lanterne_tiles::picture::Frame;

/// A line, and the box around it: west, south, east, north.
#[derive(Debug)]
struct Line {
    points: Vec<[f64; 2]>,
    bbox: [f64; 4],
}

#[derive(Debug, Default)]
struct Ground {
    land: Vec<Line>,
    border: Vec<Line>,
}

static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let read: Result<GeoJson, _> = include_str!("../../../page/src/map/ground.json").parse();
    // The file is of this program; a test reads it.
    let features = FeatureCollection::try_from(read.unwrap_or_else(|fault| panic!("ground.json: {fault}")));
    let mut ground = Ground::default();
    for feature in features.unwrap_or_else(|fault| panic!("ground.json: {fault}")).features {
        match feature.geometry.map(|geometry| geometry.value) {
            Some(GeometryValue::MultiPolygon { coordinates }) => {
                ground.land.extend(coordinates.iter().flatten().map(|ring| line(ring.iter().map(|at| at.as_slice()))));
            }
            Some(GeometryValue::MultiLineString { coordinates }) => {
                ground.border.extend(coordinates.iter().map(|each| line(each.iter().map(|at| at.as_slice()))));
            }
            _ => {}
        }
    }
    ground
});

fn line<'a>(points: impl Iterator<Item = &'a [f64]>) -> Line {
    let points: Vec<[f64; 2]> = points.filter_map(|at| Some([*at.first()?, *at.get(1)?])).collect();
    let bbox = points.iter().fold(
        [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
        |[west, south, east, north], [lon, lat]| [west.min(*lon), south.min(*lat), east.max(*lon), north.max(*lat)],
    );
    Line { points, bbox }
}

/// Rings of the neighbours' land that reach into a box of degrees: west, south, east, north.
pub(crate) fn land_within([west, south, east, north]: [f64; 4]) -> impl Iterator<Item = &'static [[f64; 2]]> {
    let meets = move |[w, s, e, n]: [f64; 4]| w <= east && e >= west && s <= north && n >= south;
    GROUND.land.iter().filter(move |line| meets(line.bbox)).map(|line| line.points.as_slice())
}

/// Land of neighbours in a frame, as path data.
pub(super) fn land(frame: &Frame) -> String {
    path(&GROUND.land, frame, true)
}

/// Borders between neighbours in a frame, as path data.
pub(super) fn borders(frame: &Frame) -> String {
    path(&GROUND.border, frame, false)
}

fn path(lines: &[Line], frame: &Frame, closed: bool) -> String {
    let [west, south, east, north] = frame.bounds();
    let meets = |[w, s, e, n]: [f64; 4]| w <= east && e >= west && s <= north && n >= south;
    let mut d = String::new();
    for line in lines.iter().filter(|line| meets(line.bbox)) {
        let pixels = line.points.iter().filter_map(|place| frame.pixel(*place));
        for (at, [x, y]) in pixels.enumerate() {
            d.push_str(&format!("{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' }));
        }
        if closed {
            d.push('Z');
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;
    use lanterne_tiles::picture::Rect;
    use lanterne_tiles::picture::projection::Projection;

    #[test]
    fn belgium_is_land_beside_lille_and_nothing_is_land_in_the_ocean() {
        let rect = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let frame = |place| Frame::around(Projection::of(place), place, 500.0, rect).expect("a place");
        assert!(land(&frame([4.0, 50.8])).len() > 100);
        assert!(!borders(&frame([4.7, 51.45])).is_empty());
        assert_eq!(land(&frame([-5.5, 46.0])), "");
    }
}
