//! The legend: what the colours mean, then each sign that is on the map and no other.

use std::collections::BTreeSet;

use lanterne_observatory::Level;
use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::style::STYLE;
use lanterne_tiles::picture::{Anchor, Rect, Svg, Text};

use super::asked::{Asked, Layer};
use super::histogram;
use super::pen::{Block, Pen};
use super::shown::{Mark, Meaning, Shown};
use super::sign::{Sign, places};
use crate::answer::{self, words};
use crate::document::relation::{Axis, RelationDocument};
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::french::{integer, shortest};
use crate::state::State;

/// Units of a line of the legend.
const LINE: f64 = 21.0;
/// Units of a cell of two indicators crossed.
const CELL: f64 = 30.0;

/// One sign and its words.
#[derive(Debug)]
enum Swatch {
    /// A colour, a pattern over it.
    Colour(&'static str, Option<Mark>),
    /// A dashed outline.
    Zone,
    /// A place.
    Place(Sign),
}

/// The legend of a picture, ready to be measured and drawn.
#[derive(Debug)]
pub(super) struct Key<'a> {
    shown: &'a Shown,
    heading: String,
    swatches: Vec<(Swatch, String, Option<usize>)>,
    /// Small lines below.
    notes: Vec<String>,
    /// Whether classes are explained by their histogram here, or by a strip on each map.
    bars: bool,
}

impl<'a> Key<'a> {
    pub(super) fn of(state: &State, shown: &'a Shown, asked: &Asked) -> Self {
        let series = &shown.series;
        let rows = series.value.iter().flatten().count();
        let level: Level = shown.level();
        let unit = match (&shown.meaning, series.unit.as_str()) {
            (Meaning::Crossed(_), _) => "Tiers croisés".to_owned(),
            (_, "") => series.short.clone(),
            (_, unit) if unit.starts_with('%') => format!("{} (%)", series.short),
            (_, unit) => unit[..1].to_uppercase() + &unit[1..],
        };
        let counted = units(rows, level);
        let mut key = Self {
            shown,
            heading: set(&format!("{unit}, {counted}")),
            swatches: Vec::new(),
            notes: Vec::new(),
            bars: matches!(shown.meaning, Meaning::Classes { .. }) && shown.twin.is_none(),
        };
        if let Meaning::Verdicts(verdicts) = &shown.meaning {
            let found = verdicts
                .iter()
                .map(|(colour, label, count)| (Swatch::Colour(colour, None), (*label).to_owned(), Some(*count)));
            key.swatches.extend(found);
        }
        key.signs(state, asked);
        key.notes(state, asked);
        key
    }

    fn signs(&mut self, state: &State, asked: &Asked) {
        let shown = self.shown;
        let twin = shown.twin.as_deref();
        let marks: [(Mark, &'static str, &str); 5] = [
            (Mark::Offre, &STYLE.white, "Zone blanche établie (offre)"),
            (Mark::FoyerFroid, &STYLE.white, "Bas avec ses voisins (foyer froid)"),
            (Mark::Accompagnement, &STYLE.white, "Loin de tout lieu connu (accompagnement)"),
            (Mark::Recours, &STYLE.white, "Sans bénéficiaire (recours)"),
            (Mark::Fiabilite, &STYLE.sequential["lanterne"][1], "Taux peu fiable"),
        ];
        for (mark, colour, label) in marks {
            if shown.bears(mark) || twin.is_some_and(|twin| twin.bears(mark)) {
                self.swatches.push((Swatch::Colour(colour, Some(mark)), label.to_owned(), None));
            }
        }
        let absent = shown.series.value.iter().any(Option::is_none);
        if absent && !matches!(shown.meaning, Meaning::Verdicts(_)) {
            self.swatches.push((Swatch::Colour(&STYLE.no_data, None), "Pas de chiffre".to_owned(), None));
        }
        let watched = || answer::accompaniment::zones(state, Some("watch_zone")).iter().any(|zone| zone.bbox.is_some());
        if asked.layers.contains(&Layer::Surveillance) && watched() {
            self.swatches.push((Swatch::Zone, "Zone à surveiller, contour supposé".to_owned(), None));
        }
        if asked.layers.contains(&Layer::Operateurs) {
            let signs: BTreeSet<Sign> = places(state, asked).into_iter().map(|place| place.sign).collect();
            for sign in signs.iter().rev() {
                let label = match sign {
                    Sign::Siege => "Siège d’un opérateur",
                    Sign::Antenne => "Antenne",
                    Sign::Other if signs.contains(&Sign::Siege) => "Permanence ou autre lieu",
                    Sign::Other => "Lieu d’un opérateur",
                    Sign::Workshop => "Lieu d’un atelier",
                };
                self.swatches.push((Swatch::Place(*sign), label.to_owned(), None));
            }
        }
    }

    fn notes(&mut self, state: &State, asked: &Asked) {
        let series = &self.shown.series;
        match &self.shown.meaning {
            Meaning::Crossed(found) => {
                self.notes.push(set(&format!("Tiers des territoires. {} ; {}.", cuts(&found.x), cuts(&found.y))));
            }
            Meaning::Classes { largest } => {
                if let Some(most) = largest {
                    let counted = words::fraction(asked.series.indicator).map_or("l'effectif", |(of, ..)| of);
                    let words = format!(
                        "Surface du cercle : {counted}, {} au plus. Couleur : la classe du taux.",
                        integer(*most)
                    );
                    self.notes.push(set(&words));
                }
                self.notes.push(set(&format!("Classes : {}.", series.method.to_lowercase())));
                if let Some(beyond) = series.beyond {
                    let counted = units(beyond.count as usize, self.shown.level());
                    self.notes
                        .push(set(&format!("Et {counted} au-delà de {}.", shortest(beyond.from, series.decimals))));
                }
            }
            Meaning::Verdicts(_) => {}
        }
        self.notes.extend(series.across.clone());
        if asked.layers.contains(&Layer::Operateurs) {
            self.notes.push(set(&answer::accompaniment::operators(state, &asked.white.schemes).presence.sentence));
        }
    }

    /// Pixels it needs.
    pub(super) fn height(&self, width: f64, pen: &Pen) -> f64 {
        let bars = if self.bars { histogram::height(self.shown, pen) } else { 0.0 };
        let crossed = if matches!(self.shown.meaning, Meaning::Crossed(_)) { pen.of(3.0 * CELL + 44.0) } else { 0.0 };
        let notes = self.note_lines(width, pen).len() as f64 * pen.letters(11.0) * 1.3;
        pen.of(24.0) + bars + crossed + self.swatches.len() as f64 * pen.of(LINE) + notes + pen.of(6.0)
    }

    fn note_lines(&self, width: f64, pen: &Pen) -> Vec<String> {
        self.notes.iter().flat_map(|note| Face::Sans.lines(note, pen.letters(11.0), width)).collect()
    }

    /// Draws it with its top left corner at a point.
    pub(super) fn draw(&self, svg: &mut Svg, [left, top]: [f64; 2], width: f64, pen: &Pen) {
        let size = pen.letters(13.0);
        let mut y = top + size;
        let heading = Face::SansSemibold.lines(&self.heading, size, width);
        let block = Block { at: [left, y], size: 13.0, face: Face::SansSemibold, colour: &STYLE.ink, leading: 1.25 };
        pen.lines(svg, &heading[..1.min(heading.len())], &block);
        y = top + pen.of(24.0);
        if self.bars {
            histogram::draw(svg, self.shown, [left, y], width, pen);
            y += histogram::height(self.shown, pen);
        }
        if let Meaning::Crossed(found) = &self.shown.meaning {
            crossed(svg, found, [left, y], pen);
            y += pen.of(3.0 * CELL + 44.0);
        }
        y += pen.of(4.0);
        for (swatch, label, count) in &self.swatches {
            self.swatch(svg, swatch, [left, y], pen);
            let at = [left + pen.of(34.0), y + pen.of(8.0) + size * 0.34];
            let text = |words, at, face, anchor| Text { words, at, size, face, colour: STYLE.ink.as_str(), anchor };
            svg.text(&text(label, at, Face::Sans, Anchor::Start), None);
            if let Some(counted) = count {
                let words = integer(*counted as f64);
                svg.text(&text(&words, [left + width, at[1]], Face::SansSemibold, Anchor::End), None);
            }
            y += pen.of(LINE);
        }
        let notes = self.note_lines(width, pen);
        let at = [left, y + pen.letters(11.0) * 1.1];
        pen.lines(svg, &notes, &Block { at, size: 11.0, face: Face::Sans, colour: &STYLE.quiet, leading: 1.3 });
    }

    fn swatch(&self, svg: &mut Svg, swatch: &Swatch, [x, y]: [f64; 2], pen: &Pen) {
        let rect = Rect { x: x + 0.5, y: y + 0.5, width: pen.of(24.0), height: pen.of(15.0) };
        match swatch {
            Swatch::Colour(colour, mark) => {
                let edge = format!(
                    "stroke=\"{}\" stroke-opacity=\"0.35\" stroke-width=\"{:.1}\"",
                    STYLE.inner.colour,
                    pen.of(0.8)
                );
                svg.rect(rect, &format!("fill=\"{colour}\" {edge}"));
                if let Some(mark) = mark {
                    svg.rect(rect, &format!("fill=\"url(#pattern-{})\"", mark.name()));
                }
            }
            Swatch::Zone => {
                let dash = format!("{:.1} {:.1}", pen.of(4.7), pen.of(2.9));
                svg.rect(
                    rect,
                    &format!(
                        "fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1}\" stroke-dasharray=\"{dash}\"",
                        STYLE.cool,
                        pen.of(1.8)
                    ),
                );
            }
            Swatch::Place(sign) => {
                sign.draw(svg, [x + pen.of(12.0), y + pen.of(8.0)], pen);
            }
        }
    }
}

/// « 90 EPCI ».
fn units(number: usize, level: Level) -> String {
    count(number, words::unit(level), words::units(level))
}

/// The nine colours, thirds of one along and of the other up, with how many territories each has.
fn crossed(svg: &mut Svg, found: &RelationDocument, [left, top]: [f64; 2], pen: &Pen) {
    let (cell, size) = (pen.of(CELL), pen.letters(11.5));
    let text = |words, at, colour, anchor| Text { words, at, size, face: Face::Sans, colour, anchor };
    let up = format!("↑ {}", set(&found.y.short));
    svg.text(&text(&up, [left, top + size], &STYLE.ink, Anchor::Start), None);
    let first = top + size * 1.6;
    for (k, (colour, count)) in STYLE.crossed.iter().zip(found.counts).enumerate() {
        let (along, upward) = ((k % 3) as f64, (k / 3) as f64);
        let rect =
            Rect { x: left + along * cell, y: first + (2.0 - upward) * cell, width: cell - 1.0, height: cell - 1.0 };
        svg.rect(rect, &format!("fill=\"{colour}\""));
        if count > 0 {
            let ink = if k >= 5 { &STYLE.white } else { &STYLE.ink };
            let at = [rect.x + cell / 2.0, rect.y + cell / 2.0 + size * 0.34];
            let words = integer(f64::from(count));
            svg.text(&Text { words: &words, at, size, face: Face::Sans, colour: ink, anchor: Anchor::Middle }, None);
        }
    }
    let along = format!("{} →", set(&found.x.short));
    svg.text(&text(&along, [left, first + 3.0 * cell + size * 1.1], &STYLE.ink, Anchor::Start), None);
}

/// « Part des emplois : 8,1 et 11,4 »: the inner edges of the thirds.
fn cuts(axis: &Axis) -> String {
    let inner = axis.breaks.get(1..axis.breaks.len().saturating_sub(1)).unwrap_or_default();
    let edges: Vec<String> = inner.iter().map(|edge| shortest(*edge, axis.decimals)).collect();
    match edges.as_slice() {
        [] => format!("{} : une seule valeur", axis.short),
        edges => format!("{} : {}", axis.short, edges.join(" et ")),
    }
}
