//! What changed, and why: growth, shift-share, series through passage tables, revisions (METHODS 9).
//!
//! Refuses to know who published the figures.
