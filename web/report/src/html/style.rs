//! The style of the page: letters by the addresses given, then `style.css`.

use super::Letters;

/// The whole style sheet.
pub(super) fn sheet(letters: &[Letters<'_>]) -> String {
    let mut out = String::new();
    for file in letters {
        let range = match safe(file.range) {
            range if range.is_empty() => String::new(),
            range => format!("unicode-range:{range};"),
        };
        out.push_str(&format!(
            "@font-face{{font-family:\"{}\";font-weight:{};font-style:{};font-display:swap;{range}src:url(\"{}\")}}\n",
            quoted(file.family),
            safe(file.weight),
            safe(file.style),
            quoted(file.address)
        ));
    }
    out.push_str(include_str!("style.css"));
    out
}

/// Nothing that ends a string, a rule or the element.
fn safe(text: &str) -> String {
    quoted(text).chars().filter(|sign| !"{};".contains(*sign)).collect()
}

/// In a string, nothing that ends it or the element: an address that holds its file has a semicolon of its own.
fn quoted(text: &str) -> String {
    text.chars().filter(|sign| !"\"\\<>".contains(*sign) && !sign.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_within_the_page_keep_their_address_and_nothing_ends_the_element() {
        let letters =
            |address| Letters { family: "Source Sans 3", weight: "400", style: "normal;}", address, range: "" };
        let within = sheet(&[letters("data:font/woff2;base64,d09GMg==")]);
        assert!(within.contains("src:url(\"data:font/woff2;base64,d09GMg==\")"), "{within}");
        assert!(within.contains("font-style:normal;font-display"), "a rule is not ended by what is given");
        let spoilt = sheet(&[letters("a\")}</style><script>")]);
        assert!(spoilt.contains("src:url(\"a)}/stylescript\")"), "{spoilt}");
    }
}
