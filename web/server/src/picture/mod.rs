//! A map as a still picture: any state of the explorer, by the words of its own link, for a report, a poster or an e-mail.
//!
//! The path of a picture: [`asked`] (the link's words) → [`shown`] (the colour and the patterns of every row, from the same
//! documents the page reads) → [`map`] (outlines, lines, signs and names in a frame) with [`column`] (title, sentence, legend,
//! source) → SVG → `lanterne_tiles::picture::png`.
//!
//! Refuses to know: HTTP, figures (all come from `answer`), geometry (`lanterne_tiles::picture`).

pub(crate) mod asked;
pub(crate) mod circle;
mod column;
mod frames;
pub(crate) mod ground;
mod histogram;
mod key;
mod label;
mod map;
mod pen;
pub(crate) mod shown;
mod sign;

pub(crate) use frames::fitted;

use lanterne_tiles::picture::style::STYLE;
use lanterne_tiles::picture::{Rect, Svg};

use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;
use asked::{Asked, Reading};
use map::Canvas;
use pen::Pen;
use shown::Shown;

/// Below this width or height a picture is a thumbnail: the map alone, with what may not be left out.
const THUMBNAIL: u32 = 420;
/// Share of a wide picture taken by its column of words.
const COLUMN: f64 = 0.27;

/// The picture of what is asked, as SVG.
pub(crate) fn svg(state: &State, asked: &Asked) -> Result<String, Problem> {
    let shown = Shown::of(state, asked);
    let (width, height) = (f64::from(asked.width), f64::from(asked.height));
    let page = Rect { x: 0.0, y: 0.0, width, height };
    let said = format!("{} {}", shown.sentence, shown.source);
    let mut svg = Svg::new(asked.width, asked.height, &format!("{}, {}", shown.title, shown.subtitle), &said);
    let thumbnail = asked.width < THUMBNAIL || asked.height < THUMBNAIL;
    let portrait = height > width;
    let unit = match (thumbnail, portrait) {
        (true, _) => 0.8,
        (false, true) => (width / 900.0).min(height / 1200.0),
        (false, false) => (width / 1200.0).min(height / 900.0),
    };
    svg.raw("<defs>");
    svg.patterns(&STYLE.patterns, unit.max(0.6));
    svg.raw("</defs>");
    svg.rect(page, &format!("fill=\"{}\"", STYLE.paper));
    let pen = Pen { unit, thumbnail };
    let bare = thumbnail || !asked.words;
    let (words, room) = rooms(page, bare, portrait, |width| column::heights(state, &shown, asked, width, &pen), &pen);
    draw_maps(&mut svg, state, asked, &shown, room, &pen)?;
    match words {
        Some(words) => column::draw(&mut svg, state, &shown, asked, words, portrait, &pen),
        None => column::mention(&mut svg, &shown, page, &pen),
    }
    Ok(svg.finish())
}

/// Where the words stand, and where the map.
fn rooms(
    page: Rect,
    bare: bool,
    portrait: bool,
    heights: impl Fn(f64) -> (f64, f64),
    pen: &Pen,
) -> (Option<Rect>, Rect) {
    if bare {
        return (None, page);
    }
    if portrait {
        let (above, below) = heights(page.width);
        let map = Rect { y: above, height: (page.height - above - below).max(1.0), ..page };
        return (Some(page), map);
    }
    let column = (page.width * COLUMN).max(pen.of(290.0)).min(page.width * 0.45);
    (Some(Rect { width: column, ..page }), Rect { x: column, width: page.width - column, ..page })
}

fn draw_maps(svg: &mut Svg, state: &State, asked: &Asked, shown: &Shown, room: Rect, pen: &Pen) -> Result<(), Problem> {
    let canvas = Canvas::of(state, asked)?;
    if asked.reading != Reading::Two {
        return canvas.draw(svg, shown, room, pen, None);
    }
    let Some(twin) = &shown.twin else { return canvas.draw(svg, shown, room, pen, None) };
    for (side, of) in halves(room).into_iter().zip([shown, twin.as_ref()]) {
        canvas.draw(svg, of, side, pen, Some(&set(&of.title)))?;
    }
    Ok(())
}

/// Two maps side by side, or one above the other where the room is tall.
fn halves(room: Rect) -> [Rect; 2] {
    if room.width > room.height {
        let width = room.width / 2.0;
        [Rect { width, ..room }, Rect { x: room.x + width, width, ..room }]
    } else {
        let height = room.height / 2.0;
        [Rect { height, ..room }, Rect { y: room.y + height, height, ..room }]
    }
}
