//! What the schemes did, as operators handed it in: acts summed by scheme, year and commune, who handed in which year, and where
//! operators declare that they work.
//!
//! A structure is one beneficiary of a scheme in a year, however many acts and operators it has had: its jobs are the most that was
//! declared, its amounts are added. Persons were counted by commune before they were handed in. It refuses to take silence for
//! nothing: a scheme without a row in [`Activity::given`] has not been handed in, and is not published for that year. A declared
//! zone is no presence.

use std::collections::{BTreeMap, BTreeSet};

use lanterne_observatory::Level;

use super::rows::all;
use crate::row::Day;
use crate::{Error, Snapshot};

/// What was handed in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Activity {
    /// Acts summed; by scheme, year, then row of commune.
    pub helped: Vec<Helped>,
    /// Who handed in which year; by operator, scheme, then year.
    pub given: Vec<Given>,
    /// Where operators declare that they work.
    pub zones: Vec<InterventionZone>,
}

/// What a scheme did in a commune, in a year. No row where it did nothing, or where nobody handed anything in.
#[derive(Debug, Clone, PartialEq)]
pub struct Helped {
    /// Slug.
    pub scheme: String,
    /// Of the acts.
    pub year: i16,
    /// Row of the beneficiaries' commune.
    pub commune: u32,
    /// Structures, each once, and persons. Small counts are for whoever may read them: a public answer protects them.
    pub beneficiaries: i64,
    /// Jobs consolidated or created; `None` when nobody said any number.
    pub jobs: Option<f64>,
    /// Euros; `None` when nobody said any amount.
    pub amount_eur: Option<f64>,
}

/// An operator that handed in a scheme's year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// Slug.
    pub operator: String,
    /// Slug.
    pub scheme: String,
    /// Of the acts.
    pub year: i16,
    /// Card of the source.
    pub card: String,
}

/// A territory where an operator declares that it works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterventionZone {
    /// Slug.
    pub operator: String,
    /// Slug; `None`: all the schemes of the operator.
    pub scheme: Option<String>,
    /// Commune, EPCI, department or region.
    pub level: Level,
    /// Code of the territory.
    pub code: String,
    /// First day; `None`: unknown.
    pub opened: Option<Day>,
    /// Last day; `None`: it lasts.
    pub closed: Option<Day>,
    /// Card of the source.
    pub card: String,
}

/// What a scheme did in a region, in a year: what two snapshots are compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yearly {
    /// Slug.
    pub scheme: String,
    /// Of the acts.
    pub year: i16,
    /// Code of the region; `None` where the commune is in none.
    pub region: Option<String>,
    /// Structures and persons, as in [`Helped`]: small counts are protected by whoever tells them.
    pub beneficiaries: i64,
    /// EPCI they were in.
    pub reached: u64,
}

/// The activity of a snapshot by region, and who handed in which year, without the rest of its contents. By scheme, year, then region.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn yearly(snapshot: &Snapshot) -> Result<(Vec<Yearly>, Vec<Given>), Error> {
    let sql = "SELECT own.region, own.epci FROM territory JOIN commune own USING (code) WHERE level = 'commune' ORDER BY \"row\"";
    let places = all(snapshot, "territory", sql, |row| {
        Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    let Activity { helped, given, .. } = activity(snapshot)?;
    let mut sums: BTreeMap<(String, i16, Option<String>), Done> = BTreeMap::new();
    for Helped { scheme, year, commune, beneficiaries, .. } in helped {
        let (region, epci) = places.get(commune as usize).cloned().unwrap_or_default();
        let own = sums.entry((scheme, year, region)).or_default();
        own.0 += beneficiaries;
        own.1.extend(epci.filter(|_| beneficiaries > 0));
    }
    let rows = sums.into_iter().map(|((scheme, year, region), (beneficiaries, epci))| Yearly {
        scheme,
        year,
        region,
        beneficiaries,
        reached: epci.len() as u64,
    });
    Ok((rows.collect(), given))
}

/// Beneficiaries, and the EPCI they were in.
type Done = (i64, BTreeSet<String>);

/// An act, as far as sums need it.
struct Act {
    scheme: String,
    year: i16,
    commune: u32,
    siret: Option<String>,
    beneficiaries: i64,
    jobs: Option<f64>,
    amount_eur: Option<f64>,
}

/// Beneficiaries, jobs, amount.
type Sum = (i64, Option<f64>, Option<f64>);

pub(super) fn activity(snapshot: &Snapshot) -> Result<Activity, Error> {
    let acts = acts(snapshot)?.into_iter().map(|(_, act)| act).collect();
    let sql = "SELECT DISTINCT operator, scheme, \"year\", card FROM activity_given ORDER BY ALL";
    let given = all(snapshot, "activity_given", sql, |row| {
        Ok(Given { operator: row.get(0)?, scheme: row.get(1)?, year: row.get(2)?, card: row.get(3)? })
    })?;
    Ok(Activity { helped: helped(acts), given, zones: zones(snapshot)? })
}

/// What one operator did, summed likewise: a structure that others helped too is one beneficiary of its own. Nothing here is protected: it is for
/// whoever may read its rows.
///
/// # Errors
/// [`Error`]: no such table.
pub fn of_operator(snapshot: &Snapshot, operator: &str) -> Result<Vec<Helped>, Error> {
    Ok(helped(acts(snapshot)?.into_iter().filter(|(own, _)| own == operator).map(|(_, act)| act).collect()))
}

/// Every act, and whose it is.
fn acts(snapshot: &Snapshot) -> Result<Vec<(String, Act)>, Error> {
    let sql = "SELECT a.scheme, a.\"year\", t.\"row\", a.siret, a.beneficiaries, a.jobs, a.amount_eur, a.operator FROM act a \
               JOIN territory t ON t.level = 'commune' AND t.code = a.commune ORDER BY a.act";
    all(snapshot, "act", sql, |row| {
        let act = Act {
            scheme: row.get(0)?,
            year: row.get(1)?,
            commune: row.get(2)?,
            siret: row.get(3)?,
            beneficiaries: row.get(4)?,
            jobs: row.get(5)?,
            amount_eur: row.get(6)?,
        };
        Ok((row.get(7)?, act))
    })
}

/// Sums acts in their order, so that a sum has the same bits everywhere.
fn helped(acts: Vec<Act>) -> Vec<Helped> {
    let mut structures: BTreeMap<(String, i16, String), (u32, Sum)> = BTreeMap::new();
    let mut sums: BTreeMap<(String, i16, u32), Sum> = BTreeMap::new();
    for Act { scheme, year, commune, siret, beneficiaries, jobs, amount_eur } in acts {
        let said = (beneficiaries, jobs, amount_eur);
        match siret {
            None => add(sums.entry((scheme, year, commune)).or_default(), said),
            Some(siret) => {
                let (at, sum) = structures.entry((scheme, year, siret)).or_insert((commune, (1, None, None)));
                // Two operators may place it differently: the first commune in code order, so that it counts once.
                *at = commune.min(*at);
                sum.1 = most(sum.1, jobs);
                sum.2 = plus(sum.2, amount_eur);
            }
        }
    }
    for ((scheme, year, _), (commune, sum)) in structures {
        add(sums.entry((scheme, year, commune)).or_default(), sum);
    }
    let row = |((scheme, year, commune), (beneficiaries, jobs, amount_eur)): ((String, i16, u32), Sum)| Helped {
        scheme,
        year,
        commune,
        beneficiaries,
        jobs,
        amount_eur,
    };
    sums.into_iter().map(row).collect()
}

fn add(sum: &mut Sum, said: Sum) {
    *sum = (sum.0 + said.0, plus(sum.1, said.1), plus(sum.2, said.2));
}

/// What is not said adds nothing; nothing said at all stays unknown.
fn plus(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    }
}

fn most(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

fn zones(snapshot: &Snapshot) -> Result<Vec<InterventionZone>, Error> {
    let sql = "SELECT operator, scheme, level, code, (opened - DATE '1970-01-01')::INTEGER, \
               (closed - DATE '1970-01-01')::INTEGER, card FROM intervention_zone ORDER BY ALL";
    let rows = all(snapshot, "intervention_zone", sql, |row| {
        let level: String = row.get(2)?;
        let (opened, closed): (Option<i32>, Option<i32>) = (row.get(4)?, row.get(5)?);
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Option<String>>(1)?,
            level,
            row.get::<_, String>(3)?,
            opened,
            closed,
            row.get::<_, String>(6)?,
        ))
    })?;
    let mut zones = Vec::with_capacity(rows.len());
    for (operator, scheme, level, code, opened, closed, card) in rows {
        let (opened, closed) = (opened.map(Day), closed.map(Day));
        zones.push(InterventionZone { operator, scheme, level: level.parse()?, code, opened, closed, card });
    }
    Ok(zones)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(siret: Option<&str>, commune: u32, beneficiaries: i64, jobs: Option<f64>, amount: Option<f64>) -> Act {
        Act {
            scheme: "dla".to_owned(),
            year: 2024,
            commune,
            siret: siret.map(str::to_owned),
            beneficiaries,
            jobs,
            amount_eur: amount,
        }
    }

    fn sums(acts: Vec<Act>) -> Vec<(u32, i64, Option<f64>, Option<f64>)> {
        helped(acts).into_iter().map(|row| (row.commune, row.beneficiaries, row.jobs, row.amount_eur)).collect()
    }

    #[test]
    fn a_structure_counts_once_a_year_with_its_most_jobs_and_all_its_amounts() {
        let acts = vec![
            act(Some("a"), 4, 1, Some(3.0), Some(100.0)),
            act(Some("a"), 4, 1, Some(5.0), None),
            act(Some("a"), 2, 1, None, Some(50.0)),
        ];
        assert_eq!(sums(acts), [(2, 1, Some(5.0), Some(150.0))]);
    }

    #[test]
    fn persons_and_structures_of_a_commune_are_added_and_what_nobody_said_is_unknown() {
        let acts = vec![
            act(None, 7, 3, None, None),
            act(Some("a"), 7, 1, None, Some(10.0)),
            act(None, 7, 2, None, None),
            act(None, 8, 1, Some(0.0), None),
        ];
        assert_eq!(sums(acts), [(7, 6, None, Some(10.0)), (8, 1, Some(0.0), None)]);
    }
}
