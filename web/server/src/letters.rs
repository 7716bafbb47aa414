//! The letters of the page, for a document that is not built with it: by the addresses of the service, or within the document.
//!
//! For: the profiles. Those of today name the service's files; a version that is kept holds the letters it needs itself, for in three
//! years the service's have other names. Refuses to know: what a profile says.

use lanterne_report::Letters;

use crate::page;

/// A file of letters.
pub(crate) struct PageLetters {
    family: &'static str,
    address: String,
    range: &'static str,
}

impl PageLetters {
    /// As the report's page takes it.
    pub(crate) fn lent(&self) -> Letters<'_> {
        let Self { family, address, range } = self;
        Letters { family, weight: "200 900", style: "normal", address, range }
    }
}

/// Signs that each file has, as `web/page/src/style/font.css` says; the last one has the space that the others lack.
const LATIN: &str = "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-202E, U+2030-206F, U+20AC, U+2122, \
                     U+2191, U+2193, U+2212, U+2215";
const LATIN_EXT: &str = "U+0100-0130, U+0132-0151, U+0154-02BA, U+1D00-1DBF, U+1E00-1E9F, U+2020, U+2C60-2C7F";
/// A profile sets nothing in the serif's italics.
const LETTERS: [(&str, &str, &str); 6] = [
    ("Source Sans 3", "source-sans-3-latin-wght-normal", LATIN),
    ("Source Sans 3", "source-sans-3-latin-ext-wght-normal", LATIN_EXT),
    ("Source Serif 4", "source-serif-4-latin-wght-normal", LATIN),
    ("Source Serif 4", "source-serif-4-latin-ext-wght-normal", LATIN_EXT),
    ("Source Sans 3", "narrow-space", "U+202F"),
    ("Source Serif 4", "narrow-space", "U+202F"),
];

/// The letters of the page, at their addresses; none where the page was not built with the program.
pub(crate) fn served() -> Vec<PageLetters> {
    found(|_, file| Some(format!("/{file}")))
}

/// The letters that a text needs, whole, in their addresses: 80 kB of WOFF2, 107 kB as they are written, and 136 kB more where a
/// sign of it is beyond the first range (« Ž »).
pub(crate) fn within(text: &str) -> Vec<PageLetters> {
    found(|range, file| {
        let needed = text.chars().any(|sign| holds(range, sign));
        let bytes = needed.then(|| page::file(file)).flatten()?;
        Some(format!("data:font/woff2;base64,{}", base64(&bytes)))
    })
}

/// Each file with the address it is given; without one it is left out.
fn found(address: impl Fn(&str, &str) -> Option<String>) -> Vec<PageLetters> {
    let files = page::letter_files();
    let one = |(family, name, range): (&'static str, &str, &'static str)| {
        let start = format!("assets/{name}-");
        // The digest that follows has no hyphen of its own kind: « latin » is not « latin-ext ».
        let file = files.iter().find(|file| file.strip_prefix(&start).is_some_and(|rest| !rest.contains("wght")))?;
        Some(PageLetters { family, address: address(range, file)?, range })
    };
    LETTERS.into_iter().filter_map(one).collect()
}

/// Whether a sign is in one of the ranges of a style sheet.
fn holds(ranges: &str, sign: char) -> bool {
    ranges.split(',').filter_map(|range| range.trim().strip_prefix("U+")).any(|range| {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        let code = |digits: &str| u32::from_str_radix(digits, 16).ok();
        code(from).zip(code(to)).is_some_and(|(from, to)| (from..=to).contains(&u32::from(sign)))
    })
}

/// The 64 signs of RFC 4648, in order.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text, three by three (RFC 4648): a style sheet holds no others.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let whole = (0..3).fold(0_usize, |whole, at| (whole << 8) | usize::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let sign = char::from(SIGNS[(whole >> (18 - 6 * at)) & 63]);
            text.push(if at <= three.len() { sign } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_the_standard_says() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn a_sign_is_of_the_file_that_has_it_alone() {
        for (sign, latin, extended, space) in [
            ('é', true, false, false),
            ('œ', true, false, false),
            ('Ž', false, true, false),
            ('\u{202f}', false, false, true),
        ] {
            let held = [LATIN, LATIN_EXT, "U+202F"].map(|range| holds(range, sign));
            assert_eq!(held, [latin, extended, space], "{sign:?}");
        }
    }
}
