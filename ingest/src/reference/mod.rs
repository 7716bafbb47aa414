//! Small tables of facts read in documents.
