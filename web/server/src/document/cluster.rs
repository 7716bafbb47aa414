//! Spatial structure of a series: the whole map's autocorrelation, and what the test says of each territory.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::filter::FilterDocument;

/// Moran's index of the whole map.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MoranDocument {
    /// The index; about 0 without structure.
    pub statistic: f64,
    /// Its expectation without structure.
    pub expected: f64,
    /// Standard score under randomisation; `null` with too few territories.
    pub z: Option<f64>,
    /// Probability of a score as far from 0; `null` with too few territories.
    pub p: Option<f64>,
}

/// Answer of `/api/v1/clusters/{indicator}`. Columns follow `row`; a territory that cannot be tested has `null` and its
/// reason in `untested`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClustersDocument {
    /// Slug of the indicator.
    pub indicator: String,
    /// Level.
    pub level: String,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Familles and sectors the figures are limited to; `null`: all of the perimeter.
    pub filter: Option<FilterDocument>,
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Who is a neighbour of whom, in French.
    pub neighbourhood: String,
    /// Permutations of each test.
    pub permutations: u32,
    /// Who draws, in French.
    pub draws: String,
    /// Which draws speak against chance, in French: both sides.
    pub tail: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Share of false discoveries tolerated among what is shown.
    pub alpha: f64,
    /// Territories with a value.
    pub units: usize,
    /// Territories with a value and no neighbour that has one.
    pub islands: usize,
    /// The whole map; `null` where it cannot be tested.
    pub moran: Option<MoranDocument>,
    /// One French sentence on the whole map.
    pub sentence: String,
    /// Rows of the level.
    pub row: Vec<u32>,
    /// Local Moran's statistic.
    pub statistic: Vec<Option<f64>>,
    /// `haut_haut`, `bas_haut`, `bas_bas` or `haut_bas`.
    pub quadrant: Vec<Option<String>>,
    /// Pseudo p-value of local Moran, two-sided.
    pub p: Vec<Option<f64>>,
    /// The same under control of false discoveries.
    pub q: Vec<Option<f64>>,
    /// `foyer_haut`, `foyer_bas`, `exception_haute`, `exception_basse` or `ns`.
    pub structure: Vec<Option<String>>,
    /// Standard score of Gi*.
    pub gi_z: Vec<Option<f64>>,
    /// p-value of Gi* by the same permutations, under control of false discoveries.
    pub gi_q: Vec<Option<f64>>,
    /// `chaud`, `froid` or `ns`.
    pub spot: Vec<Option<String>>,
    /// Why a row has no test, in French.
    pub untested: BTreeMap<u32, String>,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether the register is synthetic.
    pub synthetic: bool,
}
