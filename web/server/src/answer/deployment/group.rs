//! The EPCI of a region in groups, by department or by kind: how many a scheme reached, how many a fair spread of its beneficiaries would
//! have, and how long they waited for the first one.
//!
//! What is reached over all the years is public by EPCI, and what is expected follows from the total: [`groups`] tells no more, whoever
//! asks. How long a group waited is not public. The first year of an EPCI says that it had a beneficiary then: beside the year of its last one,
//! which is public, it says of a hidden count of one or two which of both it is. The curve of one group among others, by
//! difference with that of the region, comes down to it for some EPCI in most schemes; leaving those out, or telling them later, tells
//! which they are. So [`waiting`] is for whoever may read every row. Groups of fewer than three EPCI are counted and not judged: a curve
//! of one or two is that of an EPCI.

use std::collections::BTreeMap;

use lanterne_observatory::cohort::log_rank::log_rank;
use lanterne_observatory::cohort::survival::kaplan_meier;
use lanterne_observatory::cohort::{Cohort, Fairness};
use lanterne_observatory::{Absence, Level};

use super::scheme::{CONFIDENCE, named, rarely, sum};
use super::{Deployed, DeploymentQuery, LEVEL};
use crate::answer::number;
use crate::document::deployment::{DeploymentGroup, DeploymentGroups, GroupWait, WaitingGroups};
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::french::{integer, number as written};
use crate::problem::Problem;
use crate::state::State;

/// The fewest EPCI of a group whose wait is told.
const FEWEST: usize = 3;
/// A difference that chance gives less often than this is told as one.
const ALPHA: f64 = 0.05;

/// How EPCI are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The department of their seat.
    Departement,
    /// Métropole, communauté urbaine, d'agglomération, de communes.
    Nature,
}

impl By {
    /// Each by its word.
    pub(crate) const ALL: [(&'static str, Self); 2] = [("departement", Self::Departement), ("nature", Self::Nature)];

    fn as_str(self) -> &'static str {
        match self {
            Self::Departement => "departement",
            Self::Nature => "nature",
        }
    }

    fn between(self) -> &'static str {
        match self {
            Self::Departement => "entre départements",
            Self::Nature => "entre natures d'EPCI",
        }
    }
}

/// Kinds of EPCI, in their order.
const NATURES: [(&str, &str); 4] = [
    ("ME", "Métropoles"),
    ("CU", "Communautés urbaines"),
    ("CA", "Communautés d'agglomération"),
    ("CC", "Communautés de communes"),
];

/// What is asked of the groups.
#[derive(Debug, Clone)]
pub(crate) struct GroupQuery {
    /// Region and years; [`groups`] takes every year.
    pub(crate) deployment: DeploymentQuery,
    /// Slug; the scheme with most beneficiaries without.
    pub(crate) scheme: Option<String>,
    pub(crate) by: By,
    /// What is expected is in proportion of.
    pub(crate) fairness: Fairness,
}

/// A scheme and its EPCI in groups.
struct Grouped<'a> {
    deployed: Deployed<'a>,
    slug: &'a str,
    cohort: Cohort,
    /// Group of each EPCI, in row order; none where the scheme is not open or the EPCI is in none.
    group: Vec<Option<usize>>,
    told: Vec<DeploymentGroup>,
}

impl<'a> Grouped<'a> {
    fn of(state: &'a State, asked: &GroupQuery, query: &DeploymentQuery) -> Result<Self, Problem> {
        let deployed = Deployed::of(state, query)?;
        let slug = chosen(&deployed, asked.scheme.as_deref())?;
        let at = deployed.scheme(Some(slug));
        let cohort = deployed.deployment().cohort(|scheme| Some(scheme) == at, deployed.window);
        let territories = state.territories(LEVEL);
        let column = match asked.by {
            By::Departement => &territories.departement,
            By::Nature => &territories.nature,
        };
        let code = |row: &u32| column.get(*row as usize).cloned().flatten();
        let codes: Vec<Option<String>> =
            deployed.view.rows.iter().zip(&deployed.open).map(|(row, open)| code(row).filter(|_| *open)).collect();
        let names = names(state, asked.by, &codes);
        let place: BTreeMap<&str, usize> = names.iter().zip(0..).map(|((code, _), at)| (code.as_str(), at)).collect();
        let group: Vec<Option<usize>> =
            codes.iter().map(|code| code.as_deref().and_then(|code| place.get(code).copied())).collect();
        let fair = deployed.allocation(asked.fairness).within(&deployed.open);
        let total: u64 = cohort.units.iter().flatten().map(|received| received.beneficiaries).sum();
        let shares = fair.shares(total);
        let of_group = |(at, (code, name)): (usize, (String, String))| {
            let own = || group.iter().enumerate().filter(move |(_, group)| **group == Some(at)).map(|(unit, _)| unit);
            let reached = |unit: &usize| cohort.units[*unit].is_ok_and(|received| received.beneficiaries > 0);
            let expected = own().map(|unit| shares[unit].map(|share| 1.0 - share.none));
            DeploymentGroup {
                code,
                name: set(&name),
                epci: own().count(),
                reached: own().filter(reached).count(),
                expected: expected.sum::<Result<f64, Absence>>().ok(),
            }
        };
        let told = names.into_iter().enumerate().map(of_group).collect();
        Ok(Self { slug, cohort, told, group, deployed })
    }
}

/// The scheme asked for, or that with most beneficiaries.
fn chosen<'a>(deployed: &Deployed<'a>, asked: Option<&str>) -> Result<&'a str, Problem> {
    let unknown = |found: &str| Problem::UnknownName {
        what: "un dispositif dont l'activité a été remise",
        found: found.to_owned(),
        known: deployed.schemes.iter().map(|own| (*own).to_owned()).collect(),
    };
    if let Some(asked) = asked {
        return deployed.schemes.iter().copied().find(|own| *own == asked).ok_or_else(|| unknown(asked));
    }
    let beneficiaries = |slug: &&str| -> i64 {
        let of = |year| sum(deployed, Some(slug), year, |helped| Some(helped.beneficiaries));
        deployed.window.years().filter_map(of).sum()
    };
    // Of two alike the first.
    deployed.schemes.iter().copied().rev().max_by_key(beneficiaries).ok_or(Problem::NoActivity)
}

/// Codes and names of the groups that hold an EPCI, in their order.
fn names(state: &State, by: By, codes: &[Option<String>]) -> Vec<(String, String)> {
    let mut held: Vec<&String> = codes.iter().flatten().collect();
    held.sort();
    held.dedup();
    let departments = state.territories(Level::Departement);
    let kind = |code: &str| NATURES.iter().position(|own| own.0 == code);
    if by == By::Nature {
        held.sort_by_key(|code| kind(code).unwrap_or(NATURES.len()));
    }
    let name = |code: &String| match by {
        By::Departement => {
            departments.row(code).and_then(|row| departments.name.get(row as usize)).unwrap_or(code).clone()
        }
        By::Nature => kind(code).map_or_else(|| code.clone(), |at| NATURES[at].1.to_owned()),
    };
    held.into_iter().map(|code| (code.clone(), name(code))).collect()
}

/// What a scheme reached over every year, group by group. Public.
///
/// # Errors
/// [`Problem::NoActivity`]; a scheme without activity.
pub(crate) fn groups(state: &State, asked: &GroupQuery) -> Result<DeploymentGroups, Problem> {
    let every_year = DeploymentQuery { region: asked.deployment.region, from: None, to: None };
    let grouped = Grouped::of(state, asked, &every_year)?;
    let deployed = &grouped.deployed;
    let name = named(deployed, Some(grouped.slug)).0;
    Ok(DeploymentGroups {
        sentence: coverage(&name, &grouped.told),
        scheme: grouped.slug.to_owned(),
        name,
        by: asked.by.as_str().to_owned(),
        fairness: asked.fairness.as_str().to_owned(),
        window: [deployed.window.from, deployed.window.to],
        source_line: deployed.source_line(),
        synthetic: deployed.synthetic(),
        groups: grouped.told,
    })
}

/// « DLA : c'est dans l'Aisne qu'il manque le plus d'EPCI, 12 atteints pour 15,2 attendus. »
fn coverage(name: &str, told: &[DeploymentGroup]) -> String {
    let lacking = |group: &DeploymentGroup| Some(group.expected? - group.reached as f64);
    let most = told.iter().filter_map(|group| Some((lacking(group)?, group))).max_by(|a, b| a.0.total_cmp(&b.0));
    set(&match most {
        Some((lacking, group)) if lacking >= 0.5 => format!(
            "{name} : l'écart à l'attendu est le plus grand pour « {} », {} sur {} pour {} attendus.",
            group.name,
            count(group.reached, "EPCI atteint", "EPCI atteints"),
            integer(group.epci as f64),
            written(group.expected.unwrap_or(0.0), 1)
        ),
        Some(_) => format!("{name} : aucun groupe n'est sous ce qui était attendu."),
        None => format!("{name} : rien n'était à attendre."),
    })
}

/// How long each group waited for its first beneficiary, and whether they waited alike. For whoever may read every row.
///
/// # Errors
/// Those of [`groups`]; a window that holds no year.
pub(crate) fn waiting(state: &State, asked: &GroupQuery) -> Result<WaitingGroups, Problem> {
    let Grouped { deployed, slug, cohort, group, told } = Grouped::of(state, asked, &asked.deployment)?;
    let spells = cohort.spells();
    let years: Vec<u16> = deployed.window.years().collect();
    let judged: Vec<Option<usize>> =
        group.iter().map(|own| own.filter(|at| told.get(*at).is_some_and(|group| group.epci >= FEWEST))).collect();
    let wait = |(at, own): (usize, &DeploymentGroup)| {
        let members = spells.iter().zip(&judged).filter(|(_, group)| **group == Some(at));
        let survival = kaplan_meier(&members.map(|(spell, _)| *spell).collect::<Vec<_>>(), CONFIDENCE);
        let drawn = survival.units > 0;
        let still = (1..=years.len()).filter_map(|year| number(survival.at(year as f64)));
        // The first year at whose end at most half still waits: a median of 1 is the first year.
        let median = number(survival.median()).and_then(|wait| years.get((wait as usize).checked_sub(1)?).copied());
        GroupWait {
            group: own.clone(),
            waiting: if drawn { still.collect() } else { Vec::new() },
            median: median.filter(|_| drawn),
            told: set(&match median {
                _ if !drawn => "n.s.".to_owned(),
                Some(year) => format!("fin {year}"),
                None => "non atteinte".to_owned(),
            }),
        }
    };
    let test = log_rank(&spells, &judged, told.len()).ok();
    let name = named(&deployed, Some(slug)).0;
    let sentence = match &test {
        None => format!(
            "{name} : les délais ne se comparent pas {}, faute de groupes ou d'EPCI atteints.",
            asked.by.between()
        ),
        Some(test) if test.probability <= ALPHA => format!(
            "{name} : les délais diffèrent {} plus que le hasard ne l'explique ; un tel écart n'arrive au hasard {}.",
            asked.by.between(),
            rarely(test.probability)
        ),
        Some(_) => format!("{name} : le hasard suffit à expliquer que les délais diffèrent {}.", asked.by.between()),
    };
    Ok(WaitingGroups {
        scheme: slug.to_owned(),
        by: asked.by.as_str().to_owned(),
        groups: told.iter().enumerate().map(wait).collect(),
        statistic: test.as_ref().map(|test| test.statistic),
        degrees: test.as_ref().map(|test| test.degrees),
        probability: test.as_ref().map(|test| test.probability),
        sentence: set(&sentence),
        notes: vec![
            set(
                "Test du log-rank entre les groupes d'au moins trois EPCI ; les autres sont comptés, et leur délai n'est pas montré (n.s.).",
            ),
            set(
                "Pour la Région seulement : à côté de ce qui est public, l'année d'un premier bénéficiaire dirait de petits nombres.",
            ),
        ],
        source_line: deployed.source_line(),
        synthetic: deployed.synthetic(),
        name,
        years,
    })
}

#[cfg(test)]
mod tests {
    use super::coverage;
    use crate::document::deployment::DeploymentGroup;

    fn group(name: &str, reached: usize, expected: Option<f64>) -> DeploymentGroup {
        DeploymentGroup { code: name.to_owned(), name: name.to_owned(), epci: 20, reached, expected }
    }

    #[test]
    fn the_group_that_lacks_most_is_named_and_none_where_none_lacks() {
        let told = [group("Aisne", 12, Some(15.2)), group("Nord", 14, Some(15.0)), group("Oise", 9, None)];
        let sentence = coverage("DLA", &told);
        assert!(sentence.contains("Aisne") && sentence.contains("12") && sentence.contains("15,2"), "{sentence}");
        assert!(coverage("DLA", &[group("Nord", 14, Some(14.2))]).contains("aucun groupe"));
        assert!(coverage("DLA", &[group("Oise", 9, None)]).contains("rien n’était"));
    }
}
