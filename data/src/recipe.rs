//! How a snapshot was asked for, so that it can be asked for again in the same way.
//!
//! It stands in the folder of a snapshot, beside the manifest and no part of it: it names folders of one machine, and two ways of asking may give
//! the same snapshot. It refuses to know what cards are, and who asks.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::deployment::COUNTER;

/// Name of its file in the folder of a snapshot.
pub const RECIPE: &str = "recipe.json";

/// What `lanterne ingest` was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// The profile: `default` or `official`.
    pub profile: String,
    /// The cards that were named; none: those of the profile.
    pub only: Vec<String>,
    /// The folder that replaced the network, from the root; `None`: none did.
    pub from: Option<PathBuf>,
    /// The folder of cards and tables, from the root; `None`: those of the program.
    pub data: Option<PathBuf>,
}

impl Recipe {
    /// The recipe in the folder of a snapshot; `None` where an earlier program made it, or another one wrote it.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Recipe> {
        serde_json::from_slice(&std::fs::read(folder.join(RECIPE)).ok()?).ok()
    }

    /// As [`Recipe::read`] reads it; `None` where the name of a folder is no text.
    #[must_use]
    pub fn written(&self) -> Option<Vec<u8>> {
        serde_json::to_vec_pretty(self).ok()
    }

    /// The folder of the recipe that is there no more, if any.
    #[must_use]
    pub fn missing(&self) -> Option<&Path> {
        [&self.from, &self.data].into_iter().flatten().map(PathBuf::as_path).find(|folder| !folder.is_dir())
    }

    /// The arguments that ask for the same, without `--var`. `with_deposits`: whether a file stands confirmed at the counter. Its card is taken with
    /// those that are named, or it would never enter; and it is named only then, for a card that is named must have files.
    #[must_use]
    pub fn arguments(&self, with_deposits: bool) -> Vec<OsString> {
        let mut arguments = vec![OsString::from("--profile"), OsString::from(&self.profile)];
        if !self.only.is_empty() {
            let counter = with_deposits.then(|| COUNTER.to_owned());
            let names: Vec<String> = self.only.iter().filter(|name| *name != COUNTER).cloned().chain(counter).collect();
            arguments.extend([OsString::from("--only"), OsString::from(names.join(","))]);
        }
        for (option, folder) in [("--from", &self.from), ("--data", &self.data)] {
            if let Some(folder) = folder {
                arguments.extend([OsString::from(option), folder.clone().into_os_string()]);
            }
        }
        arguments
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn recipe(only: &[&str]) -> Recipe {
        let only = only.iter().map(|name| (*name).to_owned()).collect();
        Recipe { profile: "official".to_owned(), only, from: Some("/srv/sources 1".into()), data: None }
    }

    #[test]
    fn what_was_asked_is_asked_again_in_the_same_words() {
        assert_eq!(recipe(&[]).arguments(true), ["--profile", "official", "--from", "/srv/sources 1"]);
        let plain = Recipe { profile: "default".to_owned(), only: Vec::new(), from: None, data: Some("/srv/d".into()) };
        assert_eq!(plain.arguments(false), ["--profile", "default", "--data", "/srv/d"]);
    }

    #[test]
    fn cards_that_were_named_keep_the_counter_beside_them_as_long_as_it_holds_something() {
        let named = |only: &[&str], with| recipe(only).arguments(with)[3].clone();
        assert_eq!(named(&["insee/sirene", "lanterne/depots"], true), "insee/sirene,lanterne/depots");
        assert_eq!(named(&["insee/sirene"], true), "insee/sirene,lanterne/depots");
        assert_eq!(named(&["insee/sirene", "lanterne/depots"], false), "insee/sirene");
    }

    #[test]
    fn a_recipe_is_read_as_it_was_written_and_another_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Recipe::read(folder.path()), None);
        std::fs::write(folder.path().join(RECIPE), recipe(&["a/b"]).written().unwrap()).unwrap();
        assert_eq!(Recipe::read(folder.path()), Some(recipe(&["a/b"])));
        assert_eq!(recipe(&[]).missing(), Some(Path::new("/srv/sources 1")));
        assert_eq!(Recipe { from: Some(folder.path().to_owned()), ..recipe(&[]) }.missing(), None);
        std::fs::write(folder.path().join(RECIPE), b"{}").unwrap();
        assert_eq!(Recipe::read(folder.path()), None);
    }
}
