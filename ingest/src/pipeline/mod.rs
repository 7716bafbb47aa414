//! `lanterne ingest`: fetch → parse → check → load → derive → publish, in this order.
//!
//! Parsing and checking have no step of their own here: rows are parsed and checked as they stream into `load`, so that no
//! file stands in memory. A step is a function from files to files and is not done twice for the same inputs: fetched
//! files are kept by checksum (`fetch`), a draft remembers its finished steps (`publish::Workshop`), a snapshot already
//! made is published again as it is. Next: `step` for the order, `load` for what goes where.

mod account;
mod deployed;
mod identity;
mod index;
mod load;
mod measure;
mod official;
mod outline;
mod plan;
mod rebuild;
mod run;
mod source;
mod table;
mod tile;

pub use account::table as account_table;
pub use plan::{Plan, plan};
pub use rebuild::{geography_text, rebuild_geography};
pub use run::run;

use std::path::PathBuf;

use lanterne_data::read::LoadReport;
use lanterne_data::row::Warning;

use crate::asset::Asset;
use crate::card::Profile;
use crate::fetch::Patience;

/// The program: its version, and a checksum of the sources that make a snapshot.
pub const PROGRAM: &str = env!("LANTERNE_PROGRAM");

/// What the person asks for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where raw files and snapshots are.
    pub var: PathBuf,
    /// Where cards and reference tables are read.
    pub asset: Asset,
    /// Which cards, when none is named: [`Profile::Default`] or [`Profile::Official`].
    pub profile: Profile,
    /// The cards to take instead; geography and facts are always taken.
    pub only: Vec<String>,
    /// A folder that replaces the network.
    pub from: Option<PathBuf>,
    /// How long to wait for servers.
    pub patience: Patience,
}

/// What an ingest did.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The published snapshot.
    pub id: String,
    /// False when a snapshot of the same inputs was there already.
    pub built: bool,
    /// Whether any figure is made up.
    pub synthetic: bool,
    /// Conservation, file by file.
    pub account: Vec<LoadReport>,
    /// Rows taken as they are, in which a value fails a check.
    pub warnings: Vec<Warning>,
}

/// The steps of an ingest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Files of every card, verified.
    Fetch,
    /// A synthetic register and a synthetic deployment, where cards ask for them.
    Generate,
    /// Rows parsed, checked, harmonised and counted into the draft.
    Load,
    /// Measures.
    Derive,
    /// Vector tiles.
    Tile,
    /// The tables that leave as Parquet.
    Table,
    /// The draft becomes the current snapshot.
    Publish,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 7] =
        [Self::Fetch, Self::Generate, Self::Load, Self::Derive, Self::Tile, Self::Table, Self::Publish];

    /// Its name in the draft's journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::Generate => "generate",
            Self::Load => "load",
            Self::Derive => "derive",
            Self::Tile => "tile",
            Self::Table => "table",
            Self::Publish => "publish",
        }
    }

    /// What it does, for the person (French).
    pub fn label(self) -> &'static str {
        match self {
            Self::Fetch => "obtenir et vérifier les fichiers",
            Self::Generate => "engendrer les données synthétiques",
            Self::Load => "lire, contrôler et charger",
            Self::Derive => "calculer les mesures",
            Self::Tile => "dessiner les tuiles",
            Self::Table => "écrire les tables à emporter",
            Self::Publish => "publier",
        }
    }
}
