//! Profiles kept as they are: each form as the bytes it was, in a folder of its own below `<var>/profils`.
//!
//! For: a link that shows the same document in three years, whatever was published since and whatever the program has become.
//! Refuses to know: what a profile says. A profile is kept whole or not at all; one that is kept is never written again.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::problem::Problem;
use crate::profile::Form;

/// Profiles kept at most, of about a megabyte each.
const MOST: usize = 5_000;

/// Where profiles are kept.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    folder: PathBuf,
}

impl Frozen {
    pub(crate) fn of(var: &Path) -> Self {
        Self { folder: var.join("profils") }
    }

    /// Keeps the forms of a profile; one that is kept already stays as it is.
    pub(crate) fn keep(&self, id: &str, files: &[(Form, Vec<u8>)]) -> Result<(), Problem> {
        let kept = self.folder.join(id);
        if kept.is_dir() {
            return Ok(());
        }
        let failed = |fault: io::Error| {
            tracing::error!(%fault, id, "a profile was not kept");
            Problem::Internal
        };
        fs::create_dir_all(&self.folder).map_err(failed)?;
        if fs::read_dir(&self.folder).map_err(failed)?.count() >= MOST {
            return Err(Problem::KeptFull { most: MOST });
        }
        self.written(id, files).or_else(|fault| if kept.is_dir() { Ok(()) } else { Err(failed(fault)) })
    }

    /// Written beside, then named at once: a profile half written has no name.
    fn written(&self, id: &str, files: &[(Form, Vec<u8>)]) -> io::Result<()> {
        let beside = self.folder.join(format!(".{id}-{}-{:?}", std::process::id(), std::thread::current().id()));
        fs::create_dir_all(&beside)?;
        for (form, bytes) in files {
            let mut file = File::create(beside.join(format!("profil.{}", form.ending())))?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        File::open(&beside)?.sync_all()?;
        let named = fs::rename(&beside, self.folder.join(id));
        if named.is_err() {
            fs::remove_dir_all(&beside).ok();
        }
        named?;
        File::open(&self.folder)?.sync_all()
    }

    /// A form of a profile that is kept; one that was kept before the form was made is not kept as that.
    pub(crate) fn read(&self, id: &str, form: Form) -> Result<Vec<u8>, Problem> {
        let unknown = || Problem::NotKept { id: id.to_owned() };
        // The identifier becomes a path.
        let plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain {
            return Err(unknown());
        }
        let kept = self.folder.join(id);
        fs::read(kept.join(format!("profil.{}", form.ending()))).map_err(|_| match kept.is_dir() {
            true => Problem::NotKeptAs { id: id.to_owned(), ending: form.ending() },
            false => unknown(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_kept_whole_and_never_written_again() {
        let var = tempfile::tempdir().expect("a folder");
        let frozen = Frozen::of(var.path());
        let forms = |text: &str| Form::ALL.map(|form| (form, format!("{text} {}", form.ending()).into_bytes()));
        frozen.keep("epci-1-abc", &forms("first")).expect("kept");
        frozen.keep("epci-1-abc", &forms("second")).expect("kept already");
        for form in Form::ALL {
            let read = frozen.read("epci-1-abc", form).expect("read");
            assert_eq!(read, format!("first {}", form.ending()).into_bytes());
        }
        assert_eq!(fs::read_dir(var.path().join("profils")).expect("a folder").count(), 1, "nothing left beside");
    }

    #[test]
    fn a_version_older_than_a_form_is_not_kept_as_that_and_stays_so() {
        let var = tempfile::tempdir().expect("a folder");
        let frozen = Frozen::of(var.path());
        let forms = |of: &[Form]| of.iter().map(|form| (*form, form.ending().as_bytes().to_vec())).collect::<Vec<_>>();
        frozen.keep("epci-1-abc", &forms(&[Form::Html, Form::Pdf, Form::Xlsx, Form::Json])).expect("kept");
        frozen.keep("epci-1-abc", &forms(&Form::ALL)).expect("kept already");
        assert!(matches!(frozen.read("epci-1-abc", Form::Docx), Err(Problem::NotKeptAs { ending: "docx", .. })));
        assert_eq!(frozen.read("epci-1-abc", Form::Pdf).expect("read"), b"pdf");
        assert!(matches!(frozen.read("epci-1-abd", Form::Docx), Err(Problem::NotKept { .. })));
    }

    #[test]
    fn an_identifier_leads_nowhere_else() {
        let var = tempfile::tempdir().expect("a folder");
        fs::write(var.path().join("profil.html"), "secret").expect("written");
        let frozen = Frozen::of(var.path());
        for id in ["..", "", ".", "a/../..", "epci-1"] {
            assert!(matches!(frozen.read(id, Form::Html), Err(Problem::NotKept { .. })), "{id}");
        }
    }
}
