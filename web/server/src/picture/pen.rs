//! Sizes of a picture: everything is said in units of a page 1 200 wide, and drawn at the size asked.

use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::{Anchor, Svg, Text};

/// Letters smaller than this cannot be read, however small the picture.
const SMALLEST_TEXT: f64 = 8.5;

/// How many pixels a unit is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub(super) unit: f64,
    /// Whether the picture is too small for more than its colours and its towns.
    pub(super) thumbnail: bool,
}

impl Pen {
    /// Pixels of a length in units.
    pub(super) fn of(&self, units: f64) -> f64 {
        units * self.unit
    }

    /// Pixels of a text's size.
    pub(super) fn letters(&self, units: f64) -> f64 {
        self.of(units).max(SMALLEST_TEXT)
    }

    /// Lines of text from a first baseline down; returns the baseline after the last.
    pub(super) fn lines(&self, svg: &mut Svg, lines: &[String], block: &Block<'_>) -> f64 {
        let size = self.letters(block.size);
        let mut y = block.at[1];
        for line in lines {
            svg.text(
                &Text {
                    words: line,
                    at: [block.at[0], y],
                    size,
                    face: block.face,
                    colour: block.colour,
                    anchor: Anchor::Start,
                },
                None,
            );
            y += size * block.leading;
        }
        y
    }
}

/// How a block of text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    /// First baseline, pixels.
    pub(super) at: [f64; 2],
    /// Units.
    pub(super) size: f64,
    pub(super) face: Face,
    pub(super) colour: &'a str,
    /// Baseline to baseline, in sizes.
    pub(super) leading: f64,
}
