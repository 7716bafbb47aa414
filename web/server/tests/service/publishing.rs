//! Publishing from the counter: the service starts a program, tells how it goes, and serves what it publishes. The program here is a script that
//! does as it is told; the real one is started in `tests/tests/deposited.rs` and in the browser's tests.

use std::fs::{self, File};
use std::net::{IpAddr, Ipv4Addr};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_data::Recipe;
use lanterne_data::recipe::RECIPE;
use lanterne_server::live::Live;
use lanterne_server::publishing::Publisher;
use lanterne_server::router::router;
use lanterne_server::{ServeOptions, Server};
use lanterne_store::account::{Account, Role};
use lanterne_store::deposit::{Checked, Handed, Rows, Stage};
use lanterne_store::{Place, Store};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Handle;

use crate::asking::{Answer, ask};
use crate::world::{build, publish};

const FIRST: &str = "aaaaaaaaaaaaaaaa";
const NEXT: &str = "bbbbbbbbbbbbbbbb";
const REGION: &str = "lea@region.example";

/// Says where it is and what it was asked, waits to be told what to publish, and does; « fail »: it fails.
const PROGRAM: &str = r#"#!/bin/sh
echo "step Lire les fichiers"
echo "share 40"
echo "laissée de côté : rien" >&2
echo "$@" > "$4/asked.new"
echo "$$" > "$4/pid.new"
mv "$4/pid.new" "$4/pid"
mv "$4/asked.new" "$4/asked"
while [ ! -e "$4/go" ]; do sleep 0.02; done
read -r id < "$4/go"
rm "$4/go"
if [ "$id" = fail ]; then
  echo "lanterne : plus de place sur le disque" >&2
  exit 3
fi
echo "$id" > "$4/current.new"
mv "$4/current.new" "$4/current"
echo "built $id"
"#;

/// So many days ago.
fn day(ago: i64) -> String {
    (chrono::Utc::now() - chrono::TimeDelta::days(ago)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// A folder with a snapshot, a store, and the program.
struct Counter {
    folder: tempfile::TempDir,
    store: Store,
    token: String,
}

impl Counter {
    async fn made() -> Self {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), FIRST);
        publish(folder.path(), FIRST);
        fs::write(folder.path().join("program"), PROGRAM).unwrap();
        fs::set_permissions(folder.path().join("program"), fs::Permissions::from_mode(0o755)).unwrap();
        let store = Store::open(&Place::File(folder.path().join("remis.sqlite"))).await.unwrap();
        let account = Account { email: REGION.to_owned(), name: String::new(), role: Role::Region, operator: None };
        store.keep_account(&account, "", &day(0)).await.unwrap();
        let (_, token) = store.make_token(REGION, "essai", &day(0)).await.unwrap();
        Self { folder, store, token }
    }

    fn var(&self) -> &Path {
        self.folder.path()
    }

    fn program(&self) -> PathBuf {
        self.var().join("program")
    }

    /// Says how the snapshot that is served was asked for.
    fn asked_as(&self, only: &[&str], from: Option<&Path>) {
        let only = only.iter().map(|name| (*name).to_owned()).collect();
        let recipe = Recipe { profile: "default".to_owned(), only, from: from.map(Path::to_owned), data: None };
        let path = self.var().join("snapshots").join(FIRST).join(RECIPE);
        fs::write(path, recipe.written().unwrap()).unwrap();
    }

    /// Tells the program what to publish.
    fn go(&self, id: &str) {
        fs::write(self.var().join("go.new"), format!("{id}\n")).unwrap();
        fs::rename(self.var().join("go.new"), self.var().join("go")).unwrap();
    }

    /// What the program was asked, once it was.
    async fn asked(&self) -> String {
        let path = self.var().join("asked");
        until(async || path.exists()).await;
        let asked = fs::read_to_string(&path).unwrap();
        fs::remove_file(path).unwrap();
        asked.trim().to_owned()
    }

    async fn service(&self, publishes: bool) -> Router {
        let live = Live::open(self.var().to_owned()).await.storing_in(self.store.clone());
        let live = match publishes {
            true => {
                let publisher = Publisher::new(self.program(), self.var().to_owned(), None, Handle::current());
                live.publishing_by(publisher)
            }
            false => live,
        };
        let live = Arc::new(live);
        tokio::spawn(Arc::clone(&live).follow());
        router(live)
    }

    async fn ask(&self, service: &Router, method: &str) -> Answer {
        let request = Request::builder().method(method).uri("/api/v1/publications");
        let request = request.header("authorization", format!("Bearer {}", self.token));
        ask(service.clone(), request.body(Body::empty()).unwrap()).await
    }

    async fn read(&self, service: &Router) -> Value {
        let answer = self.ask(service, "GET").await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"), "{}", answer.text());
        answer.json()
    }

    /// Reads until the last publication is as it should be.
    async fn read_until(&self, service: &Router, is_so: impl Fn(&Value) -> bool) -> Value {
        let since = Instant::now();
        loop {
            let told = self.read(service).await;
            if is_so(&told["last"]) {
                return told;
            }
            assert!(since.elapsed() < Duration::from_secs(20), "{told}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn noted(&self) -> Vec<(String, String, String)> {
        let (lines, _) = self.store.audit(None).await.unwrap();
        lines.into_iter().map(|line| (line.who, line.act, line.object)).collect()
    }

    async fn confirmed(&self) {
        let checked = Checked { stage: Stage::ToConfirm, rows: Rows::default(), header_map: "{}" };
        let (kind, file, content, by) = ("activite", "activite.csv", "a;b\n".as_bytes(), REGION);
        let kept =
            self.store.keep_deposit(&Handed { operator: None, kind, file, content, by, checked }, None, &day(0)).await;
        assert!(self.store.confirm_deposit(&kept.unwrap().id, "{}", REGION, &day(0)).await.unwrap());
    }
}

async fn until(is_so: impl AsyncFn() -> bool) {
    let since = Instant::now();
    while !is_so().await {
        assert!(since.elapsed() < Duration::from_secs(20), "it never came");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_region_asks_for_a_publication_reads_how_it_goes_and_it_is_served() {
    let place = Counter::made().await;
    place.asked_as(&["lanterne/registre-synthetique"], None);
    let service = place.service(true).await;
    let none = place.read(&service).await;
    assert_eq!((&none["offered"], &none["coming"], &none["last"]), (&json!(true), &json!(0), &Value::Null), "{none}");
    place.confirmed().await;
    let waits = place.read(&service).await;
    assert_eq!((&waits["coming"], &waits["leaving"]), (&json!(1), &json!(0)));
    assert!(waits["sentence"].as_str().unwrap().contains("confirmé attend d’être publié"), "{waits}");

    let begun = place.ask(&service, "POST").await;
    assert_eq!((begun.status, begun.header("location")), (StatusCode::ACCEPTED, "/api/v1/publications"));
    let begun = begun.json();
    assert_eq!((&begun["state"], &begun["by"], &begun["ended_at"]), (&json!("en_cours"), &json!(REGION), &Value::Null));
    let going = place.read_until(&service, |last| last["share"] == 40).await;
    assert_eq!((&going["last"]["step"], &going["offered"]), (&json!("Lire les fichiers"), &json!(false)));
    let asked = place.asked().await;
    let expected = format!(
        "ingest --tied --var {} --profile default --only lanterne/registre-synthetique,lanterne/depots",
        place.var().display()
    );
    assert_eq!(asked, expected, "as the snapshot that is served was, with what is confirmed");

    let second = place.ask(&service, "POST").await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.json()["detail"].as_str().unwrap().contains("en cours"), "{}", second.text());

    build(place.var(), NEXT);
    place.go(NEXT);
    let done = place.read_until(&service, |last| last["served"] == true && last["state"] != "en_cours").await;
    let last = &done["last"];
    assert_eq!((&last["state"], &last["exit"], &last["snapshot"]), (&json!("publiee"), &json!(0), &json!(NEXT)));
    assert!(last["lines"].as_array().unwrap().iter().any(|line| line == "laissée de côté : rien"), "{last}");
    assert!(last["sentence"].as_str().unwrap().contains("est servie"), "{last}");
    let id = begun["id"].as_str().unwrap();
    let line = |act: &str, object: String| (REGION.to_owned(), act.to_owned(), object);
    let expected = [line("publication_ended", format!("{id} {NEXT}")), line("publication_begun", id.to_owned())];
    assert_eq!(place.noted().await[..2], expected);
    // The next snapshot does not say how it was asked for.
    assert_eq!(done["offered"], false);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_publication_that_fails_says_what_it_said_and_leaves_what_was_served() {
    let place = Counter::made().await;
    place.asked_as(&[], None);
    let service = place.service(true).await;
    for _ in 0..2 {
        assert_eq!(place.ask(&service, "POST").await.status, StatusCode::ACCEPTED, "as often as one likes");
        assert!(place.asked().await.ends_with("--profile default"), "no card is named where none was");
        place.go("fail");
        let told = place.read_until(&service, |last| last["state"] != "en_cours").await;
        let last = &told["last"];
        assert_eq!((&last["state"], &last["exit"], &last["snapshot"]), (&json!("echouee"), &json!(3), &Value::Null));
        let said = last["lines"].as_array().unwrap();
        assert!(said.iter().any(|line| line == "lanterne : plus de place sur le disque"), "{last}");
        assert!(place.noted().await[0].2.ends_with(" code 3"));
        assert_eq!(told["offered"], true);
    }
    let request = Request::get("/api/v1/snapshot").body(Body::empty()).unwrap();
    assert_eq!(ask(service, request).await.json()["id"], FIRST);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_published_already_is_said_to_be_up_to_date() {
    let place = Counter::made().await;
    place.asked_as(&[], None);
    let service = place.service(true).await;
    assert_eq!(place.ask(&service, "POST").await.status, StatusCode::ACCEPTED);
    place.go(FIRST);
    let told = place.read_until(&service, |last| last["state"] != "en_cours").await;
    assert_eq!((&told["last"]["state"], &told["last"]["served"]), (&json!("a_jour"), &json!(true)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_published_where_it_would_not_be_as_before() {
    let place = Counter::made().await;
    let refused = async |service: &Router, why: &str| {
        let told = place.read(service).await;
        assert_eq!(told["offered"], false);
        assert!(told["why_not"].as_str().unwrap().contains(why), "{told}");
        let asked = place.ask(service, "POST").await;
        assert_eq!((asked.status, &asked.json()["detail"]), (StatusCode::CONFLICT, &told["why_not"]));
    };
    refused(&place.service(false).await, "ne publie pas").await;
    let service = place.service(true).await;
    refused(&service, "version antérieure").await;
    let folder = tempfile::tempdir().unwrap();
    place.asked_as(&[], Some(folder.path()));
    assert_eq!(place.read(&service).await["offered"], true);
    fs::remove_dir(folder.path()).unwrap();
    refused(&service, "n’est plus là").await;
    // An ingest that somebody started by hand.
    place.asked_as(&[], None);
    let lock = File::create(place.var().join("ingest.lock")).unwrap();
    lock.lock().unwrap();
    let elsewhere = place.ask(&service, "POST").await;
    assert_eq!(elsewhere.status, StatusCode::CONFLICT);
    assert!(elsewhere.text().contains("hors de cette page"), "{}", elsewhere.text());
    assert!(
        !place.noted().await.iter().any(|(_, act, _)| act == "publication_begun"),
        "what did not begin is not noted"
    );
    drop(lock);
    assert_eq!(place.ask(&service, "POST").await.status, StatusCode::ACCEPTED);
    place.go("fail");
    place.read_until(&service, |last| last["state"] == "echouee").await;
}

async fn started(place: &Counter) -> Server {
    let options = ServeOptions {
        var: place.var().to_owned(),
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        publisher: Some(place.program()),
        ..ServeOptions::default()
    };
    Server::bind(options).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_stops_ends_the_publication_it_began() {
    let place = Counter::made().await;
    place.asked_as(&[], None);
    let server = started(&place).await;
    let address = server.address();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        stopped.await.ok();
    }));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let asked = format!(
        "POST /api/v1/publications HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        place.token
    );
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 202"), "{}", String::from_utf8_lossy(&answer));
    place.asked().await;
    let process = fs::read_to_string(place.var().join("pid")).unwrap();
    let process = Path::new("/proc").join(process.trim());
    assert!(process.exists());
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(15), running).await.unwrap().unwrap().unwrap();
    assert!(!process.exists(), "it goes on alone");
    let noted = place.noted().await;
    assert_eq!(noted[0].1, "publication_ended");
    assert!(noted[0].2.ends_with(" interrompue"), "{noted:?}");
    assert_eq!(fs::read_to_string(place.var().join("current")).unwrap().trim(), FIRST);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_starts_forgets_what_was_noted_more_than_a_year_ago() {
    let place = Counter::made().await;
    for ago in [800, 366, 364, 0] {
        place.store.note(REGION, "rows_read", &ago.to_string(), &day(ago)).await.unwrap();
    }
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(started(&place).await.run(async {
        stopped.await.ok();
    }));
    until(async || place.noted().await.iter().any(|(_, act, _)| act == "log_pruned")).await;
    let noted = place.noted().await;
    let read: Vec<&str> = noted.iter().filter(|line| line.1 == "rows_read").map(|line| line.2.as_str()).collect();
    assert_eq!(read, ["0", "364"]);
    assert_eq!(noted[0], (String::new(), "log_pruned".to_owned(), "2".to_owned()));
    stop.send(()).unwrap();
    running.await.unwrap().unwrap();
}
