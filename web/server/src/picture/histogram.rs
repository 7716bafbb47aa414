//! The legend's histogram: the map's own classes, how many territories each bar holds, and where the reference stands.

use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::style::STYLE;
use lanterne_tiles::picture::{Anchor, Rect, Svg, Text};

use super::pen::Pen;
use super::shown::Shown;
use crate::french::typography::set;
use crate::french::{number, shortest};

/// Units: what stands above the bars, the bars, the strip of classes, the figures below.
const HEAD: f64 = 24.0;
const BARS: f64 = 84.0;
const STRIP: f64 = 9.0;
const FOOT: f64 = 20.0;

/// Height of the whole, pixels; nothing where no territory has a figure.
pub(super) fn height(shown: &Shown, pen: &Pen) -> f64 {
    if shown.series.histogram.is_empty() { 0.0 } else { pen.of(HEAD + BARS + STRIP + FOOT) }
}

/// Draws it with its top left corner at a point.
pub(super) fn draw(svg: &mut Svg, shown: &Shown, [left, top]: [f64; 2], width: f64, pen: &Pen) {
    let (series, bars) = (&shown.series, &shown.series.histogram);
    if bars.is_empty() {
        return;
    }
    let highest = bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
    let wide = width / bars.len() as f64;
    let foot = top + pen.of(HEAD + BARS);
    for (at, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.count > 0) {
        let height = (f64::from(bar.count) / f64::from(highest) * pen.of(BARS)).max(pen.of(2.0));
        let x = left + at as f64 * wide;
        let rect = Rect { x: x + 0.5, y: foot - height, width: (wide - 1.0).max(0.6), height };
        let colour = shown.colours.get(bar.class as usize).copied().unwrap_or(&STYLE.no_data);
        let edge =
            format!("stroke=\"{}\" stroke-opacity=\"0.35\" stroke-width=\"{:.1}\"", STYLE.inner.colour, pen.of(0.8));
        svg.rect(rect, &format!("fill=\"{colour}\" {edge}"));
    }
    let x = |value: f64| left + along(shown, value) / bars.len() as f64 * width;
    strip_of(svg, shown, Rect { x: left, y: foot, width, height: pen.of(STRIP) }, &x);
    let reference = series.reference.value.filter(|value| in_range(shown, *value));
    let size = pen.letters(11.5);

    let mut taken: Vec<[f64; 2]> = Vec::new();
    let edges = &series.breaks[1..series.breaks.len().saturating_sub(1).max(1)];
    let marked = |edge: &f64| Some(*edge) == reference;
    // The reference first: the other figures give way to it.
    let ordered = edges.iter().filter(|edge| marked(edge)).chain(edges.iter().filter(|edge| !marked(edge)));
    for edge in ordered {
        let face = if marked(edge) { Face::SansSemibold } else { Face::Sans };
        let words = shortest(*edge, series.decimals);
        let half = face.width(&words, size) / 2.0 + pen.of(4.0);
        let at = x(*edge);
        if taken.iter().all(|[from, to]| at + half < *from || at - half > *to) {
            taken.push([at - half, at + half]);
            svg.text(&figure(&words, [at, foot + pen.of(STRIP) + size * 1.15], size, face, Anchor::Middle), None);
        }
    }
    if let Some(value) = reference {
        let at = x(value);
        let ink = format!("stroke=\"{}\" stroke-width=\"{:.1}\"", STYLE.ink, pen.of(1.4));
        svg.line([at, top + pen.of(6.0)], [at, foot + pen.of(STRIP)], &ink);
        let words = set(&format!("{} {}", series.reference.name, number(value, series.decimals)));
        let roomy = at + pen.of(6.0) + Face::SansSemibold.width(&words, size) <= left + width;
        let (x, anchor) = if roomy { (at + pen.of(6.0), Anchor::Start) } else { (at - pen.of(6.0), Anchor::End) };
        svg.text(&figure(&words, [x, top + pen.of(14.0)], size, Face::SansSemibold, anchor), Some(&STYLE.paper));
    }
}

fn figure(words: &str, at: [f64; 2], size: f64, face: Face, anchor: Anchor) -> Text<'_> {
    Text { words, at, size, face, colour: &STYLE.ink, anchor }
}

/// The classes alone, as a strip with its figures: for one of two maps.
pub(super) fn strip(svg: &mut Svg, shown: &Shown, rect: Rect, pen: &Pen) {
    let series = &shown.series;
    let classes = shown.colours.len();
    if classes == 0 || series.breaks.len() <= classes {
        return;
    }
    let wide = rect.width / classes as f64;
    let size = pen.letters(11.0);
    for (class, colour) in shown.colours.iter().enumerate() {
        let x = rect.x + class as f64 * wide;
        let edge =
            format!("stroke=\"{}\" stroke-opacity=\"0.35\" stroke-width=\"{:.1}\"", STYLE.inner.colour, pen.of(0.8));
        svg.rect(Rect { x, width: wide, ..rect }, &format!("fill=\"{colour}\" {edge}"));
        if class > 0 {
            let words = shortest(series.breaks[class], series.decimals);
            let at = [x, rect.y + rect.height + size * 1.15];
            let text = Text { words: &words, at, size, face: Face::Sans, colour: &STYLE.ink, anchor: Anchor::Middle };
            svg.text(&text, Some(&STYLE.water));
        }
    }
}

/// The classes below the bars, each as wide as its bars.
fn strip_of(svg: &mut Svg, shown: &Shown, rect: Rect, x: &dyn Fn(f64) -> f64) {
    let breaks = &shown.series.breaks;
    for (ends, colour) in breaks.windows(2).zip(&shown.colours) {
        let (from, to) = (x(ends[0]).max(rect.x), x(ends[1]).min(rect.x + rect.width));
        if to > from {
            svg.rect(Rect { x: from, width: to - from, ..rect }, &format!("fill=\"{colour}\""));
        }
    }
    svg.rect(
        rect,
        &format!("fill=\"none\" stroke=\"{}\" stroke-opacity=\"0.35\" stroke-width=\"0.8\"", STYLE.inner.colour),
    );
}

fn in_range(shown: &Shown, value: f64) -> bool {
    let bars = &shown.series.histogram;
    bars.first().is_some_and(|first| value >= first.from) && bars.last().is_some_and(|last| value <= last.to)
}

/// How many bars lie below a value, the bar it is in by the part of it that does: bars may be of unequal width.
fn along(shown: &Shown, value: f64) -> f64 {
    shown
        .series
        .histogram
        .iter()
        .map(|bar| {
            let width = bar.to - bar.from;
            if width > 0.0 {
                ((value - bar.from) / width).clamp(0.0, 1.0)
            } else {
                f64::from(u8::from(value > bar.from))
            }
        })
        .sum()
}
