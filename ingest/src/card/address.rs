//! Where a file comes from.

use std::fmt;

use serde::{Serialize, Serializer};

/// An address a card may give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `https://…` or `http://…`.
    Http(String),
    /// `npm:NAME@VERSION`, fetched by `npm pack`.
    Npm {
        /// With its scope, if any.
        name: String,
        /// Exact.
        version: String,
    },
    /// `pypi:NAME==VERSION`, fetched by `pip download`.
    Pypi {
        /// The package's name.
        name: String,
        /// Exact.
        version: String,
    },
    /// `embedded:PATH`, a path under `data/reference` carried by the binary.
    Embedded(String),
    /// `generated:NAME`, made by a seeded generator of this repository.
    Generated(String),
}

impl Address {
    /// Reads an address, or none when it is none of these.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        if rest.is_empty() || rest.contains(char::is_whitespace) {
            return None;
        }
        match scheme {
            "http" | "https" => {
                rest.strip_prefix("//").filter(|host| !host.is_empty()).map(|_| Self::Http(text.into()))
            }
            "npm" => {
                let (name, version) = rest.rsplit_once('@').filter(|(name, version)| exact(name, version))?;
                Some(Self::Npm { name: name.into(), version: version.into() })
            }
            "pypi" => {
                let (name, version) = rest.split_once("==").filter(|(name, version)| exact(name, version))?;
                Some(Self::Pypi { name: name.into(), version: version.into() })
            }
            "embedded" => Some(Self::Embedded(rest.into())),
            "generated" => Some(Self::Generated(rest.into())),
            _ => None,
        }
    }

    /// Whether nothing outside the binary is needed.
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Embedded(_) | Self::Generated(_))
    }
}

/// A name that cannot be mistaken for an option of the client, and a version that is one version.
fn exact(name: &str, version: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let name = name.strip_prefix('@').unwrap_or(name);
    !name.is_empty()
        && !name.starts_with(['-', '.', '/'])
        && name.chars().all(|c| plain(c) || c == '/')
        && version.starts_with(|c: char| c.is_ascii_digit())
        && version.chars().all(plain)
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(address) => f.write_str(address),
            Self::Npm { name, version } => write!(f, "npm:{name}@{version}"),
            Self::Pypi { name, version } => write!(f, "pypi:{name}=={version}"),
            Self::Embedded(path) => write!(f, "embedded:{path}"),
            Self::Generated(name) => write!(f, "generated:{name}"),
        }
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
