//! Two things the compiler alone would miss: a card or a table added to `data/` is carried by the next build, and the
//! program knows a checksum of the sources that make a snapshot, so that a snapshot's id changes with the program.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// What decides the contents of a snapshot, beside its inputs.
const SOURCES: &[&str] = &[
    "src",
    "../data/src",
    "../data/sql",
    "../data/schema.sql",
    "../data/reference/schemas",
    "../observatory/src",
    "../tiles/src",
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../data/catalogue");
    println!("cargo::rerun-if-changed=../data/reference");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(&root.join(source), source, &mut files)?;
    }
    files.sort();
    let mut sum = Sha256::new();
    for (name, path) in &files {
        sum.update(name.as_bytes());
        sum.update(fs::read(path)?);
    }
    let sum: String = sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=LANTERNE_PROGRAM={}+{sum}", env::var("CARGO_PKG_VERSION").unwrap_or_default());
    Ok(())
}

fn collect(path: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    if path.is_file() {
        files.push((name.to_owned(), path.to_path_buf()));
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        collect(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), files)?;
    }
    Ok(())
}
