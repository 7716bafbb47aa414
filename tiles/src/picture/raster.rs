//! SVG to pixels by resvg, with the embedded letters only. Refuses to know: what the picture shows.

use resvg::tiny_skia::{Color, Pixmap, Transform};
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
    let tree = tree(svg)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(RasterError::Size(size.width(), size.height()))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    Ok(pixels)
}

fn tree(svg: &str) -> Result<Tree, RasterError> {
    let options = Options { fontdb: font::database(), font_family: "Source Sans 3".to_owned(), ..Options::default() };
    Ok(Tree::from_str(svg, &options)?)
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

/// An SVG on white paper as a PNG file, as large as its proportions allow within so many pixels; and its width and height.
///
/// # Errors
/// As [`png()`].
///
/// ```
/// use lanterne_tiles::picture::{Svg, png_within};
/// let (file, size) = png_within(&Svg::new(8, 4, "Rien", "").finish(), [100, 40]).unwrap();
/// assert_eq!((&file[1..4], size), (&b"PNG"[..], [80, 40]));
/// ```
pub fn png_within(svg: &str, [width, height]: [u32; 2]) -> Result<(Vec<u8>, [u32; 2]), RasterError> {
    let tree = tree(svg)?;
    let own = tree.size();
    let times = (width as f32 / own.width()).min(height as f32 / own.height());
    let side = |own: f32| (own * times).round().max(1.0) as u32;
    let size = [side(own.width()), side(own.height())];
    let mut pixels = Pixmap::new(size[0], size[1]).ok_or(RasterError::Size(size[0], size[1]))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(times, times), &mut pixels.as_mut());
    Ok((opaque(&pixels)?, size))
}

/// 8-bit RGB, of pixels that are all opaque. Even colours repeat along a row: without filter they pack smaller.
pub(super) fn opaque(pixels: &Pixmap) -> Result<Vec<u8>, RasterError> {
    packed(pixels).map_err(|fault| RasterError::Png(fault.to_string()))
}

fn packed(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(file)
}
