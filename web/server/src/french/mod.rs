//! How figures and sentences are written in French. Nothing here computes; nothing elsewhere spells.

pub mod article;
pub mod number;
pub mod ordinal;
pub mod typography;

pub use article::Named;
pub use number::{integer, number, shortest};
