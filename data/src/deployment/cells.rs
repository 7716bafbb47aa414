//! One row against the schema of its file: each cell as what its column says it is, or a fault.
//!
//! Every fault of the row is told, not the first alone. It refuses to know what the cells of a row mean together: see
//! [`super::rows`].

use super::cell;
use super::columns::Columns;
use super::fault::{Fault, Handed, Notice, short};
use super::known::Known;
use super::schema::{Codes, Field, Keep, Kind, Schema};
use super::sheet::Line;
use super::twice::{Met, Stand};
use crate::load::key::siret_holds;
use crate::row::{Act, Day};

/// Stands for a cell that is not kept: a name could be in it.
const UNKEPT: &str = "(texte non conservé)";
/// How a spreadsheet writes a number too long for its cell.
const ROUNDED: &str = "quatorze chiffres : le tableur a arrondi ce nombre, la colonne est à mettre au format texte";
const OPERATOR: &str = "un opérateur connu de l’observatoire, ou décrit dans un fichier « operateurs »";
const COMMUNE: &str = "le code d’une commune du code officiel géographique, ou d’une ancienne commune";
/// What a structure is not that two operators declare: the expectation of such a [`Notice`].
pub const CLAIMED: &str = "déclaré par un seul opérateur, pour ce dispositif et cette année";
const SPLIT: &str = "le code d’une commune restée entière";

/// What a row is read with.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) kind: Kind,
    pub(super) schema: &'a Schema,
    pub(super) columns: &'a Columns,
    pub(super) header: &'a [String],
    pub(super) file: &'a Handed<'a>,
    pub(super) known: &'a Known,
    pub(super) met: &'a Met,
}

/// A row being read.
pub(super) struct Cells<'a> {
    pub(super) desk: Desk<'a>,
    line: &'a Line,
    /// Whether it has the cells of its header, without which none can be told from its neighbour.
    whole: bool,
    pub(super) faults: Vec<Fault>,
    pub(super) notices: Vec<Notice>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(desk: Desk<'a>, line: &'a Line) -> Cells<'a> {
        let (read, expected) = (line.cells.len(), desk.header.len());
        let whole = read >= expected && line.cells.iter().skip(expected).all(String::is_empty);
        let mut cells = Cells { desk, line, whole, faults: Vec::new(), notices: Vec::new() };
        if !whole {
            cells.faults.push(Fault {
                line: line.number,
                column: "(ligne)".to_owned(),
                value: Some(format!("{read} cellules")),
                expectation: format!("autant de cellules que l’en-tête ({expected})"),
            });
        }
        cells
    }

    /// Whether the row can be read.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// A text its schema allows, whose code is known and, for a commune, carried to the year of the snapshot; nothing when the
    /// cell is empty or at fault.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let (field, text) = self.value(name)?;
        if !field.allows(&text) {
            let rounded = field.keep == Keep::Digits && text.contains("E+");
            self.refuse(name, if rounded { ROUNDED.to_owned() } else { field.expected(self.desk.known.year) });
            return None;
        }
        if field.constraints.unique {
            let stand = self.desk.met.key(self.desk.kind, &text);
            if let Some(told) = stand.map(|stand| stand.told(self.desk.file.card, self.desk.file.file)) {
                self.refuse(name, format!("une valeur qui n’a pas déjà sa ligne ({told})"));
                return None;
            }
        }
        self.coded(name, field, text)
    }

    /// The items of a cell that holds several, each once, in order.
    pub(super) fn list(&mut self, name: &str) -> Vec<String> {
        let Some((field, text)) = self.value(name) else { return Vec::new() };
        if !field.allows(&text) {
            self.refuse(name, field.expected(self.desk.known.year));
            return Vec::new();
        }
        let mut items = Vec::new();
        for item in text.split(field.separator.unwrap_or('|')).map(str::trim) {
            match self.coded(name, field, item.to_owned()) {
                Some(item) => items.push(item),
                None => return Vec::new(),
            }
        }
        items.sort_unstable();
        items.dedup();
        items
    }

    /// A number between the bounds of its column.
    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        self.parsed(name, |field, text| cell::number(text).filter(|number| field.within(*number)))
    }

    /// A whole number between the bounds of its column.
    pub(super) fn integer(&mut self, name: &str) -> Option<i32> {
        self.parsed(name, |field, text| cell::integer(text).filter(|number| field.within(f64::from(*number))))
    }

    /// A year between that of its column and the latest one.
    pub(super) fn year(&mut self, name: &str) -> Option<i16> {
        let latest = self.desk.known.year;
        let within = |field: &Field, year: &i16| *year <= latest && field.within(f64::from(*year));
        self.parsed(name, |field, text| cell::year(text).filter(|year| within(field, year)))
    }

    /// A day.
    pub(super) fn day(&mut self, name: &str) -> Option<Day> {
        self.parsed(name, |_, text| cell::day(text))
    }

    /// A SIRET whose key is right.
    pub(super) fn siret(&mut self, name: &str) -> Option<String> {
        let siret = self.text(name)?;
        if !siret_holds(&siret) {
            self.refuse(name, "un SIRET dont la clé de contrôle est juste");
            return None;
        }
        Some(siret)
    }

    /// A territory of a level; a commune is carried to the year of the snapshot.
    pub(super) fn territory(&mut self, name: &str, level: &str, code: &str) -> Option<String> {
        let (found, expectation) = match level {
            "commune" => (self.carried(name, code), COMMUNE),
            "epci" => (self.held(level, code), "le SIREN d’un EPCI, neuf chiffres"),
            "departement" => (self.held(level, code), "le code d’un département (02, 2A, 974)"),
            _ => (self.held(level, code), "le code d’une région (32)"),
        };
        if found.is_none() {
            self.refuse(name, expectation);
        }
        found
    }

    /// Whether a cell is empty.
    pub(super) fn is_empty(&self, name: &str) -> bool {
        self.desk.schema.rank(name).is_none_or(|rank| self.read(rank).is_empty())
    }

    /// Tells a fault of a cell.
    pub(super) fn refuse(&mut self, name: &str, expectation: impl Into<String>) {
        let value = self.told(name);
        let value = (!value.is_empty()).then_some(value);
        let fault = Fault { line: self.line.number, column: self.header(name), value, expectation: expectation.into() };
        self.faults.push(fault);
    }

    /// Tells something to look at.
    pub(super) fn notice(&mut self, name: &str, message: String, expectation: &'static str) {
        let (column, value) = (self.header(name), self.told(name));
        self.notices.push(Notice { line: self.line.number, column, value, message, expectation });
    }

    /// Where the row stands.
    pub(super) fn stand(&self) -> Stand {
        Stand::new(self.desk.file.card, self.desk.file.file, self.line.number)
    }

    /// What names the row in the snapshot: `<card>:<file>:<line>`.
    pub(super) fn key(&self) -> String {
        format!("{}:{}:{}", self.desk.file.card, self.desk.file.file, self.line.number)
    }

    /// Refuses an act that was handed in already, and tells one whose structure another operator declared.
    pub(super) fn held_against_others(&mut self, name: &str, act: &Act) {
        let Desk { file, met, .. } = self.desk;
        if let Some(stand) = met.act(act) {
            let told = stand.told(file.card, file.file);
            self.refuse(name, format!("un acte qui n’a pas déjà sa ligne pour cet opérateur et cette année ({told})"));
        } else if let Some((operator, stand)) = met.claimed(act) {
            let told = stand.told(file.card, file.file);
            self.notice(name, format!("déjà déclaré par {operator} ({told})"), CLAIMED);
        }
    }

    /// The row as read, for a person: known columns that are filled, and no text where a name could stand.
    pub(super) fn content(&self) -> String {
        if !self.whole {
            return "(non conservée : les cellules ne se distinguent pas, un nom pourrait y être)".to_owned();
        }
        let names = self.desk.schema.fields.iter().map(|field| field.name.as_str());
        let told = names.map(|name| (name, self.told(name))).filter(|(_, value)| !value.is_empty());
        told.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ; ")
    }

    /// A cell read by `parse`, which answers nothing for what its column does not allow.
    fn parsed<T>(&mut self, name: &str, parse: impl FnOnce(&Field, &str) -> Option<T>) -> Option<T> {
        let (field, text) = self.value(name)?;
        let parsed = parse(field, &text);
        if parsed.is_none() {
            self.refuse(name, field.expected(self.desk.known.year));
        }
        parsed
    }

    /// A column and its cell, or what an empty cell stands for; nothing when it stands for nothing.
    fn value(&mut self, name: &str) -> Option<(&'a Field, String)> {
        let schema = self.desk.schema;
        let rank = schema.rank(name)?;
        let field = &schema.fields[rank];
        let read = self.read(rank);
        let text = if read.is_empty() { field.default.as_deref().unwrap_or_default() } else { read };
        if text.is_empty() {
            if field.constraints.required {
                self.refuse(name, "une valeur");
            }
            return None;
        }
        let text = match field.keep {
            Keep::Digits => text.chars().filter(|letter| !letter.is_whitespace()).collect(),
            Keep::Text | Keep::Never => text.to_owned(),
        };
        Some((field, text))
    }

    /// A text whose code must be known.
    fn coded(&mut self, name: &str, field: &Field, text: String) -> Option<String> {
        let known = self.desk.known;
        let found = match field.codes {
            None => return Some(text),
            Some(Codes::Operator) => known.operator(&text).is_some().then_some(text),
            Some(Codes::Scheme) => known.has_scheme(&text).then_some(text),
            Some(Codes::Commune) => self.carried(name, &text),
        };
        if found.is_none() {
            let expectation = match field.codes {
                Some(Codes::Operator) | None => OPERATOR.to_owned(),
                Some(Codes::Scheme) => format!("un dispositif connu ({})", known.schemes()),
                Some(Codes::Commune) => COMMUNE.to_owned(),
            };
            self.refuse(name, expectation);
        }
        found
    }

    /// The commune that a code of the file's year has become.
    fn carried(&mut self, name: &str, code: &str) -> Option<String> {
        let passage = self.desk.file.passage;
        let commune = passage.code.get(code)?.clone();
        if let Some(split) = passage.splits.iter().find(|split| split.code == code) {
            self.notice(name, format!("commune scindée, tout va à {}", split.chosen), SPLIT);
        }
        Some(commune)
    }

    fn held(&self, level: &str, code: &str) -> Option<String> {
        self.desk.known.has(level, code).then(|| code.to_owned())
    }

    fn read(&self, rank: usize) -> &'a str {
        let line = self.line;
        self.desk.columns.place(rank).and_then(|place| line.cells.get(place)).map_or("", String::as_str)
    }

    /// A column as the file names it.
    fn header(&self, name: &str) -> String {
        let place = self.desk.schema.rank(name).and_then(|rank| self.desk.columns.place(rank));
        place.and_then(|place| self.desk.header.get(place)).map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// A cell as it may be told.
    fn told(&self, name: &str) -> String {
        let Some(rank) = self.desk.schema.rank(name) else { return String::new() };
        let (field, read) = (&self.desk.schema.fields[rank], self.read(rank));
        // « 7,3E+13 » is a number; two letters are the beginning of a name.
        let letters = read.chars().filter(|letter| letter.is_alphabetic()).count();
        match field.keep {
            _ if read.is_empty() => String::new(),
            Keep::Never => UNKEPT.to_owned(),
            Keep::Digits if letters > 1 => UNKEPT.to_owned(),
            Keep::Digits | Keep::Text => short(read),
        }
    }
}
