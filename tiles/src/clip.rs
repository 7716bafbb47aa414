//! Polygons and lines cut by a line parallel to an axis.
//!
//! For: [`crate::split`], which cuts a shape into tiles one cut at a time.
//! Refuses to know: tiles.
//!
//! Cuts fall between world units, so that no point of an uncut shape lies on one. The points where a border meets the cut
//! depend on the border's segment alone, not on the direction it is run in: neighbours get the same ones. Along the cut, the
//! inside of a polygon lies between the first and the second meeting point, the third and the fourth, and so on; where a
//! faulty ring does not allow that, Sutherland and Hodgman (*Reentrant polygon clipping*, CACM 17, 1974) cut it: the same
//! area, with edges that lie on each other along the cut.

/// A place in world units of a zoom; whole but on cuts.
pub(crate) type Place = [f64; 2];
/// An open ring (the first place is not repeated).
pub(crate) type Ring = Vec<Place>;

/// The side of a cut that is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// 0: the cut is a meridian and compares x; 1: a parallel, y.
    pub(crate) axis: usize,
    /// Where.
    pub(crate) at: f64,
    /// Whether the smaller coordinates are kept, or the larger.
    pub(crate) keeps: Keeps,
}

/// See [`Cut`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// Coordinates up to the cut.
    Low,
    /// Coordinates from the cut on.
    High,
}

impl Cut {
    fn holds(&self, place: Place) -> bool {
        match self.keeps {
            Keeps::Low => place[self.axis] <= self.at,
            Keeps::High => place[self.axis] >= self.at,
        }
    }

    /// Where a segment meets the cut.
    fn meet(&self, a: Place, b: Place) -> Place {
        let (a, b) = if (a[0], a[1]) <= (b[0], b[1]) { (a, b) } else { (b, a) };
        let along = 1 - self.axis;
        let share = (self.at - a[self.axis]) / (b[self.axis] - a[self.axis]);
        let mut place = [self.at; 2];
        place[along] = a[along] + share * (b[along] - a[along]);
        place
    }

    /// The part of a polygon, given by all its rings, that lies on the kept side.
    pub(crate) fn polygon(&self, rings: &[Ring]) -> Vec<Ring> {
        let mut whole = Vec::new();
        let mut pieces: Vec<Ring> = Vec::new();
        for ring in rings {
            match ring.iter().filter(|&&place| self.holds(place)).count() {
                0 => {}
                kept if kept == ring.len() => whole.push(ring.clone()),
                _ => pieces.extend(self.pieces(ring)),
            }
        }
        if pieces.is_empty() {
            return whole;
        }
        match self.link(pieces) {
            Some(linked) => whole.extend(linked),
            None => return rings.iter().map(|ring| self.reentrant(ring)).filter(|ring| ring.len() > 2).collect(),
        }
        whole
    }

    /// The kept runs of a ring that meets the cut, each from meeting point to meeting point.
    fn pieces(&self, ring: &Ring) -> Vec<Ring> {
        let next = |index: usize| (index + 1) % ring.len();
        let enters = |&index: &usize| !self.holds(ring[index]) && self.holds(ring[next(index)]);
        let piece = |entry: usize| {
            let mut piece = vec![self.meet(ring[entry], ring[next(entry)])];
            let mut here = next(entry);
            while self.holds(ring[here]) {
                piece.push(ring[here]);
                here = next(here);
            }
            let last = piece[piece.len() - 1];
            piece.push(self.meet(last, ring[here]));
            piece
        };
        (0..ring.len()).filter(enters).map(piece).collect()
    }

    /// Joins pieces along the cut into rings; `None` where the ends along the cut do not alternate.
    fn link(&self, pieces: Vec<Ring>) -> Option<Vec<Ring>> {
        let along = 1 - self.axis;
        // (place along the cut, piece, whether the piece starts there)
        let mut ends: Vec<(f64, usize, bool)> = Vec::with_capacity(2 * pieces.len());
        for (index, piece) in pieces.iter().enumerate() {
            ends.push((piece[0][along], index, true));
            ends.push((piece[piece.len() - 1][along], index, false));
        }
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut next = vec![usize::MAX; pieces.len()];
        for pair in ends.chunks_exact(2) {
            let (start, end) = if pair[0].2 { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            if !start.2 || end.2 {
                return None;
            }
            next[end.1] = start.1;
        }
        let mut pieces: Vec<Option<Ring>> = pieces.into_iter().map(Some).collect();
        let mut rings = Vec::new();
        for first in 0..pieces.len() {
            let mut ring = Ring::new();
            let mut here = first;
            while let Some(piece) = pieces[here].take() {
                ring.extend(piece);
                here = next[here];
            }
            if !ring.is_empty() {
                rings.push(ring);
            }
        }
        Some(rings)
    }

    fn reentrant(&self, ring: &Ring) -> Ring {
        let mut kept = Ring::new();
        for (index, &here) in ring.iter().enumerate() {
            let next = ring[(index + 1) % ring.len()];
            if self.holds(here) {
                kept.push(here);
            }
            if self.holds(here) != self.holds(next) {
                kept.push(self.meet(here, next));
            }
        }
        kept
    }

    /// The runs of a line on the kept side.
    pub(crate) fn line(&self, line: &[Place]) -> Vec<Vec<Place>> {
        let mut runs: Vec<Vec<Place>> = Vec::new();
        let mut run: Vec<Place> = line.first().filter(|&&place| self.holds(place)).copied().into_iter().collect();
        for pair in line.windows(2) {
            match (self.holds(pair[0]), self.holds(pair[1])) {
                (true, true) => run.push(pair[1]),
                (false, true) => run.extend([self.meet(pair[0], pair[1]), pair[1]]),
                (true, false) => {
                    run.push(self.meet(pair[0], pair[1]));
                    runs.push(std::mem::take(&mut run));
                }
                (false, false) => {}
            }
        }
        runs.push(run);
        runs.retain(|run| run.len() > 1);
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area(rings: &[Ring]) -> f64 {
        let twice = |ring: &Ring| -> f64 {
            let next = |index: usize| ring[(index + 1) % ring.len()];
            ring.iter().enumerate().map(|(i, a)| a[0] * next(i)[1] - next(i)[0] * a[1]).sum()
        };
        rings.iter().map(twice).sum::<f64>() / 2.0
    }

    fn low(at: f64) -> Cut {
        Cut { axis: 0, at, keeps: Keeps::Low }
    }

    #[test]
    fn a_comb_cut_across_its_teeth_becomes_its_teeth() {
        let comb =
            vec![[0.0, 0.0], [10.0, 0.0], [10.0, 2.0], [2.0, 2.0], [2.0, 4.0], [10.0, 4.0], [10.0, 6.0], [0.0, 6.0]];
        let teeth = Cut { axis: 0, at: 5.5, keeps: Keeps::High }.polygon(&[comb]);
        assert_eq!(teeth.len(), 2, "two rings, none along the cut between the teeth");
        assert_eq!(area(&teeth), 18.0);
    }

    #[test]
    fn a_hole_on_the_cut_becomes_a_bay() {
        let shell = vec![[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]];
        let hole = vec![[4.0, 4.0], [4.0, 6.0], [6.0, 6.0], [6.0, 4.0]];
        let half = low(5.5).polygon(&[shell, hole]);
        assert_eq!(half.len(), 1);
        assert_eq!(area(&half), 52.0);
    }

    #[test]
    fn neighbours_meet_a_cut_in_the_same_point() {
        let (a, b) = ([1.0, 3.0], [1000.0, 77.0]);
        assert_eq!(low(333.5).meet(a, b), low(333.5).meet(b, a));
    }

    #[test]
    fn a_line_comes_back_in_runs() {
        let line = [[0.0, 0.0], [10.0, 0.0], [10.0, 5.0], [0.0, 5.0]];
        assert_eq!(low(5.5).line(&line), [vec![[0.0, 0.0], [5.5, 0.0]], vec![[5.5, 5.0], [0.0, 5.0]]]);
    }

    proptest! {
        #[test]
        fn the_two_sides_of_a_cut_have_the_area_of_the_whole(
            radii in prop::collection::vec(1u16..2000, 3..60), at in -2100i32..2100, axis in 0usize..2,
        ) {
            // A star around the origin: simple whatever its radii.
            let step = std::f64::consts::TAU / radii.len() as f64;
            let corner = |(index, &radius): (usize, &u16)| {
                let (sine, cosine) = (index as f64 * step).sin_cos();
                [(f64::from(radius) * cosine).round(), (f64::from(radius) * sine).round()]
            };
            let star = [radii.iter().enumerate().map(corner).collect::<Ring>()];
            let at = f64::from(at) + 0.5;
            let sides = [Keeps::Low, Keeps::High].map(|keeps| area(&Cut { axis, at, keeps }.polygon(&star)));
            prop_assert!((sides[0] + sides[1] - area(&star)).abs() < 1e-6);
        }
    }
}
