//! Drafts, the journal of their steps, and what a store keeps.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use lanterne_data::{Draft, Manifest, Snapshot};
use lanterne_ingest::publish::{KEPT, Lock, Store, Workshop};
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch};

fn manifest(id: &str, workshop: &Workshop) -> Manifest {
    let tables = Snapshot::open(&workshop.path("lanterne.duckdb")).unwrap().sums().unwrap();
    Manifest {
        id: id.to_owned(),
        cog: 2026,
        synthetic: true,
        inputs: Vec::new(),
        tables,
        tiles: Vec::new(),
        published: Vec::new(),
        outlines: None,
        parameters: Default::default(),
    }
}

fn publish(var: &Path, id: &str) {
    let (store, interrupt) = (Store::new(var), Interrupt::default());
    let workshop = Workshop::open(&store.snapshots(), id).unwrap();
    Draft::create(&workshop.path("lanterne.duckdb")).unwrap().finish().unwrap();
    let manifest = manifest(id, &workshop);
    store.publish(workshop, &manifest, &Watch::new(&Silent, &interrupt)).unwrap();
    store.prune().unwrap();
}

#[test]
fn a_published_snapshot_is_current_and_holds_nothing_of_its_making() {
    let var = tempfile::tempdir().unwrap();
    let store = Store::new(var.path());
    assert!(matches!(store.verify(), Err(IngestError::NoSnapshot(_))));
    let mut workshop = Workshop::open(&store.snapshots(), "aaaa").unwrap();
    fs::write(workshop.path("loaded.duckdb"), b"x").unwrap();
    workshop.finish("load", &["loaded.duckdb"]).unwrap();
    publish(var.path(), "aaaa");
    assert_eq!(store.current().unwrap().as_deref(), Some("aaaa"));
    assert_eq!(store.verify().unwrap().id, "aaaa");
    let mut names: Vec<_> =
        fs::read_dir(store.folder("aaaa")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["lanterne.duckdb", "manifest.json"]);
}

#[test]
fn an_interrupted_draft_of_the_same_inputs_is_taken_up_and_others_are_removed() {
    let var = tempfile::tempdir().unwrap();
    let snapshots = Store::new(var.path()).snapshots();
    for name in ["aaaa.draft-1", "bbbb.draft-2"] {
        fs::create_dir_all(snapshots.join(name)).unwrap();
        fs::write(snapshots.join(name).join("loaded.duckdb"), b"done").unwrap();
        fs::write(snapshots.join(name).join("journal"), "load\n").unwrap();
    }
    let workshop = Workshop::open(&snapshots, "aaaa").unwrap();
    assert!(workshop.is_done("load") && !workshop.is_done("derive"));
    assert_eq!(fs::read(workshop.path("loaded.duckdb")).unwrap(), b"done");
    assert_eq!(fs::read_dir(&snapshots).unwrap().count(), 1);
}

#[test]
fn what_an_unfinished_step_wrote_is_thrown_away() {
    let var = tempfile::tempdir().unwrap();
    let workshop = Workshop::open(&Store::new(var.path()).snapshots(), "aaaa").unwrap();
    fs::create_dir_all(workshop.path("tiles")).unwrap();
    fs::write(workshop.path("lanterne.duckdb"), b"half").unwrap();
    workshop.begin(&["tiles", "lanterne.duckdb", "never-written"]).unwrap();
    assert_eq!(fs::read_dir(workshop.folder()).unwrap().count(), 0);
}

#[test]
fn the_last_snapshots_are_kept_and_the_current_one_always() {
    let var = tempfile::tempdir().unwrap();
    for id in ["a", "b", "c", "d", "e"] {
        publish(var.path(), id);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let store = Store::new(var.path());
    let kept: Vec<bool> = ["a", "b", "c", "d", "e"].iter().map(|id| store.holds(id)).collect();
    assert_eq!(kept.iter().filter(|kept| **kept).count(), KEPT);
    assert!(store.holds("e") && store.verify().is_ok());
}

#[test]
fn a_damaged_snapshot_is_said_to_be() {
    let var = tempfile::tempdir().unwrap();
    publish(var.path(), "aaaa");
    let store = Store::new(var.path());
    let path = store.folder("aaaa").join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let rows = text.find("\"rows\": 0").unwrap();
    fs::write(&path, format!("{}\"rows\": 7{}", &text[..rows], &text[rows + 9..])).unwrap();
    assert!(matches!(store.verify(), Err(IngestError::Damaged { .. })));
}

#[test]
fn a_second_ingest_in_the_same_folder_is_refused_with_a_sentence() {
    let var = tempfile::tempdir().unwrap();
    let held = Lock::take(var.path()).unwrap();
    let message = Lock::take(var.path()).unwrap_err().to_string();
    assert!(message.contains("un autre « lanterne ingest »"), "{message}");
    drop(held);
    Lock::take(var.path()).unwrap();
}
