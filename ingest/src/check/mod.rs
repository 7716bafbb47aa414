//! `lanterne check`: what was loaded against what is published, gap by gap, and the documents against themselves.
//!
//! [`reconcile`] returns data; [`render()`] prints a table a person can read. A gap is no error of the program: the figures
//! of another edition or perimeter are shown beside the loaded ones and said not comparable. Refuses to correct anything.

mod arithmetic;
mod codes;
mod conflict;
mod edition;
mod ground;
mod label;
mod measure;
mod prose;
pub mod render;
mod verdict;
mod watched;

use lanterne_data::Snapshot;
use lanterne_data::read::review;
use lanterne_data::read::{Contents, LoadReport, Published};
use lanterne_data::row::{CogGap, Contradiction, Refused, Warning};

use crate::{IngestError, cog};
pub use arithmetic::Trial;
pub use measure::Subject;
pub use render::{render, render_refused, render_warning};
pub use verdict::{Printed, Verdict};
pub use watched::Watched;

/// The reader's verdict on a contradiction where each value is right in its perimeter.
const BOTH: &str = "les deux";
/// The reader's verdict where the documents do not suffice.
const UNDECIDABLE: &str = "indécidable";

/// One published figure and its loaded twin.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// As published.
    pub figure: Published,
    /// The loaded value, where there is one.
    pub loaded: Option<f64>,
    /// What it is about, where there is one.
    pub subject: Option<Subject>,
    /// How the figure was printed, which says the largest gap that still prints alike.
    pub printed: Printed,
    /// What the comparison says.
    pub verdict: Verdict,
}

impl Comparison {
    /// Loaded less published.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        Some(self.loaded? - self.figure.value?)
    }
}

/// A contradiction between documents and what the arithmetic says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// As noted by the reader of the documents.
    pub contradiction: Contradiction,
    /// Quotients made again with each value; empty where no published quotient can tell.
    pub trials: Vec<Trial>,
    /// The one value whose quotients agree.
    pub supported: Option<f64>,
}

/// Everything `lanterne check` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Reconciliation {
    /// Every published figure, in the order of the facts.
    pub comparisons: Vec<Comparison>,
    /// Every contradiction.
    pub disagreements: Vec<Disagreement>,
    /// Conservation, file by file.
    pub reports: Vec<LoadReport>,
    /// Rows taken as they are, in which a value fails a check.
    pub warnings: Vec<Warning>,
    /// Operators in all, and those whose place is unknown.
    pub operators: (usize, usize),
    /// What was loaded in each declared watch zone.
    pub watched: Vec<Watched>,
    /// What the loaded populations describe, as their source names it.
    pub population: Option<String>,
    /// Titles of the sources whose rows were made up.
    pub synthetic: Vec<String>,
    /// INSEE's own files of codes that were read (their names), and where they differ from the snapshot.
    pub cog: Option<(String, Vec<CogGap>)>,
}

impl Reconciliation {
    /// Whether no figure about the register has a gap: what `--strict` asks.
    #[must_use]
    pub fn met(&self) -> bool {
        self.missed().is_empty() && self.comparisons.iter().any(|line| line.verdict == Verdict::Met)
    }

    /// The figures about the register that have a gap.
    #[must_use]
    pub fn missed(&self) -> Vec<&Comparison> {
        let gap = |line: &&Comparison| line.verdict == Verdict::Gap && line.subject == Some(Subject::Register);
        self.comparisons.iter().filter(gap).collect()
    }
}

/// Compares a snapshot with the figures it carries.
///
/// Errors: [`IngestError::Data`] when the file is not a snapshot of this program.
pub fn reconcile(snapshot: &Snapshot) -> Result<Reconciliation, IngestError> {
    let ground = ground::Ground::of(snapshot)?;
    let figures = &ground.contents.published;
    let disagreements: Vec<Disagreement> = review::contradictions(snapshot)?
        .into_iter()
        .map(|contradiction| disagreement(contradiction, figures))
        .collect();
    let comparisons = figures.iter().map(|figure| comparison(&ground, figure, &disagreements)).collect();
    let placed = |operator: &str| ground.contents.sites.iter().any(|site| site.operator.as_deref() == Some(operator));
    let operators = &ground.contents.operators;
    let read = ground.contents.parameters.iter().find(|(name, _)| name == cog::PARAMETER);
    let gaps = review::cog_gaps(snapshot)?;
    let unknown = operators.iter().filter(|operator| !placed(&operator.operator)).count();
    Ok(Reconciliation {
        comparisons,
        disagreements,
        reports: ground.contents.reports.clone(),
        warnings: review::warnings(snapshot)?,
        operators: (operators.len(), unknown),
        watched: watched::all(&ground),
        population: geography(&ground.contents),
        synthetic: ground.contents.cards.iter().filter(|card| card.synthetic).map(|card| card.title.clone()).collect(),
        cog: read.map(|(_, files)| (files.clone(), gaps)),
    })
}

/// The millesime of the card that gives the territories and their populations.
fn geography(contents: &Contents) -> Option<String> {
    contents.cards.iter().find(|card| card.card == "lanterne/geographie").map(|card| card.millesime.clone())
}

/// The rows refused at load, in the order of the files.
///
/// Errors: [`IngestError::Data`].
pub fn refused(snapshot: &Snapshot) -> Result<Vec<Refused>, IngestError> {
    Ok(review::refused(snapshot)?)
}

fn disagreement(contradiction: Contradiction, figures: &[Published]) -> Disagreement {
    // Only one number against one number can be tried; where both are right in their perimeter, nothing is refuted.
    let trials = match (&numbers(&contradiction.value_a)[..], &numbers(&contradiction.value_b)[..]) {
        ([a], [b]) if contradiction.consistent_value.as_deref() != Some(BOTH) => arithmetic::trials(figures, [*a, *b]),
        _ => Vec::new(),
    };
    let mut agreeing: Vec<f64> = trials.iter().filter(|trial| trial.agrees).map(|trial| trial.value).collect();
    agreeing.dedup();
    let supported = if agreeing.len() == 1 { agreeing.first().copied() } else { None };
    Disagreement { contradiction, trials, supported }
}

fn comparison(ground: &ground::Ground, figure: &Published, disagreements: &[Disagreement]) -> Comparison {
    let printed = Printed::of(figure);
    let (loaded, subject, verdict) = match (figure.value, measure::loaded(ground, figure)) {
        (None, _) => (None, None, Verdict::NotComparable("aucune valeur publiée".into())),
        (Some(_), Err(reason)) => (None, None, Verdict::NotComparable(reason)),
        (Some(published), Ok((loaded, subject))) => {
            let verdict = if let Some(reason) = edition::other_unit(figure) {
                Verdict::NotComparable(reason)
            } else if let Some(contradiction) = refuted(figure, disagreements) {
                Verdict::SetAside(contradiction)
            } else if printed.met(published, loaded) {
                Verdict::Met
            } else if let Some(contradiction) = superseded(figure, loaded, disagreements) {
                Verdict::SetAside(contradiction)
            } else {
                match edition::other_edition(figure).filter(|_| subject == Subject::Register) {
                    Some(reason) => Verdict::NotComparable(reason),
                    None => Verdict::Gap,
                }
            };
            (Some(loaded), Some(subject), verdict)
        }
    };
    Comparison { figure: figure.clone(), loaded, subject, printed, verdict }
}

/// The contradiction whose arithmetic supports another value than this figure's.
fn refuted(figure: &Published, disagreements: &[Disagreement]) -> Option<String> {
    about(figure, disagreements).find_map(|disagreement| kept(figure, disagreement, disagreement.supported?))
}

/// The contradiction where the reader of the documents kept another value than this figure's, the very one loaded.
fn superseded(figure: &Published, loaded: f64, disagreements: &[Disagreement]) -> Option<String> {
    let prints_as = |value: &f64| (loaded - value).abs() <= 0.5 * 10_f64.powi(-(prose::decimals(*value) as i32));
    about(figure, disagreements).find_map(|disagreement| {
        let values = numbers(&disagreement.contradiction.consistent_value);
        kept(figure, disagreement, values.into_iter().find(prints_as)?)
    })
}

fn kept(figure: &Published, disagreement: &Disagreement, value: f64) -> Option<String> {
    let text = prose::number(value, prose::decimals(value));
    (figure.value != Some(value)).then(|| format!("{} retient {text}", disagreement.contradiction.contradiction))
}

/// The contradictions that name this figure's value in its own document.
fn about<'a>(figure: &'a Published, disagreements: &'a [Disagreement]) -> impl Iterator<Item = &'a Disagreement> {
    disagreements.iter().filter(|disagreement| {
        let Contradiction { value_a, value_b, document, document_b, .. } = &disagreement.contradiction;
        let here = figure.document.is_some() && (*document == figure.document || *document_b == figure.document);
        here && numbers(value_a).into_iter().chain(numbers(value_b)).any(|value| Some(value) == figure.value)
    })
}

fn numbers(text: &Option<String>) -> Vec<f64> {
    arithmetic::numbers_in(text.as_deref().unwrap_or(""))
}
