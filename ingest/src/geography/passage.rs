//! Codes of one COG year in terms of the next.
//!
//! For: harmonising files of 2021 to 2026 to one COG year; what a file's municipal arrondissements belong to.
//! Refuses to know: whose rows are harmonised.
//! Next: [`super::carry`].
//!
//! Derived from two successive editions of the same list: a code that disappears and is still there as a commune déléguée
//! or associée was merged into its chef-lieu; one that appears and was a commune déléguée was split off. Mergers that leave
//! no such trace (« fusions simples ») and changes of code stand in a small table of facts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::source::{Entry, list};
use super::{GeographyError, Packages};

/// The facts that no edition of the list shows, under the reference directory.
pub(super) const SIMPLE_MERGERS: &str = "geography/fusions-simples.csv";

/// How a code passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// Part of a merger: the commune that disappears, or the one that takes it in.
    Merger,
    /// Cut into several communes, itself among them or not.
    Split,
    /// The same territory under another code.
    Recoded,
    /// A municipal arrondissement of Paris, Lyon or Marseille, within one year.
    Arrondissement,
}

impl PassageKind {
    /// As in the `passage` table.
    pub fn as_str(self) -> &'static str {
        match self {
            PassageKind::Merger => "merger",
            PassageKind::Split => "split",
            PassageKind::Recoded => "recoded",
            PassageKind::Arrondissement => "arrondissement",
        }
    }
}

/// A row of the passage file. Codes that pass unchanged have none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// COG year of `code_from`.
    pub cog_from: u16,
    /// A commune of that year, or a municipal arrondissement.
    pub code_from: String,
    /// COG year of `code_to`: the next, or the same for an arrondissement.
    pub cog_to: u16,
    /// A commune of that year.
    pub code_to: String,
    /// Share of the population of `code_from` carried to `code_to`; the shares of one `code_from` sum to one.
    pub ratio: f64,
    /// How.
    pub kind: PassageKind,
}

#[derive(Debug, Deserialize)]
struct SimpleMerger {
    cog_to: u16,
    code_from: String,
    code_to: String,
}

/// One edition of the list.
struct Edition {
    cog: u16,
    /// Current communes and their population.
    current: BTreeMap<String, Option<i64>>,
    /// Communes déléguées and associées → the commune they are part of.
    part_of: HashMap<String, String>,
    /// Municipal arrondissements → their commune.
    arrondissements: BTreeMap<String, String>,
}

impl Edition {
    fn read(packages: &Packages, cog: u16) -> Result<Edition, GeographyError> {
        let mut edition =
            Edition { cog, current: BTreeMap::new(), part_of: HashMap::new(), arrondissements: BTreeMap::new() };
        for entry in list::<Entry>(packages, cog, "communes")? {
            if entry.is_current() {
                edition.current.insert(entry.code, entry.population);
            } else if let Some(chef_lieu) = entry.chef_lieu {
                edition.part_of.insert(entry.code, chef_lieu);
            } else if let (Some(commune), "arrondissement-municipal") = (entry.commune, entry.r#type.as_str()) {
                edition.arrondissements.insert(entry.code, commune);
            }
        }
        Ok(edition)
    }
}

/// Derives the passages between all the years of the packages, with a fault for each code that leads nowhere.
pub(super) fn derive(packages: &Packages, reference: &Path) -> Result<(Vec<Passage>, Vec<String>), GeographyError> {
    let facts: Vec<SimpleMerger> = read_csv(&reference.join(SIMPLE_MERGERS))?;
    let editions =
        packages.years().into_iter().map(|cog| Edition::read(packages, cog)).collect::<Result<Vec<_>, _>>()?;
    let mut rows: Vec<Passage> = Vec::new();
    let mut faults = Vec::new();
    for pair in editions.windows(2) {
        let facts = facts.iter().filter(|fact| fact.cog_to == pair[1].cog);
        let facts = facts.map(|fact| (fact.code_from.as_str(), fact.code_to.as_str())).collect();
        rows.extend(between(&pair[0], &pair[1], &facts, &mut faults));
    }
    for edition in &editions {
        rows.extend(edition.arrondissements.iter().map(|(code, commune)| Passage {
            cog_from: edition.cog,
            code_from: code.clone(),
            cog_to: edition.cog,
            code_to: commune.clone(),
            ratio: 1.0,
            kind: PassageKind::Arrondissement,
        }));
    }
    let key = |row: &Passage| (row.cog_from, row.code_from.clone(), row.cog_to, row.code_to.clone());
    rows.sort_by_key(key);
    Ok((rows, faults))
}

fn between(before: &Edition, after: &Edition, facts: &HashMap<&str, &str>, faults: &mut Vec<String>) -> Vec<Passage> {
    let mut targets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for gone in before.current.keys().filter(|code| !after.current.contains_key(*code)) {
        let target = after.part_of.get(gone).map(String::as_str).or_else(|| facts.get(gone.as_str()).copied());
        match target.filter(|target| after.current.contains_key(*target)) {
            Some(target) => {
                targets.entry(gone).or_default().insert(target);
            }
            None => faults.push(format!("{gone} disparaît en {} sans commune d'arrivée connue", after.cog)),
        }
    }
    for new in after.current.keys().filter(|code| !before.current.contains_key(*code)) {
        let Some(origin) = before.part_of.get(new).filter(|origin| before.current.contains_key(*origin)) else {
            if !targets.values().any(|targets| targets.contains(new.as_str())) {
                faults.push(format!("{new} apparaît en {} sans commune d'origine connue", after.cog));
            }
            continue;
        };
        let parts = targets.entry(origin).or_default();
        parts.insert(new);
        parts.extend(after.current.get_key_value(origin).map(|(code, _)| code.as_str()));
    }
    let existed = |code: &str| before.current.contains_key(code);
    between_codes(before.cog, targets, existed, |parts| shares(parts, after))
}

/// The rows of one year's changes: each code that changes, with the codes it becomes in the next year. `existed` tells the
/// codes of the year itself; `shares` cuts a code between its parts.
pub(crate) fn between_codes<'a>(
    cog_from: u16,
    mut targets: BTreeMap<&'a str, BTreeSet<&'a str>>,
    existed: impl Fn(&str) -> bool,
    shares: impl Fn(&BTreeSet<&'a str>) -> Vec<(&'a str, f64)>,
) -> Vec<Passage> {
    // A commune that takes others in has its own row, so that the file alone tells the codes of each year.
    let taking: Vec<&str> = targets.values().flatten().copied().collect();
    for code in taking {
        if existed(code) {
            targets.entry(code).or_insert_with(|| BTreeSet::from([code]));
        }
    }
    let arrivals = targets.values().flatten().fold(HashMap::<&str, usize>::new(), |mut count, code| {
        *count.entry(*code).or_default() += 1;
        count
    });
    let rows = targets.iter().flat_map(|(from, to)| {
        let kind = |target: &str| match (to.len(), arrivals[target]) {
            (1, 1) => PassageKind::Recoded,
            (1, _) => PassageKind::Merger,
            _ => PassageKind::Split,
        };
        shares(to).into_iter().map(move |(target, ratio)| Passage {
            cog_from,
            code_from: (*from).to_owned(),
            cog_to: cog_from + 1,
            code_to: target.to_owned(),
            ratio,
            kind: kind(target),
        })
    });
    rows.collect()
}

/// Shares of the parts of a split by their population afterwards; equal ones where it is not published.
fn shares<'a>(parts: &BTreeSet<&'a str>, after: &Edition) -> Vec<(&'a str, f64)> {
    let populations: Option<Vec<f64>> =
        parts.iter().map(|part| after.current.get(*part).copied().flatten().map(|people| people as f64)).collect();
    let weights = populations.filter(|all| all.iter().sum::<f64>() > 0.0).unwrap_or_else(|| vec![1.0; parts.len()]);
    let total: f64 = weights.iter().sum();
    parts.iter().copied().zip(weights.into_iter().map(|weight| weight / total)).collect()
}

/// Writes the rows as CSV.
pub(super) fn encode(rows: &[Passage]) -> Result<Vec<u8>, GeographyError> {
    let failed = |error: csv::Error| GeographyError::File { path: super::PASSAGE.into(), source: error.into() };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| GeographyError::File { path: super::PASSAGE.into(), source: error.into_error() })
}

/// Reads the rows back.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Passage>, GeographyError> {
    rows(super::PASSAGE, bytes)
}

pub(super) fn read_csv<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>, GeographyError> {
    let failed = |source| GeographyError::File { path: path.to_owned(), source };
    rows(&path.to_string_lossy(), &std::fs::read(path).map_err(failed)?)
}

fn rows<T: for<'de> Deserialize<'de>>(file: &str, bytes: &[u8]) -> Result<Vec<T>, GeographyError> {
    let failed = |error: csv::Error| GeographyError::Unexpected {
        file: file.to_owned(),
        place: error.position().map_or_else(String::new, |position| format!("ligne {}", position.line())),
        value: error.to_string(),
        expectation: "une ligne de cette table",
    };
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(bytes);
    reader.deserialize().collect::<Result<_, _>>().map_err(failed)
}
