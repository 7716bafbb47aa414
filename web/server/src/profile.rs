//! The forms of a profile, and a profile as a file, for whoever has no server: the program's own command.

use std::path::Path;

use lanterne_report::{Day, Ground, Print};

use crate::answer::profile::profile;
use crate::handler::profile::{territory, today};
use crate::problem::Problem;
use crate::query::Query;
use crate::state::State;

/// What a profile can be taken as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page.
    Html,
    /// To print.
    Pdf,
    /// To reckon with.
    Xlsx,
    /// For programs.
    Json,
}

impl Form {
    const FILES: [Self; 3] = [Self::Pdf, Self::Xlsx, Self::Json];

    /// The name of a territory and the form its address ends in.
    pub(crate) fn of(file: &str) -> (&str, Self) {
        let ended = Self::FILES.into_iter().find_map(|form| {
            let name = file.strip_suffix(form.ending())?.strip_suffix('.')?;
            Some((name, form))
        });
        ended.unwrap_or((file, Self::Html))
    }

    /// What its files end in.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// « lanterne_profil_epci-200070985_cog2026.pdf »
pub(crate) fn file_name(state: &State, name: &str, form: Form) -> String {
    let kept: String = name.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
    format!("lanterne_profil_{kept}_cog{}.{}", state.manifest.cog, form.ending())
}

/// A profile as a file's bytes.
///
/// # Errors
/// [`Problem`]: no such territory, with those whose name resembles; or our fault.
pub fn made(state: &State, name: &str, form: Form, day: Option<Day>) -> Result<Vec<u8>, Problem> {
    let asked = territory(name, &Query::default(), state)?;
    let content = profile(state, &asked, "");
    let failed = |fault: lanterne_report::ReportError| {
        tracing::error!(%fault, name, "a profile was not made");
        Problem::Internal
    };
    match form {
        Form::Html => Ok(lanterne_report::html(&content, &lanterne_report::Options::default()).into_bytes()),
        Form::Pdf => {
            let print = Print { ground: Ground::Night, day: day.unwrap_or_else(today) };
            lanterne_report::pdf(&content, &print).map_err(failed)
        }
        Form::Xlsx => lanterne_report::xlsx(&content).map_err(failed),
        Form::Json => serde_json::to_vec_pretty(&content).map_err(|fault| {
            tracing::error!(%fault, name, "a profile was not written");
            Problem::Internal
        }),
    }
}

/// Every EPCI of the covered regions, by level and code: what a batch makes.
#[must_use]
pub fn batch(state: &State) -> Vec<String> {
    let index = state.territories(lanterne_observatory::Level::Epci);
    let belonging = &state.contents.belonging.epci;
    let mut rows: Vec<u32> = belonging
        .iter()
        .zip(&state.contents.grain.covered)
        .filter_map(|(epci, covered)| epci.filter(|_| *covered))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter().map(|row| format!("epci-{}", index.code[row as usize])).collect()
}

/// Where a profile is written in a folder.
#[must_use]
pub fn path(folder: &Path, state: &State, name: &str, form: Form) -> std::path::PathBuf {
    folder.join(file_name(state, name, form))
}
