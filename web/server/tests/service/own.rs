//! What is told to whoever is signed in, and to nobody else: an operator's own coverage, and how long groups of EPCI waited. Both beside what
//! is counted here by hand of [`HELPED`].

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lanterne_data::row::InterventionZone;
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_store::account::{Account, Role};
use lanterne_store::{Place, Store};
use serde_json::{Value, json};

use crate::asking::{Answer, ask};
use crate::deployed::HELPED;
use crate::world::{CARD, COMMUNES, EPCI, EST_SOMME, MEL, build_with};

const NOW: &str = "2026-11-22T11:30:00Z";
const NEVER: &str = "2999-01-01T00:00:00Z";
const HAUTE_SOMME: &str = "200037059";
const AMIENS: &str = "248000531";
const ARRAS: &str = "200033579";

/// The small world, where Galilée declares the whole of the Somme.
struct Door {
    service: Router,
    store: Store,
    _folder: tempfile::TempDir,
}

impl Door {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let zone = InterventionZone {
            operator: "galilee".to_owned(),
            scheme: None,
            level: "departement".to_owned(),
            code: "80".to_owned(),
            opened: None,
            closed: None,
            card: CARD.to_owned(),
        };
        let snapshot = build_with(folder.path(), "fedcba9876543210", &[], |draft| {
            draft.append(std::slice::from_ref(&zone)).unwrap();
        });
        let store = Store::open(&Place::File(folder.path().join("remis.sqlite"))).await.unwrap();
        let live = Live::of(State::open(&snapshot).unwrap()).storing_in(store.clone());
        Self { service: router(Arc::new(live.known_as("https://lanterne.test").unwrap())), store, _folder: folder }
    }

    async fn account(&self, email: &str, role: Role, operator: Option<&str>) -> String {
        let account =
            Account { email: email.to_owned(), name: String::new(), role, operator: operator.map(str::to_owned) };
        self.store.keep_account(&account, "", NOW).await.unwrap();
        self.store.begin_session(email, "", NOW, NEVER).await.unwrap()
    }

    async fn get(&self, session: &str, address: &str) -> Answer {
        let request =
            Request::get(address).header("host", "lanterne.test").header("cookie", format!("lanterne={session}"));
        ask(self.service.clone(), request.body(Body::empty()).unwrap()).await
    }
}

fn codes(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_operator_reads_its_own_coverage_small_counts_and_all() {
    let door = Door::open().await;
    let ada = door.account("ada@galilee.example", Role::Operator, Some("galilee")).await;
    let bob = door.account("bob@maillage.example", Role::Operator, Some("maillage")).await;
    let lea = door.account("lea@region.example", Role::Region, None).await;
    let answer = door.get(&ada, "/api/v1/activity/coverage").await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"), "{}", answer.text());
    let told = answer.json();
    assert_eq!((&told["operator"], &told["years"]), (&json!("galilee"), &json!([2022, 2023, 2024])));
    let scheme = &told["schemes"][0];
    assert_eq!(scheme["beneficiaries"], json!([21, 22, 30]));
    assert_eq!(scheme["jobs"], json!([28.0, 20.0, 30.0]));
    assert_eq!(scheme["amount_eur"], json!([null, null, null]), "what nobody said is unknown");
    // By EPCI, of the rows: the one of Ham too.
    let of_epci = |epci: &str| -> i32 {
        let inside = |commune: &str| COMMUNES.iter().any(|own| own.0 == commune && own.4 == Some(epci));
        HELPED.iter().filter(|own| inside(own.0)).map(|own| own.2 + own.3).sum()
    };
    assert_eq!(codes(&scheme["reached"]), [MEL, AMIENS, ARRAS, EST_SOMME], "the most first");
    for row in scheme["reached"].as_array().unwrap() {
        assert_eq!(row["beneficiaries"], of_epci(row["code"].as_str().unwrap()), "{row}");
    }
    assert_eq!((&scheme["reached"][2]["last"], &scheme["reached"][3]["last"]), (&json!(2022), &json!(2023)));
    assert_eq!((&scheme["declared"], codes(&scheme["missed"])), (&json!(3), vec![HAUTE_SOMME]));
    assert_eq!(told["zones"][0]["code"], "80");
    assert!(told["sites"].as_array().unwrap().iter().all(|site| site["operator"] == "galilee"));
    assert!(told["notice"].as_str().unwrap().contains("synthétiques"));

    let other = door.get(&bob, "/api/v1/activity/coverage?operator=galilee").await.json();
    assert_eq!(other["operator"], "maillage", "its own, whatever it asks");
    assert_eq!(other["schemes"][0]["beneficiaries"], json!([null, 0, 0]), "not handed in is not nobody helped");
    assert_eq!((&other["schemes"][0]["reached"], &other["schemes"][0]["declared"]), (&json!([]), &Value::Null));
    let region = door.get(&lea, "/api/v1/activity/coverage?operator=galilee").await.json();
    assert_eq!(region, told);
    let unsaid = door.get(&lea, "/api/v1/activity/coverage").await;
    assert_eq!(unsaid.status, StatusCode::BAD_REQUEST);
    assert!(unsaid.text().contains("galilee"), "{}", unsaid.text());
    let noted = door.store.audit(None).await.unwrap().0;
    let read = noted.iter().filter(|entry| entry.object.starts_with("couverture, ")).count();
    assert_eq!(read, 3, "who read is noted");
}

#[tokio::test]
async fn the_region_reads_how_long_each_group_of_epci_waited() {
    let door = Door::open().await;
    let lea = door.account("lea@region.example", Role::Region, None).await;
    let ada = door.account("ada@galilee.example", Role::Operator, Some("galilee")).await;
    let first = |epci: &str| -> Option<i16> {
        let inside = |commune: &str| COMMUNES.iter().any(|own| own.0 == commune && own.4 == Some(epci));
        HELPED.iter().filter(|own| inside(own.0)).map(|own| own.1).min()
    };
    for (by, column) in [("departement", 3_usize), ("nature", 2)] {
        let address = format!("/api/v1/deployment/waiting?region=32&scheme=acc_ess&by={by}");
        assert_eq!(door.get(&ada, &address).await.status, StatusCode::FORBIDDEN);
        let answer = door.get(&lea, &address).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"), "{}", answer.text());
        let told = answer.json();
        let mut drawn = 0;
        for group in told["groups"].as_array().unwrap() {
            let code = group["group"]["code"].as_str().unwrap();
            let of = |epci: &(&str, &str, &str, &str, &str)| [epci.0, epci.1, epci.2, epci.3, epci.4][column] == code;
            let members: Vec<&str> = EPCI.iter().filter(|epci| epci.4 == "32" && of(epci)).map(|epci| epci.0).collect();
            assert_eq!(group["group"]["epci"], members.len(), "{code}");
            let reached = members.iter().filter(|epci| first(epci).is_some()).count();
            assert_eq!(group["group"]["reached"], reached, "{code}");
            if members.len() < 3 {
                assert_eq!((&group["waiting"], &group["told"]), (&json!([]), &json!("n.s.")), "{code}: too few");
                continue;
            }
            drawn += 1;
            // Nobody is lost on the way: the share that waits is counted.
            for (year, share) in (2022..).zip(group["waiting"].as_array().unwrap()) {
                let waits = members.iter().filter(|epci| first(epci).is_none_or(|first| first > year)).count();
                let expected = waits as f64 / members.len() as f64;
                assert!((share.as_f64().unwrap() - expected).abs() < 1e-12, "{code} {year}: {share} {expected}");
            }
            let half = (2022..2025).find(|year| {
                2 * members.iter().filter(|epci| first(epci).is_some_and(|first| first <= *year)).count()
                    >= members.len()
            });
            assert_eq!(group["median"], half.map_or(Value::Null, |year| json!(year)), "{code}");
        }
        assert_eq!(drawn, 1, "the Somme; the communautés de communes");
        assert_eq!(told["statistic"], Value::Null, "one group is like no other");
    }
    let early = door.get(&lea, "/api/v1/deployment/waiting?from=1999").await;
    assert_eq!(early.status, StatusCode::BAD_REQUEST);
    let one = door.get(&lea, "/api/v1/deployment/waiting?from=2023&to=2023").await.json();
    assert_eq!(one["years"], json!([2023]));
}
