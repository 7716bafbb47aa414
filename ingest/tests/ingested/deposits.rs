//! Files that people confirmed at the counter: taken with every ingest, beside what is synthetic, and gone once they are withdrawn.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::path::Path;

use lanterne_data::Draft;
use lanterne_data::deployment::{COUNTER, Kind, Schemas};
use lanterne_data::read::contents;
use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::{Card, Catalogue, Profile, Reader};
use lanterne_ingest::deployment::counter::{Confirmed, Counter};
use lanterne_ingest::fetch::{Patience, RawFile};
use lanterne_ingest::pipeline::{Plan, Request, plan};
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch, deployment, reference};

use register::shipped;

use crate::register;

const ACTIVITY: &str = "operateur;dispositif;annee;N°;commune;acte;beneficiaires\n";
const SAID: &str = "{\"N°\":\"siret\"}";

fn request(var: &Path, only: &[&str], from: Option<&Path>) -> Request {
    Request {
        var: var.to_path_buf(),
        asset: Asset::Embedded,
        profile: Profile::Default,
        only: only.iter().map(|card| (*card).to_owned()).collect(),
        from: from.map(Path::to_path_buf),
        patience: Patience::default(),
    }
}

fn planned(var: &Path, only: &[&str], from: Option<&Path>) -> Result<Plan, IngestError> {
    let request = request(var, only, from);
    plan(&request, &request.fetcher())
}

fn own(plan: &Plan) -> Option<&Card> {
    plan.cards.iter().find(|card| card.id == COUNTER)
}

fn confirmed<'a>(id: &'a str, columns: &'a str) -> Confirmed<'a> {
    Confirmed { id, kind: "activite", file: "Activité 2024.csv", columns }
}

/// Brings files to the folder of the counter, as `lanterne ingest` does; answers how many there are.
fn bring(var: &Path, files: &[(Confirmed<'_>, &str)]) -> usize {
    let mut counter = Counter::open(var).unwrap();
    for (file, text) in files {
        if counter.keep(file).unwrap() {
            counter.write(file, text.as_bytes()).unwrap();
        }
    }
    counter.settle().unwrap()
}

#[test]
fn without_a_confirmed_file_there_is_no_counter() {
    let var = tempfile::tempdir().unwrap();
    assert_eq!(bring(var.path(), &[]), 0);
    assert!(!var.path().join("raw").exists());
    assert!(own(&planned(var.path(), &[], None).unwrap()).is_none());
    assert!(matches!(planned(var.path(), &[COUNTER], None), Err(IngestError::NothingHanded { .. })));
}

#[test]
fn a_confirmed_file_is_taken_without_being_named_with_what_was_said_of_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let (var, from) = (folder.path().join("var"), folder.path().join("autres"));
    let (one, two) =
        (confirmed("0abc", SAID), Confirmed { file: "sites.XLSX", kind: "sites", ..confirmed("1def", "{}") });
    assert_eq!(bring(&var, &[(one, ACTIVITY), (two, "PK")]), 2);
    std::fs::create_dir_all(&from).unwrap();
    std::fs::write(from.join("activite.csv"), ACTIVITY).unwrap();
    std::fs::write(from.join("activite-0abc.csv"), "autre chose").unwrap();
    for from in [None, Some(from.as_path())] {
        let plan = planned(&var, &[], from).unwrap();
        let files = &own(&plan).unwrap().files;
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["sites-1def.xlsx", "activite-0abc.csv"], "in the order of the card, and none of --from");
        assert_eq!(files[1].columns.last().unwrap(), "siret=N°");
        assert_eq!(Kind::of_name(names[1]), Some(Kind::Activity));
    }
    assert!(own(&planned(&var, &["lanterne/faits"], None).unwrap()).is_none(), "who names cards takes no other");
    let request = request(&var, &[COUNTER], Some(&from));
    let card = own(&plan(&request, &request.fetcher()).unwrap()).unwrap().clone();
    let interrupt = Interrupt::default();
    let raw = request.fetcher().fetch(&card, &card.files[1], &Watch::new(&Silent, &interrupt)).unwrap();
    assert_eq!(std::fs::read_to_string(raw.path).unwrap(), ACTIVITY, "its own bytes, whatever --from holds");
}

#[test]
fn a_file_that_is_withdrawn_leaves_with_all_that_stood_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let var = folder.path();
    let (one, other) = (confirmed("0abc", SAID), confirmed("0abcd", "{}"));
    assert_eq!(bring(var, &[(one, ACTIVITY), (other, ACTIVITY)]), 2);
    let raw = var.join("raw").join(COUNTER);
    std::fs::write(raw.join("activite-0abc.csv.sha256"), "…").unwrap();
    assert_eq!(bring(var, &[(other, ACTIVITY)]), 1);
    let mut left: Vec<_> =
        std::fs::read_dir(&raw).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["activite-0abcd.csv", "activite-0abcd.csv.colonnes.json"]);
    assert_eq!(bring(var, &[]), 0);
    assert!(own(&planned(var, &[], None).unwrap()).is_none());
}

#[test]
fn while_an_ingest_runs_nothing_is_brought() {
    let var = tempfile::tempdir().unwrap();
    let _running = lanterne_ingest::publish::Lock::take(var.path()).unwrap();
    assert!(matches!(Counter::open(var.path()), Err(IngestError::Locked(_))));
}

fn draft(folder: &Path) -> Draft {
    let geography = shipped();
    let draft = register::draft(folder, &geography);
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/reference/facts");
    reference::load(&facts, &geography.territory_rows(), &draft).unwrap_or_else(|fault| panic!("{fault}"));
    draft
}

/// A synthetic act of an operator and a confirmed one of the same operator, scheme and year, in one snapshot: both are counted, each under its
/// own card, and the synthetic one stays said so.
#[test]
fn what_a_real_operator_confirms_stands_beside_what_is_synthetic_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let var = folder.path().join("var");
    let draft = draft(folder.path());
    let text = format!(
        "{ACTIVITY}bge_hdf;dla;2024;73282932000074;62041;accompagnement;\nbge_hdf;dla;2024;;62041;orientation;3\n"
    );
    bring(&var, &[(confirmed("0abc", SAID), &text)]);
    let request = request(&var, &[COUNTER], None);
    let interrupt = Interrupt::default();
    let watch = Watch::new(&Silent, &interrupt);
    let counter = own(&plan(&request, &request.fetcher()).unwrap()).unwrap().clone();
    let brought: Vec<RawFile> =
        counter.files.iter().map(|file| request.fetcher().fetch(&counter, file, &watch).unwrap()).collect();

    let mut made_up = register::card("essai/synthetique", 2026);
    made_up.synthetic = true;
    let mut described = counter.files[0].clone();
    described.name = "activite.csv".to_owned();
    made_up.files.push(described);
    let path = folder.path().join("activite.csv");
    std::fs::write(&path, format!("{ACTIVITY}bge_hdf;dla;2024;35600000000048;59350;aide;\n")).unwrap();
    let synthetic = register::raw(&made_up, path, Reader::Deployment);

    let taken = [(&made_up, vec![synthetic]), (&counter, brought)];
    let loaded = deployment::load(&taken, &draft, &watch).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(loaded.reports.iter().all(|one| one.refused == 0), "{:?}", loaded.reports);
    let activity = contents(&draft.snapshot().unwrap()).unwrap().activity;
    let helped: Vec<i64> = activity.helped.iter().map(|helped| helped.beneficiaries).collect();
    assert_eq!(helped.iter().sum::<i64>(), 1 + 1 + 3, "the made-up structure, the real one, three persons");
    let given: Vec<(&str, &str, i16, &str)> = activity
        .given
        .iter()
        .map(|own| (own.operator.as_str(), own.scheme.as_str(), own.year, own.card.as_str()))
        .collect();
    assert_eq!(given, [("bge_hdf", "dla", 2024, "essai/synthetique"), ("bge_hdf", "dla", 2024, COUNTER)]);
}

#[test]
fn the_card_of_the_counter_reads_every_column_of_every_schema() {
    let catalogue = Catalogue::read(&Asset::Embedded).unwrap();
    let schemas = Schemas::read().unwrap();
    let card = catalogue.card(COUNTER).unwrap();
    assert_eq!((card.files.len(), card.profile, card.synthetic), (2 * Kind::ALL.len(), Profile::Counter, false));
    for file in &card.files {
        let kind = Kind::of_name(&file.name).unwrap();
        let names: Vec<&String> = schemas.of(kind).fields.iter().map(|field| &field.name).collect();
        assert_eq!(file.columns.iter().collect::<Vec<_>>(), names, "{}", file.name);
    }
}
