//! A dry run tells the truth: what is taken, what is left aside and how to name it, what will be done.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use lanterne_ingest::IngestError;
use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::Profile;
use lanterne_ingest::fetch::Patience;
use lanterne_ingest::pipeline::{Plan, Request, Step, plan};

fn plan_of(profile: Profile, only: &[&str]) -> Plan {
    let var = tempfile::tempdir().unwrap();
    let request = Request {
        var: var.path().to_path_buf(),
        asset: Asset::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")),
        profile,
        only: only.iter().map(|card| (*card).to_owned()).collect(),
        from: None,
        patience: Patience::default(),
    };
    plan(&request, &request.fetcher()).unwrap()
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.cards.iter().map(|card| card.id.as_str()).collect()
}

#[test]
fn an_official_ingest_announces_no_synthetic_register() {
    let text = plan_of(Profile::Official, &[]).to_string();
    assert!(!text.contains("synthétique"), "{text}");
    let default = plan_of(Profile::Default, &[]);
    assert!(default.steps().any(|step| step == Step::Generate));
    assert!(default.to_string().contains(Step::Generate.label()));
}

#[test]
fn cards_outside_every_profile_are_listed_with_the_way_to_name_them() {
    let plan = plan_of(Profile::Official, &[]);
    let text = plan.to_string();
    let named = ["anct/france-services", "anct/fabriques-de-territoire", "plateforme-inclusion/siae"];
    for card in named.into_iter().chain(["ign/admin-express-cog", "insee/cog"]) {
        assert!(!ids(&plan).contains(&card) && text.contains(&format!("  {card} · ")), "{card} in\n{text}");
    }
    assert!(text.contains("--only FICHE,FICHE"), "{text}");
    assert!(!plan.on_demand.iter().any(|(card, _)| card == "insee/sirene"), "the profile takes it");
}

#[test]
fn named_cards_come_with_geography_and_facts_and_nothing_else() {
    let plan = plan_of(Profile::Official, &["anct/france-services", "insee/cog"]);
    assert_eq!(ids(&plan), ["anct/france-services", "insee/cog", "lanterne/faits", "lanterne/geographie"]);
    assert!(plan.on_demand.is_empty() && plan.left_out.is_empty());
}

#[test]
fn two_cards_of_roads_are_not_two_networks() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = folder.path().join("catalogue/essai");
    std::fs::create_dir_all(&catalogue).unwrap();
    let card = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/catalogue/geofabrik/hauts-de-france.toml");
    for name in ["un.toml", "deux.toml"] {
        std::fs::copy(&card, catalogue.join(name)).unwrap();
    }
    let request = |only: &[&str]| Request {
        var: folder.path().to_path_buf(),
        asset: Asset::Folder(folder.path().to_path_buf()),
        profile: Profile::Default,
        only: only.iter().map(|card| (*card).to_owned()).collect(),
        from: None,
        patience: Patience::default(),
    };
    let plan = |only: &[&str]| plan(&request(only), &request(only).fetcher());
    assert_eq!(plan(&["essai/un"]).unwrap().lines.len(), 2);
    assert!(matches!(plan(&["essai/un", "essai/deux"]), Err(IngestError::TwoNetworks { .. })));
}

#[test]
fn registers_of_several_years_are_a_series_and_two_of_one_year_are_not() {
    let shipped = |only: &[&str]| plan_of(Profile::Official, only);
    assert_eq!(
        ids(&shipped(&["insee/sirene-parquet", "insee/sirene-2021", "insee/sirene-2022"])),
        ["insee/sirene-2021", "insee/sirene-2022", "insee/sirene-parquet", "lanterne/faits", "lanterne/geographie"]
    );
    let years: Vec<_> = plan_of(Profile::Default, &[]).cards.iter().filter_map(|card| card.year).collect();
    assert_eq!(years, [2022, 2018, 2019, 2020, 2021], "a plain ingest has five years, each once");
    let request = Request {
        var: Path::new("/nowhere").to_path_buf(),
        asset: Asset::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../data")),
        profile: Profile::Official,
        only: vec!["insee/sirene".to_owned(), "insee/sirene-parquet".to_owned()],
        from: None,
        patience: Patience::default(),
    };
    let twice = plan(&request, &request.fetcher()).unwrap_err();
    assert!(matches!(&twice, IngestError::TwoRegisters { .. }), "{twice}");
}
