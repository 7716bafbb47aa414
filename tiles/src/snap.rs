//! Fine borders onto the units of one zoom.
//!
//! For: one rounding for both neighbours, every level and every tile.
//! Refuses to know: territories and tiles.
//! Next: [`crate::polygon`].
//!
//! Rounding may push a point across a border that passes close by. Where that happens a point of the two borders goes to the
//! unit nearby that leaves the fewest crossings; every arc that has the point follows.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::bucket::Buckets;
use crate::mercator::{Point, at_zoom};
use crate::topology::{Crossing, crossings, crossings_where, meet_badly};

/// How often the whole map is looked over at most. Of all of France, two looks leave three meetings a zoom at most, of borders
/// less than a unit apart; [`crate::polygon::loops`] takes them out of the rings.
const LOOKS: usize = 5;
/// How far a point may go from where rounding put it in one look, in units: a quarter of a pixel of a 512 px tile.
const REACH: i32 = 2;

/// Arcs in the world units of a zoom, next to none of which cross; points that fall together become one, so that an arc may
/// end as a single point.
pub(crate) fn snap(arcs: &[Vec<Point>], zoom: u8) -> Vec<Vec<Point>> {
    let mut mesh = Mesh::new(arcs, zoom);
    let mut lines: Vec<Vec<u32>> = (0..arcs.len()).map(|arc| mesh.line(arc)).collect();
    let mut snapped: Vec<Vec<Point>> = lines.iter().map(|line| mesh.drawn(line)).collect();
    let mut faults = crossings(&snapped);
    let mut left = faults.len();
    for _ in 1..LOOKS {
        if left == 0 {
            break;
        }
        let moved = mesh.mend(&lines, &faults);
        // What is new lies where a point moved; what is left, where it was.
        let mut sites = mesh.sites(&lines, &faults);
        let mut before = Vec::new();
        for arc in mesh.arcs_of(&moved, &mut sites) {
            lines[arc] = mesh.line(arc);
            before.push((arc, std::mem::replace(&mut snapped[arc], mesh.drawn(&lines[arc]))));
        }
        let sites = Sites::new(sites);
        faults = crossings_where(&snapped, |ends| sites.meet(bounds_of(ends)));
        if faults.len() >= left {
            before.into_iter().for_each(|(arc, line)| snapped[arc] = line);
            break;
        }
        left = faults.len();
    }
    snapped
}

/// Boxes, found by cell.
struct Sites {
    boxes: Vec<[Point; 2]>,
    cells: Buckets,
    /// A bit per cell, some cells having the same one: most segments pass no site, and are told so here.
    bits: Vec<u64>,
}

/// A cell of sites is `2^SHIFT` units wide.
const SHIFT: u32 = 6;

impl Sites {
    fn new(boxes: Vec<[Point; 2]>) -> Sites {
        let entry = |(index, bounds): (u32, &[Point; 2])| cells_of(bounds).map(move |[x, y]| (y, x, index));
        let cells = Buckets::new((0u32..).zip(&boxes).flat_map(entry).collect());
        let mut bits = vec![0; 1 << (BITS - 6)];
        for &(row, column, _) in cells.entries() {
            let bit = bit_of(row, column);
            bits[bit >> 6] |= 1u64 << (bit & 63);
        }
        Sites { boxes, cells, bits }
    }

    fn meet(&self, bounds: [Point; 2]) -> bool {
        self.of(bounds).next().is_some()
    }

    /// Those that meet a box; one may come more than once.
    fn of(&self, bounds: [Point; 2]) -> impl Iterator<Item = usize> + '_ {
        let [columns, rows] = [0, 1].map(|axis| [0, 1].map(|end: usize| bounds[end][axis] >> SHIFT));
        let is_there = move |row: i32| {
            let has = |column| {
                let bit = bit_of(row, column);
                self.bits[bit >> 6] >> (bit & 63) & 1 == 1
            };
            (columns[0]..=columns[1]).any(has)
        };
        let met = (rows[0]..=rows[1]).filter(move |&row| is_there(row));
        let found = met.flat_map(move |row| self.cells.run(row, columns[0], columns[1]));
        found.map(|index| index as usize).filter(move |&index| {
            let [low, high] = self.boxes[index];
            (0..2).all(|axis| bounds[0][axis] <= high[axis] && bounds[1][axis] >= low[axis])
        })
    }
}

/// Bits of [`Sites`], as a power of two: eight kilobytes.
const BITS: u32 = 16;

fn bit_of(row: i32, column: i32) -> usize {
    let mixed = (row as u32).wrapping_mul(0x9e37_79b9) ^ (column as u32).wrapping_mul(0x85eb_ca6b);
    (mixed.wrapping_mul(0xc2b2_ae35) >> (32 - BITS)) as usize
}

fn bounds_of(ends: [Point; 2]) -> [Point; 2] {
    let [a, b] = ends;
    [[0, 1].map(|axis| a[axis].min(b[axis])), [0, 1].map(|axis| a[axis].max(b[axis]))]
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
        let mut ends: FxHashMap<Point, u32> = FxHashMap::with_capacity_and_hasher(arcs.len(), FxBuildHasher);
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

    /// An arc without the points that fall on the one before.
    fn line(&self, arc: usize) -> Vec<u32> {
        let mut line = self.arcs[arc].clone();
        line.dedup_by_key(|vertex| self.at(*vertex));
        line
    }

    /// A line in units.
    fn drawn(&self, line: &[u32]) -> Vec<Point> {
        line.iter().map(|&vertex| self.at(vertex)).collect()
    }

    fn pairs(lines: &[Vec<u32>], faults: &[Crossing]) -> Vec<[Segment; 2]> {
        let segment = |(arc, rank): (usize, usize)| [lines[arc][rank], lines[arc][rank + 1]];
        faults.iter().map(|fault| [segment(fault.one), segment(fault.other)]).collect()
    }

    /// Where each pair of segments lies.
    fn sites(&self, lines: &[Vec<u32>], faults: &[Crossing]) -> Vec<[Point; 2]> {
        Mesh::pairs(lines, faults).iter().map(|pair| self.bounds(pair.as_flattened(), 0)).collect()
    }

    /// The arcs that have one of these points; where their segments lie that end there is added to `sites`.
    fn arcs_of(&self, moved: &[u32], sites: &mut Vec<[Point; 2]>) -> Vec<usize> {
        let mut is_moved = vec![false; self.points.len()];
        moved.iter().for_each(|&vertex| is_moved[vertex as usize] = true);
        let has_moved = |vertices: &[u32]| vertices.iter().any(|&vertex| is_moved[vertex as usize]);
        let arcs: Vec<usize> = (0..self.arcs.len()).filter(|&arc| has_moved(&self.arcs[arc])).collect();
        let segments = arcs.iter().flat_map(|&arc| self.arcs[arc].windows(2));
        sites.extend(segments.filter(|pair| has_moved(pair)).map(|pair| self.bounds(pair, 0)));
        arcs
    }

    /// Moves a point for each pair of segments where that helps; which ones.
    fn mend(&mut self, lines: &[Vec<u32>], faults: &[Crossing]) -> Vec<u32> {
        let pairs = Mesh::pairs(lines, faults);
        let near = self.near(lines, &pairs);
        pairs.iter().zip(near).filter_map(|(pair, near)| self.move_one(pair, &near)).collect()
    }

    /// Per pair of segments, the segments that pass where they meet.
    fn near(&self, lines: &[Vec<u32>], pairs: &[[Segment; 2]]) -> Vec<Vec<Segment>> {
        let sites = Sites::new(pairs.iter().map(|pair| self.bounds(pair.as_flattened(), REACH)).collect());
        let mut near = vec![Vec::new(); pairs.len()];
        for segment in lines.iter().flat_map(|line| line.windows(2)).map(|pair| [pair[0], pair[1]]) {
            for index in sites.of(bounds_of(segment.map(|vertex| self.at(vertex)))) {
                if near[index].last() != Some(&segment) {
                    near[index].push(segment);
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
    fn move_one(&mut self, pair: &[Segment; 2], near: &[Segment]) -> Option<u32> {
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
        let (.., vertex, to) = best?;
        self.points[vertex as usize] = to;
        Some(vertex)
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

fn cells_of([low, high]: &[Point; 2]) -> impl Iterator<Item = Point> + use<> {
    let [columns, rows] = [0, 1].map(|axis| low[axis] >> SHIFT..=high[axis] >> SHIFT);
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
