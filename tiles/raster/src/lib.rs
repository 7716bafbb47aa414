//! A vector tile as a picture, by maplibre-rs.
//!
//! For: the program of the same name, which is all that is used from outside.
//! Refuses to know: styles, indicators, the server: colours and widths come with each request.
//! Next: [`protocol`], what is said over the pipe.

pub mod engine;
pub mod mesh;
pub mod picture;
pub mod protocol;
