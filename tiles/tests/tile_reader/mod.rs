//! A second, naive reader of vector tiles, from the text of the MVT 2.1 specification: it shares no line with the writer.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::Read;

use lanterne_tiles::archive::Archive;

pub(crate) type Point = [i32; 2];

/// One feature: paths are rings without their repeated first point, lines, or single points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Feature {
    pub(crate) id: Option<u64>,
    pub(crate) kind: u64,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) paths: Vec<Vec<Point>>,
}

/// The features of the one layer of a stored tile; empty where there is no tile.
pub(crate) fn features(archive: &Archive, z: u8, x: u32, y: u32) -> Vec<Feature> {
    let Some(stored) = archive.tile(z, x, y) else { return Vec::new() };
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(&stored[..]).read_to_end(&mut bytes).unwrap();
    unpacked_features(&bytes, archive.layer())
}

/// The features of the one layer of an unpacked tile, which has this name.
pub(crate) fn unpacked_features(bytes: &[u8], name: &str) -> Vec<Feature> {
    let layers = fields(bytes);
    assert_eq!(layers.len(), 1);
    let layer = fields(layers[0].bytes());
    let of = |number: u64| layer.iter().filter(move |field| field.number == number);
    assert_eq!(of(15).next().unwrap().value(), 2, "version");
    assert_eq!(of(5).next().unwrap().value(), 4096, "extent");
    assert_eq!(of(1).next().unwrap().text(), name);
    let keys: Vec<&str> = of(3).map(Field::text).collect();
    let values: Vec<String> = of(4).map(|field| value(field.bytes())).collect();
    of(2).map(|field| feature(field.bytes(), &keys, &values)).collect()
}

fn value(bytes: &[u8]) -> String {
    let field = &fields(bytes)[0];
    match field.number {
        1 => field.text().to_owned(),
        3 => f64::from_bits(field.value()).to_string(),
        5 => field.value().to_string(),
        other => panic!("value {other}"),
    }
}

fn feature(bytes: &[u8], keys: &[&str], values: &[String]) -> Feature {
    let mut feature = Feature::default();
    for field in fields(bytes) {
        match field.number {
            1 => feature.id = Some(field.value()),
            2 => {
                for pair in integers(field.bytes()).chunks_exact(2) {
                    feature.properties.insert(keys[pair[0] as usize].to_owned(), values[pair[1] as usize].clone());
                }
            }
            3 => feature.kind = field.value(),
            4 => feature.paths = paths(&integers(field.bytes())),
            other => panic!("field {other}"),
        }
    }
    feature
}

fn paths(commands: &[u64]) -> Vec<Vec<Point>> {
    let mut paths: Vec<Vec<Point>> = Vec::new();
    let (mut at, mut rest) = ([0i32; 2], commands);
    while let Some((&command, after)) = rest.split_first() {
        rest = after;
        let (id, count) = (command & 7, command >> 3);
        if id == 7 {
            assert_eq!(count, 1);
            continue;
        }
        for _ in 0..count {
            let unzigzag = |v: u64| (v >> 1) as i32 ^ -((v & 1) as i32);
            at = [at[0] + unzigzag(rest[0]), at[1] + unzigzag(rest[1])];
            rest = &rest[2..];
            if id == 1 { paths.push(vec![at]) } else { paths.last_mut().unwrap().push(at) }
        }
    }
    paths
}

struct Field<'a> {
    number: u64,
    payload: Result<u64, &'a [u8]>,
}

impl<'a> Field<'a> {
    fn bytes(&self) -> &'a [u8] {
        self.payload.unwrap_err()
    }
    fn text(&self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap()
    }
    fn value(&self) -> u64 {
        self.payload.unwrap()
    }
}

fn fields(mut bytes: &[u8]) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let tag = varint(&mut bytes);
        let payload = match tag & 7 {
            0 => Ok(varint(&mut bytes)),
            1 => {
                let (payload, rest) = bytes.split_at(8);
                bytes = rest;
                Ok(u64::from_le_bytes(payload.try_into().unwrap()))
            }
            2 => {
                let length = varint(&mut bytes) as usize;
                let (payload, rest) = bytes.split_at(length);
                bytes = rest;
                Err(payload)
            }
            other => panic!("wire type {other}"),
        };
        fields.push(Field { number: tag >> 3, payload });
    }
    fields
}

fn integers(mut bytes: &[u8]) -> Vec<u64> {
    let mut values = Vec::new();
    while !bytes.is_empty() {
        values.push(varint(&mut bytes));
    }
    values
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let length = bytes.iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    let (varint, rest) = bytes.split_at(length);
    *bytes = rest;
    varint.iter().rev().fold(0, |value, byte| value << 7 | u64::from(byte & 0x7f))
}

/// Twice the signed area of a ring, tile units; positive for a shell.
pub(crate) fn double_area(ring: &[Point]) -> i64 {
    let next = |index: usize| ring[(index + 1) % ring.len()];
    let cross = |(index, &[x, y]): (usize, &Point)| {
        i64::from(x) * i64::from(next(index)[1]) - i64::from(next(index)[0]) * i64::from(y)
    };
    ring.iter().enumerate().map(cross).sum()
}
