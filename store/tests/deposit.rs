//! A file that was handed in is kept to the byte, until it is withdrawn; it is confirmed once, as it was checked.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use lanterne_store::audit::act;
use lanterne_store::deposit::{Checked, Confirmed, Deposit, Handed, Rows, Stage};
use lanterne_store::{Error, Place, Store};

const NOW: &str = "2026-11-22T11:30:00Z";
const BY: &str = "anne@bge.example";
/// No text: a nought, a quote, a byte that no UTF-8 has.
const BYTES: &[u8] = b"operateur;siret\r\n'\0\xff\xfe\n";

async fn opened(folder: &Path) -> Store {
    Store::open(&Place::File(folder.join("remis.sqlite"))).await.unwrap()
}

fn checked(stage: Stage, header_map: &str) -> Checked<'_> {
    Checked { stage, rows: Rows { read: 3, refused: 1, twice: 2 }, header_map }
}

fn handed(stage: Stage) -> Handed<'static> {
    Handed {
        operator: Some("bge_hdf"),
        kind: "activite",
        file: "Activité 2024.csv",
        content: BYTES,
        by: BY,
        checked: checked(stage, "{}"),
    }
}

async fn acts(store: &Store) -> Vec<(String, String)> {
    let (lines, _) = store.audit(None).await.unwrap();
    lines.into_iter().rev().map(|line| (line.act, line.object)).collect()
}

/// All that is promised of a file, on either database.
async fn keeps_confirms_and_lets_go(store: &Store) {
    let first = store.keep_deposit(&handed(Stage::ToMend), None, NOW).await.unwrap();
    assert_eq!(store.deposit(&first.id).await.unwrap(), first);
    assert_eq!(store.deposit_content(&first.id).await.unwrap(), BYTES);
    assert_eq!((first.bytes, first.sha256.len()), (BYTES.len() as i64, 64));

    let several = Handed { operator: None, file: "Activité.csv", ..handed(Stage::ToConfirm) };
    let second = store.keep_deposit(&several, None, NOW).await.unwrap();
    assert_eq!(store.deposit(&second.id).await.unwrap().operator, None);
    let ids: Vec<String> = store.deposits().await.unwrap().into_iter().map(|one| one.id).collect();
    let place = |id: &str| ids.iter().position(|own| own == id).unwrap();
    assert!(place(&second.id) < place(&first.id), "the newest first, also within a second");

    let map = "{\"N°\":\"siret\"}";
    assert!(store.note_deposit(&first.id, &checked(Stage::ToConfirm, map)).await.unwrap());
    assert!(!store.confirm_deposit(&first.id, "{}", BY, NOW).await.unwrap(), "it is read otherwise by now");
    assert!(store.confirm_deposit(&first.id, map, BY, NOW).await.unwrap());
    assert!(!store.confirm_deposit(&first.id, map, BY, NOW).await.unwrap(), "once");
    assert!(
        !store.note_deposit(&first.id, &checked(Stage::ToMend, "{}")).await.unwrap(),
        "what is confirmed stays as it is"
    );
    let confirmed = store.deposit(&first.id).await.unwrap();
    assert_eq!(confirmed, Deposit { stage: Stage::Confirmed, header_map: map.to_owned(), ..first.clone() });

    let own = Confirmed {
        operator: first.operator.clone(),
        kind: first.kind.clone(),
        file: first.file.clone(),
        header_map: map.to_owned(),
        content: BYTES.to_vec(),
    };
    for (kinds, but, is_read) in [
        (["operateurs", "activite"], None, true),
        (["activite", "activite"], Some(first.id.as_str()), false),
        (["operateurs", "sites"], None, false),
    ] {
        assert_eq!(store.confirmed(kinds, but).await.unwrap().contains(&own), is_read, "{kinds:?} but {but:?}");
    }

    let third = store.keep_deposit(&handed(Stage::ToConfirm), Some(&second.id), NOW).await.unwrap();
    assert!(matches!(store.deposit(&second.id).await, Err(Error::Unknown(_))));
    store.withdraw_deposit(&first.id, BY, NOW).await.unwrap();
    for gone in [&first, &second] {
        assert!(matches!(store.deposit_content(&gone.id).await, Err(Error::Unknown(_))), "its bytes go with it");
    }
    assert!(matches!(store.withdraw_deposit(&first.id, BY, NOW).await, Err(Error::Unknown(_))));
    assert_eq!(store.deposit_content(&third.id).await.unwrap(), BYTES);

    let told = |act: &str, one: &Deposit| (act.to_owned(), format!("{} {}", one.id, one.file));
    let expected = [
        told(act::DEPOSIT_RECEIVED, &first),
        told(act::DEPOSIT_RECEIVED, &second),
        told(act::DEPOSIT_CONFIRMED, &first),
        told(act::DEPOSIT_WITHDRAWN, &second),
        told(act::DEPOSIT_RECEIVED, &third),
        told(act::DEPOSIT_WITHDRAWN, &first),
    ];
    let own = |(_, object): &(String, String)| [&first, &second, &third].iter().any(|one| object.starts_with(&one.id));
    assert_eq!(acts(store).await.into_iter().filter(own).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_file_is_kept_to_the_byte_confirmed_once_and_withdrawn_with_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    keeps_confirms_and_lets_go(&opened(folder.path()).await).await;
}

/// The same on PostgreSQL, where there is one to test on: `LANTERNE_TEST_POSTGRES=postgres://…`.
#[tokio::test]
async fn a_server_keeps_files_as_a_file_does() {
    let Ok(address) = std::env::var("LANTERNE_TEST_POSTGRES") else {
        println!("skipped: no PostgreSQL to test on; give its address as LANTERNE_TEST_POSTGRES");
        return;
    };
    keeps_confirms_and_lets_go(&Store::open(&Place::Server(address)).await.unwrap()).await;
}

#[tokio::test]
async fn a_file_is_read_by_the_next_program_and_one_that_replaces_nothing_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let first = opened(folder.path()).await;
    let kept = first.keep_deposit(&handed(Stage::ToConfirm), None, NOW).await.unwrap();
    let lost = first.keep_deposit(&handed(Stage::ToConfirm), Some("inconnu"), NOW).await;
    assert!(matches!(lost, Err(Error::Unknown(id)) if id == "inconnu"));
    drop(first);
    let next = opened(folder.path()).await;
    assert_eq!(next.deposits().await.unwrap(), std::slice::from_ref(&kept));
    assert_eq!(next.deposit_content(&kept.id).await.unwrap(), BYTES);
}

#[tokio::test]
async fn the_map_of_columns_that_was_given_last_is_remembered_by_operator_and_kind() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    assert_eq!(store.header_map(Some("bge_hdf"), "activite").await.unwrap(), None);
    for map in ["{\"a\":\"siret\"}", "{\"b\":\"siret\"}"] {
        store.remember_header_map(Some("bge_hdf"), "activite", map).await.unwrap();
        assert_eq!(store.header_map(Some("bge_hdf"), "activite").await.unwrap().as_deref(), Some(map));
    }
    store.remember_header_map(None, "activite", "{}").await.unwrap();
    assert_eq!(store.header_map(None, "activite").await.unwrap().as_deref(), Some("{}"));
    assert_eq!(store.header_map(Some("galilee"), "activite").await.unwrap(), None);
    assert_eq!(store.header_map(Some("bge_hdf"), "sites").await.unwrap(), None);
}
