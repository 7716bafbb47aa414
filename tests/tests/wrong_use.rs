//! What the shipped binary answers to a mistake: one French sentence with its place, what was read and what was expected.
#![allow(clippy::unwrap_used)]

mod shipped;

use std::path::{Path, PathBuf};

use shipped::{folder, lanterne};

fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/catalogue")
}

/// What is printed on the error output; the command must fail, and never by a panic.
fn told(arguments: &[&str], var: &Path) -> String {
    let output = lanterne(arguments, var);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(1 | 2)), "{arguments:?} → {:?}\n{text}", output.status);
    for english in ["error:", "Usage:", "os error", "No such file", "panicked", "Invalid", "invalid"] {
        assert!(!text.contains(english), "« {english} » in {text}");
    }
    text
}

fn assert_told(arguments: &[&str], var: &Path, expected: &[&str]) {
    let text = told(arguments, var);
    for part in expected {
        assert!(text.contains(part), "{arguments:?} should say « {part} »:\n{text}");
    }
}

/// A `data` folder of one card, after `spoil`.
fn data(name: &str, card: &str, spoil: impl FnOnce(String) -> String) -> PathBuf {
    let folder = folder(name);
    let path = folder.join("catalogue").join(card);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, spoil(std::fs::read_to_string(catalogue().join(card)).unwrap())).unwrap();
    folder
}

#[test]
fn a_command_line_that_cannot_be_read_is_answered_in_french() {
    let var = folder("wrong-misuse");
    let profile = ["« --profile » : « nulle » lu", "default, official"];
    assert_told(&["ingest", "--profile", "nulle"], &var, &profile);
    assert_told(&["serve", "--port", "haut"], &var, &["« --port » : « haut » lu, un nombre entier de 0 à 65535"]);
    assert_told(&["check", "--refuse"], &var, &["« --refuse » n’est pas une option", "peut-être « --refused »"]);
    assert_told(&["chek"], &var, &["« chek » n’est pas une commande", "peut-être « check »"]);
}

#[test]
fn what_is_missing_is_named_with_what_was_expected() {
    let var = folder("wrong-missing");
    assert_told(&["check"], &var, &["aucun instantané publié dans", "lancez d’abord « lanterne ingest »"]);
    let card = ["« insee/sirenne » lu, le nom d’une fiche attendu", "insee/sirene"];
    assert_told(&["ingest", "--only", "insee/sirenne"], &var, &card);
    let from = ["--from : /nulle/part n’est pas un dossier", "fichiers déjà là attendu"];
    assert_told(&["ingest", "--from", "/nulle/part"], &var, &from);
    assert_told(&["ingest", "--data", "/nulle/part"], &var, &["--data : /nulle/part n’est pas un dossier"]);
    let file = var.join("fichier");
    std::fs::write(&file, "").unwrap();
    assert_told(&["ingest"], &file, &["fichier : ", "là où un dossier est attendu"]);
    assert_told(&["ingest"], Path::new("/proc/lanterne"), &["/proc/lanterne : "]);
}

#[test]
fn a_faulty_card_is_told_with_its_line_its_field_and_what_was_expected() {
    let var = folder("wrong-card");
    let ingest = |folder: &Path, expected: &[&str]| {
        assert_told(&["ingest", "--data", folder.to_str().unwrap()], &var, expected);
    };
    let card = std::fs::read_to_string(catalogue().join("insee/flores.toml")).unwrap();
    let line = card.lines().position(|line| line.starts_with("producer")).unwrap() + 1;
    let place = format!("flores.toml, ligne {line}");
    let broken = data("wrong-broken-card", "insee/flores.toml", |card| card.replacen("producer =", "producer", 1));
    ingest(&broken, &["une faute dans les fiches", &place, "« producer \"", "une ligne de TOML"]);
    let short = data("wrong-short-card", "insee/flores.toml", |card| card.replacen("licence =", "license =", 1));
    ingest(&short, &["2 fautes", "champ « licence » : absent, le nom de la licence attendu", "champ « license »"]);
}

#[test]
fn a_damaged_or_mistaken_file_is_told_and_not_used() {
    let var = folder("wrong-damaged");
    // A checksum of the card that the file does not have.
    let zeros = "0".repeat(64);
    let with_sum = |card: String| card.replacen("mirrors = []", &format!("mirrors = []\nsha256 = \"{zeros}\""), 1);
    let folder = data("wrong-sum-card", "lanterne/geographie.toml", with_sum);
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/reference/geography");
    let copied = folder.join("reference/geography");
    std::fs::create_dir_all(&copied).unwrap();
    for file in std::fs::read_dir(reference).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copied.join(file.file_name())).unwrap();
    }
    let data = folder.to_str().unwrap();
    let told = ["n’a pas la somme de contrôle de sa fiche", &zeros, "mis de côté"];
    assert_told(&["ingest", "--data", data], &var, &told);

    // A snapshot whose database is not one.
    let snapshot = var.join("snapshots/0123456789abcdef");
    std::fs::create_dir_all(&snapshot).unwrap();
    std::fs::write(snapshot.join("lanterne.duckdb"), "ceci n’est pas une base".repeat(400)).unwrap();
    std::fs::write(snapshot.join("manifest.json"), "{").unwrap();
    std::fs::write(var.join("current"), "0123456789abcdef\n").unwrap();
    assert_told(&["check"], &var, &["endommagé", "relancez « lanterne ingest »"]);
    assert_told(&["check", "--strict"], &var, &["ce n’est pas un manifeste écrit par Lanterne"]);

    // A snapshot of a program that had other tables.
    std::fs::remove_file(snapshot.join("lanterne.duckdb")).unwrap();
    drop(duckdb::Connection::open(snapshot.join("lanterne.duckdb")).unwrap());
    assert_told(&["check"], &var, &["vient d’une autre version de Lanterne", "relancez « lanterne ingest »"]);
}

#[test]
fn a_port_already_taken_is_told() {
    let var = folder("wrong-port");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let told = ["impossible d’écouter sur 127.0.0.1:", "déjà pris", "--port"];
    assert_told(&["serve", "--port", &port], &var, &told);
}
