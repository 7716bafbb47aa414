//! What lies beside the repository, in `../shared`: too large, or not ours to commit. Every test that compares with it
//! includes this file by its path.

use std::io::Write;
use std::path::{Path, PathBuf};

/// A file of `../shared`. Where it is absent: `None`, said aloud, or a failure if `LANTERNE_REQUIRE_SHARED` is set.
pub(crate) fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    let required = std::env::var_os("LANTERNE_REQUIRE_SHARED").is_some();
    assert!(!required, "LANTERNE_REQUIRE_SHARED: {} is absent", path.display());
    // Past the capture of the test runner, which shows nothing of a test that passes.
    let _ = writeln!(std::io::stderr(), "skipped: {} is absent", path.display());
    None
}
