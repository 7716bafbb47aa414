//! The body under way: what is put comes after what was put before.
//!
//! For: the files that know what is said. Refuses to know: what is said, how it looks. `docx-rs` numbers paragraphs, pictures and
//! links by counters that go on from one document to the next: here each has the number of its place, so that a document does not
//! depend on those made before it.

use docx_rs::{Docx, HeightRule, Hyperlink, HyperlinkData, Paragraph, Pic, Run, Table, TableCell, TableRow, XMLDocx};
use lanterne_tiles::picture::{escaped, png_within};

use super::style;
use crate::error::ReportError;

/// Pixels of a picture to the inch of paper: an office printer shows no more.
const PIXELS_AN_INCH: f64 = 200.0;
const MM_AN_INCH: f64 = 25.4;
/// Word's own unit of length.
const EMU_AN_INCH: f64 = 914_400.0;

/// The most a picture may take of the page: width and height, millimetres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room(pub(super) f64, pub(super) f64);

/// The body under way.
pub(super) struct Desk {
    document: Docx,
    /// Paragraphs numbered so far, those of the foot included.
    paragraphs: u32,
    /// What each picture says, in their order.
    told: Vec<String>,
    /// Rows that come back at the head of every page.
    heads: usize,
}

impl Desk {
    /// Begins on a document that has its styles.
    pub(super) fn new(document: Docx) -> Self {
        Self { document, paragraphs: 0, told: Vec::new(), heads: 0 }
    }

    /// Says something of the document itself.
    pub(super) fn dress(&mut self, how: impl FnOnce(Docx) -> Docx) {
        self.document = how(std::mem::take(&mut self.document));
    }

    /// A paragraph of a style, still empty; it is nowhere before it is put.
    pub(super) fn paragraph(&mut self, style: &str) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08X}", self.paragraphs)).style(style)
    }

    /// Puts a paragraph.
    pub(super) fn put(&mut self, paragraph: Paragraph) {
        self.dress(|document| document.add_paragraph(paragraph));
    }

    /// Puts a paragraph of words; none where there are none.
    pub(super) fn say(&mut self, style: &str, words: &str) {
        if !words.is_empty() {
            let paragraph = self.paragraph(style).add_run(run(words));
            self.put(paragraph);
        }
    }

    /// Puts the title of a part, which the contents lead to by its number.
    pub(super) fn heading(&mut self, title: &str, number: usize) {
        let paragraph = self
            .paragraph(style::HEADING_1)
            // The contents have their page.
            .page_break_before(number == 1)
            .add_bookmark_start(number, bookmark(number))
            .add_run(run(title))
            .add_bookmark_end(number);
        self.put(paragraph);
    }

    /// Puts a table. Two that touch would become one: words must follow it.
    pub(super) fn table(&mut self, table: Table) {
        self.dress(|document| document.add_table(table));
    }

    /// A row that comes back at the head of every page its table goes on to.
    pub(super) fn head(&mut self, cells: Vec<TableCell>) -> TableRow {
        self.heads += 1;
        // The height is a mark: `package` writes in its place what the writer of documents has no word for.
        TableRow::new(cells).cant_split().row_height(1.0).height_rule(HeightRule::AtLeast)
    }

    /// Puts a drawing as a picture, as large as its room allows, with what it says.
    pub(super) fn picture(&mut self, svg: &str, told: &str, room: Room) -> Result<(), ReportError> {
        let pixels = |mm: f64| (mm / MM_AN_INCH * PIXELS_AN_INCH).round() as u32;
        let emu = |pixels: u32| (f64::from(pixels) * EMU_AN_INCH / PIXELS_AN_INCH).round() as u32;
        let (file, [width, height]) = png_within(svg, [pixels(room.0), pixels(room.1)])?;
        self.told.push(plain(told));
        let picture = Pic::new_with_dimensions(file, width, height)
            .id(format!("rIdImage{}", self.told.len()))
            .size(emu(width), emu(height));
        let paragraph = self.paragraph(style::PICTURE).add_run(Run::new().add_image(picture));
        self.put(paragraph);
        Ok(())
    }

    /// The parts of the file, as the writer of documents writes them; then what each picture says, and how many heads there are.
    pub(super) fn finish(self) -> (XMLDocx, Vec<String>, usize) {
        (self.document.build(), self.told, self.heads)
    }
}

/// A run of words, as XML can hold them.
pub(super) fn run(words: &str) -> Run {
    Run::new().add_text(plain(words))
}

/// A link to an address of the web, which is its own words. A document has one at most: links are numbered by hand.
pub(super) fn link(address: &str) -> Hyperlink {
    let path = escaped(&plain(address));
    let link = HyperlinkData::External { rid: "rIdAdresse".to_owned(), path };
    let words = run(address).color(style::COOL).underline("single");
    Hyperlink { link, history: None, children: Vec::new() }.add_run(words)
}

/// The name of the place a part begins at; Word hides those that begin so, and makes them itself when the contents are made anew.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Toc{number:08}")
}

/// A text on one line, without what XML has no place for nor the hyphens that only a page asks for.
pub(super) fn plain(words: &str) -> String {
    let kept = |sign: char| match sign {
        '\n' | '\t' => Some(' '),
        '\u{ad}' | '\u{fffe}' | '\u{ffff}' => None,
        sign if sign.is_control() => None,
        sign => Some(sign),
    };
    words.chars().filter_map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_what_xml_can_hold() {
        assert_eq!(plain("deux\nlignes\u{1}\u{fffe}, dévelop\u{ad}pement"), "deux lignes, développement");
        assert_eq!(plain("10\u{202f}000\u{a0}€"), "10\u{202f}000\u{a0}€");
    }
}
