//! A section of the document and its blocks, but for tables.
//!
//! A finding is one paragraph, its figure first: copied, it is a whole sentence. What the page draws is a picture, told in words.

use docx_rs::{IndentLevel, NumberingId};

use super::desk::{Desk, Room, run};
use super::{style, table};
use crate::chart::{self, Medium};
use crate::error::ReportError;
use crate::format::{interval_in_words, value};
use crate::model::{Block, Boxed, Finding, Map, Section, Sign, Text};

const CHART: Room = Room(120.0, 180.0);
/// No map takes more than half a page.
const MAP: Room = Room(style::TEXT_MM, 118.0);
/// Between signs on one line.
const APART: &str = "\u{2003}";

/// Puts a section; `number` is its place in the contents.
pub(super) fn write(desk: &mut Desk, section: &Section, number: usize) -> Result<(), ReportError> {
    desk.heading(&section.title, number);
    section.lead.lines().for_each(|line| desk.say(style::LEAD, line));
    if !section.key.is_empty() {
        key(desk, &section.key);
    }
    for block in &section.blocks {
        match block {
            Block::Finding(of) => finding(desk, of)?,
            Block::Table(of) => table::write(desk, of),
            Block::Map(of) => map(desk, of)?,
            Block::Text(of) => text(desk, of),
            Block::Boxed(of) => boxed(desk, of),
            // Paper leads nowhere.
            Block::Links(_) => {}
        }
    }
    Ok(())
}

/// What is drawn, explained once: signs that letters have, in the colours of the charts.
fn key(desk: &mut Desk, entries: &[(Sign, String)]) {
    let mut line = desk.paragraph(style::KEY);
    for (at, (sign, meaning)) in entries.iter().enumerate() {
        let (sample, colour) = match sign {
            Sign::Here => ("●", style::LANTERN_FILL),
            Sign::Part => ("○", style::LANTERN_FILL),
            Sign::Other => ("•", style::OTHERS),
            Sign::Reference => ("|", style::INK),
            Sign::Rest => ("- -", style::INK_2),
        };
        let before = if at == 0 { "" } else { APART };
        line = line.add_run(run(&format!("{before}{sample}\u{a0}")).bold().color(colour)).add_run(run(meaning));
    }
    desk.put(line);
}

fn finding(desk: &mut Desk, finding: &Finding) -> Result<(), ReportError> {
    let said = desk
        .paragraph(style::FINDING)
        .add_run(style::large(&value(&finding.value)))
        .add_run(run(&format!(" {}", finding.sentence)));
    desk.put(said);
    let remark = Some(&finding.remark).filter(|remark| !remark.is_empty()).cloned();
    for remark in interval_in_words(finding).into_iter().chain(remark) {
        desk.say(style::REMARK, &remark);
    }
    if let Some(chart) = &finding.chart {
        let told = format!("{}. {}", finding.label, chart::spoken(chart));
        desk.picture(&chart::draw(chart, &finding.label, Medium::Print), &told, CHART)?;
    }
    desk.say(style::SOURCE, &finding.source);
    Ok(())
}

fn map(desk: &mut Desk, map: &Map) -> Result<(), ReportError> {
    desk.say(style::HEADING_2, &map.title);
    desk.picture(&map.drawing.svg, &map.drawing.alternative, MAP)?;
    desk.say(style::SOURCE, &map.source);
    Ok(())
}

fn text(desk: &mut Desk, text: &Text) {
    desk.say(style::HEADING_2, &text.title);
    for words in &text.paragraphs {
        match text.list {
            true => {
                let item = desk.paragraph(style::ITEM).numbering(NumberingId::new(style::BULLET), IndentLevel::new(0));
                desk.put(item.add_run(run(words)));
            }
            false => desk.say(style::BODY, words),
        }
    }
}

fn boxed(desk: &mut Desk, boxed: &Boxed) {
    let (frame, colour) = if boxed.white { (style::BOX_COOL, style::COOL) } else { (style::BOX, style::LANTERN_TEXT) };
    desk.say(style::HEADING_2, &boxed.title);
    let verdicts: Vec<String> = boxed.verdicts.iter().map(|(term, verdict)| spoken(term, verdict)).collect();
    desk.say(frame, &verdicts.join(APART));
    for (figure, sentence) in &boxed.figures {
        let line = desk.paragraph(frame);
        let line = line.add_run(run(figure).bold().size(28).color(colour)).add_run(run(&format!(" {sentence}")));
        desk.put(line);
    }
    desk.say(style::SOURCE, &boxed.source);
}

/// « ● offre : non »: the sign is filled for yes, empty for no, dotted for what cannot be said.
fn spoken(term: &str, verdict: &str) -> String {
    let sign = match verdict.trim() {
        "oui" => '●',
        "non" => '○',
        _ => '◌',
    };
    format!("{sign}\u{a0}{term}\u{a0}: {verdict}")
}
