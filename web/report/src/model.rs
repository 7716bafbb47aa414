//! What a profile says: sections of findings, tables, maps and boxes, and every number once, as a [`Value`].
//!
//! For: whoever writes the content, and the five forms (page, PDF, document, workbook, JSON), which know these shapes and nothing
//! of what they are about. Refuses to know: where a figure comes from, how a page is set.
//! Texts are French, typeset already (no-break spaces, typographic apostrophe). A missing number is an absence, never zero.

use serde::Serialize;

/// A profile, whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// What stands on the cover.
    pub cover: Cover,
    /// In reading order; the first is the page that says it all.
    pub sections: Vec<Section>,
    /// Said at the foot of every page and on the first sheet.
    pub imprint: Imprint,
}

/// The cover.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    /// « Profil de l’économie sociale et solidaire ».
    pub kicker: String,
    /// Name of the territory.
    pub title: String,
    /// What it is made of, or where it is.
    pub subtitle: String,
    /// Columns at the foot: a label and its lines.
    pub columns: Vec<(String, Vec<String>)>,
    /// The territory lit in its region, on the ground the form stands on; none without outlines, and where nothing is drawn.
    pub map: Option<Drawing>,
    /// One line under the map.
    pub note: String,
}

/// Where the document comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imprint {
    /// Identifier of the snapshot.
    pub snapshot: String,
    /// Title at the head of pages: « Profil ESS, Est de la Somme ».
    pub running: String,
    /// « Données synthétiques » and what it means; none where all is real.
    pub synthetic: Option<String>,
    /// How to cite.
    pub citation: String,
    /// Address of this very document, frozen.
    pub address: String,
}

/// One section: a page of the PDF, a part of the page that has its own link, a sheet of the workbook.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// In links and in the API: `poids`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Name of its sheet, at most 31 characters without `[]:*?/\`.
    pub sheet: String,
    /// The finding, in two lines.
    pub lead: String,
    /// What is drawn, explained once: sign and meaning.
    pub key: Vec<(Sign, String)>,
    /// In reading order.
    pub blocks: Vec<Block>,
}

/// A sign of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// The territory: a filled dot of lantern.
    Here,
    /// Its parts: rings.
    Part,
    /// The other units: small dots.
    Other,
    /// The reference: a tick.
    Reference,
    /// The rest, dashed.
    Rest,
}

/// What a section is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "a profile has some dozens of blocks, most of them findings: a box would save nothing"
)]
pub enum Block {
    /// A figure that starts its sentence, beside its chart.
    Finding(Finding),
    /// A table.
    Table(Table),
    /// A map on the whole width.
    Map(Map),
    /// Paragraphs under a small title.
    Text(Text),
    /// A box: a few figures with their sentences.
    Boxed(Boxed),
    /// Other views of the section; on the page alone, for paper leads nowhere.
    Links(Links),
}

/// A number as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Value {
    /// The number, whole precision; `null` where absent.
    pub number: Option<f64>,
    /// Why it is absent: `s`, `n.d.`, `n.c.`, `–`, as a sign.
    pub absence: Option<String>,
    /// Decimals shown.
    pub decimals: u8,
    /// Unit set behind the number: `%`, `min`, `€`; empty.
    pub unit: String,
    /// Whether a plus is written.
    pub signed: bool,
}

/// A figure that starts its sentence, its chart beside it, its source under it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// In links: `poids-emploi`.
    pub id: String,
    /// Name of the figure, for the workbook, the chart's table and who does not see the chart.
    pub label: String,
    /// The large figure.
    pub value: Value,
    /// Bounds of its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// The sentence it starts, without the figure.
    pub sentence: String,
    /// The rank, or another remark, smaller.
    pub remark: String,
    /// Its chart.
    pub chart: Option<Chart>,
    /// « Source : …, millésime 2022, géographie 2026. »
    pub source: String,
}

/// A chart. Each has its table: the numbers it draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "chart", rename_all = "snake_case")]
pub enum Chart {
    /// Every unit on one axis, the territory and its interval below, the reference as a line.
    Swarm {
        /// Other units: name and value.
        others: Vec<(String, f64)>,
        /// Parts of the territory.
        parts: Vec<(String, f64)>,
        /// The territory's value, when it has one.
        here: Option<f64>,
        /// Its interval.
        interval: Option<(f64, f64)>,
        /// Name and value of the reference.
        reference: Option<(String, f64)>,
        /// Decimals of the axis.
        decimals: u8,
        /// Unit of the axis.
        unit: String,
    },
    /// Shares of a whole, here and in the reference: at most six parts.
    Composition {
        /// Part, share here, share in the reference; percent.
        parts: Vec<(String, Value, Value)>,
        /// « ici », « région ».
        rows: (String, String),
    },
    /// One line a category: a dot here, a tick for the reference.
    Gaps {
        /// Category, here, reference.
        rows: Vec<(String, Value, Value)>,
        /// « ici », « région ».
        heads: (String, String),
        /// Unit of the axis.
        unit: String,
    },
    /// Lines over years; a missing year parts the line.
    Course {
        /// Years, ascending.
        years: Vec<u16>,
        /// Name, values in the order of years, and the sign it is drawn with.
        lines: Vec<(String, Vec<Option<f64>>, Sign)>,
        /// Decimals of the axis and of the end values.
        decimals: u8,
        /// What the axis says.
        caption: String,
    },
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// In links.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell a column.
    pub rows: Vec<Row>,
    /// Notes under it.
    pub notes: Vec<String>,
    /// Source line.
    pub source: String,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether it holds numbers, set to the right.
    pub numeric: bool,
    /// Its share of the width; numeric columns are as wide as they need.
    pub weight: u8,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it is the finding: set in lantern.
    pub marked: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "cell", rename_all = "snake_case")]
pub enum Cell {
    /// Words.
    Words {
        /// The words.
        text: String,
    },
    /// A number.
    Number {
        /// The number.
        value: Value,
    },
    /// Which of the four stages of an enterprise's life: émergence, création, développement, consolidation.
    Stages {
        /// Each of them.
        of: [bool; 4],
        /// What the bar is called: « conseil », « subvention ».
        kind: String,
    },
}

/// A map with its legend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// In links.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The picture.
    pub drawing: Drawing,
    /// Source line.
    pub source: String,
}

/// A vector picture and what it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawing {
    /// SVG, its letters named by family.
    #[serde(skip)]
    pub svg: String,
    /// The same in words, for who does not see it.
    pub alternative: String,
    /// Width over height.
    pub ratio: f64,
}

/// Paragraphs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Text {
    /// In links.
    pub id: String,
    /// A small title; empty without.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Whether they are set as a list.
    pub list: bool,
}

/// Other views of a section, each by the parameters that ask for it, and other pages, by addresses that begin with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Links {
    /// In links.
    pub id: String,
    /// What they are for.
    pub title: String,
    /// Lists to choose from: what is chosen in each is asked together.
    pub choices: Vec<Choice>,
    /// Words, then parameters.
    pub links: Vec<(String, String)>,
    /// The whole, the same way.
    pub whole: (String, String),
}

/// A list to choose one from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Name of the parameter.
    pub name: String,
    /// What is chosen: « Mon étape ».
    pub label: String,
    /// Words where nothing is.
    pub any: String,
    /// Value of the parameter, then words.
    pub options: Vec<(String, String)>,
    /// The value that is chosen; empty where none is.
    pub chosen: String,
}

/// A box of figures with their sentences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Boxed {
    /// In links.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A line of signs under it: term and verdict.
    pub verdicts: Vec<(String, String)>,
    /// Figure in words, and its sentence: at most three.
    pub figures: Vec<(String, String)>,
    /// Whether it is about what lacks: hatched edge in cool.
    pub white: bool,
    /// Source line.
    pub source: String,
}
