//! What a publication tells while it works: a line each, on its standard output. `lanterne ingest --tied` writes them, the service reads them.

use std::fmt;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A step begins, in French.
    Step(String),
    /// How far it has come, in hundredths.
    Share(u8),
    /// What a person should read, in French.
    Said(String),
    /// It ended well.
    Published {
        /// The snapshot that is current now.
        id: String,
        /// Whether it had to be made; one of the same inputs may have been there.
        built: bool,
    },
}

impl Told {
    /// The line as it was told; `None` for any other.
    #[must_use]
    pub fn of(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once(' ')?;
        Some(match word {
            "step" => Self::Step(rest.to_owned()),
            "share" => Self::Share(rest.parse().ok().filter(|share| *share <= 100)?),
            "said" => Self::Said(rest.to_owned()),
            "built" | "kept" => Self::Published { id: rest.to_owned(), built: word == "built" },
            _ => return None,
        })
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        match self {
            Self::Step(step) => write!(f, "step {}", line(step)),
            Self::Share(share) => write!(f, "share {share}"),
            Self::Said(said) => write!(f, "said {}", line(said)),
            Self::Published { id, built } => write!(f, "{} {}", if *built { "built" } else { "kept" }, line(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Told;

    #[test]
    fn what_is_told_is_heard() {
        for told in [
            Told::Step("Registre synthétique, 2024".to_owned()),
            Told::Share(100),
            Told::Said("laissée de côté : insee/flores".to_owned()),
            Told::Published { id: "0123456789abcdef".to_owned(), built: true },
            Told::Published { id: "0123456789abcdef".to_owned(), built: false },
        ] {
            assert_eq!(Told::of(&told.to_string()), Some(told));
        }
        assert_eq!(Told::Said("a\nb".to_owned()).to_string(), "said a b", "a line is a line");
    }

    #[test]
    fn what_nobody_told_is_nothing() {
        for line in ["", "step", "share 101", "share -1", "share x", "lanterne : rien", "  Manifeste (0,1 s)"] {
            assert_eq!(Told::of(line), None, "{line}");
        }
    }
}
