//! The harness's inputs and answers, unpacked once for all tests of this program.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use lanterne_observatory::Value;

#[path = "../../../tests/beside.rs"]
mod beside;

use beside::beside;

/// The harness unpacked under the target directory, once for as long as its manifest stays the same; `None`, said aloud,
/// where there is none, unless `LANTERNE_REQUIRE_SHARED` is set: then a test without it fails.
pub(crate) fn unpacked() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOLDER.get_or_init(unpack).as_deref()
}

fn unpack() -> Option<PathBuf> {
    let manifest = beside("peers/inputs/MANIFEST.json")?;
    let harness = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/peers");
    let manifest = std::fs::read(manifest).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let stamp = folder.join("unpacked.json");
    if std::fs::read(&stamp).ok().as_ref() != Some(&manifest) {
        let done = Command::new("python3").arg(harness.join("unpack.py")).arg(&folder).output().unwrap();
        assert!(done.status.success(), "unpack.py: {}", String::from_utf8_lossy(&done.stderr));
        std::fs::write(stamp, manifest).unwrap();
    }
    Some(folder)
}

/// Rows of a CSV without quotes, header left out.
pub(crate) fn rows(path: PathBuf) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The two territories of the harness: all of France, and the five departments of Hauts-de-France.
pub(crate) const ZONES: [&str; 2] = ["fr", "hdf"];

/// The communes of a zone, in the row order of its oracles: code, dep, epci, x, y, area, population, ESS establishments,
/// establishments, ESS jobs, jobs, rate.
pub(crate) fn communes(folder: &Path, zone: &str) -> Vec<Vec<String>> {
    let mut communes = rows(folder.join("inputs/communes_attr.csv"));
    communes.retain(|row| zone == "fr" || ["02", "59", "60", "62", "80"].contains(&row[1].as_str()));
    assert_eq!(communes.len(), if zone == "fr" { 35_228 } else { 3_808 });
    communes
}

pub(crate) fn column(rows: &[Vec<String>], index: usize) -> Vec<Value> {
    rows.iter().map(|row| Ok(row[index].parse().unwrap())).collect()
}

/// Fails unless every cell is within `relative` of the expected one.
pub(crate) fn assert_near(found: &[Value], expected: &[Value], relative: f64) {
    assert_eq!(found.len(), expected.len());
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        let (found, expected) = (found.unwrap(), expected.unwrap());
        assert!((found - expected).abs() <= relative * expected.abs(), "row {row}: {found} is not {expected}");
    }
}
