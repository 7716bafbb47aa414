//! The last value of each line, beside it: pushed apart where lines end close together. On a telephone the names stand below.

use lanterne_tiles::picture::Anchor;
use lanterne_tiles::picture::font::Face;

use super::{Line, colour, stroke};
use crate::chart::pen::{LINE, OTHERS, Pen, SIZE};
use crate::chart::scale::Scale;
use crate::format::number;
use crate::model::Sign;

/// Share of the width that names may take.
const SHARE: f64 = 0.32;

/// What stands at the end of one line.
struct End {
    sign: Sign,
    /// Place of the last known value in the order of years.
    last: Option<usize>,
    value: String,
    name: Vec<String>,
    /// Where the line ends, then where its words stand.
    y: f64,
    top: f64,
}

impl End {
    fn tall(&self) -> f64 {
        LINE * self.name.len().max(1) as f64
    }
}

/// The ends of all lines.
pub(super) struct Ends {
    ends: Vec<End>,
    below: bool,
}

impl Ends {
    pub(super) fn new(pen: &Pen, lines: &[Line], scale: &Scale, decimals: u8, years: &[u16]) -> Self {
        let below = pen.narrow();
        let mut ends: Vec<End> = lines
            .iter()
            .map(|(name, values, sign)| {
                let known = |value: &Option<f64>| value.filter(|value| value.is_finite());
                let values = &values[..values.len().min(years.len())];
                let last = values.iter().rposition(|value| known(value).is_some());
                let number = last.and_then(|at| known(&values[at])).map(|value| (number(value, decimals), value));
                let stale = last.filter(|at| at + 1 < years.len()).map(|at| format!(" ({})", years[at]));
                let said = format!("{name}{}", stale.unwrap_or_default());
                let value = number.as_ref().map_or_else(|| "n.d.".to_owned(), |(words, _)| words.clone());
                let y = number.map_or(f64::NAN, |(_, value)| scale.at(value));
                let indent = Face::SansSemibold.width(&value, SIZE) + 5.0;
                let room = if below { pen.width - 34.0 } else { pen.width * SHARE - indent };
                End { sign: *sign, last, value, name: Face::Sans.lines(&said, SIZE, room), y, top: 0.0 }
            })
            .collect();
        ends.sort_by(|one, other| one.y.total_cmp(&other.y));
        push_apart(&mut ends, below, scale);
        Self { ends, below }
    }

    /// Width the words take beside the plot.
    pub(super) fn room(&self) -> f64 {
        let words = |end: &End| {
            let value = Face::SansSemibold.width(&end.value, SIZE);
            let name = end.name.iter().map(|line| Pen::room(line)).fold(0.0, f64::max);
            if self.below { value } else { value + 5.0 + name }
        };
        self.ends.iter().filter(|end| !self.below || end.last.is_some()).map(words).fold(0.0, f64::max)
    }

    pub(super) fn draw(&self, pen: &mut Pen, at: impl Fn(usize) -> f64, floor: f64) {
        let left = pen.width - self.room();
        for end in self.ends.iter().filter(|end| end.last.is_some() || !self.below) {
            let y = end.top + 4.5;
            if let Some(x) = end.last.map(&at) {
                // A line that ends early, or words pushed away, are joined by a hairline.
                if left - x > 24.0 || (end.top - end.y).abs() > 3.0 {
                    pen.line([x + 8.0, end.y], [left - 4.0, end.top], OTHERS, 0.7);
                }
            }
            let colour = colour(end.sign);
            let first = if self.below { "" } else { end.name.first().map_or("", String::as_str) };
            pen.pair((&end.value, Face::SansSemibold, colour), (first, Face::Sans, colour), [left, y]);
            let indent = Face::SansSemibold.width(&end.value, SIZE) + 4.0;
            for (index, line) in end.name.iter().enumerate().skip(1).filter(|_| !self.below) {
                pen.words(line, [left + indent, y + index as f64 * LINE], Face::Sans, colour, Anchor::Start);
            }
        }
        if self.below {
            self.list(pen, floor + 6.0);
        }
    }

    /// Names below, each with a sample of its line.
    fn list(&self, pen: &mut Pen, mut y: f64) {
        for end in &self.ends {
            pen.path(&format!("M0 {}H24", y + 8.0), &stroke(end.sign));
            for line in &end.name {
                pen.words(line, [32.0, y + 12.0], Face::Sans, colour(end.sign), Anchor::Start);
                y += LINE;
            }
        }
    }
}

/// Words in the order of their lines, none on another, none below the axis; a line without value stands last.
fn push_apart(ends: &mut [End], below: bool, scale: &Scale) {
    let tall = |end: &End| if below { LINE } else { end.tall() };
    let [low, high] = scale.ends();
    let mut free = high - 4.0;
    for end in ends.iter_mut() {
        let wanted = if end.y.is_nan() { low } else { end.y };
        end.top = wanted.max(free);
        free = end.top + tall(end);
    }
    // What was pushed below the plot climbs again, as far as those above leave room.
    let mut floor = low + 10.0;
    for end in ends.iter_mut().rev() {
        end.top = end.top.min(floor - tall(end) + LINE / 2.0).max(0.0);
        floor = end.top - LINE / 2.0;
    }
    // More words than room: they go on below, in order.
    let mut free = f64::NEG_INFINITY;
    for end in ends.iter_mut() {
        end.top = end.top.max(free).max(LINE);
        free = end.top + tall(end);
    }
}
