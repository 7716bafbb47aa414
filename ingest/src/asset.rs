//! The files the binary carries: cards (`data/catalogue`) and reference tables (`data/reference`).
//!
//! One binary works anywhere; a developer may point at a folder instead. Refuses to know what the files mean. Next:
//! `card`, `reference`, `geography`.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use crate::IngestError;

#[derive(RustEmbed)]
#[folder = "../data/catalogue"]
struct Catalogue;

#[derive(RustEmbed)]
#[folder = "../data/reference"]
struct Reference;

/// Where cards and reference tables are read from. Paths are `catalogue/…` or `reference/…`, with slashes.
#[derive(Debug, Clone, Default)]
pub enum Asset {
    /// The files carried by the binary.
    #[default]
    Embedded,
    /// A folder that holds `catalogue/` and `reference/` (the repository's `data/`).
    Folder(PathBuf),
}

impl Asset {
    /// The bytes of one file, as committed.
    ///
    /// # Errors
    /// [`IngestError::Io`] when there is no such file.
    pub fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, IngestError> {
        match self {
            Self::Embedded => embedded(path).ok_or_else(|| {
                IngestError::at(path)(std::io::Error::new(std::io::ErrorKind::NotFound, "absent du programme"))
            }),
            Self::Folder(folder) => {
                let path = folder.join(path);
                fs::read(&path).map(Cow::Owned).map_err(IngestError::at(path))
            }
        }
    }

    /// Every path under `catalogue/` or `reference/` (`under`, without slash), sorted.
    pub fn list(&self, under: &str) -> Result<Vec<String>, IngestError> {
        let mut paths: Vec<String> = match self {
            Self::Embedded if under == "catalogue" => Catalogue::iter().map(|path| format!("{under}/{path}")).collect(),
            Self::Embedded => Reference::iter().map(|path| format!("{under}/{path}")).collect(),
            Self::Folder(folder) => {
                let mut found = Vec::new();
                walk(&folder.join(under), under, &mut found)?;
                found
            }
        };
        paths.sort();
        Ok(paths)
    }
}

fn embedded(path: &str) -> Option<Cow<'static, [u8]>> {
    let (under, rest) = path.split_once('/')?;
    match under {
        "catalogue" => Catalogue::get(rest),
        "reference" => Reference::get(rest),
        _ => None,
    }
    .map(|file| file.data)
}

fn walk(folder: &Path, name: &str, found: &mut Vec<String>) -> Result<(), IngestError> {
    for entry in fs::read_dir(folder).map_err(IngestError::at(folder))? {
        let entry = entry.map_err(IngestError::at(folder))?;
        let Ok(file) = entry.file_name().into_string() else { continue };
        let name = format!("{name}/{file}");
        if entry.path().is_dir() {
            walk(&entry.path(), &name, found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}
