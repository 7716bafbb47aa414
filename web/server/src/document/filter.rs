//! What is counted of the ESS: the filter of an answer, and the lists it can be chosen in.

use serde::Serialize;
use utoipa::ToSchema;

/// The familles and sectors the figures of an answer are limited to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FilterDocument {
    /// Familles kept; empty: all.
    pub famille: Vec<String>,
    /// Sections of the NAF kept, by their letter; empty: all.
    pub secteur: Vec<String>,
    /// « associations, secteur « Enseignement » ».
    pub label: String,
    /// What is limited and what is not, in a French sentence or two.
    pub explained: String,
}

/// A famille or a sector that can be chosen, with what the reference territory counts of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PartDocument {
    /// Name in addresses: slug of a famille, letter of a section.
    pub slug: String,
    /// French name.
    pub label: String,
    /// Employer establishments of it, through the rest of the filter; `null` where the register does not speak.
    pub establishments: Option<f64>,
    /// Jobs, likewise.
    pub jobs: Option<f64>,
}

/// Answer of `/api/v1/parts`. A list is counted through the choice made in the other, never through its own.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PartsDocument {
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Code of the region; `null` for all that is covered.
    pub region: Option<String>,
    /// Name of the territory they are counted in.
    pub reference: String,
    /// The filter; `null` without one.
    pub filter: Option<FilterDocument>,
    /// The five familles.
    pub familles: Vec<PartDocument>,
    /// The 21 sections.
    pub sections: Vec<PartDocument>,
}
