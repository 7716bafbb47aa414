//! The page of a profile: one document that needs no script, and a section of it alone.
//!
//! | question | where |
//! |---|---|
//! | the document: head, cover, contents, foot | here |
//! | a section and its blocks | `section` |
//! | a finding and its chart, the chart's table | `finding` |
//! | tables | `table` |
//! | what is chosen in lists | `choice` |
//! | where a name is typed, or leads nowhere | `door` |
//! | how it looks, on a screen, on a telephone, on paper | `style.css` |
//!
//! Every text of the profile is escaped; pictures are ours and stand as they are, their identifiers made unique.

mod choice;
mod door;
mod drawing;
mod finding;
mod section;
mod style;
mod table;

use lanterne_tiles::picture::escaped;

pub use door::{Door, door};

use crate::model::{Cover, Profile, Section};

/// A file of letters for the page.
#[derive(Debug, Clone, Copy)]
pub struct Letters<'a> {
    /// `Source Sans 3`, `Source Serif 4`.
    pub family: &'a str,
    /// `400`, or `200 900` for a file that holds them all.
    pub weight: &'a str,
    /// `normal` or `italic`.
    pub style: &'a str,
    /// Relative to the page.
    pub address: &'a str,
    /// `U+0000-00FF`; empty for a file that has every sign.
    pub range: &'a str,
}

/// What the page is given beside its content.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The letters; without them the reader's own serif and sans serif.
    pub letters: &'a [Letters<'a>],
    /// The other forms: what the link says, where it leads.
    pub links: &'a [(&'a str, &'a str)],
    /// Where the observatory is; its name is no link without.
    pub home: &'a str,
    /// Address of other views of a section, up to their parameters: `/profil/epci-1?`; none are offered without.
    pub views: &'a str,
    /// Where this version is asked to be kept; it cannot be without.
    pub keep: &'a str,
    /// Of a version that is kept: when that was, in words, and where the present one is.
    pub kept: Option<(&'a str, &'a str)>,
}

/// The whole page.
#[must_use]
pub fn html(profile: &Profile, options: &Options<'_>) -> String {
    let mut out = head(&profile.imprint.running, description(profile), options);
    out.push_str("<body>\n<a class=\"skip\" href=\"#contenu\">Aller au contenu</a>\n");
    cover(&mut out, &profile.cover, options);
    out.push_str("<div class=\"columns\">\n");
    contents(&mut out, profile);
    out.push_str("<main id=\"contenu\">\n");
    for section in &profile.sections {
        section::write(&mut out, section, "", options.views);
    }
    out.push_str("</main>\n</div>\n");
    foot(&mut out, profile);
    out.push_str("</body>\n</html>\n");
    out
}

/// One section as a document of its own, to stand in another site's page; it says where it comes from and links to the whole.
#[must_use]
pub fn embed(profile: &Profile, section: &Section, options: &Options<'_>) -> String {
    let title = format!("{}, {}", section.title, profile.imprint.running);
    let mut out = head(&title, description(profile), options);
    out.push_str("<body class=\"alone\">\n<main id=\"contenu\">\n");
    let mut part = String::new();
    section::write(&mut part, section, &profile.imprint.running, options.views);
    // Titles climb a step: the section is the document. Texts are escaped, so these tags are ours.
    for (from, to) in [("h2", "h1"), ("h3", "h2")] {
        part =
            part.replace(&format!("<{from} "), &format!("<{to} ")).replace(&format!("</{from}>"), &format!("</{to}>"));
    }
    out.push_str(&part);
    out.push_str("</main>\n<footer class=\"foot\"><p>");
    if !profile.imprint.address.is_empty() {
        let address = format!("{}#{}", profile.imprint.address, section.id);
        out.push_str(&format!(
            "<a href=\"{}\" target=\"_blank\" rel=\"noopener\">{}</a>. ",
            link(&address),
            escaped(&profile.imprint.running)
        ));
    }
    out.push_str(&format!("Instantané {}.</p>", escaped(&profile.imprint.snapshot)));
    if let Some(synthetic) = &profile.imprint.synthetic {
        out.push_str(&format!("<p class=\"synthetic\">{}</p>", escaped(synthetic)));
    }
    out.push_str("</footer>\n</body>\n</html>\n");
    out
}

fn description(profile: &Profile) -> &str {
    profile.sections.first().map_or("", |section| section.lead.as_str())
}

fn head(title: &str, description: &str, options: &Options<'_>) -> String {
    format!(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <meta name=\"description\" content=\"{}\">\n<meta name=\"theme-color\" content=\"#17203A\">\n<style>\n{}</style>\n</head>\n",
        escaped(title),
        escaped(description),
        style::sheet(options.letters)
    )
}

/// The house's sign and name, which leads home where there is one.
fn house(options: &Options<'_>) -> String {
    let name = match options.home {
        "" => "<b>Lanterne</b>".to_owned(),
        home => format!("<a href=\"{}\"><b>Lanterne</b></a>", link(home)),
    };
    format!("<p class=\"house\">{LANTERN}{name} <span>Observatoire territorial de l’ESS</span></p>\n")
}

fn cover(out: &mut String, cover: &Cover, options: &Options<'_>) {
    let mapped = if cover.map.is_some() { " mapped" } else { "" };
    out.push_str(&format!(
        "<header class=\"cover{mapped}\">\n<div class=\"inside\">\n{}<div class=\"name\">\n",
        house(options)
    ));
    out.push_str(&format!("<p class=\"kicker\">{}</p>\n", escaped(&cover.kicker)));
    out.push_str(&format!("<h1>{}</h1>\n", escaped(&cover.title)));
    if !cover.subtitle.is_empty() {
        out.push_str(&format!("<p class=\"subtitle\">{}</p>\n", escaped(&cover.subtitle)));
    }
    if !options.links.is_empty() {
        out.push_str("<p class=\"forms\">");
        for (words, address) in options.links {
            out.push_str(&format!("<a href=\"{}\">{}</a> ", link(address), escaped(words)));
        }
        out.push_str("</p>\n");
    }
    if !options.keep.is_empty() {
        out.push_str(&format!(
            "<form class=\"keep\" method=\"post\" action=\"{}\"><button>Figer cette version, pour la citer</button></form>\n",
            link(options.keep)
        ));
    }
    if let Some((words, now)) = options.kept {
        out.push_str(&format!(
            "<p class=\"kept\">{} <a href=\"{}\">Voir la version à jour</a></p>\n",
            escaped(words),
            link(now)
        ));
    }
    out.push_str("</div>\n");
    if let Some(map) = &cover.map {
        out.push_str("<figure class=\"night\">");
        drawing::write(out, map, "couverture");
        if !cover.note.is_empty() {
            out.push_str(&format!("<figcaption>{}</figcaption>", escaped(&cover.note)));
        }
        out.push_str("</figure>\n");
    }
    if !cover.columns.is_empty() {
        out.push_str("<dl class=\"facts\">\n");
        for (label, lines) in &cover.columns {
            out.push_str(&format!("<div><dt>{}</dt>", escaped(label)));
            lines.iter().for_each(|line| out.push_str(&format!("<dd>{}</dd>", escaped(line))));
            out.push_str("</div>\n");
        }
        out.push_str("</dl>\n");
    }
    out.push_str("</div>\n</header>\n");
}

fn contents(out: &mut String, profile: &Profile) {
    out.push_str("<nav aria-label=\"Sommaire\">\n<h2>Sommaire</h2>\n<ol>\n");
    for section in &profile.sections {
        out.push_str(&format!("<li><a href=\"#{}\">{}</a></li>\n", anchor(&section.id), escaped(&section.title)));
    }
    out.push_str("</ol>\n</nav>\n");
}

fn foot(out: &mut String, profile: &Profile) {
    let imprint = &profile.imprint;
    out.push_str("<footer class=\"foot\">\n");
    if let Some(synthetic) = &imprint.synthetic {
        out.push_str(&format!("<p class=\"synthetic\">{}</p>\n", escaped(synthetic)));
    }
    if !imprint.citation.is_empty() {
        out.push_str(&format!("<p><b>Pour citer</b> {}</p>\n", escaped(&imprint.citation)));
    }
    out.push_str(&format!("<p>Instantané {}", escaped(&imprint.snapshot)));
    if !imprint.address.is_empty() {
        let (to, words) = (link(&imprint.address), escaped(&imprint.address));
        out.push_str(&format!(" <a href=\"{to}\">{words}</a>"));
    }
    out.push_str("</p>\n</footer>\n");
}

/// A text as an identifier of the document: letters, digits, `-`, `_`, `.`; anything else is a dash.
fn anchor(id: &str) -> String {
    id.chars().map(|sign| if sign.is_alphanumeric() || "-_.".contains(sign) { sign } else { '-' }).collect()
}

/// An address in an attribute: only those of the web and relative ones lead anywhere.
fn link(address: &str) -> String {
    let scheme = address.split(['/', '?', '#']).next().and_then(|first| first.split_once(':'));
    match scheme {
        Some((scheme, _)) if !["http", "https", "mailto"].contains(&scheme.trim().to_ascii_lowercase().as_str()) => {
            "#".to_owned()
        }
        Some(_) | None => escaped(address),
    }
}

/// The house's sign.
const LANTERN: &str = "<svg class=\"lantern\" width=\"26\" height=\"26\" viewBox=\"0 0 26 26\" aria-hidden=\"true\">\
<circle cx=\"13\" cy=\"13\" r=\"13\" fill=\"#F4A636\" fill-opacity=\".28\"/><circle cx=\"13\" cy=\"13\" r=\"8.5\" fill=\"#F4A636\" fill-opacity=\".45\"/>\
<circle cx=\"13\" cy=\"13\" r=\"4\" fill=\"#FFF6E0\"/></svg>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_holds_no_sign_that_ends_an_attribute() {
        assert_eq!(anchor("poids-emploi"), "poids-emploi");
        assert_eq!(anchor("a\" onload=<é"), "a--onload--é");
    }

    #[test]
    fn no_link_runs_a_script() {
        assert_eq!(link("javascript:alert(1)"), "#");
        assert_eq!(link("profil.pdf?a=1&b=2"), "profil.pdf?a=1&amp;b=2");
        assert_eq!(link("https://exemple.fr/a:b"), "https://exemple.fr/a:b");
    }
}
