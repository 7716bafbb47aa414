//! Codes of one COG year in terms of another, by the table `passage` followed year after year.
//!
//! A merged, recoded or municipal-district code goes whole to its successor. A split code goes whole to its largest part,
//! since nothing finer is known of an establishment; the choice is reported. It refuses to invent: a code that leads to no
//! commune of the target year has no successor.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{At, Result};
use crate::row::Passage;
use crate::snapshot::Snapshot;

/// How codes of one year read in the target year.
#[derive(Clone, Debug, Default)]
pub struct Harmonised {
    /// Code as read → commune of the target year. Identity included.
    pub code: BTreeMap<String, String>,
    /// Codes that were split, with the part that was chosen.
    pub splits: Vec<Split>,
}

/// A split commune whose facts all go to one part.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The code as read.
    pub code: String,
    /// The commune that receives everything.
    pub chosen: String,
    /// Its share of the population of the split commune.
    pub ratio: f64,
    /// The other parts.
    pub others: Vec<String>,
}

type Steps<'a> = BTreeMap<(i16, &'a str), Vec<&'a Passage>>;

/// Follows every code that is a commune of the target year, or that a passage names, from `cog` to the target year.
///
/// A code that `cog` no longer knows (published files keep some) is followed from the last year that knew it.
pub fn harmonise(cog: i16, passages: &[Passage], target: &BTreeSet<String>) -> Harmonised {
    let mut steps: Steps<'_> = BTreeMap::new();
    let mut last_known: BTreeMap<&str, i16> = BTreeMap::new();
    for passage in passages {
        steps.entry((passage.cog_from, &passage.code_from)).or_default().push(passage);
        let year = last_known.entry(&passage.code_from).or_insert(passage.cog_from);
        *year = (*year).max(passage.cog_from);
    }
    let mut harmonised = Harmonised::default();
    let codes: BTreeSet<&str> = target.iter().map(String::as_str).chain(last_known.keys().copied()).collect();
    for code in codes {
        let known = last_known.get(code).copied();
        let from = match known {
            Some(year) if year < cog && !target.contains(code) => year,
            _ => cog,
        };
        let (end, split) = follow(code, from, &steps);
        if target.contains(&end) {
            harmonised.code.insert(code.to_owned(), end.clone());
            harmonised.splits.extend(split.map(|split| Split { chosen: end, ..split }));
        }
    }
    harmonised
}

fn follow(code: &str, from: i16, steps: &Steps<'_>) -> (String, Option<Split>) {
    let last = steps.keys().map(|(year, _)| *year).max().unwrap_or(from);
    let (mut at, mut year) = (code.to_owned(), from);
    let mut split = None;
    while year <= last {
        let parts = steps.get(&(year, at.as_str())).map_or(&[][..], Vec::as_slice);
        // Equal parts: the one that keeps the code, then the smallest code, so that the choice never depends on a file's order.
        let best = parts.iter().copied().max_by(|a, b| {
            let keeps = |part: &Passage| part.code_to == part.code_from;
            a.ratio.total_cmp(&b.ratio).then(keeps(a).cmp(&keeps(b))).then(b.code_to.cmp(&a.code_to))
        });
        let Some(best) = best else {
            year += 1;
            continue;
        };
        if parts.len() > 1 && split.is_none() {
            let mut others: Vec<String> =
                parts.iter().filter(|part| part.code_to != best.code_to).map(|part| part.code_to.clone()).collect();
            others.sort();
            split = Some(Split { code: code.to_owned(), chosen: String::new(), ratio: best.ratio, others });
        }
        // A municipal district passes to its commune within its own year; the commune then goes on from there.
        let stays = best.code_to == at;
        at.clone_from(&best.code_to);
        year = if stays { best.cog_to.max(year + 1) } else { best.cog_to.max(year) };
    }
    (at, split)
}

impl Snapshot {
    /// Codes of `cog` in the snapshot's own year, by its tables `passage` and `commune`.
    ///
    /// # Errors
    /// The tables cannot be read.
    pub fn harmonise(&self, cog: i16) -> Result<Harmonised> {
        let place = "table passage";
        let mut statement = self
            .connection
            .prepare("SELECT cog_from, code_from, cog_to, code_to, ratio, kind FROM passage ORDER BY ALL")
            .at(place)?;
        let passages = statement
            .query_map([], |row| {
                Ok(Passage {
                    cog_from: row.get(0)?,
                    code_from: row.get(1)?,
                    cog_to: row.get(2)?,
                    code_to: row.get(3)?,
                    ratio: row.get(4)?,
                    kind: row.get(5)?,
                })
            })
            .and_then(|rows| rows.collect::<duckdb::Result<Vec<Passage>>>())
            .at(place)?;
        let place = "table commune";
        let mut statement = self.connection.prepare("SELECT code FROM commune").at(place)?;
        let target = statement
            .query_map([], |row| row.get(0))
            .and_then(|rows| rows.collect::<duckdb::Result<BTreeSet<String>>>())
            .at(place)?;
        Ok(harmonise(cog, &passages, &target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(year: i16, from: &str, to: &str, ratio: f64) -> Passage {
        Passage {
            cog_from: year,
            code_from: from.into(),
            cog_to: year + 1,
            code_to: to.into(),
            ratio,
            kind: String::new(),
        }
    }

    fn target(codes: &[&str]) -> BTreeSet<String> {
        codes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_code_is_followed_through_every_year() {
        let passages = [passage(2021, "1", "2", 1.0), passage(2023, "2", "3", 1.0)];
        let harmonised = harmonise(2021, &passages, &target(&["3", "4"]));
        for (code, end) in [("1", "3"), ("2", "3"), ("3", "3"), ("4", "4")] {
            assert_eq!(harmonised.code.get(code).map(String::as_str), Some(end), "{code}");
        }
        assert!(harmonised.splits.is_empty());
    }

    #[test]
    fn a_municipal_district_passes_to_its_commune_within_its_year() {
        let district = Passage { cog_to: 2023, ..passage(2023, "75101", "75056", 1.0) };
        let passages = [district, passage(2024, "75056", "75999", 1.0)];
        assert_eq!(harmonise(2023, &passages, &target(&["75999"])).code["75101"], "75999");
    }

    #[test]
    fn a_split_goes_to_its_largest_part_and_is_reported() {
        let passages = [passage(2023, "60054", "60054", 0.3), passage(2023, "60054", "60694", 0.7)];
        let harmonised = harmonise(2023, &passages, &target(&["60054", "60694"]));
        assert_eq!(harmonised.code["60054"], "60694");
        assert_eq!(harmonised.splits.len(), 1);
        assert_eq!(harmonised.splits[0].others, ["60054"]);
        // From a year when the split is done, the code means what remains of the commune.
        assert_eq!(harmonise(2024, &passages, &target(&["60054", "60694"])).code["60054"], "60054");
    }

    #[test]
    fn a_code_that_vanished_before_the_file_is_followed_from_its_last_year_and_an_unknown_one_leads_nowhere() {
        let passages = [passage(2021, "1", "2", 1.0), passage(2022, "8", "9", 1.0)];
        let harmonised = harmonise(2025, &passages, &target(&["2"]));
        assert_eq!(harmonised.code["1"], "2");
        assert!(!harmonised.code.contains_key("8") && !harmonised.code.contains_key("7"));
    }
}
