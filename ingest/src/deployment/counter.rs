//! The files that people confirmed at the counter, in the folder of their card: these and no other, so that a build is a function of what
//! was confirmed when it began.
//!
//! A file's name holds its identifier, so that its bytes never change under it; beside it stands what a person said of its columns, which
//! becomes part of the card. It refuses to know where files were kept until now: whoever calls has them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lanterne_data::deployment::{COUNTER, Kind, Map, deposited};

use crate::publish::Lock;
use crate::{IngestError, durable};

/// What the names end in of what is said of columns.
const COLUMNS: &str = "colonnes.json";

/// A file that was confirmed.
#[derive(Debug, Clone, Copy)]
pub struct Confirmed<'a> {
    /// Its identifier at the counter.
    pub id: &'a str,
    /// What it holds: the name of a kind.
    pub kind: &'a str,
    /// Its name, as handed in.
    pub file: &'a str,
    /// Which of its headers is which column, where a person said it: a JSON object.
    pub columns: &'a str,
}

impl Confirmed<'_> {
    /// The name it has here.
    fn name(&self) -> Result<String, IngestError> {
        let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == self.kind);
        let kind = kind.ok_or_else(|| IngestError::Malformed {
            file: self.file.to_owned(),
            place: format!("dépôt {}", self.id),
            value: self.kind.to_owned(),
            expectation: "operateurs, sites, zones ou activite".to_owned(),
        })?;
        Ok(deposited(kind, self.id, self.file))
    }
}

/// The folder of confirmed files, while it is brought up to date. No ingest runs meanwhile.
#[derive(Debug)]
pub struct Counter {
    folder: PathBuf,
    kept: BTreeSet<String>,
    _lock: Lock,
}

impl Counter {
    /// Opens the folder under `<var>/raw`.
    ///
    /// # Errors
    /// [`IngestError::Locked`] while an ingest runs; [`IngestError::Io`].
    pub fn open(var: &Path) -> Result<Counter, IngestError> {
        let lock = Lock::take(var)?;
        Ok(Counter { folder: var.join("raw").join(COUNTER), kept: BTreeSet::new(), _lock: lock })
    }

    /// Keeps a file here, and says whether its bytes are still to be given by [`Counter::write`].
    ///
    /// # Errors
    /// [`IngestError::Malformed`] for a kind that is none; [`IngestError::Io`]; [`IngestError::Json`].
    pub fn keep(&mut self, file: &Confirmed<'_>) -> Result<bool, IngestError> {
        let name = file.name()?;
        let faulty = |source| IngestError::Json { what: name.clone(), source };
        let columns: Map = serde_json::from_str(file.columns).map_err(faulty)?;
        let json = serde_json::to_vec(&columns).map_err(faulty)?;
        fs::create_dir_all(&self.folder).map_err(IngestError::at(&self.folder))?;
        let path = self.folder.join(&name);
        let said = durable::beside(&path, COLUMNS);
        if !fs::read(&said).is_ok_and(|old| old == json) {
            durable::replace(&said, &json)?;
        }
        self.kept.insert(name);
        Ok(!path.is_file())
    }

    /// Writes the bytes of a file that is kept: whole, or not at all.
    ///
    /// # Errors
    /// [`IngestError::Malformed`] for a kind that is none; [`IngestError::Io`].
    pub fn write(&self, file: &Confirmed<'_>, content: &[u8]) -> Result<(), IngestError> {
        durable::replace(&self.folder.join(file.name()?), content)
    }

    /// Takes away every file that was not kept: it was withdrawn. Answers how many files there are.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn settle(self) -> Result<usize, IngestError> {
        if !self.folder.is_dir() {
            return Ok(0);
        }
        for entry in fs::read_dir(&self.folder).map_err(IngestError::at(&self.folder))? {
            let path = entry.map_err(IngestError::at(&self.folder))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            // With what stands beside it: `<name>.colonnes.json`, `<name>.sha256`.
            let is_kept = |own: &String| {
                name.strip_prefix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            if !self.kept.iter().any(is_kept) && path.is_file() {
                fs::remove_file(&path).map_err(IngestError::at(&path))?;
            }
        }
        durable::sync(&self.folder)?;
        Ok(self.kept.len())
    }
}

/// What a person said of the columns of a file, as a card says it: `siret=N° SIRET`. Nothing where nobody said anything.
pub(super) fn columns(file: &Path) -> Result<Vec<String>, IngestError> {
    let said = durable::beside(file, COLUMNS);
    if !said.is_file() {
        return Ok(Vec::new());
    }
    let json = fs::read(&said).map_err(IngestError::at(&said))?;
    let map: Map = serde_json::from_slice(&json)
        .map_err(|source| IngestError::Json { what: said.display().to_string(), source })?;
    Ok(map.into_iter().map(|(header, name)| format!("{name}={header}")).collect())
}
