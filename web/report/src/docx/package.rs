//! The file: the parts that `docx-rs` writes, completed, and packed.
//!
//! `docx-rs` 0.4 has no word for what a picture says, for a row that comes back on every page, for the language of a document nor for
//! its title: they are written into its parts here. Each place is counted first, so that another version of it, which would write
//! otherwise, is a fault and not a silent loss. Texts are escaped in those parts: what is looked for is never what a person wrote.

use std::io::{Cursor, Write};

use docx_rs::XMLDocx;
use lanterne_tiles::picture::escaped;
use typst::foundations::Datetime;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::desk::{Desk, plain};
use crate::error::ReportError;
use crate::model::Profile;
use crate::pdf::Day;

/// A picture that says nothing.
const UNTOLD: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";
/// The mark of a row that comes back (`Desk::head`), and what says so.
const MARKED: &str = "<w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />";
const REPEATED: &str = "<w:tblHeader />";
/// Where the letters of every style end; the language comes last among them.
const LETTERS: &str = "</w:rPr></w:rPrDefault>";
const LANGUAGE: &str = "<w:lang w:val=\"fr-FR\" w:eastAsia=\"fr-FR\" w:bidi=\"ar-SA\" /></w:rPr></w:rPrDefault>";

/// The letters named, and what stands for them where they are not: of the same widths, in LibreOffice.
const FONTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:font w:name=\"Calibri\"><w:altName w:val=\"Carlito\"/><w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>\
<w:font w:name=\"Cambria\"><w:altName w:val=\"Caladea\"/><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>\
</w:fonts>";

/// The file.
pub(super) fn packed(desk: Desk, profile: &Profile, day: Day) -> Result<Vec<u8>, ReportError> {
    let core = properties(profile, day)?;
    let (parts, told, heads) = desk.finish();
    let document = replaced(&spoken(&text(parts.document)?, &told)?, MARKED, REPEATED, heads)?;
    let styles = replaced(&text(parts.styles)?, LETTERS, LANGUAGE, 1)?;
    let written = XMLDocx {
        document: document.into_bytes(),
        styles: styles.into_bytes(),
        font_table: FONTS.as_bytes().to_vec(),
        ..parts
    };
    Ok(archive(written, core)?)
}

/// The document with what each of its pictures says.
fn spoken(document: &str, told: &[String]) -> Result<String, ReportError> {
    let pieces: Vec<&str> = document.split(UNTOLD).collect();
    let mut out = (*pieces.first().unwrap_or(&"")).to_owned();
    if pieces.len() != told.len() + 1 {
        return Err(lost(UNTOLD, told.len(), pieces.len() - 1));
    }
    for (number, (told, piece)) in (1..).zip(told.iter().zip(&pieces[1..])) {
        let told = escaped(told);
        out.push_str(&format!("<wp:docPr id=\"{number}\" name=\"Image {number}\" descr=\"{told}\" />{piece}"));
    }
    Ok(out)
}

/// A part with something in place of what stands in it so many times.
fn replaced(part: &str, from: &str, to: &str, times: usize) -> Result<String, ReportError> {
    match part.matches(from).count() {
        found if found == times => Ok(part.replace(from, to)),
        found => Err(lost(from, times, found)),
    }
}

fn lost(what: &str, expected: usize, found: usize) -> ReportError {
    ReportError::Document(format!("{what} stands {found} times in a part of docx-rs, {expected} expected"))
}

fn text(part: Vec<u8>) -> Result<String, ReportError> {
    String::from_utf8(part).map_err(|fault| ReportError::Document(fault.to_string()))
}

/// What a file says of itself: its title is what Word and a reader of screens name it by.
fn properties(profile: &Profile, day: Day) -> Result<String, ReportError> {
    let Day { year, month, day } = day;
    if Datetime::from_ymd(year, month, day).is_none() {
        return Err(ReportError::Document(format!("{year}-{month}-{day} is no day")));
    }
    let imprint = &profile.imprint;
    let about: Vec<&str> = [imprint.snapshot.as_str()].into_iter().chain(imprint.synthetic.as_deref()).collect();
    let said = |words: &str| escaped(&plain(words));
    let made = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>Lanterne</dc:creator>\
         <dc:description>{}</dc:description><dc:language>fr-FR</dc:language><cp:lastModifiedBy>Lanterne</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>",
        said(&imprint.running),
        said(&profile.cover.kicker),
        said(&about.join(". ")),
    ))
}

/// Every part under its name, packed; no entry says when.
fn archive(parts: XMLDocx, core: String) -> ZipResult<Vec<u8>> {
    let mut files: Vec<(String, Vec<u8>)> = [
        ("[Content_Types].xml", parts.content_type),
        ("_rels/.rels", parts.rels),
        ("docProps/app.xml", parts.doc_props.app),
        ("docProps/core.xml", core.into_bytes()),
        ("docProps/custom.xml", parts.doc_props.custom),
        ("word/_rels/document.xml.rels", parts.document_rels),
        ("word/document.xml", parts.document),
        ("word/styles.xml", parts.styles),
        ("word/settings.xml", parts.settings),
        ("word/fontTable.xml", parts.font_table),
        ("word/numbering.xml", parts.numberings),
        ("word/comments.xml", parts.comments),
        ("word/commentsExtended.xml", parts.comments_extended),
    ]
    .into_iter()
    .map(|(name, part)| (name.to_owned(), part))
    .collect();
    files.extend((1..).zip(parts.footers).map(|(number, part)| (format!("word/footer{number}.xml"), part)));
    files.extend(parts.media.into_iter().map(|(name, part)| (format!("word/media/{name}.png"), part)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in files {
        archive.start_file(name, options)?;
        archive.write_all(&part)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_writer_no_longer_writes_is_a_fault() {
        assert_eq!(replaced("<a/><a/>", "<a/>", "<b/>", 2).ok().as_deref(), Some("<b/><b/>"));
        assert!(replaced("<a/>", "<a/>", "<b/>", 2).is_err());
        let two = [String::from("une carte"), String::from("« A » < \"B\"")];
        let document = format!("1{UNTOLD}2{UNTOLD}3");
        let told = spoken(&document, &two).unwrap_or_default();
        assert!(
            told.starts_with("1<wp:docPr id=\"1\"") && told.ends_with("descr=\"« A » &lt; &quot;B&quot;\" />3"),
            "{told}"
        );
        assert!(spoken(&document, &two[..1]).is_err() && spoken("", &two).is_err());
    }
}
