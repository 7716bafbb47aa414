//! A section of the page and its blocks, but for findings and tables.

use lanterne_tiles::picture::escaped;

use super::choice::choices;
use super::{anchor, drawing, finding, link, table};
use crate::model::{Block, Boxed, Links, Map, Section, Sign, Text};

/// Writes a section; `of` names what it is a part of, where it stands alone; `views` begins the addresses of its other views.
pub(super) fn write(out: &mut String, section: &Section, of: &str, views: &str) {
    let (id, alone) = (anchor(&section.id), !of.is_empty());
    out.push_str(&format!("<section id=\"{id}\" aria-labelledby=\"{id}-titre\">\n"));
    if !of.is_empty() {
        out.push_str(&format!("<p class=\"of\">{}</p>\n", escaped(of)));
    }
    out.push_str(&format!(
        "<h2 class=\"title\" id=\"{id}-titre\">{} <a class=\"anchor\" href=\"#{id}\" aria-label=\"Lien vers cette partie\">#</a></h2>\n",
        escaped(&section.title)
    ));
    for line in section.lead.lines().filter(|line| !line.is_empty()) {
        out.push_str(&format!("<p class=\"lead\">{}</p>\n", escaped(line)));
    }
    if !section.key.is_empty() {
        out.push_str("<ul class=\"key\" aria-label=\"Légende\">");
        for (sign, meaning) in &section.key {
            out.push_str(&format!("<li>{}{}</li>", sample(*sign), escaped(meaning)));
        }
        out.push_str("</ul>\n");
    }
    let mut blocks = section.blocks.as_slice();
    while let Some((block, rest)) = blocks.split_first() {
        blocks = rest;
        match block {
            Block::Finding(of) => finding::write(out, of),
            Block::Table(of) => table::write(out, of),
            Block::Map(of) => map(out, of),
            Block::Boxed(of) => boxed(out, of),
            Block::Links(of) => links(out, of, views, alone),
            Block::Text(of) => {
                // Texts that follow each other stand side by side where there is room.
                let more = rest.iter().take_while(|block| matches!(block, Block::Text(_))).count();
                out.push_str(if more > 0 { "<div class=\"texts\">\n" } else { "<div>\n" });
                text(out, of);
                for block in &rest[..more] {
                    if let Block::Text(of) = block {
                        text(out, of);
                    }
                }
                out.push_str("</div>\n");
                blocks = &rest[more..];
            }
        }
    }
    out.push_str("</section>\n");
}

/// Other views of the section. What is not a view of it leaves the page that the section stands in, where it stands alone.
fn links(out: &mut String, of: &Links, views: &str, alone: bool) {
    if views.is_empty() {
        return;
    }
    if !of.choices.is_empty() {
        choices(out, of, views);
    }
    if of.links.is_empty() {
        return;
    }
    let id = anchor(&of.id);
    out.push_str(&format!(
        "<div class=\"views\" role=\"navigation\" aria-labelledby=\"{id}\">\n<p id=\"{id}\">{}</p>\n<ul>",
        escaped(&of.title)
    ));
    for (words, query) in of.links.iter().chain([&of.whole]) {
        let (to, target) = match elsewhere(query) {
            true if alone => (query.clone(), " target=\"_blank\" rel=\"noopener\""),
            true => (query.clone(), ""),
            false => (format!("{views}{query}"), ""),
        };
        out.push_str(&format!("<li><a href=\"{}\"{target}>{}</a></li>", link(&to), escaped(words)));
    }
    out.push_str("</ul>\n</div>\n");
}

/// Whether an address is that of another page of the service, and not of a view of the section.
fn elsewhere(query: &str) -> bool {
    query.starts_with('/') && !query.starts_with("//")
}

/// A sign of the key, as the charts draw it.
fn sample(sign: Sign) -> String {
    let mark = match sign {
        Sign::Here => "<circle cx=\"9\" cy=\"9\" r=\"6\" fill=\"#B85C00\"/>",
        Sign::Part => "<circle cx=\"9\" cy=\"9\" r=\"3.9\" fill=\"#fff\" stroke=\"#B85C00\" stroke-width=\"2.2\"/>",
        Sign::Other => "<circle cx=\"9\" cy=\"9\" r=\"3.5\" fill=\"#8A92AE\"/>",
        Sign::Reference => "<rect x=\"7.8\" y=\"2\" width=\"2.4\" height=\"14\" fill=\"#17203A\"/>",
        Sign::Rest => "<path d=\"M0 9H18\" stroke=\"#4A5370\" stroke-width=\"1.8\" stroke-dasharray=\"5 3\"/>",
    };
    format!("<svg width=\"18\" height=\"18\" viewBox=\"0 0 18 18\" aria-hidden=\"true\">{mark}</svg>")
}

fn map(out: &mut String, map: &Map) {
    let id = anchor(&map.id);
    out.push_str(&format!("<figure class=\"map\" id=\"{id}\">\n"));
    if !map.title.is_empty() {
        out.push_str(&format!("<h3 class=\"part\">{}</h3>\n", escaped(&map.title)));
    }
    drawing::write(out, &map.drawing, &map.id);
    source(out, "figcaption", &map.source);
    out.push_str("</figure>\n");
}

/// « Source : … », where there is one.
pub(super) fn source(out: &mut String, tag: &str, words: &str) {
    if !words.is_empty() {
        out.push_str(&format!("<{tag} class=\"source\">{}</{tag}>\n", escaped(words)));
    }
}

fn text(out: &mut String, text: &Text) {
    out.push_str(&format!("<div class=\"text\" id=\"{}\">\n", anchor(&text.id)));
    if !text.title.is_empty() {
        out.push_str(&format!("<h3 class=\"part\">{}</h3>\n", escaped(&text.title)));
    }
    let (list, item) = if text.list { ("ul", "li") } else { ("div", "p") };
    if !text.paragraphs.is_empty() {
        out.push_str(&format!("<{list}>"));
        for paragraph in &text.paragraphs {
            out.push_str(&format!("<{item}>{}</{item}>\n", escaped(paragraph)));
        }
        out.push_str(&format!("</{list}>\n"));
    }
    out.push_str("</div>\n");
}

fn boxed(out: &mut String, boxed: &Boxed) {
    let white = if boxed.white { " white" } else { "" };
    out.push_str(&format!("<div class=\"boxed{white}\" id=\"{}\">\n", anchor(&boxed.id)));
    out.push_str(&format!("<h3 class=\"part\">{}</h3>\n", escaped(&boxed.title)));
    if !boxed.verdicts.is_empty() {
        out.push_str("<ul class=\"verdicts\">");
        for (term, verdict) in &boxed.verdicts {
            let shape = match verdict.trim() {
                "oui" => "yes",
                "non" => "no",
                _ => "unsaid",
            };
            out.push_str(&format!("<li class=\"{shape}\">{}\u{a0}: {}</li>", escaped(term), escaped(verdict)));
        }
        out.push_str("</ul>\n");
    }
    if !boxed.figures.is_empty() {
        out.push_str("<div class=\"figures\">\n");
        for (figure, sentence) in &boxed.figures {
            out.push_str(&format!("<p><b>{}</b> {}</p>\n", escaped(figure), escaped(sentence)));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
    source(out, "p", &boxed.source);
}
