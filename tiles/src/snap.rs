//! Fine borders onto the units of one zoom.
//!
//! For: one rounding for both neighbours, every level and every tile.
//! Refuses to know: territories and tiles.
//! Next: [`crate::polygon`].
//!
//! Rounding may push a point across a border that passes close by. Where that happens a point of the two borders goes to the
//! unit nearby that leaves the fewest crossings; every arc that has the point follows.

use std::collections::HashMap;

use crate::mercator::{Point, at_zoom};
use crate::topology::{Crossing, crossings, meet_badly};

/// How often the whole map is looked over at most. Of all of France, two looks leave three meetings a zoom at most, of borders
/// less than a unit apart; [`crate::polygon::loops`] takes them out of the rings.
const LOOKS: usize = 5;
/// How far a point may go from where rounding put it in one look, in units: a quarter of a pixel of a 512 px tile.
const REACH: i32 = 2;

/// Arcs in the world units of a zoom, next to none of which cross; points that fall together become one, so that an arc may
/// end as a single point.
pub(crate) fn snap(arcs: &[Vec<Point>], zoom: u8) -> Vec<Vec<Point>> {
    let mut mesh = Mesh::new(arcs, zoom);
    let mut best: Option<(usize, Vec<Vec<Point>>)> = None;
    for _ in 0..LOOKS {
        let lines = mesh.lines();
        let snapped: Vec<Vec<Point>> =
            lines.iter().map(|line| line.iter().map(|&vertex| mesh.at(vertex)).collect()).collect();
        let faults = crossings(&snapped);
        let left = faults.len();
        if best.as_ref().is_some_and(|(fewest, _)| left >= *fewest) {
            break;
        }
        best = Some((left, snapped));
        if left == 0 {
            break;
        }
        mesh.mend(&lines, &faults);
    }
    best.map(|(_, arcs)| arcs).unwrap_or_default()
}

/// A segment by the numbers of its ends.
type Segment = [u32; 2];

/// Points by number: the ends that arcs share have the same one.
struct Mesh {
    arcs: Vec<Vec<u32>>,
    points: Vec<Point>,
}

impl Mesh {
    fn new(arcs: &[Vec<Point>], zoom: u8) -> Mesh {
        let mut points = Vec::new();
        let mut ends: HashMap<Point, u32> = HashMap::with_capacity(arcs.len());
        let mut number = |point: Point, is_end: bool| {
            let next = points.len() as u32;
            let number = if is_end { *ends.entry(point).or_insert(next) } else { next };
            if number == next {
                points.push(at_zoom(point, zoom));
            }
            number
        };
        let arcs = arcs
            .iter()
            .map(|arc| (0..).zip(arc).map(|(rank, &point)| number(point, rank == 0 || rank + 1 == arc.len())).collect())
            .collect();
        Mesh { arcs, points }
    }

    fn at(&self, vertex: u32) -> Point {
        self.points[vertex as usize]
    }

    /// The arcs without the points that fall on the one before.
    fn lines(&self) -> Vec<Vec<u32>> {
        let line = |arc: &Vec<u32>| {
            let mut line = arc.clone();
            line.dedup_by_key(|vertex| self.at(*vertex));
            line
        };
        self.arcs.iter().map(line).collect()
    }

    fn mend(&mut self, lines: &[Vec<u32>], faults: &[Crossing]) {
        let segment = |(arc, rank): (usize, usize)| [lines[arc][rank], lines[arc][rank + 1]];
        let pairs: Vec<[Segment; 2]> = faults.iter().map(|fault| [segment(fault.one), segment(fault.other)]).collect();
        for (pair, near) in pairs.iter().zip(self.near(lines, &pairs)) {
            self.move_one(pair, &near);
        }
    }

    /// Per pair of segments, the segments that pass where they meet.
    fn near(&self, lines: &[Vec<u32>], pairs: &[[Segment; 2]]) -> Vec<Vec<Segment>> {
        let side = 256;
        let mut cells: HashMap<Point, Vec<usize>> = HashMap::new();
        let boxes: Vec<[Point; 2]> = pairs.iter().map(|pair| self.bounds(pair.as_flattened(), REACH)).collect();
        for (index, bounds) in boxes.iter().enumerate() {
            cells_of(bounds, side).for_each(|cell| cells.entry(cell).or_default().push(index));
        }
        let mut near = vec![Vec::new(); pairs.len()];
        for segment in lines.iter().flat_map(|line| line.windows(2)).map(|pair| [pair[0], pair[1]]) {
            let bounds = self.bounds(&segment, 0);
            for index in cells_of(&bounds, side).filter_map(|cell| cells.get(&cell)).flatten() {
                let [low, high] = boxes[*index];
                let meet = (0..2).all(|axis| bounds[0][axis] <= high[axis] && bounds[1][axis] >= low[axis]);
                if meet && near[*index].last() != Some(&segment) {
                    near[*index].push(segment);
                }
            }
        }
        near
    }

    fn bounds(&self, vertices: &[u32], margin: i32) -> [Point; 2] {
        let fold = |[low, high]: [Point; 2], &vertex: &u32| {
            let point = self.at(vertex);
            [[0, 1].map(|axis| low[axis].min(point[axis])), [0, 1].map(|axis| high[axis].max(point[axis]))]
        };
        let [low, high] = vertices.iter().fold([[i32::MAX; 2], [i32::MIN; 2]], fold);
        [low.map(|v| v - margin), high.map(|v| v + margin)]
    }

    /// Moves the one end of two segments that undoes most crossings, the least far; none if no move undoes any.
    fn move_one(&mut self, pair: &[Segment; 2], near: &[Segment]) {
        let mut best: Option<(i64, i32, u32, Point)> = None;
        for &vertex in pair.as_flattened() {
            let from = self.at(vertex);
            let before = self.faults_of(vertex, from, near);
            for step in steps() {
                let to = [from[0] + step[0], from[1] + step[1]];
                let gain = self.faults_of(vertex, to, near) - before;
                let far = step[0] * step[0] + step[1] * step[1];
                if gain < 0 && best.is_none_or(|(other, distance, ..)| (gain, far) < (other, distance)) {
                    best = Some((gain, far, vertex, to));
                }
            }
        }
        if let Some((.., vertex, to)) = best {
            self.points[vertex as usize] = to;
        }
    }

    /// How many segments the ones that have this end would meet badly, were the end at `place`.
    fn faults_of(&self, vertex: u32, place: Point, near: &[Segment]) -> i64 {
        let ends = |segment: Segment| segment.map(|end| if end == vertex { place } else { self.at(end) });
        let has_it = |segment: &&Segment| segment.contains(&vertex);
        let faults = |&one: &Segment| {
            let here = ends(one);
            let meets = |other: &&Segment| {
                let there = ends(**other);
                here[0] != here[1] && there[0] != there[1] && **other != one && meet_badly(here, there)
            };
            near.iter().filter(meets).count() as i64
        };
        near.iter().filter(has_it).map(faults).sum()
    }
}

fn steps() -> impl Iterator<Item = Point> {
    (-REACH..=REACH).flat_map(|x| (-REACH..=REACH).map(move |y| [x, y])).filter(|&step| step != [0, 0])
}

fn cells_of([low, high]: &[Point; 2], side: i32) -> impl Iterator<Item = Point> + use<> {
    let [columns, rows] = [0, 1].map(|axis| low[axis].div_euclid(side)..=high[axis].div_euclid(side));
    rows.flat_map(move |y| columns.clone().map(move |x| [x, y]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mercator::shift;

    #[test]
    fn arcs_that_meet_still_meet() {
        let unit = 1 << shift(5);
        let arcs = [vec![[0, 0], [3 * unit + 7, unit / 3]], vec![[3 * unit + 7, unit / 3], [9 * unit, 9 * unit - 1]]];
        assert_eq!(snap(&arcs, 5), [vec![[0, 0], [3, 0]], vec![[3, 0], [9, 9]]]);
    }

    #[test]
    fn a_point_rounded_across_a_border_is_brought_back() {
        let unit = 1 << shift(5);
        // At x = 52 the slope is at 21.84; the peak below it, at 21.6, rounds to 22.
        let slope = vec![[0, 0], [100 * unit, 42 * unit]];
        let peak = vec![[0, -10 * unit], [52 * unit, 21 * unit + unit * 6 / 10], [100 * unit, 30 * unit]];
        let arcs = [slope, peak];
        let rounded = arcs.clone().map(|arc| arc.into_iter().map(|point| at_zoom(point, 5)).collect());
        assert_eq!((crossings(&arcs).len(), crossings(&rounded).len()), (0, 2));
        let snapped = snap(&arcs, 5);
        assert!(crossings(&snapped).is_empty());
        let moved = snapped.concat().iter().zip(rounded.concat()).filter(|(a, b)| *a != b).count();
        assert_eq!(moved, 1);
    }
}
