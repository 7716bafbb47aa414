//! Every tile of every layer, zoom by zoom.
//!
//! For: [`crate::build`].
//! Refuses to know: archives and files.
//! Next: [`crate::level`] (what is shown), [`crate::generalise`], [`crate::snap`], [`crate::split`], [`crate::encode`].

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::build::{Layers, Partition, Site};
use crate::encode::{Geometry, Layer, Value};
use crate::level::{self, Base, Border, Level};
use crate::mercator::{self, MAX_ZOOM, MIN_ZOOM, Point, Tile};
use crate::outline::{ISLET, drawn};
use crate::polygon::{self, Polygon};
use crate::topology::Topology;
use crate::{TileError, generalise, label, snap, split};

/// Name of the layer of boundary lines.
pub(crate) const LIMITE: &str = "limite";
/// Name of the layer of names.
pub(crate) const ETIQUETTE: &str = "etiquette";
/// Name of the layer of sites.
pub(crate) const SITE: &str = "site";

/// Half a pixel of a 512 px tile, in tile units.
const HALF_PIXEL: i64 = 4;
/// The last zoom is enlarged by clients: an eighth of a pixel.
const LAST_ZOOM: i64 = 1;
/// From this zoom on boundaries between communes are lines too.
const COMMUNE_LINES_FROM: u8 = 8;

/// The tiles of one layer, uncompressed, in order of zoom, column, row.
#[derive(Default)]
pub(crate) struct Pyramid {
    pub(crate) tiles: Vec<(Tile, Vec<u8>)>,
    /// Territories drawn as a square of a few units because their outline has no area at that zoom, over all zooms.
    pub(crate) minimal: u64,
}

/// What is drawn of borders.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Their layer is made.
    Drawn,
    /// It is left empty.
    Left,
}

/// What [`outlines`] makes.
#[derive(Default)]
pub(crate) struct Outlines {
    /// Of each partition, in order.
    pub(crate) levels: Vec<Pyramid>,
    /// Of the boundary lines.
    pub(crate) lines: Pyramid,
    /// Of the names of all levels.
    pub(crate) names: Pyramid,
}

/// The tiles of every layer made of outlines. `step` is called after each zoom and may stop the rest.
pub(crate) fn outlines(
    layers: &Layers,
    borders: Lines,
    step: &mut impl FnMut() -> Result<(), TileError>,
) -> Result<Outlines, TileError> {
    let mut made =
        Outlines { levels: layers.partitions.iter().map(|_| Pyramid::default()).collect(), ..Outlines::default() };
    let lowest = match borders {
        Lines::Drawn => MIN_ZOOM,
        Lines::Left => layers.partitions.iter().map(|level| level.min_zoom).min().unwrap_or(MIN_ZOOM),
    };
    for base in level::bases(layers, lowest..=MAX_ZOOM)? {
        let arcs = fine(&base.topology);
        if borders == Lines::Drawn && base.zooms.contains(&MAX_ZOOM) {
            made.names = names(layers.partitions, &base.levels, &arcs);
        }
        for (zoom, snapped) in base.zooms.clone().rev().zip(rounded(arcs, base.zooms.clone().rev())) {
            for ((partition, level), pyramid) in layers.partitions.iter().zip(&base.levels).zip(&mut made.levels) {
                if let Some(level) = level {
                    pyramid.add(territories(partition, level, &base, &snapped, zoom));
                }
            }
            if borders == Lines::Drawn {
                made.lines.tiles.extend(boundaries(&base.borders, &snapped, zoom));
            }
            step()?;
        }
    }
    for pyramid in made.levels.iter_mut().chain([&mut made.lines]) {
        pyramid.tiles.sort_by_key(|&(tile, _)| tile);
    }
    Ok(made)
}

impl Pyramid {
    fn add(&mut self, (tiles, minimal): (Vec<(Tile, Vec<u8>)>, u64)) {
        self.tiles.extend(tiles);
        self.minimal += minimal;
    }
}

/// Arcs in the units of each zoom, the highest zoom first: each is drawn from what the one before it left.
pub(crate) fn rounded(
    mut arcs: Vec<Vec<Point>>,
    zooms: impl Iterator<Item = u8>,
) -> impl Iterator<Item = Vec<Vec<Point>>> {
    zooms.map(move |zoom| {
        let tolerance = if zoom == MAX_ZOOM { LAST_ZOOM } else { HALF_PIXEL };
        arcs = generalise::generalise(&arcs, tolerance << mercator::shift(zoom));
        snap::snap(&arcs, zoom)
    })
}

/// Arcs in fine world units.
pub(crate) fn fine(topology: &Topology) -> Vec<Vec<Point>> {
    let place = |&point: &Point| {
        let place = topology.transform.place(point);
        mercator::fine(place.x, place.y)
    };
    topology.arcs.par_iter().map(|arc| arc.iter().map(place).collect()).collect()
}

fn territories(
    partition: &Partition,
    level: &Level,
    base: &Base,
    arcs: &[Vec<Point>],
    zoom: u8,
) -> (Vec<(Tile, Vec<u8>)>, u64) {
    let made: Vec<(bool, Vec<(Tile, Geometry)>)> = level
        .units
        .par_iter()
        .map(|rings| {
            let (polygons, minimal) = drawn(rings, &|arc| base.borders[arc].is_coast(), arcs);
            (minimal, territory(polygons, zoom))
        })
        .collect();
    let minimal = made.iter().filter(|(minimal, _)| *minimal).count() as u64;
    let features = made
        .into_iter()
        .enumerate()
        .flat_map(|(row, (_, parts))| parts.into_iter().map(move |(tile, geometry)| (tile, (row, geometry))));
    let encode = |features: Vec<(usize, Geometry)>| partition.features().tile(features);
    (by_tile(features, encode), minimal)
}

/// Gathers features by tile, in their order, and encodes each tile.
fn by_tile<F: Send>(
    features: impl Iterator<Item = (Tile, F)>,
    encode: impl Fn(Vec<F>) -> Vec<u8> + Sync,
) -> Vec<(Tile, Vec<u8>)> {
    let mut tiles: BTreeMap<Tile, Vec<F>> = BTreeMap::new();
    for (tile, feature) in features {
        tiles.entry(tile).or_default().push(feature);
    }
    let tiles: Vec<(Tile, Vec<F>)> = tiles.into_iter().collect();
    tiles.into_par_iter().map(|(tile, features)| (tile, encode(features))).collect()
}

/// The parts of a territory's polygons in each tile.
pub(crate) fn territory(polygons: Vec<Polygon>, zoom: u8) -> Vec<(Tile, Geometry)> {
    let mut parts: BTreeMap<Tile, Vec<Polygon>> = BTreeMap::new();
    for polygon in polygons {
        match split::only_tile(&polygon, zoom) {
            Some(tile) => parts.entry(tile).or_default().push(polygon),
            None => {
                for (tile, pieces) in split::polygon(&polygon, zoom) {
                    parts.entry(tile).or_default().extend(pieces);
                }
            }
        }
    }
    parts.into_iter().map(|(tile, polygons)| (tile, Geometry::polygons(tile, &polygons))).collect()
}

/// Boundary lines, one feature per rank, the strongest last so that it is drawn above.
fn boundaries(borders: &[Border], arcs: &[Vec<Point>], zoom: u8) -> Vec<(Tile, Vec<u8>)> {
    let drawn = |(border, arc): (&Border, &Vec<Point>)| {
        let ranks: Vec<u8> =
            border.ranks().filter(|&rang| rang != level::COMMUNE || zoom >= COMMUNE_LINES_FROM).collect();
        let closed = arc.first() == arc.last();
        let islet = ranks == [level::COAST] && closed && polygon::double_area(&arc[1..]).abs() < ISLET;
        (!islet && !ranks.is_empty()).then(|| (ranks, split::line(arc, zoom)))
    };
    let parts: Vec<(Vec<u8>, split::Parts<Vec<Point>>)> =
        borders.par_iter().zip(arcs).filter_map(|(border, arc)| drawn((border, arc))).collect();
    let lines = parts.iter().flat_map(|(ranks, parts)| {
        let under = |rang: u8| parts.iter().map(move |(tile, lines)| (*tile, (*tile, rang, lines.clone())));
        ranks.iter().flat_map(move |&rang| under(rang))
    });
    by_tile(lines, |parts| {
        let mut by_rank: BTreeMap<u8, (Tile, Vec<Vec<Point>>)> = BTreeMap::new();
        for (tile, rang, lines) in parts {
            by_rank.entry(rang).or_insert((tile, Vec::new())).1.extend(lines);
        }
        let mut layer = Layer::new(LIMITE, &["rang"]);
        for (rang, (tile, lines)) in by_rank.into_iter().rev() {
            layer.push(None, [Value::Number(u64::from(rang))], &Geometry::lines(tile, &lines));
        }
        layer.into_tile()
    })
}

/// The tiles of the names of every level: each in the tile it stands in, the strongest levels first, then the first ranks.
fn names(partitions: &[Partition], levels: &[Option<Level>], arcs: &[Vec<Point>]) -> Pyramid {
    let mut named: Vec<(&Partition, Vec<label::Label>)> = partitions
        .iter()
        .zip(levels)
        .filter_map(|(partition, level)| Some((partition, label::labels(partition, level.as_ref()?, arcs))))
        .collect();
    named.sort_by_key(|(partition, _)| partition.rang);
    let mut pyramid = Pyramid::default();
    for zoom in MIN_ZOOM..=MAX_ZOOM {
        let all = named.iter().flat_map(|(partition, labels)| labels.iter().map(move |label| (*partition, label)));
        let features = all.filter(|(_, label)| label.min_zoom <= zoom).map(|(partition, label)| {
            let tile = mercator::tile_of(label.place, zoom);
            (tile, (partition, label, Geometry::point(tile, mercator::at_zoom(label.place, zoom))))
        });
        pyramid.tiles.extend(by_tile(features, |features| {
            let mut layer = Layer::new(ETIQUETTE, &["code", "nom", "niveau", "rang"]);
            for (partition, label, geometry) in features {
                let [code, nom] =
                    [&partition.codes[label.row], &partition.names[label.row]].map(|text| Value::Text(text));
                layer.push(None, [code, nom, Value::Text(partition.layer), Value::Number(label.rang)], &geometry);
            }
            layer.into_tile()
        }));
    }
    pyramid
}

/// A tile of sites, each with its row.
pub(crate) fn site_tile<'a>(sites: impl Iterator<Item = (usize, Site<'a>, Geometry)>) -> Vec<u8> {
    let mut layer = Layer::new(SITE, &["code", "nom", "genre", "reseau"]);
    for (row, site, geometry) in sites {
        layer.push(Some(row as u64), [site.code, site.nom, site.genre, site.reseau].map(Value::Text), &geometry);
    }
    layer.into_tile()
}

/// The tiles of sites: each in the tile it lies in, at every zoom.
pub(crate) fn sites(sites: &[Site]) -> Pyramid {
    let places: Vec<Point> = sites.iter().map(|site| mercator::fine(site.lon, site.lat)).collect();
    let mut pyramid = Pyramid::default();
    for zoom in MIN_ZOOM..=MAX_ZOOM {
        let features = places.iter().enumerate().map(|(row, &place)| {
            let tile = mercator::tile_of(place, zoom);
            (tile, (row, Geometry::point(tile, mercator::at_zoom(place, zoom))))
        });
        pyramid.tiles.extend(by_tile(features, |features| {
            site_tile(features.into_iter().map(|(row, geometry)| (row, sites[row], geometry)))
        }));
    }
    pyramid
}
