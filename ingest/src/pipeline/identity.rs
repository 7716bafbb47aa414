//! The id of a snapshot: a function of its inputs and of the program, known before anything is made.

use super::PROGRAM;
use crate::IngestError;
use crate::card::Card;
use crate::fetch::{RawFile, of_bytes};

/// First 16 hexadecimal digits of the SHA-256 of the program, the cards and the files, in order of card.
///
/// # Errors
/// [`IngestError::Json`] when a card cannot be written as JSON.
pub(super) fn of(cards: &[Card], files: &[RawFile]) -> Result<String, IngestError> {
    let mut text = format!("{PROGRAM}\n");
    for card in cards {
        let json = serde_json::to_string(card).map_err(|source| IngestError::Json { what: card.id.clone(), source })?;
        text.push_str(&json);
        text.push('\n');
    }
    for file in files {
        text.push_str(&format!("{} {} {}\n", file.card, file.name, file.sha256));
    }
    Ok(of_bytes(text.as_bytes()).chars().take(16).collect())
}
