//! The binary `lanterne`.
fn main() {}
