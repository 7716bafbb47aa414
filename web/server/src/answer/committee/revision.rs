//! What the snapshot published before this one said of the same years: a figure that changed without new activity is a revision.
//!
//! `lanterne ingest` keeps a few snapshots beside the one that is served; the latest of the others is read, its activity alone. Both
//! sides are told by the rule of their own snapshot: where either hides a count, nothing is told of it. Refuses to know: why a source
//! was revised.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use lanterne_data::read::activity::{Yearly, yearly};
use lanterne_data::{Manifest, Snapshot};
use lanterne_observatory::cohort::secrecy::{Year, hidden_years};

use super::Between;
use crate::document::committee::{RevisedYear, RevisionChange};
use crate::document::deployment::SchemeDeployment;
use crate::french::integer;
use crate::french::ordinal::list;
use crate::french::typography::set;
use crate::state::State;

/// The folder that snapshots stand in.
const SNAPSHOTS: &str = "snapshots";
/// Years named in a sentence.
const NAMED: usize = 3;

/// The activity of the snapshot before.
#[derive(Debug)]
pub(crate) struct Earlier {
    id: String,
    activity: Vec<Yearly>,
    /// Schemes and years that were handed in.
    schemes: BTreeSet<String>,
    years: BTreeSet<u16>,
}

impl Earlier {
    /// Reads the latest of the snapshots that were published before the one in `folder`; none where none is kept, or none can be read.
    pub(crate) fn beside(folder: &Path, id: &str) -> Option<Self> {
        let snapshots = folder.parent().filter(|parent| parent.file_name().is_some_and(|name| name == SNAPSHOTS))?;
        let date = |folder: &Path| std::fs::metadata(folder).and_then(|folder| folder.modified()).ok();
        let now = date(folder)?;
        let mut others: Vec<(SystemTime, PathBuf)> = std::fs::read_dir(snapshots)
            .ok()?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|other| other.is_dir() && other != folder)
            .filter_map(|other| Some((date(&other)?, other)))
            .filter(|(date, _)| *date <= now)
            .collect();
        others.sort();
        let read = |folder: &Path| -> Result<Self, lanterne_data::Error> {
            let manifest = Manifest::read(&folder.join("manifest.json"))?;
            let (activity, given) = yearly(&Snapshot::open(&folder.join("lanterne.duckdb"))?)?;
            Ok(Self {
                id: manifest.id,
                activity,
                schemes: given.iter().map(|given| given.scheme.clone()).collect(),
                years: given.iter().filter_map(|given| u16::try_from(given.year).ok()).collect(),
            })
        };
        let mut found = others.iter().rev().filter_map(|(_, other)| {
            // A folder that is not finished, or of another program: no snapshot to compare with.
            read(other).inspect_err(|fault| tracing::debug!(%fault, "an earlier snapshot is not read")).ok()
        });
        found.find(|earlier| earlier.id != id)
    }

    /// Beneficiaries of a scheme by year, those that are told; of all schemes together without one.
    fn told(&self, region: Option<&String>, scheme: Option<&str>) -> BTreeMap<u16, u64> {
        let years: Vec<u16> = match (self.years.first(), self.years.last()) {
            (Some(first), Some(last)) => (*first..=*last).collect(),
            _ => return BTreeMap::new(),
        };
        let here = |own: &&Yearly| region.is_none() || own.region.as_ref() == region;
        let counted = |scheme: &str, year: u16| -> Year {
            let own = self.activity.iter().filter(here);
            let own = own.filter(|own| own.scheme == scheme && u16::try_from(own.year) == Ok(year));
            own.fold(Year::default(), |sum, own| Year {
                beneficiaries: sum.beneficiaries + u64::try_from(own.beneficiaries).unwrap_or(0),
                reached: sum.reached + own.reached,
            })
        };
        let counts: Vec<Vec<Year>> =
            self.schemes.iter().map(|scheme| years.iter().map(|year| counted(scheme, *year)).collect()).collect();
        let Some(slug) = scheme else {
            let sum =
                |at: usize| -> u64 { counts.iter().filter_map(|own| own.get(at)).map(|own| own.beneficiaries).sum() };
            return years.iter().enumerate().map(|(at, year)| (*year, sum(at))).collect();
        };
        let Some(place) = self.schemes.iter().position(|own| own == slug) else { return BTreeMap::new() };
        let hidden = hidden_years(&counts);
        let told = years.iter().zip(&counts[place]).zip(&hidden[place]).filter(|(_, hidden)| !**hidden);
        told.map(|((year, own), _)| (*year, own.beneficiaries)).collect()
    }
}

/// Which snapshot the served one is compared with.
pub(super) fn change(state: &State) -> RevisionChange {
    let earlier = state.earlier();
    let sentence = match earlier {
        Some(earlier) => format!(
            "Les mêmes années sont comparées à celles de l'instantané précédent ({}) : ce qui diffère est une révision des données.",
            earlier.id
        ),
        None => "Aucune version antérieure n'est conservée ici : les révisions ne peuvent être comparées.".to_owned(),
    };
    RevisionChange { snapshot: earlier.map(|earlier| earlier.id.clone()), sentence: set(&sentence) }
}

/// The years of which both snapshots tell the beneficiaries of a scheme, and not the same number.
pub(super) fn years(between: &Between<'_>, scheme: &SchemeDeployment) -> Vec<RevisedYear> {
    let Some(earlier) = between.state.earlier() else { return Vec::new() };
    let told = earlier.told(between.state.region_code(between.region), scheme.scheme.as_deref());
    let years = between.later.years.iter().zip(&scheme.beneficiaries);
    revised(&earlier.years, &told, years.map(|(year, count)| (*year, *count)))
}

fn revised(
    known: &BTreeSet<u16>,
    told: &BTreeMap<u16, u64>,
    now: impl Iterator<Item = (u16, Option<u64>)>,
) -> Vec<RevisedYear> {
    let differs = |(year, now): (u16, Option<u64>)| {
        let now = now?;
        match (known.contains(&year), told.get(&year)) {
            (true, Some(earlier)) => (*earlier != now).then_some(RevisedYear { year, earlier: Some(*earlier), now }),
            // Handed in then, and hidden.
            (true, None) => None,
            (false, _) => Some(RevisedYear { year, earlier: None, now }),
        }
    };
    now.filter_map(differs).collect()
}

/// « Révision des données : 2023 passe de 210 à 214. »; nothing where nothing was revised.
pub(super) fn said(years: &[RevisedYear]) -> Option<String> {
    let named = |own: &RevisedYear| match own.earlier {
        Some(earlier) => format!("{} passe de {} à {}", own.year, integer(earlier as f64), integer(own.now as f64)),
        None => format!("{} n'y était pas", own.year),
    };
    let named: Vec<String> = years.iter().map(named).collect();
    (!named.is_empty())
        .then(|| set(&format!("Révision des données depuis l'instantané précédent : {}.", list(&named, NAMED))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn earlier() -> Earlier {
        let row = |scheme: &str, year: i16, beneficiaries: i64| Yearly {
            scheme: scheme.to_owned(),
            year,
            region: Some("32".to_owned()),
            beneficiaries,
            reached: 1,
        };
        Earlier {
            id: "aaaa".to_owned(),
            activity: vec![row("a", 2022, 1), row("a", 2023, 12), row("b", 2022, 20), row("b", 2023, 30)],
            schemes: BTreeSet::from(["a".to_owned(), "b".to_owned()]),
            years: BTreeSet::from([2022, 2023]),
        }
    }

    #[test]
    fn what_the_earlier_snapshot_hid_is_not_told_by_the_next() {
        let (earlier, here) = (earlier(), "32".to_owned());
        assert_eq!(earlier.told(Some(&here), None), BTreeMap::from([(2022, 21), (2023, 42)]));
        assert_eq!(earlier.told(Some(&here), Some("a")), BTreeMap::new(), "one, and what would tell it");
        assert_eq!(earlier.told(Some(&"28".to_owned()), None), BTreeMap::from([(2022, 0), (2023, 0)]));
        assert_eq!(earlier.told(Some(&here), Some("c")), BTreeMap::new());
    }

    #[test]
    fn a_year_is_revised_where_both_tell_it_and_differ() {
        let told = BTreeMap::from([(2022, 20), (2023, 30)]);
        let known = BTreeSet::from([2021, 2022, 2023]);
        let now = [(2021, Some(9)), (2022, Some(20)), (2023, Some(34)), (2024, Some(5))];
        let found = revised(&known, &told, now.into_iter());
        let found: Vec<(u16, Option<u64>, u64)> = found.iter().map(|own| (own.year, own.earlier, own.now)).collect();
        assert_eq!(found, [(2023, Some(30), 34), (2024, None, 5)], "2021 was hidden then");
        assert!(revised(&known, &told, [(2023, None)].into_iter()).is_empty(), "hidden now");
    }

    #[test]
    fn a_snapshot_that_stands_alone_has_none_before_it() {
        let var = std::env::temp_dir().join("lanterne-committee-alone");
        assert!(Earlier::beside(&var.join(SNAPSHOTS).join("a"), "a").is_none());
        assert!(Earlier::beside(Path::new("a"), "a").is_none());
    }
}
