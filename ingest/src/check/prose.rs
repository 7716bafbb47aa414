//! How French is set on a terminal: plurals, no-break spaces, lines of 80 columns. Knows no figure.

pub(super) use crate::number::number;

/// Columns of every table and paragraph: the narrowest terminal in use.
pub(super) const WIDTH: usize = 80;

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// Decimals a number is written with.
pub(super) fn decimals(value: f64) -> usize {
    format!("{value}").split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// « 1 écart », « 4 écarts », « 0 écart »: both forms are given, French counts as one up to 2.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{}{NO_BREAK}{}", number(count as f64, 0), if count < 2 { one } else { many })
}

/// No-break spaces where French wants them and inside numbers, so that no line breaks there; curled apostrophes.
pub(super) fn set(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: usize| letters.get(index).copied();
    let digit = |index: usize| at(index).is_some_and(|letter| letter.is_ascii_digit());
    let mut out = String::with_capacity(text.len() + 8);
    for (index, letter) in letters.iter().enumerate() {
        let thousands = index > 0 && digit(index - 1) && (1..=3).all(|next| digit(index + next)) && !digit(index + 4);
        match (letter, at(index + 1)) {
            (' ', Some(';' | '!' | '?' | '%')) => out.push(NARROW),
            (' ', Some(':' | '»' | '=' | '/' | '÷')) => out.push(NO_BREAK),
            (' ', _) if out.ends_with('«') => out.push(NO_BREAK),
            (' ', _) if thousands => out.push(NARROW),
            ('\'', _) => out.push('’'),
            (letter, _) => out.push(*letter),
        }
    }
    out
}

/// A text in lines of [`WIDTH`] columns, each after `indent` spaces. Breaks at plain spaces only.
pub(super) fn paragraph(text: &str, indent: usize) -> String {
    let (mut lines, mut line) = (String::new(), " ".repeat(indent));
    for word in set(text).split(' ').filter(|word| !word.is_empty()) {
        let begun = line.chars().count() > indent;
        if begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(&line);
            lines.push('\n');
            line = " ".repeat(indent);
        } else if begun {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines + &line + "\n"
}

/// The same, its first line beginning with `head` in place of the indent.
pub(super) fn item(head: &str, text: &str, indent: usize) -> String {
    let body = paragraph(text, indent);
    format!("{head:<indent$}{}", body.get(indent..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_agrees_with_its_noun() {
        let gaps = |count| counted(count, "écart", "écarts");
        assert_eq!([gaps(0), gaps(1), gaps(2)], ["0\u{a0}écart", "1\u{a0}écart", "2\u{a0}écarts"]);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_no_number_is_cut() {
        let text =
            "Les deux documents disent « 220 729 » et « 200 729 » : l'un divisé par 14 086 fait 15,67 %. ".repeat(5);
        let lines = paragraph(&text, 4);
        assert!(lines.lines().all(|line| line.chars().count() <= WIDTH && line.starts_with("    ")));
        assert!(!lines.lines().any(|line| line.trim_start().starts_with(['»', ':', '%', ';'])), "{lines}");
        assert!(lines.contains("220\u{202f}729") && lines.contains("l’un"));
    }

    #[test]
    fn a_year_after_a_number_is_no_thousand() {
        assert_eq!(set("le 12 2023 et 12 000"), "le 12 2023 et 12\u{202f}000");
    }
}
