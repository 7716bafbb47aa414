//! Geometry to vector tiles and tile archives. Values travel apart: tiles carry codes and shapes only.
//!
//! | question | where |
//! |---|---|
//! | who borders whom, unions, areas | [`topology`] |
//! | where a place lies in a tile | [`mercator`] |
//! | all layers of a snapshot | [`build`] |
//! | reading a stored tile, TileJSON | [`archive`] |
//! | tiles made when they are asked for | [`live`] |
//! | still pictures, SVG and PNG | [`picture`] |
//!
//! The path of a border: projected to fine units, `generalise`d for a zoom with its neighbours in sight, `snap`ped once to that
//! zoom's units, strung into the rings of every `level`, `split` into tiles by successive `clip`s, `encode`d. Each step is the
//! same for both sides of a border, hence no sliver at any zoom (test `tile_neighbours`, `tile_france`).

pub mod archive;
mod bucket;
pub mod build;
mod clip;
mod decode;
mod encode;
mod error;
mod feature;
mod generalise;
mod label;
mod level;
pub mod live;
pub mod mercator;
mod outline;
pub mod picture;
mod polygon;
mod pyramid;
mod snap;
mod split;
pub mod topology;
mod vertices;

pub use error::TileError;
