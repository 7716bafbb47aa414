//! The territory below the swarm: its interval as a bar, its dot, and what is said of both where there is room.

use lanterne_tiles::picture::Rect;
use lanterne_tiles::picture::font::Face;

use crate::chart::pen::{LANTERN, LANTERN_TEXT, LINE, Pen, QUIET, SIZE};
use crate::chart::scale::Scale;
use crate::format::{bounds, number};
use crate::model::Sign;

/// Its places on the axis and its words.
pub(super) struct Here {
    here: Option<f64>,
    bar: Option<[Bound; 2]>,
    first: String,
    then: String,
    start: f64,
    below: bool,
}

/// An end of the interval: its pixel, and whether the axis stops before it.
#[derive(Clone, Copy)]
struct Bound {
    x: f64,
    beyond: bool,
}

impl Here {
    pub(super) fn new(pen: &Pen, scale: &Scale, here: Option<f64>, interval: Option<(f64, f64)>, decimals: u8) -> Self {
        let first = here.map_or_else(
            || "le territoire\u{a0}: sans valeur".to_owned(),
            |here| format!("le territoire {}", number(here, decimals)),
        );
        let then = interval.map(|interval| format!("({})", bounds(interval, decimals))).unwrap_or_default();
        let bound = |value| Bound { x: scale.at(value), beyond: scale.beyond(value).is_some() };
        let bar = interval.map(|(low, high)| [bound(low), bound(high)]);
        let here = here.map(|here| scale.at(here));
        let ends = bar.into_iter().flatten().map(|bound| bound.x).chain(here);
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
        let mut made = Self { here, bar, first, then, start: 0.0, below: false };
        let room = made.width();
        if low <= high && high + 14.0 + room <= pen.width {
            made.start = high + 14.0;
        } else if low <= high && low - 14.0 - room >= 0.0 {
            made.start = low - 14.0 - room;
        } else if low <= high {
            made.below = true;
            made.start = ((low + high - room) / 2.0).min(pen.width - room).max(0.0);
        }
        made
    }

    fn width(&self) -> f64 {
        Face::SansSemibold.width(&self.first, SIZE) + Face::Sans.width(&format!(" {}", self.then), SIZE)
    }

    /// Ends of the bar, pixels.
    pub(super) fn band(&self) -> Option<[f64; 2]> {
        self.bar.map(|[low, high]| [low.x, high.x])
    }

    /// Room below the bar's own line.
    pub(super) fn depth(&self) -> f64 {
        if self.below { LINE + 9.0 } else { 13.0 }
    }

    fn baseline(&self, row: f64) -> f64 {
        if self.below { row + LINE + 3.0 } else { row + 4.5 }
    }

    /// What its words cover.
    pub(super) fn words(&self, row: f64) -> Rect {
        Rect { x: self.start, y: self.baseline(row) - 12.0, width: self.width(), height: 16.0 }
    }

    pub(super) fn draw(&self, pen: &mut Pen, row: f64) {
        if let Some([low, high]) = self.bar {
            let pieces = match self.here {
                Some(x) => vec![[low.x, x - 8.0], [x + 8.0, high.x]],
                None => vec![[low.x, high.x]],
            };
            for [from, to] in pieces.into_iter().filter(|[from, to]| to > from) {
                pen.line([from, row], [to, row], LANTERN, 2.6);
            }
            for (bound, way) in [(low, -1.0), (high, 1.0)] {
                let x = bound.x;
                if bound.beyond {
                    let (tip, up, down) = (x + way * 6.0, row - 5.0, row + 5.0);
                    pen.path(&format!("M{tip} {row}L{x} {up}L{x} {down}Z"), &format!("fill=\"{LANTERN}\""));
                } else {
                    pen.line([x, row - 5.0], [x, row + 5.0], LANTERN, 2.2);
                }
            }
        }
        if let Some(x) = self.here {
            pen.mark(Sign::Here, [x, row], "");
        }
        let at = [self.start, self.baseline(row)];
        pen.pair((&self.first, Face::SansSemibold, LANTERN_TEXT), (&self.then, Face::Sans, QUIET), at);
    }
}
