//! A vector tile as a picture, by resvg's own rasteriser: no SVG is written for what is already paths.
//!
//! For: raster tiles, where maplibre-rs is absent, busy or down. Refuses to know: series, styles, addresses.
//! Next: [`Scene`], which is also what maplibre-rs is asked to draw.
//!
//! Drawn four times as large without antialiasing, then averaged: two territories that share a border leave no seam of what
//! lies below between them, as they would if each were antialiased alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use resvg::tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Stroke, Transform,
};

use crate::TileError;
use crate::decode::{Kind, features};
use crate::mercator::EXTENT;

use super::RasterError;
use super::raster::opaque;

/// Times as large, each way.
const SUPER: u32 = 4;

/// What a tile's picture shows, from bottom to top: ground, areas, territories, lines, discs.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Side of the picture, pixels.
    pub side: u32,
    /// The part of the tiles that is shown: left, top, side, as shares of the tile.
    pub view: [f32; 3],
    /// Colour where nothing is drawn, `#rrggbb` as all others.
    pub ground: String,
    /// What lies around, in pixels.
    pub areas: Vec<Area>,
    /// The territories.
    pub fill: Fill,
    /// The lines between them.
    pub lines: Lines,
    /// Discs over all of it, in the order they are drawn.
    pub discs: Vec<Disc>,
}

/// A disc and its rim.
#[derive(Clone, Debug)]
pub struct Disc {
    /// Its middle, in pixels from the left and the top of the picture; it may lie outside.
    pub at: [f32; 2],
    /// To the middle of the rim, pixels.
    pub radius: f32,
    /// Colour.
    pub colour: String,
    /// Colour of the rim.
    pub rim: String,
    /// Pixels.
    pub rim_width: f32,
}

/// Rings in one colour; inside is where an odd number of them is.
#[derive(Clone, Debug)]
pub struct Area {
    /// Colour.
    pub colour: String,
    /// Pixels of the picture; they may lie outside.
    pub rings: Vec<Vec<[f32; 2]>>,
}

/// Territories, each in the colour of its row.
#[derive(Clone, Debug)]
pub struct Fill {
    /// Layer of the tile.
    pub layer: String,
    /// The tile, unpacked; empty where it shows nothing.
    pub tile: Vec<u8>,
    /// Index of each row's colour; one beyond the colours is `rest`, as are rows beyond these.
    pub rows: Arc<[u8]>,
    /// Colours.
    pub colours: Vec<String>,
    /// Colour of the other territories.
    pub rest: String,
}

/// Lines, chosen by their property `rang`.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Layer of the tile.
    pub layer: String,
    /// The tile, unpacked; empty where it shows nothing.
    pub tile: Vec<u8>,
    /// In the order they are drawn.
    pub pens: Vec<TilePen>,
}

/// How the lines of one rank are drawn.
#[derive(Clone, Debug)]
pub struct TilePen {
    /// The rank.
    pub rang: u64,
    /// Colour.
    pub colour: String,
    /// Pixels.
    pub width: f32,
}

/// Why a tile has no picture.
#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    /// A tile cannot be read.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// No pixels, or they could not be packed.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// A colour that is none.
    #[error("« {0} » is not a colour: #rrggbb expected")]
    Colour(String),
}

impl Scene {
    /// The picture, as a PNG file.
    ///
    /// # Errors
    /// [`SceneError`], with what cannot be read.
    pub fn png(&self) -> Result<Vec<u8>, SceneError> {
        Ok(opaque(&self.pixels()?)?)
    }

    /// The picture's pixels.
    ///
    /// # Errors
    /// As [`Scene::png`].
    pub fn pixels(&self) -> Result<Pixmap, SceneError> {
        let large = self.side * SUPER;
        let mut pixels = Pixmap::new(large, large).ok_or(RasterError::Size(large, large))?;
        pixels.fill(colour(&self.ground)?);
        for area in &self.areas {
            let path = path(area.rings.iter().map(|ring| (true, ring.iter().copied())));
            fill(
                &mut pixels,
                path,
                colour(&area.colour)?,
                FillRule::EvenOdd,
                Transform::from_scale(SUPER as f32, SUPER as f32),
            );
        }
        self.territories(&mut pixels)?;
        self.strokes(&mut pixels)?;
        for disc in &self.discs {
            disc.draw(&mut pixels)?;
        }
        averaged(&pixels, self.side)
    }

    /// From units of the tile to large pixels.
    fn placed(&self) -> Transform {
        let [left, top, span] = self.view;
        let scale = (self.side * SUPER) as f32 / (EXTENT as f32 * span);
        Transform::from_translate(-left * EXTENT as f32, -top * EXTENT as f32).post_scale(scale, scale)
    }

    fn territories(&self, pixels: &mut Pixmap) -> Result<(), SceneError> {
        let read = features(&self.fill.tile, &self.fill.layer, "")?;
        let class = |row: Option<u64>| self.fill.rows.get(usize::try_from(row?).ok()?).copied();
        let mut by_colour: BTreeMap<&str, Vec<&Vec<[i32; 2]>>> = BTreeMap::new();
        for feature in read.iter().filter(|feature| feature.kind == Kind::Polygon) {
            let own = class(feature.row).and_then(|class| self.fill.colours.get(usize::from(class)));
            by_colour.entry(own.unwrap_or(&self.fill.rest)).or_default().extend(&feature.paths);
        }
        for (name, rings) in by_colour {
            let path = path(rings.into_iter().map(|ring| (true, ring.iter().map(units))));
            fill(pixels, path, colour(name)?, FillRule::Winding, self.placed());
        }
        Ok(())
    }

    fn strokes(&self, pixels: &mut Pixmap) -> Result<(), SceneError> {
        let read = features(&self.lines.tile, &self.lines.layer, "rang")?;
        let placed = self.placed();
        for pen in self.lines.pens.iter().filter(|pen| pen.width > 0.0) {
            let own = read.iter().filter(|feature| feature.kind == Kind::Line && feature.number == Some(pen.rang));
            let lines = own.flat_map(|feature| &feature.paths).map(|line| (false, line.iter().map(units)));
            let stroke = Stroke {
                width: pen.width * SUPER as f32 / placed.sx,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            if let Some(path) = path(lines) {
                pixels.stroke_path(&path, &plain(colour(&pen.colour)?), &stroke, placed, None);
            }
        }
        Ok(())
    }
}

impl Disc {
    fn draw(&self, pixels: &mut Pixmap) -> Result<(), SceneError> {
        let half = self.rim_width / 2.0;
        for (radius, name) in [(self.radius + half, &self.rim), (self.radius - half, &self.colour)] {
            let circle = PathBuilder::from_circle(self.at[0], self.at[1], radius);
            let placed = Transform::from_scale(SUPER as f32, SUPER as f32);
            fill(pixels, circle, colour(name)?, FillRule::Winding, placed);
        }
        Ok(())
    }
}

fn units(point: &[i32; 2]) -> [f32; 2] {
    point.map(|v| v as f32)
}

/// `None` where there is nothing to draw.
fn path<P: Iterator<Item = [f32; 2]>>(parts: impl Iterator<Item = (bool, P)>) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (closed, points) in parts {
        for (at, [x, y]) in points.enumerate() {
            if at == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
        }
        if closed {
            builder.close();
        }
    }
    builder.finish()
}

fn fill(pixels: &mut Pixmap, path: Option<Path>, colour: Color, rule: FillRule, placed: Transform) {
    if let Some(path) = path {
        pixels.fill_path(&path, &plain(colour), rule, placed, None);
    }
}

fn plain(colour: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: false, ..Paint::default() };
    paint.set_color(colour);
    paint
}

fn colour(text: &str) -> Result<Color, SceneError> {
    let number = text.strip_prefix('#').filter(|hex| hex.len() == 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let [_, red, green, blue] = number.ok_or_else(|| SceneError::Colour(text.to_owned()))?.to_be_bytes();
    Ok(Color::from_rgba8(red, green, blue, 255))
}

/// Every pixel the mean of the large ones it covers. All are opaque.
fn averaged(large: &Pixmap, side: u32) -> Result<Pixmap, SceneError> {
    let mut small = Pixmap::new(side, side).ok_or(RasterError::Size(side, side))?;
    let (row, step) = (large.width() as usize, SUPER as usize);
    let (from, count) = (large.pixels(), SUPER * SUPER);
    for (y, line) in small.pixels_mut().chunks_exact_mut(side as usize).enumerate() {
        for (x, pixel) in line.iter_mut().enumerate() {
            let mut sums = [0_u32; 3];
            for down in 0..step {
                let start = (y * step + down) * row + x * step;
                for own in &from[start..start + step] {
                    for (sum, part) in sums.iter_mut().zip([own.red(), own.green(), own.blue()]) {
                        *sum += u32::from(part);
                    }
                }
            }
            let [red, green, blue] = sums.map(|sum| ((sum + count / 2) / count) as u8);
            // Opaque, so that no part can exceed it.
            *pixel =
                PremultipliedColorU8::from_rgba(red, green, blue, 255).unwrap_or(PremultipliedColorU8::TRANSPARENT);
        }
    }
    Ok(small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::{Geometry, Layer, Value};
    use crate::mercator::Tile;

    const TILE: Tile = Tile { z: 3, x: 0, y: 0 };

    /// Left half row 1, right half row 0, and a line between them.
    fn scene() -> Scene {
        let rectangle = |left, right| vec![vec![[left, -64], [right, -64], [right, 4160], [left, 4160]]];
        let mut layer = Layer::new("epci", &[]);
        layer.push(Some(1), [], &Geometry::polygons(TILE, &[rectangle(-64, 2048)]));
        layer.push(Some(0), [], &Geometry::polygons(TILE, &[rectangle(2048, 4160)]));
        let mut lines = Layer::new("limite", &["rang"]);
        lines.push(None, [Value::Number(3)], &Geometry::lines(TILE, &[vec![[2048, -64], [2048, 2048]]]));
        Scene {
            side: 256,
            view: [0.0, 0.0, 1.0],
            ground: "#010203".to_owned(),
            areas: Vec::new(),
            fill: Fill {
                layer: "epci".to_owned(),
                tile: layer.into_tile(),
                rows: Arc::from([1, 9]),
                colours: vec!["#FF0000".to_owned(), "#00FF00".to_owned()],
                rest: "#0000FF".to_owned(),
            },
            lines: Lines {
                layer: "limite".to_owned(),
                tile: lines.into_tile(),
                pens: vec![TilePen { rang: 3, colour: "#FFFFFF".to_owned(), width: 4.0 }],
            },
            discs: Vec::new(),
        }
    }

    fn at(pixels: &Pixmap, x: u32, y: u32) -> [u8; 3] {
        pixels.pixel(x, y).map_or([0; 3], |pixel| [pixel.red(), pixel.green(), pixel.blue()])
    }

    #[test]
    fn a_territory_has_the_colour_of_its_row_up_to_its_border() -> Result<(), SceneError> {
        let pixels = scene().pixels()?;
        assert_eq!((at(&pixels, 0, 0), at(&pixels, 255, 255)), ([0, 0, 255], [0, 255, 0]));
        assert_eq!((at(&pixels, 127, 200), at(&pixels, 128, 200)), ([0, 0, 255], [0, 255, 0]), "no seam, no shift");
        let white = (0..256).filter(|&x| at(&pixels, x, 60) == [255; 3]).count();
        assert_eq!(white, 4, "the width of the pen");
        Ok(())
    }

    #[test]
    fn a_part_of_a_tile_fills_the_picture_and_areas_lie_below() -> Result<(), SceneError> {
        let mut scene = scene();
        scene.view = [0.5, 0.75, 0.25];
        assert_eq!(at(&scene.pixels()?, 0, 0), [0, 255, 0]);
        scene.fill.tile = Vec::new();
        let ring = vec![[-10.0, -10.0], [100.0, -10.0], [100.0, 300.0], [-10.0, 300.0]];
        scene.areas.push(Area { colour: "#EEEEEE".to_owned(), rings: vec![ring] });
        let pixels = scene.pixels()?;
        assert_eq!((at(&pixels, 99, 255), at(&pixels, 100, 255)), ([0xEE; 3], [1, 2, 3]));
        Ok(())
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let mut spoilt = scene();
        spoilt.fill.tile = vec![0xff; 30];
        assert!(matches!(spoilt.png(), Err(SceneError::Tile(_))));
        let mut pale = scene();
        pale.ground = "pâle".to_owned();
        assert!(matches!(pale.png(), Err(SceneError::Colour(_))));
        assert!(scene().png().is_ok_and(|file| file.starts_with(b"\x89PNG")));
    }
}
