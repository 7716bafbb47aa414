//! A cell as people write it: decimal commas, spaces between thousands, days as 31/12/2024.
//!
//! It refuses to guess: « 1,234.5 », « 3e5 » and « 31/02/2024 » are nothing.

use crate::row::Day;

/// Spaces between thousands: ordinary, no-break, narrow no-break, thin.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// A number, with a comma or a point, spaces between thousands or none, and € after it or not.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.strip_suffix('€').unwrap_or(text).trim();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, decimals) = match text.split_once([',', '.']) {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (text, ""),
    };
    let groups: Vec<&str> = whole.split(SPACES).collect();
    let (first, rest) = groups.split_first()?;
    let thousands = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    if !thousands || !groups.iter().all(|group| digits(group)) || !(decimals.is_empty() || digits(decimals)) {
        return None;
    }
    let plain = format!("{sign}{}.{decimals}0", groups.concat());
    // Adding zero makes a negative zero positive.
    plain.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number + 0.0)
}

/// A whole number, written as [`number`] is.
pub(super) fn integer(text: &str) -> Option<i32> {
    let whole = number(text).filter(|number| number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX))?;
    Some(whole as i32)
}

/// A year of four digits.
pub(super) fn year(text: &str) -> Option<i16> {
    if text.len() == 4 && digits(text) { text.parse().ok() } else { None }
}

/// A day, `2024-12-31` (an hour after it is left out) or `31/12/2024`.
pub(super) fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let iso = match parts.as_slice() {
        [day, month, year] if year.len() == 4 && parts.iter().all(|part| digits(part)) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [text] => match text.split_once(['T', ' ']) {
            Some((day, _)) => day.to_owned(),
            None => (*text).to_owned(),
        },
        _ => return None,
    };
    let written = iso.len() == 10 && iso.split('-').all(digits);
    if written { iso.parse().ok() } else { None }
}

/// Digits, at least one, and nothing else.
fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_french_write_them() {
        for (text, value) in [
            ("1234,5", 1_234.5),
            ("1\u{202f}234,5", 1_234.5),
            ("12\u{a0}000 €", 12_000.0),
            ("1 234 567", 1_234_567.0),
            ("0.25", 0.25),
            ("−3", -3.0),
            ("007", 7.0),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert!(number("-0").is_some_and(f64::is_sign_positive));
    }

    #[test]
    fn what_is_no_number_is_none() {
        let long = "9".repeat(400);
        for text in [
            "",
            " ",
            "1,234.5",
            "1.234,5",
            "12 34",
            "1 2345",
            "3e5",
            "inf",
            "NaN",
            "12,",
            ",5",
            "--1",
            "€",
            long.as_str(),
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        for text in ["1,5", "3000000000", "un"] {
            assert_eq!(integer(text), None, "{text}");
        }
        assert_eq!(integer("1 000,0"), Some(1_000));
    }

    #[test]
    fn days_are_read_in_both_orders_and_no_other() {
        let end = "2024-12-31".parse::<Day>().ok();
        assert!(end.is_some());
        for text in ["2024-12-31", "31/12/2024", "2024-12-31T00:00:00", "2024-12-31 10:30"] {
            assert_eq!(day(text), end, "{text}");
        }
        assert_eq!(day("1/2/2024"), "2024-02-01".parse::<Day>().ok());
        for text in ["12/31/2024", "31/12/24", "2024-1-5", "31-12-2024", "2024", "", "+2024-01-1", "a/b/cdef"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_four_digits() {
        assert_eq!(year("2024"), Some(2024));
        for text in ["24", "2024,0", "+024", "20240"] {
            assert_eq!(year(text), None, "{text}");
        }
    }
}
