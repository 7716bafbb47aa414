//! Puts DuckDB's prebuilt library beside the binaries, where the rpath of `.cargo/config.toml` looks for it.

use std::path::{Path, PathBuf};
use std::{env, fs};

const LIBRARY: &str = "libduckdb.so";

fn main() {
    println!("cargo::rerun-if-env-changed=DUCKDB_LIB_DIR");
    if env::var_os("CARGO_FEATURE_BUNDLED").is_some() {
        return;
    }
    let Some(dir) = env::var_os("DUCKDB_LIB_DIR").map(PathBuf::from) else {
        println!("cargo::error=DUCKDB_LIB_DIR is not set: see .cargo/config.toml");
        return;
    };
    let library = dir.join(LIBRARY);
    if !library.exists() {
        println!("cargo::error={} is missing: run `make tools`", library.display());
        return;
    }
    let Some(profile) =
        env::var_os("OUT_DIR").and_then(|out| Path::new(&out).ancestors().nth(3).map(Path::to_path_buf))
    else {
        return;
    };
    let beside = profile.join(LIBRARY);
    let same = fs::metadata(&beside).and_then(|a| Ok(a.len() == fs::metadata(&library)?.len())).unwrap_or(false);
    if !same {
        // Written apart and renamed: a test may be running on the old one.
        let new = profile.join(".libduckdb.new");
        if let Err(fault) = fs::copy(&library, &new).and_then(|_| fs::rename(&new, &beside)) {
            println!("cargo::error=cannot put {LIBRARY} beside the binaries: {fault}");
        }
    }
    println!("cargo::rerun-if-changed={}", beside.display());
}
