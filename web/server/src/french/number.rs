//! Numbers as the French write them: narrow no-break space (U+202F) between thousands, decimal comma, typographic minus.

pub use lanterne_report::format::number;

/// A number without decimals.
#[must_use]
pub fn integer(value: f64) -> String {
    number(value, 0)
}

/// A number with as few decimals as it needs, at most `most`: breaks and parameters.
///
/// ```
/// use lanterne_server::french::shortest;
/// assert_eq!((shortest(30.0, 2), shortest(0.75, 2)), ("30".to_owned(), "0,75".to_owned()));
/// ```
#[must_use]
pub fn shortest(value: f64, most: u8) -> String {
    let full = number(value, most);
    match full.contains(',') {
        true => full.trim_end_matches('0').trim_end_matches(',').to_owned(),
        false => full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_a_narrow_no_break_space() {
        assert_eq!(integer(1_234_567.0), "1\u{202f}234\u{202f}567");
        assert_eq!(integer(999.0), "999");
        assert_eq!(integer(1000.0), "1\u{202f}000");
    }

    #[test]
    fn decimals_follow_a_comma_and_are_kept() {
        assert_eq!(number(17.0, 1), "17,0");
        assert_eq!(number(0.756, 2), "0,76");
        assert_eq!(number(99_999.96, 1), "100\u{202f}000,0");
    }

    #[test]
    fn a_negative_number_takes_the_minus_sign_and_zero_takes_none() {
        assert_eq!(number(-3.26, 1), "\u{2212}3,3");
        assert_eq!(number(-0.0, 0), "0");
    }

    #[test]
    fn what_is_no_number_is_said_to_be_absent() {
        assert_eq!(number(f64::NAN, 1), "n.d.");
        assert_eq!(number(f64::INFINITY, 1), "n.d.");
    }
}
