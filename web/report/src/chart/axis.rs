//! An axis from left to right: its line, its ticks, the words that have room.

use lanterne_tiles::picture::Anchor;
use lanterne_tiles::picture::font::Face;

use super::pen::{CAPTION, LINE, Pen, QUIET};
use super::scale::Scale;
use crate::format::with_unit;

/// A unit no longer than this stands behind the last tick; a longer one on its own line.
const SHORT: usize = 3;

/// The axis at a height: both ends are always said, the ticks between where they have room.
pub(super) fn across(pen: &mut Pen, scale: &Scale, y: f64, unit: &str) {
    pen.line([0.0, y], [pen.width, y], CAPTION, 1.0);
    for x in words(pen, scale, y + 17.0, unit) {
        pen.line([x, y], [x, y + 4.0], CAPTION, 1.0);
    }
}

/// The words of an axis, on a baseline; pixels of the ticks that are said.
pub(super) fn words(pen: &mut Pen, scale: &Scale, baseline: f64, unit: &str) -> Vec<f64> {
    let mut ticks = scale.ticks();
    let short = unit.chars().count() <= SHORT;
    if let Some((_, words)) = ticks.last_mut().filter(|_| short) {
        *words = with_unit(words, unit);
    }
    let spots: Vec<(f64, f64, f64, &String)> = ticks
        .iter()
        .map(|(tick, words)| {
            let (x, room) = (scale.at(*tick), Pen::room(words));
            let start = (x - room / 2.0).min(pen.width - room).max(0.0);
            (x, start, start + room, words)
        })
        .collect();
    let last = spots.last().map_or(f64::INFINITY, |(_, start, _, _)| *start);
    let (mut free, mut said) = (f64::NEG_INFINITY, Vec::new());
    for (index, (x, start, end, words)) in spots.iter().enumerate() {
        let is_last = index + 1 == spots.len();
        if *start >= free && (is_last || end + 10.0 <= last) {
            pen.words(words, [*start, baseline], Face::Sans, QUIET, Anchor::Start);
            free = end + 10.0;
            said.push(*x);
        }
    }
    if !short {
        pen.words(unit, [pen.width, baseline + LINE], Face::Sans, CAPTION, Anchor::End);
    }
    said
}
