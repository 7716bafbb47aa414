//! One line a category: a dot here, a tick for the reference, what parts them; the numbers in columns.

use lanterne_tiles::picture::Anchor;
use lanterne_tiles::picture::font::Face;

use super::axis;
use super::pen::{CAPTION, INK, LANTERN_TEXT, LINE, OTHERS, Pen, QUIET, RULE, SIZE};
use super::scale::Scale;
use crate::format::{bare, shown};
use crate::model::{Sign, Value};

/// Height of a line of one row.
const TALL: f64 = 18.5;

/// Where columns stand.
struct Columns {
    /// Room of a category's name.
    name: f64,
    /// From and to of the plot.
    plot: [f64; 2],
    /// Right edges of the two columns of numbers.
    numbers: [f64; 2],
    /// Whether a name stands above its marks.
    over: bool,
}

pub(super) fn draw(pen: &mut Pen, rows: &[(String, Value, Value)], heads: &(String, String), unit: &str) {
    let columns = columns(pen, rows, heads);
    let all = rows.iter().flat_map(|(_, here, reference)| [shown(here), shown(reference)]).flatten();
    let from = [columns.plot[0] + 7.0, columns.plot[1] - 7.0];
    let scale = Scale::over(all.chain([0.0]), from, if pen.narrow() { 3.0 } else { 4.0 });

    for (head, (edge, colour)) in [&heads.0, &heads.1].into_iter().zip(columns.numbers.iter().zip([LANTERN_TEXT, INK]))
    {
        pen.words(head, [*edge, 12.0], Face::SansSemibold, colour, Anchor::End);
    }
    let mut y = LINE + 5.0;
    let mut lines: Vec<(Vec<String>, f64)> = Vec::new();
    for (name, _, _) in rows {
        let cut = Face::Sans.lines(name, SIZE, columns.name);
        let tall = if columns.over { LINE * cut.len() as f64 + TALL } else { (cut.len() as f64 - 1.0) * LINE + TALL };
        lines.push((cut, y));
        y += tall;
    }
    for (tick, _) in scale.ticks() {
        let x = scale.at(tick);
        pen.line([x, LINE + 2.0], [x, y + 3.0], RULE, if tick == 0.0 { 1.6 } else { 1.0 });
    }
    for ((_, here, reference), (cut, top)) in rows.iter().zip(&lines) {
        row(pen, &columns, &scale, (here, reference), (cut, *top));
    }
    axis::words(pen, &scale, y + 17.0, unit);
}

fn columns(pen: &Pen, rows: &[(String, Value, Value)], heads: &(String, String)) -> Columns {
    let widest = |head: &str, of: fn(&(String, Value, Value)) -> &Value| {
        rows.iter()
            .map(|row| Face::SansSemibold.width(&bare(of(row)), SIZE))
            .fold(Face::SansSemibold.width(head, SIZE), f64::max)
    };
    let (here, reference) = (widest(&heads.0, |row| &row.1), widest(&heads.1, |row| &row.2));
    let numbers = [pen.width - reference - 16.0, pen.width];
    let right = numbers[0] - here - 10.0;
    if pen.narrow() {
        return Columns { name: pen.width, plot: [0.0, right], numbers, over: true };
    }
    let name = rows.iter().map(|(name, _, _)| Pen::room(name)).fold(60.0, f64::max).min(pen.width * 0.38);
    Columns { name, plot: [name + 8.0, right], numbers, over: false }
}

fn row(
    pen: &mut Pen,
    columns: &Columns,
    scale: &Scale,
    (here, reference): (&Value, &Value),
    (cut, top): (&[String], f64),
) {
    for (index, line) in cut.iter().enumerate() {
        pen.words(line, [0.0, top + 14.0 + index as f64 * LINE], Face::Sans, INK, Anchor::Start);
    }
    let y = top + 9.5 + if columns.over { LINE * cut.len() as f64 } else { 0.0 };
    let at = |value: &Value| shown(value).map(|number| scale.at(number));
    if let (Some(one), Some(other)) = (at(here), at(reference)) {
        pen.line([one, y], [other, y], OTHERS, 1.6);
    }
    if let Some(x) = at(reference) {
        pen.mark(Sign::Reference, [x, y], "");
    }
    if let Some(x) = at(here) {
        pen.mark(Sign::Here, [x, y], "");
    }
    let colour = |value: &Value, colour: &'static str| if shown(value).is_some() { colour } else { CAPTION };
    let [left, right] = columns.numbers;
    let face = if shown(here).is_some() { Face::SansSemibold } else { Face::Sans };
    pen.words(&bare(here), [left, y + 4.5], face, colour(here, LANTERN_TEXT), Anchor::End);
    pen.words(&bare(reference), [right, y + 4.5], Face::Sans, colour(reference, QUIET), Anchor::End);
}
