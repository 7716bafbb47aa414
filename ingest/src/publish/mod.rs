//! A finished draft becomes the served snapshot, or nothing happens.
//!
//! `<var>/snapshots/<id>.draft-<pid>/` is filled, synced file by file, renamed to `<id>`; then `<var>/current`, a file
//! that holds the id, is replaced by rename. A kill at any instant leaves the old snapshot named by `current`, and leaves
//! at worst a draft that the next run takes up (`adopt`) or removes. Two runs in one `<var>` are kept apart by a lock that
//! the system releases with the process. Refuses to know what is in a snapshot: only its manifest's checksums.

mod draft;
mod lock;
mod store;

pub use draft::Workshop;
pub use lock::Lock;
pub use store::Store;

/// Published snapshots kept, the current one included.
pub const KEPT: usize = 3;
