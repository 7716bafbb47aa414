//! Names over a bar, each above its piece or joined to it by a hairline.
//!
//! A name takes the lowest step where it covers neither another name nor a hairline, from its piece to the right or to the left; one
//! that finds none is left to the list below the bars.

use lanterne_tiles::picture::Anchor;
use lanterne_tiles::picture::font::Face;

use super::Piece;
use crate::chart::pen::{CAPTION, INK, LINE, Pen, SIZE};
use crate::format::value;

/// Steps at most.
const STEPS: usize = 4;
/// Free ground between two names of a step.
const APART: f64 = 12.0;

/// A name that found its place.
struct Placed {
    step: usize,
    start: f64,
    end: f64,
    /// Where its hairline goes down.
    hair: f64,
}

impl Placed {
    fn spoils(&self, other: &Self) -> bool {
        let covers = |low: &Self, high: &Self| low.start - 4.0 < high.hair && high.hair < low.end + 4.0;
        match self.step.cmp(&other.step) {
            std::cmp::Ordering::Equal => self.start < other.end + APART && other.start < self.end + APART,
            std::cmp::Ordering::Less => covers(self, other),
            std::cmp::Ordering::Greater => covers(other, self),
        }
    }
}

/// Draws the names; gives the height they take and the parts that found no place.
pub(super) fn names(pen: &mut Pen, pieces: &[Piece<'_>]) -> (f64, Vec<usize>) {
    let (mut placed, mut left): (Vec<(Placed, String)>, Vec<usize>) = (Vec::new(), Vec::new());
    for piece in pieces {
        let words = match piece.holds(&value(piece.value), Face::SansSemibold, 15.0) {
            true => piece.name.to_owned(),
            false => format!("{} {}", piece.name, value(piece.value)),
        };
        let room = Face::SansSemibold.width(&words, SIZE);
        let hair = piece.from + ((piece.to - piece.from) / 2.0).min(5.0);
        let starts = [piece.from, hair - room + 3.0, (pen.width - room).min(piece.from)];
        let candidates =
            (0..STEPS).flat_map(|step| starts.map(|start| Placed { step, start, end: start + room, hair }));
        let found = candidates
            .filter(|name| name.start >= 0.0 && name.end <= pen.width + 0.5)
            .find(|name| !placed.iter().any(|(other, _)| name.spoils(other)));
        match found {
            Some(name) => placed.push((name, words)),
            None => left.push(piece.part),
        }
    }
    let steps = placed.iter().map(|(name, _)| name.step + 1).max().unwrap_or(0);
    let height = if steps == 0 { 2.0 } else { steps as f64 * LINE + 5.0 };
    for ((name, words), piece) in placed.iter().zip(pieces.iter().filter(|piece| !left.contains(&piece.part))) {
        let y = height - 8.0 - name.step as f64 * LINE;
        pen.words(words, [name.start, y], Face::SansSemibold, INK, Anchor::Start);
        if name.step > 0 || name.start != piece.from {
            pen.line([name.hair, y + 3.0], [name.hair, height - 1.0], CAPTION, 0.8);
        }
    }
    (height, left)
}
