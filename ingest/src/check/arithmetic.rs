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
                        super::prose::number(top, 0),
                        super::prose::number(bottom, 0),
                        super::prose::number(quotient, 2),
                        super::prose::number(result, 1)
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

/// The numbers of a text in French or plain notation: « près de 15 000 » → 15000; « 3 900 (27,7 %) » → 3900, 27.7. Spaces
/// join groups of three digits only.
pub(super) fn numbers_in(text: &str) -> Vec<f64> {
    let letters: Vec<char> = text.chars().collect();
    let digits =
        |from: usize| letters[from.min(letters.len())..].iter().take_while(|letter| letter.is_ascii_digit()).count();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        let mut length = digits(at);
        if length == 0 {
            at += 1;
            continue;
        }
        let mut number: String = letters[at..at + length].iter().collect();
        at += length;
        while length <= 3 && matches!(letters.get(at), Some(' ' | '\u{a0}' | '\u{202f}')) && digits(at + 1) == 3 {
            number.extend(&letters[at + 1..at + 4]);
            at += 4;
        }
        length = digits(at + 1);
        if matches!(letters.get(at), Some(',' | '.')) && length > 0 {
            number.push('.');
            number.extend(&letters[at + 1..at + 1 + length]);
            at += 1 + length;
        }
        found.extend(number.parse::<f64>().ok());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_a_person_writes_it() {
        assert_eq!(numbers_in("220 729"), [220_729.0]);
        assert_eq!(numbers_in("près de 15 000"), [15_000.0]);
        assert_eq!(numbers_in("10,9 %"), [10.9]);
        assert_eq!(numbers_in("les deux"), [0.0; 0]);
        assert_eq!(numbers_in("14 086 ; 220 729"), [14_086.0, 220_729.0]);
        assert_eq!(numbers_in("3 900 (27,7 %)"), [3_900.0, 27.7]);
        assert_eq!(numbers_in("41 et 43"), [41.0, 43.0]);
        assert_eq!(numbers_in("43 ; 24 ; 14"), [43.0, 24.0, 14.0]);
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
