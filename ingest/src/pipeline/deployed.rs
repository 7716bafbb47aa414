//! The files of a synthetic deployment: made from its targets and from the synthetic register that they name.
//!
//! Next: `synthetic::deployment`.

use super::PROGRAM;
use super::source::{self, LastMade, Places};
use crate::card::{Address, Card, Reader};
use crate::fetch::{Fetcher, RawFile};
use crate::synthetic::deployment::{self, Host};
use crate::{IngestError, Watch, synthetic};

/// Makes the files of a card of a deployment, unless they are here and made from the same targets, places and program.
pub(super) fn make(
    card: &Card,
    fetched: &[RawFile],
    places: &mut Places<'_>,
    fetcher: &Fetcher,
    last: &mut LastMade,
    watch: &Watch<'_>,
) -> Result<(), IngestError> {
    let own = targets(card, fetched, generated_from(card))?;
    let asked = deployment::Targets::read(&own.path)?;
    let register = targets(card, fetched, &asked.register)?;
    let made_from = format!("{PROGRAM} {} {} {}\n", own.sha256, register.sha256, places.sum());
    source::renew(card, fetcher, &made_from, |beside| {
        watch.begin("Déploiement synthétique", 0)?;
        let of_register = synthetic::Targets::read(&register.path)?;
        let made = source::register_of(last, &register.sha256, &of_register, places, watch)?;
        let written = deployment::write(&asked, &Host::all(made)?, beside)?;
        watch.end();
        Ok(written.to_vec())
    })
}

/// The targets of that name among the files of the card.
fn targets<'f>(card: &Card, fetched: &'f [RawFile], name: &str) -> Result<&'f RawFile, IngestError> {
    let own = |file: &&RawFile| file.card == card.id && file.reader == Reader::Generator && file.name == name;
    fetched.iter().find(own).ok_or_else(|| IngestError::NoFile { card: card.id.clone(), reader: Reader::Generator })
}

/// The name of the targets that the generated files of the card are made from.
fn generated_from(card: &Card) -> &str {
    let named = card.files.iter().find_map(|file| match &file.address {
        Some(Address::Generated(name)) => Some(name.as_str()),
        _ => None,
    });
    named.unwrap_or_default()
}
