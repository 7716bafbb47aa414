//! The catalogue of methods says what the code does, and the code does nothing the catalogue leaves out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lanterne_observatory::method::{Chapter, Method};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The file or folder of a module path.
fn file_of(module: &str) -> Option<PathBuf> {
    let path = source().join(module.replace("::", "/"));
    [path.with_extension("rs"), path.join("mod.rs")].into_iter().find(|file| file.exists())
}

#[test]
fn every_method_names_the_module_that_computes_it() {
    for method in Method::all() {
        assert!(file_of(method.module).is_some(), "{} says {}, which does not exist", method.slug, method.module);
    }
}

/// Modules that serve the measures and are none themselves.
const GROUND: [&str; 7] = [
    "measure::ratio",
    "access::decay",
    "access::mean",
    "white_zone::grid",
    "cohort::fairness",
    "cohort::occupancy",
    "cohort::table",
];

#[test]
fn every_public_measure_has_its_method() {
    let named: BTreeSet<&str> = Method::all().map(|method| method.module).collect();
    let chapters = ["measure", "autocorrelation", "access", "white_zone", "cohort", "equity", "siting", "change"];
    for chapter in chapters {
        let text = std::fs::read_to_string(source().join(chapter).join("mod.rs")).unwrap();
        let modules = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
        for module in modules.map(|module| format!("{chapter}::{module}")) {
            let known = named.contains(module.as_str()) || GROUND.contains(&module.as_str());
            assert!(known, "{module} is public and no method tells of it");
        }
    }
}

#[test]
fn a_method_is_whole_and_has_one_name() {
    let mut slugs = BTreeSet::new();
    for method in Method::all() {
        assert!(slugs.insert(method.slug), "{} stands twice", method.slug);
        assert!(method.slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
        for text in [method.definition, method.reading, method.limits] {
            assert!(text.ends_with(['.', '?']), "{}: « {text} » does not end", method.slug);
            assert!(!text.contains("  ") && !text.contains('\''), "{}: « {text} »", method.slug);
        }
        for text in [method.label, method.formula, method.checked] {
            assert!(!text.is_empty() && !text.contains("  ") && !text.contains('\''), "{}: « {text} »", method.slug);
        }
    }
    for chapter in Chapter::ALL {
        assert!(Method::all().any(|method| method.chapter == *chapter), "{chapter} is empty");
        assert!(
            !slugs.contains(chapter.as_str()),
            "{chapter} is a method too: the page would have two places of that name"
        );
    }
}

#[test]
fn an_unknown_method_is_none() {
    assert_eq!(Method::find("densité"), None);
}
