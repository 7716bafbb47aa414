//! From published files to facts, inside a draft: DuckDB reads Parquet and CSV itself, nothing passes through memory
//! that does not have to.
//!
//! [`register`] is Sirene; [`nomenclature`] holds its stated tables; [`passage`] takes codes of one COG year to another;
//! [`travel`] is a matrix of travel times.

mod figure;
mod first;
pub(crate) mod key;
pub mod nomenclature;
pub mod passage;
mod refused;
pub mod register;
mod scratch;
pub(crate) mod source;
pub mod travel;
