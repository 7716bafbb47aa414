//! The map of a simulation as a drawing: the communes by the minutes to the nearest site, the enclosed EPCI hatched, the sites by what
//! becomes of them. Colours and bands are those of the page (`web/page/src/simulator/bands.ts`).

use lanterne_observatory::{Absence, Level, Value};
use lanterne_report::model::Drawing;
use lanterne_report::scenario::Mark;
use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::style::STYLE;
use lanterne_tiles::picture::{Anchor, Frame, Outlines, Rect, Svg, Text};

use super::situation::Situation;
use super::{People, Simulated};
use crate::document::simulation::SimulatedSite;
use crate::french::ordinal::{count, list};
use crate::french::shortest;
use crate::french::typography::set;
use crate::picture::fitted;
use crate::state::State;

/// Side of the drawing; the letters in it are of the size they have on paper, whatever the map's.
const SIDE: (u32, u32) = (560, 640);
/// Metropolitan France, degrees: what is drawn where no region is looked at.
const METROPOLE: [f64; 4] = [-5.2, 41.3, 9.6, 51.15];
/// Steps of the palette, nearest first, by number of bands.
const STEPS: [&[usize]; 4] = [&[], &[3], &[3, 1], &[4, 2, 1]];
/// Names of added sites written on the map, and told of it.
const NAMES: usize = 8;
/// Pixels around the map.
const MARGIN: f64 = 10.0;

/// What a map is of.
pub(super) struct Shown<'a> {
    pub(super) state: &'a State,
    pub(super) region: Option<u32>,
    pub(super) simulated: &'a Simulated,
    /// Today, or after.
    pub(super) situation: &'a Situation,
    /// Those to be drawn.
    pub(super) sites: &'a [SimulatedSite],
    /// « Scénario A »
    pub(super) name: &'a str,
    /// Whether names are written: a small map has none.
    pub(super) named: bool,
}

/// The key of the maps, in order; the unknown is told where there is any.
pub(super) fn key(people: &People, situation: &Situation, sites: &[SimulatedSite]) -> Vec<(Mark, String)> {
    let bands = &people.bands;
    let unknown = situation.journeys.iter().any(|own| band(own.minutes, bands) == bands.len() + 1);
    let mut key: Vec<(Mark, String)> = (0..bands.len() + 1 + usize::from(unknown))
        .map(|at| (Mark::Band(colour(at, bands).to_owned()), set(&words(at, bands))))
        .collect();
    key.push((Mark::Hatch, "EPCI enclavé".to_owned()));
    let states = [
        ("existant", Mark::Site, "lieu d'aujourd'hui"),
        ("ajoute", Mark::Added, "permanence ajoutée"),
        ("retire", Mark::Removed, "lieu fermé"),
    ];
    let met = states.into_iter().filter(|(state, _, _)| sites.iter().any(|site| site.state == *state));
    key.extend(met.map(|(_, mark, words)| (mark, set(words))));
    key
}

/// The map; none without outlines.
pub(super) fn drawn(of: &Shown<'_>) -> Option<Drawing> {
    let Shown { state, simulated, situation, .. } = of;
    let people = &simulated.standing.people;
    let (communes, epci) = (state.shapes(Level::Commune).ok()?, state.shapes(Level::Epci).ok()?);
    let frame = frame(of)?;
    let bands = &people.bands;
    // A commune beyond the frame, overseas, is in no band.
    let points = &state.territories(Level::Commune).point;
    let mut group = vec![None; points.len()];
    for (row, journey) in people.communes.rows.iter().zip(&situation.journeys) {
        let at = points.get(*row as usize).copied().flatten().and_then(|point| frame.pixel(point));
        if at.is_none_or(|at| frame.rect.holds(at)) {
            group[*row as usize] = Some(band(journey.minutes, bands));
        }
    }
    let names = (0..bands.len() + 2).map(|at| at.to_string()).collect();
    let banded = Outlines::of(&communes.topology().dissolve(&group, names), &frame, |_| true);
    let told = told(of);
    let mut svg = Svg::new(SIDE.0, SIDE.1, &told, "");
    svg.raw("<defs>");
    svg.patterns(&STYLE.patterns, 1.0);
    svg.raw("</defs>");
    for (at, d) in banded.shapes().filter(|(_, d)| !d.is_empty()) {
        let fill = colour(at as usize, bands);
        // The line covers the seam that two fills leave between them.
        svg.path(&d, &format!("fill=\"{fill}\" stroke=\"{fill}\" stroke-width=\"0.5\""));
    }
    let units = Outlines::of(epci.topology(), &frame, |row| people.epci.position(row).is_some());
    for (at, tested) in situation.epci.iter().enumerate() {
        let Some(row) = people.epci.rows.get(at).filter(|_| People::enclosed(tested) == Some(true)) else { continue };
        let d = units.shape(*row);
        if !d.is_empty() {
            svg.path(&d, "fill=\"url(#pattern-accompagnement)\"");
        }
    }
    let lines = units.borders(|_, _| true);
    svg.path(&lines, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"0.6\" stroke-opacity=\"0.55\"", STYLE.ink));
    let edge = banded.borders(|left, right| left.is_none() != right.is_none());
    svg.path(&edge, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1.3\"", STYLE.ink));
    marks(&mut svg, of, &frame);
    Some(Drawing { svg: svg.finish(), alternative: told, ratio: f64::from(SIDE.0) / f64::from(SIDE.1) })
}

fn frame(of: &Shown<'_>) -> Option<Frame> {
    let rect = Rect { x: 0.0, y: 0.0, width: f64::from(SIDE.0), height: f64::from(SIDE.1) };
    let bbox = match of.region {
        Some(row) => of.state.territories(Level::Region).bbox.get(row as usize).copied().flatten()?,
        None => METROPOLE,
    };
    Some(fitted(bbox, rect, MARGIN))
}

/// Place of the band a journey falls in, its end included: after the last, beyond; after that, not known.
fn band(minutes: Value, bands: &[f64]) -> usize {
    match minutes {
        Ok(minutes) => bands.iter().position(|edge| minutes <= *edge).unwrap_or(bands.len()),
        Err(Absence::Nil) => bands.len(),
        Err(_) => bands.len() + 1,
    }
}

fn colour(band: usize, bands: &[f64]) -> &'static str {
    let step = STEPS.get(bands.len()).and_then(|steps| steps.get(band));
    let palette = STYLE.sequential.get("lanterne");
    match step.and_then(|step| palette?.get(*step)) {
        Some(colour) => colour,
        None if band == bands.len() => &STYLE.white,
        None => &STYLE.no_data,
    }
}

/// « 15 minutes ou moins », « plus de 30 minutes »
fn words(band: usize, bands: &[f64]) -> String {
    let minutes = |at: usize| bands.get(at).map_or(String::new(), |edge| shortest(*edge, 1));
    match band {
        0 => format!("{} minutes ou moins", minutes(0)),
        at if at < bands.len() => format!("de {} à {} minutes", minutes(at - 1), minutes(at)),
        at if at == bands.len() => format!("plus de {} minutes", minutes(bands.len().saturating_sub(1))),
        _ => "trajet inconnu".to_owned(),
    }
}

/// What the map shows, for who does not see it.
fn told(of: &Shown<'_>) -> String {
    let bands = &of.simulated.standing.people.bands;
    let mut found = vec![0_usize; bands.len() + 2];
    for journey in &of.situation.journeys {
        found[band(journey.minutes, bands)] += 1;
    }
    let parts = found.iter().enumerate().filter(|(_, many)| **many > 0);
    let parts: Vec<String> =
        parts.map(|(at, many)| format!("{} ({})", words(at, bands), count(*many, "commune", "communes"))).collect();
    let added: Vec<String> =
        of.sites.iter().filter(|site| site.state == "ajoute").map(|site| site.name.clone()).collect();
    let opened =
        if added.is_empty() { String::new() } else { format!(" Permanences ajoutées : {}.", list(&added, NAMES)) };
    set(&format!("Carte des trajets vers le lieu le plus proche, {} : {}.{opened}", of.name, parts.join(", ")))
}

/// The sites: those that stand below, then those that close, then those that open, with their names.
fn marks(svg: &mut Svg, of: &Shown<'_>, frame: &Frame) {
    let (ink, white, lantern) = (&STYLE.ink, &STYLE.white, &STYLE.lantern);
    let within = |state: &str| -> Vec<(&SimulatedSite, [f64; 2])> {
        let own = of.sites.iter().filter(|site| site.state == state);
        own.filter_map(|site| Some((site, frame.pixel(site.point)?))).filter(|(_, at)| frame.rect.holds(*at)).collect()
    };
    let scale = if of.named { 1.0 } else { 1.5 };
    for (_, at) in within("existant") {
        svg.circle(at, 3.4 * scale, &format!("fill=\"{ink}\" stroke=\"{white}\" stroke-width=\"1\""));
    }
    for (_, [x, y]) in within("retire") {
        svg.circle([x, y], 4.4 * scale, &format!("fill=\"{white}\" stroke=\"{ink}\" stroke-width=\"1.4\""));
        let arm = 4.4 * scale;
        svg.line([x - arm, y - arm], [x + arm, y + arm], &format!("stroke=\"{ink}\" stroke-width=\"1.6\""));
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (site, [x, y]) in within("ajoute") {
        svg.circle([x, y], 6.0 * scale, &format!("fill=\"{lantern}\" stroke=\"{ink}\" stroke-width=\"1.4\""));
        let size = 15.0;
        let width = Face::Sans.width(&site.name, size) + 4.0;
        let right = x + 10.0 + width < frame.rect.width;
        let room = Rect { x: if right { x + 9.0 } else { x - 9.0 - width }, y: y - 10.0, width, height: 20.0 };
        if !of.named || taken.len() >= NAMES || taken.iter().any(|other| other.meets(room)) {
            continue;
        }
        taken.push(room);
        let text = Text {
            words: &site.name,
            at: [room.x + 1.0, y + 5.0],
            size,
            face: Face::Sans,
            colour: ink,
            anchor: Anchor::Start,
        };
        svg.text(&text, Some("#FFFFFF"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_holds_its_end_and_nobodys_journey_is_none() {
        let bands = [15.0, 30.0];
        let minutes = [Ok(0.0), Ok(15.0), Ok(15.1), Ok(30.0), Ok(30.01), Err(Absence::Nil), Err(Absence::NotPublished)];
        assert_eq!(minutes.map(|own| band(own, &bands)), [0, 0, 1, 1, 2, 2, 3]);
        assert_eq!(
            [0, 1, 2, 3].map(|at| words(at, &bands)),
            ["15 minutes ou moins", "de 15 à 30 minutes", "plus de 30 minutes", "trajet inconnu"]
        );
    }

    #[test]
    fn every_band_has_a_colour_of_its_own() {
        for bands in [&[15.0][..], &[15.0, 30.0], &[15.0, 20.0, 30.0]] {
            let colours: std::collections::BTreeSet<&str> = (0..bands.len() + 2).map(|at| colour(at, bands)).collect();
            assert_eq!(colours.len(), bands.len() + 2);
        }
    }
}
