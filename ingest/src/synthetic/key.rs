//! Keys of the synthetic register: valid SIREN and SIRET in a range that Sirene does not use.
//!
//! INSEE's keys begin with 1 to 9. Ours begin with 0, each region having its own range of 500 000, so that two synthetic
//! regions can be loaded together.

/// Codes of the regions in order: the place in this list is the region's range.
const REGIONS: [&str; 18] =
    ["01", "02", "03", "04", "06", "11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"];
const RANGE: u64 = 500_000;

/// The SIREN of the region's unit `number` (0, 1, …): nine digits, the first 0, the last a Luhn key.
pub(super) fn siren(region: &str, number: u64) -> String {
    let range = REGIONS.iter().position(|code| *code == region).unwrap_or(REGIONS.len()) as u64;
    let body = format!("{:08}", range * RANGE + number);
    let key = luhn(&body);
    format!("{body}{key}")
}

/// The NIC of a unit's establishment `number` (1, 2, …): five digits, so that the SIRET is valid.
pub(super) fn nic(siren: &str, number: u64) -> String {
    let key = luhn(&format!("{siren}{number:04}"));
    format!("{number:04}{key}")
}

/// The digit that makes `digits` followed by it a multiple of ten in Luhn's sum.
fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(rank, digit)| match (u32::from(digit - b'0'), rank % 2) {
            (digit, 0) if digit > 4 => 2 * digit - 9,
            (digit, 0) => 2 * digit,
            (digit, _) => digit,
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid(digits: &str) -> bool {
        let (body, key) = digits.split_at(digits.len() - 1);
        key == luhn(body).to_string()
    }

    #[test]
    fn the_key_is_the_one_of_a_known_siret() {
        // 732 829 320 00074 is the example of Luhn's key for SIRET in the public documentation.
        assert!(valid("732829320") && valid("73282932000074"));
        assert!(!valid("732829321"));
    }

    #[test]
    fn synthetic_keys_are_valid_and_begin_with_zero() {
        for number in [0, 1, 99, 499_999] {
            let siren = siren("32", number);
            assert!(siren.len() == 9 && siren.starts_with('0') && valid(&siren));
            let siret = format!("{siren}{}", nic(&siren, 12));
            assert!(siret.len() == 14 && valid(&siret));
        }
        assert_ne!(siren("32", 0), siren("28", 0));
    }
}
