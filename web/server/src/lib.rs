//! web/server
