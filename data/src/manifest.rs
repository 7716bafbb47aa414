//! `manifest.json`: what a snapshot was made from and what it holds. Written last; a folder without it is no snapshot.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::sum::TableSum;

/// Name of the file of a snapshot that holds the outlines of communes, in row order: TopoJSON over shared arcs, in zstd.
pub const OUTLINES: &str = "commune.topojson.zst";

/// The whole manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// First 16 hexadecimal digits of the SHA-256 of the inputs: cards, raw files, parameters, program version.
    pub id: String,
    /// The COG year of every code.
    pub cog: u16,
    /// True when any figure comes from a synthetic register.
    pub synthetic: bool,
    /// The raw files, in the order they were read.
    pub inputs: Vec<Input>,
    /// Every table of the schema.
    pub tables: Vec<TableSum>,
    /// Every tile archive.
    pub tiles: Vec<TileArchive>,
    /// The file [`OUTLINES`]; absent from the snapshots of earlier programs.
    #[serde(default)]
    pub outlines: Option<Outlines>,
    /// The tables that leave as Parquet ([`crate::published`]); none in the snapshots of earlier programs.
    #[serde(default)]
    pub published: Vec<PublishedFile>,
    /// What the build was asked, by name.
    pub parameters: BTreeMap<String, String>,
}

/// A raw file that fed the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// `<producer>/<dataset>`.
    pub card: String,
    /// Its name, without folder.
    pub file: String,
    /// Of the file as published.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// A tile archive of the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TileArchive {
    /// `commune`, `epci`, `departement`, `region`, `zone`, `limite`, `site`.
    pub layer: String,
    /// Of the archive.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// The outlines of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlines {
    /// Of the file.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// A table that leaves as Parquet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedFile {
    /// Its name.
    pub table: String,
    /// Of the file.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// The file is missing or was written by another program.
    pub fn read(path: &Path) -> Result<Manifest> {
        let text = std::fs::read(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
        serde_json::from_slice(&text).map_err(|source| Error::Manifest { path: path.to_path_buf(), source })
    }

    /// Writes the manifest and waits until it is on the disk.
    ///
    /// # Errors
    /// The folder is not writable or the disk is full.
    pub fn write(&self, path: &Path) -> Result<()> {
        let mut text =
            serde_json::to_vec_pretty(self).map_err(|source| Error::Manifest { path: path.to_path_buf(), source })?;
        text.push(b'\n');
        let written = File::create(path).and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()));
        written.map_err(|source| Error::File { path: path.to_path_buf(), source })
    }
}
