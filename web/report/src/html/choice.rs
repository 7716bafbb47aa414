//! Lists to choose from, sent without script: the address of the views, what is chosen added to it.

use lanterne_tiles::picture::escaped;

use super::{anchor, link};
use crate::model::{Choice, Links};

/// Writes the lists; `views` begins the addresses: `/profil/groupement?membres=epci-1&`.
pub(super) fn choices(out: &mut String, of: &Links, views: &str) {
    let id = anchor(&of.id);
    let (path, asked) = views.split_once('?').unwrap_or((views, ""));
    let (words, whole) = &of.whole;
    out.push_str(&format!(
        "<form class=\"choose\" method=\"get\" action=\"{}\" aria-labelledby=\"{id}\">\n<p id=\"{id}\">{}</p>\n",
        link(path),
        escaped(&of.title)
    ));
    // A form puts its own fields in the place of the question its address had.
    for (name, value) in asked.split('&').chain(whole.split('&')).filter_map(|pair| pair.split_once('=')) {
        out.push_str(&format!(
            "<input type=\"hidden\" name=\"{}\" value=\"{}\">\n",
            escaped(&decoded(name)),
            escaped(&decoded(value))
        ));
    }
    of.choices.iter().for_each(|choice| list(out, choice));
    out.push_str("<button>Chercher</button>\n");
    if of.choices.iter().any(|choice| !choice.chosen.is_empty()) {
        out.push_str(&format!("<a href=\"{}\">{}</a>\n", link(&format!("{views}{whole}")), escaped(words)));
    }
    out.push_str("</form>\n");
}

fn list(out: &mut String, choice: &Choice) {
    out.push_str(&format!(
        "<label>{} <select name=\"{}\"><option value=\"\">{}</option>",
        escaped(&choice.label),
        escaped(&choice.name),
        escaped(&choice.any)
    ));
    for (value, words) in &choice.options {
        let chosen = if *value == choice.chosen { " selected" } else { "" };
        out.push_str(&format!("<option value=\"{}\"{chosen}>{}</option>", escaped(value), escaped(words)));
    }
    out.push_str("</select></label>\n");
}

/// A part of an address as it reads: `%C3%A9` is « é ». What is no code stays as it is.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|sign| char::from(*sign).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(sign) = bytes.get(at) {
        match (sign, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.extend(u8::try_from(16 * high + low));
                at += 3;
            }
            (b'+', ..) => {
                out.push(b' ');
                at += 1;
            }
            (sign, ..) => {
                out.push(*sign);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(chosen: &str) -> Links {
        Links {
            id: "mon-projet".into(),
            title: "Mon projet".into(),
            choices: vec![Choice {
                name: "etape".into(),
                label: "Mon étape".into(),
                any: "Toutes".into(),
                options: vec![("creation".into(), "création".into()), ("emergence".into(), "émergence".into())],
                chosen: chosen.into(),
            }],
            links: Vec::new(),
            whole: ("Tout le guide".into(), "partie=aides".into()),
        }
    }

    #[test]
    fn lists_are_sent_with_the_question_they_stand_in() {
        let mut out = String::new();
        choices(&mut out, &links("creation"), "/profil/groupement?membres=epci-1,epci-2&nom=L%27%C3%89t%C3%A9&");
        assert!(out.contains("action=\"/profil/groupement\""), "{out}");
        assert!(out.contains("name=\"membres\" value=\"epci-1,epci-2\""), "{out}");
        assert!(out.contains("name=\"nom\" value=\"L'Été\""), "{out}");
        assert!(out.contains("name=\"partie\" value=\"aides\""), "{out}");
        assert!(out.contains("<option value=\"creation\" selected>création</option>"), "{out}");
        assert!(out.contains("&amp;partie=aides\">Tout le guide</a>"), "{out}");
    }

    #[test]
    fn where_nothing_is_chosen_there_is_no_way_back() {
        let mut out = String::new();
        choices(&mut out, &links(""), "/profil/epci-1?");
        assert!(!out.contains("selected") && !out.contains("Tout le guide"), "{out}");
        assert!(out.contains("<label>Mon étape <select name=\"etape\">"), "{out}");
    }

    #[test]
    fn what_is_no_code_stays_as_it_is() {
        assert_eq!([decoded("100%"), decoded("%zz"), decoded("a+b%20c")], ["100%", "%zz", "a b c"]);
    }
}
