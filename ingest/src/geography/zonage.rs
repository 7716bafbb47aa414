//! A zoning of study: communes put together by how people live, whatever the administrations.
//!
//! For: levels that come from a table beside the embedded geography.
//! Refuses to know: the table (`crate::zonage`).
//! Next: [`super::frame`].

use std::collections::BTreeMap;

/// Zones and who is in them, at the codes of the geography; empty where no table was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zonage {
    /// Name of each zone, by code.
    pub names: BTreeMap<String, String>,
    /// Zone of each commune that is in one, by their codes.
    pub zone_of: BTreeMap<String, String>,
}
