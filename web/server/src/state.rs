//! One snapshot in memory: columns in row order, tile archives, the search index, and the views computed so far.
//!
//! It never changes; a newly published snapshot is another state. The database is read once and closed, so that no request
//! waits for it; a profile opens it again for what it alone lists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use lanterne_data::deployment::Known;
use lanterne_data::load::passage::Harmonised;
use lanterne_data::published::{self, Published};
use lanterne_data::read::establishment::establishments;
use lanterne_data::read::figure::{Loaded, loaded};
use lanterne_data::read::{self, Access, Contents, Establishments, Territories};
use lanterne_data::{Manifest, Snapshot};
use lanterne_observatory::Level;
use lanterne_observatory::assembly::Grain;
use lanterne_tiles::archive::Archive;

use crate::answer::committee::revision::Earlier;
use crate::answer::simulation::Grounds;
use crate::outline::{Outlines, Shapes};
use crate::problem::Problem;
use crate::raster::tones::{self, Tones};
use crate::search::SearchIndex;
use crate::tiling::Tiling;
use crate::view::{View, ViewKey, sole_region};
use crate::views::{Kept, MOST_BYTES};

/// Why a snapshot cannot be served. Traced, never sent.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database or the manifest cannot be read.
    #[error(transparent)]
    Data(#[from] lanterne_data::Error),
    /// A tile archive cannot be read.
    #[error("tuiles {layer} : {fault}")]
    Tiles {
        /// Which one.
        layer: String,
        /// What the archive says.
        fault: String,
    },
    /// The outlines cannot be read.
    #[error("contours : {0}")]
    Outlines(#[source] std::io::Error),
    /// The reading was cut short.
    #[error("lecture interrompue")]
    Interrupted,
}

/// One snapshot, ready to answer.
#[derive(Debug)]
pub struct State {
    pub(crate) manifest: Manifest,
    pub(crate) contents: Contents,
    pub(crate) archives: BTreeMap<String, Archive>,
    /// Where the snapshot is: its tables are served from their files.
    pub(crate) folder: PathBuf,
    /// The tables that leave as Parquet.
    pub(crate) tables: Vec<Published>,
    pub(crate) search: SearchIndex,
    /// Colours of series, for raster tiles, by the words they were asked for in.
    pub(crate) tones: Kept<String, Tones>,
    /// What tiles made on demand are made of.
    pub(crate) tiling: Tiling,
    /// Journeys that simulations are made of.
    pub(crate) grounds: Grounds,
    outlines: Outlines,
    views: Kept<ViewKey, View>,
    accesses: Mutex<BTreeMap<BTreeSet<String>, Arc<Access>>>,
    establishments: OnceLock<Establishments>,
    earlier: OnceLock<Option<Earlier>>,
}

impl State {
    /// Reads a snapshot's folder: `manifest.json`, `lanterne.duckdb`, `tiles/*.pmtiles`, outlines.
    ///
    /// # Errors
    /// [`LoadError`], with what could not be read.
    pub fn open(folder: &Path) -> Result<Self, LoadError> {
        let manifest = Manifest::read(&folder.join("manifest.json"))?;
        let contents = read::contents(&Snapshot::open(&folder.join("lanterne.duckdb"))?)?;
        let mut archives = BTreeMap::new();
        for tiles in &manifest.tiles {
            let path = folder.join("tiles").join(format!("{}.pmtiles", tiles.layer));
            let archive = Archive::open(&path)
                .map_err(|fault| LoadError::Tiles { layer: tiles.layer.clone(), fault: fault.to_string() })?;
            archives.insert(tiles.layer.clone(), archive);
        }
        Ok(Self {
            search: SearchIndex::of(&contents),
            tables: published::index(folder)?,
            folder: folder.to_owned(),
            tones: Kept::within(tones::MOST_BYTES),
            tiling: Tiling::default(),
            grounds: Grounds::default(),
            outlines: Outlines::open(folder).map_err(LoadError::Outlines)?,
            manifest,
            contents,
            archives,
            views: Kept::within(MOST_BYTES),
            accesses: Mutex::default(),
            establishments: OnceLock::new(),
            earlier: OnceLock::new(),
        })
    }

    /// Identifier of the snapshot.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.manifest.id
    }

    /// The territory index of a level.
    pub(crate) fn territories(&self, level: Level) -> &Territories {
        // `contents` reads every level of `Level::ALL`, in that order; a zoning that is not loaded is empty.
        &self.contents.territories[level as usize]
    }

    /// The facts of a year; of the one of reference without year. A year that is not loaded is refused before it comes here.
    pub(crate) fn grain(&self, year: Option<u16>) -> &Grain {
        self.contents.grain_of(year).unwrap_or(&self.contents.grain)
    }

    /// Code of the region a view is limited to; `None` without one.
    pub(crate) fn region_code(&self, row: Option<u32>) -> Option<&String> {
        self.territories(Level::Region).code.get(row? as usize)
    }

    /// The outlines of a level.
    pub(crate) fn shapes(&self, level: Level) -> Result<Shapes, Problem> {
        self.outlines.of(self.territories(level), || self.contents.belonging.at(level))
    }

    /// The establishments one by one, read when they are first asked for.
    pub(crate) fn establishments(&self) -> Result<&Establishments, Problem> {
        if let Some(read) = self.establishments.get() {
            return Ok(read);
        }
        let read = self.file().and_then(|file| establishments(&file, self.territories(Level::Commune)));
        let read = read.map_err(|fault| unreadable(&fault))?;
        Ok(self.establishments.get_or_init(|| read))
    }

    /// What the snapshot published before this one said of the activity, read when it is first asked for; none where none is kept.
    pub(crate) fn earlier(&self) -> Option<&Earlier> {
        self.earlier.get_or_init(|| Earlier::beside(&self.folder, self.id())).as_ref()
    }

    /// The official figures that were loaded of a territory.
    pub(crate) fn figures(&self, level: Level, code: &str) -> Result<Vec<Loaded>, Problem> {
        let read = self.file().and_then(|file| loaded(&file, level.as_str(), code));
        read.map_err(|fault| unreadable(&fault))
    }

    /// What a file that is handed in is read against: the codes it may name, and what those of communes have become.
    pub(crate) fn counter(&self) -> Result<(Known, Harmonised), Problem> {
        let year = i16::try_from(self.manifest.cog).unwrap_or(i16::MAX);
        let read = self.file().and_then(|file| Ok((Known::read(&file, year)?, file.harmonise(year)?)));
        read.map_err(|fault| unreadable(&fault))
    }

    fn file(&self) -> Result<Snapshot, lanterne_data::Error> {
        Snapshot::open(&self.folder.join("lanterne.duckdb"))
    }

    /// Computes beforehand what takes longest of the default view: rank intervals, journeys. Nobody waits for it.
    pub(crate) fn warm(&self) {
        let region = sole_region(self);
        for level in [Level::Epci, Level::Commune, Level::Departement] {
            self.view(ViewKey::usual(level, region)).rank_intervals();
        }
        self.access(&BTreeSet::new());
    }

    /// The columns of a view, computed once while they are kept.
    pub(crate) fn view(&self, key: ViewKey) -> Arc<View> {
        self.views.get(key, |key| View::of(self, *key))
    }

    /// Journeys to the sites of some schemes, computed once.
    pub(crate) fn access(&self, schemes: &BTreeSet<String>) -> Arc<Access> {
        if let Some(access) = self.accesses.lock().unwrap_or_else(PoisonError::into_inner).get(schemes) {
            return Arc::clone(access);
        }
        let asked: Vec<String> = schemes.iter().cloned().collect();
        let access = Arc::new(read::access(&self.contents, &asked));
        Arc::clone(
            self.accesses.lock().unwrap_or_else(PoisonError::into_inner).entry(schemes.clone()).or_insert(access),
        )
    }
}

fn unreadable(fault: &lanterne_data::Error) -> Problem {
    tracing::error!(%fault, "the snapshot could not be read");
    Problem::Internal
}
