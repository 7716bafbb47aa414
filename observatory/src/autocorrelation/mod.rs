//! Do neighbours resemble each other, and where? Spatial structure (METHODS 3).
//!
//! Refuses to know how neighbours were found ([`crate::neighbour`]) and what the values are.
