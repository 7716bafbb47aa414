//! The identity's letters, embedded: Source Serif 4 and Source Sans 3 (SIL OFL), from npm by lock file (`tools/fonts`).
//!
//! For: the same picture on every machine, and room for words before they are drawn. Refuses to know: colours.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

macro_rules! letters {
    ($path:literal) => {
        include_bytes!(concat!("../../../tools/fonts/node_modules/@expo-google-fonts/", $path, ".ttf"))
    };
}

/// One cut of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Source Sans 3, regular.
    Sans,
    /// Source Sans 3, semi-bold.
    SansSemibold,
    /// Source Sans 3, italic.
    SansItalic,
    /// Source Serif 4, regular.
    Serif,
    /// Source Serif 4, semi-bold.
    SerifSemibold,
    /// Source Serif 4, semi-bold italic.
    SerifItalic,
}

impl Face {
    /// Every cut.
    pub const ALL: [Self; 6] =
        [Self::Sans, Self::SansSemibold, Self::SansItalic, Self::Serif, Self::SerifSemibold, Self::SerifItalic];

    /// The file of letters, TrueType: for who sets a whole document with them.
    #[must_use]
    pub const fn data(self) -> &'static [u8] {
        match self {
            Self::Sans => letters!("source-sans-3/400Regular/SourceSans3_400Regular"),
            Self::SansSemibold => letters!("source-sans-3/600SemiBold/SourceSans3_600SemiBold"),
            Self::SansItalic => letters!("source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic"),
            Self::Serif => letters!("source-serif-4/400Regular/SourceSerif4_400Regular"),
            Self::SerifSemibold => letters!("source-serif-4/600SemiBold/SourceSerif4_600SemiBold"),
            Self::SerifItalic => letters!("source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic"),
        }
    }

    /// The same as SVG attributes, with what to fall back on where the letters are not installed.
    #[must_use]
    pub const fn attributes(self) -> &'static str {
        match self {
            Self::Sans => "font-family=\"'Source Sans 3', sans-serif\"",
            Self::SansSemibold => "font-family=\"'Source Sans 3', sans-serif\" font-weight=\"600\"",
            Self::SansItalic => "font-family=\"'Source Sans 3', sans-serif\" font-style=\"italic\"",
            Self::Serif => "font-family=\"'Source Serif 4', serif\"",
            Self::SerifSemibold => "font-family=\"'Source Serif 4', serif\" font-weight=\"600\"",
            Self::SerifItalic => "font-family=\"'Source Serif 4', serif\" font-weight=\"600\" font-style=\"italic\"",
        }
    }

    /// Width of a text, pixels, at a size in pixels; kerning left out. A letter the font lacks counts as its missing sign.
    ///
    /// ```
    /// use lanterne_tiles::picture::font::Face;
    /// assert!(Face::Sans.width("Établissements", 20.0) > Face::Sans.width("établi", 20.0));
    /// assert_eq!(Face::Sans.width("", 20.0), 0.0);
    /// ```
    #[must_use]
    pub fn width(self, text: &str, size: f64) -> f64 {
        let font = &FONTS[self as usize];
        let (map, metrics) = (font.charmap(), font.glyph_metrics(Size::new(size as f32), LocationRef::default()));
        let advance = |sign: char| metrics.advance_width(map.map(sign).unwrap_or_default()).unwrap_or_default();
        text.chars().map(|sign| f64::from(advance(sign))).sum()
    }

    /// A text cut into lines no wider than `room`, at spaces that may be broken; a longer word stands alone.
    ///
    /// ```
    /// use lanterne_tiles::picture::font::Face;
    /// let lines = Face::Serif.lines("Établissements de l’ESS pour 10\u{202f}000\u{a0}habitants", 20.0, 180.0);
    /// assert_eq!(lines, ["Établissements de", "l’ESS pour", "10\u{202f}000\u{a0}habitants"]);
    /// ```
    #[must_use]
    pub fn lines(self, text: &str, size: f64, room: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                Some(_) | None => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

static FONTS: LazyLock<[FontRef<'static>; 6]> = LazyLock::new(|| {
    // The files are of this program; a test reads each.
    Face::ALL.map(|face| FontRef::new(face.data()).unwrap_or_else(|fault| panic!("{face:?}: {fault}")))
});

/// The letters for whoever draws SVG; no font of the machine is among them.
pub(crate) fn database() -> Arc<Database> {
    static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut database = Database::new();
        for face in Face::ALL {
            database.load_font_data(face.data().to_vec());
        }
        database.set_serif_family("Source Serif 4");
        database.set_sans_serif_family("Source Sans 3");
        Arc::new(database)
    });
    Arc::clone(&LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_french_has_a_letter_in_every_face() {
        let signs = "ÀÂÇÉÈÊËÎÏÔŒÙÛÜŸàâçéèêëîïôœùûüÿ«»’–−…€%²°≤≥÷×·\u{a0}\u{202f}0123456789";
        for face in Face::ALL {
            let map = FONTS[face as usize].charmap();
            let missing: Vec<char> =
                signs.chars().filter(|sign| map.map(*sign).is_none_or(|glyph| glyph.to_u32() == 0)).collect();
            assert!(missing.is_empty(), "{face:?} lacks {missing:?}");
        }
    }

    #[test]
    fn no_line_is_wider_than_its_room_and_no_word_is_lost() {
        let text = "Parmi les 88 EPCI au taux fiable, la CC du Pays du Vermandois a la densité la plus forte";
        let lines = Face::Sans.lines(text, 15.0, 120.0);
        assert!(lines.len() > 3 && lines.iter().all(|line| Face::Sans.width(line, 15.0) <= 120.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn the_database_finds_each_face_by_the_names_the_picture_writes() {
        let database = database();
        let found: Vec<(String, u16)> =
            database.faces().map(|face| (face.families[0].0.clone(), face.weight.0)).collect();
        for family in ["Source Sans 3", "Source Serif 4"] {
            for weight in [400, 600] {
                assert!(found.contains(&(family.to_owned(), weight)), "{found:?}");
            }
        }
    }
}
