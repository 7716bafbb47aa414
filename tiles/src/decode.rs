//! The features of a vector tile, read back.
//!
//! For: drawing a stored tile ([`crate::picture`]). Refuses to know: what the features are, where the tile lies.
//! Next: `encode`, which writes the same.

use prost::Message;

use crate::TileError;
use crate::encode::{CLOSE_PATH, LINE_TO, MOVE_TO};
use crate::mercator::Point;

/// The specification's `Tile`, as far as it is read here.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct File {
    #[prost(message, repeated, tag = "3")]
    pub(crate) layers: Vec<FileLayer>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct FileLayer {
    #[prost(uint32, required, tag = "15")]
    pub(crate) version: u32,
    #[prost(string, required, tag = "1")]
    pub(crate) name: String,
    #[prost(message, repeated, tag = "2")]
    pub(crate) features: Vec<FileFeature>,
    #[prost(string, repeated, tag = "3")]
    pub(crate) keys: Vec<String>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) values: Vec<FileValue>,
    #[prost(uint32, optional, tag = "5")]
    pub(crate) extent: Option<u32>,
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
    pub(crate) text: Option<String>,
    #[prost(double, optional, tag = "3")]
    pub(crate) real: Option<f64>,
    #[prost(uint64, optional, tag = "5")]
    pub(crate) number: Option<u64>,
}

/// What a feature's paths are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Lines.
    Line,
    /// Rings, without their first point repeated.
    Polygon,
}

/// One feature.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Feature {
    /// Its identifier, the row of a territory.
    pub(crate) row: Option<u64>,
    /// The property asked for, if it has it and it is a whole number.
    pub(crate) number: Option<u64>,
    pub(crate) kind: Kind,
    /// In units of the tile, from its north-west corner.
    pub(crate) paths: Vec<Vec<Point>>,
}

/// The lines and polygons of a layer of a tile; none where the tile, which may be empty, has no such layer.
///
/// Errors: [`TileError::Archive`] on bytes that are no vector tile.
pub(crate) fn features(tile: &[u8], layer: &str, property: &str) -> Result<Vec<Feature>, TileError> {
    let file = File::decode(tile).map_err(|fault| TileError::archive(layer, fault))?;
    let Some(found) = file.layers.into_iter().find(|own| own.name == layer) else { return Ok(Vec::new()) };
    let key = found.keys.iter().position(|key| key == property);
    let mut features = Vec::with_capacity(found.features.len());
    for feature in &found.features {
        let kind = match feature.kind {
            Some(2) => Kind::Line,
            Some(3) => Kind::Polygon,
            _ => continue,
        };
        let paths = paths(&feature.geometry)
            .ok_or_else(|| TileError::archive(layer, format!("géométrie illisible, objet {:?}", feature.id)))?;
        features.push(Feature { row: feature.id, number: number(&found, &feature.tags, key), kind, paths });
    }
    Ok(features)
}

fn number(layer: &FileLayer, tags: &[u32], key: Option<usize>) -> Option<u64> {
    let tag = tags.chunks_exact(2).find(|tag| Some(tag[0] as usize) == key)?;
    layer.values.get(tag[1] as usize)?.number
}

/// `None` where the commands are cut short or unknown.
fn paths(commands: &[u32]) -> Option<Vec<Vec<Point>>> {
    let (mut paths, mut at, mut rest): (Vec<Vec<Point>>, Point, &[u32]) = (Vec::new(), [0, 0], commands);
    while let Some((&command, after)) = rest.split_first() {
        let (id, count) = (command & 7, (command >> 3) as usize);
        rest = after;
        if id == CLOSE_PATH {
            continue;
        }
        let (steps, after) = rest.split_at_checked(count.checked_mul(2)?)?;
        rest = after;
        for step in steps.chunks_exact(2) {
            for (place, &step) in at.iter_mut().zip(step) {
                *place = place.wrapping_add((step >> 1) as i32 ^ -((step & 1) as i32));
            }
            match id {
                MOVE_TO => paths.push(vec![at]),
                LINE_TO => paths.last_mut()?.push(at),
                _ => return None,
            }
        }
    }
    Some(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::{Geometry, Layer, Value};
    use crate::mercator::Tile;

    const TILE: Tile = Tile { z: 3, x: 1, y: 0 };

    #[test]
    fn what_is_read_is_what_was_written() -> Result<(), TileError> {
        let ring = vec![[4096 + 3, 6], [4096 + 8, 12], [4096 + 20, -34]];
        let lines = vec![vec![[4096, 0], [4100, 4]], vec![[4000, 9], [4200, 9], [4200, 12]]];
        let mut layer = Layer::new("limite", &["rang"]);
        layer.push(Some(7), [Value::Number(4)], &Geometry::polygons(TILE, &[vec![ring]]));
        layer.push(None, [Value::Text("non")], &Geometry::lines(TILE, &lines));
        let tile = layer.into_tile();
        let read = features(&tile, "limite", "rang")?;
        let polygon = vec![vec![[3, 6], [8, 12], [20, -34]]];
        assert_eq!(read[0], Feature { row: Some(7), number: Some(4), kind: Kind::Polygon, paths: polygon });
        let paths = vec![vec![[0, 0], [4, 4]], vec![[-96, 9], [104, 9], [104, 12]]];
        assert_eq!(read[1], Feature { row: None, number: None, kind: Kind::Line, paths });
        assert_eq!(features(&tile, "epci", "rang")?, []);
        assert_eq!(features(&[], "limite", "rang")?, []);
        Ok(())
    }

    #[test]
    fn a_spoilt_tile_is_an_error_and_never_a_panic() -> Result<(), TileError> {
        let mut layer = Layer::new("limite", &["rang"]);
        layer.push(Some(7), [Value::Number(4)], &Geometry::lines(TILE, &[vec![[4096, 0], [4100, 4], [4099, 3]]]));
        let tile = layer.into_tile();
        let spoilt = (0..tile.len()).flat_map(|place| [0x00, 0x7f, 0xff].map(|byte| (place, byte)));
        let faults = spoilt.filter(|&(place, byte)| {
            let mut tile = tile.clone();
            tile[place] = byte;
            features(&tile, "limite", "rang").is_err()
        });
        assert!(faults.count() > 10);
        Ok(())
    }
}
