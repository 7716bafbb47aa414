//! A table of the page: heads, numbers to the right, stages as a bar in words for who does not see it.

use lanterne_tiles::picture::escaped;

use super::anchor;
use super::section::source;
use crate::format::{stages, value};
use crate::model::{Cell, Table};

/// The stages over their columns, with the places where a narrow one may part them.
const STAGE_HEADS: [&str; 4] = ["émer\u{ad}gence", "créa\u{ad}tion", "dévelop\u{ad}pement", "consoli\u{ad}dation"];
/// Styles of bars: one a kind, in the order kinds appear.
const BARS: usize = 4;

pub(super) fn write(out: &mut String, table: &Table) {
    let id = anchor(&table.id);
    out.push_str(&format!("<div class=\"table\" id=\"{id}\">\n"));
    if !table.title.is_empty() {
        out.push_str(&format!("<h3 class=\"part\" id=\"{id}-titre\">{}</h3>\n", escaped(&table.title)));
    }
    let labelled = if table.title.is_empty() { String::new() } else { format!(" aria-labelledby=\"{id}-titre\"") };
    out.push_str(&format!("<div class=\"scroll\" tabindex=\"0\" role=\"group\"{labelled}>\n<table{labelled}>\n"));
    widths(out, table);
    out.push_str("<thead><tr>");
    for (at, column) in table.columns.iter().enumerate() {
        let class = if column.numeric { " class=\"number\"" } else { "" };
        if column.head.is_empty() && !staged(table, at) {
            // Over the names of rows: a head that says nothing is none.
            out.push_str("<td></td>");
            continue;
        }
        out.push_str(&format!("<th scope=\"col\"{class}>{}", escaped(&column.head)));
        if staged(table, at) {
            out.push_str("<span class=\"stage-heads\">");
            STAGE_HEADS.iter().for_each(|stage| out.push_str(&format!("<span>{stage}</span>")));
            out.push_str("</span>");
        }
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let kinds = kinds(table);
    for row in &table.rows {
        out.push_str(if row.marked { "<tr class=\"marked\">" } else { "<tr>" });
        for (at, cell) in row.cells.iter().enumerate() {
            match cell {
                Cell::Words { text } if at == 0 => {
                    out.push_str(&format!("<th scope=\"row\">{}</th>", escaped(text)));
                }
                Cell::Words { text } if table.columns.get(at).is_some_and(|column| column.numeric) => {
                    number(out, text);
                }
                Cell::Words { text } => out.push_str(&format!("<td>{}</td>", escaped(text))),
                Cell::Number { value: of } => number(out, &value(of)),
                Cell::Stages { of, kind } => {
                    let bar = kinds.iter().position(|known| known == kind).unwrap_or(0) % BARS;
                    out.push_str(&format!("<td><span class=\"unseen\">{}</span>", escaped(&stages(*of, kind))));
                    out.push_str(&format!("<span class=\"stages bar-{bar}\" aria-hidden=\"true\">"));
                    of.iter().for_each(|on| out.push_str(if *on { "<i class=\"on\"></i>" } else { "<i></i>" }));
                    out.push_str("</span></td>");
                }
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if !kinds.is_empty() {
        out.push_str("<p class=\"bars\">");
        for (at, kind) in kinds.iter().enumerate() {
            let bar = at % BARS;
            out.push_str(&format!(
                "<span class=\"stages bar-{bar}\" aria-hidden=\"true\"><i class=\"on\"></i></span>{} ",
                escaped(kind)
            ));
        }
        out.push_str("</p>\n");
    }
    table.notes.iter().for_each(|note| out.push_str(&format!("<p class=\"note\">{}</p>\n", escaped(note))));
    source(out, "p", &table.source);
    out.push_str("</div>\n");
}

/// Columns of words share the width by their weights; those of numbers take what they need.
fn widths(out: &mut String, table: &Table) {
    let whole: u32 = table.columns.iter().map(|column| u32::from(column.weight.max(1))).sum();
    out.push_str("<colgroup>");
    for column in &table.columns {
        match column.numeric {
            true => out.push_str("<col>"),
            false => {
                let share = 100 * u32::from(column.weight.max(1)) / whole.max(1);
                out.push_str(&format!("<col style=\"width:{share}%\">"));
            }
        }
    }
    out.push_str("</colgroup>\n");
}

/// A cell with a number already written.
pub(super) fn number(out: &mut String, text: &str) {
    out.push_str(&format!("<td class=\"number\">{}</td>", escaped(text)));
}

fn staged(table: &Table, at: usize) -> bool {
    table.rows.iter().any(|row| matches!(row.cells.get(at), Some(Cell::Stages { .. })))
}

/// Kinds of bars, in the order they appear.
fn kinds(table: &Table) -> Vec<&str> {
    let mut kinds: Vec<&str> = Vec::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        if let Cell::Stages { kind, .. } = cell
            && !kind.is_empty()
            && !kinds.contains(&kind.as_str())
        {
            kinds.push(kind);
        }
    }
    kinds
}
