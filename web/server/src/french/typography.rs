//! Typography of a sentence: the no-break spaces and the apostrophe that French asks for.

/// Sets the spaces before `; ! ? %` and in thousands (U+202F), before `:` and inside « » (U+00A0), and curls apostrophes. Text that already
/// carries them is left as it is; an address (`https://`) is not touched.
///
/// ```
/// use lanterne_server::french::typography::set;
/// assert_eq!(set("Zone blanche ? L'offre : 34 %"), "Zone blanche\u{202f}? L’offre\u{a0}: 34\u{202f}%");
/// ```
#[must_use]
pub fn set(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ' ' | '\u{a0}' if out.ends_with(|digit: char| digit.is_ascii_digit()) && thousands(signs.as_str()) => {
                out.push('\u{202f}');
            }
            ' ' | '\u{a0}' => match signs.clone().next() {
                Some(';' | '!' | '?' | '%') => out.push('\u{202f}'),
                Some(':' | '»') => out.push('\u{a0}'),
                _ if out.ends_with('«') => out.push('\u{a0}'),
                _ => out.push(sign),
            },
            '\'' => out.push('’'),
            other => out.push(other),
        }
    }
    out
}

/// Whether a text begins with three digits and no more: the rest of a number.
fn thousands(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).take(4).count() == 3
}

/// A text between French quotation marks.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}»")
}

/// The first letter as a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guillemets_hold_their_words_with_no_break_spaces() {
        assert_eq!(set("« densité »"), "«\u{a0}densité\u{a0}»");
        assert_eq!(quoted("32"), "«\u{a0}32\u{a0}»");
    }

    #[test]
    fn setting_twice_changes_nothing() {
        let once = set("Avec si peu de cas, l'intervalle va de 1 à 2 % ; c'est peu : « n.s. »");
        assert_eq!(set(&once), once);
    }

    #[test]
    fn thousands_hold_together_and_years_stay_apart() {
        assert_eq!(
            set("pour 10 000 habitants, 2 102 453 en tout"),
            "pour 10\u{202f}000 habitants, 2\u{202f}102\u{202f}453 en tout"
        );
        assert_eq!(set("en 2022 2023 ou 10 20 30"), "en 2022 2023 ou 10 20 30");
    }

    #[test]
    fn an_address_keeps_its_colon() {
        assert_eq!(set("voir https://insee.fr"), "voir https://insee.fr");
    }
}
