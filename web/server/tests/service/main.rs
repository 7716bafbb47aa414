//! The service asked from outside, on a small world. Tests are sentences; a file per subject.
#![allow(clippy::unwrap_used)]

mod access;
mod addresses;
mod asking;
mod deployed;
mod deposits;
mod doors;
mod figures;
mod filters;
mod ground;
mod groupings;
mod honesty;
mod listed;
mod live_tiles;
mod open_tables;
mod past;
mod pictures;
mod places;
mod present;
mod profiles;
mod publication;
mod raster;
mod signing_in;
mod simulated;
mod structure;
mod taking;
mod tiles;
mod white_zones;
mod world;
mod years;
mod zoned;
mod zonings;
