//! Codes of communes of an earlier year of the COG in terms of those of the snapshot.

use std::collections::BTreeMap;

use super::rows::all;
use crate::{Error, Snapshot};

/// From each year on, what became of the codes that changed.
#[derive(Debug, Clone, Default)]
pub struct Passages {
    /// Year from, then code, then codes of the next year. A code that is not here stayed.
    steps: BTreeMap<u16, BTreeMap<String, Vec<String>>>,
}

impl Passages {
    /// The communes that a code of `year` has become by `until`: itself where nothing happened, several after a split.
    #[must_use]
    pub fn of(&self, code: &str, year: u16, until: u16) -> Vec<String> {
        let mut codes = vec![code.to_owned()];
        for (_, step) in self.steps.range(year..until.max(year)) {
            codes = codes.into_iter().flat_map(|code| step.get(&code).cloned().unwrap_or_else(|| vec![code])).collect();
            codes.sort_unstable();
            codes.dedup();
        }
        codes
    }

    /// The codes that are another, or several, by `until`, ascending, each with what it has become; a code that appeared on the way and
    /// changed again is among them.
    #[must_use]
    pub fn changed(&self, year: u16, until: u16) -> Vec<(String, Vec<String>)> {
        let mut codes: Vec<&String> =
            self.steps.range(year..until.max(year)).flat_map(|(_, step)| step.keys()).collect();
        codes.sort_unstable();
        codes.dedup();
        let became = codes.into_iter().map(|code| (code.clone(), self.of(code, year, until)));
        became.filter(|(code, became)| became.as_slice() != std::slice::from_ref(code)).collect()
    }

    /// The earliest year that can be read; none without any passage.
    #[must_use]
    pub fn earliest(&self) -> Option<u16> {
        self.steps.keys().next().copied()
    }
}

pub(super) fn passages(snapshot: &Snapshot) -> Result<Passages, Error> {
    let sql = "SELECT cog_from, code_from, code_to FROM passage WHERE cog_to > cog_from ORDER BY ALL";
    let mut passages = Passages::default();
    for (from, code, to) in all(snapshot, "passage", sql, |row| {
        Ok((row.get::<_, i16>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })? {
        passages.steps.entry(from.unsigned_abs()).or_default().entry(code).or_default().push(to);
    }
    Ok(passages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(pairs: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), to.iter().map(|to| (*to).to_owned()).collect())).collect()
    }

    #[test]
    fn a_code_is_followed_from_year_to_year() {
        let steps =
            BTreeMap::from([(2023, step(&[("01", &["02"])])), (2024, step(&[("02", &["03", "04"]), ("09", &["03"])]))]);
        let passages = Passages { steps };
        assert_eq!(passages.of("01", 2023, 2026), ["03", "04"]);
        assert_eq!(passages.of("01", 2024, 2026), ["01"], "another commune, by then");
        assert_eq!(passages.of("09", 2020, 2024), ["09"], "not yet");
        assert_eq!(passages.of("77", 2020, 2026), ["77"]);
        assert_eq!(passages.of("01", 2026, 2020), ["01"], "nothing goes back");
        assert_eq!(passages.earliest(), Some(2023));
    }

    #[test]
    fn what_changed_between_two_years_is_told_with_what_it_became() {
        let steps =
            BTreeMap::from([(2023, step(&[("01", &["02"]), ("05", &["05"])])), (2024, step(&[("02", &["03", "04"])]))]);
        let passages = Passages { steps };
        let told = |year, until| -> Vec<(String, String)> {
            passages.changed(year, until).into_iter().map(|(code, became)| (code, became.join(" "))).collect()
        };
        let pair = |code: &str, became: &str| (code.to_owned(), became.to_owned());
        assert_eq!(told(2023, 2025), [pair("01", "03 04"), pair("02", "03 04")]);
        assert_eq!(told(2023, 2024), [pair("01", "02")], "not yet, and what stayed is no change");
        assert_eq!(told(2025, 2025), []);
    }
}
