//! The service.
pub mod document;
pub mod french;
