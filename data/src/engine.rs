//! How the engine is opened: no extension is ever fetched, memory and threads are the caller's choice.

use std::path::{Path, PathBuf};

use duckdb::{AccessMode, Config, Connection};

use crate::error::{At, Result};

/// What the engine may use. The default leaves threads to the engine and memory to 80 % of the machine.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Memory before the engine spills to `spill`, as DuckDB writes it (`"2GB"`).
    pub memory: Option<String>,
    /// Folder for what does not fit in memory; beside the draft when absent.
    pub spill: Option<PathBuf>,
    /// Number of threads.
    pub threads: Option<usize>,
}

/// A new, empty file, open for writing.
pub(crate) fn writable(path: &Path, limits: &Limits) -> Result<Connection> {
    let mut config = sealed().at("réglages")?;
    if let Some(memory) = &limits.memory {
        config = config.max_memory(memory).at("mémoire")?;
    }
    if let Some(threads) = limits.threads {
        config = config.threads(threads.try_into().unwrap_or(1)).at("fils d'exécution")?;
    }
    if let Some(spill) = &limits.spill {
        config = config.with("temp_directory", spill.to_string_lossy()).at("dossier de débordement")?;
    }
    Connection::open_with_flags(path, config).at(format!("création de {}", path.display()))
}

/// A finished file, read-only, from which no other file of the machine can be reached.
pub(crate) fn readable(path: &Path) -> Result<Connection> {
    let config = sealed()
        .and_then(|config| config.access_mode(AccessMode::ReadOnly))
        .and_then(|config| config.enable_external_access(false))
        .at("réglages")?;
    Connection::open_with_flags(path, config).at(format!("ouverture de {}", path.display()))
}

/// A finished file, read-only, whose tables are written to other files. By one thread: where groups of rows are cut must not
/// depend on the machine.
pub(crate) fn leaving(path: &Path) -> Result<Connection> {
    let config =
        sealed().and_then(|config| config.access_mode(AccessMode::ReadOnly)).and_then(|config| config.threads(1));
    Connection::open_with_flags(path, config.at("réglages")?).at(format!("ouverture de {}", path.display()))
}

fn sealed() -> duckdb::Result<Config> {
    Config::default()
        .enable_autoload_extension(false)?
        .with("autoinstall_known_extensions", "false")?
        .with("allow_community_extensions", "false")
}
