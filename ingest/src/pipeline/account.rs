//! Conservation, printed: rows read = loaded + refused + out of scope, file by file.

use lanterne_data::read::LoadReport;
use lanterne_data::row::Warning;

use crate::check::render_warning;
use crate::conservation;

/// The table of an ingest's files (French), with its totals, and its warnings.
pub fn table(reports: &[LoadReport], warnings: &[Warning]) -> String {
    let mut lines = conservation::table(reports, true);
    for report in reports.iter().filter(|report| report.out_of_scope > 0) {
        lines.push(format!("hors champ, {} : {}", report.file, report.scope));
    }
    lines.extend(warnings.iter().map(render_warning));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_totals_are_sums_and_scope_and_warnings_are_said() {
        let report = |file: &str, read, loaded, refused, out| LoadReport {
            card: "c".to_owned(),
            file: file.to_owned(),
            sha256: String::new(),
            rows_read: read,
            loaded,
            refused,
            out_of_scope: out,
            scope: "fermés".to_owned(),
        };
        let wrong = Warning {
            card: "c".to_owned(),
            file: "a.csv".to_owned(),
            column: "siren".to_owned(),
            row_count: 1_200,
            example: "123456789".to_owned(),
            expectation: "un identifiant juste".to_owned(),
        };
        let table = table(&[report("a.csv", 1_234_567, 1_234_560, 2, 5), report("long.csv", 3, 3, 0, 0)], &[wrong]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[1], "a.csv     1\u{202f}234\u{202f}567  1\u{202f}234\u{202f}560         2           5");
        assert!(lines[3].starts_with("total") && lines[3].contains("1\u{202f}234\u{202f}570"));
        assert_eq!(lines[4], "hors champ, a.csv : fermés");
        assert_eq!(
            lines[5],
            "à vérifier, a.csv : 1\u{202f}200\u{a0}lignes dont « siren » n’est pas un identifiant juste (« 123456789 »)"
        );
        assert_eq!(lines[0].chars().count(), lines[1].chars().count());
    }
}
