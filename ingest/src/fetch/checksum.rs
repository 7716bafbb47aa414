//! SHA-256 of a file, read as a stream.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::IngestError;

/// What a file's bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksum {
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// Reads a file once, whatever its size, in constant memory.
pub fn of_file(path: &Path) -> Result<Checksum, IngestError> {
    let mut file = File::open(path).map_err(IngestError::at(path))?;
    let mut buffer = vec![0; 1 << 20];
    let mut sum = Sha256::new();
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer).map_err(IngestError::at(path))?;
        if read == 0 {
            return Ok(Checksum { sha256: hex(&sum.finalize()), bytes });
        }
        sum.update(&buffer[..read]);
        bytes += read as u64;
    }
}

/// SHA-256 of bytes in memory, lower-case hexadecimal.
pub fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
