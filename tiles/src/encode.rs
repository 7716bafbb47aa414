//! The bytes of a vector tile.
//!
//! For: MVT 2.1 (Mapbox Vector Tile specification): layers of features with integer geometry and string or number properties.
//! Refuses to know: where geometry comes from.
//! Next: [`crate::archive`]; `decode`, which reads the same messages.
//!
//! Written as it comes, without messages in between: a tile made on demand is mostly geometry that was written beforehand.

use prost::encoding::{WireType, encode_key, encode_varint, encoded_len_varint};
use rustc_hash::FxHashMap;

use crate::mercator::{EXTENT, Point, Tile};
use crate::polygon::Polygon;

/// A property's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Number(u64),
    /// A number by its bits: the same bits are the same value.
    Real(u64),
    /// Nothing is said.
    Missing,
}

/// Geometry as MVT commands, relative to its tile, as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Geometry {
    kind: u64,
    commands: Vec<u8>,
}

pub(crate) const MOVE_TO: u32 = 1;
pub(crate) const LINE_TO: u32 = 2;
pub(crate) const CLOSE_PATH: u32 = 7;

/// Writes commands from a moving pen.
struct Pen {
    at: Point,
    commands: Vec<u8>,
}

impl Pen {
    fn new(tile: Tile, points: usize) -> Pen {
        // Most steps are of one byte an axis.
        Pen { at: tile.origin(), commands: Vec::with_capacity(3 * points + 8) }
    }

    fn command(&mut self, id: u32, points: &[Point]) {
        encode_varint(u64::from(id) | (points.len() as u64) << 3, &mut self.commands);
        for point in points {
            for axis in [0, 1] {
                let step = point[axis] - self.at[axis];
                encode_varint(u64::from(((step << 1) ^ (step >> 31)) as u32), &mut self.commands);
            }
            self.at = *point;
        }
    }

    fn path(&mut self, path: &[Point]) {
        if let Some((first, rest)) = path.split_first() {
            self.command(MOVE_TO, &[*first]);
            self.command(LINE_TO, rest);
        }
    }

    fn finish(mut self, kind: u64) -> Geometry {
        self.commands.shrink_to_fit();
        Geometry { kind, commands: self.commands }
    }
}

impl Geometry {
    /// One point.
    pub(crate) fn point(tile: Tile, point: Point) -> Geometry {
        let mut pen = Pen::new(tile, 1);
        pen.command(MOVE_TO, &[point]);
        pen.finish(1)
    }

    /// Lines, each of two points at least.
    pub(crate) fn lines(tile: Tile, lines: &[Vec<Point>]) -> Geometry {
        let mut pen = Pen::new(tile, lines.iter().map(Vec::len).sum());
        lines.iter().for_each(|line| pen.path(line));
        pen.finish(2)
    }

    /// Polygons wound as [`crate::polygon`] says.
    pub(crate) fn polygons(tile: Tile, polygons: &[Polygon]) -> Geometry {
        let mut pen = Pen::new(tile, polygons.iter().flatten().map(Vec::len).sum());
        for ring in polygons.iter().flatten() {
            pen.path(ring);
            encode_varint(u64::from(CLOSE_PATH | (1 << 3)), &mut pen.commands);
        }
        pen.finish(3)
    }

    /// Bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.commands.len()
    }
}

/// A layer of one tile being filled.
pub(crate) struct Layer<'a> {
    name: &'a str,
    keys: &'a [&'a str],
    features: Vec<u8>,
    values: Vec<u8>,
    numbers: FxHashMap<Value<'a>, u32>,
    /// Of the feature being written.
    tags: Vec<u8>,
}

/// Numbers of the fields in the specification's messages.
mod field {
    pub(super) const LAYER: u32 = 3;
    pub(super) const NAME: u32 = 1;
    pub(super) const FEATURE: u32 = 2;
    pub(super) const KEY: u32 = 3;
    pub(super) const VALUE: u32 = 4;
    pub(super) const EXTENT: u32 = 5;
    pub(super) const VERSION: u32 = 15;
    pub(super) const ID: u32 = 1;
    pub(super) const TAGS: u32 = 2;
    pub(super) const KIND: u32 = 3;
    pub(super) const GEOMETRY: u32 = 4;
    pub(super) const TEXT: u32 = 1;
    pub(super) const REAL: u32 = 3;
    pub(super) const NUMBER: u32 = 5;
}

impl<'a> Layer<'a> {
    /// An empty layer whose features have these properties, in this order.
    pub(crate) fn new(name: &'a str, keys: &'a [&'a str]) -> Layer<'a> {
        let (features, values, tags) = (Vec::new(), Vec::new(), Vec::new());
        Layer { name, keys, features, values, numbers: FxHashMap::default(), tags }
    }

    /// Adds a feature; `values` in the order of the keys.
    pub(crate) fn push(&mut self, id: Option<u64>, values: impl IntoIterator<Item = Value<'a>>, geometry: &Geometry) {
        let mut tags = std::mem::take(&mut self.tags);
        tags.clear();
        for (key, value) in (0u64..).zip(values).filter(|(_, value)| *value != Value::Missing) {
            encode_varint(key, &mut tags);
            encode_varint(u64::from(self.number(value)), &mut tags);
        }
        // A key is one byte: field numbers are below 16.
        let packed = |bytes: &[u8]| 1 + encoded_len_varint(bytes.len() as u64) + bytes.len();
        let length = id.map_or(0, |id| 1 + encoded_len_varint(id))
            + if tags.is_empty() { 0 } else { packed(&tags) }
            + 2
            + packed(&geometry.commands);
        let into = &mut self.features;
        into.reserve(length + 8);
        encode_key(field::FEATURE, WireType::LengthDelimited, into);
        encode_varint(length as u64, into);
        if let Some(id) = id {
            whole(field::ID, id, into);
        }
        if !tags.is_empty() {
            bytes(field::TAGS, &tags, into);
        }
        whole(field::KIND, geometry.kind, into);
        bytes(field::GEOMETRY, &geometry.commands, into);
        self.tags = tags;
    }

    fn number(&mut self, value: Value<'a>) -> u32 {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(value).or_insert(next);
        if number == next {
            let into = &mut self.values;
            let of = |length: usize, into: &mut Vec<u8>| {
                encode_key(field::VALUE, WireType::LengthDelimited, into);
                encode_varint(length as u64, into);
            };
            match value {
                Value::Text(text) => {
                    of(1 + encoded_len_varint(text.len() as u64) + text.len(), into);
                    bytes(field::TEXT, text.as_bytes(), into);
                }
                Value::Number(number) => {
                    of(1 + encoded_len_varint(number), into);
                    whole(field::NUMBER, number, into);
                }
                Value::Real(bits) => {
                    of(1 + size_of::<u64>(), into);
                    encode_key(field::REAL, WireType::SixtyFourBit, into);
                    into.extend(bits.to_le_bytes());
                }
                Value::Missing => of(0, into),
            }
        }
        number
    }

    /// The bytes of a tile with this one layer, uncompressed. Tiles written one after the other are one tile of all their layers.
    pub(crate) fn into_tile(self) -> Vec<u8> {
        let mut head = Vec::new();
        bytes(field::NAME, self.name.as_bytes(), &mut head);
        let mut keys = Vec::new();
        self.keys.iter().for_each(|key| bytes(field::KEY, key.as_bytes(), &mut keys));
        let mut tail = Vec::new();
        whole(field::EXTENT, EXTENT as u64, &mut tail);
        whole(field::VERSION, 2, &mut tail);
        let parts = [head, self.features, keys, self.values, tail];
        let length: usize = parts.iter().map(Vec::len).sum();
        let mut tile = Vec::with_capacity(length + 8);
        encode_key(field::LAYER, WireType::LengthDelimited, &mut tile);
        encode_varint(length as u64, &mut tile);
        parts.iter().for_each(|part| tile.extend_from_slice(part));
        tile
    }
}

/// A field that is a whole number.
fn whole(field: u32, value: u64, into: &mut Vec<u8>) {
    encode_key(field, WireType::Varint, into);
    encode_varint(value, into);
}

/// A field of bytes, preceded by their number.
fn bytes(field: u32, value: &[u8], into: &mut Vec<u8>) {
    encode_key(field, WireType::LengthDelimited, into);
    encode_varint(value.len() as u64, into);
    into.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use prost::Message;

    use super::*;
    use crate::decode::File;

    const TILE: Tile = Tile { z: 3, x: 1, y: 0 };

    #[test]
    fn the_specification_s_own_polygon_has_its_own_commands() {
        // MVT 2.1, § 4.3.5.6: a polygon of three points.
        let triangle = vec![vec![[4096 + 3, 6], [4096 + 8, 12], [4096 + 20, 34]]];
        assert_eq!(Geometry::polygons(TILE, &[triangle]).commands, [9, 6, 12, 18, 10, 12, 24, 44, 15]);
    }

    #[test]
    fn values_are_written_once_and_what_is_missing_not_at_all() {
        let keys = ["genre", "reseau", "part"];
        let mut layer = Layer::new("site", &keys);
        let part = |id| if id == 1 { Value::Missing } else { Value::Real(0.5_f64.to_bits()) };
        for (id, genre) in [(0, "siege"), (1, "siege"), (300, "antenne")] {
            layer.push(Some(id), [Value::Text(genre), Value::Number(700), part(id)], &Geometry::point(TILE, [4100, 4]));
        }
        let file = File::decode(layer.into_tile().as_slice()).expect("a tile");
        let read = &file.layers[0];
        assert_eq!((read.version, read.name.as_str(), read.extent), (2, "site", Some(4096)));
        assert_eq!((read.keys.len(), read.values.len()), (3, 4));
        let tags: Vec<&[u32]> = read.features.iter().map(|feature| feature.tags.as_slice()).collect();
        assert_eq!(tags, [&[0, 0, 1, 1, 2, 2][..], &[0, 0, 1, 1], &[0, 3, 1, 1, 2, 2]]);
        assert_eq!(read.features[2].id, Some(300));
        assert_eq!(read.features[2].geometry, [9, 8, 8]);
        assert_eq!(read.values[1].number, Some(700));
        assert_eq!(read.values[2].real, Some(0.5));
    }
}
