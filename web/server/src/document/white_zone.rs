//! White zones: each kind's verdict for each unit, with its evidence.

use serde::Serialize;
use utoipa::ToSchema;

/// Parameters of the tests, as used.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhiteZoneParameters {
    /// Share of the reference rate below which a rate is low.
    pub c: f64,
    /// Posterior probability asked for.
    pub p: f64,
    /// Minutes beyond which a site is far.
    pub t: f64,
    /// Share of the population that must be far.
    pub m: f64,
    /// Schemes whose sites count; empty: all.
    pub schemes: Vec<String>,
    /// How travel times were made, in French.
    pub travel_model: String,
    /// Level of the reference of the test `offre`, its name and its rate.
    pub reference: String,
    /// Rate of the reference, in the unit of the rate.
    pub reference_rate: Option<f64>,
}

/// Test `offre`: the establishment rate is credibly below `c` times the reference.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OffreColumns {
    /// `oui`, `non`, `ns` or `nd`.
    pub verdict: Vec<String>,
    /// Posterior probability that the rate is below `c` times the reference.
    pub probability: Vec<Option<f64>>,
    /// Establishments per 10 000 inhabitants.
    pub rate: Vec<Option<f64>>,
    /// Lower bound of the 95 % interval.
    pub low: Vec<Option<f64>>,
    /// Upper bound of the 95 % interval.
    pub high: Vec<Option<f64>>,
}

/// Test `accompagnement`: too many inhabitants live far from any site.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccompagnementColumns {
    /// `oui`, `non`, `ns` or `nd`.
    pub verdict: Vec<String>,
    /// Minutes to the nearest site, mean over inhabitants.
    pub minutes: Vec<Option<f64>>,
    /// Share of the population farther than `t`, from 0 to 1.
    pub far_share: Vec<Option<f64>>,
    /// The nearest site.
    pub nearest: Vec<Option<String>>,
}

/// Both kinds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhiteZoneKinds {
    /// Test `offre`.
    pub offre: OffreColumns,
    /// Test `accompagnement`.
    pub accompagnement: AccompagnementColumns,
}

/// Answer of `/api/v1/white-zones`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhiteZonesDocument {
    /// Level.
    pub level: String,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Region the rows are limited to.
    pub region: Option<String>,
    /// Parameters, as used.
    pub parameters: WhiteZoneParameters,
    /// Rows of the level, ascending.
    pub rows: Vec<u32>,
    /// Verdicts and evidence.
    pub kinds: WhiteZoneKinds,
    /// The sentence that reads the map.
    pub sentence: String,
    /// What the places of the sites rest on, in French.
    pub basis: String,
    /// True when the figures are synthetic.
    pub synthetic: bool,
    /// « Données synthétiques… », when they are.
    pub notice: Option<String>,
}
