//! From a state and read parameters to a document. A file per subject; French sentences stand in [`sentence`],
//! [`reading`] and [`words`], figures come from `view`, shapes are in `document`.

pub(crate) mod access;
pub(crate) mod accompaniment;
pub(crate) mod astride;
pub(crate) mod bars;
pub(crate) mod catalogue;
pub(crate) mod cluster;
pub(crate) mod committee;
pub(crate) mod deployment;
pub(crate) mod deposit;
pub(crate) mod filter;
pub(crate) mod inequality;
pub(crate) mod method;
pub(crate) mod notice;
pub(crate) mod ogc;
pub(crate) mod open_table;
pub(crate) mod place;
pub(crate) mod presence;
pub(crate) mod profile;
pub(crate) mod publication;
pub(crate) mod published;
pub(crate) mod reading;
pub(crate) mod relation;
pub(crate) mod sentence;
pub(crate) mod series;
pub(crate) mod simulation;
pub(crate) mod siting;
pub(crate) mod snapshot;
pub(crate) mod source;
pub(crate) mod structure;
pub(crate) mod table;
pub(crate) mod territory;
pub(crate) mod timeline;
pub(crate) mod watch;
pub(crate) mod white_zone;
pub(crate) mod wmts;
pub(crate) mod words;
pub(crate) mod year;

use lanterne_observatory::{Absence, Value};

/// A number, or `null`.
pub(crate) fn number(value: Value) -> Option<f64> {
    value.ok().filter(|number| number.is_finite())
}

/// The code of an absence, or `null`.
pub(crate) fn absence(value: Value) -> Option<String> {
    value.err().map(|absence: Absence| absence.code().to_owned())
}
