//! The French sentences of the white-zone tests: what holds, on what evidence, how much of it hangs on the thresholds. They
//! format; every number comes from elsewhere.

use lanterne_data::read::NamedArea;
use lanterne_observatory::white_zone::accompagnement::Accompagnement;
use lanterne_observatory::white_zone::combination::{Combination, Kinds};
use lanterne_observatory::white_zone::foyer_froid::Spot;
use lanterne_observatory::white_zone::offre::Offre;
use lanterne_observatory::white_zone::stability::Stability;
use lanterne_observatory::white_zone::{Kind, Parameters, Verdict};
use lanterne_observatory::{Level, Value};

use crate::answer::words;
use crate::french::ordinal::{count, list};
use crate::french::typography::{capital, set};
use crate::french::{Named, integer, number, shortest};

/// The sign of a verdict in a table.
pub(crate) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "oui",
        Verdict::No => "non",
        Verdict::NotSignificant => "n.s.",
        Verdict::NotAvailable => "n.d.",
    }
}

/// « offre et foyer froid ».
pub(crate) fn kinds(kinds: Kinds) -> String {
    list(&kinds.iter().map(|kind| kind.label().to_lowercase()).collect::<Vec<_>>(), Kind::ALL.len())
}

/// « Deux critères établis sur quatre ; un non disponible. »
pub(crate) fn sum(met: Combination) -> String {
    let word = |count: usize| ["aucun", "un", "deux", "trois", "quatre"].get(count).copied().unwrap_or("plusieurs");
    let (yes, absent) = (met.count(Verdict::Yes), met.count(Verdict::NotAvailable));
    if absent == Kind::ALL.len() {
        return "Aucun critère ne peut être testé ici.".to_owned();
    }
    let established = if yes < 2 { "critère établi" } else { "critères établis" };
    let unknown = match absent {
        0 => String::new(),
        1 => " ; un non disponible".to_owned(),
        more => format!(" ; {} non disponibles", word(more)),
    };
    capital(&set(&format!("{} {established} sur {}{unknown}.", word(yes), word(Kind::ALL.len()))))
}

/// What the map shows of the kinds other than the offer, and where several meet; each sentence begins with a space.
pub(crate) fn map(level: Level, met: &[Kinds]) -> String {
    let units = |found: usize| count(found, words::unit(level), words::units(level));
    let white = |kind: Kind| met.iter().filter(|met| met.contains(kind)).count();
    let (cold, far, unhelped) = (white(Kind::FoyerFroid), white(Kind::Accompagnement), white(Kind::Recours));
    let mut text = String::new();
    if cold > 0 {
        text += &format!(" Les taux sont bas avec ceux des voisins (foyer froid) dans {}.", units(cold));
    }
    if far > 0 {
        text += &format!(" Trop d'habitants vivent loin de tout lieu d'accompagnement dans {}.", units(far));
    }
    if unhelped > 0 {
        text += &format!(
            " Aucun bénéficiaire n'est connu, plus que le hasard ne l'explique, dans {} (recours).",
            units(unhelped)
        );
    }
    match met.iter().filter(|kinds| kinds.len() > 1).count() {
        0 => {}
        1 => text += &format!(" {} réunit plusieurs critères.", capital(&units(1))),
        several => text += &format!(" {} réunissent plusieurs critères.", capital(&units(several))),
    }
    text
}

/// Evidence of a test in a few words, then in a sentence.
pub(crate) fn offre(offre: &Offre, parameters: Parameters, territory: &Named, reference: &Named) -> (String, String) {
    let share = shortest(parameters.reference_share * 100.0, 1);
    let asked = shortest(parameters.probability, 3);
    let (Ok(rate), Some(probability), Ok(threshold)) = (offre.rate, offre.probability, offre.threshold) else {
        let sentence = "Le test ne peut être fait : le registre ne couvre pas ce territoire.";
        return ("non testé".to_owned(), set(sentence));
    };
    let probability_shown = certainty(probability);
    let interval = match (offre.low, offre.high) {
        (Some(low), Some(high)) => format!(" (intervalle de {} à {})", number(low, 1), number(high, 1)),
        _ => String::new(),
    };
    let conclusion = match offre.verdict {
        Verdict::Yes => format!("ce qui atteint le seuil de {asked} : le manque est établi"),
        Verdict::No => "et le taux est au-dessus de ce seuil : rien ne manque à ce titre".to_owned(),
        Verdict::NotSignificant => {
            format!("sous le seuil de {asked} : le taux est bas, le hasard peut suffire à l'expliquer")
        }
        Verdict::NotAvailable => "ce qui ne permet pas de conclure".to_owned(),
    };
    let sentence = format!(
        "{} : {} établissements pour 10\u{202f}000 habitants{interval}. La probabilité que son taux soit en dessous de {}, soit {share} % de celui {}, \
         est de {probability_shown}, {conclusion}.",
        capital(&territory.with_article()),
        number(rate, 1),
        number(threshold, 1),
        reference.of()
    );
    (set(&format!("probabilité {probability_shown}")), set(&sentence))
}

/// A probability with two decimals that never claims certainty.
pub(super) fn certainty(probability: f64) -> String {
    match probability {
        p if p > 0.99 && p < 1.0 => "plus de 0,99".to_owned(),
        p if p > 0.0 && p < 0.01 => "moins de 0,01".to_owned(),
        p => number(p, 2),
    }
}

/// Evidence of the test of accompaniment.
pub(crate) fn accompagnement(
    tested: &Accompagnement,
    parameters: Parameters,
    level: Level,
    nearest: Option<&str>,
) -> (String, String) {
    let (Ok(far), minutes) = (tested.far_share, tested.minutes) else {
        let sentence = "Le test ne peut être fait : les lieux des opérateurs ne sont pas connus pour ce territoire.";
        return ("non testé".to_owned(), set(sentence));
    };
    let limit = shortest(parameters.minutes, 1);
    let asked = shortest(parameters.far_share * 100.0, 1);
    let share = integer(far * 100.0);
    let to_nearest = match (minutes, nearest) {
        (Ok(minutes), Some(site)) => format!(" En moyenne, {} min jusqu'au plus proche : {site}.", integer(minutes)),
        (Ok(minutes), None) => format!(" En moyenne, {} min jusqu'au plus proche.", integer(minutes)),
        (Err(_), _) => " Aucun lieu n'est à portée.".to_owned(),
    };
    let conclusion = match tested.verdict {
        Verdict::Yes => format!("au moins les {asked} % exigés"),
        Verdict::No => format!("moins que les {asked} % exigés"),
        Verdict::NotSignificant => "mais les distances d'une partie des habitants sont inconnues".to_owned(),
        Verdict::NotAvailable => "sans conclusion possible".to_owned(),
    };
    let (brief, sentence) = match level {
        Level::Commune => {
            let brief = minutes
                .map_or_else(|_| "aucun lieu à portée".to_owned(), |minutes| format!("{} min", integer(minutes)));
            let side = if far > 0.0 { "plus" } else { "moins" };
            (brief, format!("À {side} de {limit} min d'un lieu d'accompagnement.{to_nearest}"))
        }
        Level::Epci | Level::Departement | Level::Region | Level::France | Level::ZoneEmploi | Level::BassinVie => (
            format!("{share} % à plus de {limit} min"),
            format!(
                "{share} % des habitants vivent à plus de {limit} min d'un lieu d'accompagnement, {conclusion}.{to_nearest}"
            ),
        ),
    };
    (set(&brief), set(&sentence))
}

/// Evidence of the test of cold spots.
pub(crate) fn foyer_froid(spot: &Spot, parameters: Parameters, territory: &Named, level: Level) -> (String, String) {
    let (Ok(z), Ok(q)) = (spot.z, spot.q) else {
        let reason = spot.reason.map_or("les taux ne sont pas connus", |reason| reason.label());
        return ("non testé".to_owned(), set(&format!("Le test ne peut être fait : {reason}.")));
    };
    let around = match spot.neighbours {
        1 => "Avec son seul voisin".to_owned(),
        more => format!("Avec ses {} voisins", integer(f64::from(more))),
    };
    let gap = format!("{} {}", number(z.abs(), 1), if z.abs() < 2.0 { "écart-type" } else { "écarts-types" });
    let side = if z < 0.0 { "sous" } else { "au-dessus de" };
    let (risk, level) = (shortest(parameters.alpha * 100.0, 1), words::units(level));
    let conclusion = match spot.verdict(parameters) {
        Verdict::Yes => format!("c'est un foyer froid, au risque accepté de {risk} % de fausses alertes"),
        Verdict::No => "rien n'indique un foyer froid".to_owned(),
        Verdict::NotSignificant => format!("le hasard peut suffire à l'expliquer, au risque accepté de {risk} %"),
        Verdict::NotAvailable => "ce qui ne permet pas de conclure".to_owned(),
    };
    let sentence = format!(
        "{around}, {} se tient à {gap} {side} la moyenne des {level} (taux lissés, Gi* de Getis et Ord ; q de {}) : {conclusion}.",
        territory.with_article(),
        certainty(q),
    );
    let signed = if z < 0.0 { format!("−{}", number(z.abs(), 1)) } else { number(z, 1) };
    (set(&format!("z {signed}")), set(&sentence))
}

/// « Reste zone blanche dans 18 des 25 réglages voisins. »
pub(crate) fn stability(own: Stability, verdict: Verdict, other: Option<(Level, Value)>) -> String {
    let of = format!("{} réglages voisins", integer(own.settings as f64));
    let settings = match (verdict, own.white) {
        (Verdict::Yes, white) if white == own.settings => format!("Reste zone blanche dans les {of}."),
        (Verdict::Yes, white) => format!("Reste zone blanche dans {} des {of}.", integer(white as f64)),
        (_, 0) => format!("Ne l'est dans aucun des {of}."),
        (_, white) => format!("Le serait dans {} des {of}.", integer(white as f64)),
    };
    let other = match other {
        Some((Level::Epci, Ok(share))) if share > 0.0 => " Son EPCI l'est aussi.".to_owned(),
        Some((Level::Epci, Ok(_))) => " Son EPCI ne l'est pas.".to_owned(),
        Some((Level::Commune, Ok(share))) if share > 0.0 => {
            let share = if share < 0.01 { "moins de 1".to_owned() } else { integer(share * 100.0) };
            format!(" Commune par commune, {share} % de ses habitants vivent dans une zone blanche selon ce critère.")
        }
        Some((Level::Commune, Ok(_))) => " Aucune de ses communes ne l'est à elle seule.".to_owned(),
        _ => String::new(),
    };
    set(&format!("{settings}{other}"))
}

/// « Forme avec 3 autres EPCI une zone blanche de 84 000 habitants. »
pub(crate) fn part_of(area: &NamedArea, level: Level) -> String {
    let others = area.area.rows.len() - 1;
    let (one, many) = match level {
        Level::Commune => ("autre commune", "autres communes"),
        Level::Epci => ("autre EPCI", "autres EPCI"),
        Level::Departement => ("autre département", "autres départements"),
        Level::Region => ("autre région", "autres régions"),
        Level::ZoneEmploi => ("autre zone d'emploi", "autres zones d'emploi"),
        Level::BassinVie => ("autre bassin de vie", "autres bassins de vie"),
        Level::France => ("autre territoire", "autres territoires"),
    };
    let people = area.area.population.map(|people| format!(" de {} habitants", integer(people))).unwrap_or_default();
    set(&format!("Forme avec {} une zone blanche d'un seul tenant{people} : {}.", count(others, one, many), area.name))
}

/// « Péronne, Ham et 12 autres communes : 24 000 habitants, 31 établissements… »
pub(crate) fn area(area: &NamedArea, level: Level, nearest: Option<&str>) -> String {
    let mut facts = Vec::new();
    if level != Level::Commune {
        facts.push(count(area.commune_count, "commune", "communes"));
    }
    if let Ok(people) = area.area.population {
        facts.push(format!("{} {}", integer(people), if people < 2.0 { "habitant" } else { "habitants" }));
    }
    if let Ok(found) = area.area.establishments {
        let noun = if found < 2.0 { "établissement employeur" } else { "établissements employeurs" };
        facts.push(format!("{} {noun} de l'ESS", integer(found)));
    }
    let access = match (area.access.minutes, nearest) {
        (Ok(minutes), Some(site)) => {
            format!(" Le lieu d'accompagnement le plus proche est à {} min en moyenne : {site}.", integer(minutes))
        }
        _ => String::new(),
    };
    set(&format!("{} : {}.{access}", area.name, facts.join(", ")))
}

/// « 4 zones blanches d'un seul tenant (offre). »
pub(crate) fn areas(kind: Option<Kind>, found: usize) -> String {
    let of = kind.map_or_else(|| "tous critères".to_owned(), |kind| kind.label().to_lowercase());
    let text = match found {
        0 => format!("Aucune zone blanche ({of})."),
        found => format!("{} d'un seul tenant ({of}).", count(found, "zone blanche", "zones blanches")),
    };
    set(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_never_claims_certainty() {
        assert_eq!(certainty(0.9999), "plus de 0,99");
        assert_eq!(certainty(0.0001), "moins de 0,01");
        assert_eq!(certainty(0.31), "0,31");
    }

    #[test]
    fn what_cannot_be_tested_is_never_said_not_to_hold() {
        let met = |verdicts: [Verdict; 4]| sum(Combination::of(|kind| verdicts[kind as usize]));
        let (yes, no, absent) = (Verdict::Yes, Verdict::No, Verdict::NotAvailable);
        assert_eq!(met([yes, no, yes, absent]), "Deux critères établis sur quatre\u{202f}; un non disponible.");
        assert_eq!(met([no, no, no, no]), "Aucun critère établi sur quatre.");
        assert_eq!(met([absent; 4]), "Aucun critère ne peut être testé ici.");
    }

    #[test]
    fn stability_is_said_of_a_white_zone_and_of_one_that_is_not() {
        let of = |white| Stability { white, settings: 25 };
        assert_eq!(stability(of(18), Verdict::Yes, None), "Reste zone blanche dans 18 des 25 réglages voisins.");
        assert_eq!(stability(of(25), Verdict::Yes, None), "Reste zone blanche dans les 25 réglages voisins.");
        assert_eq!(
            stability(of(3), Verdict::NotSignificant, Some((Level::Epci, Ok(0.0)))),
            "Le serait dans 3 des 25 réglages voisins. Son EPCI ne l’est pas."
        );
        assert!(stability(of(1), Verdict::Yes, Some((Level::Commune, Ok(0.004)))).contains("moins de 1\u{202f}%"));
    }

    #[test]
    fn a_cold_spot_says_its_neighbours_its_distance_and_the_risk_taken() {
        let spot = Spot { smoothed: Ok(14.0), neighbours: 6, z: Ok(-3.21), p: Ok(0.0007), q: Ok(0.004), reason: None };
        let named = Named::new(Level::Epci, "CC de la Haute Somme");
        let (brief, sentence) = foyer_froid(&spot, Parameters::default(), &named, Level::Epci);
        assert_eq!(brief, "z −3,2");
        assert!(
            sentence
                .starts_with("Avec ses 6 voisins, la CC de la Haute Somme se tient à 3,2 écarts-types sous la moyenne")
        );
        assert!(
            sentence.contains("q de moins de 0,01") && sentence.contains("5\u{202f}% de fausses alertes"),
            "{sentence}"
        );
    }
}
