//! The PDF: the profile as data, set by typst from the template beside this file.
//!
//! | question | where |
//! |---|---|
//! | the profile as the template reads it, its drawings as files | `data` |
//! | what the typesetter may see: our letters, our files, the day it is told | `world` |
//! | how it looks | `template.typ`, `style.typ`, `cover.typ`, `blocks.typ`, `table.typ` |
//!
//! The document is tagged (PDF/UA-1). Nothing of the profile is read as code, and nothing but it is read: no file, no network, no
//! package, no clock.

mod data;
mod world;

use typst::diag::{Severity, SourceDiagnostic};
use typst::ecow::EcoString;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::ReportError;
use crate::model::Profile;
use world::Desk;

pub(crate) use data::files;

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

/// Runs of the typesetter after which what it remembers of a document is forgotten: the template stays, the profiles go.
const REMEMBERED: usize = 2;

/// The PDF, as a file. The same profile, ground and day give the same bytes.
///
/// Cost: the first run reads the letters and the template.
///
/// # Errors
/// [`ReportError::Typeset`] where the typesetter refuses the document: a drawing that is no SVG, a day that is none.
pub fn pdf(profile: &Profile, print: &Print) -> Result<Vec<u8>, ReportError> {
    let Day { year, month, day } = print.day;
    let today = Datetime::from_ymd(year, month, day)
        .ok_or_else(|| ReportError::Typeset(format!("{year}-{month}-{day} is no day")))?;
    let desk = Desk::new(files(profile, print)?, today);
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(|faults| said(&faults));
    let bytes = document.and_then(|document| {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|fault| ReportError::Typeset(fault.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(format!("{} {}", profile.imprint.snapshot, profile.imprint.running)),
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
