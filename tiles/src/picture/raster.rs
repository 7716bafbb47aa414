//! SVG to pixels by resvg, with the embedded letters only. Refuses to know: what the picture shows.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::font;

/// Why a picture has no pixels.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The SVG cannot be read.
    #[error("SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// No memory for that many pixels, or none asked.
    #[error("{0} × {1} pixels cannot be had")]
    Size(u32, u32),
    /// The pixels could not be packed.
    #[error("PNG: {0}")]
    Png(String),
}

/// The pixels of an SVG, at its own size; RGBA, not premultiplied once encoded.
///
/// # Errors
/// [`RasterError`] when the SVG is none or its size is nil.
pub fn pixels(svg: &str) -> Result<Pixmap, RasterError> {
    let options = Options { fontdb: font::database(), font_family: "Source Sans 3".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(RasterError::Size(size.width(), size.height()))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    Ok(pixels)
}

/// An SVG as a PNG file.
///
/// # Errors
/// As [`pixels`], and when packing fails.
///
/// ```
/// use lanterne_tiles::picture::{Svg, png};
/// let file = png(&Svg::new(8, 4, "Rien", "").finish()).unwrap();
/// assert_eq!(&file[1..4], b"PNG");
/// ```
pub fn png(svg: &str) -> Result<Vec<u8>, RasterError> {
    pixels(svg)?.encode_png().map_err(|fault| RasterError::Png(fault.to_string()))
}
