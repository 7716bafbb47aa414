//! The program from outside, over its pipe.
#![allow(clippy::unwrap_used)]

mod pictures;
mod talk;
mod trouble;
