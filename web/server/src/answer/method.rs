//! The methods, as the core describes them, for programs and for readers.

use std::fmt::Write as _;

use lanterne_observatory::method::{Chapter, Method};

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

/// The page of methods: its template with the chapters and the methods filled in.
pub(crate) fn page(template: &str) -> String {
    template.replace("<!-- contents -->", &contents()).replace("<!-- methods -->", &chapters())
}

fn contents() -> String {
    let mut html = String::from("<ul>");
    for chapter in Chapter::ALL {
        let _ = write!(html, "<li><a href=\"#{}\">{}</a></li>", chapter.as_str(), escaped(chapter.label()));
    }
    html + "</ul>"
}

fn chapters() -> String {
    let mut html = String::new();
    for chapter in Chapter::ALL {
        let _ = write!(html, "<section><h2 id=\"{}\">{}</h2>", chapter.as_str(), escaped(chapter.label()));
        for method in Method::all().filter(|method| method.chapter == *chapter) {
            article(&mut html, method);
        }
        html.push_str("</section>");
    }
    html
}

fn article(html: &mut String, method: &Method) {
    let _ = write!(
        html,
        "<article id=\"{slug}\"><h3><a href=\"#{slug}\">{label}</a></h3><p>{definition}</p><p class=\"formula\">{formula}</p><dl>\
         <dt>Lecture</dt><dd>{reading}</dd><dt>Limites</dt><dd>{limits}</dd>",
        slug = method.slug,
        label = escaped(method.label),
        definition = escaped(method.definition),
        formula = escaped(method.formula),
        reading = escaped(method.reading),
        limits = escaped(method.limits),
    );
    if !method.papers.is_empty() {
        let _ = write!(html, "<dt>Sources</dt><dd>{}</dd>", escaped(&method.papers.join(" ; ")));
    }
    let _ = write!(html, "<dt>Confrontée à</dt><dd>{}</dd></dl></article>", escaped(method.checked));
}

/// Typeset French as HTML text.
fn escaped(text: &str) -> String {
    set(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
