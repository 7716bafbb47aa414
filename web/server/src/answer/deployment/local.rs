//! What is told of each scheme in each EPCI of a region, over every year handed in: for whoever describes one territory.
//!
//! For: the local profile. It holds the public answers and nothing else: the cells are those of [`super::unit`], the totals those
//! that [`super::deployment`] tells year by year. Whatever is made of them gives nothing away that these answers do not.

use lanterne_data::read::activity::Helped;
use lanterne_observatory::cohort::Window;
use lanterne_observatory::{Absence, Value};

use super::finding::JUDGED_BY;
use super::scheme::{named, sum};
use super::{Deployed, DeploymentQuery, unit, withheld};
use crate::document::deployment::DeploymentUnits;
use crate::problem::Problem;
use crate::state::State;

/// What is told of a region.
#[derive(Debug)]
pub(crate) struct Local {
    /// Row of the region; none: all of France.
    pub(crate) region: Option<u32>,
    pub(crate) window: Window,
    /// Rows of its EPCI, ascending.
    pub(crate) rows: Vec<u32>,
    /// Its schemes, that with most beneficiaries first.
    pub(crate) schemes: Vec<Told>,
    /// « Emergences G2 (2022) »: what was not handed in.
    pub(crate) missing: Vec<String>,
    pub(crate) source_line: String,
}

/// What is told of a scheme.
#[derive(Debug)]
pub(crate) struct Told {
    /// Slug.
    pub(crate) scheme: String,
    pub(crate) name: String,
    /// Of each EPCI, in the order of the rows.
    pub(crate) cells: Vec<Cell>,
    pub(crate) whole: Whole,
}

/// What is told of a scheme in an EPCI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell {
    /// Secret: one or two, or what would tell such a count.
    pub(crate) beneficiaries: Value,
    /// Beneficiaries of a spread in proportion of the establishments of the ESS.
    pub(crate) expected: Value,
    /// Nil: none in all the years.
    pub(crate) years_since: Value,
    /// Whether there was one; none where it is not known.
    pub(crate) reached: Option<bool>,
}

/// What is told of a scheme in the whole region, all years together. Secret where one of its years is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Whole {
    pub(crate) beneficiaries: Value,
    /// Not published where nobody said any.
    pub(crate) jobs: Value,
    /// Euros, likewise.
    pub(crate) amount_eur: Value,
}

/// What is told of a region; of the sole one that is covered without one.
///
/// # Errors
/// [`Problem::NoActivity`] where nothing was handed in.
pub(crate) fn told(state: &State, region: Option<u32>) -> Result<Local, Problem> {
    let deployed = Deployed::of(state, &DeploymentQuery { region, from: None, to: None })?;
    let hidden = withheld::years(&deployed).into_iter().map(|years| years.contains(&true));
    let mut schemes: Vec<Told> = (0_u32..)
        .zip(&deployed.schemes)
        .zip(hidden)
        .map(|((at, slug), hidden)| Told {
            scheme: (*slug).to_owned(),
            name: named(&deployed, Some(*slug)).0,
            cells: cells(&unit::of(&deployed, Some(at), JUDGED_BY)),
            whole: whole(&deployed, slug, hidden),
        })
        .collect();
    schemes.sort_by(|a, b| {
        let known = |told: &Told| told.whole.beneficiaries.unwrap_or(-1.0);
        known(b).total_cmp(&known(a)).then_with(|| a.name.cmp(&b.name))
    });
    let missing = deployed.missing().into_iter().map(|one| {
        let years: Vec<String> = one.years.iter().map(ToString::to_string).collect();
        format!("{} ({})", one.name, years.join(", "))
    });
    Ok(Local {
        region: deployed.view.key.region,
        window: deployed.window,
        rows: deployed.view.rows.clone(),
        schemes,
        missing: missing.collect(),
        source_line: deployed.source_line(),
    })
}

/// The cells of the public table.
fn cells(units: &DeploymentUnits) -> Vec<Cell> {
    let cell = |at: usize| {
        let absent = units.absence.get(at).and_then(Option::as_deref).and_then(Absence::parse);
        let count = units.beneficiaries.get(at).copied().flatten();
        let since = units.years_since.get(at).copied().flatten();
        let reached = units.reached.get(at).copied().flatten();
        Cell {
            beneficiaries: count.map(|count| count as f64).ok_or(absent.unwrap_or(Absence::NotPublished)),
            expected: units.expected.get(at).copied().flatten().ok_or(Absence::NotPublished),
            years_since: since.map(f64::from).ok_or(match reached {
                None => Absence::NotPublished,
                Some(_) => Absence::Nil,
            }),
            reached,
        }
    };
    (0..units.row.len()).map(cell).collect()
}

fn beneficiaries(deployed: &Deployed<'_>, slug: &str, year: u16) -> u64 {
    sum(deployed, Some(slug), year, |helped| u64::try_from(helped.beneficiaries).ok()).unwrap_or(0)
}

fn whole(deployed: &Deployed<'_>, slug: &str, hidden: bool) -> Whole {
    if hidden {
        return Whole {
            beneficiaries: Err(Absence::Secret),
            jobs: Err(Absence::Secret),
            amount_eur: Err(Absence::Secret),
        };
    }
    let said = |what: fn(&Helped) -> Option<f64>| -> Value {
        let years: Vec<f64> =
            deployed.window.years().filter_map(|year| sum(deployed, Some(slug), year, what)).collect();
        if years.is_empty() { Err(Absence::NotPublished) } else { Ok(years.into_iter().sum()) }
    };
    let count: u64 = deployed.window.years().map(|year| beneficiaries(deployed, slug, year)).sum();
    Whole {
        beneficiaries: Ok(count as f64),
        jobs: said(|helped| helped.jobs),
        amount_eur: said(|helped| helped.amount_eur),
    }
}
