//! Where to open the next sites.

use serde::Serialize;
use utoipa::ToSchema;

/// One proposed site, in the order in which each next one brings most.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposedSite {
    /// Code of its commune.
    pub commune: String,
    /// Its name.
    pub name: String,
    /// Longitude and latitude.
    pub point: [f64; 2],
    /// What it brings when it is opened in its turn, in the unit of the objective; `null` where that has no number.
    pub step: Option<f64>,
    /// What would be lost if it alone were given up.
    pub lost: Option<f64>,
}

/// Answer of `/api/v1/siting/{objective}`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SitingDocument {
    /// `couverture`, `mediane`, `centre` or `equite`.
    pub objective: String,
    /// Who is to be served: `population`, `etablissements` or `zones_blanches`.
    pub demand_of: String,
    /// What is optimised, in French.
    pub label: String,
    /// `optimal`, `bounded`, `infeasible` or `cancelled`.
    pub status: String,
    /// The same in French.
    pub status_label: String,
    /// Sites asked for.
    pub open: usize,
    /// Threshold of `couverture` and of `equite`, minutes.
    pub minutes: f64,
    /// Schemes whose sites stand already; empty: all.
    pub schemes: Vec<String>,
    /// Sites that stand already.
    pub existing: usize,
    /// Communes where a site may open.
    pub candidates: usize,
    /// Least population of such a commune.
    pub candidate_population: f64,
    /// Proposed sites.
    pub sites: Vec<ProposedSite>,
    /// The objective with the existing sites alone; `null` where it has no number.
    pub before: Option<f64>,
    /// The objective reached; inhabitants (or establishments), inhabitants × minutes, minutes, or a share of an EPCI from 0 to 1.
    pub value: Option<f64>,
    /// What no choice can do better than.
    pub bound: Option<f64>,
    /// Inhabitants (or establishments) whose commune has a known place.
    pub demand: f64,
    /// Inhabitants no site could reach.
    pub unreachable: f64,
    /// Inhabitants whose place is unknown.
    pub unknown: f64,
    /// How travel times were made, in French.
    pub travel_model: String,
    /// One French sentence.
    pub sentence: String,
}
