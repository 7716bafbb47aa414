//! Tiles made when they are asked for, from memory: groupings made by hand, values joined to their outlines, sites chosen among many.
//!
//! For: what no archive can hold beforehand. The encoder, the cuts and the rounding are those of [`crate::build`]: a tile of a stored
//! level made here is the stored one to the byte (test `a_tile_made_on_demand_is_the_stored_one`), so that a grouping lies on the
//! borders of its communes at every zoom they are stored for.
//!
//! Refuses to know: who asks, addresses, compression. Next: `outline`, `pyramid`, `encode`.

use std::borrow::Borrow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::build::Site;
use crate::encode::Geometry;
pub use crate::feature::Features;
use crate::level::{self, Level};
use crate::mercator::{self, MAX_ZOOM, MIN_ZOOM, Point, Tile};
use crate::outline::drawn;
use crate::pyramid;
use crate::topology::{Sides, Topology};

/// The borders of communes at every zoom.
#[derive(Debug)]
pub struct Ground {
    borders: Topology,
    sides: Vec<Sides>,
    /// Per zoom from [`MIN_ZOOM`] on, the arcs in its units.
    zooms: Vec<Vec<Vec<Point>>>,
}

/// The rings of some territories, in row order.
#[derive(Debug)]
pub struct Rings(Level);

/// Territories as one zoom draws them: in each tile, the rows that are in it and their geometry as it is written.
#[derive(Debug)]
pub struct Drawn {
    zoom: u8,
    tiles: FxHashMap<[u32; 2], Vec<(usize, Geometry)>>,
}

impl Ground {
    /// Rounds the borders of communes for every zoom.
    ///
    /// Cost: some seconds of processor time for the 35 000 communes, over all cores.
    #[must_use]
    pub fn of(communes: &Topology) -> Self {
        // The same arcs as the stored levels: joined where nobody else touches them.
        let itself: Vec<Option<usize>> = (0..communes.units.len()).map(Some).collect();
        let borders = communes.dissolve(&itself, vec![String::new(); communes.units.len()]);
        let sides = borders.sides();
        let arcs = pyramid::fine(&borders);
        let mut zooms: Vec<Vec<Vec<Point>>> = pyramid::rounded(arcs, (MIN_ZOOM..=MAX_ZOOM).rev()).collect();
        zooms.reverse();
        Self { borders, sides, zooms }
    }

    /// The rings of territories made of whole communes; `unit_of` gives each commune its row, if it has one below `count`.
    #[must_use]
    pub fn rings(&self, unit_of: &[Option<usize>], count: usize) -> Rings {
        let row_of = |unit: usize| unit_of.get(unit).copied().flatten().filter(|&row| row < count);
        Rings(level::level(&self.borders.arcs, &self.sides, row_of, count))
    }

    /// Territories at a zoom; none where the zoom is not one of those made.
    #[must_use]
    pub fn drawn(&self, rings: &Rings, zoom: u8) -> Option<Drawn> {
        let arcs = self.zooms.get(usize::from(zoom.checked_sub(MIN_ZOOM)?))?;
        let is_coast = |arc: usize| self.sides[arc].left.is_none() || self.sides[arc].right.is_none();
        let one = |polygons: &Vec<_>| pyramid::territory(drawn(polygons, &is_coast, arcs).0, zoom);
        let parts: Vec<Vec<(Tile, Geometry)>> = rings.0.units.par_iter().map(one).collect();
        let mut tiles: FxHashMap<[u32; 2], Vec<(usize, Geometry)>> = FxHashMap::default();
        for (row, (tile, geometry)) in
            parts.into_iter().enumerate().flat_map(|(row, parts)| parts.into_iter().map(move |part| (row, part)))
        {
            tiles.entry([tile.x, tile.y]).or_default().push((row, geometry));
        }
        Some(Drawn { zoom, tiles })
    }
}

impl Drawn {
    /// A tile of these territories, uncompressed; empty where none is in it, or where it is of another zoom.
    ///
    /// The features come in row order. `features` has a row for each territory.
    #[must_use]
    pub fn tile(&self, at: Tile, features: &Features<'_>) -> Vec<u8> {
        self.tile_of(at, features, |_| true)
    }

    /// The same, of some rows only.
    #[must_use]
    pub fn tile_of(&self, at: Tile, features: &Features<'_>, shown: impl Fn(usize) -> bool) -> Vec<u8> {
        let parts = self.tiles.get(&[at.x, at.y]).filter(|_| at.z == self.zoom);
        let parts = parts.into_iter().flatten().filter(|(row, _)| shown(*row)).map(|(row, geometry)| (*row, geometry));
        let mut parts = parts.peekable();
        if parts.peek().is_none() { Vec::new() } else { features.tile(parts) }
    }

    /// Bytes it holds, near enough.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.tiles.values().flatten().map(|(_, geometry)| size_of::<usize>() + geometry.bytes()).sum()
    }
}

/// A tile of some sites, each with its row among all of them, uncompressed; empty where none stands in it.
#[must_use]
pub fn sites<'a, S: Borrow<Site<'a>>>(sites: impl IntoIterator<Item = (usize, S)>, at: Tile) -> Vec<u8> {
    let places = sites.into_iter().filter_map(|(row, site)| {
        let site = *site.borrow();
        let place = mercator::fine(site.lon, site.lat);
        (mercator::tile_of(place, at.z) == at).then(|| (row, site, Geometry::point(at, mercator::at_zoom(place, at.z))))
    });
    let mut places = places.peekable();
    if places.peek().is_none() { Vec::new() } else { pyramid::site_tile(places) }
}
