//! The reference: a line through units and territory, its name above; an arrow at the end of the axis where it lies far beyond.

use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::{Anchor, Rect};

use crate::chart::pen::{INK, LINE, Pen, SIZE};
use crate::chart::scale::{End, Scale};
use crate::format::{number, with_unit};

/// Where it stands and how it is said.
pub(super) struct Reference {
    x: f64,
    beyond: Option<End>,
    lines: Vec<String>,
    /// Left edge of the words.
    start: f64,
    /// Whether the words stand over the line, which begins below them.
    over: bool,
}

impl Reference {
    pub(super) fn new(pen: &Pen, scale: &Scale, (name, value): (&str, f64), decimals: u8, unit: &str) -> Self {
        let unit = if unit.chars().count() <= 3 { unit } else { "" };
        let said = format!("{name} {}", with_unit(&number(value, decimals), unit));
        let lines = Face::SansSemibold.lines(&said, SIZE, pen.width - 8.0);
        let room = lines.iter().map(|line| Face::SansSemibold.width(line, SIZE)).fold(0.0, f64::max);
        let (x, beyond) = (scale.at(value), scale.beyond(value));
        // Beyond the axis the arrow takes the place after it.
        let after = if beyond == Some(End::High) { f64::INFINITY } else { x + 7.0 };
        let before = if beyond == Some(End::Low) { f64::NEG_INFINITY } else { x - 7.0 - room };
        let (start, over) = if after + room <= pen.width {
            (after, false)
        } else if before >= 0.0 {
            (before, false)
        } else {
            ((pen.width - room).max(0.0).min(x), true)
        };
        Self { x, beyond, lines, start, over }
    }

    /// Height of its words.
    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE + 4.0
    }

    /// `taken`: words that the line leaves free.
    pub(super) fn draw(&self, pen: &mut Pen, deep: f64, taken: Rect) {
        for (index, line) in self.lines.iter().enumerate() {
            let y = 12.0 + index as f64 * LINE;
            pen.words(line, [self.start, y], Face::SansSemibold, INK, Anchor::Start);
        }
        let x = self.x;
        if let Some(end) = self.beyond {
            let way = if end == End::High { 1.0 } else { -1.0 };
            let (tip, back) = (x + way * 6.0, x - way * 2.0);
            let y = if self.over { self.height() + 4.0 } else { 8.0 };
            pen.path(&format!("M{tip} {y}L{back} {}L{back} {}Z", y - 4.5, y + 4.5), &format!("fill=\"{INK}\""));
            return;
        }
        let begin = if self.over { self.height() } else { 1.0 };
        if x > taken.x - 3.0 && x < taken.x + taken.width + 3.0 {
            pen.line([x, begin], [x, taken.y], INK, 1.6);
            pen.line([x, taken.y + taken.height], [x, deep], INK, 1.6);
        } else {
            pen.line([x, begin], [x, deep], INK, 1.6);
        }
    }
}
