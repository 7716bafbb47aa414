//! Two indicators of the same territories: the scatter, the map of nine colours, how far they go together.

use serde::Serialize;
use utoipa::ToSchema;

use super::filter::FilterDocument;

/// One of the two indicators.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Axis {
    /// Slug.
    pub indicator: String,
    /// Full name.
    pub label: String,
    /// Short name.
    pub short: String,
    /// Unit; empty for a plain number.
    pub unit: String,
    /// Decimals to show.
    pub decimals: u8,
    /// Figure of the reference.
    pub reference: Option<f64>,
    /// Edges of its thirds: the lowest value, the two cuts, the highest; fewer where values fall together.
    pub breaks: Vec<f64>,
    /// Values, in the order of `row`.
    pub value: Vec<Option<f64>>,
}

/// Answer of `/api/v1/relations/{indicator}/{other}`. Columns follow `row`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RelationDocument {
    /// Level.
    pub level: String,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Familles and sectors the figures are limited to; `null`: all of the perimeter.
    pub filter: Option<FilterDocument>,
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Name of the reference.
    pub reference: String,
    /// Rows of the level.
    pub row: Vec<u32>,
    /// The first indicator, along the abscissa.
    pub x: Axis,
    /// The second one, along the ordinate.
    pub y: Axis,
    /// `3 × third of y + third of x`, thirds from 0; `null` where either is unknown.
    pub cell: Vec<Option<u8>>,
    /// Territories in each of the nine cells.
    pub counts: [u32; 9],
    /// Territories where both are known.
    pub pairs: usize,
    /// Pearson's coefficient; `null` with too few territories or without variation.
    pub linear: Option<f64>,
    /// Lower end of its 95 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Spearman's coefficient.
    pub rank: Option<f64>,
    /// One French sentence.
    pub sentence: String,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether the register is synthetic.
    pub synthetic: bool,
}
