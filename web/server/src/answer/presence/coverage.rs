//! What one operator did, scheme by scheme: its beneficiaries, the EPCI it reached, those of its declared zones it did not, its places.
//!
//! For: the operator itself, and the Region. Counted from its own rows, which hide nothing from it. A structure that another operator
//! helped too is one of its own: the sums of the operators are more than those of the schemes. A declared zone is no presence, and an
//! EPCI that a zone touches by one commune is of it.

use std::collections::{BTreeMap, BTreeSet};

use lanterne_data::Snapshot;
use lanterne_data::read::activity::{Given, Helped, of_operator};

use super::{Asked, LEVEL, site};
use crate::answer::access::operator_name;
use crate::document::coverage::{CoverageDocument, NamedEpci, ReachedEpci, SchemeCoverage};
use crate::french::integer;
use crate::french::ordinal::count;
use crate::french::typography::set;
use crate::problem::Problem;
use crate::state::State;

/// What an operator of the snapshot did; nothing, where it handed in nothing.
///
/// # Errors
/// [`Problem::Internal`] where the rows cannot be read.
pub(crate) fn coverage(state: &State, operator: &str) -> Result<CoverageDocument, Problem> {
    let read = Snapshot::open(&state.folder.join("lanterne.duckdb")).and_then(|file| of_operator(&file, operator));
    let helped = read.map_err(|fault| {
        tracing::error!(%fault, "the rows of an operator could not be read");
        Problem::Internal
    })?;
    let contents = &state.contents;
    let all = &contents.activity.given;
    let years: BTreeSet<u16> = all.iter().filter_map(|given| u16::try_from(given.year).ok()).collect();
    let years: Vec<u16> = years.into_iter().collect();
    let given: Vec<&Given> = all.iter().filter(|given| given.operator == operator).collect();
    let asked = Asked {
        region: None,
        scheme: None,
        operator: Some(operator.to_owned()),
        year: years.last().copied(),
        minutes: 0.0,
    };
    let slugs: BTreeSet<&str> = given.iter().map(|given| given.scheme.as_str()).collect();
    let mut schemes: Vec<SchemeCoverage> =
        slugs.into_iter().map(|slug| scheme(state, slug, &years, &given, &helped, &asked)).collect();
    schemes.sort_by_key(|own| std::cmp::Reverse(own.beneficiaries.iter().flatten().sum::<u64>()));
    let made_up = |given: &&Given| contents.cards.iter().any(|card| card.card == given.card && card.synthetic);
    let notice = match given.iter().any(made_up) {
        true => set("Données synthétiques : aucun accompagnement n'y est réel."),
        false => String::new(),
    };
    Ok(CoverageDocument {
        sentence: sentence(&schemes),
        sites: site::of_year(contents, &asked).into_iter().map(|site| site::document(state, site)).collect(),
        zones: site::zones_of_year(contents, &asked)
            .into_iter()
            .filter_map(|zone| site::zone_document(state, zone))
            .collect(),
        operator: operator.to_owned(),
        operator_name: operator_name(state, operator).map(|name| set(&name)),
        notes: [
            "Une structure compte une fois par dispositif et par année, quel que soit le nombre d'actes.",
            "Ces chiffres sont comptés sur les lignes de cet opérateur : une structure aidée aussi par un autre compte chez les deux.",
            "Un EPCI est d'une zone déclarée dès que l'une de ses communes l'est ; une zone déclarée n'est pas une présence.",
        ]
        .map(set)
        .to_vec(),
        years,
        schemes,
        notice,
    })
}

fn scheme(
    state: &State,
    slug: &str,
    years: &[u16],
    given: &[&Given],
    helped: &[Helped],
    asked: &Asked,
) -> SchemeCoverage {
    let own: Vec<&Helped> = helped.iter().filter(|helped| helped.scheme == slug).collect();
    let of_year = |year: u16| own.iter().filter(move |helped| u16::try_from(helped.year) == Ok(year));
    let handed_in = |year: u16| given.iter().any(|given| given.scheme == slug && u16::try_from(given.year) == Ok(year));
    let beneficiaries = |year: &u16| {
        let count = || of_year(*year).filter_map(|helped| u64::try_from(helped.beneficiaries).ok()).sum::<u64>();
        handed_in(*year).then(count)
    };
    let said = |what: fn(&Helped) -> Option<f64>| -> Vec<Option<f64>> {
        let sum = |year: &u16| {
            let said: Vec<f64> = of_year(*year).filter_map(|helped| what(helped)).collect();
            (!said.is_empty()).then(|| said.into_iter().sum::<f64>())
        };
        years.iter().map(sum).collect()
    };
    let epci = &state.contents.belonging.epci;
    // Beneficiaries and last year, by row of EPCI.
    let mut by_epci: BTreeMap<u32, (u64, u16)> = BTreeMap::new();
    for helped in &own {
        let row = epci.get(helped.commune as usize).copied().flatten();
        let (Some(row), Ok(year)) = (row, u16::try_from(helped.year)) else { continue };
        let reached = by_epci.entry(row).or_default();
        reached.0 += u64::try_from(helped.beneficiaries).unwrap_or(0);
        reached.1 = reached.1.max(year);
    }
    let index = state.territories(LEVEL);
    let code = |row: u32| index.code.get(row as usize).cloned().unwrap_or_default();
    let name = |row: u32| index.name.get(row as usize).map(|name| set(name)).unwrap_or_default();
    let mut reached: Vec<ReachedEpci> = by_epci
        .iter()
        .map(|(row, (beneficiaries, last))| ReachedEpci {
            code: code(*row),
            name: name(*row),
            beneficiaries: *beneficiaries,
            last: *last,
        })
        .collect();
    reached.sort_by(|a, b| b.beneficiaries.cmp(&a.beneficiaries).then_with(|| a.name.cmp(&b.name)));
    let declared = declared(state, &Asked { scheme: Some(slug.to_owned()), ..asked.clone() });
    let missed: Vec<NamedEpci> = declared
        .iter()
        .flatten()
        .filter(|row| !by_epci.contains_key(*row))
        .map(|row| NamedEpci { code: code(*row), name: name(*row) })
        .collect();
    let known = state.contents.schemes.iter().find(|own| own.scheme == slug);
    let declared = declared.map(|rows| rows.len());
    SchemeCoverage {
        scheme: slug.to_owned(),
        name: set(known.map_or(slug, |own| own.name.as_str())),
        beneficiaries: years.iter().map(beneficiaries).collect(),
        jobs: said(|helped| helped.jobs),
        amount_eur: said(|helped| helped.amount_eur),
        sentence: of_scheme(reached.len(), declared, missed.len()),
        reached,
        declared,
        missed,
    }
}

/// Rows of the EPCI that the operator's zones touch; `None` where it declares none.
fn declared(state: &State, asked: &Asked) -> Option<BTreeSet<u32>> {
    let zones = site::zones_of_year(&state.contents, asked);
    let epci = &state.contents.belonging.epci;
    let touched = |zone: &&lanterne_data::read::activity::InterventionZone| -> Vec<u32> {
        let communes = site::communes_of(state, zone);
        epci.iter().zip(communes).filter(|(_, touched)| *touched).filter_map(|(row, _)| *row).collect()
    };
    (!zones.is_empty()).then(|| zones.iter().flat_map(touched).collect())
}

fn of_scheme(reached: usize, declared: Option<usize>, missed: usize) -> String {
    let reached = count(reached, "EPCI atteint", "EPCI atteints");
    set(&match declared {
        None => format!("{reached} ; aucune zone déclarée."),
        Some(declared) => format!(
            "{reached} ; {} de ses zones déclarées sur {} sans bénéficiaire.",
            count(missed, "EPCI", "EPCI"),
            integer(declared as f64)
        ),
    })
}

fn sentence(schemes: &[SchemeCoverage]) -> String {
    if schemes.is_empty() {
        return set("Rien n'a été remis, ou ce qui l'a été n'est pas encore publié.");
    }
    let total: u64 = schemes.iter().flat_map(|own| own.beneficiaries.iter().flatten()).sum();
    let epci: BTreeSet<&str> =
        schemes.iter().flat_map(|own| own.reached.iter().map(|reached| reached.code.as_str())).collect();
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    set(&format!(
        "{} accompagné {}, dans {} EPCI.",
        count(schemes.len(), "dispositif a", "dispositifs ont"),
        count(total, "bénéficiaire", "bénéficiaires"),
        integer(epci.len() as f64)
    ))
}

#[cfg(test)]
mod tests {
    use super::{of_scheme, sentence};

    #[test]
    fn who_declares_no_zone_misses_none_of_it() {
        assert!(of_scheme(3, None, 0).contains("aucune zone déclarée"));
        assert!(of_scheme(3, Some(8), 5).contains("5 EPCI de ses zones déclarées sur 8"));
        assert!(sentence(&[]).starts_with("Rien n’a été remis"));
    }
}
