//! Small tables of facts read in documents: `data/reference/facts/*.csv` into the snapshot's tables.

mod fault;

pub use fault::FactFault;
