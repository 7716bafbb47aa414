//! Outlines and codes of territories, and the passage from one COG year to another.
