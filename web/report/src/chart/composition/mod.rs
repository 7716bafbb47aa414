//! Shares of a whole as two bars, here and in the reference.
//!
//! A part is named above its piece (`names`), its share stands on it. What no piece can carry is listed below with its colour and both
//! numbers: a number is never dropped.

mod names;

use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::{Anchor, Rect};

use super::pen::{INK, LANTERN_TEXT, LINE, Pen, QUIET, SIZE, tenth};
use crate::format::{shown, value};
use crate::model::Value;

/// Fill of each part and the colour of words on it: light beside dark, so that pieces part in grey too.
const FILLS: [(&str, &str); 6] = [
    ("#FBD38D", INK),
    ("#A8500B", "#FFFFFF"),
    ("#B9BFD8", INK),
    ("#3B4CA0", "#FFFFFF"),
    ("#DDD7CB", INK),
    ("#17203A", "#FFFFFF"),
];
const TALL: [f64; 2] = [35.0, 20.0];
/// Free ground between pieces.
const GAP: f64 = 1.5;

/// A part: its name, its share here, its share in the reference.
type Part = (String, Value, Value);

/// A piece of a bar.
struct Piece<'a> {
    part: usize,
    name: &'a str,
    value: &'a Value,
    from: f64,
    to: f64,
}

impl Piece<'_> {
    fn holds(&self, words: &str, face: Face, size: f64) -> bool {
        face.width(words, size) + 10.0 <= self.to - self.from
    }
}

pub(super) fn draw(pen: &mut Pen, parts: &[Part], rows: &(String, String)) {
    let heads = [&rows.0, &rows.1].map(|head| Face::SansSemibold.width(head, SIZE));
    let left = if pen.narrow() { 0.0 } else { (heads[0].max(heads[1]) + 14.0).min(pen.width * 0.3) };
    let here = pieces(parts, |(_, here, _)| here, [left, pen.width]);
    let reference = pieces(parts, |(_, _, reference)| reference, [left, pen.width]);

    let (mut y, mut listed) = names::names(pen, &here);
    for (row, (pieces, head)) in [(&here, &rows.0), (&reference, &rows.1)].into_iter().enumerate() {
        heading(pen, head, row, left, &mut y);
        bar(pen, pieces, y, row);
        y += TALL[row] + 8.0;
        let thin = pieces.iter().filter(|piece| !piece.holds(&value(piece.value), Face::Sans, SIZE - 0.5));
        listed.extend(thin.filter(|_| row == 1).map(|piece| piece.part));
    }
    listed.extend((0..parts.len()).filter(|&part| drawn(&parts[part].1).is_none() || drawn(&parts[part].2).is_none()));
    listed.sort_unstable();
    listed.dedup();
    list(pen, &listed, (parts, rows), [left, y + 2.0]);
}

/// What a bar is of: beside it, or above where there is no room.
fn heading(pen: &mut Pen, head: &str, row: usize, left: f64, y: &mut f64) {
    let colour = if row == 0 { LANTERN_TEXT } else { INK };
    if left <= 0.0 {
        pen.words(head, [0.0, *y + 12.0], Face::SansSemibold, colour, Anchor::Start);
        *y += LINE + 2.0;
        return;
    }
    for (index, line) in Face::SansSemibold.lines(head, SIZE, left - 8.0).iter().take(2).enumerate() {
        let shift = TALL[row] / 2.0 + 4.5 + index as f64 * LINE;
        pen.words(line, [0.0, *y + shift], Face::SansSemibold, colour, Anchor::Start);
    }
}

fn drawn(value: &Value) -> Option<f64> {
    shown(value).filter(|share| *share > 0.0)
}

fn pieces<'a>(parts: &'a [Part], of: impl Fn(&'a Part) -> &'a Value, [from, to]: [f64; 2]) -> Vec<Piece<'a>> {
    let whole: f64 = parts.iter().filter_map(|part| drawn(of(part))).sum();
    // Shares that lack leave the bar short; shares of a whole that is not 100 are still shares of it.
    let whole = whole.max(100.0);
    let mut at = from;
    let mut pieces = Vec::new();
    for (part, entry) in parts.iter().enumerate() {
        if let Some(share) = drawn(of(entry)) {
            let next = at + (to - from) * share / whole;
            pieces.push(Piece { part, name: &entry.0, value: of(entry), from: at, to: next });
            at = next;
        }
    }
    pieces
}

fn bar(pen: &mut Pen, pieces: &[Piece<'_>], y: f64, row: usize) {
    let (face, size) = if row == 0 { (Face::SansSemibold, 15.0) } else { (Face::Sans, SIZE - 0.5) };
    for piece in pieces {
        let (fill, on) = FILLS[piece.part % FILLS.len()];
        let width = (piece.to - piece.from - GAP).max(0.6);
        let x = tenth(piece.from.min(pen.width - width));
        pen.rect(Rect { x, y, width, height: TALL[row] }, fill);
        let words = value(piece.value);
        if piece.holds(&words, face, size) {
            pen.sized(&words, [piece.from + 6.0, y + TALL[row] / 2.0 + size * 0.35], face, on, Anchor::Start, size);
        }
    }
}

/// What the bars could not carry, and what is absent: colour, name and both numbers, as many to a line as fit.
fn list(pen: &mut Pen, listed: &[usize], (parts, rows): (&[Part], &(String, String)), at: [f64; 2]) {
    let [left, top] = at;
    let (mut x, mut y) = (left, top + 12.0);
    for &part in listed {
        let Some((name, here, reference)) = parts.get(part) else { continue };
        let words = format!("{name}\u{a0}: {} {}, {} {}", rows.0, value(here), rows.1, value(reference));
        let lines = Face::Sans.lines(&words, SIZE, pen.width - left - 14.0);
        let room = lines.iter().map(|line| Pen::room(line)).fold(0.0, f64::max) + 14.0;
        if x > left && x + room > pen.width {
            (x, y) = (left, y + LINE);
        }
        pen.rect(Rect { x, y: y - 9.0, width: 9.0, height: 9.0 }, FILLS[part % FILLS.len()].0);
        for (index, line) in lines.iter().enumerate() {
            y += if index > 0 { LINE } else { 0.0 };
            pen.words(line, [x + 14.0, y], Face::Sans, QUIET, Anchor::Start);
        }
        x += room + 16.0;
    }
}
