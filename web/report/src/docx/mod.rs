//! The document of a profile for Word or LibreOffice: to be corrected, completed, pasted from.
//!
//! | question | where |
//! |---|---|
//! | the document: page, foot, what stands at the end | here |
//! | the cover and the contents | `cover` |
//! | a section and its blocks, but for tables | `section` |
//! | tables | `table` |
//! | the body under way: paragraphs, pictures, heads of tables, each counted | `desk` |
//! | how it looks | `style` |
//! | what the writer of documents cannot say, and the file | `package` |
//!
//! Real headings, real tables, a picture where the page draws, with its words: nothing is placed, so that everything can be moved. One
//! column, for the same reason. `Block::Links` are left out: paper leads nowhere. The same profile and day give the same bytes.

mod cover;
mod desk;
mod package;
mod section;
mod style;
mod table;

use docx_rs::{Footer, PageMargin, PageNum, Run};

use crate::error::ReportError;
use crate::model::{Imprint, Profile};
use crate::pdf::Day;
use desk::{Desk, run};

/// Title of the last part, which is not of the profile.
const TO_CITE: &str = "Pour citer ce document";

/// The document, as a file; `day` is when it says it was made.
///
/// Cost: nearly all of it goes into the pictures.
///
/// # Errors
/// [`ReportError::Picture`] where a drawing is no SVG; [`ReportError::Document`] where the day is none or the writer of documents no
/// longer writes what is completed after it; [`ReportError::Package`] where the file cannot be packed.
pub fn docx(profile: &Profile, day: Day) -> Result<Vec<u8>, ReportError> {
    let mut desk = Desk::new(style::sheet());
    cover::write(&mut desk, profile)?;
    let titles: Vec<&str> = profile.sections.iter().map(|section| section.title.as_str()).chain([TO_CITE]).collect();
    cover::contents(&mut desk, &titles);
    for (number, section) in (1..).zip(&profile.sections) {
        section::write(&mut desk, section, number)?;
    }
    end(&mut desk, &profile.imprint, titles.len());
    let foot = foot(&mut desk, &profile.imprint);
    desk.dress(|document| document.page_size(style::PAGE.0, style::PAGE.1).page_margin(margins()).footer(foot));
    package::packed(desk, profile, day)
}

fn margins() -> PageMargin {
    let side = style::MARGIN;
    PageMargin::new().top(1134).bottom(1134).left(side).right(side).header(567).footer(567)
}

/// Where the document comes from, at its end.
fn end(desk: &mut Desk, imprint: &Imprint, number: usize) {
    desk.heading(TO_CITE, number);
    desk.say(style::BODY, &imprint.citation);
    if !imprint.address.is_empty() {
        let paragraph = desk.paragraph(style::BODY);
        let paragraph = match imprint.address.starts_with("https://") || imprint.address.starts_with("http://") {
            true => paragraph.add_hyperlink(desk::link(&imprint.address)),
            false => paragraph.add_run(run(&imprint.address)),
        };
        desk.put(paragraph);
    }
    desk.say(style::BODY, &format!("Instantané {}", imprint.snapshot));
    desk.say(style::SYNTHETIC, imprint.synthetic.as_deref().unwrap_or(""));
}

/// The foot of every page: the title and the number of the page, then where it comes from.
fn foot(desk: &mut Desk, imprint: &Imprint) -> Footer {
    let first = desk
        .paragraph(style::FOOT)
        .add_run(run(&imprint.running))
        .add_run(Run::new().add_tab())
        .add_page_num(PageNum::new());
    let mut then = desk.paragraph(style::FOOT).add_run(run(&format!("Instantané {}", imprint.snapshot)));
    if let Some(synthetic) = &imprint.synthetic {
        then = then.add_run(run(" · ")).add_run(run(synthetic).italic());
    }
    Footer::new().add_paragraph(first).add_paragraph(then)
}
