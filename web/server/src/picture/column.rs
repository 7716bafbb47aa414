//! The words of a picture: title, what it says, legend, where it comes from. What is synthetic is said whatever the size.

use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::style::STYLE;
use lanterne_tiles::picture::{Anchor, Rect, Svg, Text};

use super::asked::{Asked, Reading};
use super::key::Key;
use super::pen::{Block, Pen};
use super::shown::Shown;
use crate::french::typography::set;
use crate::state::State;

/// Units.
const MARGIN: f64 = 24.0;
const TITLE: f64 = 29.0;
const SUBTITLE: f64 = 13.0;
const SENTENCE: f64 = 15.5;
const SOURCE: f64 = 10.5;

/// The words of one picture, cut into lines for a width.
struct Words {
    title: Vec<String>,
    subtitle: Vec<String>,
    sentence: Vec<String>,
    source: Vec<String>,
    notice: Vec<String>,
}

impl Words {
    fn of(shown: &Shown, asked: &Asked, width: f64, pen: &Pen) -> Self {
        let title = match (&shown.twin, asked.reading) {
            (Some(twin), Reading::Two) => set(&format!("{} et {}", shown.series.short, twin.series.short)),
            _ => shown.title.clone(),
        };
        let credit = format!("{} {} Projection légale, nord en haut. Lanterne.", shown.source, licence(shown));
        Self {
            title: Face::SerifSemibold.lines(&bound(&title), pen.letters(TITLE), width),
            subtitle: Face::Sans.lines(&shown.subtitle, pen.letters(SUBTITLE), width),
            sentence: Face::Serif.lines(&shown.sentence, pen.letters(SENTENCE), width),
            source: Face::Sans.lines(&set(&credit), pen.letters(SOURCE), width),
            notice: Face::SansSemibold.lines(&shown.notice.clone().unwrap_or_default(), pen.letters(SOURCE), width),
        }
    }

    /// Pixels of title, subtitle and sentence.
    fn head(&self, pen: &Pen) -> f64 {
        let tall = |lines: &Vec<String>, size: f64, leading: f64| lines.len() as f64 * pen.letters(size) * leading;
        pen.of(MARGIN)
            + tall(&self.title, TITLE, 1.12)
            + tall(&self.subtitle, SUBTITLE, 1.3)
            + tall(&self.sentence, SENTENCE, 1.35)
            + pen.of(28.0)
    }

    fn draw_head(&self, svg: &mut Svg, left: f64, top: f64, pen: &Pen, sentence: bool) {
        let at = [left, top + pen.of(MARGIN) + pen.letters(TITLE) * 0.8];
        let y = pen.lines(
            svg,
            &self.title,
            &Block { at, size: TITLE, face: Face::SerifSemibold, colour: &STYLE.ink, leading: 1.12 },
        );
        let at = [left, y - pen.letters(TITLE) * 0.2];
        let y = pen.lines(
            svg,
            &self.subtitle,
            &Block { at, size: SUBTITLE, face: Face::Sans, colour: &STYLE.quiet, leading: 1.3 },
        );
        if sentence {
            let at = [left, y + pen.of(16.0)];
            let block = Block { at, size: SENTENCE, face: Face::Serif, colour: &STYLE.ink, leading: 1.35 };
            pen.lines(svg, &self.sentence, &block);
        }
    }

    /// Pixels of source and notice.
    fn foot(&self, pen: &Pen) -> f64 {
        (self.source.len() + self.notice.len()) as f64 * pen.letters(SOURCE) * 1.35 + pen.of(MARGIN)
    }

    fn draw_foot(&self, svg: &mut Svg, left: f64, top: f64, pen: &Pen) {
        let at = [left, top + pen.letters(SOURCE)];
        let block = |at, face, colour| Block { at, size: SOURCE, face, colour, leading: 1.35 };
        let y = pen.lines(svg, &self.notice, &block(at, Face::SansSemibold, STYLE.lantern.as_str()));
        pen.lines(svg, &self.source, &block([left, y], Face::Sans, STYLE.quiet.as_str()));
    }
}

/// A number stays with its noun.
fn bound(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for sign in title.chars() {
        let after_digit = out.ends_with(|before: char| before.is_ascii_digit());
        out.push(if sign == ' ' && after_digit { '\u{a0}' } else { sign });
    }
    out
}

fn licence(shown: &Shown) -> String {
    match shown.series.source.licence.as_str() {
        "" => String::new(),
        licence => format!("Licence : {licence}."),
    }
}

/// Pixels a tall picture keeps above and below its map.
pub(super) fn heights(state: &State, shown: &Shown, asked: &Asked, width: f64, pen: &Pen) -> (f64, f64) {
    let inner = width - 2.0 * pen.of(MARGIN);
    let half = (inner - pen.of(MARGIN)) / 2.0;
    let words = Words::of(shown, asked, inner, pen);
    let foot = Words::of(shown, asked, half, pen).foot(pen);
    let key = Key::of(state, shown, asked).height(half, pen);
    (words.head(pen), key.max(foot) + 2.0 * pen.of(16.0))
}

/// Draws the words of a picture: a column at its left, or above and below where it is tall.
pub(super) fn draw(svg: &mut Svg, state: &State, shown: &Shown, asked: &Asked, rect: Rect, portrait: bool, pen: &Pen) {
    let (left, inner) = (rect.x + pen.of(MARGIN), rect.width - 2.0 * pen.of(MARGIN));
    let key = Key::of(state, shown, asked);
    let words = Words::of(shown, asked, inner, pen);
    if portrait {
        words.draw_head(svg, left, rect.y, pen, true);
        let half = (inner - pen.of(MARGIN)) / 2.0;
        let (_, below) = heights(state, shown, asked, rect.width, pen);
        let top = rect.y + rect.height - below + pen.of(16.0);
        key.draw(svg, [left, top], half, pen);
        let beside = Words::of(shown, asked, half, pen);
        beside.draw_foot(svg, left + half + pen.of(MARGIN), rect.y + rect.height - beside.foot(pen), pen);
        return;
    }
    let foot = rect.y + rect.height - words.foot(pen);
    let tall = key.height(inner, pen);
    let top = foot - tall - pen.of(10.0);
    // A sentence that would run into the legend is left to the reader of screens.
    words.draw_head(svg, left, rect.y, pen, words.head(pen) < top - rect.y);
    key.draw(svg, [left, top], inner, pen);
    words.draw_foot(svg, left, foot, pen);
}

/// What a thumbnail may not leave out.
pub(super) fn mention(svg: &mut Svg, shown: &Shown, page: Rect, pen: &Pen) {
    if !shown.series.synthetic {
        return;
    }
    let size = pen.letters(10.0);
    let text = Text {
        words: "Données synthétiques",
        at: [page.x + size * 0.6, page.y + page.height - size * 0.6],
        size,
        face: Face::SansSemibold,
        colour: &STYLE.lantern,
        anchor: Anchor::Start,
    };
    svg.text(&text, Some(&STYLE.paper));
}
