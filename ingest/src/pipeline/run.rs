//! The steps, in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lanterne_data::manifest::{Input, OUTLINES, Outlines, PublishedFile, TileArchive};
use lanterne_data::recipe::RECIPE;
use lanterne_data::{Manifest, Recipe, Snapshot, TableSum, published, read};

use super::load::Load;
use super::plan::plan;
use super::source::{self, Places};
use super::{Outcome, PROGRAM, Request, Step, identity, measure, table, tile};
use crate::asset::Asset;
use crate::card::Profile;
use crate::fetch::{Fetcher, RawFile, of_file};
use crate::geography::COG;
use crate::publish::{Lock, Store, Workshop};
use crate::{IngestError, Watch, durable};

/// The database of facts, before any result is written into it.
const LOADED: &str = "loaded.duckdb";
const DATABASE: &str = "lanterne.duckdb";
const TILES: &str = "tiles";
/// The sums of every table, between the derive step and the manifest.
const SUMS: &str = "sums.json";

/// Does what the request asks for, and publishes.
///
/// # Errors
/// Any [`IngestError`]; the snapshot published before is then still current, and the next run takes up what is done.
pub fn run(request: &Request, watch: &Watch<'_>) -> Result<Outcome, IngestError> {
    // A statement that was stopped fails in the engine's own words.
    steps(request, watch).map_err(|fault| watch.check().err().unwrap_or(fault))
}

fn steps(request: &Request, watch: &Watch<'_>) -> Result<Outcome, IngestError> {
    let _lock = Lock::take(&request.var)?;
    let fetcher = request.fetcher();
    let plan = plan(request, &fetcher)?;
    for (card, reason) in &plan.left_out {
        watch.say(&format!("laissée de côté : {card} ({reason})"));
    }
    let cards = plan.cards.as_slice();
    let fetched = source::fetch(cards, &fetcher, watch)?;
    let id = identity::of(cards, &fetched)?;
    let store = Store::new(&request.var);
    let synthetic = cards.iter().any(|card| card.synthetic);
    let built = !store.holds(&id);
    if built {
        let mut places = Places::of(cards, &fetched);
        let generated = source::generate(cards, &fetched, &mut places, &fetcher, watch)?;
        let files: Vec<RawFile> = fetched.iter().cloned().chain(generated).collect();
        let workshop = build(&store, &id, &Load { cards, files: &files, watch }, &mut places)?;
        let manifest = manifest(&id, synthetic, &files, &workshop, watch)?;
        request.keep(workshop.folder())?;
        store.publish(workshop, &manifest, watch)?;
    } else {
        request.keep(&store.folder(&id))?;
    }
    if store.current()?.as_deref() != Some(id.as_str()) {
        store.make_current(&id)?;
    }
    store.prune()?;
    let snapshot = Snapshot::open(&store.folder(&id).join(DATABASE))?;
    let account = read::contents(&snapshot)?.reports;
    let warnings = read::review::warnings(&snapshot)?;
    Ok(Outcome { id, built, synthetic, account, warnings })
}

/// The draft with every step done, whoever did it.
fn build(store: &Store, id: &str, load: &Load<'_>, places: &mut Places<'_>) -> Result<Workshop, IngestError> {
    let mut workshop = Workshop::open(&store.snapshots(), id)?;
    let (loaded, database, tiles) = (workshop.path(LOADED), workshop.path(DATABASE), workshop.path(TILES));
    if !workshop.is_done(Step::Load.as_str()) {
        workshop.begin(&[LOADED, "loaded.duckdb.wal"])?;
        load.run(&loaded, places)?;
        workshop.finish(Step::Load.as_str(), &[LOADED])?;
    }
    if !workshop.is_done(Step::Derive.as_str()) {
        workshop.begin(&[DATABASE, "lanterne.duckdb.wal", SUMS])?;
        let sums = measure::write(&loaded, &database, load.watch)?;
        let json = serde_json::to_vec(&sums).map_err(|source| IngestError::Json { what: SUMS.to_owned(), source })?;
        durable::replace(&workshop.path(SUMS), &json)?;
        workshop.finish(Step::Derive.as_str(), &[DATABASE, SUMS])?;
    }
    if !workshop.is_done(Step::Tile.as_str()) {
        workshop.begin(&[TILES, OUTLINES])?;
        tile::write(&tiles, &database, places, load.watch)?;
        tile::outlines(&workshop.path(OUTLINES), places, load.watch)?;
        workshop.finish(Step::Tile.as_str(), &[TILES, OUTLINES])?;
    }
    if !workshop.is_done(Step::Table.as_str()) {
        workshop.begin(&[published::FOLDER])?;
        table::write(&workshop.path(published::FOLDER), &database, load.watch)?;
        workshop.finish(Step::Table.as_str(), &[published::FOLDER])?;
    }
    Ok(workshop)
}

fn manifest(
    id: &str,
    synthetic: bool,
    files: &[RawFile],
    workshop: &Workshop,
    watch: &Watch<'_>,
) -> Result<Manifest, IngestError> {
    watch.begin("Manifeste", 0)?;
    let input = |file: &RawFile| Input {
        card: file.card.clone(),
        file: file.name.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
    };
    let manifest = Manifest {
        id: id.to_owned(),
        cog: COG,
        synthetic,
        inputs: files.iter().map(input).collect(),
        tables: sums(workshop)?,
        tiles: archives(workshop)?,
        outlines: Some(outlines(workshop)?),
        published: tables(workshop)?,
        parameters: BTreeMap::from([("program".to_owned(), PROGRAM.to_owned())]),
    };
    watch.end();
    Ok(manifest)
}

/// The sums of every table, as the derive step left them.
fn sums(workshop: &Workshop) -> Result<Vec<TableSum>, IngestError> {
    let path = workshop.path(SUMS);
    let json = std::fs::read(&path).map_err(IngestError::at(&path))?;
    serde_json::from_slice(&json).map_err(|source| IngestError::Json { what: SUMS.to_owned(), source })
}

fn outlines(workshop: &Workshop) -> Result<Outlines, IngestError> {
    let checksum = of_file(&workshop.path(OUTLINES))?;
    Ok(Outlines { sha256: checksum.sha256, bytes: checksum.bytes })
}

/// The tables that leave, as their index lists them.
fn tables(workshop: &Workshop) -> Result<Vec<PublishedFile>, IngestError> {
    let listed = published::index(workshop.folder())?.into_iter();
    Ok(listed.map(|one| PublishedFile { table: one.name, sha256: one.sha256, bytes: one.bytes }).collect())
}

/// The archives of the draft, in order of layer.
fn archives(workshop: &Workshop) -> Result<Vec<TileArchive>, IngestError> {
    let folder = workshop.path(TILES);
    let mut archives = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(IngestError::at(&folder))? {
        let path = entry.map_err(IngestError::at(&folder))?.path();
        let Some(layer) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let checksum = of_file(&path)?;
        archives.push(TileArchive { layer: layer.to_owned(), sha256: checksum.sha256, bytes: checksum.bytes });
    }
    archives.sort_by(|a, b| a.layer.cmp(&b.layer));
    Ok(archives)
}

impl Request {
    /// Keeps, in the folder of a snapshot, how it was asked for; nothing where the name of a folder is no text.
    fn keep(&self, folder: &Path) -> Result<(), IngestError> {
        let whole = |path: &PathBuf| std::path::absolute(path).map_err(IngestError::at(path));
        let data = match &self.asset {
            Asset::Embedded => None,
            Asset::Folder(path) => Some(whole(path)?),
        };
        let profile = if self.profile == Profile::Official { "official" } else { "default" };
        let from = self.from.as_ref().map(whole).transpose()?;
        let recipe = Recipe { profile: profile.to_owned(), only: self.only.clone(), from, data };
        let path = folder.join(RECIPE);
        match recipe.written() {
            Some(json) if std::fs::read(&path).is_ok_and(|kept| kept == json) => Ok(()),
            Some(json) => durable::replace(&path, &json),
            None if path.is_file() => std::fs::remove_file(&path).map_err(IngestError::at(&path)),
            None => Ok(()),
        }
    }

    /// The fetcher of this request.
    pub fn fetcher(&self) -> Fetcher {
        Fetcher {
            raw: self.var.join("raw"),
            from: self.from.clone(),
            asset: self.asset.clone(),
            patience: self.patience.clone(),
        }
    }
}
