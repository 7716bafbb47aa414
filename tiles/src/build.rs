//! From territories and sites to the tile archives of a snapshot.
//!
//! For: the pipeline's last step before publishing.
//! Refuses to know: indicators and values; geometry and values travel apart and meet in the browser.
//! Next: [`crate::archive`] (reading them back).
//!
//! Every level is drawn from the same borders, rounded once per zoom: levels coincide with each other and with the boundary
//! lines, neighbours share their points, at every zoom. The bytes depend on the input alone, whatever the number of threads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::TileError;
use crate::archive::{self, Description, VectorLayer};
use crate::feature::{CODE, Features, NOM};
pub use crate::feature::{Column, Property};
use crate::mercator::{MAX_ZOOM, MIN_ZOOM};
use crate::pyramid::{self, ETIQUETTE, LIMITE, Lines, Pyramid, SITE};
use crate::topology::Topology;

/// A level: territories made of whole communes.
#[derive(Clone, Copy, Debug)]
pub struct Partition<'a> {
    /// `commune`, `epci`, `departement`, `region`, `zone_emploi`…: name of the archive and of the layer in its tiles.
    pub layer: &'a str,
    /// Lowest zoom where the level is drawn.
    pub min_zoom: u8,
    /// Rank of its boundaries in the layer `limite`: 1 region, 2 departement, 3 epci, 4 commune; a border is drawn once, under the
    /// strongest of these that it parts. Beyond 4 are levels that cross the others (5 zone_emploi, 6 bassin_vie): their borders are drawn
    /// for themselves too.
    pub rang: u8,
    /// Codes in row order; a row is a feature's id.
    pub codes: &'a [String],
    /// Names in row order.
    pub names: &'a [String],
    /// Per commune (unit of the topology), the row of the territory it belongs to; `None`: it belongs to none.
    pub unit_of: &'a [Option<usize>],
    /// Inhabitants in row order: whose name comes first. Empty where they are not known: the roomiest territory does.
    pub inhabitants: &'a [u64],
    /// What features say beside their code and name.
    pub properties: &'a [Property<'a>],
}

impl<'a> Partition<'a> {
    /// What its features say.
    pub(crate) fn features(&self) -> Features<'a> {
        Features { layer: self.layer, codes: self.codes, names: self.names, properties: self.properties }
    }
}

/// A place of the layer `site`.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// Identifier; property `code`.
    pub code: &'a str,
    /// Name; property `nom`.
    pub nom: &'a str,
    /// Kind: `siege`, `antenne`, `permanence`, `zone`, `inconnu`; property `genre`.
    pub genre: &'a str,
    /// Network or scheme; property `reseau`.
    pub reseau: &'a str,
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
}

/// What to draw.
#[derive(Clone, Copy, Debug)]
pub struct Layers<'a> {
    /// Communes over shared arcs. A commune without outline is drawn nowhere.
    pub communes: &'a Topology,
    /// Levels; with the one of communes if it is to be drawn.
    pub partitions: &'a [Partition<'a>],
    /// Sites, the order of which gives their feature ids.
    pub sites: &'a [Site<'a>],
    /// Whom maps thank.
    pub attribution: &'a str,
}

/// One archive in memory.
#[derive(Clone, Debug)]
pub struct LayerArchive {
    /// What it is.
    pub summary: LayerSummary,
    /// The PMTiles archive.
    pub bytes: Vec<u8>,
}

/// What was made of one layer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LayerSummary {
    /// Layer; the archive is `{layer}.pmtiles`.
    pub layer: String,
    /// SHA-256 of the archive, 64 hexadecimal digits.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Its number of tiles.
    pub tiles: u64,
    /// Territories drawn as a square of half a pixel because they are smaller than a tile's unit, over all zooms.
    pub minimal: u64,
}

/// How many steps a build of these layers counts: one per zoom, one per archive.
pub fn steps(layers: &Layers) -> u64 {
    u64::from(MAX_ZOOM - MIN_ZOOM + 1) + layers.partitions.len() as u64 + 3
}

/// Every layer as an archive in memory: the partitions in order, `limite`, `etiquette`, `site`. `go_on` is asked after each of the
/// [`steps`]; where it says no, nothing more is made.
///
/// Errors: [`TileError::Columns`], [`TileError::Row`] for levels that do not fit the communes; [`TileError::Stopped`].
pub fn archives(layers: &Layers, mut go_on: impl FnMut() -> bool) -> Result<Vec<LayerArchive>, TileError> {
    let mut step = || if go_on() { Ok(()) } else { Err(TileError::Stopped) };
    let made = pyramid::outlines(layers, Lines::Drawn, &mut step)?;
    let mut pyramids = made.levels;
    pyramids.extend([made.lines, made.names]);
    pyramids.push(pyramid::sites(layers.sites));
    let mut descriptions = descriptions(layers);
    descriptions.push(describe(LIMITE, MIN_ZOOM, &[("rang", "Number")]));
    descriptions.push(describe(ETIQUETTE, MIN_ZOOM, &[CODE, NOM, ("niveau", "String"), ("rang", "Number")]));
    descriptions.push(describe(SITE, MIN_ZOOM, &[CODE, NOM, ("genre", "String"), ("reseau", "String")]));
    finished(layers, descriptions, pyramids, step)
}

/// The partitions alone, in order: neither boundary lines nor names nor sites, and no zoom that no partition shows.
///
/// Errors: as [`archives`], but for the stop.
pub fn level_archives(layers: &Layers) -> Result<Vec<LayerArchive>, TileError> {
    let made = pyramid::outlines(layers, Lines::Left, &mut || Ok(()))?;
    finished(layers, descriptions(layers), made.levels, || Ok(()))
}

fn descriptions(layers: &Layers) -> Vec<Description> {
    layers.partitions.iter().map(|level| describe(level.layer, level.min_zoom, &level.features().fields())).collect()
}

fn finished(
    layers: &Layers,
    descriptions: Vec<Description>,
    pyramids: Vec<Pyramid>,
    mut step: impl FnMut() -> Result<(), TileError>,
) -> Result<Vec<LayerArchive>, TileError> {
    let bounds = bounds(layers);
    descriptions
        .into_iter()
        .zip(pyramids)
        .map(|(description, pyramid)| {
            let description = Description { bounds, attribution: layers.attribution.to_owned(), ..description };
            let archive = layer_archive(description, &pyramid)?;
            step()?;
            Ok(archive)
        })
        .collect()
}

/// Writes every layer to `{dir}/{layer}.pmtiles`, flushed to the disk.
///
/// Errors: those of [`archives`], and [`TileError::File`].
pub fn write_all(dir: &Path, layers: &Layers, go_on: impl FnMut() -> bool) -> Result<Vec<LayerSummary>, TileError> {
    let write = |archive: LayerArchive| {
        let path = dir.join(format!("{}.pmtiles", archive.summary.layer));
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(&archive.bytes)?;
            file.sync_all()
        };
        write().map_err(|source| TileError::File { path: path.clone(), source })?;
        Ok(archive.summary)
    };
    archives(layers, go_on)?.into_iter().map(write).collect()
}

fn describe(layer: &str, minzoom: u8, fields: &[(&str, &str)]) -> Description {
    let fields: BTreeMap<String, String> = fields.iter().map(|(key, kind)| ((*key).into(), (*kind).into())).collect();
    let inside = VectorLayer { id: layer.to_owned(), fields, minzoom, maxzoom: MAX_ZOOM };
    Description {
        name: layer.to_owned(),
        attribution: String::new(),
        bounds: [0.0; 4],
        minzoom,
        maxzoom: MAX_ZOOM,
        vector_layers: vec![inside],
    }
}

fn layer_archive(description: Description, pyramid: &Pyramid) -> Result<LayerArchive, TileError> {
    let bytes = archive::bytes(&description, &pyramid.tiles)?;
    let summary = LayerSummary {
        layer: description.name,
        sha256: archive::hex(&Sha256::digest(&bytes)),
        bytes: bytes.len() as u64,
        tiles: pyramid.tiles.len() as u64,
        minimal: pyramid.minimal,
    };
    Ok(LayerArchive { summary, bytes })
}

/// `[west, south, east, north]` of the communes, overseas included.
fn bounds(layers: &Layers) -> [f64; 4] {
    let boxes: Vec<[f64; 4]> = layers.communes.bboxes().into_par_iter().flatten().collect();
    boxes
        .into_iter()
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
        .unwrap_or([-180.0, -85.0, 180.0, 85.0])
}
