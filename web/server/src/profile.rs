//! The forms of a profile, and a profile as a file, for whoever has no server: the program's own command.

use std::fmt::Display;

use lanterne_report::model::Profile;
use lanterne_report::{Day, Ground, Options, Print};

use crate::answer::profile::{Asked, Length, Listing, Manner, Sought, profile};
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
    /// To correct, complete, paste from.
    Docx,
    /// To reckon with.
    Xlsx,
    /// For programs.
    Json,
}

impl Form {
    pub(crate) const ALL: [Self; 5] = [Self::Html, Self::Pdf, Self::Docx, Self::Xlsx, Self::Json];

    /// The name of a territory and the form its address ends in; without ending, the page.
    pub(crate) fn of(file: &str) -> (&str, Self) {
        let ended = Self::ALL.into_iter().filter(|form| *form != Self::Html).find_map(|form| {
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
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }

    /// What a profile is written with for this form: pictures where there are pages, the whole directory where one reckons, the whole guide
    /// but where it is asked from.
    fn manner(self, print: Ground, filter: Listing) -> Manner {
        let filter = match self {
            Self::Html | Self::Json => filter,
            Self::Pdf | Self::Docx | Self::Xlsx => Listing { sought: Sought::default(), ..filter },
        };
        match self {
            Self::Html => Manner { ground: Some(Ground::Night), maps: true, listing: filter },
            Self::Pdf => Manner { ground: Some(print), maps: true, listing: filter },
            Self::Docx => Manner { ground: Some(Ground::Paper), maps: true, listing: filter },
            Self::Xlsx | Self::Json => {
                Manner { ground: None, maps: false, listing: Listing { length: Length::Sheet, ..filter } }
            }
        }
    }
}

/// « lanterne_profil_epci-200070985_cog2026.pdf »
#[must_use]
pub fn file_name(state: &State, name: &str, form: Form) -> String {
    format!("lanterne_profil_{}_cog{}.{}", plain(name), state.manifest.cog, form.ending())
}

/// A name as a part of that of a file: letters and digits without accent, dashes.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect()
}

/// What a form says of a territory; `address` is where the document is.
pub(crate) fn content(
    state: &State,
    asked: &Asked,
    address: &str,
    form: Form,
    ground: Ground,
    listing: Listing,
) -> Result<Profile, Problem> {
    profile(state, asked, address, form.manner(ground, listing))
}

/// A profile as the bytes of a form. That it cannot be made is our fault.
pub(crate) fn written(content: &Profile, form: Form, print: &Print, page: &Options<'_>) -> Result<Vec<u8>, Problem> {
    let failed = |fault: &dyn Display| {
        tracing::error!(%fault, title = content.cover.title, ?form, "a profile was not made");
        Problem::Internal
    };
    match form {
        Form::Html => Ok(lanterne_report::html(content, page).into_bytes()),
        Form::Pdf => lanterne_report::pdf(content, print).map_err(|fault| failed(&fault)),
        Form::Docx => lanterne_report::docx(content, print.day).map_err(|fault| failed(&fault)),
        Form::Xlsx => lanterne_report::xlsx(content).map_err(|fault| failed(&fault)),
        Form::Json => serde_json::to_vec(content).map_err(|fault| failed(&fault)),
    }
}

/// A profile as a file's bytes.
///
/// # Errors
/// [`Problem`]: no such territory, with those whose name resembles; or our fault.
pub fn made(state: &State, name: &str, form: Form, day: Option<Day>) -> Result<Vec<u8>, Problem> {
    let asked = territory(name, &Query::default(), state)?;
    let print = Print { ground: Ground::Night, day: day.unwrap_or_else(today) };
    let content = content(state, &asked, "", form, print.ground, Listing::default())?;
    written(&content, form, &print, &Options::default())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_is_whole_but_where_it_is_asked_from() {
        let sought = Sought { stage: Some("création"), need: None };
        let kept = |form: &Form| form.manner(Ground::Night, Listing { sought, ..Listing::default() }).listing.sought;
        let whole: Vec<Form> = Form::ALL.into_iter().filter(|form| kept(form) == Sought::default()).collect();
        assert_eq!(whole, [Form::Pdf, Form::Docx, Form::Xlsx]);
        assert_eq!(kept(&Form::Json), sought);
    }
}
