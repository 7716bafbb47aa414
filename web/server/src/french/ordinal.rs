//! Ranks, counts and lists in words.

use lanterne_observatory::Level;

use super::number::integer;

/// `1re`, `2e`: feminine, as « place ».
///
/// ```
/// use lanterne_server::french::ordinal::place;
/// assert_eq!((place(1), place(71)), ("1re".to_owned(), "71e".to_owned()));
/// ```
#[must_use]
pub fn place(rank: u32) -> String {
    match rank {
        1 => "1re".to_owned(),
        rank => format!("{}e", integer(f64::from(rank))),
    }
}

/// A count and its noun, singular below two: `0 site`, `1 site`, `2 sites`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", integer(number as f64), if number < 2 { one } else { many })
}

/// Whether the noun of a level is feminine.
#[must_use]
pub fn feminine(level: Level) -> bool {
    matches!(level, Level::Commune | Level::Region | Level::ZoneEmploi)
}

/// « aucun », « aucune » before the noun of a level.
#[must_use]
pub fn none(level: Level) -> &'static str {
    if feminine(level) { "aucune" } else { "aucun" }
}

/// « un seul », « une seule » before the noun of a level.
#[must_use]
pub fn only(level: Level) -> &'static str {
    if feminine(level) { "une seule" } else { "un seul" }
}

/// « a, b et c », at most `most` of them, then « et n autres ».
#[must_use]
pub fn list(names: &[String], most: usize) -> String {
    let most = most.max(1);
    match names {
        [] => String::new(),
        [only] => only.clone(),
        _ if names.len() > most => {
            format!("{} et {}", names[..most].join(", "), count(names.len() - most, "autre", "autres"))
        }
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        ["Laon", "Guise", "Vervins", "Hirson"].iter().take(count).map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_list_ends_with_et() {
        assert_eq!(list(&names(1), 3), "Laon");
        assert_eq!(list(&names(3), 3), "Laon, Guise et Vervins");
    }

    #[test]
    fn a_long_list_says_how_many_it_leaves_out() {
        assert_eq!(list(&names(4), 2), "Laon, Guise et 2 autres");
        assert_eq!(list(&names(3), 2), "Laon, Guise et 1 autre");
    }

    #[test]
    fn nil_is_singular() {
        assert_eq!(count(0, "site", "sites"), "0 site");
    }
}
