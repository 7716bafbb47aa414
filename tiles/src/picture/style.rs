//! The one table of styles (`tiles/style.json`): palettes, patterns, widths of lines. The page reads the same file.
//!
//! For: the colour of a class, of a verdict. Refuses to know: series, maps. Next: [`super::Svg`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::mercator;

/// A list of colours, as the link of the page names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Amber, one-sided; two-sided for an indicator that is read around its reference.
    Lanterne,
    /// Blue.
    Bleu,
    /// Green.
    Vert,
    /// Two-sided, around the reference.
    Ecart,
}

impl Palette {
    /// Every palette, in the order of presentation.
    pub const ALL: [Self; 4] = [Self::Lanterne, Self::Bleu, Self::Vert, Self::Ecart];

    /// Its name in links.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lanterne => "lanterne",
            Self::Bleu => "bleu",
            Self::Vert => "vert",
            Self::Ecart => "ecart",
        }
    }
}

/// A pattern over a colour.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "shape", rename_all = "lowercase")]
pub enum Pattern {
    /// Parallel lines.
    Hatch {
        /// 1 climbs to the right, −1 falls to the right, 0 is level, 2 stands upright.
        climb: i8,
        /// Colour of the lines.
        colour: String,
        /// Their width, pixels.
        width: f64,
    },
    /// Dots in quincunx.
    Dots {
        /// Their colour.
        colour: String,
        /// Their radius, pixels.
        radius: f64,
    },
}

/// A line of the map: its colour, and its width far (all of France) and near (a few communes).
#[derive(Debug, Clone, Deserialize)]
pub struct Line {
    /// Colour.
    pub colour: String,
    /// Pixels, far then near.
    pub width: [f64; 2],
}

/// Lines between the territories of one level: a paper one parts dark colours, a thin brown one parts pale ones.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Inside {
    /// Widths of the paper line, far then near.
    pub paper: [f64; 2],
    /// Widths of the brown line, far then near.
    pub brown: [f64; 2],
}

/// A colour and how opaque it is.
#[derive(Debug, Clone, Deserialize)]
pub struct Veil {
    /// Colour.
    pub colour: String,
    /// From 0 to 1.
    pub opacity: f64,
}

/// Sizes of proportional circles.
#[derive(Debug, Clone, Deserialize)]
pub struct Circles {
    /// Radius of the largest, pixels.
    pub largest: f64,
    /// Radius of the smallest that stands for something.
    pub smallest: f64,
    /// From 0 to 1.
    pub opacity: f64,
    /// Zooms (of tiles of 512 pixels), ascending, each with how many times larger than said above a circle is there. Between two of them the
    /// factor grows as the scale of the map does.
    pub growth: Vec<[f64; 2]>,
}

impl Circles {
    /// How many times larger circles are at a zoom: MapLibre's exponential interpolation, base 2.
    #[must_use]
    pub fn factor(&self, zoom: f64) -> f64 {
        let after = self.growth.iter().position(|[at, _]| *at > zoom).unwrap_or(self.growth.len());
        let stop = |index: usize| self.growth.get(index).copied();
        match (after.checked_sub(1).and_then(stop), stop(after)) {
            (Some([low, from]), Some([high, to])) => {
                from + (to - from) * ((zoom - low).exp2() - 1.0) / ((high - low).exp2() - 1.0)
            }
            (Some([_, factor]), None) | (None, Some([_, factor])) => factor,
            (None, None) => 1.0,
        }
    }
}

/// The patterns, by the name of what they say.
#[derive(Debug, Clone, Deserialize)]
pub struct Patterns {
    /// Side of the repeated square, pixels.
    pub side: f64,
    /// The patterns.
    #[serde(flatten)]
    pub of: BTreeMap<String, Pattern>,
}

/// Lines that do not depend on what is shown.
#[derive(Debug, Clone, Deserialize)]
pub struct Borders {
    /// Between other countries.
    pub neighbour: Line,
    /// The coast.
    pub coast: Line,
    /// Between regions.
    pub region: Line,
    /// Between departments.
    pub departement: Line,
    /// Around the region looked at.
    pub perimeter: Line,
}

/// The table.
#[derive(Debug, Clone, Deserialize)]
pub struct Style {
    /// Text and what matters.
    pub ink: String,
    /// Text of second rank.
    pub quiet: String,
    /// Names of what lies around.
    pub pale: String,
    /// Ground of what is read.
    pub paper: String,
    /// The accent, to be read.
    pub lantern: String,
    /// White zones, watch zones.
    pub cool: String,
    /// Sea.
    pub water: String,
    /// Land without figure.
    pub land: String,
    /// Under the hatch of a white zone.
    pub white: String,
    /// No figure.
    pub no_data: String,
    /// The brown line inside a level.
    pub inner: Veil,
    /// One-sided palettes, pale to dark.
    pub sequential: BTreeMap<String, [String; 6]>,
    /// Steps of a one-sided palette that `k` classes take.
    pub spread: [Vec<usize>; 7],
    /// Below the reference to above it; the palest in the middle.
    pub diverging: [String; 7],
    /// Indicators read around their reference whatever the palette.
    pub two_sided: Vec<String>,
    /// `3 × third of the second + third of the first`.
    pub crossed: [String; 9],
    /// Verdicts of local Moran.
    pub clusters: BTreeMap<String, String>,
    /// Verdicts of Gi*.
    pub spots: BTreeMap<String, String>,
    /// Hatches and dots.
    pub patterns: Patterns,
    /// Lines.
    pub borders: Borders,
    /// Lines inside a level, by its name; none at levels that have lines of their own.
    pub inside: BTreeMap<String, Inside>,
    /// Proportional circles.
    pub circles: Circles,
}

/// The table of this program.
pub static STYLE: LazyLock<Style> = LazyLock::new(|| {
    // The file is of this crate; a test reads it.
    serde_json::from_str(include_str!("../../style.json")).unwrap_or_else(|fault| panic!("style.json: {fault}"))
});

/// What the colours of a rate depend on.
#[derive(Debug, Clone, Copy)]
pub struct Classed<'a> {
    /// Slug of the indicator.
    pub indicator: &'a str,
    /// Bounds of the classes, one more than classes.
    pub breaks: &'a [f64],
    /// The reference, if it is a break: its index.
    pub reference_break: Option<usize>,
    /// The figure of the reference.
    pub reference: Option<f64>,
}

impl Style {
    /// The colour of each class, the lowest first; as the page's `tonesOf`.
    ///
    /// ```
    /// use lanterne_tiles::picture::style::{Classed, Palette, STYLE};
    /// let rate = Classed { indicator: "part_emplois", breaks: &[0.0, 1.0, 2.0, 3.0], reference_break: Some(1), reference: None };
    /// assert_eq!(STYLE.classes(&rate, Palette::Lanterne), ["#FFF6E0", "#D97B16", "#5E2A06"]);
    /// assert_eq!(STYLE.classes(&rate, Palette::Ecart), ["#C9CDE6", "#F7CF97", "#E08A1E"]);
    /// ```
    #[must_use]
    pub fn classes(&self, rate: &Classed<'_>, palette: Palette) -> Vec<&str> {
        let classes = rate.breaks.len().saturating_sub(1);
        let both = palette == Palette::Ecart
            || palette == Palette::Lanterne && self.two_sided.iter().any(|own| own == rate.indicator);
        if let Some(middle) = both.then(|| middle(rate)).flatten() {
            return (0..classes).map(|class| self.diverging[side(class, middle)].as_str()).collect();
        }
        let name = if palette == Palette::Ecart { Palette::Lanterne } else { palette };
        let steps = self.sequential.get(name.as_str());
        let spread = self.spread.get(classes).map_or(&[][..], Vec::as_slice);
        spread.iter().filter_map(|&step| Some(steps?.get(step)?.as_str())).collect()
    }
}

/// Where the hues part: at a break, or in the midst of the class that holds the reference (a half).
fn middle(rate: &Classed<'_>) -> Option<f64> {
    if let Some(at) = rate.reference_break {
        return Some(at as f64);
    }
    let value = rate.reference?;
    let inner = rate.breaks.get(1..rate.breaks.len().checked_sub(1)?)?;
    Some(inner.iter().filter(|edge| **edge < value).count() as f64 + 0.5)
}

/// Step of the two-sided palette: 3 is neither side.
fn side(class: usize, middle: f64) -> usize {
    let from = class as f64 + 0.5 - middle;
    let step = from.abs().ceil().min(3.0) as usize;
    if from > 0.0 {
        3 + step
    } else if from < 0.0 {
        3 - step
    } else {
        3
    }
}

/// Degrees north of the middle of France: where a scale is told as a zoom.
pub const MIDDLE: f64 = 47.0;

/// Between the far width and the near one, by how much ground a pixel shows: as the page's map between zooms 5 and 10.
#[must_use]
pub fn width_at([far, near]: [f64; 2], metres_per_pixel: f64) -> f64 {
    let zoom = (mercator::metres_per_pixel(0.0, MIDDLE) / metres_per_pixel.max(1e-9)).log2();
    far + (near - far) * ((zoom - 5.0) / 5.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_of_the_table_is_one_and_every_palette_is_there() {
        let style = &*STYLE;
        let lists = style.sequential.values().flatten().chain(&style.diverging).chain(&style.crossed);
        for colour in lists.chain(style.clusters.values()).chain(style.spots.values()) {
            assert!(colour.len() == 7 && u32::from_str_radix(&colour[1..], 16).is_ok(), "{colour}");
        }
        for palette in Palette::ALL.iter().filter(|palette| **palette != Palette::Ecart) {
            assert!(style.sequential.contains_key(palette.as_str()), "{}", palette.as_str());
        }
        for (classes, steps) in style.spread.iter().enumerate() {
            assert!(steps.len() == classes && steps.is_sorted() && steps.iter().all(|step| *step < 6));
        }
    }

    #[test]
    fn a_class_that_holds_the_reference_is_neither_above_nor_below() {
        let breaks = [0.0, 0.5, 0.8, 1.2, 2.0];
        let rate =
            Classed { indicator: "indice_specificite", breaks: &breaks, reference_break: None, reference: Some(1.0) };
        assert_eq!(STYLE.classes(&rate, Palette::Lanterne), ["#7C86C4", "#C9CDE6", "#F5F1EA", "#F7CF97"]);
        assert_eq!(STYLE.classes(&rate, Palette::Bleu).len(), 4);
    }

    #[test]
    fn circles_grow_with_the_scale_between_their_zooms() {
        let circles = &STYLE.circles;
        for [zoom, factor] in &circles.growth {
            assert!((circles.factor(*zoom) - factor).abs() < 1e-12);
        }
        assert_eq!((circles.factor(0.0), circles.factor(20.0)), (0.35, 4.0));
        // Half-way in the scale of the map between zooms 4 and 7: (2^x − 1) / 7 = 1/2.
        assert!((circles.factor(4.0 + 4.5_f64.log2()) - 0.675).abs() < 1e-12);
    }

    #[test]
    fn lines_grow_with_the_scale_between_their_two_ends() {
        assert_eq!(width_at([0.5, 1.5], 1e9), 0.5);
        assert_eq!(width_at([0.5, 1.5], 1.0), 1.5);
        assert!((0.6..1.4).contains(&width_at([0.5, 1.5], 300.0)));
    }
}
