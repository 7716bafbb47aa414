//! Each EPCI: whether it was reached, since when not, and what a fair spread would have given it.

use lanterne_observatory::cohort::{Deployment, Fairness};
use lanterne_observatory::white_zone::recours::{self, Recours};
use lanterne_observatory::white_zone::{Parameters, Verdict};

use super::{Deployed, DeploymentQuery, LEVEL, secret};
use crate::answer::number;
use crate::document::deployment::DeploymentUnits;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;

/// The EPCI of a region for one scheme, or for all of them together, over every year that was handed in: with windows to choose, what is
/// hidden would be the difference of two.
///
/// # Errors
/// [`Problem::NoActivity`]; a scheme without activity.
pub(crate) fn units(
    state: &State,
    region: Option<u32>,
    slug: Option<&str>,
    fairness: Fairness,
) -> Result<DeploymentUnits, Problem> {
    let deployed = Deployed::of(state, &DeploymentQuery { region, from: None, to: None })?;
    let at = deployed.scheme(slug);
    if let (Some(slug), None) = (slug, at) {
        return Err(Problem::UnknownName {
            what: "un dispositif dont l'activité a été remise",
            found: slug.to_owned(),
            known: deployed.schemes.iter().map(|own| (*own).to_owned()).collect(),
        });
    }
    Ok(of(&deployed, at, fairness))
}

/// The same of a region whose activity was read: one scheme by its place, or all together.
pub(super) fn of(deployed: &Deployed<'_>, at: Option<u32>, fairness: Fairness) -> DeploymentUnits {
    let state = deployed.state;
    let slug = at.and_then(|at| deployed.schemes.get(at as usize)).map(|slug| (*slug).to_owned());
    let chosen = |scheme: u32| at.is_none_or(|at| at == scheme);
    let tested = tested(deployed, chosen, fairness);
    let counts = counts(&tested);
    let hidden = hidden(deployed, at, &counts);
    let territories = state.territories(LEVEL);
    let rows = &deployed.view.rows;
    let name = |row: &u32| territories.name.get(*row as usize).cloned().unwrap_or_default();
    let code = |row: &u32| territories.code.get(*row as usize).cloned().unwrap_or_default();
    let absent = |(count, hidden): (&Option<u64>, &bool)| match (count, hidden) {
        (None, _) => Some("nd".to_owned()),
        (Some(_), true) => Some("s".to_owned()),
        (Some(_), false) => None,
    };
    DeploymentUnits {
        level: LEVEL.as_str().to_owned(),
        scheme: slug,
        window: [deployed.window.from, deployed.window.to],
        fairness: fairness.as_str().to_owned(),
        row: rows.clone(),
        code: rows.iter().map(code).collect(),
        name: rows.iter().map(|row| set(&name(row))).collect(),
        reached: counts.iter().map(|count| count.map(|count| count > 0)).collect(),
        beneficiaries: counts.iter().zip(&hidden).map(|(count, hidden)| count.filter(|_| !hidden)).collect(),
        absence: counts.iter().zip(&hidden).map(absent).collect(),
        years_since: tested.iter().map(|own| number(own.years_since).map(|years| years as u16)).collect(),
        expected: tested.iter().map(|own| number(own.expected)).collect(),
        none: tested.iter().map(|own| number(own.none)).collect(),
        verdict: tested.iter().map(|own| own.verdict.as_str().to_owned()).collect(),
        sentence: sentence(&tested),
        source_line: deployed.source_line(),
        synthetic: deployed.synthetic(),
    }
}

/// The test of every EPCI over the whole window.
pub(super) fn tested(deployed: &Deployed<'_>, chosen: impl Fn(u32) -> bool, fairness: Fairness) -> Vec<Recours> {
    let years = u32::from(deployed.window.to - deployed.window.from) + 1;
    let parameters = Parameters { years, ..Parameters::default() };
    let deployment: Deployment<'_> = deployed.deployment();
    recours::test(&deployment, chosen, &deployed.allocation(fairness), deployed.window.to, parameters)
}

fn counts(tested: &[Recours]) -> Vec<Option<u64>> {
    // A count is a whole number below 2^53.
    tested.iter().map(|own| number(own.beneficiaries).map(|count| count as u64)).collect()
}

/// What is hidden of one scheme; of all together, also what the difference with the schemes that are told would give away.
fn hidden(deployed: &Deployed<'_>, at: Option<u32>, counts: &[Option<u64>]) -> Vec<bool> {
    let mut hidden = secret::hidden(counts);
    if at.is_none() {
        for scheme in (0_u32..).take(deployed.schemes.len()) {
            let own = deployed.deployment().cohort(|other| other == scheme, deployed.window);
            let own: Vec<Option<u64>> =
                own.beneficiaries().iter().map(|count| number(*count).map(|count| count as u64)).collect();
            for (hidden, own) in hidden.iter_mut().zip(secret::hidden(&own)) {
                *hidden |= own;
            }
        }
    }
    hidden
}

fn sentence(tested: &[Recours]) -> String {
    let of = |verdict: Verdict| tested.iter().filter(|own| own.verdict == verdict).count();
    let (established, chance) = (of(Verdict::Yes), of(Verdict::NotSignificant));
    let reached = of(Verdict::No);
    let reached = count(reached, "EPCI atteint", "EPCI atteints");
    set(&match (established, chance) {
        (0, 0) => format!("{reached}."),
        (more, 0) => format!("{reached} ; {more} sans bénéficiaire, que le hasard n'explique pas."),
        (0, more) => format!("{reached} ; {more} sans bénéficiaire, que le hasard suffit à expliquer."),
        (more, chance) => {
            format!("{reached} ; sans bénéficiaire, {more} que le hasard n'explique pas et {chance} où il suffit.")
        }
    })
}
