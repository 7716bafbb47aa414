//! The catalogue of indicators.

use serde::Serialize;
use utoipa::ToSchema;

/// One indicator, as described by the core.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IndicatorDocument {
    /// Slug, used in addresses.
    pub slug: String,
    /// Full label, in French.
    pub label: String,
    /// Short label, in French.
    pub short: String,
    /// Unit, in French.
    pub unit: String,
    /// Decimals to show.
    pub decimals: u8,
    /// Group in the menu, in French.
    pub group: String,
    /// One plain French sentence.
    pub definition: String,
    /// The formula.
    pub formula: String,
    /// What it does not say.
    pub limits: String,
    /// Where its interval comes from, in French.
    pub uncertainty: String,
    /// When it is shown as reliable, in French.
    pub reliability: String,
    /// What it counts: `etablissements` or `emplois`; `null` where it is not such a quotient.
    pub numerator: Option<String>,
    /// What it divides by: `habitants`, `surface`, `economie`, or `aucun` for the number itself; `null` likewise.
    pub denominator: Option<String>,
    /// True where it compares familles: it says nothing once some familles are chosen.
    pub of_familles: bool,
    /// Levels it is served at.
    pub levels: Vec<String>,
}
