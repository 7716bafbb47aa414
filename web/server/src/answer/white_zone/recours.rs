//! What the test `recours` says of a territory, and what it rests on, in French. It tells what `data::read::recours` lets be told,
//! and nothing else.

use std::collections::BTreeSet;

use lanterne_data::read::Recourse;
use lanterne_data::read::recours::{Judged, LEVEL, Untested, recours};
use lanterne_observatory::white_zone::recours::FAIRNESS;
use lanterne_observatory::white_zone::{Parameters, Verdict};

use super::WhiteZoneQuery;
use super::sentence::certainty;
use crate::french::ordinal::list;
use crate::french::typography::set;
use crate::french::{number, shortest};
use crate::state::State;
use crate::view::ViewKey;

/// The test of every EPCI; none at any other level.
pub(super) fn tested(state: &State, query: &WhiteZoneQuery) -> Option<Recourse> {
    (query.view.level == LEVEL).then(|| {
        let every = state.view(ViewKey::usual(LEVEL, None));
        let schemes: Vec<String> = query.schemes.iter().cloned().collect();
        recours(&state.contents, &schemes, &every.columns, query.parameters)
    })
}

/// Why none of some EPCI is judged, when none is.
pub(super) fn nowhere(tested: &Recourse, rows: &[u32]) -> Option<Untested> {
    let mut reasons = rows.iter().filter_map(|row| tested.units.get(*row as usize)).map(|judged| judged.untested);
    let first = reasons.next().unwrap_or(Some(Untested::NotGiven))?;
    reasons.all(|reason| reason.is_some()).then_some(first)
}

/// What the test rests on in some EPCI, or why it is made in none of them.
pub(super) fn basis(state: &State, tested: Option<&Recourse>, rows: &[u32], schemes: &BTreeSet<String>) -> String {
    let Some(tested) = tested else { return set(BY_EPCI) };
    if let Some(untested) = nowhere(tested, rows) {
        return set(why(untested));
    }
    set(&format!(
        "Activité remise {} ; ce qui n'a pas été remis n'est pas compté. L'attendu est celui d'une répartition des mêmes bénéficiaires \
         dans la région {}.{}",
        when(&tested.years),
        FAIRNESS.label(),
        mark(state, schemes),
    ))
}

/// Evidence of a territory, in a few words and in a sentence.
pub(super) fn evidence(
    state: &State,
    tested: Option<&Recourse>,
    row: u32,
    parameters: Parameters,
    schemes: &BTreeSet<String>,
) -> (String, String) {
    let judged = tested.and_then(|tested| Some((tested, tested.units.get(row as usize)?)));
    let Some((tested, judged)) = judged else { return (NOT_TESTED.to_owned(), set(BY_EPCI)) };
    if let Some(untested) = judged.untested {
        let brief = if untested == Untested::Secret { "s" } else { NOT_TESTED };
        return (brief.to_owned(), set(why(untested)));
    }
    let last = tested
        .window
        .zip(judged.years_since.ok())
        .map(|(window, since)| format!("{:.0}", f64::from(window.to) - since));
    let (brief, text) = words(judged, &when(&tested.years), last.as_deref(), parameters.alpha);
    (set(&brief), set(&format!("{text}{}", mark(state, schemes))))
}

/// `when`: the years looked at; `last`: that of the last beneficiary.
fn words(judged: &Judged, when: &str, last: Option<&str>, alpha: f64) -> (String, String) {
    let fair = |expected: f64| {
        let text = format!("réparti dans la région {}, en placerait ici {}", FAIRNESS.label(), number(expected, 1));
        format!(" Le même nombre de bénéficiaires, {text}")
    };
    if judged.verdict == Verdict::No {
        let brief = last.map_or_else(|| "au moins un".to_owned(), |last| format!("dernier en {last}"));
        let year = last.map_or_else(String::new, |last| format!(", le dernier en {last}"));
        let fair = judged.expected.map_or_else(|_| String::new(), |expected| format!("{}.", fair(expected)));
        return (brief, format!("Au moins un bénéficiaire y est connu {when}{year}.{fair}"));
    }
    let (Ok(expected), Ok(none)) = (judged.expected, judged.none) else {
        return (NOT_TESTED.to_owned(), SECRET.to_owned());
    };
    let asked = shortest(alpha, 3);
    let conclusion = if judged.verdict == Verdict::Yes {
        format!("ce qui ne dépasse pas le seuil de {asked} : le hasard ne suffit pas à l'expliquer")
    } else {
        format!("au-dessus du seuil de {asked} : le hasard peut suffire à l'expliquer")
    };
    let before = last.map_or_else(String::new, |last| format!(" Dernier bénéficiaire connu : en {last}."));
    let noun = if expected < 2.0 { "attendu" } else { "attendus" };
    let text = format!(
        "Aucun bénéficiaire n'y est connu {when}.{} ; la probabilité de n'en placer aucun est de {}, {conclusion}.{before}",
        fair(expected),
        certainty(none),
    );
    (format!("aucun pour {} {noun}", number(expected, 1)), text)
}

fn why(untested: Untested) -> &'static str {
    match untested {
        Untested::NotGiven => NOT_GIVEN,
        Untested::NotOpen => NOT_OPEN,
        Untested::Secret => SECRET,
    }
}

/// « de 2022 à 2024 », « en 2020 et 2023 ».
fn when(years: &[u16]) -> String {
    match years {
        [first, .., last] if usize::from(last.saturating_sub(*first)) + 1 == years.len() => {
            format!("de {first} à {last}")
        }
        more => format!("en {}", list(&more.iter().map(u16::to_string).collect::<Vec<_>>(), more.len())),
    }
}

/// Said wherever the activity of the chosen schemes is made up, in part or wholly.
fn mark(state: &State, schemes: &BTreeSet<String>) -> &'static str {
    let contents = &state.contents;
    let chosen = contents.activity.given.iter().filter(|own| schemes.is_empty() || schemes.contains(&own.scheme));
    let cards: BTreeSet<&str> = chosen.map(|own| own.card.as_str()).collect();
    match contents.cards.iter().any(|card| card.synthetic && cards.contains(card.card.as_str())) {
        true => " Activité synthétique : aucun accompagnement n'y est réel.",
        false => "",
    }
}

const NOT_TESTED: &str = "non testé";
const BY_EPCI: &str = "Le test ne se fait que par EPCI : à un autre niveau, dire où personne n'a été aidé laisserait deviner de petits \
                       nombres de bénéficiaires.";
const NOT_GIVEN: &str =
    "Le test ne peut être fait : aucune activité des dispositifs choisis n'a été remise ici pour ces années.";
const NOT_OPEN: &str = "Le test ne peut être fait : le registre ne couvre pas ce territoire.";
const SECRET: &str = "Le test ne peut être montré (s) : avec ces dispositifs et ces années, il laisserait deviner un petit nombre de \
                      bénéficiaires.";

#[cfg(test)]
mod tests {
    use lanterne_observatory::Absence;

    use super::*;

    fn judged(verdict: Verdict) -> Judged {
        Judged { verdict, expected: Ok(4.2), none: Ok(0.004), years_since: Ok(6.0), untested: None }
    }

    #[test]
    fn an_empty_window_says_what_was_expected_and_whether_chance_suffices() {
        let (brief, yes) = words(&judged(Verdict::Yes), "de 2020 à 2024", Some("2018"), 0.05);
        assert_eq!(brief, "aucun pour 4,2 attendus");
        for part in
            ["connu de 2020 à 2024.", "moins de 0,01, ce qui ne dépasse pas le seuil de 0,05", "connu : en 2018."]
        {
            assert!(yes.contains(part), "{part}: {yes}");
        }
        let (_, fair) = words(&Judged { none: Ok(0.31), ..judged(Verdict::NotSignificant) }, "en 2024", None, 0.05);
        assert!(
            fair.ends_with("de 0,31, au-dessus du seuil de 0,05 : le hasard peut suffire à l'expliquer."),
            "{fair}"
        );
    }

    #[test]
    fn what_is_secret_is_in_no_sentence() {
        let secret = Judged { expected: Err(Absence::Secret), none: Err(Absence::Secret), ..judged(Verdict::No) };
        let (brief, text) = words(&secret, "en 2024", Some("2024"), 0.05);
        assert_eq!(
            (brief.as_str(), text.as_str()),
            ("dernier en 2024", "Au moins un bénéficiaire y est connu en 2024, le dernier en 2024.")
        );
    }

    #[test]
    fn years_that_follow_each_other_are_said_by_their_ends() {
        assert_eq!(when(&[2022, 2023, 2024]), "de 2022 à 2024");
        assert_eq!((when(&[2024]), when(&[2020, 2023])), ("en 2024".to_owned(), "en 2020 et 2023".to_owned()));
    }
}
