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
            safe(file.family),
            safe(file.weight),
            safe(file.style),
            safe(file.address)
        ));
    }
    out.push_str(include_str!("style.css"));
    out
}

/// Nothing that ends a string, a rule or the element.
fn safe(text: &str) -> String {
    text.chars().filter(|sign| !"\"\\<>{};".contains(*sign) && !sign.is_control()).collect()
}
