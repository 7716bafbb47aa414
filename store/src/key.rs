//! Identifiers that nobody guesses, and keys of which only a digest is kept.

use sha2::{Digest, Sha256};

use crate::{Error, Result};

/// Digits and letters that are not taken for one another when read aloud (Crockford 2002).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// That many random letters, five bits each.
///
/// # Errors
/// The system gives no random bytes.
pub(crate) fn random(letters: usize) -> Result<String> {
    let mut bytes = vec![0; letters];
    getrandom::fill(&mut bytes).map_err(Error::Random)?;
    Ok(bytes.into_iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect())
}

/// What is kept of a key: its SHA-256, hexadecimal. A key is random and long: no salt would add to it.
pub(crate) fn digest(key: &str) -> String {
    sum(key.as_bytes())
}

/// SHA-256, lower-case hexadecimal.
pub(crate) fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{LETTERS, digest, random};

    #[test]
    fn keys_are_of_the_letters_and_never_twice_the_same() {
        let (one, other) = (random(26).unwrap(), random(26).unwrap());
        assert_ne!(one, other);
        assert!(one.len() == 26 && one.bytes().all(|letter| LETTERS.contains(&letter)));
    }

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
