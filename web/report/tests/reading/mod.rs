//! Reading the forms back with other people's code, as a reader's program would.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

pub mod document;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// Every text of a PDF in the order it is drawn, drawings inside it included.
pub fn text_of_pdf(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let mut out = String::new();
    for page in document.get_pages().into_values() {
        let (own, inherited) = document.get_page_resources(page).unwrap();
        let resources = own.cloned().or_else(|| document.get_dictionary(*inherited.first()?).ok().cloned());
        let content = document.get_page_content(page);
        drawn(&document, &content, &resources.unwrap_or_default(), &mut out);
        out.push('\n');
    }
    out
}

fn follow<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

fn part<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    follow(document, dictionary.get(key).ok()?).as_dict().ok()
}

fn drawn(document: &Document, content: &[u8], resources: &Dictionary, out: &mut String) {
    let content = lopdf::content::Content::decode(content).unwrap();
    let mut font: Option<Encoding<'_>> = None;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => {
                let fonts = part(document, resources, b"Font").unwrap();
                let found = part(document, fonts, operation.operands[0].as_name().unwrap()).unwrap();
                font = found.get_font_encoding(document).ok();
            }
            "Tj" | "TJ" | "'" | "\"" => {
                for operand in &operation.operands {
                    said(operand, font.as_ref(), out);
                }
            }
            "ET" | "Td" | "Tm" => out.push(' '),
            "Do" => {
                let objects = part(document, resources, b"XObject").unwrap();
                let object = follow(document, objects.get(operation.operands[0].as_name().unwrap()).unwrap());
                let stream = object.as_stream().unwrap();
                if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
                    let own = part(document, &stream.dict, b"Resources").unwrap_or(resources);
                    drawn(document, &stream.get_plain_content().unwrap(), own, out);
                }
            }
            _ => {}
        }
    }
}

fn said(operand: &Object, font: Option<&Encoding<'_>>, out: &mut String) {
    match operand {
        Object::String(bytes, _) => out.push_str(&Document::decode_text(font.unwrap(), bytes).unwrap()),
        Object::Array(parts) => parts.iter().for_each(|part| said(part, font, out)),
        _ => {}
    }
}

/// The catalogue of a PDF.
pub fn catalogue(document: &Document) -> &Dictionary {
    document.catalog().unwrap()
}

/// The roles of the elements of its structure, in order, each with its alternative text.
pub fn structure(document: &Document) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    if let Some(root) = part(document, catalogue(document), b"StructTreeRoot") {
        descend(document, root, &mut found, 0);
    }
    found
}

fn descend(document: &Document, element: &Dictionary, found: &mut Vec<(String, Option<String>)>, depth: usize) {
    assert!(depth < 60);
    if let Ok(role) = element.get(b"S").and_then(Object::as_name) {
        let alternative =
            element.get(b"Alt").ok().and_then(|alt| lopdf::decode_text_string(follow(document, alt)).ok());
        found.push((String::from_utf8_lossy(role).into_owned(), alternative));
    }
    let Ok(children) = element.get(b"K") else { return };
    let children = match follow(document, children) {
        Object::Array(children) => children.clone(),
        other => vec![other.clone()],
    };
    for child in &children {
        if let Ok(child) = follow(document, child).as_dict() {
            descend(document, child, found, depth + 1);
        }
    }
}

/// The words of a page, without its tags and with its entities read.
pub fn text_of_html(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = &rest[at..];
        let skipped = ["style", "script"].iter().find(|tag| rest.starts_with(&format!("<{tag}>")));
        let end = match skipped {
            Some(tag) => rest.find(&format!("</{tag}>")).unwrap() + tag.len() + 2,
            None => rest.find('>').unwrap(),
        };
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// An object's number, for messages.
pub fn named(id: ObjectId) -> String {
    format!("{} {}", id.0, id.1)
}
