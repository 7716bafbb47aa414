//! Two dates of the deployment side by side, and why they differ: the committee's comparison.
//!
//! For: the Region's committee. Everything here is worked out from what everyone is told already (`deployment`, `deployment::unit`):
//! the figures of a date are those of the window that ends there, and a difference is told only where both its terms are. Refuses to
//! know: a single act. Next: [`why`] for the causes, [`revision`] for the snapshot before, [`words`] for the sentences, [`page`] for the
//! printed document and [`map`] for its maps.

mod map;
pub(crate) mod page;
pub(crate) mod revision;
mod why;
mod words;

use lanterne_observatory::{Absence, Value};

use super::deployment::finding::JUDGED_BY;
use super::deployment::{Deployed, DeploymentQuery, deployment};
use super::{absence, number};
use crate::document::committee::{ComparedFigure, ComparisonDocument, SchemeComparison};
use crate::document::deployment::{DeploymentDocument, FairSpread, SchemeDeployment};
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;

/// Years between the two dates without a word.
const APART: u16 = 2;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// Row of the region.
    pub(crate) region: Option<u32>,
    /// The earlier date; two years before the later without.
    pub(crate) before: Option<u16>,
    /// The later date; the last year handed in without.
    pub(crate) after: Option<u16>,
}

/// The whole of it.
///
/// # Errors
/// [`Problem::NoActivity`]; [`Problem::Parameter`]: dates without activity, or not one after the other.
pub(crate) fn comparison(state: &State, asked: &Asked) -> Result<ComparisonDocument, Problem> {
    let whole = Deployed::of(state, &DeploymentQuery { region: asked.region, from: None, to: None })?;
    let region = whole.view.key.region;
    let (first, last) = (whole.window.from, whole.window.to);
    let [before, after] = dates(asked, first, last)?;
    let until = |to: u16| deployment(state, &DeploymentQuery { region, from: None, to: Some(to) });
    let (earlier, later) = (until(before)?, until(after)?);
    let between = Between { state, region, before, after, last, later: &later };
    let empty = || Problem::Parameter {
        name: "before".to_owned(),
        value: before.to_string(),
        expected: "une année dont l'activité a été remise".to_owned(),
    };
    let schemes = later.schemes.iter().filter_map(|own| {
        let slug = own.scheme.as_deref();
        let same = earlier.schemes.iter().find(|other| other.scheme.as_deref() == slug)?;
        Some(compared(&between, same, own))
    });
    let schemes = schemes.collect::<Result<Vec<_>, _>>()?;
    if schemes.is_empty() {
        return Err(empty());
    }
    let overall = compared(&between, &earlier.overall, &later.overall)?;
    Ok(ComparisonDocument {
        region: later.region.clone(),
        place: later.place.clone(),
        level: later.level.clone(),
        open: later.open,
        years: (first..=last).collect(),
        from: first,
        before,
        after,
        sentence: words::sentence(&between, &overall),
        overall,
        schemes,
        cog: why::cog(&between),
        revision: revision::change(state),
        notes: words::notes(&between),
        source_line: later.source_line.clone(),
        synthetic: later.synthetic,
    })
}

/// The two dates, the earlier first.
fn dates(asked: &Asked, first: u16, last: u16) -> Result<[u16; 2], Problem> {
    let after = asked.after.unwrap_or(last);
    let before = asked.before.unwrap_or_else(|| after.saturating_sub(APART).max(first));
    match first <= before && before < after && after <= last {
        true => Ok([before, after]),
        false => Err(Problem::Parameter {
            name: "before, after".to_owned(),
            value: format!("{before}, {after}"),
            expected: match first < last {
                true => format!("deux années de {first} à {last}, la première avant la seconde"),
                false => format!("deux années ; celle de {first} seule a été remise"),
            },
        }),
    }
}

/// What lies between the two dates.
struct Between<'a> {
    state: &'a State,
    region: Option<u32>,
    before: u16,
    after: u16,
    /// Last year that was handed in.
    last: u16,
    later: &'a DeploymentDocument,
}

fn compared(
    between: &Between<'_>,
    before: &SchemeDeployment,
    after: &SchemeDeployment,
) -> Result<SchemeComparison, Problem> {
    let figures = figures(before, after);
    let activity = why::activity(between, before, after, &figures)?;
    let sites = why::sites(between, after.scheme.as_deref());
    let revised = revision::years(between, after);
    let verdict = |of: &SchemeDeployment| judged(of).map(|spread| spread.verdict.clone()).unwrap_or_default();
    let findings = between.later.findings.iter().filter(|finding| finding.scheme == after.scheme).cloned().collect();
    Ok(SchemeComparison {
        scheme: after.scheme.clone(),
        name: after.name.clone(),
        full_name: after.full_name.clone(),
        verdict_before: verdict(before),
        verdict_after: verdict(after),
        sentences: words::sentences(between, after, &figures, [&activity.sentence, &sites.sentence], &revised),
        figures,
        activity,
        sites,
        revised,
        findings,
    })
}

/// The spread that schemes are judged by.
fn judged(of: &SchemeDeployment) -> Option<&FairSpread> {
    of.fair.iter().find(|spread| spread.fairness == JUDGED_BY.as_str())
}

/// The figures at both dates, in the order the document says.
fn figures(before: &SchemeDeployment, after: &SchemeDeployment) -> Vec<ComparedFigure> {
    let both = |of: fn(&SchemeDeployment) -> Value| [of(before), of(after)];
    let bounds = |of: &SchemeDeployment| {
        let spread = judged(of)?;
        Some([spread.low.last().copied().flatten()?, spread.high.last().copied().flatten()?])
    };
    let mut expected = figure("attendus", "EPCI attendus", "", 1, both(expected));
    expected.before_interval = bounds(before);
    expected.after_interval = bounds(after);
    vec![
        figure("beneficiaires", "Bénéficiaires cumulés", "", 0, both(beneficiaries)),
        figure("emplois", "Emplois déclarés, cumulés", "", 0, both(|of| summed(&of.hidden, &of.jobs))),
        figure("montant", "Montants cumulés", "€", 0, both(|of| summed(&of.hidden, &of.amount_eur))),
        figure("epci", "EPCI atteints", "", 0, both(reached)),
        expected,
        figure("gini", "Indice de Gini", "", 3, both(gini)),
    ]
}

/// What a window tells of its end, year after year: secret where one of its years is.
fn summed(hidden: &[bool], column: &[Option<f64>]) -> Value {
    if hidden.contains(&true) {
        return Err(Absence::Secret);
    }
    let said: Vec<f64> = column.iter().flatten().copied().collect();
    if said.is_empty() { Err(Absence::NotPublished) } else { Ok(said.into_iter().sum()) }
}

fn beneficiaries(of: &SchemeDeployment) -> Value {
    let counts: Vec<Option<f64>> = of.beneficiaries.iter().map(|count| count.map(|count| count as f64)).collect();
    summed(&of.hidden, &counts)
}

fn reached(of: &SchemeDeployment) -> Value {
    of.reached.last().map(|count| *count as f64).ok_or(Absence::NotPublished)
}

fn expected(of: &SchemeDeployment) -> Value {
    judged(of).and_then(|spread| spread.expected.last().copied().flatten()).ok_or(lacking(of))
}

fn gini(of: &SchemeDeployment) -> Value {
    of.gini.ok_or(lacking(of))
}

/// Why a measure of the whole window is absent.
fn lacking(of: &SchemeDeployment) -> Absence {
    if of.hidden.contains(&true) { Absence::Secret } else { Absence::NotPublished }
}

fn figure(kind: &str, label: &str, unit: &str, decimals: u8, [before, after]: [Value; 2]) -> ComparedFigure {
    let difference = difference(before, after);
    ComparedFigure {
        kind: kind.to_owned(),
        label: set(label),
        unit: unit.to_owned(),
        decimals,
        before: number(before),
        before_absence: absence(before),
        before_interval: None,
        after: number(after),
        after_absence: absence(after),
        after_interval: None,
        difference: number(difference),
        difference_absence: absence(difference),
    }
}

/// The later less the earlier, without the dust of binary fractions; where one is secret, so is it.
fn difference(before: Value, after: Value) -> Value {
    match (before, after) {
        (Ok(before), Ok(after)) => Ok(((after - before) * 1e6).round() / 1e6),
        (Err(Absence::Secret), _) | (_, Err(Absence::Secret)) => Err(Absence::Secret),
        (Err(absence), _) | (_, Err(absence)) => Err(absence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(before: Option<u16>, after: Option<u16>) -> Asked {
        Asked { region: None, before, after }
    }

    #[test]
    fn a_difference_is_told_only_where_both_its_terms_are() {
        assert_eq!(difference(Ok(0.182), Ok(0.47)), Ok(0.288));
        assert_eq!(difference(Ok(3.0), Err(Absence::Secret)), Err(Absence::Secret));
        assert_eq!(difference(Err(Absence::NotPublished), Err(Absence::Secret)), Err(Absence::Secret));
        assert_eq!(difference(Err(Absence::NotPublished), Ok(4.0)), Err(Absence::NotPublished), "unknown is not nil");
    }

    #[test]
    fn a_cell_that_is_hidden_at_one_date_is_hidden_in_the_difference_too() {
        let years = [Some(9.0), None, Some(12.0)];
        let hidden = [false, true, false];
        let until = |to: usize| summed(&hidden[..to], &years[..to]);
        let told = |before: usize, after: usize| {
            let own = figure("beneficiaires", "", "", 0, [until(before), until(after)]);
            [own.before_absence, own.after_absence, own.difference_absence].map(Option::unwrap_or_default)
        };
        assert_eq!(told(1, 3), ["", "s", "s"]);
        assert_eq!(told(2, 3), ["s", "s", "s"]);
        assert_eq!(summed(&[false; 2], &[Some(9.0), Some(4.0)]), Ok(13.0));
        assert_eq!(summed(&[false; 2], &[None, Some(4.0)]), Ok(4.0));
        assert_eq!(summed(&[false; 2], &[None, None]), Err(Absence::NotPublished), "unknown, and no secret");
    }

    #[test]
    fn the_dates_are_two_years_apart_without_a_word_and_never_outside_what_was_handed_in() {
        assert_eq!(dates(&asked(None, None), 2020, 2024), Ok([2022, 2024]));
        assert_eq!(dates(&asked(None, Some(2021)), 2020, 2024), Ok([2020, 2021]));
        assert_eq!(dates(&asked(Some(2020), None), 2020, 2024), Ok([2020, 2024]));
        for (before, after) in [(2023, 2023), (2024, 2023), (2019, 2022), (2020, 2025)] {
            assert!(dates(&asked(Some(before), Some(after)), 2020, 2024).is_err(), "{before} {after}");
        }
        assert!(dates(&asked(None, None), 2024, 2024).is_err(), "one year is no comparison");
    }
}
