//! Writing SVG: a few elements with their attributes, text escaped, numbers as short as a tenth of a pixel allows.
//!
//! Refuses to know: what is drawn. Next: [`super::png()`].

use std::fmt::Write;

use super::font::Face;
use super::style::{Pattern, Patterns};

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// A text and its place.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The words.
    pub words: &'a str,
    /// Baseline's point, pixels.
    pub at: [f64; 2],
    /// Size, pixels.
    pub size: f64,
    /// Letters.
    pub face: Face,
    /// Colour.
    pub colour: &'a str,
    /// Where it stands from `at`.
    pub anchor: Anchor,
}

/// An SVG picture being written.
#[derive(Debug)]
pub struct Svg {
    out: String,
}

impl Svg {
    /// An empty picture of a size in pixels, with what a reader of screens says of it.
    #[must_use]
    pub fn new(width: u32, height: u32, title: &str, description: &str) -> Self {
        let (title, description) = (escaped(title), escaped(description));
        Self {
            out: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
                 role=\"img\" lang=\"fr\">\n<title>{title}</title>\n<desc>{description}</desc>\n"
            ),
        }
    }

    /// Anything already written as SVG.
    pub fn raw(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A group with attributes, closed by [`Svg::close`].
    pub fn open(&mut self, attributes: &str) {
        let _ = writeln!(self.out, "<g {attributes}>");
    }

    /// Closes the last group.
    pub fn close(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// A path with attributes.
    pub fn path(&mut self, d: &str, attributes: &str) {
        if !d.is_empty() {
            let _ = writeln!(self.out, "<path d=\"{d}\" {attributes}/>");
        }
    }

    /// A rectangle.
    pub fn rect(&mut self, rect: super::Rect, attributes: &str) {
        let super::Rect { x, y, width, height } = rect;
        let (x, y, width, height) = (short(x), short(y), short(width), short(height));
        let _ = writeln!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {attributes}/>");
    }

    /// A circle.
    pub fn circle(&mut self, [x, y]: [f64; 2], radius: f64, attributes: &str) {
        let (x, y, radius) = (short(x), short(y), short(radius));
        let _ = writeln!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {attributes}/>");
    }

    /// A straight line.
    pub fn line(&mut self, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2], attributes: &str) {
        let (x1, y1, x2, y2) = (short(x1), short(y1), short(x2), short(y2));
        let _ = writeln!(self.out, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {attributes}/>");
    }

    /// A text; `halo` parts it from a map.
    pub fn text(&mut self, text: &Text<'_>, halo: Option<&str>) {
        let [x, y] = text.at.map(short);
        let anchor = match text.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let common = format!(
            "x=\"{x}\" y=\"{y}\" font-size=\"{}\" {} text-anchor=\"{anchor}\"",
            short(text.size),
            text.face.attributes()
        );
        let words = escaped(text.words);
        if let Some(halo) = halo {
            // Below, on its own: not every reader knows paint-order.
            let width = short(text.size * 0.22);
            let _ = writeln!(
                self.out,
                "<text {common} fill=\"{halo}\" stroke=\"{halo}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" aria-hidden=\"true\">{words}</text>"
            );
        }
        let _ = writeln!(self.out, "<text {common} fill=\"{}\">{words}</text>", text.colour);
    }

    /// The patterns of the table, `scale` pixels for one of theirs; used as `url(#pattern-…)`.
    pub fn patterns(&mut self, patterns: &Patterns, scale: f64) {
        let side = patterns.side;
        for (name, pattern) in &patterns.of {
            let _ = write!(
                self.out,
                "<pattern id=\"pattern-{name}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"scale({})\">",
                short(scale)
            );
            match pattern {
                Pattern::Hatch { climb, colour, width } => {
                    for [x1, y1, x2, y2] in hatch(*climb, side) {
                        let _ = write!(
                            self.out,
                            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
                        );
                    }
                }
                Pattern::Dots { colour, radius } => {
                    for at in [side / 4.0, 3.0 * side / 4.0] {
                        let _ = write!(self.out, "<circle cx=\"{at}\" cy=\"{at}\" r=\"{radius}\" fill=\"{colour}\"/>");
                    }
                }
            }
            self.out.push_str("</pattern>\n");
        }
    }

    /// The picture.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}

/// Lines of a hatch over the square and its corners, so that the repeated square shows no seam; as the page's.
fn hatch(climb: i8, side: f64) -> Vec<[f64; 4]> {
    match climb {
        0 => [side / 4.0, 3.0 * side / 4.0].map(|y| [-1.0, y, side + 1.0, y]).to_vec(),
        2 => [side / 4.0, 3.0 * side / 4.0].map(|x| [x, -1.0, x, side + 1.0]).to_vec(),
        1 => [-side, 0.0, side].map(|shift| [shift - 1.0, side + 1.0, shift + side + 1.0, -1.0]).to_vec(),
        _ => [-side, 0.0, side].map(|shift| [shift - 1.0, -1.0, shift + side + 1.0, side + 1.0]).to_vec(),
    }
}

/// A number to a tenth of a pixel.
pub(crate) fn short(number: f64) -> f64 {
    let tenth = (number * 10.0).round() / 10.0;
    // No « -0 ».
    tenth + 0.0
}

/// A text between tags or in an attribute.
///
/// ```
/// assert_eq!(lanterne_tiles::picture::escaped("« A & B » < \"C\""), "« A &amp; B » &lt; &quot;C&quot;");
/// ```
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no place for them.
            sign if sign.is_control() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}
