//! Tile archives: PMTiles v3, one layer each.
//!
//! For: the pipeline, which writes them into a snapshot, and the server, which gives out their tiles as stored.
//! Refuses to know: what the tiles show; HTTP.
//! Next: [`write`](crate::build::write_all), [`TileJson`].
//!
//! An archive is read whole (all of France is a few megabytes per layer): a lookup is a search in memory, and its answer a view
//! of the archive's own bytes. Tiles are gzipped: every client and GDAL read that.

mod tilejson;
mod write;

use std::io::Read;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_util::StreamExt;
use pmtiles::{AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, PmtError, PmtResult, TileCoord, TileId};
use sha2::{Digest, Sha256};

use crate::TileError;
pub use tilejson::{TileJson, VectorLayer};
pub(crate) use write::{Description, bytes};

/// An open archive; cheap to clone, shared between threads.
#[derive(Clone, Debug)]
pub struct Archive {
    tiles: Arc<[(u64, Bytes)]>,
    description: Arc<Description>,
    sha256: Arc<str>,
}

impl Archive {
    /// Reads an archive and checks that every tile it names is there.
    ///
    /// Errors: [`TileError::File`], [`TileError::Archive`].
    pub fn open(path: &Path) -> Result<Archive, TileError> {
        let bytes = std::fs::read(path).map_err(|source| TileError::File { path: path.to_owned(), source })?;
        Archive::from_bytes(Bytes::from(bytes), &path.display().to_string())
    }

    /// The same from bytes; `name` is what errors call them.
    pub fn from_bytes(bytes: Bytes, name: &str) -> Result<Archive, TileError> {
        let sha256 = hex(&Sha256::digest(&bytes));
        let (tiles, metadata) = at_once(read(Memory(bytes))).map_err(|error| TileError::archive(name, error))?;
        let description = serde_json::from_str(&metadata).map_err(|error| TileError::archive(name, error))?;
        Ok(Archive { tiles: tiles.into(), description: Arc::new(description), sha256: sha256.into() })
    }

    /// A tile as stored: MVT, gzipped. `None` where the layer shows nothing, and outside of its zooms.
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Option<Bytes> {
        let id = TileId::from(TileCoord::new(z, x, y).ok()?).value();
        let index = self.tiles.binary_search_by_key(&id, |&(id, _)| id).ok()?;
        Some(self.tiles[index].1.clone())
    }

    /// Lowest and highest zoom.
    pub fn zooms(&self) -> (u8, u8) {
        (self.description.minzoom, self.description.maxzoom)
    }

    /// Number of tiles.
    pub fn len(&self) -> usize {
        self.tiles.len()
    }

    /// Whether there is no tile at all.
    pub fn is_empty(&self) -> bool {
        self.tiles.is_empty()
    }

    /// Name of the layer, which is also the name of the layer inside the tiles.
    pub fn layer(&self) -> &str {
        &self.description.name
    }

    /// SHA-256 of the archive, 64 hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The first 16 digits of it: what names this version in addresses that never change.
    pub fn version(&self) -> &str {
        &self.sha256[..16]
    }

    /// TileJSON 3.0 of the layer, its tiles at `{base_url}/tiles/{version}/{layer}/{z}/{x}/{y}`.
    pub fn tilejson(&self, base_url: &str) -> TileJson {
        TileJson::new(&self.description, self.version(), base_url)
    }
}

/// A stored tile without its compression: MVT.
///
/// Errors: bytes that are not gzip, or not whole.
pub fn unpacked(stored: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(stored).read_to_end(&mut bytes)?;
    Ok(bytes)
}

type Tiles = Vec<(u64, Bytes)>;

/// All tiles by identifier, and the metadata.
async fn read(memory: Memory) -> PmtResult<(Tiles, String)> {
    let reader = Arc::new(AsyncPmTilesReader::try_from_cached_source(memory, pmtiles::HashMapCache::default()).await?);
    if reader.get_header().tile_compression != Compression::Gzip {
        return Err(PmtError::UnsupportedCompression(reader.get_header().tile_compression));
    }
    let mut tiles = Tiles::new();
    let mut entries = Arc::clone(&reader).entries();
    while let Some(entry) = entries.next().await {
        for id in entry?.iter_coords() {
            let tile = reader.get_tile(id).await?.ok_or(PmtError::InvalidEntry)?;
            tiles.push((id.value(), tile));
        }
    }
    tiles.sort_by_key(|&(id, _)| id);
    let metadata = reader.get_metadata().await?;
    Ok((tiles, metadata))
}

/// An archive in memory.
struct Memory(Bytes);

impl AsyncBackend for Memory {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let end = self.0.len();
        let from = usize::try_from(offset).map_or(end, |offset| offset.min(end));
        Ok(BackendResponse::new(self.0.slice(from..from.saturating_add(length).min(end))))
    }
}

/// Runs what never waits, since all of its bytes are in memory.
fn at_once<T>(work: impl Future<Output = PmtResult<T>>) -> PmtResult<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(PmtError::Reading(std::io::ErrorKind::WouldBlock.into())),
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
