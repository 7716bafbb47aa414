//! The zones to watch: those of the roadmap, those that the tests find, those that somebody chose; each with its indicators, and one of
//! them with its history.
//!
//! Public. Beneficiaries are told as the public table of the EPCI tells them, and no closer.

use serde::Serialize;
use utoipa::ToSchema;

use super::presence::{Choice, PresenceSite};
use super::territory::WhiteZoneTest;
use super::white_zone::WhiteZoneParameters;

/// Answer of `/api/v1/watch`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchDocument {
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Name of the region, with its article.
    pub place: String,
    /// Level of the units that the found areas are made of.
    pub level: String,
    /// Kinds of tests that make a unit white.
    pub kinds: Vec<String>,
    /// Every kind, with its name.
    pub known_kinds: Vec<Choice>,
    /// Schemes that can be asked for.
    pub schemes: Vec<Choice>,
    /// Parameters of the tests, as used.
    pub parameters: WhiteZoneParameters,
    /// The thresholds of every zone that has none of its own.
    pub thresholds: WatchThresholds,
    /// Those of the roadmap, then those chosen, then those found, the most populous first.
    pub zones: Vec<WatchZone>,
    /// The units of the level, for the map.
    pub units: WatchUnits,
    /// Thresholds that are crossed, the most serious first, whatever the zone.
    pub alerts: Vec<WatchAlert>,
    /// The zone that is opened, with its history.
    pub opened: Option<WatchOpened>,
    /// What the page says first, one French sentence.
    pub sentence: String,
    /// The rest of the synthesis, a sentence each.
    pub sentences: Vec<String>,
    /// What none of this says, a sentence each.
    pub notes: Vec<String>,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether the figures or the activity are synthetic.
    pub synthetic: bool,
}

/// Limits beyond which a zone calls for a look; `null`: none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct WatchThresholds {
    /// Density below this share of the reference, per cent.
    pub densite: Option<f64>,
    /// Share of the jobs below this, per cent.
    pub part_emplois: Option<f64>,
    /// Minutes to the nearest site above this.
    pub minutes: Option<f64>,
    /// No beneficiary for this many years.
    pub sans: Option<u32>,
}

/// One zone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchZone {
    /// What it is in a link: `zone-zone_est_80`, `epci-200070985`, or the territories it is made of.
    pub key: String,
    /// `feuille_de_route`, `choisie` or `trouvee`.
    pub origin: String,
    /// Name.
    pub name: String,
    /// What it is made of, in a few French words.
    pub context: String,
    /// Whether its limits are known; those of a zone that a document says in words only are candidates.
    pub certain: bool,
    /// The EPCI it touches.
    pub epci: Vec<WatchEpci>,
    /// Its units at the level of the found areas.
    pub rows: Vec<u32>,
    /// Number of communes.
    pub communes: usize,
    /// Inhabitants.
    pub population: Option<f64>,
    /// Establishments, density, share of jobs: to be read together.
    pub figures: Vec<WatchFigure>,
    /// The three in one French sentence.
    pub sentence: String,
    /// Minutes to the nearest site, mean over inhabitants.
    pub minutes: Option<f64>,
    /// Absence of the minutes; `nil`: none can be reached.
    pub minutes_absence: Option<String>,
    /// Share of the inhabitants farther than `t`, from 0 to 1.
    pub far_share: Option<f64>,
    /// The site nearest to most of them.
    pub nearest: Option<String>,
    /// Whom the schemes reached.
    pub aid: WatchAid,
    /// For each of the four kinds, how many of its EPCI it holds for.
    pub kinds: Vec<WatchKind>,
    /// The zones of the other side that share units with it.
    pub overlaps: Vec<WatchOverlap>,
    /// The thresholds it is judged by.
    pub thresholds: WatchThresholds,
    /// Those that are crossed, the most serious first.
    pub crossed: Vec<WatchCrossed>,
    /// Those that cannot be judged, and why, a sentence each.
    pub unjudged: Vec<String>,
    /// Address of its profile.
    pub profile: String,
    /// Address of its map in the explorer.
    pub map: String,
}

/// An EPCI of a zone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchEpci {
    /// Row of the level.
    pub row: u32,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether all of it lies in the zone.
    pub whole: bool,
    /// Verdict of each of the four kinds, in the order of `known_kinds`: `oui`, `non`, `ns` or `nd`.
    pub verdicts: Vec<String>,
}

/// A figure of a zone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchFigure {
    /// Slug of the indicator.
    pub indicator: String,
    /// Its name.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// Decimals to show.
    pub decimals: u8,
    /// The figure.
    pub value: Option<f64>,
    /// Its absence.
    pub absence: Option<String>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
    /// The figure of the reference; `null` for a number.
    pub reference: Option<f64>,
    /// The figure over that of the reference; `null` for a number.
    pub ratio: Option<f64>,
}

/// Whom the schemes reached in a zone, made of what the public table tells of its whole EPCI.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchAid {
    /// First and last year handed in; `null` where nothing was, or where no whole EPCI lies in the zone.
    pub window: Option<[u16; 2]>,
    /// Whole EPCI that it is told of.
    pub whole: usize,
    /// EPCI that the zone has a part of, which nothing is told of.
    pub parts: usize,
    /// Beneficiaries of the chosen schemes.
    pub beneficiaries: Option<f64>,
    /// Their absence; `s`: secret in one of the EPCI at least.
    pub absence: Option<String>,
    /// Beneficiaries of a fair spread.
    pub expected: Option<f64>,
    /// Years since the last one.
    pub years_since: Option<f64>,
    /// Its absence; `nil`: none in all the years.
    pub since_absence: Option<String>,
    /// The same in a French sentence.
    pub sentence: String,
    /// Scheme by scheme.
    pub schemes: Vec<WatchScheme>,
}

/// What is told of one scheme in a zone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchScheme {
    /// Name.
    pub name: String,
    /// Beneficiaries.
    pub beneficiaries: Option<f64>,
    /// Their absence.
    pub absence: Option<String>,
    /// Beneficiaries of a fair spread.
    pub expected: Option<f64>,
    /// Years since the last one.
    pub years_since: Option<f64>,
    /// Its absence.
    pub since_absence: Option<String>,
}

/// How many EPCI of a zone a kind holds for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchKind {
    /// Slug.
    pub kind: String,
    /// Name.
    pub label: String,
    /// EPCI where it holds.
    pub oui: usize,
    /// EPCI where the data lean towards it.
    pub ns: usize,
    /// EPCI where it cannot be tested.
    pub nd: usize,
    /// EPCI of the zone.
    pub of: usize,
}

/// Another zone that shares units.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchOverlap {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Units of the listed zone that both hold.
    pub units: usize,
    /// Units of the listed zone.
    pub of: usize,
    /// « recoupe « Est de la Somme » (3 EPCI sur 4) »
    pub sentence: String,
}

/// A threshold that is crossed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchCrossed {
    /// `densite`, `part_emplois`, `minutes` or `sans`.
    pub threshold: String,
    /// How far beyond, as a share of the threshold; `null`: beyond any.
    pub gap: Option<f64>,
    /// Whether the whole interval of the figure is beyond.
    pub established: bool,
    /// The figure and its threshold in a French sentence.
    pub sentence: String,
}

/// A crossed threshold, with its zone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchAlert {
    /// Key of the zone.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The threshold.
    pub crossed: WatchCrossed,
}

/// The units of the level.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchUnits {
    /// Rows, ascending.
    pub row: Vec<u32>,
    /// Codes.
    pub code: Vec<String>,
    /// Names.
    pub name: Vec<String>,
    /// Chosen kinds that hold there.
    pub kinds: Vec<Vec<String>>,
}

/// A zone with its evidence and its history.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchOpened {
    /// The zone.
    pub zone: WatchZone,
    /// What the documents say of it, a sentence each.
    pub documents: Vec<String>,
    /// The words of the document that names it; `null` where none is quoted.
    pub quotation: Option<WatchQuotation>,
    /// The four tests of each of its EPCI, with their evidence.
    pub tests: Vec<WatchTests>,
    /// Year by year, ascending.
    pub years: Vec<WatchYear>,
    /// Its history in French sentences.
    pub sentences: Vec<String>,
    /// Places of operators in it, whatever their dates.
    pub sites: Vec<PresenceSite>,
    /// What the years are and are not, a sentence each.
    pub notes: Vec<String>,
    /// Where the years come from.
    pub source_line: String,
}

/// Words of a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchQuotation {
    /// As printed, without quotation marks.
    pub quote: String,
    /// Title of the document.
    pub document: Option<String>,
}

/// The tests of one EPCI.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchTests {
    /// Code of the EPCI.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The four tests.
    pub tests: Vec<WhiteZoneTest>,
}

/// One year of a zone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WatchYear {
    /// The year.
    pub year: u16,
    /// Establishments, density, share of jobs at its end; empty where no register of that year is loaded.
    pub figures: Vec<WatchFigure>,
    /// `oui`: a last beneficiary is of that year; `ensuite`: of a later one; `non`: none then nor later; `s`; `nd`.
    pub activity: String,
    /// The same in French words, with the schemes.
    pub activity_label: String,
    /// Places that opened that year, by name.
    pub opened: Vec<String>,
    /// Places that closed that year, by name.
    pub closed: Vec<String>,
    /// Places open in that year, as far as is known.
    pub places: usize,
}
