//! What a raster tile shows: the stored vector tiles, the colours of a series, the lines of the table of styles.
//!
//! For: both engines, which draw the same scene. Refuses to know: HTTP, who draws.
//! Next: [`lanterne_tiles::picture::tile::Scene`], `tones`.

use std::f64::consts::PI;

use lanterne_observatory::Level;
use lanterne_tiles::archive::{Archive, unpacked};
use lanterne_tiles::mercator::{Tile, metres_per_pixel};
use lanterne_tiles::picture::style::{Line, MIDDLE, Palette, STYLE, width_at};
use lanterne_tiles::picture::tile::{Area, Disc, Fill, Lines, Scene, TilePen};

use super::protocol::{self, Layer, Pen, Request};
use super::tones::Tones;
use crate::answer;
use crate::answer::series::SeriesQuery;
use crate::picture::circle::Circle;
use crate::picture::ground;
use crate::problem::Problem;
use crate::state::State;

/// Zooms drawn beyond the last one stored, whose tiles are enlarged.
const ENLARGED: u8 = 4;
/// Side of a tile, pixels of a plain screen.
const SIDE: u32 = 256;
/// Width of a circle's rim, pixels.
const RIM: f64 = 0.8;
/// Layer of boundary lines.
const LIMITE: &str = "limite";

/// A raster tile as it is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// What the colours say.
    pub(crate) series: SeriesQuery,
    /// In which colours.
    pub(crate) palette: Palette,
    /// Whether amounts stand as circles, coloured by class.
    pub(crate) circles: bool,
    /// The words of both, to remember them by.
    pub(crate) words: String,
    /// Where.
    pub(crate) at: Tile,
    /// 1, or 2 for screens with fine pixels.
    pub(crate) scale: u32,
}

/// The archive of a level, and the zooms its tiles are drawn at.
pub(crate) fn archive(state: &State, level: Level) -> Option<(&Archive, (u8, u8))> {
    let archive = state.archives.get(level.as_str())?;
    let (lowest, highest) = archive.zooms();
    Some((archive, (lowest, highest + ENLARGED)))
}

/// The scene of a tile.
pub(crate) fn of(state: &State, asked: &Asked) -> Result<Scene, Problem> {
    let level = asked.series.view.level;
    let (archive, zooms) = archive(state, level).ok_or(Problem::Internal)?;
    let Tile { z, x, y } = asked.at;
    if !(zooms.0..=zooms.1).contains(&z) || x >= 1 << z || y >= 1 << z {
        return Err(Problem::TileOutOfRange { z: z.into(), x, y, zooms });
    }
    let up = z.saturating_sub(archive.zooms().1);
    let span = 0.5_f32.powi(up.into());
    let share = |at: u32| (at & ((1 << up) - 1)) as f32 * span;
    let stored = |archive: &Archive| tile(archive, Tile { z: z - up, x: x >> up, y: y >> up });
    let tones = state.tones.get(asked.words.clone(), |_| {
        let series = answer::series::series(state, &asked.series);
        if asked.circles { Tones::with_circles(&series, asked.palette) } else { Tones::of(&series, asked.palette) }
    });
    Ok(Scene {
        side: SIDE * asked.scale,
        view: [share(x), share(y), span],
        ground: STYLE.water.clone(),
        areas: vec![land(asked)],
        fill: Fill {
            layer: level.as_str().to_owned(),
            tile: stored(archive)?,
            rows: tones.rows.clone(),
            colours: tones.colours.clone(),
            rest: STYLE.land.clone(),
        },
        lines: Lines {
            layer: LIMITE.to_owned(),
            tile: state.archives.get(LIMITE).map(stored).transpose()?.unwrap_or_default(),
            pens: pens(level, z, asked.scale),
        },
        discs: discs(&tones.circles, &state.territories(level).point, asked),
    })
}

/// A stored tile, unpacked; empty where the layer shows nothing.
fn tile(archive: &Archive, Tile { z, x, y }: Tile) -> Result<Vec<u8>, Problem> {
    archive.tile(z, x, y).map_or(Ok(Vec::new()), |stored| unpacked(&stored)).map_err(|fault| {
        tracing::error!(%fault, layer = archive.layer(), "a stored tile cannot be unpacked");
        Problem::Internal
    })
}

/// Where a place is, in pixels from the left and the top of the picture.
fn pixel(asked: &Asked, [lon, lat]: [f64; 2]) -> [f32; 2] {
    let Tile { z, x, y } = asked.at;
    let (side, tiles) = (f64::from(SIDE * asked.scale), f64::from(1_u32 << z));
    // As `lanterne_tiles::mercator::fine`, without its rounding to a grid that enlarged tiles would show.
    let sine = lat.to_radians().sin();
    let across = lon / 360.0 + 0.5;
    let down = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI);
    [(across * tiles - f64::from(x)) * side, (down * tiles - f64::from(y)) * side].map(|pixels| pixels as f32)
}

/// Land of neighbours, in pixels.
fn land(asked: &Asked) -> Area {
    let rings = ground::land_within(asked.at.bounds());
    let placed = rings.map(|ring| ring.iter().map(|&at| pixel(asked, at)).collect());
    Area { colour: STYLE.land.clone(), rings: placed.collect() }
}

/// The circles that a tile shows, whichever tile their middles are in.
fn discs(circles: &[Circle], points: &[Option<[f64; 2]>], asked: &Asked) -> Vec<Disc> {
    let (side, scale) = ((SIDE * asked.scale) as f32, f64::from(asked.scale));
    let factor = STYLE.circles.factor(f64::from(asked.at.z) - 1.0) * scale;
    let rim_width = (RIM * scale) as f32;
    let disc = |circle: &Circle| {
        let at = pixel(asked, points.get(circle.row as usize).copied().flatten()?);
        let radius = (circle.radius * factor) as f32;
        let reach = radius + rim_width;
        let seen = at.iter().all(|&middle| middle > -reach && middle < side + reach);
        // Opaque, as everything on a tile: the ground below is of one colour.
        let colour = veiled(circle.colour, &STYLE.no_data, STYLE.circles.opacity);
        seen.then(|| Disc { at, radius, colour, rim: STYLE.ink.clone(), rim_width })
    };
    circles.iter().filter_map(disc).collect()
}

/// The lines of a level at a zoom, as the page draws them: those inside the level first, the coarser ones over them.
fn pens(level: Level, z: u8, scale: u32) -> Vec<TilePen> {
    // Ranks of the boundaries inside the level, and the finest of the coarser ones over them.
    let (inside, finest) = match level {
        Level::Commune => (1..=4, 4),
        Level::Epci => (1..=3, 3),
        Level::Departement => (1..=2, 2),
        Level::ZoneEmploi => (5..=5, 2),
        Level::BassinVie => (6..=6, 2),
        Level::Region | Level::France => (1..=1, 1),
    };
    // The page counts its zooms in tiles of 512 pixels.
    let metres_per_pixel = metres_per_pixel(f64::from(z) - 1.0, MIDDLE);
    let pen = |rang, colour: &str, widths| TilePen {
        rang,
        colour: colour.to_owned(),
        width: (width_at(widths, metres_per_pixel) * f64::from(scale)) as f32,
    };
    let mut pens = Vec::new();
    if let Some(widths) = STYLE.inside.get(level.as_str()) {
        pens.extend(inside.clone().map(|rang| pen(rang, &STYLE.paper, widths.paper)));
        // No engine need know transparency: brown lies on paper only.
        let brown = veiled(&STYLE.inner.colour, &STYLE.paper, STYLE.inner.opacity);
        pens.extend(inside.map(|rang| pen(rang, &brown, widths.brown)));
    }
    let line = |rang, line: &Line| pen(rang, &line.colour, line.width);
    if finest >= 2 {
        pens.push(line(2, &STYLE.borders.departement));
    }
    pens.extend([line(1, &STYLE.borders.region), line(0, &STYLE.borders.coast)]);
    pens.retain(|pen| pen.width > 0.0);
    pens
}

/// A colour laid over another, opaque.
fn veiled(over: &str, under: &str, opacity: f64) -> String {
    let parts = |text: &str| {
        let [_, parts @ ..] = u32::from_str_radix(text.trim_start_matches('#'), 16).unwrap_or_default().to_be_bytes();
        parts.map(f64::from)
    };
    let (over, under) = (parts(over), parts(under));
    let mixed = [0, 1, 2].map(|at| (over[at] * opacity + under[at] * (1.0 - opacity)).round() as u8);
    format!("#{:02X}{:02X}{:02X}", mixed[0], mixed[1], mixed[2])
}

/// The scene as the raster program is asked for it.
pub(crate) fn question(scene: &Scene) -> (Request, Vec<u8>) {
    let Scene { side, view, ground, areas, fill, lines, discs } = scene;
    let mut layers: Vec<Layer> =
        areas.iter().map(|area| Layer::Area { colour: area.colour.clone(), rings: area.rings.clone() }).collect();
    layers.push(Layer::Fill {
        source_layer: fill.layer.clone(),
        tile_bytes: fill.tile.len(),
        row_bytes: fill.rows.len(),
        colours: fill.colours.clone(),
        rest: Some(fill.rest.clone()),
    });
    layers.push(Layer::Line {
        source_layer: lines.layer.clone(),
        tile_bytes: lines.tile.len(),
        property: "rang".to_owned(),
        pens: lines
            .pens
            .iter()
            .map(|pen| Pen { value: pen.rang, colour: pen.colour.clone(), width: pen.width })
            .collect(),
    });
    if !discs.is_empty() {
        let circle = |disc: &Disc| protocol::Circle {
            at: disc.at,
            radius: disc.radius,
            colour: disc.colour.clone(),
            rim: disc.rim.clone(),
            rim_width: disc.rim_width,
        };
        layers.push(Layer::Circle { circles: discs.iter().map(circle).collect() });
    }
    let request = Request { id: 1, side: *side, view: *view, ground: ground.clone(), layers };
    (request, [fill.tile.as_slice(), &fill.rows, &lines.tile].concat())
}
