//! One territory: everything the right panel shows.

use serde::Serialize;
use utoipa::ToSchema;

use super::accompaniment::{OperatorDocument, Presence};
use super::figure::{Figure, Place, Source};
use super::filter::FilterDocument;

/// One row of the comparison: itself, its department, its region, France.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Comparison {
    /// `itself`, `departement`, `region` or `france`.
    pub role: String,
    /// Level of the compared territory.
    pub level: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Option<f64>,
    /// Absence when `value` is `null`.
    pub absence: Option<String>,
    /// Lower bound; what it is stands in `uncertainty` of the headline.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// True when the figure was published elsewhere and not computed here.
    pub published: bool,
    /// Source of a published figure, with its year.
    pub source: Option<String>,
}

/// Rank among the units of the same level, 1 the highest, with its 95 % interval.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RankDocument {
    /// Rank.
    pub rank: u32,
    /// Units ranked.
    pub of: u32,
    /// Best rank of the interval; `null` for the measures that have none.
    pub low: Option<u32>,
    /// Worst rank of the interval.
    pub high: Option<u32>,
    /// « 71e sur 92, entre la 35e et la 81e place. »
    pub sentence: String,
}

/// One line of the structure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Share {
    /// Slug of the famille, or letter of the section.
    pub slug: String,
    /// French label.
    pub label: String,
    /// Employer establishments.
    pub establishments: Option<f64>,
    /// Jobs.
    pub jobs: Option<f64>,
    /// Share of ESS jobs, %.
    pub share_jobs: Option<f64>,
    /// Share of ESS establishments, %.
    pub share_establishments: Option<f64>,
    /// Share of ESS jobs in the reference territory, %.
    pub reference_share_jobs: Option<f64>,
}

/// Structure of the ESS of a territory.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Structure {
    /// By famille, in the order of the law.
    pub familles: Vec<Share>,
    /// By NAF section, most jobs first; sections without establishment are left out.
    pub sections: Vec<Share>,
    /// One French sentence.
    pub sentence: String,
}

/// One white-zone test of a territory.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhiteZoneTest {
    /// `offre`, `foyer_froid`, `accompagnement` or `recours`.
    pub kind: String,
    /// French term.
    pub label: String,
    /// What the test asks, in French.
    pub definition: String,
    /// `oui`, `non`, `ns` or `nd`.
    pub verdict: String,
    /// « oui », « non », « n.s. », « n.d. ».
    pub verdict_label: String,
    /// Evidence in a few words, for a line.
    pub evidence: String,
    /// Evidence in a sentence.
    pub sentence: String,
    /// How much of the verdict hangs on the thresholds; `null` where the test cannot be made.
    pub stability: Option<StabilityDocument>,
    /// The area it is part of, in a French sentence; `null` where it is not white or stands alone.
    pub area: Option<String>,
}

/// In how many neighbouring settings of the parameters, and at which level, a test holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StabilityDocument {
    /// Settings in which it holds.
    pub white: u64,
    /// Settings tried, around the one asked for.
    pub settings: u64,
    /// `white / settings`.
    pub share: f64,
    /// Share of the inhabitants for whom it holds at the other level: communes of an EPCI, EPCI of a commune.
    pub other_level: Option<f64>,
    /// The same in French.
    pub sentence: String,
}

/// A figure published about this territory, as published.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublishedFigure {
    /// Measure, slug of the reference table.
    pub measure: String,
    /// French label of the measure.
    pub label: String,
    /// Famille, sector…; empty for the whole.
    pub detail: String,
    /// Value.
    pub value: Option<f64>,
    /// Unit, in French.
    pub unit: String,
    /// Year, as published.
    pub year: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Document where it was read.
    pub document: Option<String>,
    /// Words of the document.
    pub quote: Option<String>,
}

/// A declared zone that names this territory.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeclaredZone {
    /// Slug.
    pub zone: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// False when the membership is only a candidate.
    pub certain: bool,
}

/// Operators whose known place is in the territory.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OperatorsPresent {
    /// Presence over the whole snapshot, so that an empty list is not read as an absence of operators.
    pub presence: Presence,
    /// Operators with a place in this territory.
    pub present: Vec<OperatorDocument>,
    /// One French sentence.
    pub sentence: String,
}

/// A zone of study that a commune is in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Within {
    /// Level: `zone_emploi`, `bassin_vie`.
    pub level: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// « la zone d’emploi d’Amiens ».
    pub label: String,
}

/// Answer of `/api/v1/territories/{level}/{code}`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TerritoryDocument {
    /// Year of the figures, at its end; `null` where the register says none.
    pub year: Option<u16>,
    /// Level.
    pub level: String,
    /// Code.
    pub code: String,
    /// Row at its level.
    pub row: u32,
    /// Name.
    pub name: String,
    /// « EPCI de la Somme, 41 communes ».
    pub context: String,
    /// Nature of an EPCI.
    pub nature: Option<String>,
    /// EPCI of a commune.
    pub epci: Option<Place>,
    /// Department.
    pub departement: Option<Place>,
    /// Region.
    pub region: Option<Place>,
    /// Zones of study of a commune (zone d'emploi, bassin de vie); left out where none is loaded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zonage: Vec<Within>,
    /// Population municipale of the whole territory.
    pub population: Option<i64>,
    /// Area, km².
    pub area_km2: Option<f64>,
    /// Number of communes.
    pub commune_count: i32,
    /// Longitude and latitude of a point inside.
    pub point: Option<[f64; 2]>,
    /// Bounding box, degrees.
    pub bbox: Option<[f64; 4]>,
    /// True where the register covers only part of the territory; figures then speak of that part.
    pub partial: bool,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Familles and sectors the figures are limited to; `null`: all of the perimeter.
    pub filter: Option<FilterDocument>,
    /// Indicator of the headline.
    pub indicator: String,
    /// The sentence before the figure.
    pub lead: String,
    /// The sentence after it: counts and interval.
    pub detail: String,
    /// The figure of the asked indicator.
    pub headline: Figure,
    /// Comparison rows, the territory first.
    pub comparisons: Vec<Comparison>,
    /// Rank within the region, or within what the register covers.
    pub rank: Option<RankDocument>,
    /// Every indicator's figure.
    pub figures: Vec<Figure>,
    /// By famille and by section.
    pub structure: Structure,
    /// White-zone tests with the default parameters.
    pub white_zones: Vec<WhiteZoneTest>,
    /// « Zone blanche ? Un critère sur deux. »
    pub white_zone_sentence: String,
    /// Operators present.
    pub operators: OperatorsPresent,
    /// Declared zones that name this territory.
    pub zones: Vec<DeclaredZone>,
    /// Published figures of this territory.
    pub published: Vec<PublishedFigure>,
    /// Source of the computed figures.
    pub source: Source,
    /// « Source : …, millésime 2022, géographie 2026. »
    pub source_line: String,
    /// What the figures describe.
    pub millesime: String,
    /// Year of the geographic code.
    pub cog: i32,
    /// True when the figures are synthetic.
    pub synthetic: bool,
    /// « Données synthétiques… », when they are.
    pub notice: Option<String>,
}

/// One answer of `/api/v1/search`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FoundPlace {
    /// Level.
    pub level: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// « Commune, Nord » and the like.
    pub context: String,
    /// Bounding box, degrees.
    pub bbox: Option<[f64; 4]>,
}

/// One label of the map: a commune and its town hall.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PlaceLabel {
    /// Code of the commune.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
    /// Population municipale.
    pub population: i64,
    /// Its department.
    pub departement: Option<String>,
}
