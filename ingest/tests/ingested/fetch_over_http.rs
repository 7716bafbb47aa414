//! The fetcher against a web server that redirects, cuts, lies, sleeps or has nothing.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::{Card, parse};
use lanterne_ingest::fetch::{Fetcher, Patience, RawFile, of_bytes};
use lanterne_ingest::{IngestError, Interrupt, Progress, Silent, Watch};
use server::{Behaviour, Server};

use crate::server;

/// 300 kB that no compressor or line reader could change unseen.
fn content() -> Vec<u8> {
    (0..300_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn card(addresses: &[String], sha256: Option<&str>) -> Card {
    let quoted: Vec<String> = addresses.iter().skip(1).map(|address| format!("\"{address}\"")).collect();
    let own = addresses.first().map_or(String::new(), |address| format!("address = \"{address}\"\n"));
    let sum = sha256.map_or(String::new(), |sum| format!("sha256 = \"{sum}\"\n"));
    let text = format!(
        "producer = \"P\"\ntitle = \"T\"\nlicence = \"L\"\naddress = \"https://exemple.test\"\nmillesime = \"2022\"\n\
         cog = 2024\nfeeds = [\"t\"]\nsynthetic = false\nprofile = \"named\"\n[[file]]\nname = \"jeu.bin\"\n{own}\
         mirrors = [{}]\n{sum}format = \"csv\"\nreader = \"flores\"\ncolumns = [\"c\"]\n",
        quoted.join(", ")
    );
    parse("p/jeu", "jeu.toml", &text).unwrap()
}

fn fetcher(raw: &Path) -> Fetcher {
    let ms = Duration::from_millis;
    let patience = Patience { connect: ms(500), silence: ms(500), attempts: 2, pause: ms(5) };
    Fetcher { raw: raw.to_path_buf(), from: None, asset: Asset::Embedded, patience }
}

fn fetch(fetcher: &Fetcher, card: &Card) -> Result<RawFile, IngestError> {
    let interrupt = Interrupt::default();
    fetcher.fetch(card, &card.files[0], &Watch::new(&Silent, &interrupt))
}

fn assert_content(file: &RawFile) {
    assert_eq!(fs::read(&file.path).unwrap(), content());
    assert_eq!((file.sha256.clone(), file.bytes), (of_bytes(&content()), 300_000));
}

#[test]
fn a_redirected_file_is_kept_as_published_and_not_asked_for_again() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::Redirect));
    let card = card(&[server.url("jeu.bin")], Some(&of_bytes(&content())));
    let file = fetch(&fetcher(raw.path()), &card).unwrap();
    assert_content(&file);
    assert_eq!(file.path, raw.path().join("p/jeu/jeu.bin"));
    assert_eq!(server.requests().len(), 3);
    assert_content(&fetch(&fetcher(raw.path()), &card).unwrap());
    assert_eq!(server.requests().len(), 3, "the second run asked again");
}

#[test]
fn a_connection_cut_half_way_is_resumed_where_it_stopped() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::CutOnce));
    assert_content(&fetch(&fetcher(raw.path()), &card(&[server.url("jeu.bin")], None)).unwrap());
    assert_eq!(server.requests(), ["/jeu.bin - -", "/jeu.bin bytes=150000- \"v1\""]);
}

#[test]
fn a_download_stopped_by_the_person_is_resumed_by_the_next_run() {
    struct StopAfter(Interrupt);
    impl Progress for StopAfter {
        fn begin(&self, _: &str, _: u64) {}
        fn advance(&self, amount: u64) {
            if amount > 0 {
                self.0.set();
            }
        }
        fn end(&self) {}
        fn say(&self, _: &str) {}
    }
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::Whole));
    let card = card(&[server.url("jeu.bin")], None);
    let interrupt = Interrupt::default();
    let progress = StopAfter(interrupt.clone());
    let stopped = fetcher(raw.path()).fetch(&card, &card.files[0], &Watch::new(&progress, &interrupt));
    assert!(matches!(stopped, Err(IngestError::Interrupted)));
    assert!(!raw.path().join("p/jeu/jeu.bin").exists());
    assert_content(&fetch(&fetcher(raw.path()), &card).unwrap());
    assert!(server.requests()[1].starts_with("/jeu.bin bytes="), "{:?}", server.requests());
}

#[test]
fn a_server_that_ignores_ranges_gives_the_file_from_its_start() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::NoRange));
    let card = card(&[server.url("jeu.bin")], Some(&of_bytes(&content())));
    leave_part(raw.path(), &server.url("jeu.bin"), &content()[..1000]);
    assert_content(&fetch(&fetcher(raw.path()), &card).unwrap());
    assert!(server.requests()[0].contains("bytes=1000-"));
}

#[test]
fn a_part_of_another_address_is_not_continued() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::Whole));
    leave_part(raw.path(), "http://ailleurs.test/jeu.bin", b"something else");
    assert_content(&fetch(&fetcher(raw.path()), &card(&[server.url("jeu.bin")], None)).unwrap());
    assert_eq!(server.requests(), ["/jeu.bin - -"]);
}

#[test]
fn spoilt_bytes_of_an_earlier_run_are_fetched_again_from_nothing() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::Whole));
    leave_part(raw.path(), &server.url("jeu.bin"), &[0; 5000]);
    let card = card(&[server.url("jeu.bin")], Some(&of_bytes(&content())));
    assert_content(&fetch(&fetcher(raw.path()), &card).unwrap());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_wrong_checksum_sets_the_file_aside_and_says_both_sums() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::Whole));
    let expected = "a".repeat(64);
    let error = fetch(&fetcher(raw.path()), &card(&[server.url("jeu.bin")], Some(&expected))).unwrap_err();
    let message = error.to_string();
    assert!(message.contains(&expected) && message.contains(&of_bytes(&content())), "{message}");
    let IngestError::Checksum { kept, .. } = error else { panic!("{error}") };
    assert_eq!(fs::read(kept).unwrap(), content());
    assert!(!raw.path().join("p/jeu/jeu.bin").exists());
}

#[test]
fn mirrors_are_tried_in_order_after_a_404_and_a_wrong_checksum() {
    let raw = tempfile::tempdir().unwrap();
    let absent = Server::start(content(), Behaviour::Absent);
    let lying = Server::start(b"not it".to_vec(), Behaviour::Whole);
    let good = Server::start(content(), Behaviour::Whole);
    let addresses = [absent.url("a"), lying.url("b"), good.url("c")];
    assert_content(&fetch(&fetcher(raw.path()), &card(&addresses, Some(&of_bytes(&content())))).unwrap());
    assert_eq!(absent.requests().len(), 1, "a 404 is not asked for again");
}

#[test]
fn a_404_everywhere_names_every_address_and_its_reason() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::Absent));
    let addresses = [server.url("un"), server.url("deux")];
    let message = fetch(&fetcher(raw.path()), &card(&addresses, None)).unwrap_err().to_string();
    assert!(addresses.iter().all(|address| message.contains(address)), "{message}");
    assert!(message.contains("404") && message.contains("jeu.bin") && message.contains("p/jeu"), "{message}");
}

#[test]
fn a_silent_server_is_given_up_with_the_time_waited_and_the_bytes_received() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::Silent));
    let message = fetch(&fetcher(raw.path()), &card(&[server.url("jeu.bin")], None)).unwrap_err().to_string();
    assert!(message.contains("aucun octet pendant 0.5 s") && message.contains("10 octets"), "{message}");
}

#[test]
fn a_busy_server_is_asked_again() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::BusyOnce));
    assert_content(&fetch(&fetcher(raw.path()), &card(&[server.url("jeu.bin")], None)).unwrap());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_server_that_always_cuts_at_the_same_byte_is_given_up() {
    let (raw, server) = (tempfile::tempdir().unwrap(), Server::start(content(), Behaviour::AlwaysCut));
    let message = fetch(&fetcher(raw.path()), &card(&[server.url("jeu.bin")], None)).unwrap_err().to_string();
    assert!(message.contains("150000") && message.contains("300000"), "{message}");
}

#[test]
fn nobody_listening_is_said_in_a_sentence() {
    let raw = tempfile::tempdir().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let message =
        fetch(&fetcher(raw.path()), &card(&[format!("http://{free}/jeu.bin")], None)).unwrap_err().to_string();
    assert!(message.contains(&free.to_string()), "{message}");
}

#[test]
fn a_folder_given_by_the_person_replaces_the_network() {
    let (raw, from) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start(content(), Behaviour::Whole);
    let card = card(&[server.url("jeu.bin")], Some(&of_bytes(&content())));
    let fetcher = Fetcher { from: Some(from.path().to_path_buf()), ..fetcher(raw.path()) };
    let message = fetch(&fetcher, &card).unwrap_err().to_string();
    assert!(message.contains("--from"), "{message}");
    fs::create_dir_all(from.path().join("some/where")).unwrap();
    fs::write(from.path().join("some/where/jeu.bin"), content()).unwrap();
    assert_content(&fetch(&fetcher, &card).unwrap());
    assert!(server.requests().is_empty());
}

#[test]
fn a_file_without_lasting_address_says_where_to_find_it() {
    let raw = tempfile::tempdir().unwrap();
    let message = fetch(&fetcher(raw.path()), &card(&[], None)).unwrap_err().to_string();
    assert!(message.contains("https://exemple.test") && message.contains("--from"), "{message}");
}

fn leave_part(raw: &Path, origin: &str, bytes: &[u8]) -> PathBuf {
    let part = raw.join("p/jeu/jeu.bin.part");
    fs::create_dir_all(part.parent().unwrap()).unwrap();
    fs::write(&part, bytes).unwrap();
    fs::write(raw.join("p/jeu/jeu.bin.part.origin"), format!("{origin}\n\n")).unwrap();
    part
}
