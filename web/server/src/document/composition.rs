//! What a territory that is being composed comes to.

use serde::Serialize;
use utoipa::ToSchema;

use super::figure::Source;

/// Answer of `/api/v1/composition`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CompositionDocument {
    /// Communes it is made of, each counted once.
    pub communes: usize,
    /// Inhabitants of those whose population is known; `null` where none is.
    pub population: Option<i64>,
    /// Communes whose population is not known.
    pub uncounted: usize,
    /// Communes that the register speaks of: establishments and jobs are theirs.
    pub covered: usize,
    /// Employer establishments of the ESS, perimeter of the law of 2014.
    pub establishments: Option<f64>,
    /// Why they are absent: `nd`, `s`, `nil`, `ns`.
    pub establishments_absence: Option<String>,
    /// Jobs of the ESS, estimated from size bands.
    pub jobs: Option<f64>,
    /// Why they are absent.
    pub jobs_absence: Option<String>,
    /// « 41 communes, 20 116 habitants. », typeset.
    pub sentence: String,
    /// What the ESS is in it, typeset.
    pub ess: String,
    /// What these figures leave out, a sentence each, typeset.
    pub notes: Vec<String>,
    /// What became of its codes since the year they are of, a sentence each, typeset.
    pub changes: Vec<String>,
    /// Where establishments and jobs come from.
    pub source: Source,
    /// What is said of synthetic data; `null` where all is real.
    pub notice: Option<String>,
}
