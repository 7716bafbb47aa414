//! The shipped binary killed by SIGKILL between an upload, its confirmation and the publication: nothing acknowledged is lost. And what the
//! Region publishes from the counter is served, by a program that ends with its service.
//!
//! Instants are drawn anew on every run, the seed printed (`LANTERNE_SEED` gives it back).
#![allow(clippy::unwrap_used)]

mod region;
mod shipped;

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use lanterne_store::account::{Account, Role};
use lanterne_store::{Place, Store};
use serde_json::Value;

use shipped::{Server, binary, folder, lanterne, text};

/// Services killed while files are handed in, and ingests killed while they bring them.
const SERVICES: u32 = 5;
const INGESTS: u32 = 2;
/// A service lives this long once it was handed its first file, at most.
const LONGEST: Duration = Duration::from_millis(2_500);
const OPERATOR: &str = "bge_hdf";
const NOW: &str = "2026-11-22T11:30:00Z";

/// What the service said that it has.
#[derive(Default)]
struct Acknowledged {
    /// Identifiers, with the bytes handed in.
    received: Vec<(String, String)>,
    confirmed: Vec<String>,
}

/// Shares between 0 and 1, from a seed.
struct Drawn(u64);

impl Drawn {
    fn new() -> Drawn {
        let seed = std::env::var("LANTERNE_SEED");
        let seed = seed.map_or_else(|_| RandomState::new().hash_one(0), |seed| seed.parse().unwrap());
        println!("LANTERNE_SEED={seed}");
        Drawn(seed)
    }

    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1_u64 << 24) as f64
    }
}

/// A token for an account, made as an administrator would.
fn token(var: &Path, role: Role) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&Place::File(var.join("remis.sqlite"))).await.unwrap();
        let (email, operator) = match role {
            Role::Operator => ("anne@bge.example".to_owned(), Some(OPERATOR.to_owned())),
            _ => ("lise@region.example".to_owned(), None),
        };
        let account = Account { email: email.clone(), name: String::new(), role, operator };
        store.keep_account(&account, "", NOW).await.unwrap();
        store.make_token(&email, "essai", NOW).await.unwrap().1
    })
}

/// A SIRET whose key is right: the only last digit that makes it so.
fn siret(number: usize) -> String {
    let doubled = |(rank, letter): (usize, char)| {
        let digit = letter.to_digit(10).unwrap() * if rank.is_multiple_of(2) { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    let holds = |text: &String| text.chars().enumerate().map(doubled).sum::<u32>().is_multiple_of(10);
    (0..10).map(|key| format!("7{number:012}{key}")).find(holds).unwrap()
}

/// One row, of a structure that no other file has.
fn activity(number: usize) -> String {
    let siret = siret(number);
    format!("operateur;dispositif;annee;siret;commune;acte\n{OPERATOR};dla;2024;{siret};62041;accompagnement\n")
}

/// Asks the counter; nothing when the service died before it had answered.
fn ask(server: &str, token: &str, method: &str, path: &str, body: &str) -> Option<(u16, Vec<u8>)> {
    asked(server, token, method, &format!("deposits{path}"), body)
}

fn asked(server: &str, token: &str, method: &str, path: &str, body: &str) -> Option<(u16, Vec<u8>)> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .into();
    let address = format!("{server}/api/v1/{path}");
    let bearer = format!("Bearer {token}");
    let answer = match method {
        "POST" => agent.post(address).header("authorization", bearer).send(body),
        _ => agent.get(address).header("authorization", bearer).call(),
    };
    let mut answer = answer.ok()?;
    let status = answer.status().as_u16();
    Some((status, answer.body_mut().read_to_vec().ok()?))
}

/// Hands files in and confirms two of three, until the service dies; what it acknowledged is noted.
fn hand_in(server: &str, token: &str, first: usize, began: &AtomicBool, acknowledged: &mut Acknowledged) -> usize {
    for number in first.. {
        let content = activity(number);
        began.store(true, Ordering::Relaxed);
        let Some((status, body)) = ask(server, token, "POST", "?file=activite.csv", &content) else {
            return number + 1;
        };
        let told: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((status, told["state"].as_str()), (201, Some("a_confirmer")), "{told}");
        let id = told["id"].as_str().unwrap().to_owned();
        acknowledged.received.push((id.clone(), content));
        if number % 3 != 0 {
            let confirmed = ask(server, token, "POST", &format!("/{id}/confirm"), "");
            let Some((status, body)) = confirmed else { return number + 1 };
            assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
            acknowledged.confirmed.push(id);
        }
    }
    first
}

/// Everything that was acknowledged is there, to the byte; answers how many are published.
fn is_kept(server: &str, token: &str, acknowledged: &Acknowledged, when: &str) -> usize {
    let (status, body) = ask(server, token, "GET", "", "").unwrap();
    assert_eq!(status, 200, "{when}");
    let list: Value = serde_json::from_slice(&body).unwrap();
    let list = list["deposits"].as_array().unwrap();
    let told = |id: &str| list.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{when}: {id} is lost"));
    for (id, content) in &acknowledged.received {
        told(id);
        let (status, bytes) = ask(server, token, "GET", &format!("/{id}/file"), "").unwrap();
        assert_eq!((status, bytes.as_slice()), (200, content.as_bytes()), "{when}: {id}");
    }
    let published = acknowledged.confirmed.iter().filter(|id| {
        let one = told(id);
        assert_eq!(one["state"], "confirme", "{when}: the confirmation of {id} is lost");
        one["published"] == true
    });
    published.count()
}

/// Acts of the published snapshot that came from the counter.
fn acts(var: &Path) -> usize {
    let id = fs::read_to_string(var.join("current")).unwrap();
    let path = var.join("snapshots").join(id.trim()).join("lanterne.duckdb");
    let mode = duckdb::Config::default().access_mode(duckdb::AccessMode::ReadOnly).unwrap();
    let snapshot = duckdb::Connection::open_with_flags(path, mode).unwrap();
    let sql = "SELECT count(*) FROM act WHERE card = 'lanterne/depots'";
    let count: i64 = snapshot.query_row(sql, [], |row| row.get(0)).unwrap();
    usize::try_from(count).unwrap()
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill_between_upload_and_publication() {
    let mut drawn = Drawn::new();
    let (data, var) = (folder("deposited-data"), folder("deposited-var"));
    region::cut(&data);
    let data = data.to_str().unwrap();
    let began = Instant::now();
    let output = lanterne(&["ingest", "--data", data], &var);
    assert!(output.status.success(), "the first ingest: {}", text(&output));
    let whole = began.elapsed();
    assert_eq!(acts(&var), 0);
    let token = token(&var, Role::Operator);

    let (mut acknowledged, mut next) = (Acknowledged::default(), 1);
    for round in 0..SERVICES {
        let server = Server::start(&var);
        let (address, began) = (server.address.clone(), AtomicBool::new(false));
        // The first lives long enough to confirm something.
        let life = if round == 0 { LONGEST } else { LONGEST.mul_f64(drawn.share()) };
        next = thread::scope(|scope| {
            let handing = scope.spawn(|| hand_in(&address, &token, next, &began, &mut acknowledged));
            while !began.load(Ordering::Relaxed) && !handing.is_finished() {
                thread::yield_now();
            }
            thread::sleep(life);
            // SIGKILL.
            drop(server);
            handing.join().unwrap()
        });
        let (received, confirmed) = (acknowledged.received.len(), acknowledged.confirmed.len());
        println!("killed after {life:.1?}: {received} received, {confirmed} confirmed");
        let server = Server::start(&var);
        assert_eq!(
            is_kept(&server.address, &token, &acknowledged, &format!("kill {round}")),
            0,
            "nothing was published"
        );
    }
    assert!(!acknowledged.confirmed.is_empty(), "every service died before it could confirm anything");

    for _ in 0..INGESTS {
        let mut child = Command::new(binary())
            .args(["ingest", "--data", data, "--var"])
            .arg(&var)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(whole.mul_f64(drawn.share()));
        child.kill().unwrap();
        child.wait().unwrap();
        let server = Server::start(&var);
        is_kept(&server.address, &token, &acknowledged, "after an ingest was killed");
    }
    let output = lanterne(&["ingest", "--data", data], &var);
    assert!(output.status.success(), "the run after the kills: {}", text(&output));
    let server = Server::start(&var);
    let published = is_kept(&server.address, &token, &acknowledged, "after the publication");
    assert_eq!(published, acknowledged.confirmed.len(), "all that was confirmed is published");
    // A confirmation may have been kept whose answer never came.
    let (status, body) = ask(&server.address, &token, "GET", "", "").unwrap();
    let list: Value = serde_json::from_slice(&body).unwrap();
    let confirmed = list["deposits"].as_array().unwrap().iter().filter(|one| one["state"] == "confirme").count();
    assert_eq!((status, acts(&var)), (200, confirmed), "one row a file, and none of what is not confirmed");

    // The same files make the same snapshot.
    let again = lanterne(&["ingest", "--data", data], &var);
    assert!(text(&again).contains("déjà à jour"), "{}", text(&again));
}

/// Whether no ingest has held the folder for a second: one takes its lock twice, for the deposits and for the rest.
fn is_free(var: &Path) -> bool {
    let looked = || std::fs::File::open(var.join("ingest.lock")).is_ok_and(|file| file.try_lock_shared().is_ok());
    (0..50).all(|_| {
        thread::sleep(Duration::from_millis(20));
        looked()
    })
}

fn until(what: &str, longest: Duration, is_so: impl Fn() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < longest, "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Structures that the scheme of [`activity`] reached in its year, as everyone reads it.
fn reached(server: &Server) -> i64 {
    let told = server.json("/api/v1/deployment?region=32");
    let year = told["years"].as_array().unwrap().iter().position(|year| year == 2024).unwrap();
    let scheme = told["schemes"].as_array().unwrap().iter().find(|scheme| scheme["scheme"] == "dla").unwrap();
    scheme["beneficiaries"][year].as_i64().unwrap()
}

#[test]
fn what_the_region_publishes_is_served_by_a_program_that_ends_with_its_service() {
    let (data, var) = (folder("published-data"), folder("published-var"));
    region::cut(&data);
    let output = lanterne(&["ingest", "--data", data.to_str().unwrap()], &var);
    assert!(output.status.success(), "the first ingest: {}", text(&output));
    let current = || fs::read_to_string(var.join("current")).unwrap().trim().to_owned();
    let (first, operator, region) = (current(), token(&var, Role::Operator), token(&var, Role::Region));
    let server = Server::start(&var);
    let before = reached(&server);
    let (status, body) = ask(&server.address, &operator, "POST", "?file=activite.csv", &activity(1)).unwrap();
    assert_eq!(status, 201, "{}", String::from_utf8_lossy(&body));
    let told: Value = serde_json::from_slice(&body).unwrap();
    let id = told["id"].as_str().unwrap();
    assert_eq!(ask(&server.address, &operator, "POST", &format!("/{id}/confirm"), "").unwrap().0, 200);

    let publish = |server: &Server, token: &str| asked(&server.address, token, "POST", "publications", "").unwrap().0;
    assert_eq!(publish(&server, &operator), 403);
    assert_eq!(publish(&server, &region), 202);
    assert_eq!(publish(&server, &region), 409, "one at a time");
    until("it never begins", Duration::from_secs(30), || {
        fs::File::open(var.join("ingest.lock")).is_ok_and(|file| file.try_lock_shared().is_err())
    });
    // SIGKILL.
    drop(server);
    until("it goes on without its service", Duration::from_secs(60), || is_free(&var));
    assert_eq!((current(), acts(&var)), (first.clone(), 0), "what was served stays");

    let server = Server::start(&var);
    assert_eq!(publish(&server, &region), 202);
    let last = || {
        let (status, body) = asked(&server.address, &region, "GET", "publications", "").unwrap();
        assert_eq!(status, 200);
        let told: Value = serde_json::from_slice(&body).unwrap();
        assert_ne!(told["last"]["state"], "echouee", "{told}");
        told["last"].clone()
    };
    until("it says no step", Duration::from_secs(60), || last()["step"].is_string());
    assert_eq!(reached(&server), before, "what is served stays until the end");
    until("it is never served", Duration::from_secs(300), || last()["served"] == true && last()["state"] == "publiee");
    assert_ne!(current(), first);
    assert_eq!(last()["snapshot"], current());
    assert_eq!((reached(&server), acts(&var)), (before + 1, 1));
    let (_, body) = ask(&server.address, &operator, "GET", &format!("/{id}"), "").unwrap();
    let told: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(told["published"], true, "{told}");
}
