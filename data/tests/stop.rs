//! A long statement stops when it is asked to, from another thread.
#![allow(clippy::unwrap_used, missing_docs)]

mod stock;

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use lanterne_data::Error;

use stock::Stock;

#[test]
fn a_load_under_way_stops_in_the_middle_of_a_statement() {
    let mut stock = Stock::default();
    stock.unit("732829320", "9220", "O");
    for nic in 0..99_999 {
        stock.establishment(&format!("732829320{nic:05}"), "11", "59350", "A");
    }
    let (draft, register, _folder) = stock.draft(false);
    let (stop, ended) = (draft.stop(), AtomicBool::new(false));
    let loaded = thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                stop.now();
                thread::yield_now();
            }
        });
        let loaded = draft.load_register(&register, &|_| {});
        ended.store(true, Ordering::Relaxed);
        loaded
    });
    let Err(Error::Engine { source, .. }) = loaded else { panic!("{loaded:?}") };
    assert!(source.to_string().contains("Interrupt"), "{source}");
    drop(draft);
    let (_, loaded) = stock.load(false);
    assert_eq!(loaded.establishments.loaded, 99_999, "asked of another draft, nothing stops");
}
