//! A picture inside the page: its own identifiers made unique, so that two maps with the same hatches do not share one.

use lanterne_tiles::picture::escaped;

use super::anchor;
use crate::model::Drawing;

/// Writes a picture; `name` tells its identifiers from those of the others.
pub(super) fn write(out: &mut String, drawing: &Drawing, name: &str) {
    out.push_str(&format!("<div class=\"drawing\" role=\"img\" aria-label=\"{}\">", escaped(&drawing.alternative)));
    out.push_str(&named(body(&drawing.svg), &anchor(name)));
    out.push_str("</div>");
}

/// The picture without what only a file of its own has.
fn body(svg: &str) -> &str {
    svg.find("<svg").map_or("", |at| &svg[at..])
}

/// Identifiers and what refers to them, with a name before. Inside texts quotation marks are escaped: only attributes are met.
pub(super) fn named(svg: &str, name: &str) -> String {
    svg.replace(" id=\"", &format!(" id=\"{name}-"))
        .replace("url(#", &format!("url(#{name}-"))
        .replace("href=\"#", &format!("href=\"#{name}-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_two_pictures_never_meet() {
        let svg = "<svg><pattern id=\"pattern-offre\"/><path fill=\"url(#pattern-offre)\"/><use href=\"#a\"/></svg>";
        assert_eq!(
            named(svg, "carte"),
            "<svg><pattern id=\"carte-pattern-offre\"/><path fill=\"url(#carte-pattern-offre)\"/><use href=\"#carte-a\"/></svg>"
        );
    }
}
