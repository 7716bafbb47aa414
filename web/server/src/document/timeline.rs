//! An indicator from year to year: some territories and the reference, one line each.

use serde::Serialize;
use utoipa::ToSchema;

use super::figure::Source;
use super::filter::FilterDocument;

/// Answer of `/api/v1/timeline/{indicator}`. Columns of a line follow `years`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineDocument {
    /// Slug of the indicator.
    pub indicator: String,
    /// Full label, in French.
    pub label: String,
    /// Label with its filter, in French.
    pub title: String,
    /// Unit, in French.
    pub unit: String,
    /// Decimals to show.
    pub decimals: u8,
    /// What `low` and `high` are: see the series.
    pub uncertainty: String,
    /// The same in French.
    pub uncertainty_label: String,
    /// Level of the codes that name none.
    pub level: String,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Familles and sectors the figures are limited to; `null`: all of the perimeter.
    pub filter: Option<FilterDocument>,
    /// Region whose figure is the reference; `null`: all that the register covers.
    pub region: Option<String>,
    /// The years, ascending, each at its end. Only the one of reference where the perimeter is known of no other; empty where the
    /// register says none.
    pub years: Vec<u16>,
    /// The year of reference.
    pub year: Option<u16>,
    /// The territories in the order asked, then the reference.
    pub lines: Vec<TimelineLine>,
    /// Years from which figures are on another basis: across one nothing is compared.
    pub breaks: Vec<TimelineBreak>,
    /// The sentence that reads the lines.
    pub sentence: String,
    /// What must be known to read them, in French.
    pub notes: Vec<String>,
    /// The register of each year, in the order of `years`.
    pub sources: Vec<Source>,
    /// Sources in one line, in French.
    pub source_line: String,
    /// Year of the geographic code.
    pub cog: i32,
    /// True when a year is synthetic.
    pub synthetic: bool,
    /// « Données synthétiques… », when one is.
    pub notice: Option<String>,
}

/// One territory over the years.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineLine {
    /// `territoire` or `reference`.
    pub role: String,
    /// Its level.
    pub level: String,
    /// Its code; `null` for a reference that is no territory.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Values.
    pub value: Vec<Option<f64>>,
    /// Absences: `nd`, `s`, `nil` or `ns` where `value` is `null`.
    pub absence: Vec<Option<String>>,
    /// Lower bounds.
    pub low: Vec<Option<f64>>,
    /// Upper bounds.
    pub high: Vec<Option<f64>>,
    /// Numerators.
    pub numerator: Vec<Option<f64>>,
    /// Denominators.
    pub denominator: Vec<Option<f64>>,
    /// False where the figure cannot be read alone.
    pub reliable: Vec<bool>,
    /// From the first year to the last.
    pub growth: TimelineGrowth,
    /// « De 16,5 fin 2018 à 17,0 fin 2022 : +3,0 %, +0,7 % par an. »
    pub sentence: String,
}

/// What changed between two years.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineGrowth {
    /// The first year.
    pub from: Option<u16>,
    /// The last one.
    pub to: Option<u16>,
    /// In the unit of the figure.
    pub absolute: Option<f64>,
    /// In %.
    pub relative: Option<f64>,
    /// In % a year.
    pub annual: Option<f64>,
    /// Why there is none: `nd`, `s`, `nil` or `ns` where `absolute` is `null`.
    pub absence: Option<String>,
}

/// A year from which figures are on another basis.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineBreak {
    /// First year on the new basis.
    pub year: u16,
    /// `source`: the register is another producer's.
    pub cause: String,
    /// The same in French.
    pub label: String,
}
