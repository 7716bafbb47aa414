//! What every figure carries: its value or its absence, its interval, and where it comes from.

use serde::Serialize;
use utoipa::ToSchema;

/// Where a figure comes from. Shown beside the figure, in the page as in an export.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Source {
    /// Card of the source, `<producer>/<dataset>`.
    pub card: String,
    /// Who publishes it.
    pub producer: String,
    /// Title of the source.
    pub title: String,
    /// Licence under which it is published.
    pub licence: String,
    /// Official address.
    pub address: String,
    /// What the figures describe, as published (« 2022 », « fin 2021 »).
    pub millesime: String,
    /// Year of the official geographic code the figures are given in.
    pub cog: i32,
    /// True when the rows were generated and describe nobody.
    pub synthetic: bool,
}

/// A number or its absence, with what says how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Figure {
    /// Slug of the indicator.
    pub indicator: String,
    /// Full label, in French.
    pub label: String,
    /// Short label, in French.
    pub short: String,
    /// Unit, in French.
    pub unit: String,
    /// Decimals to show.
    pub decimals: u8,
    /// Group of the indicator in the menu.
    pub group: String,
    /// The figure, `null` when absent.
    pub value: Option<f64>,
    /// `nd`, `s`, `nil` or `ns` when `value` is `null`.
    pub absence: Option<String>,
    /// What `low` and `high` are: `poisson` or `wilson` for a 95 % interval, `tranche` for the least and the most that the size
    /// bands allow, `aucun` where they are `null`.
    pub uncertainty: String,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Empirical-Bayes rate.
    pub smoothed: Option<f64>,
    /// Numerator, in its own unit.
    pub numerator: Option<f64>,
    /// Denominator, in its own unit.
    pub denominator: Option<f64>,
    /// False where the figure cannot be read alone: see `reliability` of the indicator.
    pub reliable: bool,
    /// The figure of the reference territory.
    pub reference: Option<f64>,
    /// Title of the source.
    pub source: String,
    /// What the figure describes.
    pub millesime: String,
    /// Year of the geographic code.
    pub cog: i32,
}

/// A territory named in another document.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Place {
    /// Level of the territory.
    pub level: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}
