//! The bytes of a vector tile.
//!
//! For: MVT 2.1 (Mapbox Vector Tile specification): layers of features with integer geometry and string or integer properties.
//! Refuses to know: where geometry comes from.
//! Next: [`crate::archive`].

use prost::Message;
use rustc_hash::FxHashMap;

use crate::mercator::{EXTENT, Point, Tile};
use crate::polygon::Polygon;

/// The specification's `Tile`, as far as it is written here.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct File {
    #[prost(message, repeated, tag = "3")]
    pub(crate) layers: Vec<FileLayer>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileLayer {
    #[prost(uint32, required, tag = "15")]
    version: u32,
    #[prost(string, required, tag = "1")]
    pub(crate) name: String,
    #[prost(message, repeated, tag = "2")]
    pub(crate) features: Vec<FileFeature>,
    #[prost(string, repeated, tag = "3")]
    pub(crate) keys: Vec<String>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) values: Vec<FileValue>,
    #[prost(uint32, optional, tag = "5")]
    extent: Option<u32>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileFeature {
    #[prost(uint64, optional, tag = "1")]
    pub(crate) id: Option<u64>,
    #[prost(uint32, repeated, tag = "2")]
    pub(crate) tags: Vec<u32>,
    #[prost(int32, optional, tag = "3")]
    pub(crate) kind: Option<i32>,
    #[prost(uint32, repeated, tag = "4")]
    pub(crate) geometry: Vec<u32>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileValue {
    #[prost(string, optional, tag = "1")]
    text: Option<String>,
    #[prost(double, optional, tag = "3")]
    real: Option<f64>,
    #[prost(uint64, optional, tag = "5")]
    pub(crate) number: Option<u64>,
}

/// A property's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Number(u64),
    /// A number by its bits: the same bits are the same value.
    Real(u64),
}

/// Geometry as MVT commands, relative to its tile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Geometry {
    kind: i32,
    commands: Vec<u32>,
}

pub(crate) const MOVE_TO: u32 = 1;
pub(crate) const LINE_TO: u32 = 2;
pub(crate) const CLOSE_PATH: u32 = 7;

/// Writes commands from a moving pen.
struct Pen {
    at: Point,
    commands: Vec<u32>,
}

impl Pen {
    fn new(tile: Tile) -> Pen {
        Pen { at: tile.origin(), commands: Vec::new() }
    }

    fn command(&mut self, id: u32, points: &[Point]) {
        self.commands.reserve(1 + 2 * points.len());
        self.commands.push(id | ((points.len() as u32) << 3));
        for point in points {
            let zigzag = |v: i32| ((v << 1) ^ (v >> 31)) as u32;
            self.commands.extend([zigzag(point[0] - self.at[0]), zigzag(point[1] - self.at[1])]);
            self.at = *point;
        }
    }

    fn path(&mut self, path: &[Point]) {
        if let Some((first, rest)) = path.split_first() {
            self.command(MOVE_TO, &[*first]);
            self.command(LINE_TO, rest);
        }
    }
}

impl Geometry {
    /// One point.
    pub(crate) fn point(tile: Tile, point: Point) -> Geometry {
        let mut pen = Pen::new(tile);
        pen.command(MOVE_TO, &[point]);
        Geometry { kind: 1, commands: pen.commands }
    }

    /// Lines, each of two points at least.
    pub(crate) fn lines(tile: Tile, lines: &[Vec<Point>]) -> Geometry {
        let mut pen = Pen::new(tile);
        lines.iter().for_each(|line| pen.path(line));
        Geometry { kind: 2, commands: pen.commands }
    }

    /// Polygons wound as [`crate::polygon`] says.
    pub(crate) fn polygons(tile: Tile, polygons: &[Polygon]) -> Geometry {
        let mut pen = Pen::new(tile);
        pen.commands.reserve(polygons.iter().flatten().map(|ring| 2 * ring.len() + 3).sum());
        for ring in polygons.iter().flatten() {
            pen.path(ring);
            pen.commands.push(CLOSE_PATH | (1 << 3));
        }
        Geometry { kind: 3, commands: pen.commands }
    }
}

/// A layer of one tile being filled.
pub(crate) struct Layer<'a> {
    file: FileLayer,
    numbers: FxHashMap<Value<'a>, u32>,
}

impl<'a> Layer<'a> {
    /// An empty layer whose features have these properties, in this order.
    pub(crate) fn new(name: &str, keys: &[&str]) -> Layer<'a> {
        let file = FileLayer {
            version: 2,
            name: name.to_owned(),
            keys: keys.iter().map(|&key| key.to_owned()).collect(),
            extent: Some(EXTENT as u32),
            ..FileLayer::default()
        };
        Layer { file, numbers: FxHashMap::default() }
    }

    /// Adds a feature; `values` in the order of the keys.
    pub(crate) fn push(&mut self, id: Option<u64>, values: impl IntoIterator<Item = Value<'a>>, geometry: Geometry) {
        let mut tags = Vec::with_capacity(2 * self.file.keys.len());
        for (key, value) in (0u32..).zip(values) {
            tags.extend([key, self.number(value)]);
        }
        self.file.features.push(FileFeature { id, tags, kind: Some(geometry.kind), geometry: geometry.commands });
    }

    fn number(&mut self, value: Value<'a>) -> u32 {
        let next = self.file.values.len() as u32;
        let number = *self.numbers.entry(value).or_insert(next);
        if number == next {
            self.file.values.push(match value {
                Value::Text(text) => FileValue { text: Some(text.to_owned()), ..FileValue::default() },
                Value::Number(number) => FileValue { number: Some(number), ..FileValue::default() },
                Value::Real(bits) => FileValue { real: Some(f64::from_bits(bits)), ..FileValue::default() },
            });
        }
        number
    }

    /// The bytes of a tile with this one layer, uncompressed.
    pub(crate) fn into_tile(self) -> Vec<u8> {
        File { layers: vec![self.file] }.encode_to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TILE: Tile = Tile { z: 3, x: 1, y: 0 };

    #[test]
    fn the_specification_s_own_polygon_has_its_own_commands() {
        // MVT 2.1, § 4.3.5.6: a polygon of three points.
        let triangle = vec![vec![[4096 + 3, 6], [4096 + 8, 12], [4096 + 20, 34]]];
        assert_eq!(Geometry::polygons(TILE, &[triangle]).commands, [9, 6, 12, 18, 10, 12, 24, 44, 15]);
    }

    #[test]
    fn values_are_written_once() {
        let mut layer = Layer::new("site", &["genre", "reseau"]);
        for (id, genre) in [(0, "siege"), (1, "siege"), (2, "antenne")] {
            layer.push(Some(id), [Value::Text(genre), Value::Number(1)], Geometry::point(TILE, [4100, 4]));
        }
        assert_eq!(layer.file.values.len(), 3);
        assert_eq!(layer.file.features[1].tags, [0, 0, 1, 1]);
        assert_eq!(File::decode(layer.into_tile().as_slice()).map(|file| file.layers[0].features.len()), Ok(3));
    }
}
