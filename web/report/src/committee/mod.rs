//! The committee's document: a first page for all schemes together, then one page for each, two dates side by side.
//!
//! Content is the caller's; here is how it looks. Every number is a [`Value`], written as the other forms write it. What does not fit a
//! page is left out whole and counted, never cut: `committee.typ` measures. Refuses to know: where a figure comes from, the clock.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use crate::error::ReportError;
use crate::format::{bare, value};
use crate::model::{Drawing, Imprint, Value};
use crate::pdf::{Day, Drawings, Template, typeset};

/// The document.
#[derive(Debug, Clone, PartialEq)]
pub struct Committee {
    /// One page each, the first for all schemes together.
    pub pages: Vec<Page>,
    /// What the document is about, for who searches among files.
    pub description: String,
    /// Said at the head and the foot of every page.
    pub imprint: Imprint,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Above the title: « Comité de déploiement, Hauts-de-France ».
    pub kicker: String,
    /// Title: the scheme's name.
    pub title: String,
    /// What it is, and which dates are compared.
    pub lead: String,
    /// The two dates: « fin 2022 », « fin 2024 ».
    pub dates: [String; 2],
    /// Key figures, at most six.
    pub figures: Vec<Figure>,
    /// Two maps, or none.
    pub maps: Vec<PageMap>,
    /// The signs of the maps: a swatch and its words.
    pub key: Vec<(Drawing, String)>,
    /// Schemes, one line each; none on the page of a scheme.
    pub lines: Vec<Line>,
    /// For the committee, the most needed first.
    pub sentences: Vec<String>,
    /// What should be looked at, the gravest first.
    pub alerts: Vec<Alert>,
    /// Where the figures come from.
    pub source: String,
}

/// A figure at both dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its name.
    pub label: String,
    /// At the earlier date.
    pub before: Value,
    /// At the later date.
    pub after: Value,
    /// The later less the earlier.
    pub difference: Value,
    /// An interval, a verdict; empty.
    pub remark: String,
}

/// A map of one date.
#[derive(Debug, Clone, PartialEq)]
pub struct PageMap {
    /// « Fin 2022 : 21 EPCI atteints ».
    pub title: String,
    /// The map.
    pub drawing: Drawing,
}

/// A scheme in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Beneficiaries at the earlier and the later date, and the difference.
    pub beneficiaries: [Value; 3],
    /// Territories reached, likewise.
    pub reached: [Value; 3],
    /// Territories to be expected at the later date.
    pub expected: Value,
    /// What to think of it, in two words.
    pub verdict: String,
    /// Whether it is a finding: the only coloured lines.
    pub marked: bool,
}

/// What should be looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// 3: grave, 2: to be watched, 1: to be known.
    pub gravity: u8,
    /// A sentence with its figure.
    pub sentence: String,
    /// What it rests on; empty.
    pub detail: String,
}

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(("committee.typ", include_str!("committee.typ")), &[]));

/// The document as a PDF/UA file, one sheet for each page. The same content and day give the same bytes.
///
/// # Errors
/// [`ReportError::Typeset`] where the typesetter refuses the document: a drawing that is no SVG, a day that is none.
pub fn committee(content: &Committee, day: Day) -> Result<Vec<u8>, ReportError> {
    let mut drawings = Drawings::default();
    let pages: Vec<Json> = content.pages.iter().map(|of| page(of, &mut drawings)).collect();
    let data = json!({
        "imprint": content.imprint,
        "description": content.description,
        "date": [day.year, i32::from(day.month), i32::from(day.day)],
        "pages": pages,
    });
    let ident = format!("{} {}", content.imprint.snapshot, content.imprint.running);
    typeset(&TEMPLATE, drawings.with_data(&data)?, day, ident)
}

fn page(page: &Page, drawings: &mut Drawings) -> Json {
    let figures: Vec<Json> = (page.figures.iter())
        .map(|of| {
            json!({
                "label": of.label,
                "before": value(&of.before),
                "after": value(&of.after),
                "difference": value(&of.difference),
                "remark": of.remark,
            })
        })
        .collect();
    let maps: Vec<Json> =
        page.maps.iter().map(|of| json!({ "title": of.title, "drawing": drawings.add(&of.drawing) })).collect();
    let key: Vec<Json> =
        page.key.iter().map(|(swatch, words)| json!({ "swatch": drawings.add(swatch), "text": words })).collect();
    let alerts: Vec<Json> = (page.alerts.iter())
        .map(|of| json!({ "gravity": of.gravity.min(3), "sentence": of.sentence, "detail": of.detail }))
        .collect();
    json!({
        "kicker": page.kicker,
        "title": page.title,
        "lead": page.lead,
        "dates": page.dates,
        "figures": figures,
        "maps": maps,
        "key": key,
        "lines": page.lines.iter().map(line).collect::<Vec<_>>(),
        "sentences": page.sentences,
        "alerts": alerts,
        "source": page.source,
    })
}

fn line(line: &Line) -> Json {
    json!({
        "name": line.name,
        "beneficiaries": line.beneficiaries.each_ref().map(bare),
        "reached": line.reached.each_ref().map(bare),
        "expected": bare(&line.expected),
        "verdict": line.verdict,
        "marked": line.marked,
    })
}
