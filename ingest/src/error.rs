//! Every way ingest can fail, a variant per different reaction of the person who runs it.
//!
//! Messages are French sentences with place, value and expectation. A refused *row* is no error: it is counted and kept
//! (see `register`). Next: the binary prints these and leaves with a code other than 0.

use std::path::{Path, PathBuf};

use lanterne_data::reason;
use thiserror::Error;

use crate::card::CardFault;
use crate::reference::FactFault;

/// Why an ingest, or a part of it, did not succeed.
#[derive(Debug, Error)]
pub enum IngestError {
    /// Cards that cannot be used: every fault of every card.
    #[error("{} dans les fiches de source :\n{}", faults(.0.len()), lines(.0))]
    Cards(Vec<CardFault>),

    /// A card was asked for and does not exist.
    #[error("--only : « {card} » lu, le nom d’une fiche attendu : {known}")]
    UnknownCard {
        /// As asked for.
        card: String,
        /// The ids that exist, or the nearest of them, joined.
        known: String,
    },

    /// None of a file's addresses gave it.
    #[error("« {file} » (fiche {card}) n’a pu être obtenu d’aucune adresse :\n{}", lines(.tried))]
    Unreachable {
        /// The card that names the file.
        card: String,
        /// The file's name.
        file: String,
        /// Each address and why it failed, in the order tried.
        tried: Vec<Unreachable>,
    },

    /// A file came whole, and is not the one its card describes.
    #[error(
        "« {file} » n’a pas la somme de contrôle de sa fiche : attendu {expected}, lu {found} ; \
         le fichier est mis de côté sous {} et n’est pas utilisé", .kept.display()
    )]
    Checksum {
        /// The file's name.
        file: String,
        /// SHA-256 of the card, lower-case hexadecimal.
        expected: String,
        /// SHA-256 of the bytes received.
        found: String,
        /// Where the bytes are kept for inspection.
        kept: PathBuf,
    },

    /// An input is not what its format promises, as a whole (a single bad row is refused instead).
    #[error("{file}, {place} : « {value} » lu, {expectation} attendu")]
    Malformed {
        /// File name as published.
        file: String,
        /// Line, column, member or layer, in French (« ligne 3, colonne code »).
        place: String,
        /// What was read.
        value: String,
        /// What was expected, in French.
        expectation: String,
    },

    /// Faults of the reference facts: every fault of every file.
    #[error("{} dans les faits de référence :\n{}", faults(.0.len()), lines(.0))]
    Facts(Vec<FactFault>),

    /// The targets of a synthetic register contradict each other on these territories.
    #[error(
        "cibles de la région {region} : « {margin} » ne peut être atteint en même temps que les autres \
         (demandé {asked}, obtenu {reached:.1})"
    )]
    Targets {
        /// Code of the region.
        region: String,
        /// The sum that is not met.
        margin: String,
        /// What was asked.
        asked: f64,
        /// What was reached.
        reached: f64,
    },

    /// A file or folder could not be read or written.
    #[error("{} : {}", .path.display(), reason(source))]
    Io {
        /// The path that failed.
        path: PathBuf,
        /// The system's own reason.
        source: std::io::Error,
    },

    /// GDAL could not read a vector file.
    #[error("{file} : lecture des contours impossible, GDAL répond « {source} »")]
    Vector {
        /// The file's path.
        file: String,
        /// GDAL's own reason.
        source: gdal::errors::GdalError,
    },

    /// A program of the system that a source needs is absent or fails.
    #[error("le programme « {program} », nécessaire pour {need}, a échoué : {reason}")]
    Program {
        /// Its name.
        program: String,
        /// What it was needed for, in French.
        need: String,
        /// Its last words.
        reason: String,
    },

    /// The snapshot could not be written or read.
    #[error(transparent)]
    Data(#[from] lanterne_data::Error),

    /// The embedded geography could not be built or read.
    #[error(transparent)]
    Geography(#[from] crate::geography::GeographyError),

    /// Tiles could not be made.
    #[error(transparent)]
    Tile(#[from] lanterne_tiles::TileError),

    /// A value of our own could not be written as JSON.
    #[error("{what}, ligne {}, colonne {} : ce JSON n’est pas celui que Lanterne écrit", source.line(), source.column())]
    Json {
        /// What was written.
        what: String,
        /// Why it failed.
        source: serde_json::Error,
    },

    /// A folder given on the command line is not there.
    #[error("{option} : {} n’est pas un dossier, {expectation} attendu", .path.display())]
    NotAFolder {
        /// The option.
        option: &'static str,
        /// What was given.
        path: PathBuf,
        /// What should be there, in French.
        expectation: &'static str,
    },

    /// Two registers were asked for at once.
    #[error("« {first} » et « {second} » décrivent tous deux des établissements : n’en demandez qu’un (--only)")]
    TwoRegisters {
        /// A card.
        first: String,
        /// Another.
        second: String,
    },

    /// Two files of outlines were asked for at once.
    #[error("« {first} » et « {second} » donnent tous deux les contours des communes : n’en demandez qu’un (--only)")]
    TwoDrawings {
        /// A card.
        first: String,
        /// Another.
        second: String,
    },

    /// Two networks of roads were asked for at once.
    #[error(
        "« {first} » et « {second} » donnent tous deux un réseau routier : réunissez leurs extraits dans une fiche (--only)"
    )]
    TwoNetworks {
        /// A card.
        first: String,
        /// Another.
        second: String,
    },

    /// Two tables of zones were asked for at once.
    #[error(
        "« {first} » et « {second} » mettent toutes deux les communes dans des zones : n’en nommez qu’une par --only"
    )]
    TwoZonings {
        /// A card.
        first: String,
        /// Another.
        second: String,
    },

    /// A card of files that operators hand in was asked for, and there is none.
    #[error(
        "fiche « {card} » : aucun fichier n’y répond, {names} attendu directement dans le dossier donné par --from"
    )]
    NothingHanded {
        /// The card.
        card: String,
        /// The patterns of its files, joined.
        names: String,
    },

    /// A card lacks a file that a step needs.
    #[error("la fiche « {card} » n’a pas de fichier lu par « {reader} »")]
    NoFile {
        /// The card.
        card: String,
        /// The reader that has nothing to read.
        reader: crate::card::Reader,
    },

    /// Another ingest works in the same folder.
    #[error("un autre « lanterne ingest » travaille déjà dans {} ; attendez sa fin ou choisissez un autre --var", .0.display())]
    Locked(PathBuf),

    /// There is no published snapshot to read.
    #[error("aucun instantané publié dans {} ; lancez d’abord « lanterne ingest »", .0.display())]
    NoSnapshot(PathBuf),

    /// A published snapshot is not what its manifest says.
    #[error("{} : l’instantané est endommagé, {expected} attendu, {found} lu", .path.display())]
    Damaged {
        /// The database or the archive.
        path: PathBuf,
        /// The manifest's sum.
        expected: String,
        /// The sum read.
        found: String,
    },

    /// A stop was asked for.
    #[error("interrompu à la demande ; l’instantané publié auparavant est intact, relancez pour reprendre")]
    Interrupted,
}

/// One address that did not give its file.
#[derive(Debug, Clone)]
pub struct Unreachable {
    /// The address tried.
    pub address: String,
    /// Why it failed, in French.
    pub reason: String,
}

impl std::fmt::Display for Unreachable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} : {}", self.address, self.reason)
    }
}

impl IngestError {
    /// Names the path an input or output fault happened at: `.map_err(IngestError::at(path))`.
    pub fn at(path: impl AsRef<Path>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        move |source| Self::Io { path, source }
    }
}

fn faults(count: usize) -> String {
    if count == 1 { "une faute".to_owned() } else { format!("{count} fautes") }
}

fn lines(faults: &[impl std::fmt::Display]) -> String {
    faults.iter().map(|fault| format!("  - {fault}")).collect::<Vec<_>>().join("\n")
}
