//! The page is embedded at build time. Where it was not built, a page that says so takes its place.

use std::path::Path;
use std::{env, fs};

const PLACEHOLDER: &str = "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>Lanterne</title>\
<body><h1>Lanterne</h1><p>La page n’a pas été construite avec ce programme. Lancez « make page », puis reconstruisez. \
Les données sont à l’adresse <a href=\"/api/v1/snapshot\">/api/v1/snapshot</a>.</p></body></html>\n";

fn main() {
    let Some(root) = env::var_os("CARGO_MANIFEST_DIR") else { return };
    let dist = Path::new(&root).join("../page/dist");
    let index = dist.join("index.html");
    if !index.exists()
        && let Err(fault) = fs::create_dir_all(&dist).and_then(|()| fs::write(&index, PLACEHOLDER))
    {
        println!("cargo::error=cannot write {}: {fault}", index.display());
    }
    println!("cargo::rerun-if-changed={}", dist.display());
}
