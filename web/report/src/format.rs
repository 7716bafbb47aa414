//! A number as the French write it, once, for every form.
//!
//! For: the page, the drawings, the PDF, the document; a workbook writes real numbers and asks this file for their signs of absence only.
//! Refuses to know: what the number counts. Next: [`crate::model::Value`].

use crate::model::{Chart, Finding, Value};

/// The sign of a number that nothing says why it lacks.
const UNKNOWN: &str = "n.d.";
const NARROW: char = '\u{202f}';

/// A value whole: number, sign, unit; or why it is absent.
///
/// ```
/// use lanterne_report::{format::value, model::Value};
/// let share = Value { number: Some(12_345.67), absence: None, decimals: 1, unit: "%".into(), signed: true };
/// assert_eq!(value(&share), "+\u{202f}12\u{202f}345,7\u{202f}%");
/// assert_eq!(value(&Value { number: None, absence: Some("s".into()), ..share }), "s");
/// ```
#[must_use]
pub fn value(value: &Value) -> String {
    let text = bare(value);
    match shown(value) {
        Some(_) if !value.unit.is_empty() => with_unit(&text, &value.unit),
        Some(_) | None => text,
    }
}

/// A value without its unit: what stands in a column whose head says it.
#[must_use]
pub fn bare(value: &Value) -> String {
    match shown(value) {
        Some(shown) if value.signed => signed(shown, value.decimals),
        Some(shown) => number(shown, value.decimals),
        None => absence(value).to_owned(),
    }
}

/// The number to be shown: a number that is none (infinite, undefined) is absent.
#[must_use]
pub fn shown(value: &Value) -> Option<f64> {
    value.number.filter(|number| number.is_finite())
}

/// The sign of an absent value.
#[must_use]
pub fn absence(value: &Value) -> &str {
    value.absence.as_deref().filter(|sign| !sign.is_empty()).unwrap_or(UNKNOWN)
}

/// A number with a fixed count of decimals, rounded half away from zero at the last one shown.
///
/// ```
/// use lanterne_report::format::number;
/// assert_eq!(number(12_345.678, 1), "12\u{202f}345,7");
/// assert_eq!(number(-0.04, 1), "0,0");
/// ```
#[must_use]
pub fn number(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return UNKNOWN.to_owned();
    }
    let rounded = rounded(value, decimals);
    let plain = format!("{:.*}", usize::from(decimals), rounded.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if rounded < 0.0 {
        text.push('\u{2212}');
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push(NARROW);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// A number that says which way it goes: a plus, a minus, parted by a narrow space; zero takes none.
#[must_use]
pub fn signed(value: f64, decimals: u8) -> String {
    let shown = rounded(value, decimals);
    let text = number(shown.abs(), decimals);
    match shown {
        shown if shown > 0.0 => format!("+{NARROW}{text}"),
        shown if shown < 0.0 => format!("\u{2212}{NARROW}{text}"),
        _ => text,
    }
}

/// A text that is a number already, with its unit: a narrow no-break space before `%`, a no-break space before the others.
#[must_use]
pub fn with_unit(text: &str, unit: &str) -> String {
    match unit {
        "" => text.to_owned(),
        "%" | "‰" | "°" => format!("{text}{NARROW}{unit}"),
        other => format!("{text}\u{a0}{other}"),
    }
}

/// « 9,9 à 10,8 »: the bounds of an interval, without their unit.
#[must_use]
pub fn bounds((low, high): (f64, f64), decimals: u8) -> String {
    format!("{}\u{a0}à\u{a0}{}", number(low, decimals), number(high, decimals))
}

/// The interval of a finding in words, where its chart does not say it already.
#[must_use]
pub fn interval(finding: &Finding) -> Option<String> {
    match &finding.chart {
        Some(Chart::Swarm { interval: Some(_), .. }) => None,
        Some(_) | None => interval_in_words(finding),
    }
}

/// The interval of a finding in words, for a form whose charts are pictures: what they say cannot be copied.
#[must_use]
pub fn interval_in_words(finding: &Finding) -> Option<String> {
    let said = with_unit(&bounds(finding.interval?, finding.value.decimals), &finding.value.unit);
    Some(format!("Intervalle à 95{NARROW}%\u{a0}: {said}"))
}

/// « émergence, création : conseil »: the stages of a cell in words.
#[must_use]
pub fn stages(of: [bool; 4], kind: &str) -> String {
    let named: Vec<&str> = STAGES.into_iter().zip(of).filter_map(|(name, on)| on.then_some(name)).collect();
    match (named.is_empty(), kind.is_empty()) {
        (true, _) => kind.to_owned(),
        (false, true) => named.join(", "),
        (false, false) => format!("{kind}\u{a0}: {}", named.join(", ")),
    }
}

/// The four stages of an enterprise's life, in order.
pub const STAGES: [&str; 4] = ["émergence", "création", "développement", "consolidation"];

fn rounded(value: f64, decimals: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals));
    let rounded = (value * scale).round() / scale;
    // A number too large to be scaled has no decimals to round.
    if rounded.is_finite() { rounded } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: Option<f64>, absence: Option<&str>, unit: &str, signed: bool) -> Value {
        Value { number, absence: absence.map(str::to_owned), decimals: 1, unit: unit.to_owned(), signed }
    }

    #[test]
    fn thousands_units_and_signs_are_parted_by_spaces_that_do_not_break() {
        assert_eq!(value(&of(Some(1_234_567.0), None, "€", false)), "1\u{202f}234\u{202f}567,0\u{a0}€");
        assert_eq!(value(&of(Some(-4.3), None, "%", true)), "\u{2212}\u{202f}4,3\u{202f}%");
        assert_eq!(value(&of(Some(-4.3), None, "%", false)), "\u{2212}4,3\u{202f}%");
    }

    #[test]
    fn zero_is_a_number_and_takes_no_sign() {
        assert_eq!(value(&of(Some(0.0), None, "", true)), "0,0");
        assert_eq!(value(&of(Some(-0.01), None, "", true)), "0,0");
    }

    #[test]
    fn an_absence_is_its_sign_without_unit_and_never_zero() {
        assert_eq!(value(&of(None, Some("s"), "%", false)), "s");
        assert_eq!(value(&of(None, None, "%", false)), "n.d.");
        assert_eq!(value(&of(Some(f64::NAN), None, "%", true)), "n.d.");
    }

    #[test]
    fn a_number_beyond_measure_is_still_written() {
        assert!(number(1e300, 3).starts_with('1'));
    }
}
