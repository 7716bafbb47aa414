//! The house itself is tested: arrows between crates, who may name what, sizes of files, the dependency policy.
//! ARCHITECTURE.md names these tests beside the invariants they hold.
#![allow(clippy::unwrap_used)]

use cargo_metadata::{Metadata, MetadataCommand};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The arrows of DESIGN.md that exist today; what is not drawn is forbidden.
const ARROWS: &[(&str, &[&str])] = &[
    ("lanterne", &["lanterne-ingest", "lanterne-server", "lanterne-store"]),
    ("lanterne-ingest", &["lanterne-data", "lanterne-observatory", "lanterne-tiles"]),
    ("lanterne-report", &["lanterne-tiles"]),
    (
        "lanterne-server",
        &["lanterne-data", "lanterne-observatory", "lanterne-report", "lanterne-store", "lanterne-tiles"],
    ),
    ("lanterne-store", &[]),
    ("lanterne-tiles", &["lanterne-observatory"]),
    ("lanterne-data", &["lanterne-observatory"]),
    ("lanterne-observatory", &[]),
    ("lanterne-tests", &[]),
    ("lanterne-bench", &["lanterne-observatory", "lanterne-tiles"]),
];

/// Licences a binary under MIT OR Apache-2.0 may be shipped with.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "CC0-1.0",
    "Unlicense",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
    "bzip2-1.0.6",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Only what is built here: crates of other platforms were never downloaded.
const HERE: [&str; 2] = ["--filter-platform", "x86_64-unknown-linux-gnu"];

fn metadata() -> Metadata {
    metadata_of("Cargo.toml")
}

fn metadata_of(manifest: &str) -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join(manifest))
        .other_options(
            [&["--locked", "--offline"][..], &HERE].concat().into_iter().map(String::from).collect::<Vec<_>>(),
        )
        .exec()
        .unwrap_or_else(|fault| panic!("{manifest}: {fault} (its crates come with `make build` and `make raster`)"))
}

/// Files that git tracks or would track, relative to the root.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    let out = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(out.status.success(), "git ls-files failed");
    let all = String::from_utf8(out.stdout).unwrap();
    all.lines()
        .map(PathBuf::from)
        .filter(|f| root().join(f).exists() && endings.iter().any(|e| f.to_string_lossy().ends_with(e)))
        .collect()
}

fn lines_with(endings: &[&str], allowed: &[&str], forbidden: &regex_lite::Regex) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(endings) {
        let name = file.to_string_lossy().into_owned();
        if allowed.iter().any(|a| name.starts_with(a)) {
            continue;
        }
        let text = std::fs::read_to_string(root().join(&file)).unwrap_or_default();
        for (i, line) in text.lines().enumerate() {
            if forbidden.is_match(line) {
                found.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn crates_depend_only_along_the_drawn_arrows() {
    let metadata = metadata();
    for package in metadata.workspace_packages() {
        let allowed = ARROWS.iter().find(|(name, _)| *name == package.name.as_str());
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("crate {} is not drawn in DESIGN.md", package.name));
        for dependency in package.dependencies.iter().filter(|d| d.name.starts_with("lanterne")) {
            let test_of_the_binary = dependency.kind == cargo_metadata::DependencyKind::Development;
            assert!(
                allowed.contains(&dependency.name.as_str()) || test_of_the_binary,
                "{} → {} is not drawn",
                package.name,
                dependency.name
            );
        }
    }
}

#[test]
fn only_the_store_names_its_database() {
    let names = regex_lite::Regex::new(r"\bsqlx::|^\s*sqlx\b.*workspace").unwrap();
    let found = lines_with(&[".rs", "Cargo.toml"], &["store/", "tests/"], &names);
    assert!(found.is_empty(), "sqlx is named outside store/:\n{}", found.join("\n"));
}

#[test]
fn only_the_data_crate_names_duckdb() {
    let names = regex_lite::Regex::new(r"\bduckdb::|^\s*duckdb\b.*workspace").unwrap();
    let found = lines_with(&[".rs", "Cargo.toml"], &["data/", "tests/"], &names);
    assert!(found.is_empty(), "DuckDB is named outside data/:\n{}", found.join("\n"));
}

#[test]
fn gdal_lives_in_ingest() {
    let names = regex_lite::Regex::new(r"\bgdal::|^\s*gdal\b.*workspace").unwrap();
    let found = lines_with(&[".rs", "Cargo.toml"], &["ingest/", "tests/"], &names);
    assert!(found.is_empty(), "GDAL is named outside ingest/:\n{}", found.join("\n"));
}

#[test]
fn the_core_knows_no_file_clock_sql_or_json() {
    let names = regex_lite::Regex::new(
        r"std::(fs|net|process|env|time::(SystemTime|Instant))|serde|duckdb|axum|println!|SELECT ",
    )
    .unwrap();
    let found: Vec<_> =
        lines_with(&[".rs"], &[], &names).into_iter().filter(|l| l.starts_with("observatory/src/")).collect();
    assert!(found.is_empty(), "the core reaches outside:\n{}", found.join("\n"));
}

#[test]
fn nothing_is_fetched_but_by_ingest() {
    let names = regex_lite::Regex::new(r"\bureq::|\b(reqwest|hyper_util::client|isahc|curl)::").unwrap();
    let found = lines_with(
        &[".rs"],
        &["ingest/src/fetch/", "ingest/tests/", "tests/", "cli/tests/", "web/server/tests/", PROVIDER],
        &names,
    );
    assert!(found.is_empty(), "an HTTP client outside ingest/src/fetch:\n{}", found.join("\n"));
}

/// The one exception: whoever signs in is known by a provider, which is asked. Its file names no data and no snapshot.
const PROVIDER: &str = "web/server/src/access/provider.rs";

#[test]
fn the_service_asks_nobody_but_the_provider_it_was_given() {
    let text = std::fs::read_to_string(root().join(PROVIDER)).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    assert!(code.contains("ureq::"), "the exception is of no use any more");
    let foreign = regex_lite::Regex::new(r"lanterne_data|crate::(state|live|answer|handler)|https?://").unwrap();
    let found: Vec<_> = code.lines().filter(|line| foreign.is_match(line)).collect();
    assert!(found.is_empty(), "the provider's file knows more than a provider:\n{}", found.join("\n"));
}

#[test]
fn the_service_starts_no_program_but_the_picture_engine_and_its_own_ingest() {
    let names = regex_lite::Regex::new(r"process::Command|\bCommand::new").unwrap();
    let allowed = ["web/server/src/raster/", "web/server/src/publishing/program.rs"];
    let found: Vec<_> = lines_with(&[".rs"], &allowed, &names)
        .into_iter()
        .filter(|line| line.starts_with("web/server/src/") || line.starts_with("web/report/src/"))
        .collect();
    assert!(found.is_empty(), "a program is started elsewhere:\n{}", found.join("\n"));
    let text = std::fs::read_to_string(root().join(allowed[1])).unwrap();
    assert!(text.contains("Command::new"), "the exception is of no use any more");
    assert!(text.contains("\"ingest\", \"--tied\""), "it is asked for nothing else");
}

#[test]
fn the_page_asks_no_other_host() {
    let names = regex_lite::Regex::new(r#"https?://[a-z0-9.-]+"#).unwrap();
    let known = regex_lite::Regex::new(
        r"http://www\.w3\.org/|https?://localhost|https?://127\.0\.0\.1|https?://lanterne\.(test|local|invalid)",
    )
    .unwrap();
    let found: Vec<_> = lines_with(&[".ts", ".css", ".html"], &["tests/", "tools/"], &names)
        .into_iter()
        .filter(|l| l.starts_with("web/page/src") || l.starts_with("web/page/index"))
        .filter(|l| !known.is_match(l))
        .collect();
    assert!(found.is_empty(), "the page names another host:\n{}", found.join("\n"));
}

#[test]
fn no_file_of_code_is_longer_than_450_lines() {
    let mut long = Vec::new();
    for file in files(&[".rs", ".ts", ".py", ".css"]) {
        let lines = std::fs::read_to_string(root().join(&file)).unwrap_or_default().lines().count();
        if lines > 450 {
            long.push(format!("{} ({lines} lines)", file.display()));
        }
    }
    assert!(long.is_empty(), "too long to be one idea:\n{}", long.join("\n"));
}

#[test]
fn no_name_explains_nothing() {
    let empty = ["utils", "util", "helpers", "helper", "common", "misc", "manager"];
    let found: Vec<_> = files(&[".rs", ".ts"])
        .into_iter()
        .filter(|f| f.file_stem().is_some_and(|s| empty.contains(&s.to_string_lossy().as_ref())))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_path_of_a_machine_and_no_registry_host_is_committed() {
    let endings = [".rs", ".ts", ".toml", ".md", ".sh", ".sql", ".json", ".css", ".html", ".py", "Makefile", "run"];
    // Written in pieces, so that this file does not name what it looks for.
    let hosts = [
        "registry\\.npmjs",
        "pypi\\.org",
        "files\\.pythonhosted",
        "static\\.crates\\.io",
        "index\\.crates\\.io",
        "deb\\.debian",
    ]
    .join("|");
    let paths = ["/wo", "rk/|/ro", "ot/|/tm", "p/(w|bash_jobs|exp)/"].concat();
    let found = lines_with(
        &endings,
        &["tests/tests/architecture.rs"],
        &regex_lite::Regex::new(&format!("({paths})|({hosts})")).unwrap(),
    );
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_dependency_comes_from_the_registry_under_a_known_licence() {
    let mut refused = Vec::new();
    let packages = ["Cargo.toml", "tiles/raster/Cargo.toml"].map(|manifest| metadata_of(manifest).packages).concat();
    for package in packages.iter().filter(|p| !p.name.starts_with("lanterne")) {
        let from_registry = package.source.as_ref().is_some_and(|s| s.repr.starts_with("registry+"));
        let licence = package.license.clone().unwrap_or_default();
        if !from_registry || !licence_is_known(&licence) {
            refused.push(format!("{} {} « {licence} »", package.name, package.version));
        }
    }
    assert!(refused.is_empty(), "not allowed by the dependency policy:\n{}", refused.join("\n"));
}

/// `A OR B` needs one known licence, `A AND B` both; the old `A/B` means `A OR B`.
fn licence_is_known(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], "").replace('/', " OR ");
    !flat.trim().is_empty()
        && flat.split(" OR ").any(|choice| choice.split(" AND ").all(|l| LICENCES.contains(&l.trim())))
}

#[test]
fn licence_expressions_are_read_as_spdx_means_them() {
    assert!(licence_is_known("MIT OR GPL-3.0-only"));
    assert!(licence_is_known("MIT/Apache-2.0"));
    assert!(licence_is_known("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!licence_is_known("MIT AND GPL-3.0-only"));
    assert!(!licence_is_known(""));
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named = regex_lite::Regex::new(r"held by `([a-z0-9_]+)`").unwrap();
    let names: Vec<_> = named.captures_iter(&text).map(|c| c[1].to_string()).collect();
    assert!(names.len() >= 10, "ARCHITECTURE.md lists its invariants as « held by `test_name` »");
    let mut tests: BTreeMap<String, PathBuf> = BTreeMap::new();
    let function = regex_lite::Regex::new(r"fn ([a-z0-9_]+)\(").unwrap();
    let script = regex_lite::Regex::new(r#"test\("([^"]+)""#).unwrap();
    for file in files(&[".rs", ".ts", ".js", ".mjs"]) {
        let code = std::fs::read_to_string(root().join(&file)).unwrap_or_default();
        for found in function.captures_iter(&code) {
            tests.insert(found[1].to_string(), file.clone());
        }
        for found in script.captures_iter(&code) {
            tests.insert(found[1].to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_"), file.clone());
        }
    }
    let missing: Vec<_> = names.iter().filter(|n| !tests.contains_key(*n)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names tests that do not exist: {missing:?}");
}
