//! What becomes of the access to a site when some open and some close.

use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `/api/v1/simulation`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SimulationDocument {
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Name of the region, with its article.
    pub place: String,
    /// Schemes whose sites stand today; empty: all.
    pub schemes: Vec<String>,
    /// Which places count as sites that stand.
    pub places: CountedPlaces,
    /// Minutes within which someone is served.
    pub minutes: f64,
    /// Minutes of the bands of the map and of every [`ReachDocument`], ascending: 15, 30 and `minutes`.
    pub bands: Vec<f64>,
    /// With the sites that stand today.
    pub today: SituationDocument,
    /// With those added, without those removed; `today` where nothing is changed.
    pub after: SituationDocument,
    /// `after` less `today`.
    pub difference: DifferenceDocument,
    /// EPCI enclosed today and no longer after.
    pub freed: Vec<SimulatedPlace>,
    /// EPCI enclosed after and not today.
    pub newly: Vec<SimulatedPlace>,
    /// The EPCI one by one, in row order.
    pub epci: SimulatedEpci,
    /// The communes one by one, in row order.
    pub communes: SimulatedCommunes,
    /// Sites that stand, then those added, in the order asked.
    pub sites: Vec<SimulatedSite>,
    /// What is first to be said, one French sentence.
    pub sentence: String,
    /// The rest, a French sentence each: EPCI, journey, equity, white zones.
    pub sentences: Vec<String>,
    /// What the figures rest on and do not say, a French sentence each.
    pub notes: Vec<String>,
    /// What the minutes rest on, in French.
    pub travel_model: String,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether the establishments are synthetic, or places that count are made up.
    pub synthetic: bool,
}

/// Which places count as sites that stand, and which others could.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CountedPlaces {
    /// `documents`: those that documents and files know; `exemple`: those made up for operators besides.
    pub sites: String,
    /// Whether a place that is known only by a workshop counts.
    pub workshops: bool,
    /// Places of these schemes that are made up, counted or not.
    pub known_examples: usize,
    /// Places of these schemes that are known only by a workshop, counted or not.
    pub known_workshops: usize,
    /// Which count, in French.
    pub label: String,
}

/// Who is within some minutes of a site, ends included.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReachDocument {
    /// Minutes.
    pub minutes: f64,
    /// How many; `null` where none is counted.
    pub within: Option<f64>,
    /// The same as a share of those whose journey is known, from 0 to 1.
    pub share: Option<f64>,
}

/// The access to a set of sites.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SituationDocument {
    /// Sites that are open.
    pub sites: usize,
    /// Inhabitants within each band.
    pub population: Vec<ReachDocument>,
    /// Establishments of the ESS within each band.
    pub establishments: Vec<ReachDocument>,
    /// Inhabitants whose journey is not known: in no share, in no mean.
    pub unknown: f64,
    /// Inhabitants who can reach no site: far, and in no mean.
    pub unreachable: f64,
    /// EPCI of which more than half of the inhabitants live farther than `minutes`.
    pub enclosed: usize,
    /// Minutes to the nearest site, mean over the inhabitants who can reach one.
    pub mean_minutes: Option<f64>,
    /// The same of the farther half of these inhabitants.
    pub far_half_minutes: Option<f64>,
    /// The same of the nearer half.
    pub near_half_minutes: Option<f64>,
    /// Share of all minutes travelled that falls to the farther half, from 0.5 to 1.
    pub far_half_share: Option<f64>,
    /// Gini's index of the minutes, weighted by inhabitants, from 0 to 1.
    pub gini: Option<f64>,
    /// Communes that are white zones of kind `accompagnement`.
    pub white_communes: usize,
    /// EPCI that are.
    pub white_epci: usize,
}

/// What changes between two situations; `null` where one of the two has no number.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DifferenceDocument {
    /// Sites.
    pub sites: i64,
    /// Inhabitants within `minutes`.
    pub population: Option<f64>,
    /// Their share, percentage points.
    pub population_points: Option<f64>,
    /// Establishments within `minutes`.
    pub establishments: Option<f64>,
    /// EPCI enclosed.
    pub enclosed: i64,
    /// Mean minutes.
    pub mean_minutes: Option<f64>,
    /// Mean minutes of the farther half.
    pub far_half_minutes: Option<f64>,
    /// Gini's index.
    pub gini: Option<f64>,
    /// White communes.
    pub white_communes: i64,
    /// White EPCI.
    pub white_epci: i64,
}

/// A territory that changes side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SimulatedPlace {
    /// Row of its level.
    pub row: u32,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// The EPCI, in row order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SimulatedEpci {
    /// Rows of the level.
    pub row: Vec<u32>,
    /// Code.
    pub code: Vec<String>,
    /// Name.
    pub name: Vec<String>,
    /// Share of the inhabitants farther than `minutes` today, from 0 to 1; `null` where it is not known.
    pub far_share_today: Vec<Option<f64>>,
    /// The same after.
    pub far_share: Vec<Option<f64>>,
    /// Mean minutes today.
    pub minutes_today: Vec<Option<f64>>,
    /// Mean minutes after.
    pub minutes: Vec<Option<f64>>,
    /// Whether it is enclosed after; `null` where it is not known.
    pub enclosed: Vec<Option<bool>>,
}

/// The communes, in row order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SimulatedCommunes {
    /// Rows of the level.
    pub row: Vec<u32>,
    /// Minutes to the nearest site, after; `null` where `absence` says why.
    pub minutes: Vec<Option<f64>>,
    /// `nil`: no site can be reached; `nd`: not known.
    pub absence: Vec<Option<String>>,
    /// Its place in `sites`.
    pub nearest: Vec<Option<u32>>,
    /// Rows of those whose minutes are not those of today.
    pub changed: Vec<u32>,
}

/// A site, as it stands in the simulation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SimulatedSite {
    /// Identifier; of one that is added, `commune-` and the code of its commune.
    pub site: String,
    /// Name.
    pub name: String,
    /// `siege`, `antenne`, `permanence` or `inconnu`.
    pub kind: String,
    /// What it is, and what its place rests on where that is no office, in French.
    pub kind_label: String,
    /// `existant`, `ajoute` or `retire`.
    pub state: String,
    /// Code of its commune; `null` where it is not known.
    pub commune: Option<String>,
    /// Name of its commune.
    pub commune_name: Option<String>,
    /// Longitude and latitude.
    pub point: [f64; 2],
    /// Days it is open in a month; `null` where nobody says. Weighs nothing in the minutes.
    pub days_month: Option<f64>,
    /// Whether it is made up: an example, where nobody receives.
    pub example: bool,
}
