//! The same inputs are built once, by one ingest at a time. What a kill leaves is tested on the shipped binary (`tests/`).
#![allow(clippy::unwrap_used)]

use std::path::Path;

use lanterne_ingest::asset::Asset;
use lanterne_ingest::card::Profile;
use lanterne_ingest::fetch::Patience;
use lanterne_ingest::pipeline::{Request, run};
use lanterne_ingest::publish::{Lock, Store};
use lanterne_ingest::{IngestError, Interrupt, Silent, Watch};

fn request(var: &Path) -> Request {
    Request {
        var: var.to_path_buf(),
        asset: Asset::Embedded,
        profile: Profile::Default,
        only: Vec::new(),
        from: None,
        patience: Patience::default(),
    }
}

#[test]
fn the_same_inputs_are_not_built_twice_and_two_ingests_do_not_collide() {
    let var = tempfile::tempdir().unwrap();
    let interrupt = Interrupt::default();
    let watch = Watch::new(&Silent, &interrupt);
    let request = request(var.path());
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
