//! The French sentences that read a figure, a rank, a map. They format; every number comes from elsewhere.

use lanterne_observatory::assembly::Filter;
use lanterne_observatory::indicator::{Definition, Estimate, Uncertainty};
use lanterne_observatory::rank::RankInterval;
use lanterne_observatory::{Absence, Indicator, Value};

use super::filter::{of_the_sectors, retained};
use super::words;
use crate::french::ordinal::place;
use crate::french::typography::{capital, set};
use crate::french::{Named, integer, number};

/// Below this count, « si peu de cas » explains the width of an interval.
const FEW: f64 = 50.0;

/// « Pour 10 000 habitants, la CC de l'Est de la Somme compte 17,0 établissements employeurs de l'ESS ; les
/// Hauts-de-France, 24,0. » Without a reference to compare with, the sentence stops before it.
pub(crate) fn lead(
    definition: &Definition,
    territory: &Named,
    value: Value,
    reference: Option<(&Named, Value)>,
) -> String {
    let Ok(value) = value else { return absent(territory, value.err().unwrap_or(Absence::NotPublished)) };
    let compared = reference.and_then(|(named, value)| Some((named, value.ok()?)));
    let pattern = match compared {
        Some(_) => definition.sentence.to_owned(),
        None => without_reference(definition.sentence),
    };
    let pattern = if territory.plural() { pluralised(&pattern) } else { pattern };
    let (name, of_reference) = match compared {
        Some((named, value)) => (named.with_article(), number(value, definition.decimals)),
        None => (String::new(), String::new()),
    };
    let text = pattern
        .replace("{territoire}", &territory.with_article())
        .replace("{valeur}", &number(value, definition.decimals))
        .replace("{reference_nom}", &name)
        .replace("{reference}", &of_reference);
    capital(&set(&text))
}

/// The sentence with the verb of a plural territory: « les Hauts-de-France comptent ».
fn pluralised(pattern: &str) -> String {
    pattern.replacen("{territoire} compte ", "{territoire} comptent ", 1).replacen(
        "{territoire} en compte ",
        "{territoire} en comptent ",
        1,
    )
}

/// The sentence of a definition up to what compares: before the last `;`, `,` or `(` ahead of the reference.
fn without_reference(pattern: &str) -> String {
    let Some(at) = pattern.find("{reference") else { return pattern.to_owned() };
    let before = &pattern[..at];
    let cut = before.rfind([';', '(']).unwrap_or(at);
    format!("{}.", before[..cut].trim_end_matches([' ', '\u{a0}', '\u{202f}', ',', '.']))
}

fn absent(territory: &Named, absence: Absence) -> String {
    let reason = match absence {
        Absence::NotPublished => "le registre chargé ne couvre pas ce territoire",
        Absence::Secret => "le chiffre est couvert par le secret statistique",
        Absence::Nil => "il n'y a rien à mesurer",
        Absence::NotSignificant => "les nombres sont trop petits pour conclure",
    };
    capital(&set(&format!("{} : {}, {reason}.", territory.with_article(), absence.sign())))
}

/// « 34 établissements employeurs de l'ESS pour 19 989 habitants. Avec si peu de cas, l'intervalle va de 11,8 à 23,8. »
/// Under a filter, what is counted is « retenus », and the economy is that « du secteur ».
pub(crate) fn detail(indicator: Indicator, estimate: &Estimate, filter: Filter) -> String {
    let definition = indicator.definition();
    let mut sentences = Vec::new();
    if let (Some((counted, link, by)), Ok(numerator), Ok(denominator)) =
        (words::fraction(indicator), estimate.numerator, estimate.denominator)
    {
        let by = of_the_sectors(&retained(by, filter), filter);
        let (counted, by) = (words::counted(numerator, &retained(counted, filter)), words::counted(denominator, &by));
        sentences.push(format!("{} {counted} {link} {} {by}.", integer(numerator), integer(denominator)));
    }
    if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
        let (low, high) = (number(low, definition.decimals), number(high, definition.decimals));
        let few = estimate.numerator.is_ok_and(|counted| counted < FEW);
        sentences.push(match (definition.uncertainty, few) {
            (Uncertainty::SizeBand, _) => format!(
                "Selon les tranches d'effectif, le chiffre se tient entre {low} et {high} : ce sont des bornes, pas un intervalle \
                 statistique."
            ),
            (_, true) => format!("Avec si peu de cas, l'intervalle va de {low} à {high} (95 %)."),
            (_, false) => format!("L'intervalle va de {low} à {high} (95 %)."),
        });
    }
    if estimate.value.is_ok() && !estimate.reliable {
        sentences.push("Ce chiffre seul est peu fiable.".to_owned());
    }
    set(&sentences.join(" "))
}

/// « 71e sur 92, entre la 35e et la 81e place. » Where small numbers draw the interval away from the rank, it says so.
pub(crate) fn rank(rank: u32, out_of: u32, interval: Option<RankInterval>) -> String {
    let of = integer(f64::from(out_of));
    let text = match interval {
        None => format!("{} sur {of}.", place(rank)),
        Some(interval) if interval.low == interval.high && interval.low == rank => {
            format!("{} sur {of}, sans doute possible.", place(rank))
        }
        Some(interval) if (interval.low..=interval.high).contains(&rank) => {
            format!("{} sur {of}, entre la {} et la {} place.", place(rank), place(interval.low), place(interval.high))
        }
        Some(interval) => format!(
            "{} sur {of} par le chiffre seul ; compte tenu des petits nombres, entre la {} et la {} place.",
            place(rank),
            place(interval.low),
            place(interval.high)
        ),
    };
    set(&text)
}

#[cfg(test)]
mod tests {
    use lanterne_observatory::{Level, Section};

    use super::*;

    fn somme() -> Named {
        Named::new(Level::Epci, "CC de l'Est de la Somme")
    }

    fn hauts_de_france() -> Named {
        Named::new(Level::Region, "Hauts-de-France")
    }

    #[test]
    fn the_lead_sentence_compares_with_the_reference() {
        let definition = Indicator::EtablissementsHabitants.definition();
        let text = lead(definition, &somme(), Ok(17.0), Some((&hauts_de_france(), Ok(24.04))));
        assert!(text.contains("la CC de l’Est de la Somme compte 17,0 établissements"), "{text}");
        assert!(text.ends_with("\u{202f}; les Hauts-de-France, 24,0."), "{text}");
    }

    #[test]
    fn a_region_is_not_compared_with_itself_and_its_verb_is_plural() {
        for indicator in Indicator::ALL {
            let text = lead(indicator.definition(), &hauts_de_france(), Ok(24.0), None);
            assert!(
                !text.contains('{') && !text.contains("France compte ") && !text.contains("en compte "),
                "{indicator}: {text}"
            );
            assert!(text.ends_with('.') && !text.ends_with(" ."), "{indicator}: {text}");
        }
    }

    #[test]
    fn every_indicator_has_a_sentence_without_a_slot_left_open() {
        for indicator in Indicator::ALL {
            let text = lead(indicator.definition(), &somme(), Ok(0.5), Some((&hauts_de_france(), Ok(1.0))));
            assert!(!text.contains('{'), "{indicator}: {text}");
        }
    }

    #[test]
    fn an_absence_is_said_and_not_written_as_zero() {
        let text = lead(Indicator::PartEmplois.definition(), &somme(), Err(Absence::NotPublished), None);
        assert!(text.contains("n.d.") && !text.contains('0'), "{text}");
    }

    #[test]
    fn one_establishment_is_singular() {
        let estimate = Estimate {
            value: Ok(40.5),
            low: None,
            high: None,
            smoothed: None,
            numerator: Ok(1.0),
            denominator: Ok(247.0),
            reliable: true,
        };
        assert_eq!(
            detail(Indicator::EtablissementsHabitants, &estimate, Filter::default()),
            "1 établissement employeur de l’ESS pour 247 habitants."
        );
        let health = Filter::new([], [Section::Q]);
        assert_eq!(
            detail(Indicator::PartEtablissements, &estimate, health),
            "1 établissement employeur retenu sur 247 établissements employeurs du secteur."
        );
    }

    #[test]
    fn a_rank_is_always_said_with_its_interval() {
        let interval = |low, high| Some(RankInterval { low, median: low, high, out_of: 92 });
        assert_eq!(rank(71, 92, interval(35, 81)), "71e sur 92, entre la 35e et la 81e place.");
        assert!(rank(92, 92, interval(30, 85)).contains("compte tenu des petits nombres"));
        assert_eq!(rank(1, 5, interval(1, 1)), "1re sur 5, sans doute possible.");
    }
}
