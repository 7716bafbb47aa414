//! A set of scenarios is kept whole, version after version, by whoever holds its key.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use lanterne_store::scenario::Content;
use lanterne_store::{Error, Place, Store};

const NOW: &str = "2026-11-22T11:30:00Z";

fn content(name: &str) -> Content {
    Content {
        name: name.to_owned(),
        region: "32".to_owned(),
        scheme: String::new(),
        minutes: 30,
        sites: "documents".to_owned(),
        workshops: "oui".to_owned(),
        scenarios: vec!["Est de la Somme~80620.4~-apes-59350".to_owned(), "B".to_owned(), "Été~2A004".to_owned()],
        cog: 2026,
    }
}

async fn opened(folder: &Path) -> Store {
    Store::open(&Place::File(folder.join("remis.sqlite"))).await.unwrap()
}

#[tokio::test]
async fn a_set_is_read_as_it_was_kept_also_by_the_next_program() {
    let folder = tempfile::tempdir().unwrap();
    let first = opened(folder.path()).await;
    let kept = first.keep_scenario(&content("Permanences de printemps"), NOW).await.unwrap();
    drop(first);
    let versions = opened(folder.path()).await.scenario(&kept.id).await.unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!((versions[0].version, versions[0].kept_at.as_str()), (1, NOW));
    assert_eq!(versions[0].content, content("Permanences de printemps"));
}

#[tokio::test]
async fn a_version_is_added_by_who_holds_the_key_and_changes_none() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let kept = store.keep_scenario(&content("Un"), NOW).await.unwrap();
    let other = store.keep_scenario(&content("Autre"), NOW).await.unwrap();
    assert!(matches!(
        store.revise_scenario(&kept.id, &other.key, &content("Deux"), NOW).await,
        Err(Error::Forbidden(_))
    ));
    let next = Content { scenarios: vec!["A~62041".to_owned()], ..content("Deux") };
    assert_eq!(store.revise_scenario(&kept.id, &kept.key, &next, NOW).await.unwrap(), 2);
    let told: Vec<Content> =
        store.scenario(&kept.id).await.unwrap().into_iter().map(|version| version.content).collect();
    assert_eq!(told, [content("Un"), next]);
    assert_eq!(store.scenario(&other.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_kept_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    assert!(matches!(store.scenario("inconnu").await, Err(Error::Unknown(id)) if id == "inconnu"));
    let revised = store.revise_scenario("inconnu", "clé", &content("Un"), NOW).await;
    assert!(matches!(revised, Err(Error::Unknown(_))));
    // A grouping and a set are kept apart, whatever their identifiers.
    let grouping = lanterne_store::grouping::Content {
        name: "Un".to_owned(),
        members: "epci-200037059".to_owned(),
        less: String::new(),
        cog: 2026,
    };
    let grouping = store.keep_grouping(&grouping, NOW).await.unwrap();
    assert!(matches!(store.scenario(&grouping.id).await, Err(Error::Unknown(_))));
}

#[tokio::test]
async fn many_at_once_lose_nothing_and_number_without_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let kept = store.keep_scenario(&content("Un"), NOW).await.unwrap();
    let all: Vec<_> = (0..20)
        .map(|_| {
            let (store, kept) = (store.clone(), kept.clone());
            tokio::spawn(async move { store.revise_scenario(&kept.id, &kept.key, &content("Un"), NOW).await })
        })
        .collect();
    let mut numbers = vec![1];
    for one in all {
        numbers.push(one.await.unwrap().unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=21).collect::<Vec<_>>());
}

/// The same on PostgreSQL, where there is one to test on: `LANTERNE_TEST_POSTGRES=postgres://…`, an empty base.
#[tokio::test]
async fn a_server_keeps_as_a_file_does() {
    let Ok(address) = std::env::var("LANTERNE_TEST_POSTGRES") else {
        println!("skipped: no PostgreSQL to test on; give its address as LANTERNE_TEST_POSTGRES");
        return;
    };
    let place = Place::Server(address);
    let store = Store::open(&place).await.unwrap();
    let kept = store.keep_scenario(&content("Permanences de printemps"), NOW).await.unwrap();
    assert_eq!(store.revise_scenario(&kept.id, &kept.key, &content("Deux"), NOW).await.unwrap(), 2);
    let refused = store.revise_scenario(&kept.id, "clé", &content("Trois"), NOW).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    drop(store);
    let versions = Store::open(&place).await.unwrap().scenario(&kept.id).await.unwrap();
    assert_eq!(
        versions.iter().map(|version| version.content.name.as_str()).collect::<Vec<_>>(),
        ["Permanences de printemps", "Deux"]
    );
}
