//! The PDF: a document as data, set by typst from a template. That of the profile is beside this file.
//!
//! **Another document** goes the same way in three lines: a template, its files, [`typeset`].
//!
//! ```text
//! static TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(("page.typ", include_str!("page.typ")), &[]));
//! let mut drawings = Drawings::default();                        // SVG as files: drawings.add(&drawing) is what image() takes
//! let files = drawings.with_data(&json!({ … }))?;                // the template reads json("data.json")
//! typeset(&TEMPLATE, files, day, ident)
//! ```
//!
//! Its template begins with `#import "sheet.typ": sheet` and `#show: sheet.with(data)`: letters, margins, head, foot and number of a
//! page of the house, from `data.imprint` (a [`crate::model::Imprint`]), `data.description` and `data.date` (`[year, month, day]`).
//!
//! | question | where |
//! |---|---|
//! | the profile as the template reads it, its drawings as files | `data` |
//! | what the typesetter may see: our letters, our files, the day it is told | `world` |
//! | how the profile looks | `template.typ`, `cover.typ`, `blocks.typ` |
//! | what every document shares | `style.typ`, `table.typ`; the sheet of any but the profile: `sheet.typ` |
//!
//! The document is tagged (PDF/UA-1). Nothing of its content is read as code, and nothing but it is read: no file, no network, no
//! package, no clock.

mod data;
mod world;

use std::sync::LazyLock;

use typst::diag::{Severity, SourceDiagnostic};
use typst::ecow::EcoString;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::ReportError;
use crate::model::Profile;
use world::Desk;

pub(crate) use data::Drawings;
pub(crate) use world::Template;

/// What the cover stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The territory lit at night, pages on warm paper.
    Night,
    /// White everywhere, for office printers.
    Paper,
}

/// A day, as the caller's clock or the snapshot says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// What the PDF is given beside its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// What the cover stands on.
    pub ground: Ground,
    /// The day the document says it was made.
    pub day: Day,
}

static PROFILE: LazyLock<Template> = LazyLock::new(|| {
    let others = [("cover.typ", include_str!("cover.typ")), ("blocks.typ", include_str!("blocks.typ"))];
    Template::new(("template.typ", include_str!("template.typ")), &others)
});

/// Runs of the typesetter after which what it remembers of a document is forgotten: the template stays, the profiles go.
const REMEMBERED: usize = 2;

/// The PDF, as a file. The same profile, ground and day give the same bytes.
///
/// Cost: the first run reads the letters and the template.
///
/// # Errors
/// [`ReportError::Typeset`] where the typesetter refuses the document: a drawing that is no SVG, a day that is none.
pub fn pdf(profile: &Profile, print: &Print) -> Result<Vec<u8>, ReportError> {
    let ident = format!("{} {}", profile.imprint.snapshot, profile.imprint.running);
    typeset(&PROFILE, data::files(profile, print)?, print.day, ident)
}

/// A document of any template: the files it may open, `data.json` among them, by name; the day it says it was made; what tells it from
/// others that have the same title. The same of all gives the same bytes.
///
/// # Errors
/// [`ReportError::Typeset`] where the typesetter refuses the document: a drawing that is no SVG, a day that is none.
pub(crate) fn typeset(
    template: &Template,
    files: Vec<(String, Vec<u8>)>,
    day: Day,
    ident: String,
) -> Result<Vec<u8>, ReportError> {
    let Day { year, month, day } = day;
    let today = Datetime::from_ymd(year, month, day)
        .ok_or_else(|| ReportError::Typeset(format!("{year}-{month}-{day} is no day")))?;
    let desk = Desk::new(template, files, today);
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(|faults| said(&faults));
    let bytes = document.and_then(|document| {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|fault| ReportError::Typeset(fault.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(ident),
            creator: Smart::Custom(Some("Lanterne".to_owned())),
            timestamp: Some(Timestamp::new_utc(today)),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|faults| said(&faults))
    });
    typst::comemo::evict(REMEMBERED);
    bytes
}

/// The typesetter's words.
fn said(faults: &[SourceDiagnostic]) -> ReportError {
    let line = |fault: &SourceDiagnostic| {
        let hints: Vec<EcoString> = fault.hints.iter().map(|hint| hint.v.clone()).collect();
        match hints.is_empty() {
            true => fault.message.to_string(),
            false => format!("{} ({})", fault.message, hints.join(", ")),
        }
    };
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
    ReportError::Typeset(errors.map(line).collect::<Vec<_>>().join("\n"))
}
