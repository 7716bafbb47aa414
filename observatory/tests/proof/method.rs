//! The catalogue of methods says what the code does, and the code does nothing the catalogue leaves out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use lanterne_observatory::classes;
use lanterne_observatory::indicator::{RELIABLE_ESTABLISHMENTS, RELIABLE_HALF_WIDTH};
use lanterne_observatory::method::{Chapter, Method};
use lanterne_observatory::white_zone::{Kind, Parameters};

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

fn formula(slug: &str) -> &'static str {
    Method::find(slug).unwrap_or_else(|| panic!("no method {slug}")).formula
}

#[test]
fn the_defaults_that_a_text_states_are_those_of_the_code() {
    let Parameters { reference_share, probability, minutes, far_share, alpha, years } = Parameters::default();
    let percent = |share: f64| format!("{} %", (share * 100.0).round());
    for (slug, stated) in [
        ("zone_blanche_offre", format!("c = {}", percent(reference_share))),
        ("zone_blanche_offre", format!("p* = {}", percent(probability))),
        ("zone_blanche_foyer_froid", format!("α ({} par défaut)", percent(alpha))),
        ("zone_blanche_accompagnement", format!("t minutes ({minutes} par défaut)")),
        ("zone_blanche_accompagnement", format!("m ({} par défaut)", percent(far_share))),
        ("zone_blanche_recours", format!("fenêtre ({years} ans par défaut)")),
        ("zone_blanche_recours", format!("α ({} par défaut)", percent(alpha))),
        ("fiabilite", format!("au moins {RELIABLE_ESTABLISHMENTS} établissements")),
    ] {
        assert!(formula(slug).contains(&stated), "{slug}: « {} » does not state « {stated} »", formula(slug));
    }
    assert!(RELIABLE_HALF_WIDTH == 0.5 && formula("fiabilite").contains("≤ moitié de la valeur"));
}

#[test]
fn a_kind_of_white_zone_and_a_cut_of_a_map_have_their_method_under_their_own_name() {
    for kind in Kind::ALL {
        let method = Method::find(&format!("zone_blanche_{kind}")).unwrap_or_else(|| panic!("no method for {kind}"));
        assert_eq!(method.definition, kind.definition());
    }
    for cut in classes::Method::ALL {
        let method = Method::find(cut.as_str()).unwrap_or_else(|| panic!("no method for {cut}"));
        assert_eq!((method.chapter, method.label), (Chapter::Classes, cut.label()));
    }
}

/// The last author and the year of every paper of a text: « Luo et Wang 2003 » is `("Wang", 2003)`.
fn papers(text: &str) -> BTreeSet<(String, u16)> {
    let words: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric() && sign != '-').collect();
    let is_author = |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let year = |word: &str| word.parse().ok().filter(|year: &u16| (1900..2030).contains(year));
    let paper = |two: &[&str]| Some((two[0].to_owned(), year(two[1])?)).filter(|(author, _)| is_author(author));
    words.windows(2).filter_map(paper).collect()
}

#[test]
fn the_catalogue_of_the_crate_and_that_of_the_methods_rest_on_the_same_papers() {
    let text = std::fs::read_to_string(source().join("lib.rs")).unwrap();
    let of_the_crate = papers(&text.lines().filter(|line| line.starts_with("//! |")).collect::<String>());
    let cited: Vec<&str> = Method::all().flat_map(|method| method.papers).copied().collect();
    // The authors come first, up to the comma that follows their year.
    let dated = |part: &&str| part.contains(|sign: char| sign.is_ascii_digit());
    let of_the_methods: BTreeSet<(String, u16)> =
        cited.iter().filter_map(|paper| paper.split(',').find(dated)).flat_map(papers).collect();
    assert!(of_the_crate.len() > 50, "{of_the_crate:?}");
    let apart: Vec<_> = of_the_crate.symmetric_difference(&of_the_methods).collect();
    assert!(apart.is_empty(), "in one list only: {apart:?}");
    for paper in cited {
        assert!(paper.matches(", ").count() >= 2, "« {paper} » needs authors and year, title, place");
        assert!(!paper.contains('\'') && !paper.contains("  "), "« {paper} »");
    }
}
