//! Still pictures of a map: outlines and colours to SVG, SVG to PNG.
//!
//! | question | where |
//! |---|---|
//! | which projection shows a place, what part of the ground a frame holds | [`projection`], [`Frame`] |
//! | outlines and borders as paths, simplified for the picture's own scale | [`Outlines`] |
//! | colours, patterns, widths: the table the page reads too | [`style`] |
//! | how wide a word is, where a line breaks | [`font`] |
//! | writing SVG | [`Svg`] |
//! | pixels, at the picture's own size or for paper | [`png()`], [`png_within`] |
//! | a vector tile as pixels | [`tile`] |
//!
//! Refuses to know: indicators, legends, where a figure comes from. Pictures are reproducible: the same input gives the same bytes.

pub mod font;
mod frame;
mod outline;
pub mod projection;
mod raster;
pub mod style;
mod svg;
pub mod tile;

pub use frame::{Frame, Rect};
pub use outline::Outlines;
pub use raster::{RasterError, pixels, png, png_within};
pub use svg::{Anchor, Svg, Text, escaped};
