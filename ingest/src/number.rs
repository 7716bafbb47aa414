//! A number as the French write it, the same in every message of ingest.

const NARROW: char = '\u{202f}';

/// A number in French: narrow no-break space between thousands, decimal comma, a true minus sign.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(NARROW);
        }
        grouped.push(digit);
    }
    let zero = plain.chars().all(|letter| matches!(letter, '0' | '.'));
    let sign = if value < 0.0 && !zero { "−" } else { "" };
    rest.map_or_else(|| format!("{sign}{grouped}"), |rest| format!("{sign}{grouped},{rest}"))
}

/// The same for a count.
#[must_use]
pub(crate) fn count(rows: i64) -> String {
    number(rows as f64, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_french() {
        assert_eq!(number(220_729.0, 0), "220\u{202f}729");
        assert_eq!(number(-0.04, 1), "0,0");
        assert_eq!(number(-15.67, 1), "−15,7");
    }
}
