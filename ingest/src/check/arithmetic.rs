//! Which of two contradictory values the other published figures support: the quotient is made again and compared with the
//! printed one.

use lanterne_data::read::Published;

/// A quotient made again with one of the contradictory values.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The contradictory value tried.
    pub value: f64,
    /// In French: « 220 729 ÷ 14 086 = 15,67 ; publié : 15,7 ».
    pub text: String,
    /// Whether the quotient prints as published.
    pub agrees: bool,
}

/// What a published quotient is made of: (measure, numerator, denominator, factor).
const QUOTIENTS: [(&str, &str, &str, f64); 1] = [("jobs_per_establishment", "ess_jobs", "ess_establishments", 1.0)];

/// Every quotient of the same territory and document that one of the two values enters.
pub(super) fn trials(figures: &[Published], values: [f64; 2]) -> Vec<Trial> {
    let mut found = Vec::new();
    for (measure, numerator, denominator, factor) in QUOTIENTS {
        for printed in figures.iter().filter(|figure| figure.measure == measure && figure.origin == "document") {
            let (Some(result), term) = (printed.value, terms(figures, printed)) else { continue };
            let (tops, bottoms) = (term(numerator), term(denominator));
            for value in values {
                // The best quotient the value enters: the other term may itself be published twice.
                let as_top =
                    tops.contains(&value).then(|| bottoms.iter().map(move |bottom| (value, *bottom)).collect());
                let as_bottom = bottoms.contains(&value).then(|| tops.iter().map(move |top| (*top, value)).collect());
                let pairs: Vec<(f64, f64)> = as_top.or(as_bottom).unwrap_or_default();
                let near = |(top, bottom): &(f64, f64)| (factor * top / bottom - result).abs();
                let Some((top, bottom)) = pairs.iter().copied().min_by(|a, b| near(a).total_cmp(&near(b))) else {
                    continue;
                };
                let quotient = factor * top / bottom;
                found.push(Trial {
                    value,
                    text: format!(
                        "{} ÷ {} = {} ; publié : {}",
                        super::render::number(top, 0),
                        super::render::number(bottom, 0),
                        super::render::number(quotient, 2),
                        super::render::number(result, 1)
                    ),
                    agrees: (quotient - result).abs() <= 0.05 + 1e-9,
                });
            }
        }
    }
    found
}

/// Values of a measure for the same territory in the same document, the whole only.
fn terms<'a>(figures: &'a [Published], like: &'a Published) -> impl Fn(&str) -> Vec<f64> + 'a {
    move |measure| {
        figures
            .iter()
            .filter(|figure| figure.measure == measure && figure.detail.is_empty())
            .filter(|figure| figure.level == like.level && figure.code == like.code && figure.document == like.document)
            .filter_map(|figure| figure.value)
            .collect()
    }
}

/// The first number of a text in French or plain notation: « près de 15 000 » → 15000, « 10,9 % » → 10.9.
pub(super) fn number_in(text: &str) -> Option<f64> {
    let mut digits = String::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '0'..='9' => digits.push(letter),
            ' ' | '\u{a0}' | '\u{202f}'
                if !digits.is_empty() && text[at..].trim_start().starts_with(|c: char| c.is_ascii_digit()) => {}
            ',' | '.'
                if !digits.is_empty()
                    && !digits.contains('.')
                    && text[at + 1..].starts_with(|c: char| c.is_ascii_digit()) =>
            {
                digits.push('.');
            }
            _ if digits.is_empty() => {}
            _ => break,
        }
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_a_person_writes_it() {
        assert_eq!(number_in("220 729"), Some(220_729.0));
        assert_eq!(number_in("près de 15 000"), Some(15_000.0));
        assert_eq!(number_in("10,9 %"), Some(10.9));
        assert_eq!(number_in("both"), None);
        assert_eq!(number_in("14 086; 220 729"), Some(14_086.0));
    }

    #[test]
    fn the_arithmetic_supports_one_of_two_contradictory_values() {
        let figure = |measure: &str, value: f64| Published {
            figure: measure.into(),
            origin: "document".into(),
            level: "region".into(),
            code: Some("32".into()),
            name: None,
            measure: measure.into(),
            detail: String::new(),
            value: Some(value),
            unit: String::new(),
            year: None,
            source: None,
            document: Some("d".into()),
            quote: None,
            note: None,
        };
        let figures = [
            figure("ess_jobs", 220_729.0),
            figure("ess_jobs", 200_729.0),
            figure("ess_establishments", 14_086.0),
            figure("jobs_per_establishment", 15.7),
        ];
        let trials = trials(&figures, [220_729.0, 200_729.0]);
        assert_eq!(trials.iter().map(|trial| trial.agrees).collect::<Vec<_>>(), [true, false]);
        assert!(trials[1].text.contains("14,25"));
    }
}
