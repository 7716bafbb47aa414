//! The four kinds of file that operators hand in, as their published table schemas say (Frictionless Table Schema 1).
//!
//! `reference/schemas/*.json` is the truth: what is required, what a cell may hold, what a column is called elsewhere. Nothing of
//! it is written again in code but what joins two cells. Keys of ours begin with `lanterne:`: other names of a column
//! (`synonymes`), what separates a list (`liste`), which codes it holds (`codes`), what an empty cell means (`defaut`), the
//! expectation told of a pattern (`attendu`), and what is kept of a cell in a refused row (`conservation`).
//!
//! It refuses to know how a file is written: see [`super::sheet`].

use regex_lite::Regex;
use serde::Deserialize;

use super::columns::folded;
use crate::error::{Error, Result};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Who carries the schemes.
    Operators,
    /// Where they can be met.
    Sites,
    /// Where they declare that they work.
    Zones,
    /// What they did.
    Activity,
}

impl Kind {
    /// Every kind, in the order files are read: an operator before its sites, zones and activity.
    pub const ALL: [Kind; 4] = [Kind::Operators, Kind::Sites, Kind::Zones, Kind::Activity];

    /// Its French name: of its schema, of its files, in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Operators => "operateurs",
            Kind::Sites => "sites",
            Kind::Zones => "zones",
            Kind::Activity => "activite",
        }
    }

    /// Its schema as published, JSON.
    #[must_use]
    pub const fn json(self) -> &'static str {
        match self {
            Kind::Operators => include_str!("../../reference/schemas/operateurs.json"),
            Kind::Sites => include_str!("../../reference/schemas/sites.json"),
            Kind::Zones => include_str!("../../reference/schemas/zones.json"),
            Kind::Activity => include_str!("../../reference/schemas/activite.json"),
        }
    }

    /// The kind whose name a file or a sheet begins with, whatever the case and the accents (« Activité 2024.xlsx »).
    #[must_use]
    pub fn of_name(name: &str) -> Option<Kind> {
        let name = folded(name);
        Kind::ALL.into_iter().find(|kind| name.starts_with(kind.as_str()))
    }
}

/// The schemas of every kind.
#[derive(Clone, Debug)]
pub struct Schemas([Schema; 4]);

impl Schemas {
    /// Reads the four schemas that ship with the program.
    ///
    /// # Errors
    /// [`Error::Definition`] when one is faulty: a bug, which a test holds.
    pub fn read() -> Result<Schemas> {
        let [operators, sites, zones, activity] = Kind::ALL.map(Schema::read);
        Ok(Schemas([operators?, sites?, zones?, activity?]))
    }

    /// The schema of a kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> &Schema {
        let [operators, sites, zones, activity] = &self.0;
        match kind {
            Kind::Operators => operators,
            Kind::Sites => sites,
            Kind::Zones => zones,
            Kind::Activity => activity,
        }
    }
}

/// What a file of one kind holds.
#[derive(Clone, Debug, Deserialize)]
pub struct Schema {
    /// The name of its kind.
    pub name: String,
    /// Its title (French).
    pub title: String,
    /// What it says, a row of it, and what must not be in it (French).
    pub description: String,
    /// Its columns, in order.
    pub fields: Vec<Field>,
}

impl Schema {
    fn read(kind: Kind) -> Result<Schema> {
        serde_json::from_str(kind.json())
            .map_err(|source| Error::Definition { fault: format!("{}.json : {source}", kind.as_str()) })
    }

    /// Where a column stands in the schema.
    #[must_use]
    pub fn rank(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Where the column stands that a header means: its name, its title or one of its synonyms, whatever the case, the accents
    /// and the spaces.
    #[must_use]
    pub fn near(&self, header: &str) -> Option<usize> {
        let header = folded(header);
        self.fields.iter().position(|field| field.names().any(|name| folded(name) == header))
    }
}

/// A column.
#[derive(Clone, Debug, Deserialize)]
pub struct Field {
    /// Its name in files.
    pub name: String,
    /// Its name for a person (French).
    pub title: String,
    /// What it means, and what an empty cell means (French).
    pub description: String,
    /// What its cells are.
    #[serde(rename = "type")]
    pub kind: Type,
    /// A cell as it may be.
    pub example: String,
    /// What its cells must be.
    #[serde(default)]
    pub constraints: Constraints,
    /// Other names files give it.
    #[serde(default, rename = "lanterne:synonymes")]
    pub synonyms: Vec<String>,
    /// What separates the items of a cell that holds several.
    #[serde(default, rename = "lanterne:liste")]
    pub separator: Option<char>,
    /// Which codes its cells hold.
    #[serde(default, rename = "lanterne:codes")]
    pub codes: Option<Codes>,
    /// What an empty cell stands for.
    #[serde(default, rename = "lanterne:defaut")]
    pub default: Option<String>,
    /// What is expected where the pattern alone would say little (French).
    #[serde(default, rename = "lanterne:attendu")]
    pub stated: Option<String>,
    /// What is kept of a cell in a refused row.
    #[serde(default, rename = "lanterne:conservation")]
    pub keep: Keep,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// A text.
    String,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// A year of four digits.
    Year,
}

/// Codes that must be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Codes {
    /// Of an operator.
    #[serde(rename = "operateur")]
    Operator,
    /// Of a scheme.
    #[serde(rename = "dispositif")]
    Scheme,
    /// Of a commune, carried to the year of the snapshot.
    #[serde(rename = "commune")]
    Commune,
}

/// What is kept of a cell in a refused row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Keep {
    /// All of it.
    #[default]
    #[serde(rename = "texte")]
    Text,
    /// Nothing of a text, since a name could stand where digits are expected.
    #[serde(rename = "chiffres")]
    Digits,
    /// Nothing.
    #[serde(rename = "jamais")]
    Never,
}

/// What the cells of a column must be.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Constraints {
    /// Never empty.
    pub required: bool,
    /// Never twice the same, in all the files of the kind.
    pub unique: bool,
    /// One of these.
    #[serde(rename = "enum")]
    pub values: Vec<String>,
    /// Of this shape.
    pub pattern: Option<Pattern>,
    /// At least.
    pub minimum: Option<f64>,
    /// At most.
    pub maximum: Option<f64>,
}

/// A regular expression.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = regex_lite::Error;

    fn try_from(pattern: String) -> std::result::Result<Pattern, regex_lite::Error> {
        Regex::new(&pattern).map(Pattern)
    }
}

impl Field {
    /// Every name a file may give it, its own first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.title].into_iter().chain(&self.synonyms).map(String::as_str)
    }

    /// Whether a text is one of the listed values and of the stated shape.
    pub(super) fn allows(&self, text: &str) -> bool {
        let Constraints { values, pattern, .. } = &self.constraints;
        (values.is_empty() || values.iter().any(|value| value == text))
            && pattern.as_ref().is_none_or(|pattern| pattern.0.is_match(text))
    }

    /// Whether a number is between the bounds, which are included.
    pub(super) fn within(&self, number: f64) -> bool {
        self.constraints.minimum.is_none_or(|minimum| number >= minimum)
            && self.constraints.maximum.is_none_or(|maximum| number <= maximum)
    }

    /// What a cell is expected to be (French), for a person; no year is later than `latest`.
    #[must_use]
    pub fn expected(&self, latest: i16) -> String {
        if let Some(stated) = &self.stated {
            return stated.clone();
        }
        let Constraints { values, minimum, maximum, .. } = &self.constraints;
        let bounds = || match (minimum, maximum) {
            (Some(minimum), Some(maximum)) => format!(" de {minimum} à {maximum}"),
            (Some(0.0), None) => " positif ou nul".to_owned(),
            (Some(minimum), None) => format!(" d’au moins {minimum}"),
            (None, Some(maximum)) => format!(" d’au plus {maximum}"),
            (None, None) => String::new(),
        };
        match self.kind {
            _ if !values.is_empty() => format!("l’une des valeurs {}", values.join(", ")),
            Type::String => "une valeur".to_owned(),
            Type::Number => format!("un nombre{}", bounds()),
            Type::Integer => format!("un nombre entier{}", bounds()),
            Type::Date => "une date (31/12/2024 ou 2024-12-31)".to_owned(),
            Type::Year => format!("une année de {} à {latest}", minimum.unwrap_or(0.0)),
        }
    }
}
