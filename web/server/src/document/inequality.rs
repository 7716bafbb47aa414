//! How evenly an indicator is spread over the inhabitants: the Lorenz curve and its indices.

use serde::Serialize;
use utoipa::ToSchema;

use super::filter::FilterDocument;

/// Answer of `/api/v1/inequality/{indicator}`. Shares are from 0 to 1; columns follow `row`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InequalityDocument {
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
    /// What is shared out, in French; `null` where the indicator is not an amount shared among inhabitants.
    pub amount: Option<String>,
    /// Corners of the curve, `[share of the inhabitants, share of the amount]`, from the least endowed; at most 512 of them.
    pub curve: Vec<[f64; 2]>,
    /// Rows of the level.
    pub row: Vec<u32>,
    /// Share of the inhabitants up to each territory, itself and its equals included; `null` where it takes no part.
    pub people_share: Vec<Option<f64>>,
    /// Share of the amount up to it.
    pub amount_share: Vec<Option<f64>>,
    /// Territories that take part.
    pub units: usize,
    /// Share of the amount where the least endowed half of the inhabitants live.
    pub half: Option<f64>,
    /// Gini's index.
    pub gini: Option<f64>,
    /// Hoover's index: the share that would have to move.
    pub hoover: Option<f64>,
    /// Theil's T.
    pub theil: Option<f64>,
    /// Part of T that is between departments; `null` where a level has none inside.
    pub between: Option<f64>,
    /// One French sentence on the curve, or why there is none.
    pub sentence: String,
    /// One more on where the gaps are; empty without one.
    pub detail: String,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether the register is synthetic.
    pub synthetic: bool,
}
