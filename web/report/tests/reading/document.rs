//! Reading a document back: its parts, its words, its tables, its pictures. The XML of one is even: no comment, no CDATA.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The names of its parts.
pub fn parts(bytes: &[u8]) -> Vec<String> {
    ZipArchive::new(Cursor::new(bytes)).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// A part, as it is.
pub fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = Vec::new();
    archive.by_name(name).unwrap_or_else(|fault| panic!("{name}: {fault}")).read_to_end(&mut part).unwrap();
    part
}

/// A part that is XML.
pub fn xml(bytes: &[u8], name: &str) -> String {
    String::from_utf8(part(bytes, name)).unwrap()
}

/// A tag and the text up to the next.
fn tags(xml: &str) -> impl Iterator<Item = (&str, &str)> {
    xml.split('<').skip(1).map(|piece| piece.split_once('>').unwrap())
}

/// The value of an attribute of a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(read(tag[at..].split('"').next()?))
}

fn read(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&amp;", "&")
}

/// The words of a part, a line a paragraph.
pub fn words(xml: &str) -> String {
    let mut out = String::new();
    for (tag, text) in tags(xml) {
        match tag.split(' ').next() {
            Some("w:t") => out.push_str(&read(text)),
            Some("/w:p") => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// What its pictures say, in order.
pub fn told(xml: &str) -> Vec<String> {
    tags(xml).filter(|(tag, _)| tag.starts_with("wp:docPr ")).map(|(tag, _)| attribute(tag, "descr").unwrap()).collect()
}

/// The paragraphs of a style.
pub fn styled(xml: &str, style: &str) -> Vec<String> {
    let mark = format!("<w:pStyle w:val=\"{style}\" />");
    xml.split("<w:p ").filter(|paragraph| paragraph.contains(&mark)).map(|own| words(cut(own, "</w:p>"))).collect()
}

/// The tables, each its rows, each its cells.
pub fn tables(xml: &str) -> Vec<Vec<Vec<String>>> {
    let within = |xml: &str, open: &str, close: &str| -> Vec<String> {
        xml.split(open).skip(1).map(|own| cut(own, close).to_owned()).collect()
    };
    let row = |row: &String| -> Vec<String> {
        within(row, "<w:tc>", "</w:tc>").iter().map(|cell| words(cell).trim_end().to_owned()).collect()
    };
    within(xml, "<w:tbl>", "</w:tbl>")
        .iter()
        .map(|table| within(table, "<w:tr>", "</w:tr>").iter().map(row).collect())
        .collect()
}

fn cut<'a>(xml: &'a str, end: &str) -> &'a str {
    xml.split(end).next().unwrap()
}

/// What keeps a part from being XML: a tag that is not closed, a sign that is not escaped.
pub fn fault(xml: &str) -> Option<String> {
    let mut open = Vec::new();
    for (tag, text) in tags(xml) {
        let name = tag.split([' ', '/']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) if open.pop() != Some(closed) => return Some(format!("</{closed}> closes another")),
            None if !tag.ends_with(['/', '?']) => open.push(name),
            Some(_) | None => {}
        }
        let bare =
            [tag, text].concat().replace("&lt;", "").replace("&gt;", "").replace("&quot;", "").replace("&apos;", "");
        if bare.replace("&amp;", "").contains('&') || text.contains('>') || tag.matches('"').count() % 2 == 1 {
            return Some(format!("<{tag}>{text}"));
        }
    }
    open.pop().map(|name| format!("<{name}> stays open"))
}
