//! Scenarios of the simulator that people named and kept.

use serde::Serialize;
use utoipa::ToSchema;

/// What whoever keeps a set of scenarios is told, once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScenariosKept {
    /// Its identifier.
    pub id: String,
    /// Its address, to be shared.
    pub address: String,
    /// Number of the version that was kept.
    pub version: i64,
    /// What lets the next version in, as `Authorization: Bearer …`; said when the first is kept, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// A set of scenarios that is kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KeptScenarios {
    /// Its identifier.
    pub id: String,
    /// Its address.
    pub address: String,
    /// Its versions, the first first.
    pub versions: Vec<ScenariosVersion>,
}

/// A version of a set: its question as it was kept, its scenarios as the snapshot that is served knows them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScenariosVersion {
    /// From 1.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// When it was kept, UTC.
    pub kept_at: String,
    /// Code of the region; `null` for the whole of France.
    pub region: Option<String>,
    /// Slug of the scheme whose places count; `null`: all of them.
    pub scheme: Option<String>,
    /// Minutes beyond which a place is far.
    pub minutes: u16,
    /// Which places count: `documents` or `exemple`.
    pub sites: String,
    /// Whether places that are known only by a workshop count.
    pub workshops: bool,
    /// COG year of its codes.
    pub cog: u16,
    /// The scenarios, without what is not known any more.
    pub scenarios: Vec<ScenarioDocument>,
    /// What became of what it names, a French sentence each; empty where all is known as it was.
    pub changes: Vec<String>,
    /// Address of the simulator that shows it.
    pub page: String,
    /// Address of its sheet, a PDF.
    pub sheet: String,
}

/// A scenario.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScenarioDocument {
    /// Its name.
    pub name: String,
    /// Permanences it opens.
    pub added: Vec<ScenarioPermanence>,
    /// Sites it closes.
    pub removed: Vec<ScenarioSite>,
}

/// A permanence that a scenario opens.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScenarioPermanence {
    /// Code of its commune today.
    pub commune: String,
    /// Name of its commune.
    pub name: String,
    /// Days a month; `null`: nobody says.
    pub days_month: Option<u32>,
}

/// A site that a scenario closes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScenarioSite {
    /// Its identifier.
    pub site: String,
    /// Its name.
    pub name: String,
}
