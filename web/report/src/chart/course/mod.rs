//! Lines over years, each with its last value; a missing year parts a line, a year alone between two missing ones is a mark.

mod ends;

use lanterne_tiles::picture::Anchor;
use lanterne_tiles::picture::font::Face;

use super::Medium;
use super::pen::{CAPTION, INK, LANTERN, LANTERN_TEXT, LINE, OTHERS, Pen, QUIET, RULE, tenth};
use super::scale::Scale;
use crate::model::Sign;

/// A line: name, values in the order of years, sign.
pub(super) type Line = (String, Vec<Option<f64>>, Sign);

/// Height of the plot: a page of paper has less to give than a screen.
const TALL: [f64; 2] = [92.0, 128.0];

pub(super) fn draw(pen: &mut Pen, years: &[u16], lines: &[Line], decimals: u8, caption: &str) {
    let top = caption_lines(pen, caption);
    let tall = if pen.medium == Medium::Print { TALL[0] } else { TALL[1] };
    let [high, low] = [top + 8.0, top + 8.0 + tall];
    let all = lines.iter().flat_map(|(_, values, _)| values.iter().flatten().copied());
    let scale = Scale::over(all, [low, high], 3.0);
    let left = scale.ticks().iter().map(|(_, words)| Pen::room(words)).fold(0.0, f64::max) + 10.0;
    let ends = ends::Ends::new(pen, lines, &scale, decimals, years);
    let plot = [left + 6.0, pen.width - ends.room() - 14.0];
    let step = (plot[1] - plot[0]) / (years.len().saturating_sub(1).max(1)) as f64;
    let at = |index: usize| if years.len() == 1 { (plot[0] + plot[1]) / 2.0 } else { plot[0] + step * index as f64 };

    for (tick, words) in scale.ticks() {
        let y = scale.at(tick);
        pen.line([left, y], [plot[1] + 6.0, y], RULE, 1.0);
        pen.words(&words, [left - 7.0, y + 4.5], Face::Sans, QUIET, Anchor::End);
    }
    for (name, values, sign) in lines.iter().rev() {
        course(pen, (values, years.len()), *sign, name, |index, value| [at(index), scale.at(value)]);
    }
    said_years(pen, years, at, low + 19.0);
    ends.draw(pen, at, low + 19.0 + LINE);
}

/// What the axis says, in as many lines as it needs; the height they take.
fn caption_lines(pen: &mut Pen, caption: &str) -> f64 {
    let lines = Face::Sans.lines(caption, super::pen::SIZE, pen.width - 4.0);
    for (index, line) in lines.iter().enumerate() {
        pen.words(line, [0.0, 12.0 + index as f64 * LINE], Face::Sans, CAPTION, Anchor::Start);
    }
    lines.len() as f64 * LINE
}

/// One line: its unbroken runs, a mark at its last value and wherever a value stands alone.
fn course(
    pen: &mut Pen,
    (values, years): (&[Option<f64>], usize),
    sign: Sign,
    name: &str,
    at: impl Fn(usize, f64) -> [f64; 2],
) {
    let mut path = String::new();
    let (mut alone, mut run) = (Vec::new(), 0);
    let count = values.len().min(years);
    let known = |index: usize| {
        values.get(..count).and_then(|values| values.get(index)).copied().flatten().filter(|value| value.is_finite())
    };
    for index in 0..count {
        let Some(value) = known(index) else {
            run = 0;
            continue;
        };
        let [x, y] = at(index, value);
        path.push_str(&format!("{}{} {}", if run == 0 { "M" } else { "L" }, tenth(x), tenth(y)));
        run += 1;
        if run == 1 && known(index + 1).is_none() {
            alone.push([x, y]);
        }
        if (index + 1..count).all(|after| known(after).is_none()) {
            alone.push([x, y]);
        }
    }
    pen.path(&path, &stroke(sign));
    for spot in alone {
        pen.mark(sign, spot, name);
    }
}

/// How the line of a sign is drawn: width and dashes tell them apart without colour.
pub(super) fn stroke(sign: Sign) -> String {
    let (colour, width, dashes) = match sign {
        Sign::Here => (LANTERN, 3.2, ""),
        Sign::Part => (LANTERN, 1.4, ""),
        Sign::Other => (OTHERS, 1.4, ""),
        Sign::Reference => (INK, 2.0, ""),
        Sign::Rest => (QUIET, 1.8, " stroke-dasharray=\"5 4\""),
    };
    format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{dashes}")
}

/// Colour of the words of a sign.
pub(super) const fn colour(sign: Sign) -> &'static str {
    match sign {
        Sign::Here | Sign::Part => LANTERN_TEXT,
        Sign::Reference => INK,
        Sign::Rest | Sign::Other => QUIET,
    }
}

/// Years under the plot: the first, the last, and those between that have room.
fn said_years(pen: &mut Pen, years: &[u16], at: impl Fn(usize) -> f64, y: f64) {
    let room = Pen::room("2000") + 10.0;
    let step = if years.len() > 1 { at(1) - at(0) } else { room };
    let every = (room / step.max(0.1)).ceil().max(1.0) as usize;
    for (index, year) in years.iter().enumerate() {
        // Counted from the last: it is the one that is read.
        if (years.len() - 1 - index).is_multiple_of(every) {
            pen.words(&year.to_string(), [at(index), y], Face::Sans, QUIET, Anchor::Middle);
        }
    }
}
