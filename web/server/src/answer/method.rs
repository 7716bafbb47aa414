//! The methods, as the core describes them, for programs and for readers.

use std::fmt::Write as _;

use lanterne_observatory::method::{Chapter, Method};
use lanterne_observatory::{Absence, Indicator};

use crate::document::method::MethodDocument;
use crate::french::typography::set;

/// The catalogue.
pub(crate) fn methods() -> Vec<MethodDocument> {
    Method::all()
        .map(|method| MethodDocument {
            slug: method.slug.to_owned(),
            chapter: method.chapter.label().to_owned(),
            label: set(method.label),
            definition: set(method.definition),
            formula: set(method.formula),
            reading: set(method.reading),
            limits: set(method.limits),
            papers: method.papers.iter().map(|&paper| paper.to_owned()).collect(),
            checked: set(method.checked),
        })
        .collect()
}

/// The page of methods: its template with the indicators, the chapters of methods and the absences filled in.
pub(crate) fn page(template: &str) -> String {
    template
        .replace("<!-- contents -->", &contents())
        .replace("<!-- methods -->", &(indicators() + &chapters() + &absences()))
}

/// Places of the page besides the chapters: the slug they are linked to by, and their heading.
const INDICATORS: (&str, &str) = ("indicateurs", "Les indicateurs de la carte");
const ABSENCES: (&str, &str) = ("absences", "Quand il n’y a pas de chiffre");

fn contents() -> String {
    let mut html = String::from("<ol>");
    let chapters = Chapter::ALL.iter().map(|chapter| (chapter.as_str(), chapter.label()));
    for (slug, label) in [INDICATORS].into_iter().chain(chapters).chain([ABSENCES]) {
        let _ = write!(html, "<li><a href=\"#{slug}\">{}</a></li>", escaped(label));
    }
    html + "</ol>"
}

fn heading(html: &mut String, (slug, label): (&str, &str)) {
    let _ = write!(html, "<section aria-labelledby=\"{slug}\"><h2 id=\"{slug}\">{}</h2>", escaped(label));
}

/// The indicators, as they define themselves.
fn indicators() -> String {
    let mut html = String::new();
    heading(&mut html, INDICATORS);
    let slug = |indicator: Indicator| format!("indicateur-{indicator}");
    index(&mut html, Indicator::ALL.iter().map(|indicator| (slug(*indicator), indicator.definition().short)));
    for indicator in Indicator::ALL {
        let definition = indicator.definition();
        article(&mut html, &slug(*indicator), definition.label, definition.definition, definition.formula);
        row(&mut html, "Limites", definition.limits);
        row(&mut html, "Bornes", definition.uncertainty.label());
        row(&mut html, "Fiabilité", definition.reliability);
        html.push_str("</dl></article>");
    }
    html + "</section>"
}

fn chapters() -> String {
    let mut html = String::new();
    for chapter in Chapter::ALL {
        heading(&mut html, (chapter.as_str(), chapter.label()));
        let methods = || Method::all().filter(|method| method.chapter == *chapter);
        index(&mut html, methods().map(|method| (method.slug.to_owned(), method.label)));
        for method in methods() {
            article(&mut html, method.slug, method.label, method.definition, method.formula);
            row(&mut html, "Lecture", method.reading);
            row(&mut html, "Limites", method.limits);
            sources(&mut html, method.papers);
            row(&mut html, "Vérifiée par", method.checked);
            html.push_str("</dl></article>");
        }
        html.push_str("</section>");
    }
    html
}

/// The four absences, each with its sign.
fn absences() -> String {
    let mut html = String::new();
    heading(&mut html, ABSENCES);
    html.push_str("<dl class=\"signs\">");
    for absence in Absence::ALL {
        row(&mut html, absence.sign(), absence.definition());
    }
    html + "</dl></section>"
}

/// What a section holds, in one line; nothing where that would be the section again.
fn index(html: &mut String, entries: impl Iterator<Item = (String, &'static str)>) {
    let links: Vec<String> =
        entries.map(|(slug, label)| format!("<li><a href=\"#{slug}\">{}</a></li>", escaped(label))).collect();
    if links.len() > 1 {
        let _ = write!(html, "<ul class=\"index\">{}</ul>", links.concat());
    }
}

/// What a method or an indicator is and how it is computed; its list of remarks is left open.
fn article(html: &mut String, slug: &str, label: &str, definition: &str, formula: &str) {
    let _ = write!(
        html,
        "<article id=\"{slug}\"><h3><a href=\"#{slug}\">{}</a></h3><p>{}</p><p class=\"formula\">{}</p><dl>",
        escaped(label),
        escaped(definition),
        escaped(formula)
    );
}

fn row(html: &mut String, name: &str, text: &str) {
    let _ = write!(html, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(name), escaped(text));
}

/// The papers, one per line.
fn sources(html: &mut String, papers: &[&str]) {
    if papers.is_empty() {
        return;
    }
    html.push_str("<div><dt>Sources</dt>");
    for paper in papers {
        let _ = write!(html, "<dd>{}</dd>", escaped(paper));
    }
    html.push_str("</div>");
}

/// Typeset French as HTML text.
fn escaped(text: &str) -> String {
    set(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
