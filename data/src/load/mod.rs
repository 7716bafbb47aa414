//! From published files to facts, inside a draft: DuckDB reads Parquet and CSV itself, nothing passes through memory
//! that does not have to.

pub mod nomenclature;
