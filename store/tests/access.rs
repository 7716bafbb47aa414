//! Who is signed in, by a browser or a program; what ends with what; and the record of it all.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use lanterne_store::account::{Account, Role};
use lanterne_store::audit::act;
use lanterne_store::entry::Entry;
use lanterne_store::{Error, Place, Store};

const NOW: &str = "2026-11-22T11:30:00Z";
const SOON: &str = "2026-11-22T11:40:00Z";
const LATER: &str = "2026-11-22T23:30:00Z";
const ADMIN: &str = "admin@region.example";
const ADA: &str = "ada@galilee.example";

async fn opened(folder: &Path) -> Store {
    Store::open(&Place::File(folder.join("remis.sqlite"))).await.unwrap()
}

fn operator(email: &str) -> Account {
    let operator = Some("galilee".to_owned());
    Account { email: email.to_owned(), name: "Ada".to_owned(), role: Role::Operator, operator }
}

fn entry() -> Entry {
    Entry { nonce: "n".to_owned(), verifier: "v".to_owned(), towards: "/depot".to_owned() }
}

async fn noted(store: &Store) -> Vec<(String, String, String)> {
    let (lines, _) = store.audit(None).await.unwrap();
    lines.into_iter().map(|line| (line.who, line.act, line.object)).collect()
}

#[tokio::test]
async fn a_session_ends_when_its_time_has_come_and_when_it_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    store.keep_account(&operator("Ada@Galilee.example "), ADMIN, NOW).await.unwrap();
    let held = store.begin_session(ADA, "Ada L.", NOW, LATER).await.unwrap();
    assert_eq!(held.len(), 26);
    let known = opened(folder.path()).await.session(&held, SOON).await.unwrap();
    assert_eq!(known, Some(operator(ADA)), "also for the next program, with the name and role of the account");
    assert_eq!(store.session(&held, LATER).await.unwrap(), None, "twelve hours later nobody is signed in");
    assert_eq!(store.session("another", SOON).await.unwrap(), None);
    store.end_session(&held, SOON).await.unwrap();
    assert_eq!(store.session(&held, SOON).await.unwrap(), None);
    store.end_session(&held, SOON).await.unwrap();
    let line = |act: &str, object: &str| (ADA.to_owned(), act.to_owned(), object.to_owned());
    assert_eq!(noted(&store).await[..2], [line(act::SIGN_OUT, ""), line(act::SIGN_IN, "")], "and it ended once");
}

#[tokio::test]
async fn whoever_has_no_account_sees_what_everyone_sees_and_a_role_is_that_of_the_moment() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let held = store.begin_session(ADA, "Ada L.", NOW, LATER).await.unwrap();
    let known = store.session(&held, SOON).await.unwrap().unwrap();
    assert_eq!((known.role, known.name.as_str(), known.operator), (Role::Public, "Ada L.", None));
    store.keep_account(&operator(ADA), ADMIN, SOON).await.unwrap();
    assert_eq!(store.session(&held, SOON).await.unwrap().unwrap().role, Role::Operator, "at once");
    let region = Account { role: Role::Region, operator: None, ..operator(ADA) };
    store.keep_account(&region, ADMIN, SOON).await.unwrap();
    assert_eq!(store.session(&held, SOON).await.unwrap(), Some(region));
    assert_eq!(store.accounts().await.unwrap().len(), 1, "an address has one account");
}

#[tokio::test]
async fn an_account_that_ends_takes_its_sessions_and_its_tokens_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    for email in [ADA, "bob@galilee.example"] {
        store.keep_account(&operator(email), ADMIN, NOW).await.unwrap();
    }
    let held = store.begin_session(ADA, "", NOW, LATER).await.unwrap();
    let others = store.begin_session("bob@galilee.example", "", NOW, LATER).await.unwrap();
    let (_, said) = store.make_token(ADA, "paie", NOW).await.unwrap();
    assert_eq!(store.bearer(&said).await.unwrap(), Some(operator(ADA)));
    store.end_account("ADA@galilee.example", ADMIN, SOON).await.unwrap();
    assert_eq!(store.session(&held, SOON).await.unwrap(), None);
    assert_eq!(store.bearer(&said).await.unwrap(), None);
    assert!(store.session(&others, SOON).await.unwrap().is_some());
    assert!(matches!(store.end_account(ADA, ADMIN, SOON).await, Err(Error::Unknown(_))));
    assert!(matches!(store.make_token(ADA, "paie", SOON).await, Err(Error::Unknown(_))), "no token without account");
    assert_eq!(noted(&store).await[0], (ADMIN.to_owned(), act::ACCOUNT_ENDED.to_owned(), ADA.to_owned()));
}

#[tokio::test]
async fn a_token_is_said_once_and_ended_by_its_own_account_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    for email in [ADA, "bob@galilee.example"] {
        store.keep_account(&operator(email), ADMIN, NOW).await.unwrap();
    }
    let (token, said) = store.make_token(ADA, "dépôt de nuit", NOW).await.unwrap();
    assert_eq!(store.tokens(ADA).await.unwrap(), std::slice::from_ref(&token));
    assert!(store.tokens("bob@galilee.example").await.unwrap().is_empty());
    drop(store);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(said.len()).any(|part| part == said.as_bytes()), "what it says is nowhere on disk");
    }
    let store = opened(folder.path()).await;
    let foreign = store.end_token("bob@galilee.example", &token.id, SOON).await;
    assert!(matches!(foreign, Err(Error::Unknown(_))));
    assert!(store.bearer(&said).await.unwrap().is_some() && store.bearer(&token.id).await.unwrap().is_none());
    store.end_token(ADA, &token.id, SOON).await.unwrap();
    assert_eq!(store.bearer(&said).await.unwrap(), None);
    for number in 0..20 {
        store.make_token(ADA, &number.to_string(), SOON).await.unwrap();
    }
    assert!(matches!(store.make_token(ADA, "21", SOON).await, Err(Error::Full(20))));
}

#[tokio::test]
async fn a_sign_in_comes_back_once_in_time_and_to_the_browser_that_began_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let held = store.begin_entry("state", &entry(), NOW, SOON).await.unwrap();
    assert_eq!(store.take_entry("state", "another browser", NOW).await.unwrap(), None);
    assert_eq!(store.take_entry("another state", &held, NOW).await.unwrap(), None);
    assert_eq!(store.take_entry("state", &held, SOON).await.unwrap(), None, "ten minutes have passed");
    assert_eq!(store.take_entry("state", &held, NOW).await.unwrap(), Some(entry()));
    assert_eq!(store.take_entry("state", &held, NOW).await.unwrap(), None, "twice");
}

#[tokio::test]
async fn the_first_admins_come_with_the_service_and_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let emails = ["Admin@Region.example".to_owned(), " ".to_owned()];
    store.make_admins(&emails, NOW).await.unwrap();
    store.make_admins(&emails, SOON).await.unwrap();
    let admin = Account { email: ADMIN.to_owned(), name: String::new(), role: Role::Admin, operator: None };
    assert_eq!(store.accounts().await.unwrap(), [admin]);
    assert_eq!(noted(&store).await.len(), 1, "what changes nothing is not noted");
}

#[tokio::test]
async fn the_record_is_read_page_by_page_without_a_gap_and_refusals_do_not_fill_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let all: Vec<_> = (0..120)
        .map(|number: u32| {
            let store = store.clone();
            tokio::spawn(async move { store.note(ADA, act::ROWS_READ, &number.to_string(), NOW).await })
        })
        .collect();
    for one in all {
        one.await.unwrap().unwrap();
    }
    let (first, more) = store.audit(None).await.unwrap();
    assert!(more && first.len() == 100 && first[0].id == 120);
    let (rest, more) = store.audit(first.last().map(|line| line.id)).await.unwrap();
    assert!(!more);
    let numbers: Vec<i64> = first.iter().chain(&rest).map(|line| line.id).collect();
    assert_eq!(numbers, (1..=120).rev().collect::<Vec<_>>());
    for _ in 0..210 {
        store.note_refused("", "stale", NOW).await.unwrap();
    }
    let (last, _) = store.audit(None).await.unwrap();
    assert_eq!(last[0].id, 320, "two hundred an hour, and no more");
    store.note_refused("", "stale", "2026-11-22T12:00:00Z").await.unwrap();
    assert_eq!(store.audit(None).await.unwrap().0[0].id, 321, "the next hour has its own");
}

#[tokio::test]
async fn what_the_provider_signed_is_kept_as_long_as_the_session_and_given_back_when_it_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let signed = store.begin_session_of(ADA, "Ada L.", "a.b.c", NOW, LATER).await.unwrap();
    let unsigned = store.begin_session(ADA, "Ada L.", NOW, LATER).await.unwrap();
    assert_eq!(store.end_session(&signed, SOON).await.unwrap().as_deref(), Some("a.b.c"));
    assert_eq!(store.end_session(&signed, SOON).await.unwrap(), None, "once");
    assert_eq!(store.end_session(&unsigned, SOON).await.unwrap(), None);
}

#[tokio::test]
async fn what_has_had_its_time_is_forgotten_and_that_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let (old, kept) = ("2025-11-22T11:29:59Z", "2025-11-22T11:30:00Z");
    for at in [old, old, kept, NOW] {
        store.note(ADA, act::ROWS_READ, at, at).await.unwrap();
    }
    let open = store.begin_session(ADA, "", NOW, LATER).await.unwrap();
    let ended = store.begin_session(ADA, "", old, kept).await.unwrap();
    store.begin_entry("state", &entry(), NOW, SOON).await.unwrap();
    // A sign-in is noted, too: three lines are too old.
    assert_eq!(store.prune(kept, NOW).await.unwrap(), 3);
    assert_eq!(store.session(&ended, old).await.unwrap(), None, "it is gone, whatever the clock of who asks");
    assert!(store.session(&open, SOON).await.unwrap().is_some());
    let (lines, _) = store.audit(None).await.unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.id, line.act.as_str(), line.object.as_str())).collect();
    let expected =
        [(7, act::LOG_PRUNED, "3"), (5, act::SIGN_IN, ""), (4, act::ROWS_READ, NOW), (3, act::ROWS_READ, kept)];
    assert_eq!(told, expected);
    assert_eq!(store.prune(kept, NOW).await.unwrap(), 0);
    assert_eq!(store.audit(None).await.unwrap().0.len(), 4, "what removes nothing is not noted");
    assert_eq!(store.prune(LATER, LATER).await.unwrap(), 4);
    assert_eq!(store.audit(None).await.unwrap().0[0].id, 8, "numbers go on where all lines went");
}

/// The same on PostgreSQL, where there is one to test on: `LANTERNE_TEST_POSTGRES=postgres://…`.
#[tokio::test]
async fn a_server_recognises_people_as_a_file_does() {
    let Ok(address) = std::env::var("LANTERNE_TEST_POSTGRES") else {
        println!("skipped: no PostgreSQL to test on; give its address as LANTERNE_TEST_POSTGRES");
        return;
    };
    let store = Store::open(&Place::Server(address)).await.unwrap();
    store.keep_account(&operator(ADA), ADMIN, NOW).await.unwrap();
    let held = store.begin_session(ADA, "", NOW, LATER).await.unwrap();
    assert_eq!(store.session(&held, SOON).await.unwrap(), Some(operator(ADA)));
    let (_, said) = store.make_token(ADA, "paie", NOW).await.unwrap();
    assert_eq!(store.bearer(&said).await.unwrap(), Some(operator(ADA)));
    let browser = store.begin_entry(&held, &entry(), NOW, SOON).await.unwrap();
    assert_eq!(store.take_entry(&held, &browser, NOW).await.unwrap(), Some(entry()));
    assert_eq!(store.take_entry(&held, &browser, NOW).await.unwrap(), None);
    let all: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.note(ADA, act::ROWS_READ, "", NOW).await })
        })
        .collect();
    for one in all {
        one.await.unwrap().unwrap();
    }
    store.end_account(ADA, ADMIN, SOON).await.unwrap();
    assert_eq!(store.session(&held, SOON).await.unwrap(), None);
    let (lines, _) = store.audit(None).await.unwrap();
    assert!(lines.windows(2).all(|pair| pair[0].id == pair[1].id + 1), "numbers without a gap");
}
