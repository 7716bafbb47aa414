//! Every unit on one axis; below, the territory and its interval; through both, the reference.
//!
//! The axis is that of the units and of the territory: an interval or a reference far beyond them does not squash them, it is
//! drawn at the end, with an arrow.

mod here;
mod places;
mod reference;

use lanterne_tiles::picture::{Rect, escaped};

use super::Medium;
use super::axis::across;
use super::pen::{GLOW, OTHERS, Pen, tenth};
use super::scale::Scale;
use crate::model::{Chart, Sign};
use here::Here;
use reference::Reference;

/// Beyond this share of the spread of the units, a reference or a bound is said with an arrow.
const REACH: f64 = 0.6;
/// Room of the swarm at most, pixels.
const TALLEST: f64 = 84.0;
/// Names behind dots help who points at them, and weigh: none beyond this count.
const NAMED: usize = 400;

/// A unit: how it is drawn, its name, its number.
type Unit<'a> = (Sign, &'a str, f64);

pub(super) fn draw(pen: &mut Pen, chart: &Chart) {
    let Chart::Swarm { others, parts, here, interval, reference, decimals, unit } = chart else { return };
    let here = here.filter(|here| here.is_finite());
    let interval = interval.filter(|(low, high)| low.is_finite() && high.is_finite());
    let reference = reference.as_ref().filter(|(_, value)| value.is_finite());
    let units: Vec<Unit<'_>> = (others.iter().map(|(name, value)| (Sign::Other, name.as_str(), *value)))
        .chain(parts.iter().map(|(name, value)| (Sign::Part, name.as_str(), *value)))
        .filter(|(_, _, value)| value.is_finite())
        .collect();
    let scale = scale(pen, &units, here, interval, reference.map(|(_, value)| *value));
    let reference = reference.map(|(name, value)| Reference::new(pen, &scale, (name, *value), *decimals, unit));
    let here = Here::new(pen, &scale, here, interval, *decimals);

    let top = reference.as_ref().map_or(4.0, Reference::height);
    let (radius, spots) = places::places(units.iter().map(|(_, _, value)| scale.at(*value)), TALLEST);
    let half = spots.iter().fold(0.0, |half: f64, [_, shift]| half.max(shift.abs() + radius.max(5.0)));
    let middle = top + half + 3.0;
    let row = middle + half + 14.0;
    let deep = row + here.depth();
    if let Some([low, high]) = here.band() {
        pen.rect(Rect { x: low, y: top, width: (high - low).max(1.0), height: deep - top }, GLOW);
    }
    if let Some(reference) = &reference {
        reference.draw(pen, deep, here.words(row));
    }
    dots(pen, &units, &spots, middle, radius);
    here.draw(pen, row);
    across(pen, &scale, deep, unit);
}

fn scale(
    pen: &Pen,
    units: &[Unit<'_>],
    here: Option<f64>,
    interval: Option<(f64, f64)>,
    reference: Option<f64>,
) -> Scale {
    let own = || units.iter().map(|(_, _, value)| *value).chain(here);
    let (low, high) = own().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| (low.min(n), high.max(n)));
    let span = high - low;
    let alone = span.is_nan() || span <= 0.0;
    let also = interval.into_iter().flat_map(|(low, high)| [low, high]).chain(reference);
    let near = also.filter(|number| alone || (low - REACH * span..=high + REACH * span).contains(number));
    Scale::over(own().chain(near), [7.0, pen.width - 7.0], if pen.narrow() { 4.0 } else { 7.0 })
}

/// Dots in one path where they need no name: two thousand of them are as light as one.
fn dots(pen: &mut Pen, units: &[Unit<'_>], spots: &[[f64; 2]], middle: f64, radius: f64) {
    let named = pen.medium == Medium::Wide && units.len() <= NAMED;
    let mut path = String::new();
    let mut marked = Vec::new();
    for ((sign, name, _), [x, shift]) in units.iter().zip(spots) {
        let (left, y) = (tenth(x - radius), tenth(middle + shift));
        if *sign == Sign::Part {
            marked.push(([*x, y], *name));
        } else if named {
            let (x, name) = (tenth(*x), escaped(name));
            pen.raw(&format!(
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{OTHERS}\"><title>{name}</title></circle>"
            ));
        } else {
            let across = tenth(2.0 * radius);
            path.push_str(&format!(
                "M{left} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0"
            ));
        }
    }
    pen.path(&path, &format!("fill=\"{OTHERS}\""));
    for (at, name) in marked {
        pen.mark(Sign::Part, at, if pen.medium == Medium::Wide { name } else { "" });
    }
}
