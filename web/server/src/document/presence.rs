//! Where the operators are in a year, kind by kind: what is a place, what is only declared, what was really done. Then what is known of
//! the policies of the EPCI.
//!
//! Public. A declared zone is no presence, and nothing here makes it one.

use serde::Serialize;
use utoipa::ToSchema;

/// Answer of `/api/v1/presence`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PresenceDocument {
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Name of the region, with its article.
    pub place: String,
    /// Slug of the scheme; `null`: any.
    pub scheme: Option<String>,
    /// Slug of the operator; `null`: any.
    pub operator: Option<String>,
    /// Years that can be asked for, ascending; empty where nothing is dated.
    pub years: Vec<u16>,
    /// The year shown; `null` where nothing is dated: what is known is then shown whatever its dates.
    pub year: Option<u16>,
    /// How far a contact may be, minutes.
    pub minutes: f64,
    /// Upper bounds of the classes of minutes, each included; beyond the last there is one class more.
    pub bounds: Vec<f64>,
    /// Schemes that can be asked for.
    pub schemes: Vec<Choice>,
    /// Operators that can be asked for: those of the scheme of which a place or a zone is known.
    pub operators: Vec<Choice>,
    /// Places of that year in the region, by kind, then name.
    pub sites: Vec<PresenceSite>,
    /// Zones declared of that year that touch the region.
    pub zones: Vec<DeclaredZone>,
    /// The EPCI of the region.
    pub units: PresenceUnits,
    /// Its communes.
    pub communes: PresenceCommunes,
    /// EPCI without contact; `null` where no place is known to tell it by.
    pub without: Option<usize>,
    /// What the map says first, one French sentence.
    pub sentence: String,
    /// The rest of the synthesis, a sentence each.
    pub sentences: Vec<String>,
    /// What none of this says, a sentence each.
    pub notes: Vec<String>,
    /// Source line, with the mention of synthetic data.
    pub source_line: String,
    /// Whether a place, a zone or the activity that is shown is synthetic.
    pub synthetic: bool,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Choice {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// A place of an operator, open in that year as far as is known.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PresenceSite {
    /// Identifier.
    pub site: String,
    /// Name.
    pub name: String,
    /// Slug of the operator.
    pub operator: Option<String>,
    /// Name of the operator.
    pub operator_name: String,
    /// `siege`, `antenne`, `permanence`, `inconnu`, or `atelier`: the place of a workshop, which is no office.
    pub kind: String,
    /// The kind in words.
    pub kind_label: String,
    /// Whether someone can be met there: not at the place of a workshop, nor where the place is not known.
    pub contact: bool,
    /// Days it is open in a month; `null` when unknown.
    pub days_month: Option<f64>,
    /// The rhythm in words: « 2 jours par mois », « rythme inconnu ».
    pub rhythm: String,
    /// First day, `AAAA-MM-JJ`; `null` when unknown.
    pub opened: Option<String>,
    /// Last day; `null` while it is open, as far as is known.
    pub closed: Option<String>,
    /// The dates in words: « ouvert le 1er mars 2022 », « dates inconnues ».
    pub dates: String,
    /// Code of the commune; `null` when the place is unknown.
    pub commune: Option<String>,
    /// Name of the commune.
    pub commune_name: Option<String>,
    /// Code of its EPCI.
    pub epci: Option<String>,
    /// Longitude and latitude; `null` when the place is unknown.
    pub point: Option<[f64; 2]>,
    /// Schemes served there, by name; those of its operator where the source does not say.
    pub schemes: Vec<String>,
    /// Whether it is made up.
    pub synthetic: bool,
}

/// A territory where an operator declares that it works: never a presence.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeclaredZone {
    /// Slug of the operator.
    pub operator: String,
    /// Name of the operator.
    pub operator_name: String,
    /// Slug of the scheme; `null`: all those of the operator.
    pub scheme: Option<String>,
    /// `commune`, `epci`, `departement` or `region`.
    pub level: String,
    /// Code of the territory.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its row at that level.
    pub row: u32,
    /// First day; `null` when unknown.
    pub opened: Option<String>,
    /// Last day; `null`: it lasts, as far as is known.
    pub closed: Option<String>,
    /// The dates in words.
    pub dates: String,
}

/// The EPCI, in row order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PresenceUnits {
    /// Rows of level `epci`.
    pub row: Vec<u32>,
    /// Code.
    pub code: Vec<String>,
    /// Name.
    pub name: Vec<String>,
    /// Seats of operators in it, that year.
    pub siege: Vec<u32>,
    /// Branches.
    pub antenne: Vec<u32>,
    /// Permanences.
    pub permanence: Vec<u32>,
    /// Places whose kind is unknown; those of workshops are not counted.
    pub inconnu: Vec<u32>,
    /// Minutes to the nearest contact, mean of the inhabitants of the communes that are covered; `null` where `absence` says why.
    pub minutes: Vec<Option<f64>>,
    /// Why there are no minutes: `nd`, or `nil` where no contact can be reached.
    pub absence: Vec<Option<String>>,
    /// Class of these minutes: how many of `bounds` are below them.
    pub class: Vec<Option<usize>>,
    /// Share of the inhabitants within `minutes` of a contact, from 0 to 1; `null` where it is not known.
    pub within: Vec<Option<f64>>,
    /// Whether a contact is in it or within `minutes`; `null` where it is not known.
    pub contact: Vec<Option<bool>>,
    /// Operators that declare a zone which touches it.
    pub declared: Vec<u32>,
    /// What is told of the activity: `oui`, the last beneficiary is of that year; `ensuite`, of a later one; `non`, none that year nor
    /// later; `s`, secret; `nd`, not handed in, or not open.
    pub activity: Vec<String>,
}

/// The communes that are covered, in row order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PresenceCommunes {
    /// Rows of level `commune`.
    pub row: Vec<u32>,
    /// Minutes to the nearest contact, to the tenth; `null` where not known or none can be reached.
    pub minutes: Vec<Option<f64>>,
    /// Class of the minutes before they are rounded.
    pub class: Vec<Option<usize>>,
}

/// Answer of `/api/v1/policies`: what documents say of the EPCI. What none says is unknown, never no.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PoliciesDocument {
    /// Code of the region; `null` for all of France.
    pub region: Option<String>,
    /// Name of the region, with its article.
    pub place: String,
    /// What is looked for: `plan`, `convention`, `referent`.
    pub kinds: Vec<PolicyKind>,
    /// Rows of level `epci`.
    pub row: Vec<u32>,
    /// Code.
    pub code: Vec<String>,
    /// Name.
    pub name: Vec<String>,
    /// What is known, first by kind as in `kinds`, then by EPCI: `dit`, a document says it; `vise`, a document aims at it; `null`, unknown.
    pub known: Vec<Vec<Option<String>>>,
    /// What each knowledge rests on.
    pub evidence: Vec<PolicyEvidence>,
    /// What is known in all, one French sentence.
    pub sentence: String,
    /// What this does not say.
    pub notes: Vec<String>,
}

/// Something an EPCI may have.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PolicyKind {
    /// `plan`, `convention`, `referent`.
    pub slug: String,
    /// « plan ou stratégie ESS »
    pub label: String,
    /// EPCI of which a document says it.
    pub stated: usize,
    /// EPCI of which a document aims at it.
    pub aimed: usize,
}

/// A sentence of the facts, and the EPCI it is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PolicyEvidence {
    /// Kind it speaks of.
    pub kind: String,
    /// `dit` or `vise`.
    pub status: String,
    /// Territory it is said of.
    pub territory: String,
    /// What is said.
    pub sentence: String,
    /// Document; `null` where the table of facts does not keep it.
    pub document: Option<String>,
    /// Codes of the EPCI.
    pub codes: Vec<String>,
}
