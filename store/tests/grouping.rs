//! A composed territory is kept whole, version after version, by whoever holds its key.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use lanterne_store::grouping::Content;
use lanterne_store::{Error, Place, Store};

const NOW: &str = "2026-11-22T11:30:00Z";

fn content(name: &str) -> Content {
    Content {
        name: name.to_owned(),
        members: "epci-200037059,epci-200070985,epci-200070928".to_owned(),
        less: "commune-80620".to_owned(),
        cog: 2026,
    }
}

async fn opened(folder: &Path) -> Store {
    Store::open(&Place::File(folder.join("remis 100 %.sqlite"))).await.unwrap()
}

#[tokio::test]
async fn a_grouping_is_read_as_it_was_kept_also_by_the_next_program() {
    let folder = tempfile::tempdir().unwrap();
    let first = opened(folder.path()).await;
    let kept = first.keep_grouping(&content("Cœur des Hauts-de-France"), NOW).await.unwrap();
    drop(first);
    let versions = opened(folder.path()).await.grouping(&kept.id).await.unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!((versions[0].version, versions[0].kept_at.as_str()), (1, NOW));
    assert_eq!(versions[0].content, content("Cœur des Hauts-de-France"));
}

#[tokio::test]
async fn a_version_is_added_by_who_holds_the_key_and_changes_none() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let kept = store.keep_grouping(&content("Un"), NOW).await.unwrap();
    let other = store.keep_grouping(&content("Autre"), NOW).await.unwrap();
    assert!(matches!(
        store.revise_grouping(&kept.id, &other.key, &content("Deux"), NOW).await,
        Err(Error::Forbidden(_))
    ));
    assert_eq!(store.revise_grouping(&kept.id, &kept.key, &content("Deux"), NOW).await.unwrap(), 2);
    let names: Vec<String> =
        store.grouping(&kept.id).await.unwrap().into_iter().map(|version| version.content.name).collect();
    assert_eq!(names, ["Un", "Deux"]);
    assert_eq!(store.grouping(&other.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_kept_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    assert!(matches!(store.grouping("inconnu").await, Err(Error::Unknown(id)) if id == "inconnu"));
    let revised = store.revise_grouping("inconnu", "clé", &content("Un"), NOW).await;
    assert!(matches!(revised, Err(Error::Unknown(_))));
}

#[tokio::test]
async fn many_at_once_lose_nothing_and_number_without_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let kept = store.keep_grouping(&content("Un"), NOW).await.unwrap();
    let all: Vec<_> = (0..20)
        .map(|_| {
            let (store, kept) = (store.clone(), kept.clone());
            tokio::spawn(async move { store.revise_grouping(&kept.id, &kept.key, &content("Un"), NOW).await })
        })
        .collect();
    let mut numbers = vec![1];
    for one in all {
        numbers.push(one.await.unwrap().unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=21).collect::<Vec<_>>());
    assert_eq!(store.grouping(&kept.id).await.unwrap().len(), 21);
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
    let kept = store.keep_grouping(&content("Cœur des Hauts-de-France"), NOW).await.unwrap();
    let all: Vec<_> = (0..20)
        .map(|_| {
            let (store, kept) = (store.clone(), kept.clone());
            tokio::spawn(async move { store.revise_grouping(&kept.id, &kept.key, &content("Un"), NOW).await })
        })
        .collect();
    for one in all {
        one.await.unwrap().unwrap();
    }
    let refused = store.revise_grouping(&kept.id, "clé", &content("Deux"), NOW).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    drop(store);
    let versions = Store::open(&place).await.unwrap().grouping(&kept.id).await.unwrap();
    assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), (1..=21).collect::<Vec<_>>());
    assert_eq!(versions[0].content, content("Cœur des Hauts-de-France"));
}

#[tokio::test]
async fn a_place_that_cannot_be_opened_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::File(folder.path().join("absent").join("remis.sqlite"));
    assert!(matches!(Store::open(&place).await, Err(Error::Database(_))));
}
