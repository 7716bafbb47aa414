//! One map in a frame: ground, colours, patterns, lines, zones, circles, places, names, scale.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use lanterne_observatory::Level;
use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::style::{STYLE, width_at};
use lanterne_tiles::picture::{Anchor, Frame, Outlines, Rect, Svg, Text, escaped};

use super::asked::{Asked, Layer};
use super::label::{Name, Names};
use super::pen::Pen;
use super::shown::{Mark, Shown};
use super::sign::places;
use super::{frames, ground};
use crate::answer;
use crate::french::typography::set;
use crate::french::{integer, number};
use crate::outline::Shapes;
use crate::problem::Problem;
use crate::state::State;

/// Towns that may be named on one map; as many as find room.
const TOWNS: usize = 24;
/// The first of them are set larger.
const POLES: usize = 2;
/// How much is left of what was not picked out, as on the page.
const FADED: f64 = 0.16;
/// Units of the picture for each town named: a small map names few.
const TOWN_ROOM: f64 = 150.0;

/// What is written on a map to tell it from the others of the picture.
#[derive(Debug, Clone, Copy)]
enum Caption<'a> {
    /// It is the only one.
    None,
    /// It is a box of its own.
    Inset(&'a str),
    /// It is one of two.
    Side(&'a str),
}

/// What is chosen on the map.
struct Chosen {
    outlines: Outlines,
    /// Its edge as path data, without the borders between its parts.
    edge: String,
    name: String,
    /// Its figure, where the map shows its level.
    value: Option<String>,
}

/// What every map of the picture is drawn from.
pub(super) struct Canvas<'a> {
    state: &'a State,
    asked: &'a Asked,
    level: Level,
    shapes: Shapes,
    epci: Shapes,
    departements: Shapes,
    regions: Shapes,
}

impl<'a> Canvas<'a> {
    pub(super) fn of(state: &'a State, asked: &'a Asked) -> Result<Self, Problem> {
        let level = asked.series.view.level;
        Ok(Self {
            state,
            asked,
            level,
            shapes: state.shapes(level)?,
            epci: state.shapes(Level::Epci)?,
            departements: state.shapes(Level::Departement)?,
            regions: state.shapes(Level::Region)?,
        })
    }

    /// Draws a map, and its boxes, into a room; `heading` names it where two stand side by side.
    pub(super) fn draw(
        &self,
        svg: &mut Svg,
        shown: &Shown,
        room: Rect,
        pen: &Pen,
        heading: Option<&str>,
    ) -> Result<(), Problem> {
        for placed in frames::of(self.state, self.asked, room, pen) {
            let rect = placed.frame.rect;
            let id = format!("cadre-{:.0}-{:.0}", rect.x, rect.y);
            svg.raw(&format!("<clipPath id=\"{id}\">"));
            svg.rect(rect, "");
            svg.raw("</clipPath>");
            svg.open(&format!("clip-path=\"url(#{id})\""));
            let caption = match (&placed.name, heading) {
                (Some(name), _) => Caption::Inset(name),
                (None, Some(heading)) => Caption::Side(heading),
                (None, None) => Caption::None,
            };
            self.one(svg, shown, &placed.frame, pen, caption)?;
            svg.close();
            if placed.name.is_some() {
                svg.rect(
                    rect,
                    &format!(
                        "fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1}\"",
                        STYLE.borders.coast.colour,
                        pen.of(0.8)
                    ),
                );
            }
        }
        Ok(())
    }

    fn one(&self, svg: &mut Svg, shown: &Shown, frame: &Frame, pen: &Pen, caption: Caption<'_>) -> Result<(), Problem> {
        let everything = |_| true;
        let outlines = Outlines::of(self.shapes.topology(), frame, |row| shown.looks.contains_key(&row));
        let regions = Outlines::of(self.regions.topology(), frame, everything);
        let departements = Outlines::of(self.departements.topology(), frame, everything);
        svg.rect(frame.rect, &format!("fill=\"{}\"", STYLE.water));
        svg.path(&ground::land(frame), &format!("fill=\"{}\"", STYLE.land));
        let line = |style: &lanterne_tiles::picture::style::Line| self.stroke(&style.colour, style.width, frame, pen);
        svg.path(&ground::borders(frame), &line(&STYLE.borders.neighbour));
        let land: String = regions.shapes().map(|(_, d)| d).collect();
        svg.path(&land, &format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"0.6\"", STYLE.land, STYLE.land));
        self.fills(svg, shown, &outlines);
        self.marks(svg, shown, &outlines);
        self.inside(svg, &outlines, frame, pen);
        let region_of = |row: Option<u32>| {
            row.and_then(|row| self.state.territories(Level::Departement).region.get(row as usize)).cloned().flatten()
        };
        let both = |left: Option<u32>, right: Option<u32>| left.is_some() && right.is_some();
        let across = |left, right| both(left, right) && region_of(left) != region_of(right);
        svg.path(
            &departements.borders(|left, right| both(left, right) && !across(left, right)),
            &line(&STYLE.borders.departement),
        );
        svg.path(&departements.borders(across), &line(&STYLE.borders.region));
        svg.path(&regions.borders(|left, right| left.is_none() || right.is_none()), &line(&STYLE.borders.coast));
        if let Some(region) = self.asked.series.view.region {
            svg.path(&regions.shape(region), &line(&STYLE.borders.perimeter));
        }
        let zones = self.zones(svg, frame, pen);
        self.circles(svg, shown, frame, pen);
        let mut names = Names::of(frame.rect.inside(pen.of(4.0)));
        heading(svg, shown, frame, pen, caption, &mut names);
        let main = !matches!(caption, Caption::Inset(_));
        if main {
            self.scale(svg, frame, pen, &mut names);
        }
        self.choice(svg, shown, frame, pen, &mut names)?;
        self.sites(svg, frame, pen, &mut names);
        if main {
            self.names(svg, frame, pen, &mut names, &zones);
        }
        Ok(())
    }

    fn stroke(&self, colour: &str, widths: [f64; 2], frame: &Frame, pen: &Pen) -> String {
        let width = width_at(widths, frame.metres_per_pixel * pen.unit) * pen.unit.max(0.5);
        format!(
            "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.2}\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
        )
    }

    /// One path per territory, grouped by colour; a hair of the same colour closes what antialiasing would leave between two.
    fn fills(&self, svg: &mut Svg, shown: &Shown, outlines: &Outlines) {
        let index = self.state.territories(self.level);
        let mut by_colour: BTreeMap<(bool, &str), String> = BTreeMap::new();
        for (row, d) in outlines.shapes() {
            let Some(look) = shown.looks.get(&row) else { continue };
            let name = index.name.get(row as usize).map_or("", String::as_str);
            let code = index.code.get(row as usize).map_or("", String::as_str);
            let paths = by_colour.entry((self.fades(row), look.colour)).or_default();
            let _ =
                writeln!(paths, "<path id=\"{}-{code}\" d=\"{d}\"><title>{}</title></path>", self.level, escaped(name));
        }
        for ((faded, colour), paths) in by_colour {
            let veil = if faded { format!(" opacity=\"{FADED}\"") } else { String::new() };
            svg.open(&format!(
                "fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"0.5\" stroke-linejoin=\"round\"{veil}"
            ));
            svg.raw(paths.trim_end());
            svg.close();
        }
    }

    /// Whether others were picked out.
    fn fades(&self, row: u32) -> bool {
        self.asked.picked.as_ref().is_some_and(|picked| !picked.contains(&row))
    }

    fn marks(&self, svg: &mut Svg, shown: &Shown, outlines: &Outlines) {
        for mark in [Mark::Offre, Mark::FoyerFroid, Mark::Accompagnement, Mark::Recours, Mark::Fiabilite] {
            let borne =
                |row: &u32| !self.fades(*row) && shown.looks.get(row).is_some_and(|look| look.marks.contains(&mark));
            let d: String = outlines.shapes().filter(|(row, _)| borne(row)).map(|(_, d)| d).collect();
            svg.path(&d, &format!("fill=\"url(#pattern-{})\"", mark.name()));
        }
    }

    fn inside(&self, svg: &mut Svg, outlines: &Outlines, frame: &Frame, pen: &Pen) {
        let Some(widths) = STYLE.inside.get(self.level.as_str()) else { return };
        let d = outlines.borders(|left, right| left.is_some() && right.is_some());
        svg.path(&d, &self.stroke(&STYLE.paper, widths.paper, frame, pen));
        let brown = self.stroke(&STYLE.inner.colour, widths.brown, frame, pen);
        svg.path(&d, &format!("{brown} stroke-opacity=\"{}\"", STYLE.inner.opacity));
    }

    /// Outlines of the watch zones, dashed; returns their names with a point.
    fn zones(&self, svg: &mut Svg, frame: &Frame, pen: &Pen) -> Vec<(String, [f64; 2])> {
        if !self.asked.layers.contains(&Layer::Surveillance) {
            return Vec::new();
        }
        let mut names = Vec::new();
        for zone in answer::accompaniment::zones(self.state, Some("watch_zone")) {
            let rows: HashSet<u32> = zone.rows.iter().chain(&zone.rows_candidate).copied().collect();
            let outlines = Outlines::of(self.epci.topology(), frame, |row| rows.contains(&row));
            let d = outlines.borders(|left, right| left.is_none() != right.is_none());
            let common = "fill=\"none\" stroke-linejoin=\"round\"";
            svg.path(
                &d,
                &format!(
                    "{common} stroke=\"{}\" stroke-opacity=\"0.9\" stroke-width=\"{:.1}\"",
                    STYLE.white,
                    pen.of(3.4)
                ),
            );
            let (dash, gap) = (pen.of(4.7), pen.of(2.9));
            svg.path(
                &d,
                &format!(
                    "{common} stroke=\"{}\" stroke-width=\"{:.1}\" stroke-dasharray=\"{dash:.1} {gap:.1}\"",
                    STYLE.cool,
                    pen.of(1.8)
                ),
            );
            if let (Some([west, north, east, south]), false) = (outlines.extent(), d.is_empty()) {
                names.push((set(&zone.name), [(west + east) / 2.0, (north + south) / 2.0]));
            }
        }
        names
    }

    fn circles(&self, svg: &mut Svg, shown: &Shown, frame: &Frame, pen: &Pen) {
        if shown.circles.is_empty() {
            return;
        }
        let points = &self.state.territories(self.level).point;
        svg.open(&format!(
            "fill-opacity=\"{}\" stroke=\"{}\" stroke-width=\"{:.1}\"",
            STYLE.circles.opacity,
            STYLE.ink,
            pen.of(0.8)
        ));
        for circle in &shown.circles {
            let at = points.get(circle.row as usize).copied().flatten().and_then(|place| frame.pixel(place));
            if let Some(at) = at {
                svg.circle(at, pen.of(circle.radius), &format!("fill=\"{}\"", circle.colour));
            }
        }
        svg.close();
    }

    /// A round length of ground, and where north is.
    fn scale(&self, svg: &mut Svg, frame: &Frame, pen: &Pen, names: &mut Names) {
        let pixel_km = frame.metres_per_pixel / 1_000.0;
        let longest = pen.of(130.0) * pixel_km;
        let Some(km) = [500.0, 200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0].into_iter().find(|km| *km <= longest)
        else {
            return;
        };
        let width = km / pixel_km;
        let Rect { x, y, width: wide, height } = frame.rect;
        let (right, base) = (x + wide - pen.of(18.0), y + height - pen.of(16.0));
        let ink = format!("stroke=\"{}\" stroke-width=\"{:.1}\"", STYLE.quiet, pen.of(1.2));
        let tick = pen.of(4.0);
        svg.line([right - width, base], [right, base], &ink);
        svg.line([right - width, base], [right - width, base - tick], &ink);
        svg.line([right, base], [right, base - tick], &ink);
        let size = pen.letters(12.0);
        let words = set(&format!("{} km", integer(km))).replace(' ', "\u{a0}");
        let text = |words, at| Text {
            words,
            at,
            size,
            face: Face::Sans,
            colour: STYLE.quiet.as_str(),
            anchor: Anchor::Middle,
        };
        svg.text(&text(&words, [right - width / 2.0, base - pen.of(6.0)]), Some(&STYLE.land));
        let north = right - width - pen.of(22.0);
        svg.path(
            &format!(
                "M{north:.1} {:.1}l{:.1} {:.1}l{:.1} {:.1}l{:.1} {:.1}Z",
                base - pen.of(17.0),
                pen.of(4.5),
                pen.of(17.0),
                -pen.of(4.5),
                -pen.of(4.0),
                -pen.of(4.5),
                pen.of(4.0)
            ),
            &format!("fill=\"{}\"", STYLE.quiet),
        );
        svg.text(&text("N", [north, base - pen.of(20.0)]), Some(&STYLE.land));
        names.keep_off(Rect {
            x: north - pen.of(10.0),
            y: base - pen.of(36.0),
            width: right - north + pen.of(20.0),
            height: pen.of(48.0),
        });
    }

    /// The chosen territory: outlined, named, with its figure where the map shows its level.
    fn choice(&self, svg: &mut Svg, shown: &Shown, frame: &Frame, pen: &Pen, names: &mut Names) -> Result<(), Problem> {
        let Some(Chosen { outlines, edge, name, value }) = self.chosen(shown, frame)? else { return Ok(()) };
        for (colour, width) in [(&STYLE.paper, 6.0), (&STYLE.ink, 2.6)] {
            let width = pen.of(width);
            svg.path(
                &edge,
                &format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.1}\" stroke-linejoin=\"round\""),
            );
        }
        let Some([_, north, east, south]) = outlines.extent() else { return Ok(()) };
        let size = pen.letters(14.0);
        let (own, gap) = (Face::Sans.width(&name, size), pen.of(10.0));
        let told = value.as_ref().map_or(0.0, |value| gap + Face::SansSemibold.width(value, size));
        let (width, height) = (own + told + 2.0 * gap, size * 1.75);
        let right = frame.rect.x + frame.rect.width - pen.of(6.0);
        let x = (east + pen.of(8.0)).min(right - width).max(frame.rect.x + pen.of(6.0));
        let y = ((north + south) / 2.0 - height / 2.0).clamp(frame.rect.y, frame.rect.y + frame.rect.height - height);
        let rect = Rect { x, y, width, height };
        svg.rect(rect, &format!("fill=\"{}\"", STYLE.ink));
        let at = [x + gap, y + height / 2.0 + size * 0.34];
        let text = |words, at, face, colour| Text { words, at, size, face, colour, anchor: Anchor::Start };
        svg.text(&text(&name, at, Face::Sans, &STYLE.white), None);
        if let Some(value) = &value {
            let amber = &STYLE.sequential["lanterne"][2];
            svg.text(&text(value, [at[0] + own + gap, at[1]], Face::SansSemibold, amber), None);
        }
        names.keep_off(rect);
        Ok(())
    }

    fn chosen(&self, shown: &Shown, frame: &Frame) -> Result<Option<Chosen>, Problem> {
        if let Some(grouping) = &self.asked.composed {
            let shapes = self.state.shapes(Level::Commune)?;
            let outlines = Outlines::of(shapes.topology(), frame, |own| grouping.communes.contains(&own));
            let inside = |row: Option<u32>| row.is_some_and(|row| grouping.communes.contains(&row));
            let edge = outlines.borders(|left, right| inside(left) != inside(right));
            return Ok(Some(Chosen { outlines, edge, name: set(&grouping.name), value: None }));
        }
        let Some((level, row)) = self.asked.territory else { return Ok(None) };
        let shapes = self.state.shapes(level)?;
        let outlines = Outlines::of(shapes.topology(), frame, |own| own == row);
        let name = self.state.territories(level).name.get(row as usize).map(|name| set(name)).unwrap_or_default();
        let value = (level == shown.level())
            .then(|| shown.series.rows.binary_search(&row).ok())
            .flatten()
            .and_then(|at| shown.series.value[at].map(|value| number(value, shown.series.decimals)));
        let edge = outlines.shape(row);
        Ok(Some(Chosen { outlines, edge, name, value }))
    }

    fn sites(&self, svg: &mut Svg, frame: &Frame, pen: &Pen, names: &mut Names) {
        if pen.thumbnail || !self.asked.layers.contains(&Layer::Operateurs) {
            return;
        }
        for site in places(self.state, self.asked) {
            let Some(at) = frame.pixel(site.place).filter(|at| frame.rect.holds(*at)) else { continue };
            let radius = site.sign.draw(svg, at, pen);
            names.keep_off(Rect { x: at[0] - radius, y: at[1] - radius, width: 2.0 * radius, height: 2.0 * radius });
        }
    }

    fn names(&self, svg: &mut Svg, frame: &Frame, pen: &Pen, names: &mut Names, zones: &[(String, [f64; 2])]) {
        let room = frame.rect.width * frame.rect.height / pen.of(TOWN_ROOM).powi(2);
        let most = (room * 0.6) as usize;
        let region = self.asked.series.view.region;
        let towns = answer::place::labels(self.state, region, TOWNS.min(most.max(3)));
        let mut place = |svg: &mut Svg, from: usize, to: usize| {
            for (rank, town) in towns.iter().enumerate().take(to).skip(from) {
                let Some(at) = frame.pixel([town.lon, town.lat]).filter(|at| frame.rect.holds(*at)) else { continue };
                let pole = rank < POLES;
                let face = if pole { Face::SansSemibold } else { Face::Sans };
                let (size, dot) = if pole { (15.0, pen.of(2.6)) } else { (12.5, pen.of(2.0)) };
                let words = set(&town.name);
                let name = Name { words: &words, at, size, face, colour: &STYLE.ink, dot };
                if names.place(svg, &name, pen) {
                    let paper = format!(
                        "fill=\"{}\" stroke=\"{}\" stroke-width=\"{:.1}\"",
                        STYLE.ink,
                        STYLE.paper,
                        pen.of(1.0)
                    );
                    svg.circle(at, dot, &paper);
                }
            }
            for (words, at) in zones.iter().filter(|_| from == 0 && !pen.thumbnail) {
                let name = Name { words, at: *at, size: 14.0, face: Face::SerifItalic, colour: &STYLE.cool, dot: 0.0 };
                names.place(svg, &name, pen);
            }
        };
        place(svg, 0, 10);
        place(svg, 10, towns.len());
    }
}

/// The name of a box, or of one of two maps with its classes.
fn heading(svg: &mut Svg, shown: &Shown, frame: &Frame, pen: &Pen, caption: Caption<'_>, names: &mut Names) {
    let Rect { x, y, .. } = frame.rect;
    if let Caption::Inset(name) = caption {
        let (at, size) = ([x + pen.of(6.0), y + pen.of(14.0)], pen.letters(11.0));
        let text = Text { words: name, at, size, face: Face::Sans, colour: &STYLE.quiet, anchor: Anchor::Start };
        svg.text(&text, Some(&STYLE.water));
    }
    if let Caption::Side(heading) = caption {
        let at = [x + pen.of(14.0), y + pen.of(30.0)];
        let size = pen.letters(19.0);
        let lines = Face::SerifSemibold.lines(heading, size, frame.rect.width - pen.of(28.0));
        for (line, words) in (0_u32..).zip(&lines) {
            let at = [at[0], at[1] + f64::from(line) * size * 1.15];
            let text = Text { words, at, size, face: Face::SerifSemibold, colour: &STYLE.ink, anchor: Anchor::Start };
            svg.text(&text, Some(&STYLE.water));
        }
        let top = at[1] + size * 1.15 * lines.len() as f64 - size * 0.4;
        let strip =
            Rect { x: at[0], y: top, width: pen.of(220.0).min(frame.rect.width - pen.of(28.0)), height: pen.of(10.0) };
        super::histogram::strip(svg, shown, strip, pen);
        names.keep_off(Rect { x, y, width: strip.width + pen.of(28.0), height: strip.y + pen.of(30.0) - y });
    }
}
