//! `kill -9` at any instant of an ingest leaves the snapshot published before intact, and the next run succeeds.
//!
//! The process killed is this very test file: run again with a variable set, one of its tests ingests in place of the
//! shipped binary (which this crate, below it, cannot build).
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::Profile;
use lanterne_ingest::fetch::Patience;
use lanterne_ingest::pipeline::{Request, run};
use lanterne_ingest::publish::{Lock, Store};
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch};

const VAR: &str = "LANTERNE_TEST_VAR";
const DATA: &str = "LANTERNE_TEST_DATA";
const KILLS: u64 = 8;

fn request(var: &Path, data: &Path) -> Request {
    Request {
        var: var.to_path_buf(),
        asset: Asset::Folder(data.to_path_buf()),
        profile: Profile::Default,
        only: Vec::new(),
        from: None,
        patience: Patience::default(),
    }
}

/// Not a test by itself: the ingest that the tests below start and kill.
#[test]
fn an_ingest_to_be_killed() {
    let (Some(var), Some(data)) = (std::env::var_os(VAR), std::env::var_os(DATA)) else { return };
    let interrupt = Interrupt::default();
    run(&request(Path::new(&var), Path::new(&data)), &Watch::new(&Silent, &interrupt)).unwrap();
}

fn start(var: &Path, data: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "an_ingest_to_be_killed"])
        .env(VAR, var)
        .env(DATA, data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A copy of the repository's cards and reference tables, whose facts can be changed so that the inputs are others.
fn data() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    for folder in ["catalogue", "reference"] {
        copy_tree(&source.join(folder), &copy.path().join(folder));
    }
    copy
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_tree(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Other inputs, hence another snapshot: a comment in the generator's targets.
fn change(data: &Path, mark: u64) {
    let targets = data.join("reference/synthetic/hauts-de-france.toml");
    let text = fs::read_to_string(&targets).unwrap();
    fs::write(targets, format!("{text}\n# essai {mark}\n")).unwrap();
}

#[test]
fn a_kill_at_any_instant_leaves_the_old_snapshot_whole_and_the_next_run_succeeds() {
    let (var, data) = (tempfile::tempdir().unwrap(), data());
    let store = Store::new(var.path());
    let began = Instant::now();
    assert!(start(var.path(), data.path()).wait().unwrap().success(), "the first ingest failed");
    let whole = began.elapsed();
    let first = store.verify().unwrap().id;

    // Instants without pattern, the same on every run. A killed run is taken up by the next one, so that together they
    // fall on every step, publication included; once one has published, the inputs are changed.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    change(data.path(), 0);
    for number in 1..=KILLS {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = 0.6 * (state >> 40) as f64 / (1_u64 << 24) as f64;
        let before = store.current().unwrap();
        let mut child = start(var.path(), data.path());
        thread::sleep(whole.mul_f64(share));
        child.kill().unwrap();
        child.wait().unwrap();
        let current = store.current().unwrap();
        assert_eq!(store.verify().unwrap().id, current.clone().unwrap(), "kill {number}, at {share:.2} of a run");
        if current != before {
            assert_eq!(drafts(&store), Vec::<String>::new(), "kill {number}: published beside its own draft");
            change(data.path(), number);
        }
    }

    assert!(start(var.path(), data.path()).wait().unwrap().success(), "the run after the kills failed");
    let last = store.verify().unwrap().id;
    assert_ne!(last, first);
    assert_eq!(drafts(&store), Vec::<String>::new());
}

fn drafts(store: &Store) -> Vec<String> {
    let names = fs::read_dir(store.snapshots()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(".draft-")).collect()
}

#[test]
fn the_same_inputs_are_not_built_twice_and_two_ingests_do_not_collide() {
    let (var, data) = (tempfile::tempdir().unwrap(), data());
    let interrupt = Interrupt::default();
    let watch = Watch::new(&Silent, &interrupt);
    let request = request(var.path(), data.path());
    let first = run(&request, &watch).unwrap();
    let again = run(&request, &watch).unwrap();
    assert!(first.built && !again.built);
    assert_eq!(first.id, again.id);
    assert!(first.account.iter().all(|file| file.rows_read == file.loaded + file.refused + file.out_of_scope));

    let held = Lock::take(var.path()).unwrap();
    assert!(matches!(run(&request, &watch), Err(IngestError::Locked(_))));
    drop(held);
    interrupt.set();
    assert!(matches!(
        run(&Request { only: vec!["lanterne/faits".to_owned()], ..request }, &watch),
        Err(IngestError::Interrupted)
    ));
    assert_eq!(Store::new(var.path()).verify().unwrap().id, first.id);
}
