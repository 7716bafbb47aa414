//! A draft with the shipped geography, and files as the fetcher hands them over.

use std::path::{Path, PathBuf};

use lanterne_data::Draft;
use lanterne_ingest::card::{Card, Profile, Reader};
use lanterne_ingest::fetch::RawFile;
use lanterne_ingest::geography::{self, Geography};
use lanterne_ingest::register::{self, Loaded};
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch};

use crate::beside;

/// The shipped geography of all of France.
pub(crate) fn shipped() -> Geography {
    geography::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/reference")).unwrap()
}

/// A draft that knows the territories and the passages.
pub(crate) fn draft(folder: &Path, geography: &Geography) -> Draft {
    let draft = Draft::create(&folder.join("lanterne.duckdb")).unwrap();
    draft.append(&geography.territory_rows()).unwrap();
    draft.append(&geography.commune_rows()).unwrap();
    draft.append(&geography.passage_rows()).unwrap();
    draft
}

/// A card of this COG year, and its files.
pub(crate) fn card(id: &str, cog: u16) -> Card {
    Card {
        id: id.into(),
        producer: "essai".into(),
        title: "essai".into(),
        licence: "essai".into(),
        address: "essai".into(),
        millesime: "2021".into(),
        cog,
        year: None,
        feeds: vec![],
        synthetic: false,
        profile: Profile::Named,
        files: vec![],
    }
}

/// A file as the fetcher hands it over.
pub(crate) fn raw(card: &Card, path: PathBuf, reader: Reader) -> RawFile {
    RawFile {
        card: card.id.clone(),
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: std::fs::metadata(&path).unwrap().len(),
        path,
        sha256: "0".repeat(64),
        reader,
        member: None,
    }
}

/// A real file of the folder shared with the project, or none (said aloud) on a machine without it.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    beside::beside(&format!("data/{path}"))
}

/// Loads, without a progress bar.
pub(crate) fn load(
    draft: &Draft,
    geography: &Geography,
    taken: &[(&Card, Vec<RawFile>)],
) -> Result<Loaded, IngestError> {
    let interrupt = Interrupt::default();
    register::load(taken, Some(&geography.commune.topology), draft, &Watch::new(&Silent, &interrupt))
}
