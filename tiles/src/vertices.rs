//! Points in cells: which of them lie in a triangle.
//!
//! For: [`crate::generalise`], which may not sweep over a neighbour's point.
//! Refuses to know: arcs and territories.

use crate::bucket::Buckets;
use crate::mercator::Point;

/// Points with a sorted grid over them; a point taken out is no longer found.
pub(crate) struct Vertices {
    points: Vec<Point>,
    there: Vec<bool>,
    cells: Buckets,
    /// A cell is `2^shift` units wide.
    shift: u32,
}

/// Twice the signed area of a triangle; positive when it turns from x to y.
pub(crate) fn double_area(a: Point, b: Point, c: Point) -> i64 {
    let [ux, uy] = [0, 1].map(|axis| i64::from(b[axis]) - i64::from(a[axis]));
    let [vx, vy] = [0, 1].map(|axis| i64::from(c[axis]) - i64::from(a[axis]));
    ux * vy - uy * vx
}

impl Vertices {
    /// `side`: least width of a cell, in the points' units.
    pub(crate) fn new(points: Vec<Point>, side: i64) -> Vertices {
        let shift = (side.clamp(1, 1 << 30) as u32).next_power_of_two().trailing_zeros();
        let entry = |(point, &[x, y]): (u32, &Point)| (y >> shift, x >> shift, point);
        let cells = Buckets::new((0u32..).zip(&points).map(entry).collect());
        Vertices { there: vec![true; points.len()], points, cells, shift }
    }

    pub(crate) fn len(&self) -> usize {
        self.points.len()
    }

    pub(crate) fn at(&self, vertex: u32) -> Point {
        self.points[vertex as usize]
    }

    pub(crate) fn is_there(&self, vertex: u32) -> bool {
        self.there[vertex as usize]
    }

    pub(crate) fn take(&mut self, vertex: u32) {
        self.there[vertex as usize] = false;
    }

    /// Whether no other point lies in the closed triangle of three points; points that coincide with a corner do not count.
    pub(crate) fn triangle_is_empty(&self, corners: [u32; 3]) -> bool {
        let [a, b, c] = corners.map(|vertex| self.at(vertex));
        let low = [0, 1].map(|axis| a[axis].min(b[axis]).min(c[axis]));
        let high = [0, 1].map(|axis| a[axis].max(b[axis]).max(c[axis]));
        let inside = |p: Point| {
            let turns = [double_area(a, b, p), double_area(b, c, p), double_area(c, a, p)];
            turns.iter().all(|&turn| turn >= 0) || turns.iter().all(|&turn| turn <= 0)
        };
        let in_box = |p: Point| (0..2).all(|axis| p[axis] >= low[axis] && p[axis] <= high[axis]);
        let blocks = |vertex: u32| {
            let p = self.at(vertex);
            self.is_there(vertex) && in_box(p) && p != a && p != b && p != c && inside(p)
        };
        let [columns, rows] = [0, 1].map(|axis| low[axis] >> self.shift..=high[axis] >> self.shift);
        !rows.into_iter().any(|row| self.cells.run(row, *columns.start(), *columns.end()).any(blocks))
    }
}
