//! One ingest at a time in a folder: an advisory lock, released by the system whatever ends the process.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;

use crate::IngestError;

/// The right to write in a `<var>`, until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock at once or not at all.
    ///
    /// # Errors
    /// [`IngestError::Locked`] when another process has it; [`IngestError::Io`].
    pub fn take(var: &Path) -> Result<Self, IngestError> {
        fs::create_dir_all(var).map_err(IngestError::at(var))?;
        let path = var.join("ingest.lock");
        let mut file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(IngestError::at(&path))?;
        match file.try_lock() {
            Ok(()) => {
                // For a person who looks; nothing reads it.
                let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
                Ok(Self { _file: file })
            }
            Err(TryLockError::WouldBlock) => Err(IngestError::Locked(var.to_path_buf())),
            Err(TryLockError::Error(fault)) => Err(IngestError::at(&path)(fault)),
        }
    }
}
