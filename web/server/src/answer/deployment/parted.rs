//! How much of the inequality between the inhabitants of a region lies between its departments, or between kinds of EPCI, and how much
//! inside them (Theil's T, which parts exactly).
//!
//! Only shares are told, and in full per cents: a sum by department beside the EPCI told one by one would be one more equation on what is
//! hidden of them. Refuses to know: which department has most; the map says it.

use std::collections::BTreeMap;

use lanterne_observatory::Value;
use lanterne_observatory::equity::{Theil, decompose};

use super::{Deployed, LEVEL};
use crate::document::deployment::PartedInequality;
use crate::french::integer;
use crate::french::typography::set;

/// The same rates by department, then by kind of EPCI; nothing where there is one group, or no inequality.
///
/// `rates`: beneficiaries for an inhabitant, in the order of the rows.
pub(super) fn parted(deployed: &Deployed<'_>, rates: &[Value]) -> Vec<PartedInequality> {
    let territories = deployed.state.territories(LEVEL);
    let of = |column: &[Option<String>]| -> Vec<Option<String>> {
        deployed.view.rows.iter().map(|row| column.get(*row as usize).cloned().flatten()).collect()
    };
    let by_department = of(&territories.departement);
    let by_nature = of(&territories.nature);
    [
        ("departement", "entre départements", "à l'intérieur de chacun", by_department),
        (
            "nature",
            "entre métropole, communautés urbaines, d'agglomération et de communes",
            "entre EPCI de même nature",
            by_nature,
        ),
    ]
    .into_iter()
    .filter_map(|(by, apart, inside, groups)| {
        let (groups, count) = numbered(&groups);
        let parts = decompose(Theil::T, rates, deployed.population(), &groups, count).ok()?;
        if count < 2 || parts.total <= 0.0 {
            return None;
        }
        let between = (100.0 * parts.between / parts.total).round();
        let sentence =
            format!("{} % de l'inégalité est {apart}, {} % {inside}.", integer(between), integer(100.0 - between));
        Some(PartedInequality { by: by.to_owned(), between: between / 100.0, sentence: set(&sentence) })
    })
    .collect()
}

/// Groups by their names, numbered as they come, and how many there are.
fn numbered(names: &[Option<String>]) -> (Vec<Option<usize>>, usize) {
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups = Vec::with_capacity(names.len());
    for name in names {
        groups.push(name.as_deref().map(|name| {
            let next = number.len();
            *number.entry(name).or_insert(next)
        }));
    }
    (groups, number.len())
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn groups_are_numbered_as_they_come_and_who_has_none_is_in_none() {
        let names = ["59", "62", "", "59"].map(|name| (!name.is_empty()).then(|| name.to_owned()));
        assert_eq!(numbered(&names), (vec![Some(0), Some(1), None, Some(0)], 2));
    }
}
