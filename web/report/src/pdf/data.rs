//! The profile as the template reads it: `data.json`, where every number is a text already, and a file a drawing.

use serde_json::{Value as Json, json};

use super::{Day, Ground, Print};
use crate::chart::{self, Medium};
use crate::error::ReportError;
use crate::format::{interval, stages, value};
use crate::model::{Block, Boxed, Cell, Drawing, Finding, Profile, Section, Sign, Table, Text};

/// A letter of no width and no ink. A drawing without words would be refused as one with them is not.
const UNTOLD: &str = "Dessin sans description";

/// Every file the template may open, by name.
pub(crate) fn files(profile: &Profile, print: &Print) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
    let mut drawings = Drawings::default();
    let Day { year, month, day } = print.day;
    let ground = match print.ground {
        Ground::Night => "night",
        Ground::Paper => "paper",
    };
    let cover = &profile.cover;
    let data = json!({
        "ground": ground,
        "date": [year, i32::from(month), i32::from(day)],
        "cover": {
            "kicker": cover.kicker,
            "title": cover.title,
            "subtitle": cover.subtitle,
            "columns": cover.columns,
            "map": cover.map.as_ref().map(|map| drawings.add(map)),
            "note": cover.note,
            "synthetic": profile.imprint.synthetic,
        },
        "imprint": profile.imprint,
        "sections": profile.sections.iter().map(|of| section(of, &mut drawings)).collect::<Vec<_>>(),
    });
    drawings.with_data(&data)
}

/// Drawings as files, numbered in the order they are met.
#[derive(Default)]
pub(crate) struct Drawings {
    files: Vec<(String, Vec<u8>)>,
}

impl Drawings {
    fn file(&mut self, svg: String) -> String {
        let name = format!("drawing-{}.svg", self.files.len());
        self.files.push((name.clone(), svg.into_bytes()));
        name
    }

    /// Keeps a drawing as a file, and says what a template needs of it: `file`, `alternative`, `ratio`.
    pub(crate) fn add(&mut self, drawing: &Drawing) -> Json {
        let ratio = if drawing.ratio.is_finite() && drawing.ratio > 0.0 { drawing.ratio } else { 1.0 };
        let alternative = if drawing.alternative.is_empty() { UNTOLD } else { &drawing.alternative };
        json!({ "file": self.file(drawing.svg.clone()), "alternative": alternative, "ratio": ratio })
    }

    /// Every file the template may open: the drawings, and the data that names them.
    pub(crate) fn with_data(self, data: &Json) -> Result<Vec<(String, Vec<u8>)>, ReportError> {
        let mut files = self.files;
        files.push(("data.json".to_owned(), serde_json::to_vec(data)?));
        Ok(files)
    }
}

fn section(section: &Section, drawings: &mut Drawings) -> Json {
    let mut blocks = Vec::new();
    let mut rest = section.blocks.as_slice();
    while let Some((block, after)) = rest.split_first() {
        rest = after;
        blocks.push(match block {
            // Paper leads nowhere.
            Block::Links(_) => continue,
            Block::Finding(of) => finding(of, drawings),
            Block::Table(of) => table(of),
            Block::Map(of) => {
                json!({ "kind": "map", "title": of.title, "drawing": drawings.add(&of.drawing), "source": of.source })
            }
            Block::Boxed(of) => boxed(of),
            Block::Text(of) => {
                // Texts that follow each other are set together.
                let mut texts = vec![text(of)];
                while let Some((Block::Text(of), after)) = rest.split_first() {
                    texts.push(text(of));
                    rest = after;
                }
                json!({ "kind": "texts", "texts": texts })
            }
        });
    }
    let lead: Vec<&str> = section.lead.lines().filter(|line| !line.is_empty()).collect();
    let key: Vec<Json> =
        section.key.iter().map(|(sign, words)| json!({ "sign": sign_name(*sign), "text": words })).collect();
    json!({ "id": section.id, "title": section.title, "lead": lead, "key": key, "blocks": blocks })
}

const fn sign_name(sign: Sign) -> &'static str {
    match sign {
        Sign::Here => "here",
        Sign::Part => "part",
        Sign::Other => "other",
        Sign::Reference => "reference",
        Sign::Rest => "rest",
    }
}

fn finding(finding: &Finding, drawings: &mut Drawings) -> Json {
    let remark = Some(finding.remark.clone()).filter(|remark| !remark.is_empty());
    let remarks: Vec<String> = interval(finding).into_iter().chain(remark).collect();
    let chart = finding.chart.as_ref().map(|chart| {
        let file = drawings.file(chart::draw(chart, &finding.label, Medium::Print));
        json!({ "file": file, "alternative": chart::spoken(chart) })
    });
    json!({
        "kind": "finding",
        "label": finding.label,
        "value": value(&finding.value),
        "sentence": finding.sentence,
        "remarks": remarks,
        "chart": chart,
        "source": finding.source,
    })
}

fn table(table: &Table) -> Json {
    let mut kinds: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for row in &table.rows {
        let mut cells = Vec::new();
        for cell in &row.cells {
            cells.push(match cell {
                Cell::Words { text } => json!({ "text": text, "number": false }),
                Cell::Number { value: of } => json!({ "text": value(of), "number": true }),
                Cell::Stages { of, kind } => {
                    if !kind.is_empty() && !kinds.contains(&kind.as_str()) {
                        kinds.push(kind);
                    }
                    let bar = kinds.iter().position(|known| known == kind).unwrap_or(0);
                    json!({ "stages": of, "bar": bar, "alternative": stages(*of, kind) })
                }
            });
        }
        // A row is as long as the table is wide, whatever was given.
        cells.resize(table.columns.len(), json!({ "text": "", "number": false }));
        rows.push(json!({ "cells": cells, "marked": row.marked }));
    }
    let columns: Vec<Json> = (table.columns.iter().enumerate())
        .map(|(at, column)| {
            let staged = table.rows.iter().any(|row| matches!(row.cells.get(at), Some(Cell::Stages { .. })));
            json!({ "head": column.head, "numeric": column.numeric, "weight": column.weight.max(1), "staged": staged })
        })
        .collect();
    json!({
        "kind": if columns.is_empty() { "nothing" } else { "table" },
        "title": table.title,
        "columns": columns,
        "rows": rows,
        "kinds": kinds,
        "notes": table.notes,
        "source": table.source,
    })
}

fn text(text: &Text) -> Json {
    json!({ "title": text.title, "paragraphs": text.paragraphs, "list": text.list })
}

fn boxed(boxed: &Boxed) -> Json {
    let verdicts: Vec<Json> = (boxed.verdicts.iter())
        .map(|(term, verdict)| {
            let shape = match verdict.trim() {
                "oui" => "yes",
                "non" => "no",
                _ => "unsaid",
            };
            json!({ "term": term, "verdict": verdict, "shape": shape })
        })
        .collect();
    json!({
        "kind": "boxed",
        "title": boxed.title,
        "verdicts": verdicts,
        "figures": boxed.figures,
        "white": boxed.white,
        "source": boxed.source,
    })
}
