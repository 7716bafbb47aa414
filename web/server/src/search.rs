//! Finding a territory by its name, its code or a postcode. Accents, case and signs do not count.
//!
//! Ranked: the exact answer, then names that begin with the question, then names with a word that begins with it; within
//! these, the most populated first.

use lanterne_data::read::Contents;
use lanterne_observatory::Level;

/// Most answers given.
const MOST: usize = 12;

/// A territory by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) level: Level,
    pub(crate) row: u32,
}

#[derive(Debug)]
struct Entry {
    found: Found,
    /// Name without accents, words parted by one space.
    name: String,
    code: String,
    postcodes: Vec<String>,
    population: i64,
}

/// The names of every territory, folded once.
#[derive(Debug)]
pub(crate) struct SearchIndex {
    entries: Vec<Entry>,
}

impl SearchIndex {
    pub(crate) fn of(contents: &Contents) -> Self {
        let mut entries = Vec::new();
        for index in &contents.territories {
            for (position, (name, code)) in index.name.iter().zip(&index.code).enumerate() {
                let postcodes = match index.level {
                    Level::Commune => contents.belonging.postcodes.get(position).cloned().unwrap_or_default(),
                    Level::Epci
                    | Level::Departement
                    | Level::Region
                    | Level::France
                    | Level::ZoneEmploi
                    | Level::BassinVie => Vec::new(),
                };
                entries.push(Entry {
                    found: Found { level: index.level, row: u32::try_from(position).unwrap_or(u32::MAX) },
                    name: folded(name),
                    code: code.to_lowercase(),
                    postcodes,
                    population: index.population.get(position).copied().flatten().unwrap_or(0),
                });
            }
        }
        // Most populated first, so that a stable sort by quality keeps that order. A zone of study bears the name of its main town and a
        // bassin de vie its code: the town itself is meant first.
        let place = |entry: &Entry| (entry.found.level.is_study(), std::cmp::Reverse(entry.population));
        entries.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.code.cmp(&b.code)));
        Self { entries }
    }

    /// At most twelve territories, best first; none for a question without letter or digit.
    pub(crate) fn find(&self, question: &str) -> Vec<Found> {
        let asked = folded(question);
        if asked.is_empty() {
            return Vec::new();
        }
        let code = asked.replace(' ', "");
        let mut ranked: Vec<(u8, Found)> = self
            .entries
            .iter()
            .filter_map(|entry| quality(entry, &asked, &code).map(|quality| (quality, entry.found)))
            .collect();
        ranked.sort_by_key(|(quality, _)| *quality);
        ranked.into_iter().take(MOST).map(|(_, found)| found).collect()
    }
}

/// 0 is exact; `None` is no answer.
fn quality(entry: &Entry, asked: &str, code: &str) -> Option<u8> {
    if entry.name == asked || entry.code == code || entry.postcodes.iter().any(|postcode| postcode == code) {
        return Some(0);
    }
    // « Est de la Somme » finds « CC de l’Est de la Somme » as if its name began so.
    let bare = bare(&entry.name);
    if bare == asked {
        return Some(0);
    }
    if entry.name.starts_with(asked) || bare.starts_with(asked) {
        return Some(1);
    }
    let word = |name: &str| name.match_indices(asked).any(|(at, _)| name[..at].ends_with(' '));
    if word(&entry.name) {
        return Some(2);
    }
    let digits = code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_digit());
    let begins = digits && (entry.code.starts_with(code) || entry.postcodes.iter().any(|own| own.starts_with(code)));
    begins.then_some(3)
}

/// The name of an EPCI without its nature and article.
fn bare(name: &str) -> &str {
    let Some(rest) = ["cc ", "ca ", "cu ", "metropole "].iter().find_map(|nature| name.strip_prefix(nature)) else {
        return name;
    };
    ["de la ", "de l ", "du ", "des ", "de ", "d "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest)
}

/// Lower case without accents; every run of other signs is one space.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase) {
        match sign {
            'à' | 'â' | 'ä' | 'á' | 'ã' => out.push('a'),
            'ç' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' | 'í' | 'ì' => out.push('i'),
            'ô' | 'ö' | 'ó' | 'ò' => out.push('o'),
            'û' | 'ü' | 'ù' | 'ú' => out.push('u'),
            'ÿ' => out.push('y'),
            'ñ' => out.push('n'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            // A combining accent belongs to the letter before it.
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => out.push(letter),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, code: &str, postcode: &str) -> Entry {
        Entry {
            found: Found { level: Level::Commune, row: 0 },
            name: folded(name),
            code: code.to_owned(),
            postcodes: vec![postcode.to_owned()],
            population: 0,
        }
    }

    fn asked(entry: &Entry, question: &str) -> Option<u8> {
        let asked = folded(question);
        quality(entry, &asked, &asked.replace(' ', ""))
    }

    #[test]
    fn accents_case_and_hyphens_do_not_count() {
        assert_eq!(folded("Saint-Étienne-du-Rouvray"), "saint etienne du rouvray");
        assert_eq!(folded("  L'Haÿ-les-Roses "), "l hay les roses");
        assert_eq!(folded("Œuilly"), "oeuilly");
        assert_eq!(folded("E\u{301}vreux"), "evreux");
    }

    #[test]
    fn an_exact_name_comes_before_a_beginning_and_a_beginning_before_a_word() {
        let ham = entry("Ham", "80410", "80400");
        assert_eq!(asked(&ham, "ham"), Some(0));
        assert_eq!(asked(&entry("Hamelet", "80412", "80800"), "ham"), Some(1));
        assert_eq!(asked(&entry("Le Hamel", "80411", "80800"), "ham"), Some(2));
        assert_eq!(asked(&entry("Amiens", "80021", "80000"), "ham"), None);
    }

    #[test]
    fn a_postcode_and_a_code_are_exact() {
        let ham = entry("Ham", "80410", "80400");
        assert_eq!((asked(&ham, "80400"), asked(&ham, "80410"), asked(&ham, "80 400")), (Some(0), Some(0), Some(0)));
        assert_eq!(asked(&ham, "804"), Some(3));
    }

    #[test]
    fn the_name_of_an_epci_is_found_without_its_nature() {
        assert_eq!(asked(&entry("CC de l'Est de la Somme", "200070928", ""), "est de la somme"), Some(0));
    }
}
