//! Outlines and borders as SVG paths at the scale of a frame: simplified on shared arcs, so that neighbours still meet.
//!
//! For: drawing territories and the lines between them. Refuses to know: colours, what a row is called.
//! Next: [`crate::topology::Topology::simplify`], [`Frame`].

use std::fmt::Write;

use super::Frame;
use super::svg::short;
use crate::topology::{Ring, Sides, Topology, arc_of};

/// No border moves by more than this many pixels.
const TOLERANCE: f64 = 0.35;

/// The territories of a topology that a frame shows.
#[derive(Debug)]
pub struct Outlines {
    /// Unit of the whole topology, by unit here.
    rows: Vec<u32>,
    /// Rings of each, as references to arcs.
    rings: Vec<Vec<Ring>>,
    sides: Vec<Sides>,
    /// Arcs in tenths of a pixel.
    arcs: Vec<Vec<[f64; 2]>>,
}

impl Outlines {
    /// The units of `topology` that `keeps` and that reach into the frame.
    ///
    /// Cost: linear in the points kept; half a second for the 35 000 communes of France.
    #[must_use]
    pub fn of(topology: &Topology, frame: &Frame, keeps: impl Fn(u32) -> bool) -> Self {
        let [west, south, east, north] = frame.bounds();
        let meets = |[w, s, e, n]: [f64; 4]| w <= east && e >= west && s <= north && n >= south;
        let count = topology.units.len();
        let units = (0_u32..).take(count).filter(|row| keeps(*row));
        let rows: Vec<u32> = units.filter(|row| topology.bbox(*row as usize).is_some_and(meets)).collect();
        let mut group = vec![None; count];
        for (at, row) in rows.iter().enumerate() {
            group[*row as usize] = Some(at);
        }
        let codes = rows.iter().map(|row| topology.units[*row as usize].code.clone()).collect();
        let shown = topology.dissolve(&group, codes).simplify(TOLERANCE * frame.metres_per_pixel);
        let pixels = |arc: &Vec<crate::topology::Point>| {
            let mut line: Vec<[f64; 2]> = arc
                .iter()
                .filter_map(|point| frame.pixel(shown.transform.place(*point).into()))
                .map(|at| at.map(short))
                .collect();
            line.dedup();
            line
        };
        Self {
            sides: shown.sides(),
            arcs: shown.arcs.iter().map(pixels).collect(),
            rings: shown.units.into_iter().map(|unit| unit.polygons.into_iter().flatten().collect()).collect(),
            rows,
        }
    }

    /// Each territory and its outline as path data; those that vanish at this scale keep a point's worth.
    pub fn shapes(&self) -> impl Iterator<Item = (u32, String)> + '_ {
        self.rows.iter().zip(&self.rings).map(|(row, rings)| (*row, self.path(rings)))
    }

    /// The outline of one row, empty when the frame does not show it.
    #[must_use]
    pub fn shape(&self, row: u32) -> String {
        self.rows.binary_search(&row).map(|at| self.path(&self.rings[at])).unwrap_or_default()
    }

    /// The lines that `wanted` says, by the rows on their two sides; `None`: sea, another country, or a row not kept.
    #[must_use]
    pub fn borders(&self, wanted: impl Fn(Option<u32>, Option<u32>) -> bool) -> String {
        let row = |unit: Option<usize>| unit.and_then(|unit| self.rows.get(unit).copied());
        let mut d = String::new();
        for (arc, sides) in self.arcs.iter().zip(&self.sides) {
            if wanted(row(sides.left), row(sides.right)) {
                append(&mut d, arc.iter().copied(), false);
            }
        }
        d
    }

    /// West, north, east, south in pixels of what is drawn; `None` when nothing is.
    #[must_use]
    pub fn extent(&self) -> Option<[f64; 4]> {
        let points = self.arcs.iter().flatten();
        points.fold(None, |found: Option<[f64; 4]>, [x, y]| {
            let [west, north, east, south] = found.unwrap_or([*x, *y, *x, *y]);
            Some([west.min(*x), north.min(*y), east.max(*x), south.max(*y)])
        })
    }

    fn path(&self, rings: &[Ring]) -> String {
        let mut d = String::new();
        for ring in rings {
            let points = ring.0.iter().flat_map(|&reference| {
                let arc = &self.arcs[arc_of(reference)];
                let along: Box<dyn Iterator<Item = [f64; 2]>> = match reference < 0 {
                    true => Box::new(arc.iter().rev().copied()),
                    false => Box::new(arc.iter().copied()),
                };
                along
            });
            append(&mut d, points, true);
        }
        d
    }
}

/// Appends a line; a point equal to the one before is not written.
fn append(d: &mut String, points: impl Iterator<Item = [f64; 2]>, closed: bool) {
    let mut last = None;
    for [x, y] in points {
        match last {
            None => write!(d, "M{x} {y}"),
            Some(before) if before == [x, y] => continue,
            Some(_) => write!(d, "L{x} {y}"),
        }
        .unwrap_or_default();
        last = Some([x, y]);
    }
    if closed && last.is_some() {
        d.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::super::projection::Projection;
    use super::super::{Frame, Rect};
    use super::*;
    use crate::topology::{Transform, Unit};

    /// Two squares side by side, a hundredth of a degree each.
    fn squares() -> Topology {
        let transform = Transform { scale: [0.01, 0.01], translate: [3.0, 46.0] };
        let arcs =
            vec![vec![[1, 0], [1, 1]], vec![[1, 1], [0, 1], [0, 0], [1, 0]], vec![[1, 0], [2, 0], [2, 1], [1, 1]]];
        let unit =
            |code: &str, references: Vec<i32>| Unit { code: code.to_owned(), polygons: vec![vec![Ring(references)]] };
        Topology { transform, arcs, units: vec![unit("a", vec![0, 1]), unit("b", vec![2, !0])] }
    }

    fn frame() -> Frame {
        let rect = Rect { x: 0.0, y: 0.0, width: 200.0, height: 100.0 };
        Frame::around(Projection::of([3.01, 46.005]), [3.01, 46.005], 10.0, rect).expect("a place of France")
    }

    #[test]
    fn neighbours_share_the_points_of_their_border_to_the_last_digit() {
        let outlines = Outlines::of(&squares(), &frame(), |_| true);
        let shapes: Vec<(u32, String)> = outlines.shapes().collect();
        let border = outlines.borders(|left, right| left.is_some() && right.is_some());
        let ends: Vec<&str> = border.trim_start_matches('M').split('L').collect();
        assert_eq!((shapes.len(), ends.len()), (2, 2));
        for end in ends {
            assert!(shapes.iter().all(|(_, d)| d.contains(end)), "{end} in {shapes:?}");
        }
        assert_eq!(outlines.shape(1), shapes[1].1);
    }

    #[test]
    fn what_lies_outside_the_frame_or_is_not_kept_is_not_drawn() {
        let outlines = Outlines::of(&squares(), &frame(), |row| row == 1);
        assert_eq!(outlines.shapes().map(|(row, _)| row).collect::<Vec<_>>(), [1]);
        assert_eq!(outlines.borders(|left, right| left.is_some() && right.is_some()), "");
        assert_eq!(outlines.shape(0), "");
        let rect = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        let far = Frame::around(Projection::of([2.0, 49.0]), [2.0, 49.0], 10.0, rect).expect("a place of France");
        assert!(Outlines::of(&squares(), &far, |_| true).extent().is_none());
    }
}
