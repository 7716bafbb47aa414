//! Two dates of the deployment side by side, and why they differ: what a committee is shown.
//!
//! Public, and made of public answers alone: what small counts hide at one date is hidden in the difference, too.

use serde::Serialize;
use utoipa::ToSchema;

use super::deployment::FindingDocument;

/// Answer of `/api/v1/deployment/comparison`. Both dates count from the first year that was handed in to the end of theirs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparisonDocument {
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Name of the region, with its article.
    pub place: String,
    /// Level the schemes are judged at: `epci`.
    pub level: String,
    /// Territories the schemes are open to.
    pub open: usize,
    /// Every year that was handed in, ascending: the dates that can be chosen.
    pub years: Vec<u16>,
    /// First year that both dates count from.
    pub from: u16,
    /// The earlier date: the end of this year.
    pub before: u16,
    /// The later date.
    pub after: u16,
    /// What changed, one French sentence.
    pub sentence: String,
    /// All schemes together.
    pub overall: SchemeComparison,
    /// Each scheme with activity, the one with most beneficiaries first.
    pub schemes: Vec<SchemeComparison>,
    /// What became of the communes between the two dates.
    pub cog: CogChange,
    /// What the snapshot before this one said of the same years.
    pub revision: RevisionChange,
    /// What no figure here says, a sentence each.
    pub notes: Vec<String>,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether the activity is synthetic.
    pub synthetic: bool,
}

/// A scheme at both dates; of all schemes together, `scheme` is `null`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SchemeComparison {
    /// Slug; `null`: all together.
    pub scheme: Option<String>,
    /// Short name.
    pub name: String,
    /// What it is, in full; empty for all together.
    pub full_name: String,
    /// `beneficiaires`, `emplois`, `montant`, `epci`, `attendus`, `gini`: in this order, all of them.
    pub figures: Vec<ComparedFigure>,
    /// What to think of the territories reached at the earlier date: « conforme »; empty where it is hidden.
    pub verdict_before: String,
    /// The same at the later date.
    pub verdict_after: String,
    /// New beneficiaries, and where they may be.
    pub activity: ActivityChange,
    /// Places opened and closed.
    pub sites: SiteChange,
    /// What the snapshot before this one said of the same years, where it differs.
    pub revised: Vec<RevisedYear>,
    /// Three to five French sentences for a committee.
    pub sentences: Vec<String>,
    /// What should be looked at in this scheme at the later date, the gravest first; of all together, what is of no scheme alone.
    pub findings: Vec<FindingDocument>,
}

/// A figure at both dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparedFigure {
    /// Which: see [`SchemeComparison::figures`].
    pub kind: String,
    /// In words: « Bénéficiaires cumulés ».
    pub label: String,
    /// Unit set behind the number: `€`; empty.
    pub unit: String,
    /// Decimals shown.
    pub decimals: u8,
    /// At the earlier date.
    pub before: Option<f64>,
    /// Why it is absent: `s` or `nd`.
    pub before_absence: Option<String>,
    /// Bounds of what chance reaches 95 times out of 100, of `attendus` alone.
    pub before_interval: Option<[f64; 2]>,
    /// At the later date.
    pub after: Option<f64>,
    /// Why it is absent.
    pub after_absence: Option<String>,
    /// Likewise.
    pub after_interval: Option<[f64; 2]>,
    /// The later less the earlier; only where both are told.
    pub difference: Option<f64>,
    /// Why it is absent: `s` where one of both is.
    pub difference_absence: Option<String>,
}

/// What new activity did between the two dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActivityChange {
    /// Beneficiaries of the years after the earlier date; `null` where `absence` says why.
    pub beneficiaries: Option<f64>,
    /// `s`: it would tell a small count.
    pub absence: Option<String>,
    /// EPCI reached for the first time.
    pub first_time: usize,
    /// EPCI that were reached already and had another; `null` where the later date is not the last year: it would tell small counts.
    pub again: Option<usize>,
    /// EPCI that were reached already and had no other; `null` likewise.
    pub left: Option<usize>,
    /// Fewest of the beneficiaries that are in EPCI reached for the first time: one each. How many exactly would tell small counts.
    pub first_time_least: Option<f64>,
    /// Most of them that are elsewhere.
    pub elsewhere_most: Option<f64>,
    /// The same in French.
    pub sentence: String,
}

/// Places of operators opened and closed between the two dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SiteChange {
    /// By kind: first day after the earlier date, until the later.
    pub opened: Vec<KindCount>,
    /// By kind: last day from the earlier date on, before the later.
    pub closed: Vec<KindCount>,
    /// Places without a known first day: whether they are new is unknown.
    pub undated: usize,
    /// The same in French.
    pub sentence: String,
}

/// Places of a kind.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KindCount {
    /// `siege`, `antenne`, `permanence`, `inconnu`, `atelier`.
    pub kind: String,
    /// « 2 permanences ».
    pub label: String,
    /// How many.
    pub count: usize,
}

/// Communes that are others by the later date.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CogChange {
    /// Codes that changed, of communes of the region; `null` where the table of passage does not go so far back.
    pub codes: Option<usize>,
    /// Communes that they have become.
    pub into: Option<usize>,
    /// The same in French.
    pub sentence: String,
}

/// What the snapshot before this one is, if it is still kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RevisionChange {
    /// Its identifier; `null`: none is kept here, and revisions cannot be compared.
    pub snapshot: Option<String>,
    /// The same in French.
    pub sentence: String,
}

/// A year of which the two snapshots do not say the same.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RevisedYear {
    /// The year.
    pub year: u16,
    /// Beneficiaries in the snapshot before; `null`: it did not have that year.
    pub earlier: Option<u64>,
    /// Beneficiaries now.
    pub now: u64,
}
