//! A table a French spreadsheet opens by a double click: UTF-8 with its mark, `;` between cells, decimal comma. First lines
//! `#` say the mention, the source, the vintage and the rest of the notes.

use super::table::{Cells, Table};

/// The whole file.
pub(crate) fn write(table: &Table) -> String {
    let mut out = String::from('\u{feff}');
    let mut line = |text: &str| {
        out.push_str(text);
        out.push_str("\r\n");
    };
    for note in &table.notes {
        let text = note.text.replace(['\r', '\n'], " ");
        match note.label {
            "" => line(&format!("# {text}")),
            label => line(&format!("# {label} : {text}")),
        }
    }
    line(&table.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(";"));
    for at in 0..table.rows.len() {
        line(&table.columns.iter().map(|column| cell(&column.cells, at)).collect::<Vec<_>>().join(";"));
    }
    out
}

fn cell(cells: &Cells, at: usize) -> String {
    match cells {
        Cells::Text(cells) => cells.get(at).and_then(Option::as_deref).map(quoted),
        Cells::Whole(cells) => cells.get(at).copied().flatten().map(|count| count.to_string()),
        Cells::Number(cells) => cells.get(at).copied().flatten().map(number),
        Cells::Truth(cells) => cells.get(at).map(|truth| if *truth { "oui" } else { "non" }.to_owned()),
    }
    .unwrap_or_default()
}

/// Every digit of a number, decimal comma.
fn number(value: f64) -> String {
    value.to_string().replace('.', ",")
}

/// A text that cannot break its cell, nor be taken for a formula.
fn quoted(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    match text.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_all_its_digits() {
        assert_eq!(number(17.008_605_3), "17,0086053");
    }

    #[test]
    fn a_name_with_a_separator_stays_in_its_cell() {
        assert_eq!(quoted("a;b"), "\"a;b\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
    }
}
