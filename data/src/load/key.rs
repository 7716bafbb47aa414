//! The key of a SIREN or a SIRET, as SQL over whole numbers: Luhn's sum of the digits, every second one doubled, is a
//! multiple of ten. The establishments of La Poste follow another rule since their NIC ran out: the plain sum of their
//! digits is a multiple of five.
//!
//! A key that fails refuses nothing of INSEE's own stock: the identifier in it is the identifier. It is counted, and said with
//! the file. Where a person wrote the identifier, [`siret_holds`] refuses it: the same rule, over a text.

use crate::error::{At, Result};
use crate::load::register::RawFile;
use crate::load::scratch::Scratch;
use crate::row::Warning;

/// La Poste's SIREN; its digits add up to 14.
const LA_POSTE: u32 = 356_000_000;

/// Whether the key of a SIREN held as a number fails.
pub(crate) fn siren_fails(siren: &str) -> String {
    format!("({}) % 10 <> 0", luhn(siren, 9, 1))
}

/// The same for a SIRET: its last five digits are the NIC, so that the digits of the SIREN are doubled the other way.
pub(crate) fn siret_fails(siret: &str) -> String {
    let siren = format!("({siret} // 100000)::UINTEGER");
    let nic = format!("({siret} % 100000)::UINTEGER");
    let plain: Vec<String> = (0..5).map(|rank| digit(&nic, rank)).collect();
    format!(
        "({} + {}) % 10 <> 0 AND NOT ({siren} = {LA_POSTE} AND (14 + {}) % 5 = 0)",
        luhn(&siren, 9, 0),
        luhn(&nic, 5, 1),
        plain.join(" + ")
    )
}

/// Whether a text is a SIRET whose key is right: fourteen digits, by the same rule.
pub(crate) fn siret_holds(siret: &str) -> bool {
    if siret.len() != 14 || !siret.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let digits = || siret.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let doubled = |(rank, digit): (usize, u32)| match (rank % 2, digit) {
        (0, digit) => digit,
        (_, digit) if digit > 4 => 2 * digit - 9,
        (_, digit) => 2 * digit,
    };
    let luhn: u32 = digits().enumerate().map(doubled).sum();
    luhn.is_multiple_of(10) || (siret.starts_with(&LA_POSTE.to_string()) && digits().sum::<u32>().is_multiple_of(5))
}

/// Luhn's sum of a number's digits; those whose rank from the right has this parity are doubled.
fn luhn(number: &str, digits: u32, doubled: u32) -> String {
    let terms: Vec<String> = (0..digits)
        .map(|rank| {
            let digit = digit(number, rank);
            if rank % 2 == doubled { format!("2 * {digit} - CASE WHEN {digit} > 4 THEN 9 ELSE 0 END") } else { digit }
        })
        .collect();
    terms.join(" + ")
}

/// The digit of a number at a rank from the right.
fn digit(number: &str, rank: u32) -> String {
    format!("(({number} // {}) % 10)::INTEGER", 10_u32.pow(rank))
}

/// The warning about a column of identifiers, when a key failed in a staged table.
pub(crate) fn warning(scratch: &Scratch<'_>, table: &str, key: &str, file: &RawFile) -> Result<Option<Warning>> {
    let (column, width) = if key == "siret" { ("siret", 14) } else { ("siren", 9) };
    let sql = format!(
        "SELECT count(*), coalesce(min({key}), 0)::BIGINT FROM scratch.{table} WHERE key_fails AND {key} IS NOT NULL"
    );
    let (row_count, lowest): (i64, i64) = scratch
        .connection
        .query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .at(format!("clés de {}", file.file))?;
    Ok((row_count > 0).then(|| Warning {
        card: file.card.clone(),
        file: file.file.clone(),
        column: column.to_owned(),
        row_count,
        example: format!("{lowest:0width$}"),
        expectation: "un identifiant dont la clé de contrôle (Luhn) est juste".to_owned(),
    }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn fails(sql: &str) -> bool {
        let engine = duckdb::Connection::open_in_memory().unwrap();
        engine.query_row(&format!("SELECT {sql}"), [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn the_example_of_the_documentation_passes_and_every_other_last_digit_fails() {
        // 732 829 320 00074 is the example of Luhn's key in the public documentation.
        assert!((0..10).all(|last| fails(&siren_fails(&format!("{}::UINTEGER", 732_829_320 + last))) == (last != 0)));
        let siret = |last: u64| format!("{}::UBIGINT", 73_282_932_000_070 + last);
        assert!((0..10).all(|last| fails(&siret_fails(&siret(last))) == (last != 4)));
    }

    #[test]
    fn two_neighbouring_digits_exchanged_fail() {
        assert!(fails(&siren_fails("732892320::UINTEGER")));
        assert!(fails(&siret_fails("73282932000047::UBIGINT")));
    }

    #[test]
    fn la_poste_follows_its_own_rule_and_nobody_else_does() {
        // Its head office by Luhn; an establishment by the sum of its digits, 25; another whose sum is 27.
        assert!(!fails(&siret_fails("35600000000048::UBIGINT")));
        assert!(!fails(&siret_fails("35600000000245::UBIGINT")));
        assert!(fails(&siret_fails("35600000000247::UBIGINT")));
        assert!(fails(&siret_fails("73282932000040::UBIGINT")));
    }

    #[test]
    fn a_text_and_a_number_follow_one_rule() {
        let engine = duckdb::Connection::open_in_memory().unwrap();
        let sql = format!("SELECT {} FROM (SELECT ?::UBIGINT AS siret)", siret_fails("siret"));
        let mut statement = engine.prepare(&sql).unwrap();
        for number in (73_282_932_000_000_u64..73_282_932_000_200).chain(35_600_000_000_000..35_600_000_000_200) {
            let fails: bool = statement.query_row([number], |row| row.get(0)).unwrap();
            assert_eq!(siret_holds(&format!("{number:014}")), !fails, "{number}");
        }
        for text in ["", "7328293200007", "732829320000740", "7328293200007X", "７３２８２９３２００００７４"]
        {
            assert!(!siret_holds(text), "{text}");
        }
    }
}
