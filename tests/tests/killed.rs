//! The shipped `lanterne ingest` killed at any instant, while `lanterne serve` answers from the snapshot published before.
//!
//! Instants are drawn anew on every run, one in each part of a measured run, the seed printed (`LANTERNE_SEED` gives it
//! back); two more fall in the publish step, seen from outside by what it writes.
#![allow(clippy::unwrap_used)]

mod region;
mod shipped;

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use shipped::{Server, binary, folder, lanterne, text};

/// Kills at an instant drawn in each of as many equal parts of a run.
const PARTS: u32 = 5;
/// How many times a state of the disk is looked for before giving up; a look lasts a millisecond.
const LOOKS: u32 = 120_000;

fn ingest(data: &Path, var: &Path) -> Child {
    Command::new(binary())
        .args(["ingest", "--data"])
        .arg(data)
        .arg("--var")
        .arg(var)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn current(var: &Path) -> String {
    fs::read_to_string(var.join("current")).unwrap().trim().to_owned()
}

/// The folders of snapshots, those being made included.
fn snapshots(var: &Path) -> Vec<PathBuf> {
    fs::read_dir(var.join("snapshots")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn is_draft(path: &Path) -> bool {
    path.to_string_lossy().contains(".draft-")
}

/// Files and folders that only serve the making of others.
fn leftovers(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let passing = [".draft-", ".new", ".part", ".scratch", ".wal", ".tmp", "en-cours", "loaded.duckdb", "journal"];
        if passing.iter().any(|mark| name.contains(mark)) {
            found.push(path);
        } else if path.is_dir() {
            leftovers(&path, found);
        }
    }
}

/// What an ingest may be killed upon, seen from outside.
fn kill_when(mut child: Child, seen: impl Fn() -> bool) -> bool {
    for _ in 0..LOOKS {
        if seen() {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        thread::sleep(Duration::from_millis(1));
    }
    panic!("neither seen nor ended");
}

/// The published snapshot is whole, and still meets its targets.
fn is_sound(var: &Path, when: &str) {
    let output = lanterne(&["check", "--strict"], var);
    assert!(output.status.success(), "{when}: {}", text(&output));
}

/// Asks for a figure, a territory and a tile again and again until told to stop; answers how many times.
fn ask(server: &Server, stop: &AtomicBool) -> u32 {
    let tile = server.json("/tiles/epci.json")["tiles"][0].as_str().unwrap().to_owned();
    let tile = tile.replace("{z}", "7").replace("{x}", "64").replace("{y}", "43");
    let tile = tile.strip_prefix(&server.address).unwrap_or(&tile).to_owned();
    let mut asked = 0;
    while !stop.load(Ordering::Relaxed) {
        for path in ["/api/v1/series/part_emplois?level=epci", "/api/v1/territories/epci/200093201", &tile] {
            let mut answer = server.fetch(path);
            assert_eq!(answer.status(), 200, "{path}, after {asked} answers");
            assert!(!answer.body_mut().read_to_vec().unwrap().is_empty(), "{path}");
            asked += 1;
        }
        thread::sleep(Duration::from_millis(20));
    }
    asked
}

/// Shares of a run between 0 and 1, one in each part.
fn instants(mut seed: u64) -> Vec<f64> {
    println!("LANTERNE_SEED={seed}");
    (0..PARTS)
        .map(|part| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let within = (seed >> 40) as f64 / (1_u64 << 24) as f64;
            (f64::from(part) + within) / f64::from(PARTS)
        })
        .collect()
}

#[test]
fn a_kill_at_any_instant_leaves_the_old_snapshot_whole_and_the_next_run_succeeds() {
    let seed =
        std::env::var("LANTERNE_SEED").map_or_else(|_| RandomState::new().hash_one(0), |seed| seed.parse().unwrap());
    let (data, var) = (folder("killed-data"), folder("killed-var"));
    region::cut(&data);
    let began = Instant::now();
    assert!(ingest(&data, &var).wait().unwrap().success(), "the first ingest failed");
    let whole = began.elapsed();
    let first = current(&var);
    is_sound(&var, "before any kill");
    let server = Server::start(&var);
    let stop = AtomicBool::new(false);

    thread::scope(|scope| {
        let asking = scope.spawn(|| ask(&server, &stop));
        for (number, share) in instants(seed).into_iter().enumerate() {
            // Other inputs: nothing of the run killed before is taken up, every step is done.
            region::change(&data, &format!("{number}"));
            let before = current(&var);
            let mut child = ingest(&data, &var);
            thread::sleep(whole.mul_f64(share));
            child.kill().unwrap();
            child.wait().unwrap();
            println!("killed at {:.0} % of {whole:.1?}, published: {}", share * 100.0, before != current(&var));
            is_sound(&var, &format!("killed at {share:.3} of a run"));
        }

        region::change(&data, "publication");
        let (before, known) = (current(&var), snapshots(&var));
        let manifest =
            || snapshots(&var).iter().any(|folder| is_draft(folder) && folder.join("manifest.json").exists());
        let killed = kill_when(ingest(&data, &var), manifest);
        println!("killed at its manifest: {killed}, published: {}", before != current(&var));
        is_sound(&var, "killed at its manifest");
        // The same inputs: what is left to do is to publish.
        let named = || snapshots(&var).iter().any(|folder| !is_draft(folder) && !known.contains(folder));
        let killed = kill_when(ingest(&data, &var), named);
        println!("killed at its name: {killed}, published: {}", before != current(&var));
        is_sound(&var, "killed at its name");

        let output = lanterne(&["ingest", "--data", data.to_str().unwrap()], &var);
        assert!(output.status.success(), "the run after the kills: {}", text(&output));
        let last = current(&var);
        assert_ne!(last, first);
        is_sound(&var, "after the kills");
        let mut left = Vec::new();
        leftovers(&var, &mut left);
        assert_eq!(left, Vec::<PathBuf>::new());
        let moved = (0..LOOKS).any(|_| {
            thread::sleep(Duration::from_millis(1));
            server.json("/api/v1/snapshot")["id"] == last.as_str()
        });
        assert!(moved, "serve did not move to {last}");
        stop.store(true, Ordering::Relaxed);
        let asked = asking.join().unwrap();
        println!("{asked} answers, none failed");
        assert!(asked > 0);
    });
}
