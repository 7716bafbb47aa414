//! `v_mvt_commune_AAAA.csv`: every event of communes since 1943, a line per commune before and commune after.
//!
//! An event counts for the COG year that begins on or after its date: one of the first of January is already in that year's
//! list. Events of one date happen together; those of different dates within a year follow each other.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Becomes, Changes};
use super::{Read, is_code, is_here};
use crate::IngestError;
use crate::card::Card;
use crate::fetch::RawFile;
use crate::register::sheet::{Line, Sheet};
use crate::register::tally::{Fault, Tally};

/// A commune takes in others and keeps its code: it need not have a line of its own.
const INTO_ANOTHER: [&str; 3] = ["31", "33", "34"];
/// Creation and re-establishment: the commune cut from stays.
const CUT_FROM: [&str; 2] = ["20", "21"];
const RENAMED: &str = "10";

struct Columns {
    kind: usize,
    date: usize,
    before: [usize; 2],
    after: [usize; 2],
}

/// One line: a commune before an event, a commune after it.
struct Event<'a> {
    date: &'a str,
    kind: &'a str,
    before: &'a str,
    after: &'a str,
}

/// The changes of every year of the file.
pub(super) fn read(card: &Card, file: &RawFile, read: &mut Read) -> Result<Changes, IngestError> {
    let sheet = Sheet::open(file)?;
    let column = |name: &str| sheet.required(file, &[name]);
    let columns = Columns {
        kind: column("MOD")?,
        date: column("DATE_EFF")?,
        before: [column("TYPECOM_AV")?, column("COM_AV")?],
        after: [column("TYPECOM_AP")?, column("COM_AP")?],
    };
    let shown = vec![columns.kind, columns.date, columns.before[1], columns.after[1]];
    let mut tally = Tally::new(file, &sheet, shown);
    let mut years: BTreeMap<u16, Vec<Event<'_>>> = BTreeMap::new();
    for line in &sheet.rows {
        if let Some((year, event)) = tally.take(line, row(line, &columns, card.cog)) {
            years.entry(year).or_default().push(event);
        }
    }
    let (refused, report) = tally.close(
        "changements de nom, communes déléguées et associées, collectivités d’outre-mer, événements après l’année de la fiche",
    );
    read.refused.extend(refused);
    read.reports.push(report);
    let mut changes = Changes::default();
    let first = years.keys().next().copied().unwrap_or(card.cog);
    for year in first..card.cog {
        changes.insert(year, years.remove(&year).map_or_else(Becomes::new, followed));
    }
    Ok(changes)
}

/// The event of a line and the COG year it ends.
fn row<'l>(line: &'l Line, columns: &Columns, cog: u16) -> Result<Option<(u16, Event<'l>)>, Fault> {
    let cell = |column: usize| line.cell(Some(column));
    let date = cell(columns.date);
    let year = before(date).ok_or((columns.date, "une date AAAA-MM-JJ"))?;
    let [(before, before_code), (after, after_code)] =
        [columns.before, columns.after].map(|[kind, code]| (cell(kind), cell(code)));
    for (code, column) in [(before_code, columns.before[1]), (after_code, columns.after[1])] {
        if !is_code(code) {
            return Err((column, "le code d’une commune, cinq caractères"));
        }
    }
    let kind = cell(columns.kind);
    let communes = before == "COM" && after == "COM" && is_here(before_code) && is_here(after_code);
    let counts = communes && kind != RENAMED && year < cog;
    Ok(counts.then_some((year, Event { date, kind, before: before_code, after: after_code })))
}

/// The last COG year that does not know an event of this date.
fn before(date: &str) -> Option<u16> {
    let digits = |range: std::ops::Range<usize>| date.get(range)?.parse::<u16>().ok();
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let well_formed = date.len() == 10 && (1..=12).contains(&month) && (1..=31).contains(&day);
    well_formed.then_some(if (month, day) == (1, 1) { year.checked_sub(1)? } else { year })
}

/// Follows a year's events date by date.
fn followed(mut events: Vec<Event<'_>>) -> Becomes {
    events.sort_by_key(|event| event.date);
    let mut now = Becomes::new();
    for same_date in events.chunk_by(|a, b| a.date == b.date) {
        let mut steps: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for event in same_date {
            let step = steps.entry(event.before).or_default();
            step.insert(event.after);
            if CUT_FROM.contains(&event.kind) {
                step.insert(event.before);
            }
        }
        let known: BTreeSet<String> = now.values().flatten().cloned().collect();
        let takers = same_date.iter().filter(|event| INTO_ANOTHER.contains(&event.kind)).map(|event| event.after);
        for code in steps.keys().copied().chain(takers) {
            if !known.contains(code) {
                now.entry(code.to_owned()).or_insert_with(|| BTreeSet::from([code.to_owned()]));
            }
        }
        for codes in now.values_mut() {
            let after = |code: &String| match steps.get(code.as_str()) {
                Some(step) => step.iter().map(|code| (*code).to_owned()).collect(),
                None => vec![code.clone()],
            };
            *codes = codes.iter().flat_map(after).collect();
        }
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(date: &'static str, kind: &'static str, before: &'static str, after: &'static str) -> Event<'static> {
        Event { date, kind, before, after }
    }

    fn told(becomes: &Becomes) -> Vec<(&str, Vec<&str>)> {
        becomes.iter().map(|(code, to)| (code.as_str(), to.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn an_event_of_new_year_s_day_is_in_that_year_s_list() {
        assert_eq!(before("2016-01-01"), Some(2015));
        assert_eq!(before("2016-01-02"), Some(2016));
        assert_eq!(before("2016-13-01"), None);
        assert_eq!(before("01/01/2016"), None);
    }

    #[test]
    fn events_of_one_year_follow_each_other() {
        let becomes = followed(vec![event("2016-01-01", "32", "B", "C"), event("2015-06-01", "31", "A", "B")]);
        assert_eq!(told(&becomes), [("A", vec!["C"]), ("B", vec!["C"])]);
    }

    #[test]
    fn a_commune_re_established_leaves_the_one_it_is_cut_from() {
        let becomes = followed(vec![event("2024-01-01", "21", "A", "B")]);
        assert_eq!(told(&becomes), [("A", vec!["A", "B"])]);
    }
}
