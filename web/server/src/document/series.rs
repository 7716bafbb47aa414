//! A series: one indicator at one level, in row order, with everything the legend and the table show.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::figure::Source;
use super::filter::FilterDocument;

/// Territory index of a level: what `row` means.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TerritoriesDocument {
    /// Level.
    pub level: String,
    /// Year of the geographic code.
    pub cog: i32,
    /// Rows: feature ids of the tiles, indices of every series.
    pub rows: Vec<u32>,
    /// Codes.
    pub code: Vec<String>,
    /// Names.
    pub name: Vec<String>,
    /// Natures of EPCI (`ME`, `CU`, `CA`, `CC`, `MET69`); `null` at other levels.
    pub nature: Vec<Option<String>>,
    /// Department of each unit; of an EPCI, the one with most inhabitants.
    pub departement: Vec<Option<String>>,
    /// Region of each unit; of an EPCI, the one with most inhabitants.
    pub region: Vec<Option<String>>,
    /// EPCI of each commune; `null` at other levels.
    pub epci: Vec<Option<String>>,
    /// Population municipale.
    pub population: Vec<Option<i64>>,
    /// Longitude of a point inside (the town hall of a commune where known).
    pub lon: Vec<Option<f64>>,
    /// Latitude of that point.
    pub lat: Vec<Option<f64>>,
    /// Bounding boxes, degrees: west, south, east, north; `null` without outline.
    pub bbox: Vec<Option<[f64; 4]>>,
    /// True where the register covers only part of the unit.
    pub partial: Vec<bool>,
}

/// One bar of the histogram; a bar never mixes two classes.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Bin {
    /// Lower bound, excluded but for the first bar.
    pub from: f64,
    /// Upper bound, included.
    pub to: f64,
    /// Class of the bar.
    pub class: u32,
    /// Units in the bar.
    pub count: u32,
}

/// What the histogram leaves out of its drawing: a tail so long that it would hide the rest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Beyond {
    /// Where the last bar ends.
    pub from: f64,
    /// Units above it.
    pub count: u32,
}

/// One class of the legend.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Class {
    /// Lower bound, excluded but for the first class.
    pub from: f64,
    /// Upper bound, included.
    pub to: f64,
    /// Units in the class.
    pub count: u32,
    /// « de 16 à 20 ».
    pub label: String,
}

/// The territory the map is read against.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reference {
    /// Level of the reference.
    pub level: String,
    /// Its code; `null` for a set of departments that is no territory.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Option<f64>,
    /// Its lower bound, see `uncertainty`.
    pub low: Option<f64>,
    /// Its upper bound.
    pub high: Option<f64>,
    /// Index, in `breaks`, of the break that is the reference, in the year of the classes; `null` when it is none.
    pub break_index: Option<u32>,
}

/// A figure published elsewhere, shown where the register does not speak.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PublishedShare {
    /// Row of the territory.
    pub row: u32,
    /// The published value, in the unit of the series.
    pub value: f64,
    /// Year it describes, as published.
    pub year: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Always true: it was read, not computed.
    pub published: bool,
}

/// Answer of `/api/v1/series/{indicator}`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SeriesDocument {
    /// Slug of the indicator.
    pub indicator: String,
    /// Full label, in French.
    pub label: String,
    /// Short label, in French.
    pub short: String,
    /// Title of the map, in French.
    pub title: String,
    /// Second line of the title, in French.
    pub subtitle: String,
    /// Level.
    pub level: String,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Familles and sectors the figures are limited to; `null`: all of the perimeter.
    pub filter: Option<FilterDocument>,
    /// Region the rows are limited to.
    pub region: Option<String>,
    /// Unit, in French.
    pub unit: String,
    /// Decimals to show.
    pub decimals: u8,
    /// Rows of the level, ascending; every column below has this length.
    pub rows: Vec<u32>,
    /// Values.
    pub value: Vec<Option<f64>>,
    /// Absences by row: `nd`, `s`, `nil` or `ns`; only where `value` is `null`.
    pub absence: BTreeMap<u32, String>,
    /// What `low` and `high` are: `poisson` or `wilson` for a 95 % interval, `tranche` for the least and the most that the size
    /// bands allow, `aucun` where they are `null`.
    pub uncertainty: String,
    /// Lower bounds.
    pub low: Vec<Option<f64>>,
    /// Upper bounds.
    pub high: Vec<Option<f64>>,
    /// Empirical-Bayes rates.
    pub smoothed: Vec<Option<f64>>,
    /// Numerators.
    pub numerator: Vec<Option<f64>>,
    /// Denominators.
    pub denominator: Vec<Option<f64>>,
    /// False where the figure cannot be read alone: see `reliability` of the indicator.
    pub reliable: Vec<bool>,
    /// Class of each unit, 0 the lowest.
    pub class: Vec<Option<u32>>,
    /// Bounds of the classes, one more than classes.
    pub breaks: Vec<f64>,
    /// How the classes were made, in French.
    pub method: String,
    /// Year of the figures, at its end; `null` where the register says none.
    pub year: Option<u16>,
    /// Year whose classes these are, when it is another: the one of reference, so that years are coloured alike.
    pub classes_year: Option<u16>,
    /// Classes, lowest first.
    pub classes: Vec<Class>,
    /// Bar of each unit, index in `histogram`; `null` for an absent value and for those beyond the last bar.
    pub bin: Vec<Option<u32>>,
    /// Bars of the legend.
    pub histogram: Vec<Bin>,
    /// Units beyond the last bar; `null` when the bars hold them all.
    pub beyond: Option<Beyond>,
    /// The territory the map is read against.
    pub reference: Reference,
    /// Rank of each unit, 1 the highest.
    pub rank: Vec<Option<u32>>,
    /// Positions in the columns, from the lowest value to the highest; absent units last, in row order.
    pub order: Vec<u32>,
    /// Figures published elsewhere, for units the register does not cover.
    pub published: Vec<PublishedShare>,
    /// The sentence that reads the map.
    pub sentence: String,
    /// What becomes of the zones of study that lie across the border of the region shown; left out where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub across: Option<String>,
    /// « Du plus faible au plus fort : … », for the table strip.
    pub extremes: String,
    /// Where the figures come from.
    pub source: Source,
    /// What the figures describe.
    pub millesime: String,
    /// Year of the geographic code.
    pub cog: i32,
    /// True when the figures are synthetic.
    pub synthetic: bool,
    /// « Données synthétiques… », when they are.
    pub notice: Option<String>,
}
