//! The sentence that reads a map and the one that ends the table's strip. They name only territories whose figure can be
//! read alone: the extremes of three thousand small communes are those of chance.

use lanterne_observatory::{Indicator, Level, Value};

use super::words;
use crate::french::ordinal::{count, feminine, list, none, only};
use crate::french::typography::{capital, set};
use crate::french::{Named, integer, number};

/// What a map shows of an indicator.
pub(crate) struct MapReading<'a> {
    pub(crate) indicator: Indicator,
    pub(crate) level: Level,
    pub(crate) values: &'a [Value],
    /// Whether each value can be read alone.
    pub(crate) reliable: &'a [bool],
    pub(crate) names: &'a [&'a str],
    pub(crate) reference: (&'a Named, Value),
    /// How many units without value show a figure published by others.
    pub(crate) published: usize,
    /// Names of the units where the lack of offer is established; for the densities it is tested for.
    pub(crate) white: Option<Vec<String>>,
}

impl<'a> MapReading<'a> {
    fn known(&self) -> usize {
        self.values.iter().filter(|value| value.is_ok()).count()
    }

    /// Values that can be read alone, with their names.
    fn sure(&self) -> Vec<(f64, &'a str)> {
        self.values
            .iter()
            .zip(self.reliable)
            .zip(self.names)
            .filter(|((_, reliable), _)| **reliable)
            .filter_map(|((value, _), name)| value.ok().map(|value| (value, *name)))
            .collect()
    }
}

/// The sentence beside the title of the map.
pub(crate) fn map(reading: &MapReading<'_>) -> String {
    let known = reading.known();
    if known == 0 {
        return set("Le registre chargé ne couvre aucun de ces territoires : les chiffres sont n.d., et non nuls.");
    }
    let sure = reading.sure();
    let mut sentences = vec![highest(reading, &sure, known)];
    if sure.len() > 1 {
        sentences.extend(above(reading, &sure, known));
    }
    if let (Some(white), true) = (&reading.white, known > 1) {
        sentences.push(established(reading.level, white, reading.reference.0));
    }
    let absent = reading.values.len() - known;
    if absent > 0 {
        let verb = if absent < 2 { "est" } else { "sont" };
        let (one, many) = (words::unit(reading.level), words::units(reading.level));
        let published = match reading.published {
            0 => String::new(),
            found => format!(" ; pour {}, la part publiée par d'autres est écrite sur la carte", integer(found as f64)),
        };
        sentences.push(format!("{} {verb} sans chiffre{published}.", count(absent, one, many)));
    }
    set(&sentences.join(" "))
}

/// « Parmi les 213 communes au taux fiable, Lille a la densité la plus forte (28,9). »
fn highest(reading: &MapReading<'_>, sure: &[(f64, &str)], known: usize) -> String {
    let MapReading { indicator, level, names, values, .. } = reading;
    let decimals = indicator.definition().decimals;
    let measure = words::measure(*indicator);
    let named = |name: &str| Named::new(*level, name);
    if known == 1 {
        let only = values.iter().zip(*names).find_map(|(value, name)| value.ok().map(|value| (value, *name)));
        let (value, name) = only.unwrap_or_default();
        return format!("Un seul chiffre est connu, celui {} ({}).", named(name).of(), number(value, decimals));
    }
    let Some(best) = sure.iter().copied().reduce(|best, one| if one.0 > best.0 { one } else { best }) else {
        return format!("Aucun {measure} n'est fiable à lui seul : les nombres sont trop petits.");
    };
    if sure.len() == 1 {
        return format!(
            "Un seul {measure} est fiable à lui seul, celui {} ({}).",
            named(best.1).of(),
            number(best.0, decimals)
        );
    }
    let shown = number(best.0, decimals);
    let first = sure.iter().filter(|(value, _)| number(*value, decimals) == shown).count();
    let whole = sure.len() == known;
    let who = match (first, whole) {
        (1, _) => named(best.1).with_article(),
        (several, true) => count(several, words::unit(*level), words::units(*level)),
        (several, false) => integer(several as f64),
    };
    let verb = if first > 1 || named(best.1).plural() { "ont" } else { "a" };
    let rest = format!("{who} {verb} {} ({shown}).", words::high(*indicator));
    if whole { capital(&rest) } else { format!("{}, {rest}", among(*level, *indicator, sure.len())) }
}

/// « 39 EPCI sur 90 sont au-dessus des Hauts-de-France (23,5). »
fn above(reading: &MapReading<'_>, sure: &[(f64, &str)], known: usize) -> Option<String> {
    let (reference, value) = reading.reference;
    let value = value.ok()?;
    let higher = sure.iter().filter(|(own, _)| *own > value).count();
    let (unit, units) = (words::unit(reading.level), words::units(reading.level));
    let (none, only) = (capital(none(reading.level)), capital(only(reading.level)));
    let out_of = integer(sure.len() as f64);
    let who = if sure.len() == known {
        match higher {
            0 => format!("{none} {unit} n'est"),
            1 => format!("{only} {unit} sur {out_of} est"),
            more => format!("{} {units} sur {out_of} sont", integer(more as f64)),
        }
    } else {
        // The sentence before has named them.
        let them = if feminine(reading.level) { "d'entre elles" } else { "d'entre eux" };
        match higher {
            0 => format!("{none} {them} n'est"),
            1 => format!("{only} {them} est"),
            more => format!("{} {them} sont", integer(more as f64)),
        }
    };
    Some(format!("{who} au-dessus {} ({}).", reference.of(), number(value, reading.indicator.definition().decimals)))
}

/// « Parmi les 213 communes au taux fiable ».
fn among(level: Level, indicator: Indicator, sure: usize) -> String {
    format!("Parmi les {}", sure_units(level, indicator, sure))
}

/// « 213 communes au taux fiable ».
fn sure_units(level: Level, indicator: Indicator, sure: usize) -> String {
    let measure = match words::measure(indicator) {
        indice @ "indice" => format!("à l'{indice}"),
        other => format!("au {other}"),
    };
    format!("{} {} {measure} fiable", integer(sure as f64), words::units(level))
}

/// « Dans 7 EPCI, il est établi que l'ESS manque : … »
pub(crate) fn established(level: Level, white: &[String], reference: &Named) -> String {
    let place = match white.len() {
        0 => format!("Dans {} {}", none(level), words::unit(level)),
        1 => format!("Dans {} {}", only(level), words::unit(level)),
        found => format!("Dans {} {}", integer(found as f64), words::units(level)),
    };
    let text = if white.is_empty() {
        format!("{place}, il n'est établi que l'ESS manque.")
    } else {
        format!("{place}, il est établi que l'offre est nettement sous celle {} : {}.", reference.of(), list(white, 3))
    };
    set(&text)
}

/// « Du plus faible au plus fort : a 5,9, b 8,1, c 8,3… »; only of figures that can be read alone.
pub(crate) fn extremes(reading: &MapReading<'_>, order: &[u32]) -> String {
    let MapReading { indicator, level, values, reliable, names, .. } = reading;
    let decimals = indicator.definition().decimals;
    let sure: Vec<String> = order
        .iter()
        .filter_map(|at| {
            let at = *at as usize;
            let value = (*values.get(at)?).ok().filter(|_| reliable.get(at) == Some(&true))?;
            Some(format!("{} {}", Named::new(*level, names.get(at)?).short(), number(value, decimals)))
        })
        .collect();
    let known = reading.known();
    let measure = words::measure(*indicator);
    let head = if sure.len() == known {
        "Du plus faible au plus fort".to_owned()
    } else {
        format!("{}, du plus faible au plus fort", sure_units(*level, *indicator, sure.len()))
    };
    let text = match sure.as_slice() {
        [] if known == 0 => "Aucun chiffre à ranger.".to_owned(),
        [] => format!("Aucun {measure} n'est assez fiable pour être rangé."),
        [one] if known == 1 => format!("Un seul chiffre : {one}."),
        [one] => format!("Un seul {measure} est fiable : {one}."),
        [first, second, _, _, _, .., last] => format!("{head} : {first} ; {second}… {last}."),
        few => format!("{head} : {}.", few.join(" ; ")),
    };
    set(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hauts_de_france() -> Named {
        Named::new(Level::Region, "Hauts-de-France")
    }

    fn communes<'a>(
        values: &'a [Value],
        reliable: &'a [bool],
        names: &'a [&'a str],
        reference: &'a Named,
    ) -> MapReading<'a> {
        MapReading {
            indicator: Indicator::EtablissementsHabitants,
            level: Level::Commune,
            values,
            reliable,
            names,
            reference: (reference, Ok(23.5)),
            published: 0,
            white: None,
        }
    }

    const NAMES: [&str; 4] = ["Lesges", "Lille", "Amiens", "Abbécourt"];
    const VALUES: [Value; 4] = [Ok(241.0), Ok(28.9), Ok(23.4), Ok(0.0)];

    #[test]
    fn the_extremes_of_chance_are_not_named() {
        let reference = hauts_de_france();
        let reading = communes(&VALUES, &[false, true, true, false], &NAMES, &reference);
        let text = map(&reading);
        assert_eq!(
            text,
            "Parmi les 2 communes au taux fiable, Lille a la densité la plus forte (28,9). Une seule d’entre elles est \
             au-dessus des Hauts-de-France (23,5)."
        );
        let strip = extremes(&reading, &[3, 2, 1, 0]);
        assert_eq!(
            strip,
            "2 communes au taux fiable, du plus faible au plus fort\u{a0}: Amiens 23,4\u{202f}; Lille 28,9."
        );
    }

    #[test]
    fn where_no_rate_is_reliable_none_is_named() {
        let reference = hauts_de_france();
        let reading = communes(&VALUES, &[false; 4], &NAMES, &reference);
        for text in [map(&reading), extremes(&reading, &[3, 2, 1, 0])] {
            assert!(text.starts_with("Aucun taux n’est"), "{text}");
            assert!(NAMES.iter().all(|name| !text.contains(name)), "{text}");
        }
    }

    #[test]
    fn where_every_rate_is_reliable_nothing_is_left_out() {
        let reference = hauts_de_france();
        let reading = communes(&VALUES, &[true; 4], &NAMES, &reference);
        let text = map(&reading);
        assert!(
            text.starts_with("Lesges a la densité la plus forte (241,0). 2 communes sur 4 sont au-dessus"),
            "{text}"
        );
        assert!(extremes(&reading, &[3, 2, 1, 0]).starts_with("Du plus faible au plus fort\u{a0}: Abbécourt 0,0"));
    }

    #[test]
    fn territories_that_share_the_first_place_are_counted() {
        let reference = hauts_de_france();
        let values = [Ok(100.0), Ok(100.0), Ok(23.0), Ok(12.0)];
        let text = map(&communes(&values, &[true; 4], &NAMES, &reference));
        assert!(text.starts_with("2 communes ont la densité la plus forte (100,0)."), "{text}");
    }

    #[test]
    fn an_index_elides_its_article() {
        let text = among(Level::Epci, Indicator::IndiceSpecificite, 89);
        assert_eq!(text, "Parmi les 89 EPCI à l'indice fiable");
    }

    #[test]
    fn one_and_none_are_written_in_letters_and_agree() {
        let (reference, white) = (hauts_de_france(), vec!["CA Grand Calais".to_owned()]);
        assert!(established(Level::Epci, &white, &reference).starts_with("Dans un seul EPCI, il est établi"));
        assert!(established(Level::Commune, &white, &reference).starts_with("Dans une seule commune, il est établi"));
        assert!(established(Level::Region, &[], &reference).starts_with("Dans aucune région, il n’est établi"));
        let values = [Ok(3.0), Ok(2.0), Ok(1.0), Ok(0.0)];
        let text = map(&communes(&values, &[true; 4], &NAMES, &reference));
        assert!(text.contains("Aucune commune n’est au-dessus des Hauts-de-France"), "{text}");
    }
}
