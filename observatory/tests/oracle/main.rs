//! Answers of independent programs, frozen in `tests/oracle` by the scripts beside them. Each test states its tolerance.
#![allow(clippy::unwrap_used)]

mod access;
mod association;
mod autocorrelation;
mod change;
mod classes;
mod cohort;
mod comparable;
mod equity;
mod local_rates;
mod neighbour;
mod road;
mod siting;
mod small_number;
mod table;
mod travel;
mod white_zone;
