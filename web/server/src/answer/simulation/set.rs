//! Scenarios side by side, as the page's link says them: a question, up to four scenarios, which one is shown. A scenario is its name,
//! then the communes where it opens a permanence with its days a month, then the sites it closes: `A~80620.4~-apes-59350`.
//!
//! What a link asks is refused where it names what is not there; what was kept is read as far as it can be, and the rest is told.

use std::collections::BTreeSet;

use lanterne_observatory::Level;

use super::{Added, Counted, MOST_ADDED, SimulationQuery};
use crate::problem::Problem;
use crate::query::{Query, encoded};
use crate::state::State;
use crate::view::sole_region;

/// Scenarios beside today.
pub(crate) const MOST_SCENARIOS: usize = 4;
/// Minutes that can be chosen, as the page has them.
pub(crate) const MINUTES: [u16; 5] = [15, 20, 30, 45, 60];
/// What a link says; `scenario` is said once for each.
pub(crate) const WORDS: &[&str] = &["region", "dispositif", "minutes", "sites", "workshops", "montre"];
/// Words of the page that say nothing of the question: how it is looked at, and where it was kept.
pub(crate) const IDLE: &[&str] = &["volet", "garde"];
/// The word of the whole of France.
const FRANCE: &str = "france";

const MOST_DAYS: u32 = 31;
const NAME_LENGTH: usize = 40;
const SITE_LENGTH: usize = 120;
const EXPECTED: &str = "un nom, puis des communes (80620, ou 80620.4 pour quatre jours par mois) et des lieux à fermer (-apes-59350), \
                        séparés par des ~";

/// A permanence to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    /// Code of its commune.
    pub(crate) commune: String,
    /// Days a month; `None`: nobody says.
    pub(crate) days: Option<u32>,
}

/// A scenario, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scenario {
    pub(crate) name: String,
    pub(crate) added: Vec<Opened>,
    /// Identifiers of the sites it closes.
    pub(crate) removed: Vec<String>,
}

/// What a link asks.
#[derive(Debug, Clone)]
pub(crate) struct Set {
    /// Row of the region; `None` for the whole of France.
    pub(crate) region: Option<u32>,
    /// Slug of the scheme whose places count; `None`: all.
    pub(crate) scheme: Option<String>,
    pub(crate) minutes: u16,
    pub(crate) counted: Counted,
    pub(crate) scenarios: Vec<Scenario>,
    /// Which one is shown: 0 for today, then their place.
    pub(crate) shown: usize,
}

impl Scenario {
    /// Reads a scenario; none where anything of it cannot be read.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut pieces = text.split('~');
        let name = pieces.next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > NAME_LENGTH {
            return None;
        }
        let mut scenario = Self { name, added: Vec::new(), removed: Vec::new() };
        for piece in pieces.filter(|piece| !piece.is_empty()) {
            match piece.strip_prefix('-') {
                Some(site) if is_site(site) => scenario.removed.push(site.to_owned()),
                Some(_) => return None,
                None => scenario.added.push(Opened::read(piece)?),
            }
        }
        (scenario.added.len() <= MOST_ADDED).then_some(scenario)
    }

    /// The same, as links have it, before any sign is written as its code.
    pub(crate) fn written(&self) -> String {
        let added = self.added.iter().map(|opened| match opened.days {
            Some(days) => format!("{}.{days}", opened.commune),
            None => opened.commune.clone(),
        });
        let removed = self.removed.iter().map(|site| format!("-{site}"));
        std::iter::once(self.name.clone()).chain(added).chain(removed).collect::<Vec<_>>().join("~")
    }
}

impl Opened {
    fn read(text: &str) -> Option<Self> {
        let (commune, days) = match text.split_once('.') {
            Some((commune, days)) => (commune, Some(days.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days))?)),
            None => (text, None),
        };
        is_commune(commune).then(|| Self { commune: commune.to_owned(), days })
    }
}

/// Whether a text has the form of a commune's code: `80620`, `2A004`.
fn is_commune(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    bytes.len() == 5
        && [0, 2, 3, 4].into_iter().all(digits)
        && bytes.get(1).is_some_and(|second| second.is_ascii_digit() || [b'A', b'B'].contains(second))
}

/// Whether a text can stand in a link as the identifier of a site.
fn is_site(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= SITE_LENGTH
        && !text.contains(|sign: char| sign == '~' || sign == ',' || sign.is_whitespace() || sign.is_control())
}

impl Set {
    /// Reads a link: its words, and its scenarios apart. Words that say how it is looked at are to be left out before.
    ///
    /// # Errors
    /// [`Problem::Parameter`]: what cannot be read, and what the snapshot does not know.
    pub(crate) fn asked(query: &Query, scenarios: &[String], state: &State) -> Result<Self, Problem> {
        let region = match query.text("region") {
            Some(FRANCE) => None,
            Some(_) => query.region(state)?,
            None => sole_region(state),
        };
        let schemes = query.schemes_of("dispositif", state)?;
        if schemes.len() > 1 {
            return Err(query.refused("dispositif", "un seul dispositif, ou aucun pour tous"));
        }
        let minutes = MINUTES.map(|minutes| (minutes.to_string(), minutes));
        let known: Vec<(&str, u16)> = minutes.iter().map(|(word, minutes)| (word.as_str(), *minutes)).collect();
        if scenarios.len() > MOST_SCENARIOS {
            return Err(refused(&scenarios.join(", "), &format!("{MOST_SCENARIOS} scénarios au plus")));
        }
        let read = scenarios.iter().map(|text| Scenario::read(text).ok_or_else(|| refused(text, EXPECTED)));
        let read: Vec<Scenario> = read.collect::<Result<_, _>>()?;
        let first = u32::from(!read.is_empty());
        let shown = query.whole("montre", first, 0, read.len() as u32)? as usize;
        let set = Self {
            region,
            scheme: schemes.into_iter().next(),
            minutes: query.word("minutes", &known)?.unwrap_or(30),
            counted: Counted {
                examples: query.word("sites", &Counted::WORDS)?.unwrap_or(Counted::default().examples),
                workshops: query.word("workshops", &Counted::SWITCH)?.unwrap_or(Counted::default().workshops),
            },
            scenarios: read,
            shown,
        };
        for scenario in &set.scenarios {
            let unknown = |what: &str| refused(what, "des communes et des lieux que cette publication connaît");
            if let Some(opened) = scenario.added.iter().find(|opened| row(&opened.commune, state).is_none()) {
                return Err(unknown(&opened.commune));
            }
            if let Some(site) = scenario.removed.iter().find(|site| !is_there(site, state)) {
                return Err(unknown(site));
            }
        }
        Ok(set)
    }

    /// The question of one of its scenarios; of today without. What the snapshot does not know is left out.
    pub(crate) fn question(&self, scenario: Option<&Scenario>, state: &State) -> SimulationQuery {
        let added = |opened: &Opened| Some(Added { commune: row(&opened.commune, state)?, days_month: opened.days });
        SimulationQuery {
            region: self.region,
            schemes: self.scheme.iter().cloned().collect(),
            minutes: f64::from(self.minutes),
            counted: self.counted,
            added: scenario.map(|own| own.added.iter().filter_map(added).collect()).unwrap_or_default(),
            removed: scenario.map(|own| own.removed.iter().cloned().collect()).unwrap_or_default(),
        }
    }

    /// The words of its link: `?region=32&scenario=A~80620.4`.
    pub(crate) fn link(&self, state: &State) -> String {
        let region = state.region_code(self.region).map_or(FRANCE, String::as_str);
        let mut words = vec![format!("region={region}")];
        words.extend(self.scheme.iter().map(|scheme| format!("dispositif={scheme}")));
        words.push(format!("minutes={}", self.minutes));
        let usual = Counted::default();
        if self.counted.examples != usual.examples {
            words.push(format!("sites={}", self.counted.word()));
        }
        if self.counted.workshops != usual.workshops {
            words.push(format!("workshops={}", self.counted.switch()));
        }
        let scenarios = self.scenarios.iter().map(|own| format!("scenario={}", encoded(&own.written(), b"-._~")));
        words.extend(scenarios);
        if self.shown != usize::from(!self.scenarios.is_empty()) {
            words.push(format!("montre={}", self.shown));
        }
        format!("?{}", words.join("&"))
    }
}

/// Row of a commune whose place is known.
pub(crate) fn row(commune: &str, state: &State) -> Option<u32> {
    let index = state.territories(Level::Commune);
    let row = index.row(commune)?;
    index.point.get(row as usize).copied().flatten().map(|_| row)
}

/// Whether a site is of this snapshot.
pub(crate) fn is_there(site: &str, state: &State) -> bool {
    state.contents.sites.iter().any(|own| own.site == site)
}

/// What was kept, as far as the snapshot knows it.
pub(crate) struct Remembered<'a> {
    /// Code of the region; empty for the whole of France.
    pub(crate) region: &'a str,
    /// Slug of the scheme; empty for all.
    pub(crate) scheme: &'a str,
    pub(crate) minutes: u16,
    pub(crate) sites: &'a str,
    pub(crate) workshops: &'a str,
    /// As they were written.
    pub(crate) scenarios: &'a [String],
    /// COG year of the codes.
    pub(crate) cog: u16,
}

impl Remembered<'_> {
    /// The set that can still be asked, and what became of the rest: a French sentence each, not typeset.
    pub(crate) fn read(&self, state: &State) -> (Set, Vec<String>) {
        let mut told = Vec::new();
        let region = match self.region {
            "" => None,
            code => state.territories(Level::Region).row(code).or_else(|| {
                told.push(format!(
                    "La région {code} n'est pas connue de cette publication : celle qu'elle couvre est prise."
                ));
                sole_region(state)
            }),
        };
        let scheme = Some(self.scheme).filter(|scheme| !scheme.is_empty()).and_then(|scheme| {
            let known = state.contents.schemes.iter().any(|own| own.scheme == scheme);
            if !known {
                told.push(format!("Le dispositif « {scheme} » n'est pas connu de cette publication : tous sont pris."));
            }
            known.then(|| scheme.to_owned())
        });
        let mut scenarios = Vec::new();
        for text in self.scenarios {
            match Scenario::read(text) {
                Some(scenario) => scenarios.push(self.carried(scenario, state, &mut told)),
                None => told.push(format!("Un scénario est illisible : {text}.")),
            }
        }
        let word = |known: &[(&str, bool)], own: &str, usual: bool| {
            known.iter().find(|(word, _)| *word == own).map_or(usual, |(_, value)| *value)
        };
        let usual = Counted::default();
        let counted = Counted {
            examples: word(&Counted::WORDS, self.sites, usual.examples),
            workshops: word(&Counted::SWITCH, self.workshops, usual.workshops),
        };
        let shown = usize::from(!scenarios.is_empty());
        (Set { region, scheme, minutes: self.minutes, counted, scenarios, shown }, told)
    }

    /// A scenario in the codes and the sites of today.
    fn carried(&self, of: Scenario, state: &State, told: &mut Vec<String>) -> Scenario {
        let now = state.manifest.cog;
        let index = state.territories(Level::Commune);
        let mut added: Vec<Opened> = Vec::new();
        let mut seen = BTreeSet::new();
        for Opened { commune, days } in of.added {
            let became = state.contents.passages.of(&commune, self.cog, now);
            let place = match became.as_slice() {
                [only] => row(only, state).map(|row| (only.clone(), index.name[row as usize].clone())),
                _ => None,
            };
            match place {
                Some((code, name)) => {
                    if code != commune {
                        told.push(format!(
                            "Scénario {} : la commune {commune} de {} est, en {now}, {name} ({code}) ; sa permanence y est ouverte.",
                            of.name, self.cog
                        ));
                    }
                    if seen.insert(code.clone()) {
                        added.push(Opened { commune: code, days });
                    }
                }
                None if became.len() > 1 => told.push(format!(
                    "Scénario {} : la commune {commune} de {} est, en {now}, plusieurs communes ({}) ; sa permanence n'est pas ouverte, \
                     choisissez où.",
                    of.name,
                    self.cog,
                    became.join(", ")
                )),
                None => told.push(format!(
                    "Scénario {} : la commune {commune} n'est pas connue de cette publication ; sa permanence n'est pas ouverte.",
                    of.name
                )),
            }
        }
        let (removed, gone): (Vec<String>, Vec<String>) =
            of.removed.into_iter().partition(|site| is_there(site, state));
        for site in gone {
            told.push(format!(
                "Scénario {} : le lieu « {site} » n'est pas parmi ceux de cette publication ; il n'y a rien à fermer.",
                of.name
            ));
        }
        Scenario { name: of.name, added, removed }
    }
}

fn refused(value: &str, expected: &str) -> Problem {
    Problem::Parameter { name: "scenario".to_owned(), value: value.to_owned(), expected: expected.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_written_as_it_was_read() {
        for text in ["A", "Est de la Somme~80620.4~2A004~-apes-59350", "É & ?~59350.31"] {
            assert_eq!(Scenario::read(text).map(|own| own.written()).as_deref(), Some(text));
        }
        let read = Scenario::read("  Est   ~~80620").map(|own| own.written());
        assert_eq!(read.as_deref(), Some("Est~80620"), "what says nothing is left out");
    }

    #[test]
    fn what_cannot_be_read_is_no_scenario() {
        let long = "n".repeat(NAME_LENGTH + 1);
        for text in ["", "~80620", "A~80620.32", "A~80620.0", "A~neige", "A~2C004", "A~-", "A~-a b", long.as_str()] {
            assert_eq!(Scenario::read(text), None, "{text}");
        }
        let many = |of: usize| format!("A{}", "~80620".repeat(of));
        assert!(Scenario::read(&many(MOST_ADDED)).is_some());
        assert_eq!(Scenario::read(&many(MOST_ADDED + 1)), None);
    }
}
