//! White zones: each kind's verdict for each unit, with its evidence.

use serde::Serialize;
use utoipa::ToSchema;

use super::figure::Place;

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
    /// Share of false alarms accepted among the cold spots; probability up to which an empty window is no accident.
    pub alpha: f64,
    /// Years in which a beneficiary is looked for, as asked for.
    pub years: u32,
    /// Schemes whose sites and beneficiaries count; empty: all.
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

/// Test `foyer_froid`: the unit and its neighbours are low together.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FoyerFroidColumns {
    /// `oui`, `non`, `ns` or `nd`.
    pub verdict: Vec<String>,
    /// Gi* of the smoothed rate: standard deviations above the mean, negative below.
    pub z: Vec<Option<f64>>,
    /// Least share of false alarms at which the unit is a cold spot (Benjamini–Hochberg).
    pub q: Vec<Option<f64>>,
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

/// Test `recours`: nobody was helped, beyond what chance explains. Of each EPCI where activity was handed in; elsewhere, at another
/// level, and where a small count would be found out, it is not available.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecoursColumns {
    /// `oui`, `non`, `ns` or `nd`.
    pub verdict: Vec<String>,
    /// Beneficiaries that a fair spread of as many in the region would give; `null` where they would tell a small count.
    pub expected: Vec<Option<f64>>,
    /// Probability that such a spread gives none, likewise.
    pub none: Vec<Option<f64>>,
    /// Years from the last known beneficiary to the last year handed in; `null`: none is known.
    pub years_since: Vec<Option<u16>>,
    /// First and last year looked at, of those that were handed in; `null` where the test is made nowhere.
    pub window: Option<[u16; 2]>,
    /// What it rests on, or why it is made nowhere, in French.
    pub basis: String,
}

/// The four kinds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhiteZoneKinds {
    /// Test `offre`.
    pub offre: OffreColumns,
    /// Test `foyer_froid`.
    pub foyer_froid: FoyerFroidColumns,
    /// Test `accompagnement`.
    pub accompagnement: AccompagnementColumns,
    /// Test `recours`.
    pub recours: RecoursColumns,
}

/// How many units a combination of kinds holds for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Meeting {
    /// Kinds that hold.
    pub kinds: Vec<String>,
    /// The same in French: « offre et foyer froid ».
    pub label: String,
    /// Units where these hold and no other.
    pub units: u32,
}

/// Which kinds meet: of the four tests, how many say so. The rest say `non`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CombinationColumns {
    /// Tests that hold.
    pub oui: Vec<u8>,
    /// Tests that lean towards it without proving it.
    pub ns: Vec<u8>,
    /// Tests that cannot be made.
    pub nd: Vec<u8>,
    /// Combinations found, the most kinds first.
    pub meetings: Vec<Meeting>,
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
    /// Which kinds meet.
    pub combination: CombinationColumns,
    /// The sentence that reads the map.
    pub sentence: String,
    /// What the places of the sites rest on, in French.
    pub basis: String,
    /// True when the figures are synthetic.
    pub synthetic: bool,
    /// « Données synthétiques… », when they are.
    pub notice: Option<String>,
}

/// White units that touch, as one area.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhiteZoneArea {
    /// Name, of its most populous units.
    pub name: String,
    /// Rows of its units.
    pub rows: Vec<u32>,
    /// Codes of its units.
    pub codes: Vec<String>,
    /// Number of communes.
    pub commune_count: u32,
    /// Inhabitants.
    pub population: Option<f64>,
    /// ESS employers of the perimeter.
    pub establishments: Option<f64>,
    /// Departments it lies in, the one with most of its inhabitants first.
    pub departements: Vec<Place>,
    /// EPCI it lies in, the same way.
    pub epci: Vec<Place>,
    /// Minutes to the nearest site, mean over inhabitants.
    pub minutes: Option<f64>,
    /// Share of its inhabitants farther than `t`, from 0 to 1.
    pub far_share: Option<f64>,
    /// The site nearest to most of them.
    pub nearest: Option<String>,
    /// The facts in a French sentence.
    pub sentence: String,
}

/// Answer of `/api/v1/white-zones/areas`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhiteZoneAreasDocument {
    /// Level of the units.
    pub level: String,
    /// Perimeter of the ESS.
    pub perimetre: String,
    /// Region the units are limited to.
    pub region: Option<String>,
    /// Kind that makes the units white; `null`: any.
    pub kind: Option<String>,
    /// Parameters, as used.
    pub parameters: WhiteZoneParameters,
    /// The areas, the most populous first.
    pub areas: Vec<WhiteZoneArea>,
    /// How many, in French.
    pub sentence: String,
    /// What the places of the sites rest on, and what is known of who was helped, in French.
    pub basis: String,
    /// True when the figures are synthetic.
    pub synthetic: bool,
    /// « Données synthétiques… », when they are.
    pub notice: Option<String>,
}
