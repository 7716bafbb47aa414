//! What every chart draws with: colours, letters, marks of a sign, the height reached so far.
//!
//! Refuses to know: numbers. The drawing is as tall as what was drawn: nothing can be clipped below.

use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::{Anchor, Rect, Svg, Text, escaped};

use super::Medium;
use crate::model::Sign;

pub(super) const INK: &str = "#17203A";
pub(super) const QUIET: &str = "#4A5370";
pub(super) const CAPTION: &str = "#626985";
pub(super) const RULE: &str = "#DDD7CB";
pub(super) const LANTERN: &str = "#B85C00";
pub(super) const LANTERN_TEXT: &str = "#A04F00";
pub(super) const OTHERS: &str = "#8A92AE";
pub(super) const GLOW: &str = "#FBEBCF";

/// Letters of a chart, pixels.
pub(super) const SIZE: f64 = 13.0;
pub(super) const LINE: f64 = 17.0;

/// A drawing under way.
pub(super) struct Pen {
    pub(super) medium: Medium,
    pub(super) width: f64,
    /// How far down the drawing goes.
    pub(super) height: f64,
    marks: Svg,
}

impl Pen {
    pub(super) fn new(medium: Medium) -> Self {
        // The size is known at the end: marks are kept, their frame is thrown away.
        Self { medium, width: medium.width(), height: 0.0, marks: Svg::new(0, 0, "", "") }
    }

    /// Width of a word of a chart.
    pub(super) fn room(words: &str) -> f64 {
        Face::Sans.width(words, SIZE)
    }

    pub(super) fn narrow(&self) -> bool {
        self.medium == Medium::Narrow
    }

    /// Makes room down to there.
    pub(super) fn reach(&mut self, y: f64) {
        self.height = self.height.max(y);
    }

    pub(super) fn words(&mut self, words: &str, at: [f64; 2], face: Face, colour: &str, anchor: Anchor) {
        self.sized(words, at, face, colour, anchor, SIZE);
    }

    pub(super) fn sized(&mut self, words: &str, at: [f64; 2], face: Face, colour: &str, anchor: Anchor, size: f64) {
        if !words.is_empty() {
            self.reach(at[1] + size * 0.35);
            self.marks.text(&Text { words, at, size, face, colour, anchor }, None);
        }
    }

    /// Two runs on one line: what is said first in another face than what follows.
    pub(super) fn pair(&mut self, first: (&str, Face, &str), then: (&str, Face, &str), [x, y]: [f64; 2]) {
        self.reach(y + SIZE * 0.35);
        let run = |(words, face, colour): (&str, Face, &str)| {
            format!("<tspan {} fill=\"{colour}\">{}</tspan>", face.attributes(), escaped(words))
        };
        let (x, y) = (tenth(x), tenth(y));
        // One text: where the letters are not the identity's, the second run still begins where the first ends.
        self.marks.raw(&format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{SIZE}\">{} {}</text>", run(first), run(then)));
    }

    pub(super) fn line(&mut self, from: [f64; 2], to: [f64; 2], colour: &str, width: f64) {
        self.reach(from[1].max(to[1]) + width);
        self.marks.line(from, to, &format!("stroke=\"{colour}\" stroke-width=\"{width}\""));
    }

    pub(super) fn rect(&mut self, rect: Rect, colour: &str) {
        self.reach(rect.y + rect.height);
        self.marks.rect(rect, &format!("fill=\"{colour}\""));
    }

    pub(super) fn path(&mut self, d: &str, attributes: &str) {
        self.marks.path(d, attributes);
    }

    pub(super) fn raw(&mut self, svg: &str) {
        self.marks.raw(svg);
    }

    /// The mark of a sign, at a point.
    pub(super) fn mark(&mut self, sign: Sign, at: [f64; 2], name: &str) {
        self.reach(at[1] + 8.0);
        let titled = |attributes: &str, shape: &str| match name {
            "" => format!("<{shape} {attributes}/>"),
            name => format!("<{shape} {attributes}><title>{}</title></{shape}>", escaped(name)),
        };
        let [x, y] = at.map(|place| (place * 10.0).round() / 10.0);
        let mark = match sign {
            Sign::Here => titled(&format!("cx=\"{x}\" cy=\"{y}\" r=\"6\" fill=\"{LANTERN}\""), "circle"),
            Sign::Part => titled(
                &format!("cx=\"{x}\" cy=\"{y}\" r=\"3.9\" fill=\"#fff\" stroke=\"{LANTERN}\" stroke-width=\"2.2\""),
                "circle",
            ),
            Sign::Other => titled(&format!("cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"{OTHERS}\""), "circle"),
            Sign::Reference => titled(
                &format!("x=\"{}\" y=\"{}\" width=\"2.4\" height=\"14\" fill=\"{INK}\"", x - 1.2, y - 7.0),
                "rect",
            ),
            Sign::Rest => titled(
                &format!("x=\"{}\" y=\"{}\" width=\"6\" height=\"6\" fill=\"{QUIET}\"", x - 3.0, y - 3.0),
                "rect",
            ),
        };
        self.marks.raw(&mark);
    }

    /// The drawing, as tall as what it holds.
    pub(super) fn finish(self, title: &str, description: &str) -> String {
        let (width, height) = (self.width.ceil() as u32, self.height.ceil().max(1.0) as u32);
        let mut svg = Svg::new(width, height, title, description);
        // Between the frame thrown away and its end.
        let marks = self.marks.finish();
        let begin = marks.find("</desc>\n").map_or(0, |at| at + "</desc>\n".len());
        svg.raw(marks[begin..].trim_end().trim_end_matches("</svg>").trim_end());
        svg.finish()
    }
}

/// A pixel to its tenth.
pub(super) fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
