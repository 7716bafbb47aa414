//! A finished draft becomes the served snapshot, or nothing happens.
