//! Geometry to vector tiles and tile archives.

pub mod archive;
pub mod build;
mod clip;
mod encode;
mod error;
mod generalise;
mod level;
pub mod mercator;
mod polygon;
mod pyramid;
mod snap;
mod split;
pub mod topology;
mod vertices;

pub use error::TileError;
