//! A chart as a drawing: the same one stands in the page and in the PDF.
//!
//! | question | where |
//! |---|---|
//! | every unit on one axis | `swarm`, with `swarm/places`, `reference`, `here` |
//! | shares of a whole | `composition` |
//! | here and the reference, a line a category | `gaps` |
//! | lines over years | `course`, its labels at the end in `course/ends` |
//! | bounds and ticks of an axis, its line and words | `scale`, `axis` |
//! | the numbers drawn, as a table | [`numbers`] |
//! | the same in words, for who does not see it | [`spoken`] |
//!
//! Shape doubles colour: filled dot here, ring for a part, tick for the reference, dashes for the rest. No mark is wider than the
//! drawing and no word stands on another, whatever the numbers. Refuses to know: where the drawing is put.

mod axis;
mod composition;
mod course;
mod gaps;
mod numbers;
mod pen;
mod scale;
mod spoken;
mod swarm;

pub use numbers::{Numbers, numbers};
pub use spoken::spoken;

use crate::model::Chart;
use pen::Pen;

/// What a drawing is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Paper: four columns of six, no names behind dots.
    Print,
    /// A screen with room and a pointer: dots say their name.
    Wide,
    /// A telephone held upright.
    Narrow,
}

impl Medium {
    /// Width of the drawing, in its own pixels.
    const fn width(self) -> f64 {
        match self {
            Self::Print => 520.0,
            Self::Wide => 640.0,
            Self::Narrow => 328.0,
        }
    }
}

/// The drawing of a chart, as SVG. `title` names it for a reader of screens.
#[must_use]
pub fn draw(chart: &Chart, title: &str, medium: Medium) -> String {
    let mut pen = Pen::new(medium);
    match chart {
        Chart::Swarm { .. } => swarm::draw(&mut pen, chart),
        Chart::Composition { parts, rows } => composition::draw(&mut pen, parts, rows),
        Chart::Gaps { rows, heads, unit } => gaps::draw(&mut pen, rows, heads, unit),
        Chart::Course { years, lines, decimals, caption } => course::draw(&mut pen, years, lines, *decimals, caption),
    }
    pen.finish(title, &spoken(chart))
}
