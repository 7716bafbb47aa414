//! All of France, 35 228 communes, and Hauts-de-France, against the answers of the peers' harness beside the repository (`../shared/peers`).
//! Where that folder is absent the tests say so and stop, or fail if `LANTERNE_REQUIRE_SHARED` is set: `oracle` holds the same
//! comparisons on frozen tables.
#![allow(clippy::unwrap_used)]

mod access;
mod autocorrelation;
mod classes;
mod equity;
mod harness;
mod mersenne;
mod neighbour;
mod rates;
mod siting;
