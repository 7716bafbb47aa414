//! What an operator did and where, for itself: its own rows are no secret to it.
//!
//! Never public, and never for another operator.

use serde::Serialize;
use utoipa::ToSchema;

use super::presence::{DeclaredZone, PresenceSite};

/// Answer of `/api/v1/activity/coverage`. Columns by year follow `years`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoverageDocument {
    /// Slug of the operator.
    pub operator: String,
    /// Its name; `null` where this snapshot does not know it.
    pub operator_name: Option<String>,
    /// Years that anybody handed in, ascending.
    pub years: Vec<u16>,
    /// Schemes the operator handed in, the one with most beneficiaries first.
    pub schemes: Vec<SchemeCoverage>,
    /// Its places in the last of the years, wherever they are; in none of them: all, whatever their dates.
    pub sites: Vec<PresenceSite>,
    /// Its declared zones in that year.
    pub zones: Vec<DeclaredZone>,
    /// What it comes to, one French sentence.
    pub sentence: String,
    /// How it is counted, a sentence each.
    pub notes: Vec<String>,
    /// What is to be said of it: that it is made up; empty where it is not.
    pub notice: String,
}

/// What an operator did of a scheme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SchemeCoverage {
    /// Slug.
    pub scheme: String,
    /// Name.
    pub name: String,
    /// Beneficiaries, each structure once a year; `null` where the operator did not hand in the year.
    pub beneficiaries: Vec<Option<u64>>,
    /// Jobs declared; `null` where nobody said any.
    pub jobs: Vec<Option<f64>>,
    /// Euros; `null` where nobody said any.
    pub amount_eur: Vec<Option<f64>>,
    /// EPCI with a beneficiary, the one with most first.
    pub reached: Vec<ReachedEpci>,
    /// EPCI that its declared zones touch; `null` where it declares none for this scheme.
    pub declared: Option<usize>,
    /// Of these, those without a beneficiary in any of the years.
    pub missed: Vec<NamedEpci>,
    /// What it comes to, one French sentence.
    pub sentence: String,
}

/// An EPCI an operator reached.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReachedEpci {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// The operator's own beneficiaries, over the years.
    pub beneficiaries: u64,
    /// Year of the last one.
    pub last: u16,
}

/// An EPCI.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NamedEpci {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}
