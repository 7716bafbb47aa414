//! The service: one snapshot in memory, an address space over it, and the page.
pub mod document;
