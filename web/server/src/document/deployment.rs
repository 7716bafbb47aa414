//! How the schemes are deployed: whom they reached over the years, what a fair spread would have reached, what should be looked at.
//!
//! Public: sums over the region, and of each territory whether it was reached; a count of fewer than three beneficiaries is `s`.

use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `/api/v1/deployment`. Columns by year follow `years`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeploymentDocument {
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Name of the region, with its article.
    pub place: String,
    /// Level the schemes are judged at: `epci`.
    pub level: String,
    /// Territories the schemes are open to.
    pub open: usize,
    /// Years that were handed in, ascending, the first and last of the window included.
    pub years: Vec<u16>,
    /// First and last of all the years that were handed in: those a window may be chosen among.
    pub handed_in: [u16; 2],
    /// What the page says first, one French sentence.
    pub sentence: String,
    /// All schemes together.
    pub overall: SchemeDeployment,
    /// Each scheme with activity, the one with most beneficiaries first.
    pub schemes: Vec<SchemeDeployment>,
    /// What should be looked at, the gravest first.
    pub findings: Vec<FindingDocument>,
    /// Operators whose activity of a year was not handed in; what is shown is then a minimum.
    pub missing: Vec<MissingActivity>,
    /// What no figure here says, a sentence each: secrecy, absent activity, error rate of the findings.
    pub notes: Vec<String>,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether the activity is synthetic.
    pub synthetic: bool,
}

/// A scheme over the window; of all schemes together, `scheme` is `null`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SchemeDeployment {
    /// Slug; `null`: all together.
    pub scheme: Option<String>,
    /// Short name: `FIDESS`; « Tous les dispositifs ».
    pub name: String,
    /// What it is, in full; empty for all together.
    pub full_name: String,
    /// Beneficiaries, by year; `null` where `hidden`.
    pub beneficiaries: Vec<Option<u64>>,
    /// By year, whether its three figures are hidden (`s`): fewer than three beneficiaries, or what would give them away.
    pub hidden: Vec<bool>,
    /// Jobs declared, by year; `null` where nobody declared any.
    pub jobs: Vec<Option<f64>>,
    /// Euros, by year; `null` where nobody declared any.
    pub amount_eur: Vec<Option<f64>>,
    /// Beneficiaries a year that a document sets as a target; `null` without one.
    pub target: Option<f64>,
    /// The target in words, with its document; empty without one.
    pub target_sentence: String,
    /// Territories with at least one beneficiary since the first year, at the end of each year.
    pub reached: Vec<usize>,
    /// Three notions of a fair spread: `uniforme`, `population`, `etablissements`.
    pub fair: Vec<FairSpread>,
    /// Share of the territories still without a beneficiary, at the end of each year (Kaplan–Meier), from 0 to 1.
    pub waiting: Vec<f64>,
    /// The same in a French sentence.
    pub waiting_sentence: String,
    /// Lorenz curve of the beneficiaries among the inhabitants, `[share of inhabitants, share of beneficiaries]`, the least served
    /// first, at every twentieth of the inhabitants; empty without beneficiary.
    pub lorenz: Vec<[f64; 2]>,
    /// Gini's index of that curve. This and the other measures of inequality: to the thousandth.
    pub gini: Option<f64>,
    /// The same for a spread drawn by inhabitants: what chance alone leaves, mean of the draws.
    pub gini_expected: Option<f64>,
    /// Share of the beneficiaries where the least served half of the inhabitants live.
    pub half: Option<f64>,
    /// What part of the inequality is between departments, between kinds of EPCI (Theil's T).
    pub parted: Vec<PartedInequality>,
    /// How near the known places are where it is offered today, whatever the years.
    pub near: NearPlaces,
    /// « FIDESS : 24 EPCI atteints sur 90 »: the rest is of each notion of a fair spread.
    pub sentence: String,
}

/// The inequality between inhabitants, between groups of EPCI and inside them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PartedInequality {
    /// `departement` or `nature`.
    pub by: String,
    /// Share of the inequality that is between the groups, from 0 to 1, to the hundredth; the rest is inside them.
    pub between: f64,
    /// The same in a French sentence.
    pub sentence: String,
}

/// What a fair spread of the same beneficiaries would have reached.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FairSpread {
    /// `uniforme`, `population` or `etablissements`.
    pub fairness: String,
    /// Its name: « en proportion des habitants ».
    pub label: String,
    /// Territories it reaches, at the end of each year; `null` where it would tell a hidden year.
    pub expected: Vec<Option<f64>>,
    /// Bounds of what it reaches 95 times out of 100, at the end of each year.
    pub low: Vec<Option<f64>>,
    /// Upper bound.
    pub high: Vec<Option<f64>>,
    /// Probability that it reaches as few as were reached; `null` where chance has no part.
    pub probability: Option<f64>,
    /// Whether chance does not explain it.
    pub shortfall: bool,
    /// The same in two words: « conforme », « sous l'attendu », « écart expliqué ».
    pub verdict: String,
    /// What was to be expected and what to think of the difference, one French sentence.
    pub sentence: String,
}

/// What should be looked at.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FindingDocument {
    /// `portee` (a scheme reaches too few), `jamais` (territories no scheme reached), `dispositif` (territories one scheme did not reach),
    /// `loin` (far from every site), `objectif` (below a target), `remise` (activity not handed in).
    pub kind: String,
    /// 3: grave, 2: to be watched, 1: to be known.
    pub gravity: u8,
    /// The finding, a French sentence with its figure.
    pub sentence: String,
    /// What it rests on; empty without more to say.
    pub detail: String,
    /// Observed and expected, for a bar; `null` where there is none.
    pub observed: Option<f64>,
    /// What was to be expected, or the target.
    pub expected: Option<f64>,
    /// What the bar counts: « EPCI atteints ».
    pub unit: String,
    /// Slug of the scheme it is about.
    pub scheme: Option<String>,
    /// Codes of the territories it is about.
    pub codes: Vec<String>,
}

/// Activity that was not handed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MissingActivity {
    /// Slug of the operator.
    pub operator: String,
    /// Its name.
    pub name: String,
    /// Years it did not hand in, among those others did.
    pub years: Vec<u16>,
}

/// Answer of `/api/v1/deployment/units`: the territories, in row order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeploymentUnits {
    /// Level: `epci`.
    pub level: String,
    /// Slug of the scheme; `null`: all together.
    pub scheme: Option<String>,
    /// First and last year.
    pub window: [u16; 2],
    /// Spread that `expected` and `verdict` are judged against.
    pub fairness: String,
    /// Rows of the level.
    pub row: Vec<u32>,
    /// Code.
    pub code: Vec<String>,
    /// Name.
    pub name: Vec<String>,
    /// Whether it had a beneficiary; `null` where the schemes are not open.
    pub reached: Vec<Option<bool>>,
    /// Beneficiaries; `null` where `absence` says why.
    pub beneficiaries: Vec<Option<u64>>,
    /// `s`: fewer than three, or hidden with one that is; `nd`: not open.
    pub absence: Vec<Option<String>>,
    /// Years since the last beneficiary, 0 in the last year; `null`: none in the window.
    pub years_since: Vec<Option<u16>>,
    /// Beneficiaries to be expected of a fair spread.
    pub expected: Vec<Option<f64>>,
    /// Probability of none, of a fair spread.
    pub none: Vec<Option<f64>>,
    /// `oui`: none, and chance does not explain it; `ns`: none, and chance suffices; `non`: reached; `nd`.
    pub verdict: Vec<String>,
    /// What the map reads, one French sentence.
    pub sentence: String,
    /// Source line.
    pub source_line: String,
    /// Whether the activity is synthetic.
    pub synthetic: bool,
}

/// Answer of `/api/v1/deployment/groups`: a scheme over every year, the EPCI of the region in groups.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeploymentGroups {
    /// Slug of the scheme.
    pub scheme: String,
    /// Its short name.
    pub name: String,
    /// `departement` or `nature`.
    pub by: String,
    /// Spread that `expected` is of.
    pub fairness: String,
    /// First and last year.
    pub window: [u16; 2],
    /// Each group with an EPCI the scheme is open to, in the order of the codes, or from the métropole to the communes.
    pub groups: Vec<DeploymentGroup>,
    /// What it comes to, one French sentence.
    pub sentence: String,
    /// Source line.
    pub source_line: String,
    /// Whether the activity is synthetic.
    pub synthetic: bool,
}

/// A department, or a kind of EPCI.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeploymentGroup {
    /// Code: `59`, `CA`.
    pub code: String,
    /// Name.
    pub name: String,
    /// EPCI the scheme is open to.
    pub epci: usize,
    /// Of them, those with a beneficiary.
    pub reached: usize,
    /// Those a fair spread of the scheme's beneficiaries over the region would have reached; `null` where it is not known.
    pub expected: Option<f64>,
}

/// Answer of `/api/v1/deployment/waiting`: how long each group waited for its first beneficiary. For whoever may read every row.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WaitingGroups {
    /// Slug of the scheme.
    pub scheme: String,
    /// Its short name.
    pub name: String,
    /// `departement` or `nature`.
    pub by: String,
    /// Years of the window, ascending.
    pub years: Vec<u16>,
    /// The groups, in the order of `/api/v1/deployment/groups`.
    pub groups: Vec<GroupWait>,
    /// Of the log-rank test between the groups that are judged; `null` where there is nothing to compare.
    pub statistic: Option<f64>,
    /// Its degrees of freedom.
    pub degrees: Option<usize>,
    /// Probability of a difference as great between groups that wait alike.
    pub probability: Option<f64>,
    /// What it comes to, one French sentence.
    pub sentence: String,
    /// How it is made, a sentence each.
    pub notes: Vec<String>,
    /// Source line.
    pub source_line: String,
    /// Whether the activity is synthetic.
    pub synthetic: bool,
}

/// How long a group waited.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GroupWait {
    /// The group over the window.
    pub group: DeploymentGroup,
    /// Share of its EPCI still without a beneficiary at the end of each year (Kaplan–Meier), from 0 to 1; empty for fewer than three EPCI.
    pub waiting: Vec<f64>,
    /// Year at whose end half of them at least had one; `null` where that did not come, or is not judged.
    pub median: Option<u16>,
    /// The same in words: « fin 2021 », « non atteinte », « n.s. » for fewer than three EPCI.
    pub told: String,
}

/// How near the places are where a scheme is offered, of the inhabitants and of the employers of the ESS of the region.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NearPlaces {
    /// Places where someone can be met, wherever they are.
    pub sites: usize,
    /// Of them, those known by a workshop only.
    pub workshops: usize,
    /// Minutes, ascending.
    pub minutes: Vec<f64>,
    /// Share of the inhabitants within so many minutes, from 0 to 1; `null` where it is not known.
    pub population: Vec<Option<f64>>,
    /// Share of the employer establishments of the ESS, likewise.
    pub establishments: Vec<Option<f64>>,
    /// The same in a French sentence.
    pub sentence: String,
    /// What the minutes rest on: the model of travel, by name.
    pub travel: String,
}
