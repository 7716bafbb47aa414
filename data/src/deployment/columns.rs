//! Which column of a file is which of its schema.
//!
//! A map that a person gave once and that was remembered wins; then a column of the very name; then one that means it, whatever
//! the case, the accents and the spaces (« SIRET du bénéficiaire »). A column that means nothing is told and left aside; a required
//! one that is missing, or two that claim the same place, are faults of the file. It refuses to guess from what cells hold.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{Fault, short};
use super::schema::Schema;
use super::sheet::Sheet;

/// Header as a file writes it → name of the column in the schema; an empty name leaves the column aside.
pub type Map = BTreeMap<String, String>;

/// The columns of a file.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Of each column of the schema, in its order, where it stands in the file.
    at: Vec<Option<usize>>,
    /// What was recognised: to be remembered for the next file of the same hand.
    pub recognised: Map,
    /// Headers that mean nothing, in order.
    pub unknown: Vec<String>,
    /// Why the file cannot be read: required columns that are missing, columns that are there twice.
    pub faults: Vec<Fault>,
}

impl Columns {
    /// Finds the columns of a sheet; `remembered` may be empty.
    #[must_use]
    pub fn of(schema: &Schema, sheet: &Sheet, remembered: &Map) -> Columns {
        let mut found = Columns {
            at: vec![None; schema.fields.len()],
            recognised: Map::new(),
            unknown: Vec::new(),
            faults: Vec::new(),
        };
        let given = |header: &str| remembered.get(header).and_then(|name| schema.rank(name));
        let exact = |header: &str| schema.rank(header).filter(|_| !remembered.contains_key(header));
        let near = |header: &str| schema.near(header).filter(|_| !remembered.contains_key(header));
        let mut taken = BTreeSet::new();
        found.take(schema, sheet, &mut taken, &given);
        found.take(schema, sheet, &mut taken, &exact);
        found.take(schema, sheet, &mut taken, &near);
        for (place, header) in sheet.header.iter().enumerate() {
            let aside =
                header.is_empty() || taken.contains(&place) || remembered.get(header).is_some_and(String::is_empty);
            if !aside {
                found.unknown.push(header.clone());
            }
        }
        for (field, at) in schema.fields.iter().zip(&found.at) {
            if at.is_none() && field.constraints.required {
                found.faults.push(Fault {
                    line: sheet.header_line,
                    column: field.name.clone(),
                    value: Some(short(&sheet.header.join(", "))),
                    expectation: format!("une colonne « {} »", field.name),
                });
            }
        }
        found
    }

    /// Takes the headers that one way recognises, among those that no earlier way did.
    fn take(
        &mut self,
        schema: &Schema,
        sheet: &Sheet,
        taken: &mut BTreeSet<usize>,
        way: &dyn Fn(&str) -> Option<usize>,
    ) {
        let mut by_this_way = BTreeSet::new();
        for (place, header) in sheet.header.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
            let Some(rank) = way(header).filter(|_| !taken.contains(&place)) else { continue };
            let name = &schema.fields[rank].name;
            if self.at[rank].is_none() {
                self.at[rank] = Some(place);
                self.recognised.insert(header.clone(), name.clone());
                taken.insert(place);
                by_this_way.insert(rank);
            } else if by_this_way.contains(&rank) {
                taken.insert(place);
                self.faults.push(Fault {
                    line: sheet.header_line,
                    column: header.clone(),
                    value: Some(header.clone()),
                    expectation: format!("une seule colonne « {name} »"),
                });
            }
        }
    }

    /// Where a column of the schema stands in the file.
    pub(super) fn place(&self, rank: usize) -> Option<usize> {
        self.at.get(rank).copied().flatten()
    }
}

/// A name without case, accents or spaces: letters and digits, words joined by `_`.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'â' | 'ä' | 'á' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ô' | 'ö' | 'ó' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'ÿ' => folded.push('y'),
            'ç' => folded.push('c'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '€' => folded.push_str("eur"),
            // An accent written apart from its letter.
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.ends_with('_') => {}
            _ => folded.push('_'),
        }
    }
    folded.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_header_is_the_same_however_it_is_written() {
        for header in ["SIRET du bénéficiaire", "siret_du_beneficiaire", " Siret  du Be\u{301}ne\u{301}ficiaire "] {
            assert_eq!(folded(header), "siret_du_beneficiaire");
        }
        assert_eq!(folded("Montant (€)"), "montant_eur");
        assert_eq!(folded("N° SIRET"), "n_siret");
        assert_ne!(folded("Année"), folded("Acte"));
    }
}
