//! tiles

pub mod topology;
