//! A real routed matrix: 512 communes of Isère (OSRM, seconds by car, directed), in the data folder beside the repository
//! (`../shared/data/travel`). Where it is absent the tests say so and stop, or fail if
//! `LANTERNE_REQUIRE_SHARED` is set.
#![allow(clippy::unwrap_used)]

mod access;
mod matrix;
mod straight_line;
