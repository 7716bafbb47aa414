//! Which files a card of patterns stands for: `activite*.csv` is every such file of the folder given by `--from`, or of those kept
//! from an earlier one when none is given.
//!
//! Files are looked for in the folder itself, or in its folder `<producer>/<dataset>`, and no deeper: two files of one name would be
//! one. Case and accents do not matter (« Activité 2024.xlsx »).
//!
//! Files of the counter stand in the folder of its card and nowhere else, each with what a person said of its columns ([`counter`]).

use std::collections::BTreeSet;
use std::fs;

use lanterne_data::deployment::columns::folded;

use super::counter;
use crate::IngestError;
use crate::card::{Card, CardFile, Profile, Reader};
use crate::fetch::Fetcher;

/// The card with the files that its patterns stand for; a card without pattern as it is.
///
/// # Errors
/// [`IngestError::NothingHanded`] when there is none; [`IngestError::Io`].
pub(crate) fn found(card: &Card, fetcher: &Fetcher) -> Result<Card, IngestError> {
    if !card.files.iter().any(is_pattern) {
        return Ok(card.clone());
    }
    let names = names(card, fetcher)?;
    let mut taken = BTreeSet::new();
    let mut files = Vec::new();
    for file in &card.files {
        if !is_pattern(file) {
            files.push(file.clone());
            continue;
        }
        for name in names.iter().filter(|name| stands_for(&file.name, name)) {
            if taken.insert(name) {
                let mut columns = file.columns.clone();
                if card.profile == Profile::Counter {
                    columns.extend(counter::columns(&fetcher.folder(card).join(name))?);
                }
                files.push(CardFile { name: name.clone(), columns, ..file.clone() });
            }
        }
    }
    if files.is_empty() {
        let patterns: Vec<&str> = card.files.iter().map(|file| file.name.as_str()).collect();
        return Err(IngestError::NothingHanded { card: card.id.clone(), names: patterns.join(", ") });
    }
    Ok(Card { files, ..card.clone() })
}

fn is_pattern(file: &CardFile) -> bool {
    file.reader == Reader::Deployment && file.name.contains('*')
}

/// Names of the files that are there.
fn names(card: &Card, fetcher: &Fetcher) -> Result<BTreeSet<String>, IngestError> {
    let folders = match &fetcher.from {
        Some(from) if card.profile != Profile::Counter => vec![from.join(&card.id), from.clone()],
        _ => vec![fetcher.folder(card)],
    };
    let mut names = BTreeSet::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder).map_err(IngestError::at(folder))? {
            let path = entry.map_err(IngestError::at(folder))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file());
            names.extend(name.map(str::to_owned));
        }
    }
    Ok(names)
}

/// Whether a file is one that a pattern means; those that an office program leaves beside an open file are not.
fn stands_for(pattern: &str, name: &str) -> bool {
    let (begin, end) = pattern.split_once('*').unwrap_or((pattern, ""));
    !name.starts_with(['.', '~']) && folded(name).starts_with(&folded(begin)) && name.to_lowercase().ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::stands_for;

    #[test]
    fn a_pattern_stands_for_names_of_its_kind_and_format() {
        for name in ["activite.csv", "activite_bge_2024.csv", "Activité 2024.CSV"] {
            assert!(stands_for("activite*.csv", name), "{name}");
        }
        for name in ["activite.xlsx", "mon_activite.csv", "~$activite.csv", ".activite.csv", "activite.csv.sha256"] {
            assert!(!stands_for("activite*.csv", name), "{name}");
        }
    }
}
