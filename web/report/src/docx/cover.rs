//! The cover, and the contents on a page of their own.
//!
//! Refuses to know: the parts of the profile.

use docx_rs::{FieldCharType, Hyperlink, HyperlinkType, InstrText, InstrToC, Run};

use super::desk::{Desk, Room, bookmark, run};
use super::{style, table};
use crate::error::ReportError;
use crate::model::Profile;

const HOUSE: &str = "Lanterne, observatoire territorial de l’économie sociale et solidaire";
const MAP: Room = Room(130.0, 118.0);

/// Puts the cover: what the document is, of which territory, and that its data are synthetic where they are.
pub(super) fn write(desk: &mut Desk, profile: &Profile) -> Result<(), ReportError> {
    let cover = &profile.cover;
    desk.say(style::HOUSE, HOUSE);
    desk.say(style::KICKER, &cover.kicker);
    desk.say(style::TITLE, &cover.title);
    desk.say(style::SUBTITLE, &cover.subtitle);
    desk.say(style::SYNTHETIC, profile.imprint.synthetic.as_deref().unwrap_or(""));
    if let Some(map) = &cover.map {
        desk.picture(&map.svg, &map.alternative, MAP)?;
        desk.say(style::NOTE, &cover.note);
    }
    table::facts(desk, &cover.columns);
    Ok(())
}

/// Puts the contents, as a field that Word can make anew. No page is named: only who sets the document knows them, and a number that
/// is not true is not written.
pub(super) fn contents(desk: &mut Desk, titles: &[&str]) {
    let title = desk.paragraph(style::CONTENTS).page_break_before(true).add_run(run("Sommaire"));
    desk.put(title);
    let field = InstrToC::new().heading_styles_range(1, 1).omit_page_numbers_level_range(1, 1).hyperlink();
    let mut begin = Some(
        Run::new()
            .add_field_char(FieldCharType::Begin, false)
            .add_instr_text(InstrText::TOC(field))
            .add_field_char(FieldCharType::Separate, false),
    );
    for (number, title) in (1..).zip(titles) {
        let mut line = desk.paragraph(style::CONTENTS_LINE);
        if let Some(begin) = begin.take() {
            line = line.add_run(begin);
        }
        let line = line.add_hyperlink(Hyperlink::new(bookmark(number), HyperlinkType::Anchor).add_run(run(title)));
        desk.put(line);
    }
    let end = desk.paragraph(style::CONTENTS_LINE).add_run(Run::new().add_field_char(FieldCharType::End, false));
    desk.put(end);
}
