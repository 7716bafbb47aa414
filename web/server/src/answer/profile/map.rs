//! The map of a profile: where the employers of the ESS are, a circle a commune; of a larger territory, a circle an EPCI. The area of
//! a circle is the count, and the places of operators that are known stand on it.

use std::collections::{BTreeMap, BTreeSet};

use lanterne_data::read::Territories;
use lanterne_observatory::Level;
use lanterne_report::model::{self, Drawing};
use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::{Anchor, Frame, Outlines, Rect, Svg, Text};

use super::Context;
use super::drawing::{MANY, extent_of};
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::picture::fitted;

const SIDE: (u32, u32) = (960, 600);
/// Room kept for the legend, at the right.
const KEY: f64 = 190.0;
/// Radius of the largest circle.
const LARGEST: f64 = 34.0;
/// Communes around it drawn one by one; where there are more, their EPCI are.
const CROWD: usize = 900;
/// Names written, the largest circles first.
const NAMES: usize = 10;

const LAND: &str = "#F3EFE7";
const HERE: &str = "#FFFFFF";
const LINE: &str = "#B9B2A4";
const EDGE: &str = "#17203A";
const CIRCLE: &str = "#B85C00";
const SITE: &str = "#3B4CA0";

pub(super) fn map(context: &Context) -> Option<model::Map> {
    let level = if context.subject.communes.rows().len() > MANY { Level::Epci } else { Level::Commune };
    let counts = counts(context, level);
    let drawing = drawn(context, level, &counts)?;
    let of = if level == Level::Epci { "par EPCI" } else { "par commune" };
    Some(model::Map {
        id: "carte".to_owned(),
        title: set(&format!("Où sont les employeurs de l'ESS, {of}")),
        drawing,
        source: context.sourced("Lieux d'accompagnement : ceux que les documents situent."),
    })
}

/// Employers by unit.
fn counts(context: &Context, level: Level) -> BTreeMap<u32, f64> {
    let of = context.state.contents.belonging.at(level);
    let mut counts = BTreeMap::new();
    for own in context.listed.iter().filter(|own| own.employer) {
        if let Some(unit) = of.get(own.commune as usize).copied().flatten() {
            *counts.entry(unit).or_insert(0.0) += 1.0;
        }
    }
    counts
}

fn drawn(context: &Context, level: Level, counts: &BTreeMap<u32, f64>) -> Option<Drawing> {
    let (state, subject) = (context.state, context.subject);
    let index = state.territories(level);
    let shapes = state.shapes(level).ok()?;
    let of = state.contents.belonging.at(level);
    let own: BTreeSet<u32> =
        subject.communes.rows().iter().filter_map(|row| of.get(*row as usize).copied().flatten()).collect();
    let box_of_all = extent_of(own.iter().map(|row| index.bbox.get(*row as usize).copied().flatten()))?;
    let room = Rect { x: 0.0, y: 0.0, width: f64::from(SIDE.0) - KEY, height: f64::from(SIDE.1) };
    let frame = fitted(box_of_all, room, 24.0);
    let largest = counts.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
    let told = match largest {
        Some((row, most)) => format!(
            "Carte : {} dans {}, le plus à {} ({}).",
            count(counts.values().sum::<f64>() as usize, "établissement employeur", "établissements employeurs"),
            count(
                counts.len(),
                if level == Level::Epci { "EPCI" } else { "commune" },
                if level == Level::Epci { "EPCI" } else { "communes" }
            ),
            index.name.get(*row as usize)?,
            integer(*most)
        ),
        None => "Carte : aucun établissement employeur connu.".to_owned(),
    };
    let told = set(&told);
    let mut svg = Svg::new(SIDE.0, SIDE.1, &told, "");
    let near = in_sight(index, &frame);
    // Around a territory of far parts, thousands of communes would be all one sees, and most of what is sent.
    let crowded = level == Level::Commune && near.len() > CROWD;
    let all =
        Outlines::of(shapes.topology(), &frame, |row| if crowded { own.contains(&row) } else { near.contains(&row) });
    svg.raw(&format!(
        "<clipPath id=\"fenetre\"><rect width=\"{}\" height=\"{}\"/></clipPath>",
        room.width, room.height
    ));
    svg.open("clip-path=\"url(#fenetre)\"");
    if crowded {
        let epci = in_sight(state.territories(Level::Epci), &frame);
        let ground = Outlines::of(state.shapes(Level::Epci).ok()?.topology(), &frame, |row| epci.contains(&row));
        for (_, d) in ground.shapes() {
            svg.path(&d, &format!("fill=\"{LAND}\" stroke=\"{LINE}\" stroke-width=\"0.6\""));
        }
    }
    for (row, d) in all.shapes() {
        let fill = if own.contains(&row) { HERE } else { LAND };
        svg.path(&d, &format!("fill=\"{fill}\" stroke=\"{LINE}\" stroke-width=\"0.6\""));
    }
    let here = |row: Option<u32>| row.is_some_and(|row| own.contains(&row));
    let edge = all.borders(|left, right| here(left) != here(right));
    svg.path(&edge, &format!("fill=\"none\" stroke=\"{EDGE}\" stroke-width=\"1.6\""));
    let most = largest.map_or(1.0, |(_, most)| *most);
    circles(&mut svg, index, counts, most, &frame);
    let sites = sites(&mut svg, context, &frame);
    svg.close();
    key(&mut svg, most, sites);
    Some(Drawing { svg: svg.finish(), alternative: told, ratio: f64::from(SIDE.0) / f64::from(SIDE.1) })
}

/// Units whose extent meets the frame.
fn in_sight(index: &Territories, frame: &Frame) -> BTreeSet<u32> {
    let [west, south, east, north] = frame.bounds();
    let meets = |[w, s, e, n]: [f64; 4]| w < east && e > west && s < north && n > south;
    (0_u32..).zip(&index.bbox).filter(|(_, bbox)| bbox.is_some_and(meets)).map(|(row, _)| row).collect()
}

fn radius(count: f64, most: f64) -> f64 {
    LARGEST * (count / most).sqrt()
}

/// Circles, the largest below, and the names of the largest.
fn circles(svg: &mut Svg, index: &Territories, counts: &BTreeMap<u32, f64>, most: f64, frame: &Frame) {
    let mut drawn: Vec<(u32, f64, [f64; 2])> = counts
        .iter()
        .filter_map(|(row, count)| {
            Some((*row, *count, frame.pixel(index.point.get(*row as usize).copied().flatten()?)?))
        })
        .collect();
    drawn.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    for (_, count, at) in &drawn {
        let paint = format!("fill=\"{CIRCLE}\" fill-opacity=\"0.72\" stroke=\"#FFFFFF\" stroke-width=\"0.8\"");
        svg.circle(*at, radius(*count, most).max(2.0), &paint);
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (row, count, [x, y]) in drawn.iter().take(3 * NAMES) {
        let name = set(&index.name[*row as usize]);
        let (size, r) = (13.0, radius(*count, most).max(2.0));
        let width = Face::Sans.width(&name, size);
        let room = Rect { x: x + r + 3.0, y: y - 9.0, width: width + 4.0, height: 18.0 };
        let fits = room.x + room.width < frame.rect.width && taken.iter().all(|other| !other.meets(room));
        if taken.len() >= NAMES || !fits {
            continue;
        }
        taken.push(room);
        let text = Text {
            words: &name,
            at: [x + r + 4.0, y + 4.5],
            size,
            face: Face::Sans,
            colour: EDGE,
            anchor: Anchor::Start,
        };
        svg.text(&text, Some("#FFFFFF"));
    }
}

/// Places of operators that are known: a small square each.
fn sites(svg: &mut Svg, context: &Context, frame: &Frame) -> bool {
    let mut any = false;
    let operators = context.state.contents.sites.iter().filter(|site| site.is_operators());
    for [x, y] in operators.filter_map(|site| frame.pixel(site.point?)) {
        if frame.rect.holds([x, y]) {
            any = true;
            let mark = Rect { x: x - 4.0, y: y - 4.0, width: 8.0, height: 8.0 };
            svg.rect(mark, &format!("fill=\"{SITE}\" stroke=\"#FFFFFF\" stroke-width=\"1.2\""));
        }
    }
    any
}

/// Three circles with their counts, and the sign of a place.
fn key(svg: &mut Svg, most: f64, sites: bool) {
    let left = f64::from(SIDE.0) - KEY + 24.0;
    let mut y = 40.0;
    let label = |svg: &mut Svg, words: &str, x: f64, y: f64, size: f64| {
        let words = set(words);
        svg.text(
            &Text { words: &words, at: [x, y], size, face: Face::Sans, colour: EDGE, anchor: Anchor::Start },
            None,
        );
    };
    label(svg, "Établissements", left, y, 14.0);
    label(svg, "employeurs de l'ESS", left, y + 18.0, 14.0);
    y += 36.0;
    for count in steps(most) {
        let r = radius(count, most).max(2.0);
        y += r;
        svg.circle([left + LARGEST, y], r, &format!("fill=\"{CIRCLE}\" fill-opacity=\"0.72\""));
        label(svg, &integer(count), left + 2.0 * LARGEST + 10.0, y + 5.0, 14.0);
        y += r + 10.0;
    }
    if sites {
        y += 18.0;
        let mark = Rect { x: left + LARGEST - 5.0, y: y - 5.0, width: 10.0, height: 10.0 };
        svg.rect(mark, &format!("fill=\"{SITE}\""));
        for (line, words) in (0..).zip(["lieu d'accom-", "pagnement", "connu"]) {
            label(svg, words, left + 2.0 * LARGEST - 8.0, y + 5.0 + 17.0 * f64::from(line), 14.0);
        }
    }
}

/// The largest count, and one or two round ones below it.
fn steps(most: f64) -> Vec<f64> {
    let round = |value: f64| {
        let scale = 10_f64.powf(value.log10().floor());
        let first = (value / scale).floor();
        scale
            * if first >= 5.0 {
                5.0
            } else if first >= 2.0 {
                2.0
            } else {
                1.0
            }
    };
    let mut steps = vec![most];
    for share in [4.0, 16.0] {
        let step = round((most / share).max(1.0));
        if steps.last().is_some_and(|last| step < 0.7 * last) {
            steps.push(step);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_shows_the_largest_and_round_counts_below() {
        assert_eq!(steps(1.0), [1.0]);
        assert_eq!(steps(7.0), [7.0, 1.0]);
        assert_eq!(steps(480.0), [480.0, 100.0, 20.0]);
    }
}
