//! The cover's picture: the territory lit in its region, at night or on white paper. The light is an ornament: it fades with the
//! distance, and measures nothing.

use lanterne_observatory::Level;
use lanterne_report::Ground;
use lanterne_report::model::Drawing;
use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::{Anchor, Outlines, Rect, Svg, Text};

use super::Context;
use crate::french::typography::set;
use crate::outline::around;
use crate::picture::fitted;

const SIDE: (u32, u32) = (760, 820);
/// Kilometres over which the light falls to a third.
const REACH_KM: f64 = 28.0;
/// From this count on, communes are not drawn one by one.
pub(super) const MANY: usize = 400;
/// Towns named.
const TOWNS: usize = 8;
/// Kilometres in a degree of latitude.
const DEGREE_KM: f64 = 111.2;

/// Colours of a cover.
struct Tones {
    dark: [u8; 3],
    glow: [u8; 3],
    here: &'static str,
    edge: &'static str,
    line: &'static str,
    coast: &'static str,
    words: &'static str,
}

const NIGHT: Tones = Tones {
    dark: [0x1f, 0x29, 0x49],
    glow: [0xd9, 0x7b, 0x16],
    here: "#FFE3AE",
    edge: "#5E2A06",
    line: "#17203A",
    coast: "#5A668C",
    words: "#FBF9F5",
};
const PAPER: Tones = Tones {
    dark: [0xf1, 0xec, 0xe2],
    glow: [0xf4, 0xa6, 0x36],
    here: "#D97B16",
    edge: "#5E2A06",
    line: "#FFFFFF",
    coast: "#8A8FA3",
    words: "#17203A",
};

/// The picture on a ground; none without outlines.
pub(super) fn cover(context: &Context, ground: Ground) -> Option<Drawing> {
    let tones = match ground {
        Ground::Night => &NIGHT,
        Ground::Paper => &PAPER,
    };
    let (state, subject) = (context.state, context.subject);
    let epci = state.shapes(Level::Epci).ok()?;
    let regions = state.shapes(Level::Region).ok()?;
    let communes = state.shapes(Level::Commune).ok()?;
    let rect = Rect { x: 0.0, y: 0.0, width: f64::from(SIDE.0), height: f64::from(SIDE.1) };
    let frame = fitted(extent(context)?, rect, 12.0);
    let name = set(&format!("{} en lumière sur la carte", subject.title));
    let mut svg = Svg::new(SIDE.0, SIDE.1, &name, "");
    let index = state.territories(Level::Epci);
    let shown = |row: u32| match subject.region {
        Some(region) => index.region[row as usize].as_ref() == state.region_code(Some(region)),
        None => true,
    };
    let outlines = Outlines::of(epci.topology(), &frame, shown);
    let lights = lights(context);
    for (row, d) in outlines.shapes() {
        let light = index.point[row as usize].map_or(0.0, |point| light(point, &lights));
        svg.path(&d, &format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"0.5\"", mixed(tones, light), tones.line));
    }
    let own = match whole(context) {
        Some((level, row)) => Outlines::of(state.shapes(level).ok()?.topology(), &frame, |other| other == row),
        None => Outlines::of(communes.topology(), &frame, |row| subject.communes.contains(row)),
    };
    let paint =
        format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"0.4\" stroke-opacity=\"0.45\"", tones.here, tones.edge);
    for (_, d) in own.shapes() {
        svg.path(&d, &paint);
    }
    let edge = own.borders(|left, right| left.is_some() != right.is_some());
    svg.path(&edge, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\"", tones.edge));
    let coast = Outlines::of(regions.topology(), &frame, |row| subject.region.is_none_or(|region| region == row));
    let coast = coast.borders(|left, right| left.is_some() != right.is_some());
    svg.path(&coast, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"0.8\"", tones.coast));
    towns(&mut svg, context, &frame, tones);
    Some(Drawing { svg: svg.finish(), alternative: name, ratio: f64::from(SIDE.0) / f64::from(SIDE.1) })
}

/// A territory of many communes is drawn by its own outline: the borders of thousands of communes would be all one sees.
fn whole(context: &Context) -> Option<(Level, u32)> {
    context.subject.unit.filter(|_| context.subject.communes.rows().len() > MANY)
}

/// Degrees to show: the region, or around the departments of the territory.
fn extent(context: &Context) -> Option<[f64; 4]> {
    let of = |level: Level, row: u32| context.state.territories(level).bbox.get(row as usize).copied().flatten();
    match context.subject.region {
        Some(region) => of(Level::Region, region),
        None => extent_of(context.subject.departements.iter().map(|row| of(Level::Departement, *row))),
    }
}

/// Degrees around all of them.
pub(super) fn extent_of(boxes: impl Iterator<Item = Option<[f64; 4]>>) -> Option<[f64; 4]> {
    boxes.fold(None, around)
}

/// Where light comes from: the communes of the territory.
fn lights(context: &Context) -> Vec<[f64; 2]> {
    let points = &context.state.territories(Level::Commune).point;
    context.subject.communes.rows().iter().filter_map(|row| points[*row as usize]).collect()
}

/// From 0 in the dark to 1 beside the territory.
fn light([lon, lat]: [f64; 2], from: &[[f64; 2]]) -> f64 {
    let east = lat.to_radians().cos();
    let nearest = from.iter().map(|[x, y]| ((lon - x) * east).hypot(lat - y) * DEGREE_KM).fold(f64::INFINITY, f64::min);
    (-nearest / REACH_KM).exp()
}

fn mixed(tones: &Tones, light: f64) -> String {
    let [red, green, blue] = std::array::from_fn(|at| {
        let (dark, glow) = (f64::from(tones.dark[at]), f64::from(tones.glow[at]));
        (dark + (glow - dark) * light).round() as u8
    });
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// The largest towns, each with its dot; one that would cover another is left out.
fn towns(svg: &mut Svg, context: &Context, frame: &lanterne_tiles::picture::Frame, tones: &Tones) {
    let mut taken: Vec<Rect> = Vec::new();
    let labels = crate::answer::place::labels(context.state, context.subject.region, 4 * TOWNS);
    for town in labels {
        let Some([x, y]) = frame.pixel([town.lon, town.lat]) else { continue };
        let width = 8.0 * town.name.chars().count() as f64 + 12.0;
        let room = Rect { x: x - 4.0, y: y - 10.0, width, height: 20.0 };
        let inside = frame.rect.holds([x, y]) && x + width < frame.rect.width;
        if taken.len() >= TOWNS || !inside || taken.iter().any(|other| other.meets(room)) {
            continue;
        }
        taken.push(room);
        svg.circle([x, y], 2.4, &format!("fill=\"{}\"", tones.words));
        let text = Text {
            words: &set(&town.name),
            at: [x + 8.0, y + 5.0],
            size: 14.0,
            face: Face::Sans,
            colour: tones.words,
            anchor: Anchor::Start,
        };
        svg.text(&text, None);
    }
}
