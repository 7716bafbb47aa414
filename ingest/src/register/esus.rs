//! The list of approved ESUS: one SIREN (or SIRET) per line is all that is read of it.

use super::Taken;
use super::sheet::Sheet;
use super::tally::Tally;
use crate::IngestError;
use crate::fetch::RawFile;

/// The SIREN of the list. An enterprise listed twice counts once, its second line out of scope.
pub(crate) fn read(file: &RawFile) -> Result<Taken, IngestError> {
    let sheet = Sheet::open(file)?;
    let column = sheet.required(file, &["siren", "siret", "numero siren", "n° siren", "numéro siren", "n° siret"])?;
    let mut taken = Taken::default();
    let mut tally = Tally::new(file, &sheet, vec![column]);
    for line in &sheet.rows {
        let number: String = line.cell(Some(column)).chars().filter(|c| !c.is_whitespace()).collect();
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let outcome = match number.get(..9) {
            Some(siren) if digits && matches!(number.len(), 9 | 14) => {
                Ok(taken.keys.insert(siren.to_owned()).then_some(()))
            }
            _ => Err((column, "un SIREN de neuf chiffres ou un SIRET de quatorze (un zéro de tête est-il perdu ?)")),
        };
        tally.take(line, outcome);
    }
    let (refused, report) = tally.close("lignes d’une entreprise déjà lue");
    taken.refused = refused;
    taken.reports.push(report);
    Ok(taken)
}
