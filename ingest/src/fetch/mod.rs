//! A card's files, verified and kept as published under `<raw>/<producer>/<dataset>/`.
//!
//! A file is taken, in this order, from the folder given by `--from` (which then replaces the network), from what an
//! earlier run kept, from its own address, from its mirrors. It is written beside its name, synced and renamed, so that
//! a file under its own name is always whole. Refuses to know what the bytes mean. Next: `register`, `geography` and
//! `reference` read them.

mod checksum;
mod folder;
mod http;
mod kept;
mod package;

pub use checksum::{Checksum, of_bytes, of_file};
pub use http::Patience;

use std::fs;
use std::path::{Path, PathBuf};

use crate::asset::Asset;
use crate::card::{Address, Card, CardFile, Profile, Reader};
use crate::{IngestError, Unreachable, Watch, durable};

/// A file of a card, here, whole and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFile {
    /// Id of its card.
    pub card: String,
    /// Its name as published.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// What reads it.
    pub reader: Reader,
    /// The file to read inside, for an archive.
    pub member: Option<String>,
}

/// Takes files from wherever their card and the person say.
#[derive(Debug, Clone)]
pub struct Fetcher {
    /// Where files are kept, as published.
    pub raw: PathBuf,
    /// A folder that replaces the network.
    pub from: Option<PathBuf>,
    /// Where `embedded:` addresses are read.
    pub asset: Asset,
    /// How long to wait, and how often to try again.
    pub patience: Patience,
}

/// Why one address did not give a usable file.
pub(crate) enum Refusal {
    /// Not there, or not reachable: the next address is tried.
    Absent(String),
    /// The run itself cannot go on.
    Fatal(IngestError),
}

impl From<IngestError> for Refusal {
    fn from(error: IngestError) -> Self {
        Self::Fatal(error)
    }
}

impl Fetcher {
    /// The folder of a card's files.
    pub fn folder(&self, card: &Card) -> PathBuf {
        self.raw.join(&card.id)
    }

    /// A file of this card in the folder that replaces the network, if there is one and it holds it.
    ///
    /// # Errors
    /// [`IngestError::Io`] when the folder cannot be read.
    pub fn in_folder(&self, card: &Card, file: &CardFile) -> Result<Option<PathBuf>, IngestError> {
        match &self.from {
            Some(from) if card.profile != Profile::Counter => folder::find(from, &card.id, &file.name),
            _ => Ok(None),
        }
    }

    /// Brings one file here.
    ///
    /// # Errors
    /// [`IngestError::Unreachable`] with each address and its reason; [`IngestError::Checksum`] when a file came and is
    /// not the card's; [`IngestError::Interrupted`], after which the next call resumes.
    pub fn fetch(&self, card: &Card, file: &CardFile, watch: &Watch<'_>) -> Result<RawFile, IngestError> {
        let folder = self.folder(card);
        fs::create_dir_all(&folder).map_err(IngestError::at(&folder))?;
        let target = folder.join(&file.name);
        let checksum = match self.in_folder(card, file)? {
            Some(found) => folder::copy(&found, &target, file, watch)?,
            None => match kept::read(&target, file)?.filter(|kept| self.is_current(file, kept)) {
                Some(checksum) => checksum,
                None => self.obtain(card, file, &target, watch)?,
            },
        };
        kept::record(&target, &checksum)?;
        Ok(raw(card, file, target, checksum))
    }

    /// A file that a generator of this program wrote in the card's folder.
    ///
    /// # Errors
    /// [`IngestError::Io`].
    pub fn generated(&self, card: &Card, file: &CardFile) -> Result<RawFile, IngestError> {
        let target = self.folder(card).join(&file.name);
        let checksum = match kept::read(&target, file)? {
            Some(checksum) => checksum,
            None => of_file(&target)?,
        };
        kept::record(&target, &checksum)?;
        Ok(raw(card, file, target, checksum))
    }

    /// A file the binary carries changes with the binary; others are kept until the person removes them.
    fn is_current(&self, file: &CardFile, kept: &Checksum) -> bool {
        match &file.address {
            Some(Address::Embedded(path)) => {
                self.asset.read(&format!("reference/{path}")).is_ok_and(|bytes| of_bytes(&bytes) == kept.sha256)
            }
            _ => true,
        }
    }

    /// Tries every address in order.
    fn obtain(&self, card: &Card, file: &CardFile, target: &Path, watch: &Watch<'_>) -> Result<Checksum, IngestError> {
        let mut tried = Vec::new();
        let mut mistaken = None;
        for address in file.address.iter().chain(&file.mirrors) {
            match self.take_from(address, file, target, watch) {
                Ok(checksum) => return Ok(checksum),
                Err(Refusal::Absent(reason)) => tried.push(Unreachable { address: address.to_string(), reason }),
                Err(Refusal::Fatal(error @ IngestError::Checksum { .. })) => mistaken = Some(error),
                Err(Refusal::Fatal(error)) => return Err(error),
            }
        }
        if let Some(error) = mistaken {
            return Err(error);
        }
        if file.address.is_none() && file.mirrors.is_empty() {
            tried.push(Unreachable {
                address: card.address.clone(),
                reason:
                    "page officielle sans adresse directe durable : téléchargez-y le fichier et donnez son dossier \
                         par --from"
                        .to_owned(),
            });
        }
        Err(IngestError::Unreachable { card: card.id.clone(), file: file.name.clone(), tried })
    }

    fn take_from(
        &self,
        address: &Address,
        file: &CardFile,
        target: &Path,
        watch: &Watch<'_>,
    ) -> Result<Checksum, Refusal> {
        let part = durable::beside(target, "part");
        match address {
            Address::Embedded(path) => {
                fs::write(&part, self.asset.read(&format!("reference/{path}"))?).map_err(IngestError::at(&part))?;
            }
            Address::Generated(name) => {
                return Err(Refusal::Absent(format!("le générateur « {name} » n’a pas tourné")));
            }
            _ if self.from.is_some() => {
                return Err(Refusal::Absent("absent du dossier donné par --from, qui remplace le réseau".to_owned()));
            }
            Address::Http(url) => return http::download(url, file, target, &self.patience, watch),
            Address::Npm { name, version } => package::npm(name, version, &file.name, &part, watch)?,
            Address::Pypi { name, version } => package::pypi(name, version, &file.name, &part, watch)?,
        }
        Ok(keep(&part, target, file)?)
    }
}

fn raw(card: &Card, file: &CardFile, path: PathBuf, checksum: Checksum) -> RawFile {
    RawFile {
        card: card.id.clone(),
        name: file.name.clone(),
        path,
        sha256: checksum.sha256,
        bytes: checksum.bytes,
        reader: file.reader,
        member: file.member.clone(),
    }
}

/// A whole `.part` becomes the file, when it is the card's; else it is set aside.
pub(crate) fn keep(part: &Path, target: &Path, file: &CardFile) -> Result<Checksum, IngestError> {
    durable::sync(part)?;
    let checksum = of_file(part)?;
    if let Some(expected) = file.sha256.as_ref().filter(|expected| **expected != checksum.sha256) {
        let kept = durable::beside(target, "refuse");
        durable::rename(part, &kept)?;
        return Err(IngestError::Checksum {
            file: file.name.clone(),
            expected: expected.clone(),
            found: checksum.sha256,
            kept,
        });
    }
    durable::rename(part, target)?;
    Ok(checksum)
}
