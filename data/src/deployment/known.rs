//! The codes a file may name: operators, schemes, territories and places of the snapshot, and who declared which structure.
//!
//! It refuses to complete: an operator is known when the snapshot or an `operateurs` file says so.

use std::collections::{BTreeMap, BTreeSet};

use super::twice::Claim;
use crate::error::Result;
use crate::read::rows::all;
use crate::snapshot::Snapshot;

/// What the snapshot knows, and what the files read so far have added.
#[derive(Clone, Debug)]
pub struct Known {
    operators: BTreeMap<String, Operator>,
    schemes: BTreeSet<String>,
    sites: BTreeMap<String, Place>,
    points: BTreeMap<String, BTreeMap<String, Option<[f64; 2]>>>,
    claims: Vec<Claim>,
    /// The latest year an act may be of.
    pub(super) year: i16,
}

#[derive(Clone, Debug)]
struct Operator {
    name: String,
    schemes: BTreeSet<String>,
}

/// A place of the snapshot.
#[derive(Clone, Debug)]
struct Place {
    name: String,
    /// Whose file gave it, which may give it again; none when it comes from elsewhere.
    owner: Option<String>,
}

impl Known {
    /// Reads the snapshot or the draft that the files are to enter; `year` is the latest an act may be of.
    ///
    /// # Errors
    /// The tables are not those of this program.
    pub fn read(snapshot: &Snapshot, year: i16) -> Result<Known> {
        let mut operators = BTreeMap::new();
        let sql = "SELECT operator, name FROM operator ORDER BY operator";
        for (operator, name) in
            all(snapshot, "operator", sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        {
            operators.insert(operator, Operator { name, schemes: BTreeSet::new() });
        }
        let sql = "SELECT operator, scheme FROM operator_scheme";
        for (operator, scheme) in
            all(snapshot, "operator_scheme", sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        {
            if let Some(known) = operators.get_mut(&operator) {
                known.schemes.insert(scheme);
            }
        }
        let schemes = all(snapshot, "scheme", "SELECT scheme FROM scheme", |row| row.get::<_, String>(0))?;
        let sql = "SELECT site, name, CASE WHEN basis = 'fichier' AND network IN ('operateur', 'synthetique') \
                   THEN operator END FROM site";
        let sites = all(snapshot, "site", sql, |row| {
            Ok((row.get::<_, String>(0)?, Place { name: row.get(1)?, owner: row.get(2)? }))
        })?;
        let mut points: BTreeMap<String, BTreeMap<String, Option<[f64; 2]>>> = BTreeMap::new();
        let sql =
            "SELECT level, code, lon, lat FROM territory WHERE level IN ('commune', 'epci', 'departement', 'region')";
        for (level, code, point) in all(snapshot, "territory", sql, |row| {
            let (lon, lat): (Option<f64>, Option<f64>) = (row.get(2)?, row.get(3)?);
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, lon.zip(lat).map(|(lon, lat)| [lon, lat])))
        })? {
            points.entry(level).or_default().insert(code, point);
        }
        let sql = "SELECT scheme, \"year\", siret, operator, act FROM act WHERE siret IS NOT NULL ORDER BY act";
        let claims = all(snapshot, "act", sql, |row| {
            let act: String = row.get(4)?;
            Ok(Claim::of(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, &act))
        })?;
        Ok(Known {
            operators,
            schemes: schemes.into_iter().collect(),
            sites: sites.into_iter().collect(),
            points,
            claims,
            year,
        })
    }

    /// What was declared by the files of the snapshot, taken once.
    pub(super) fn take_claims(&mut self) -> Vec<Claim> {
        std::mem::take(&mut self.claims)
    }

    /// The name of an operator.
    pub(super) fn operator(&self, operator: &str) -> Option<&str> {
        self.operators.get(operator).map(|known| known.name.as_str())
    }

    /// Whether an operator is known to carry a scheme.
    pub(super) fn carries(&self, operator: &str, scheme: &str) -> bool {
        self.operators.get(operator).is_some_and(|known| known.schemes.contains(scheme))
    }

    /// Whether a scheme is one of the snapshot's.
    pub(super) fn has_scheme(&self, scheme: &str) -> bool {
        self.schemes.contains(scheme)
    }

    /// The schemes, for a person.
    pub(super) fn schemes(&self) -> String {
        self.schemes.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// Whether a code is a territory of this level.
    pub(super) fn has(&self, level: &str, code: &str) -> bool {
        self.points.get(level).is_some_and(|codes| codes.contains_key(code))
    }

    /// The point of a commune, where known.
    pub(super) fn point(&self, commune: &str) -> Option<[f64; 2]> {
        self.points.get("commune")?.get(commune).copied().flatten()
    }

    /// The name of a place of the snapshot that has this identifier and is not this operator's own file's to give again.
    pub(super) fn other_site(&self, site: &str, operator: Option<&str>) -> Option<&str> {
        let place = self.sites.get(site)?;
        (place.owner.is_none() || place.owner.as_deref() != operator).then_some(place.name.as_str())
    }

    /// An operator that a file describes, and what it carries.
    pub(super) fn learn(&mut self, operator: &str, name: &str, schemes: &[String]) {
        let known = self
            .operators
            .entry(operator.to_owned())
            .or_insert_with(|| Operator { name: name.to_owned(), schemes: BTreeSet::new() });
        known.schemes.extend(schemes.iter().cloned());
    }
}
