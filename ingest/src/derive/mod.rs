//! Measures and tiles of a snapshot, from its facts.
