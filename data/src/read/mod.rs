//! Reading a snapshot: columns in row order, for whoever serves them.
