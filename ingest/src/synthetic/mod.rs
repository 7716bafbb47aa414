//! A register of establishments made by a seeded generator, in Sirene's own shape.
