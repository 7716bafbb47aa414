//! Tables of the document: real ones, their heads repeated on every page, numbers to the right, stages in words.

use docx_rs::{
    AlignmentType, Table as Grid, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins,
    TableRow, VAlignType, WidthType,
};
use lanterne_tiles::picture::font::Face;

use super::desk::{Desk, run};
use super::style;
use crate::format::{stages, value};
use crate::model::{Cell, Row, Table};

/// Width of the text, twentieths of a point.
const WIDTH: f64 = style::TEXT as f64;
/// What a cell keeps free on its left and on its right.
const PADDING: usize = 80;
/// Columns of words keep that much of the width, whatever the numbers need.
const FOR_WORDS: f64 = 0.3;

/// Puts a table with its title, its notes and its source.
pub(super) fn write(desk: &mut Desk, table: &Table) {
    desk.say(style::HEADING_2, &table.title);
    if !table.columns.is_empty() {
        let widths = widths(table);
        let mut rows = vec![head(desk, table, &widths)];
        rows.extend(table.rows.iter().map(|row| line(desk, table, row, &widths)));
        desk.table(grid(rows, widths));
    }
    table.notes.iter().for_each(|note| desk.say(style::NOTE, note));
    desk.say(style::SOURCE, &table.source);
    apart(desk);
}

/// Puts labels and their lines, a row each.
pub(super) fn facts(desk: &mut Desk, columns: &[(String, Vec<String>)]) {
    if columns.is_empty() {
        return;
    }
    let widths = vec![style::TEXT / 4, style::TEXT - style::TEXT / 4];
    let rows = columns.iter().map(|(label, lines)| {
        let label = desk.paragraph(style::CELL).add_run(run(label).bold().color(style::LANTERN_TEXT));
        let lines = desk.paragraph(style::CELL).add_run(run(&lines.join(", ")));
        TableRow::new(vec![cell(widths[0]).add_paragraph(label), cell(widths[1]).add_paragraph(lines)]).cant_split()
    });
    let rows = rows.collect();
    desk.table(grid(rows, widths));
    apart(desk);
}

fn grid(rows: Vec<TableRow>, widths: Vec<usize>) -> Grid {
    let edge = |position| TableBorder::new(position).size(4).color(style::RULE);
    let edges = [TableBorderPosition::Top, TableBorderPosition::InsideH, TableBorderPosition::Bottom];
    let borders = edges.into_iter().fold(TableBorders::with_empty(), |borders, position| borders.set(edge(position)));
    Grid::new(rows)
        .set_grid(widths)
        .width(style::TEXT, WidthType::Dxa)
        .set_borders(borders)
        .margins(TableCellMargins::new().margin(40, PADDING, 40, PADDING))
}

/// A line of almost no height: two tables that touch would become one.
fn apart(desk: &mut Desk) {
    let empty = desk.paragraph(style::APART);
    desk.put(empty);
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

fn head(desk: &mut Desk, table: &Table, widths: &[usize]) -> TableRow {
    let cells = table.columns.iter().zip(widths).map(|(column, width)| {
        let mut words = desk.paragraph(style::HEAD).align(side(column.numeric));
        if !column.head.is_empty() {
            words = words.add_run(run(&column.head));
        }
        cell(*width).vertical_align(VAlignType::Bottom).add_paragraph(words)
    });
    let cells = cells.collect();
    desk.head(cells)
}

/// A row as long as the table is wide, whatever was given; its first cell names it.
fn line(desk: &mut Desk, table: &Table, row: &Row, widths: &[usize]) -> TableRow {
    let cells = table.columns.iter().zip(widths).enumerate().map(|(at, (column, width))| {
        let said = row.cells.get(at).map_or_else(String::new, said);
        let numeric = column.numeric || matches!(row.cells.get(at), Some(Cell::Number { .. }));
        let mut words = run(&said);
        if row.marked {
            words = words.bold().color(style::LANTERN_TEXT);
        } else if at == 0 {
            words = words.bold();
        }
        cell(*width).add_paragraph(desk.paragraph(style::CELL).align(side(numeric)).add_run(words))
    });
    TableRow::new(cells.collect()).cant_split()
}

fn said(cell: &Cell) -> String {
    match cell {
        Cell::Words { text } => text.clone(),
        Cell::Number { value: of } => value(of),
        Cell::Stages { of, kind } => stages(*of, kind),
    }
}

const fn side(numeric: bool) -> AlignmentType {
    if numeric { AlignmentType::Right } else { AlignmentType::Left }
}

/// Columns of numbers take what they need; those of words share the rest by their weights.
fn widths(table: &Table) -> Vec<usize> {
    let needs: Vec<Option<f64>> = (table.columns.iter().enumerate())
        .map(|(at, column)| {
            let cells =
                table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| room(&said(cell), style::CELL_SIZE));
            // A head may break between its words.
            let words = column.head.split(' ').map(|word| room(word, style::HEAD_SIZE));
            column.numeric.then(|| cells.chain(words).fold(0.0, f64::max))
        })
        .collect();
    let weight = |at: usize| table.columns.get(at).map_or(1.0, |column| f64::from(column.weight.max(1)));
    let weights: f64 = (0..needs.len()).filter(|at| needs[*at].is_none()).map(weight).sum();
    let needed: f64 = needs.iter().flatten().sum();
    let for_numbers = if weights > 0.0 { needed.min(WIDTH * (1.0 - FOR_WORDS)) } else { WIDTH };
    let wide = |(at, need): (usize, &Option<f64>)| match need {
        Some(need) => need * for_numbers / needed,
        None => (WIDTH - for_numbers) * weight(at) / weights,
    };
    needs.iter().enumerate().map(wide).map(|width| width.round() as usize).collect()
}

/// Room for a text on one line, twentieths of a point. The letters are not those of the document, and where a machine has neither of the
/// families it names they are wider still: a quarter more is given.
fn room(words: &str, half_points: usize) -> f64 {
    let points = half_points as f64 / 2.0;
    Face::SansSemibold.width(words, points) * 20.0 * 1.25 + 2.0 * PADDING as f64
}
