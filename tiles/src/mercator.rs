//! Web Mercator: degrees to world units to tiles.
//!
//! For: everything that must agree to the last unit on where a point lies in a tile.
//! Refuses to know: what is drawn.
//! Next: `generalise` (fine world units), `split` (tiles).
//!
//! EPSG:3857 in XYZ tiles (Google's scheme: y grows southwards), as the OGC's WebMercatorQuad tile matrix set defines them.

use std::f64::consts::PI;

/// Units along one side of a tile (the MVT extent).
pub const EXTENT: i32 = 4096;
/// Units kept beyond each side of a tile, so that strokes do not break at its edge: 8 px of a 512 px tile.
pub const BUFFER: i32 = 64;
/// Lowest zoom made.
pub const MIN_ZOOM: u8 = 3;
/// Highest zoom made; clients enlarge its tiles beyond.
pub const MAX_ZOOM: u8 = 10;

/// The world is `2^FINE_BITS` fine units wide: 15 cm on the equator, so that a source's grid stays distinct.
const FINE_BITS: u32 = 28;
/// Latitude where the square world ends.
const MAX_LATITUDE: f64 = 85.051_128_779_806_6;

/// Side of the tiles that clients count their zooms in, pixels.
const SIDE: f64 = 512.0;
/// Ground metres around the equator (WGS84).
const EQUATOR: f64 = 40_075_016.686;

/// Ground metres per pixel at a zoom and a latitude (degrees), for tiles of 512 pixels, as MapLibre counts them.
#[must_use]
pub fn metres_per_pixel(zoom: f64, lat: f64) -> f64 {
    EQUATOR / SIDE * lat.to_radians().cos() / zoom.exp2()
}

/// A point in fine world units or in world units of one zoom; x grows eastwards, y southwards.
pub type Point = [i32; 2];

/// A tile's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// Zoom.
    pub z: u8,
    /// Column, from the west.
    pub x: u32,
    /// Row, from the north.
    pub y: u32,
}

impl Tile {
    /// World units of the tile's north-west corner at its own zoom.
    pub fn origin(self) -> Point {
        [self.x as i32 * EXTENT, self.y as i32 * EXTENT]
    }

    /// `[west, south, east, north]` in degrees, without buffer.
    pub fn bounds(self) -> [f64; 4] {
        let side = f64::from(1u32 << self.z);
        let lon = |x: u32| f64::from(x) / side * 360.0 - 180.0;
        let lat = |y: u32| (PI * (1.0 - 2.0 * f64::from(y) / side)).sinh().atan().to_degrees();
        [lon(self.x), lat(self.y + 1), lon(self.x + 1), lat(self.y)]
    }
}

/// A place in degrees (WGS84) as fine world units; latitudes beyond the square world are brought to its edge.
pub fn fine(lon: f64, lat: f64) -> Point {
    let world = f64::from(1u32 << FINE_BITS);
    let sine = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians().sin();
    let x = lon / 360.0 + 0.5;
    let y = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI);
    [x, y].map(|v| (v.clamp(0.0, 1.0) * world).round().min(world - 1.0) as i32)
}

/// How many fine units one tile unit of this zoom has, as a power of two.
pub fn shift(zoom: u8) -> u32 {
    FINE_BITS - 12 - u32::from(zoom)
}

/// Fine world units to the nearest world unit of a zoom; every layer and every tile rounds here and nowhere else.
pub fn at_zoom(point: Point, zoom: u8) -> Point {
    let shift = shift(zoom);
    let half = 1 << (shift - 1);
    point.map(|v| (v + half) >> shift)
}

/// The tile of a zoom that a fine point lies in.
pub fn tile_of(point: Point, zoom: u8) -> Tile {
    let [x, y] = at_zoom(point, zoom).map(|v| (v.max(0) / EXTENT) as u32);
    let last = (1u32 << zoom) - 1;
    Tile { z: zoom, x: x.min(last), y: y.min(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lille_lies_in_the_tiles_every_slippy_map_gives_it() {
        let lille = fine(3.057, 50.629);
        assert_eq!(tile_of(lille, 3), Tile { z: 3, x: 4, y: 2 });
        assert_eq!(tile_of(lille, 10), Tile { z: 10, x: 520, y: 344 });
    }

    #[test]
    fn the_corner_of_a_tile_comes_back_to_its_bounds() {
        for tile in [Tile { z: 3, x: 4, y: 2 }, Tile { z: 10, x: 519, y: 343 }, Tile { z: 6, x: 41, y: 35 }] {
            let [west, south, east, north] = tile.bounds();
            assert_eq!(at_zoom(fine(west, north), tile.z), tile.origin());
            assert_eq!(at_zoom(fine(east, south), tile.z), tile.origin().map(|v| v + EXTENT));
        }
    }

    #[test]
    fn the_poles_stay_in_the_world() {
        assert_eq!(fine(-180.0, 90.0), [0, 0]);
        assert_eq!(fine(180.0, -90.0), [(1 << 28) - 1; 2]);
    }
}
