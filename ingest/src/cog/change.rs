//! The changes of codes that a file tells, year by year.

use std::collections::{BTreeMap, BTreeSet};

use lanterne_data::row::CogGap;

use crate::card::Card;
use crate::fetch::RawFile;
use crate::geography::{Passage, PassageKind, Shipped, between_codes};

/// The codes a code becomes: itself among them or not.
pub(super) type Becomes = BTreeMap<String, BTreeSet<String>>;

/// Per COG year, what becomes of its codes in the next; a year without change is there, and empty.
#[derive(Debug, Default)]
pub(super) struct Changes {
    years: BTreeMap<u16, Becomes>,
}

impl Changes {
    /// Adds a year: codes that stay what they are may be among them.
    pub(super) fn insert(&mut self, year: u16, becomes: Becomes) {
        self.years.insert(year, becomes);
    }

    /// Adds the years of another file.
    pub(super) fn merge(&mut self, other: Changes) {
        self.years.extend(other.years);
    }

    /// These years, and those of another file where these say nothing.
    pub(super) fn or(self, other: Changes) -> Changes {
        let mut years = other.years;
        years.extend(self.years);
        Changes { years }
    }

    /// The passages of the years before `oldest`, as long as none is missing in between.
    pub(super) fn before(&self, oldest: u16) -> Vec<Passage> {
        let whole = (0..oldest).rev().map_while(|year| Some((year, self.years.get(&year)?)));
        let mut passages: Vec<Passage> = whole.flat_map(|(year, becomes)| passages(year, becomes)).collect();
        passages.sort_by(|a, b| (a.cog_from, &a.code_from, &a.code_to).cmp(&(b.cog_from, &b.code_from, &b.code_to)));
        passages
    }

    /// Where the file differs from the embedded passages, in the years both cover.
    pub(super) fn gaps(&self, card: &Card, file: &RawFile, shipped: &Shipped) -> Vec<CogGap> {
        let oldest = shipped.passage().iter().map(|passage| passage.cog_from).min().unwrap_or(shipped.cog());
        let mut gaps = Vec::new();
        for (&year, becomes) in self.years.range(oldest..shipped.cog()) {
            let published = changed(becomes);
            let mut held = Becomes::new();
            let of_year = |passage: &&Passage| passage.cog_from == year && passage.kind != PassageKind::Arrondissement;
            for passage in shipped.passage().iter().filter(of_year) {
                held.entry(passage.code_from.clone()).or_default().insert(passage.code_to.clone());
            }
            let held = changed(&held);
            let codes: BTreeSet<&str> = published.keys().chain(held.keys()).copied().collect();
            for code in codes.into_iter().filter(|code| published.get(code) != held.get(code)) {
                gaps.push(CogGap {
                    card: card.id.clone(),
                    file: file.name.clone(),
                    cog: year as i16 + 1,
                    code: code.to_owned(),
                    what: "passage".to_owned(),
                    published: told(published.get(code).copied()),
                    held: told(held.get(code).copied()),
                });
            }
        }
        gaps
    }
}

/// Those that do not stay what they are.
fn changed(becomes: &Becomes) -> BTreeMap<&str, &BTreeSet<String>> {
    let same = |code: &str, to: &BTreeSet<String>| to.len() == 1 && to.contains(code);
    becomes.iter().filter(|(code, to)| !same(code, to)).map(|(code, to)| (code.as_str(), to)).collect()
}

fn told(becomes: Option<&BTreeSet<String>>) -> String {
    match becomes {
        None => "inchangé".to_owned(),
        Some(codes) => codes.iter().map(String::as_str).collect::<Vec<_>>().join(" et "),
    }
}

fn passages(year: u16, becomes: &Becomes) -> Vec<Passage> {
    let targets: BTreeMap<&str, BTreeSet<&str>> =
        changed(becomes).into_iter().map(|(code, to)| (code, to.iter().map(String::as_str).collect())).collect();
    between_codes(year, targets, |code| becomes.contains_key(code), equal_parts)
}

/// Populations of these years are not known here: a split goes in equal parts.
fn equal_parts<'a>(parts: &BTreeSet<&'a str>) -> Vec<(&'a str, f64)> {
    parts.iter().map(|part| (*part, 1.0 / parts.len() as f64)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn becomes(rows: &[(&str, &[&str])]) -> Becomes {
        rows.iter().map(|(code, to)| ((*code).to_owned(), to.iter().map(ToString::to_string).collect())).collect()
    }

    #[test]
    fn earlier_passages_stop_at_the_first_year_that_is_missing() {
        let mut changes = Changes::default();
        changes.insert(2020, becomes(&[("A", &["B"]), ("B", &["B"])]));
        changes.insert(2019, Becomes::new());
        changes.insert(2017, becomes(&[("C", &["D"])]));
        let rows = changes.before(2021);
        let told: Vec<_> = rows.iter().map(|row| (row.cog_from, &*row.code_from, &*row.code_to, row.kind)).collect();
        assert_eq!(told, [(2020, "A", "B", PassageKind::Merger), (2020, "B", "B", PassageKind::Merger)]);
    }

    #[test]
    fn a_split_of_unknown_populations_goes_in_equal_parts() {
        let mut changes = Changes::default();
        changes.insert(2020, becomes(&[("A", &["A", "B"])]));
        let shares: Vec<f64> = changes.before(2021).iter().map(|row| row.ratio).collect();
        assert_eq!(shares, [0.5, 0.5]);
    }

    #[test]
    fn a_table_is_believed_before_events() {
        let (mut table, mut events) = (Changes::default(), Changes::default());
        table.insert(2020, becomes(&[("A", &["B"])]));
        events.insert(2020, becomes(&[("A", &["C"])]));
        events.insert(2019, becomes(&[("D", &["A"])]));
        let rows = table.or(events).before(2021);
        assert_eq!(rows.iter().map(|row| row.code_to.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    }
}
