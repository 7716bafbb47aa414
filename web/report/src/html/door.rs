//! The door of the profiles: a field where a name is typed, and what was found. Also what is shown where a name leads nowhere.

use lanterne_tiles::picture::escaped;

use super::{Options, head, house, link};

/// What the door says.
#[derive(Debug, Clone, Default)]
pub struct Door<'a> {
    /// Its title.
    pub title: &'a str,
    /// A sentence under it.
    pub lead: &'a str,
    /// Where the field is sent, as parameter `q`.
    pub action: &'a str,
    /// What was typed.
    pub asked: &'a str,
    /// What was found: name, where it is, address.
    pub found: &'a [(String, String, String)],
    /// A sentence under the list, whose last words lead somewhere: words, then address; empty.
    pub beside: (&'a str, &'a str),
}

/// The page of the door.
#[must_use]
pub fn door(door: &Door<'_>, options: &Options<'_>) -> String {
    let mut out = head(door.title, door.lead, options);
    out.push_str(&format!(
        "<body class=\"door\">\n<header class=\"cover\">\n<div class=\"inside\">\n{}<div class=\"name\">\n<h1>{}</h1>\n\
         <p class=\"subtitle\">{}</p>\n",
        house(options),
        escaped(door.title),
        escaped(door.lead)
    ));
    out.push_str(&format!(
        "<form class=\"ask\" action=\"{}\" role=\"search\"><label for=\"q\">Commune, EPCI, département, code ou code postal</label>\n\
         <span><input id=\"q\" name=\"q\" type=\"search\" value=\"{}\" autocomplete=\"off\" spellcheck=\"false\" required>\
         <button>Chercher</button></span></form>\n</div>\n</div>\n</header>\n<main class=\"columns\">\n",
        link(door.action),
        escaped(door.asked)
    ));
    if !door.found.is_empty() {
        out.push_str("<ul class=\"found\">\n");
        for (name, place, address) in door.found {
            out.push_str(&format!(
                "<li><a href=\"{}\"><b>{}</b></a> <span>{}</span></li>\n",
                link(address),
                escaped(name),
                escaped(place)
            ));
        }
        out.push_str("</ul>\n");
    }
    let (words, address) = door.beside;
    if !words.is_empty() {
        out.push_str(&format!("<p class=\"beside\"><a href=\"{}\">{}</a></p>\n", link(address), escaped(words)));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}
