//! A rectangle of the picture and the part of the ground it shows.
//!
//! For: from degrees to pixels. Refuses to know: what is drawn. Next: [`super::Outlines`].

use super::projection::Projection;

/// A rectangle of the picture, pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// The rectangle without a margin on every side; nothing is left of one too small.
    #[must_use]
    pub fn inside(self, margin: f64) -> Self {
        Self {
            x: self.x + margin,
            y: self.y + margin,
            width: (self.width - 2.0 * margin).max(1.0),
            height: (self.height - 2.0 * margin).max(1.0),
        }
    }

    /// Whether a point lies in it.
    #[must_use]
    pub fn holds(self, [x, y]: [f64; 2]) -> bool {
        (self.x..=self.x + self.width).contains(&x) && (self.y..=self.y + self.height).contains(&y)
    }

    /// Whether two rectangles overlap.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// A rectangle of the picture, and the ground it shows at one scale in one projection.
#[derive(Debug)]
pub struct Frame {
    /// How places become metres.
    pub projection: Projection,
    /// Where on the picture.
    pub rect: Rect,
    /// Ground metres per pixel, where the projection is true.
    pub metres_per_pixel: f64,
    /// Easting and northing of the middle.
    middle: [f64; 2],
}

impl Frame {
    /// Shows a box of the plane (west, south, east, north, metres) whole, in the middle, within `rect` less `margin` pixels.
    #[must_use]
    pub fn fit(projection: Projection, [west, south, east, north]: [f64; 4], rect: Rect, margin: f64) -> Self {
        let room = rect.inside(margin);
        let needed = ((east - west) / room.width).max((north - south) / room.height);
        Self {
            projection,
            rect,
            metres_per_pixel: if needed.is_finite() && needed > 0.0 { needed } else { 1.0 },
            middle: [(west + east) / 2.0, (south + north) / 2.0],
        }
    }

    /// Shows the ground around a place in degrees, at a scale; `None` where the projection has no such place.
    #[must_use]
    pub fn around(projection: Projection, place: [f64; 2], metres_per_pixel: f64, rect: Rect) -> Option<Self> {
        let middle = projection.forward(place)?;
        Some(Self { projection, rect, metres_per_pixel, middle })
    }

    /// Where a place in degrees falls, pixels; `None` where the projection has none.
    #[must_use]
    pub fn pixel(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        self.projection.forward(place).map(|at| self.of_plane(at))
    }

    /// The place in degrees under a pixel; `None` where the projection has none.
    #[must_use]
    pub fn place(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        let east = (x - self.rect.x - self.rect.width / 2.0) * self.metres_per_pixel;
        let north = (self.rect.y + self.rect.height / 2.0 - y) * self.metres_per_pixel;
        self.projection.inverse([self.middle[0] + east, self.middle[1] + north])
    }

    fn of_plane(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            self.rect.x + self.rect.width / 2.0 + (x - self.middle[0]) / self.metres_per_pixel,
            self.rect.y + self.rect.height / 2.0 - (y - self.middle[1]) / self.metres_per_pixel,
        ]
    }

    /// West, south, east, north in degrees of what the frame shows: of the places along its edges.
    #[must_use]
    pub fn bounds(&self) -> [f64; 4] {
        const STEPS: u32 = 8;
        let Rect { x, y, width, height } = self.rect;
        let along = |k: u32| f64::from(k) / f64::from(STEPS);
        let edge = (0..=STEPS).flat_map(|k| [[along(k), 0.0], [along(k), 1.0], [0.0, along(k)], [1.0, along(k)]]);
        let place = |[across, down]: [f64; 2]| self.place([x + across * width, y + down * height]);
        edge.filter_map(place).fold(
            [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
            |[west, south, east, north], [lon, lat]| [west.min(lon), south.min(lat), east.max(lon), north.max(lat)],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { x: 100.0, y: 50.0, width: 400.0, height: 300.0 };

    #[test]
    fn what_is_fitted_touches_the_nearer_sides_and_stays_in_the_middle() {
        let projection = Projection::of([3.0, 46.5]);
        let frame = Frame::fit(projection, [600_000.0, 6_500_000.0, 800_000.0, 6_700_000.0], RECT, 10.0);
        assert_eq!(frame.metres_per_pixel, 200_000.0 / 280.0);
        let [x, y] = frame.pixel([3.0, 46.5]).expect("in the frame");
        assert!((x - 300.0).abs() < 1e-6 && (y - 200.0).abs() < 1e-6, "{x} {y}");
        let [lon, lat] = frame.place([x, y]).expect("in the frame");
        assert!((lon - 3.0).abs() < 1e-9 && (lat - 46.5).abs() < 1e-9);
        let [west, south, east, north] = frame.bounds();
        assert!(west < 3.0 && east > 3.0 && south < 46.5 && north > 46.5);
    }

    #[test]
    fn north_is_up_and_a_kilometre_is_as_many_pixels_as_said() {
        let frame = Frame::around(Projection::of([3.0, 49.0]), [3.0, 49.0], 100.0, RECT).expect("a place of France");
        let [x, y] = frame.pixel([3.0, 49.1]).expect("in the frame");
        assert!((x - 300.0).abs() < 1.0 && (y - 200.0 + 111.2).abs() < 0.5, "{x} {y}");
    }
}
