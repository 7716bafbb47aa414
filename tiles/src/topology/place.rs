//! A point surely inside a territory.
//!
//! For: labels, and the place of a territory without town-hall point.
//! Refuses to know: what stands there.
//! Next: [`super::measure`].

use super::{Point, Topology};

/// How many level lines are tried across a polygon.
const LINES: i64 = 15;

impl Topology {
    /// A point strictly inside each unit, degrees `[lon, lat]`; `None` without outline.
    pub fn points_inside(&self) -> Vec<Option<[f64; 2]>> {
        (0..self.units.len()).map(|unit| self.point_inside(unit)).collect()
    }

    /// A point strictly inside unit number `unit`, degrees `[lon, lat]`; `None` without outline: the middle of the longest
    /// stretch that a few horizontal lines cut out of its largest polygon, so away from the borders.
    pub fn point_inside(&self, unit: usize) -> Option<[f64; 2]> {
        let rings = self.units[unit].polygons.first()?;
        let rings: Vec<Vec<Point>> = rings.iter().map(|ring| self.ring_points(ring)).collect();
        let ys = || rings[0].iter().map(|point| i64::from(point[1]));
        let (south, north) = (ys().min()?, ys().max()?);
        // Half-way between two grid lines no vertex is met.
        let lines = (1..=LINES).map(|line| south + (north - south - 1) * line / (LINES + 1));
        let stretches = lines.filter_map(|y| longest_stretch(&rings, y as f64 + 0.5).map(|stretch| (stretch, y)));
        let ((west, east), y) = stretches.max_by(|a, b| (a.0.1 - a.0.0).total_cmp(&(b.0.1 - b.0.0)))?;
        let [x, y] = [(west + east) / 2.0, y as f64 + 0.5];
        let (scale, translate) = (self.transform.scale, self.transform.translate);
        Some([x * scale[0] + translate[0], y * scale[1] + translate[1]])
    }
}

/// The longest stretch of a horizontal line inside a polygon.
fn longest_stretch(rings: &[Vec<Point>], y: f64) -> Option<(f64, f64)> {
    let mut cuts: Vec<f64> = Vec::new();
    for pair in rings.iter().flat_map(|ring| ring.windows(2)) {
        let ([x0, y0], [x1, y1]) = (pair[0].map(f64::from), pair[1].map(f64::from));
        if (y0 > y) != (y1 > y) {
            cuts.push(x0 + (x1 - x0) * (y - y0) / (y1 - y0));
        }
    }
    cuts.sort_by(f64::total_cmp);
    let stretches = cuts.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    stretches.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}
