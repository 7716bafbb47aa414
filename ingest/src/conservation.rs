//! Rows read = loaded + refused + out of scope, file by file: the table that an ingest prints and that `check` repeats.

use lanterne_data::read::LoadReport;

use crate::number::count;

/// A line of headings, a line per file and, when asked for, one of totals (French); columns are aligned.
pub(crate) fn table(reports: &[LoadReport], totals: bool) -> Vec<String> {
    let headings = ["fichier", "lues", "chargées", "refusées", "hors champ"].map(str::to_owned);
    let mut rows = vec![headings];
    for report in reports {
        rows.push(row(&report.file, [report.rows_read, report.loaded, report.refused, report.out_of_scope]));
    }
    if totals {
        let total = |part: fn(&LoadReport) -> i64| reports.iter().map(part).sum();
        rows.push(row(
            "total",
            [total(|r| r.rows_read), total(|r| r.loaded), total(|r| r.refused), total(|r| r.out_of_scope)],
        ));
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3, 4].map(width);
    let line = |row: &[String; 5]| {
        let name = &row[0];
        let figures: String = (1..5).map(|column| format!("  {:>w$}", row[column], w = widths[column])).collect();
        format!("{name:<w$}{figures}", w = widths[0])
    };
    rows.iter().map(line).collect()
}

fn row(name: &str, figures: [i64; 4]) -> [String; 5] {
    let [read, loaded, refused, out] = figures.map(count);
    [name.to_owned(), read, loaded, refused, out]
}
