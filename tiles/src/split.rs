//! Shapes of one zoom into its tiles.
//!
//! For: every polygon and line layer.
//! Refuses to know: what the shapes are.
//! Next: [`crate::clip`] (one cut), [`crate::encode`] (what becomes of a piece).
//!
//! The world is halved along x until one column of tiles is left, then along y: a shape is cut only where it meets the edge
//! of a tile, and neighbours are cut by the same sequence of cuts.

use std::ops::Range;

use crate::clip::{Cut, Keeps, Place, Ring};
use crate::mercator::{BUFFER, EXTENT, Point, Tile};
use crate::polygon::{self, Polygon};

/// What each tile has of something.
pub(crate) type Parts<T> = Vec<(Tile, Vec<T>)>;

/// Cuts fall half a unit beyond the buffer, and are rounded half a unit further.
const MARGIN: f64 = BUFFER as f64 + 0.5;

/// A shape that cuts divide.
trait Shape: Sized + Clone {
    fn cut(&self, cut: &Cut) -> Self;
    fn is_empty(&self) -> bool;
    /// Lowest and highest coordinate.
    fn range(&self, axis: usize) -> (f64, f64);
}

#[derive(Clone)]
struct Pieces<const CLOSED: bool> {
    paths: Vec<Vec<Place>>,
    whole: bool,
}

impl<const CLOSED: bool> Shape for Pieces<CLOSED> {
    fn cut(&self, cut: &Cut) -> Self {
        let paths =
            if CLOSED { cut.polygon(&self.paths) } else { self.paths.iter().flat_map(|line| cut.line(line)).collect() };
        Pieces { paths, whole: false }
    }

    fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    fn range(&self, axis: usize) -> (f64, f64) {
        let fold = |(low, high): (f64, f64), place: &Place| (low.min(place[axis]), high.max(place[axis]));
        self.paths.iter().flatten().fold((f64::INFINITY, f64::NEG_INFINITY), fold)
    }
}

/// The tile that a polygon lies in with its buffer and all, if it meets no other's: its only part is then itself.
pub(crate) fn only_tile(polygon: &Polygon, zoom: u8) -> Option<Tile> {
    let shell = polygon.first()?;
    let one = |axis: usize| {
        let (low, high) = shell.iter().fold((i32::MAX, i32::MIN), |(l, h), p| (l.min(p[axis]), h.max(p[axis])));
        let number = low.div_euclid(EXTENT);
        let within = low > number * EXTENT + BUFFER && high < (number + 1) * EXTENT - BUFFER;
        u32::try_from(number).ok().filter(|_| within)
    };
    Some(Tile { z: zoom, x: one(0)?, y: one(1)? })
}

/// The parts of a polygon in each tile it or its buffer meets, in world units of the zoom, in order of column then row.
/// Parts keep the winding and nesting of [`crate::polygon`].
pub(crate) fn polygon(polygon: &Polygon, zoom: u8) -> Parts<Polygon> {
    let paths = polygon.iter().map(|ring| places(ring)).collect();
    let mut parts = Vec::new();
    tiles(Pieces::<true> { paths, whole: true }, zoom, MARGIN, &mut |tile, pieces: Pieces<true>| {
        let polygons = if pieces.whole { vec![polygon.clone()] } else { tidy(&pieces.paths, tile) };
        if !polygons.is_empty() {
            parts.push((tile, polygons));
        }
    });
    parts
}

/// The parts of a line in each tile it or its buffer meets; as [`polygon`].
pub(crate) fn line(line: &[Point], zoom: u8) -> Parts<Vec<Point>> {
    let mut parts = Vec::new();
    tiles(Pieces::<false> { paths: vec![places(line)], whole: true }, zoom, MARGIN, &mut |tile, pieces| {
        let mut lines: Vec<Vec<Point>> = pieces.paths.iter().map(|path| rounded(path, tile)).collect();
        lines.iter_mut().for_each(Vec::dedup);
        lines.retain(|line| line.len() > 1);
        if !lines.is_empty() {
            parts.push((tile, lines));
        }
    });
    parts
}

fn places(path: &[Point]) -> Vec<Place> {
    path.iter().map(|point| point.map(f64::from)).collect()
}

/// To whole units; places on a cut go outwards, where no point of a border lies.
fn rounded(path: &[Place], tile: Tile) -> Vec<Point> {
    let middle = tile.origin().map(|v| f64::from(v + EXTENT / 2));
    let round = |v: f64, middle: f64| (if v < middle { (v - 0.5).ceil() } else { (v + 0.5).floor() }) as i32;
    path.iter().map(|place| [0, 1].map(|axis| round(place[axis], middle[axis]))).collect()
}

fn tidy(rings: &[Ring], tile: Tile) -> Vec<Polygon> {
    let loops = rings.iter().flat_map(|ring| {
        let mut ring = rounded(ring, tile);
        ring.dedup();
        polygon::loops(&ring)
    });
    polygon::nest(loops.collect())
}

fn tiles<S: Shape>(shape: S, zoom: u8, margin: f64, emit: &mut impl FnMut(Tile, S)) {
    let columns = 1u32 << zoom;
    halve(shape, 0, 0..columns, margin, &mut |column, strip| {
        halve(strip, 1, 0..columns, margin, &mut |row, piece| emit(Tile { z: zoom, x: column, y: row }, piece));
    });
}

/// Gives each column (or row) of a range its part of a shape.
fn halve<S: Shape>(shape: S, axis: usize, mut range: Range<u32>, margin: f64, emit: &mut impl FnMut(u32, S)) {
    if shape.is_empty() {
        return;
    }
    let (low, high) = shape.range(axis);
    while range.len() > 1 {
        let middle = range.start + (range.end - range.start) / 2;
        let edge = f64::from(middle) * f64::from(EXTENT);
        let (end_of_left, start_of_right) = (edge + margin, edge - margin);
        if high <= start_of_right {
            range.end = middle;
        } else if low >= end_of_left {
            range.start = middle;
        } else {
            let cut = |needed: bool, at: f64, keeps: Keeps| {
                if needed { shape.cut(&Cut { axis, at, keeps }) } else { shape.clone() }
            };
            let left = cut(high > end_of_left, end_of_left, Keeps::Low);
            let right = cut(low < start_of_right, start_of_right, Keeps::High);
            halve(left, axis, range.start..middle, margin, emit);
            halve(right, axis, middle..range.end, margin, emit);
            return;
        }
    }
    emit(range.start, shape);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn star(radii: &[u16]) -> Vec<Place> {
        let step = std::f64::consts::TAU / radii.len() as f64;
        let corner = |(index, &radius): (usize, &u16)| {
            let (sine, cosine) = (index as f64 * step).sin_cos();
            [f64::from(radius) * cosine, f64::from(radius) * sine].map(|v| v.round() + 20_000.0)
        };
        radii.iter().enumerate().map(corner).collect()
    }

    fn area(paths: &[Vec<Place>]) -> f64 {
        let twice = |ring: &Vec<Place>| -> f64 {
            let next = |index: usize| ring[(index + 1) % ring.len()];
            ring.iter().enumerate().map(|(i, a)| a[0] * next(i)[1] - next(i)[0] * a[1]).sum()
        };
        paths.iter().map(twice).sum::<f64>() / 2.0
    }

    #[test]
    fn a_polygon_larger_than_a_tile_fills_it_with_its_buffer() {
        let world: Polygon = vec![vec![[0, 0], [65_536, 0], [65_536, 65_536], [0, 65_536]]];
        let parts = polygon(&world, 4);
        assert_eq!(parts.len(), 256);
        let (tile, inner) = &parts[16 * 5 + 7];
        assert_eq!(*tile, Tile { z: 4, x: 5, y: 7 });
        let [x, y] = tile.origin();
        let (low, high) = (-BUFFER - 1, EXTENT + BUFFER + 1);
        let mut corners = inner[0][0].clone();
        corners.sort_unstable();
        assert_eq!(corners, [[x + low, y + low], [x + low, y + high], [x + high, y + low], [x + high, y + high]]);
    }

    #[test]
    fn a_polygon_within_a_tile_is_left_as_it_is() {
        let small: Polygon = vec![vec![[100, 100], [200, 100], [200, 200]]];
        assert_eq!(polygon(&small, 3), [(Tile { z: 3, x: 0, y: 0 }, vec![small])]);
    }

    #[test]
    fn a_point_in_the_buffer_brings_its_polygon_to_both_tiles() {
        let near: Polygon = vec![vec![[4000, 100], [4080, 100], [4080, 200]]];
        let tiles: Vec<u32> = polygon(&near, 3).iter().map(|(tile, _)| tile.x).collect();
        assert_eq!(tiles, [0, 1]);
    }

    proptest! {
        #[test]
        fn a_polygon_of_one_tile_has_itself_for_only_part(x in 3000i32..5200, y in 3000i32..5200, side in 1i32..400) {
            let square: Polygon = vec![vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side]]];
            let parts = polygon(&square, 3);
            match only_tile(&square, 3) {
                Some(tile) => prop_assert_eq!(parts, [(tile, vec![square])]),
                None => prop_assert!(parts.len() > 1 || [x, y].iter().any(|v| (v - 4096).abs() <= BUFFER + side)),
            }
        }

        #[test]
        fn the_tiles_of_a_polygon_have_its_area(radii in prop::collection::vec(1u16..15_000, 3..80)) {
            let ring = star(&radii);
            let mut total = 0.0;
            tiles(Pieces::<true> { paths: vec![ring.clone()], whole: true }, 4, 0.0, &mut |_, piece: Pieces<true>| {
                total += area(&piece.paths);
            });
            prop_assert!((total - area(&[ring])).abs() < 1e-4, "{total}");
        }

        #[test]
        fn the_tiles_of_a_line_have_its_length(radii in prop::collection::vec(1u16..15_000, 3..80)) {
            let path = star(&radii);
            let length = |paths: &[Vec<Place>]| -> f64 {
                paths.iter().flat_map(|path| path.windows(2)).map(|p| (p[0][0] - p[1][0]).hypot(p[0][1] - p[1][1])).sum()
            };
            let mut total = 0.0;
            // A cut half a unit off the edge of a tile, on both of its sides: nothing is counted twice.
            tiles(Pieces::<false> { paths: vec![path.clone()], whole: true }, 4, 0.0, &mut |_, piece: Pieces<false>| {
                total += length(&piece.paths);
            });
            let on_edges = path.windows(2).any(|p| (0..2).any(|a| p[0][a] == p[1][a] && p[0][a] % 4096.0 == 0.0));
            prop_assert!(on_edges || (total - length(&[path])).abs() < 1e-4, "{total}");
        }
    }
}
