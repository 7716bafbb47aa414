//! Nothing lives here: the tests of this crate look at Lanterne from outside (see `tests/`).
