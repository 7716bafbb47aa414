//! Schemes, operators and declared zones. Presence keeps its kinds apart: a declared zone is never a place.

use serde::Serialize;
use utoipa::ToSchema;

/// A scheme of accompaniment, as described by its document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SchemeDocument {
    /// Slug.
    pub scheme: String,
    /// Name.
    pub name: String,
    /// Kind of help.
    pub kind: String,
    /// Lever it uses.
    pub lever: Option<String>,
    /// Stages of life of an enterprise it serves.
    pub life_stage: Option<String>,
    /// Who it serves.
    pub beneficiaries: Option<String>,
    /// Largest amount, euros.
    pub amount_max_eur: Option<f64>,
    /// Smallest amount, euros.
    pub amount_min_eur: Option<f64>,
    /// Duration, months.
    pub duration_months: Option<i32>,
    /// Who is eligible.
    pub eligibility: Option<String>,
    /// Beneficiaries a year, as announced.
    pub yearly_volume: Option<f64>,
    /// Who pays with the Region.
    pub co_financers: Option<String>,
    /// Document it comes from.
    pub document: String,
    /// Words of the document.
    pub quote: Option<String>,
    /// Operators of the scheme whose place is known.
    pub operators_placed: u32,
    /// Operators of the scheme.
    pub operators: u32,
    /// « 4 opérateurs sur 9 ont un lieu connu. »
    pub sentence: String,
}

/// Presence of operators: three bases, counted apart.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Presence {
    /// Operators in all.
    pub operators: u32,
    /// Operators with a place stated by a document or a file.
    pub stated: u32,
    /// Operators known only by the place of a workshop, which is no office.
    pub workshop: u32,
    /// Operators whose place is unknown.
    pub unknown: u32,
    /// « 4 opérateurs sur 9 ont un lieu connu. »
    pub sentence: String,
}

/// A place of an operator.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SiteDocument {
    /// Identifier.
    pub site: String,
    /// Name.
    pub name: String,
    /// `siege`, `antenne`, `permanence`, `zone`, `inconnu`, or the network's own kind.
    pub kind: String,
    /// `document`, `atelier` or `fichier`.
    pub basis: String,
    /// The basis in French words.
    pub basis_label: String,
    /// Code of the commune; `null` when the place is unknown.
    pub commune: Option<String>,
    /// Name of the commune.
    pub commune_name: Option<String>,
}

/// An operator and where it is known to be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OperatorDocument {
    /// Slug.
    pub operator: String,
    /// Name.
    pub name: String,
    /// Role, as the document says it.
    pub role: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Schemes it operates.
    pub schemes: Vec<String>,
    /// Its places.
    pub sites: Vec<SiteDocument>,
    /// True when at least one place is known, whatever the basis.
    pub placed: bool,
    /// Document it comes from.
    pub document: String,
    /// Words of the document.
    pub quote: Option<String>,
}

/// Answer of `/api/v1/operators`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OperatorsDocument {
    /// Scheme the list is limited to.
    pub scheme: Option<String>,
    /// How many are placed, and on what basis.
    pub presence: Presence,
    /// The operators.
    pub operators: Vec<OperatorDocument>,
}

/// A declared territory: watch zone, contract, PETR… Declared, not tested.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ZoneDocument {
    /// Slug.
    pub zone: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Departments.
    pub departement: Vec<String>,
    /// EPCI that certainly belong to it.
    pub epci: Vec<String>,
    /// EPCI that may belong to it; never used as fact.
    pub epci_candidate: Vec<String>,
    /// Rows of `epci` at level `epci`.
    pub rows: Vec<u32>,
    /// Rows of `epci_candidate` at level `epci`.
    pub rows_candidate: Vec<u32>,
    /// True when the document itself names the members.
    pub certain: bool,
    /// Longitude and latitude of the middle of the bounding box.
    pub point: Option<[f64; 2]>,
    /// Bounding box of certain and candidate members, degrees.
    pub bbox: Option<[f64; 4]>,
    /// What the membership rests on.
    pub basis: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Document it comes from.
    pub document: Option<String>,
}
