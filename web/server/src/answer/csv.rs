//! A series as a table a spreadsheet opens: first lines `#` say source, vintage, perimeter, and that data are synthetic
//! when they are. Separated by `;`, decimals with a comma as French spreadsheets expect, UTF-8 with its mark.

use lanterne_observatory::Absence;

use crate::answer::place;
use crate::answer::series::SeriesQuery;
use crate::document::series::SeriesDocument;
use crate::state::State;

/// The whole file.
pub(crate) fn series(state: &State, series: &SeriesDocument, query: &SeriesQuery) -> String {
    let index = place::territories(state, query.view.level, query.view.region);
    let definition = query.indicator.definition();
    let mut out = String::from('\u{feff}');
    let mut line = |text: String| {
        out.push_str(&text);
        out.push_str("\r\n");
    };
    if let Some(notice) = &series.notice {
        line(format!("# {notice}"));
    }
    line(format!("# {} ({})", series.label, if series.unit.is_empty() { "sans unité" } else { &series.unit }));
    line(format!("# Source : {}, {}", series.source.title, series.source.producer));
    line(format!(
        "# Millésime : {} ; géographie : {} ; périmètre : {}",
        series.millesime, series.cog, series.perimetre
    ));
    line(format!("# Référence : {} = {}", series.reference.name, cell(series.reference.value)));
    let absences: Vec<String> =
        Absence::ALL.iter().map(|absence| format!("{} {}", absence.code(), absence.label())).collect();
    line(format!("# Absences : {}", absences.join(", ")));
    line(format!("# bas ; haut : {}", definition.uncertainty.label()));
    line(format!("# fiable : {}", definition.reliability));
    line("code;nom;departement;region;population;valeur;absence;bas;haut;lisse;numerateur;denominateur;fiable;classe;rang".to_owned());
    for (at, row) in series.rows.iter().enumerate() {
        let cells = [
            index.code[at].clone(),
            quoted(&index.name[at]),
            index.departement[at].clone().unwrap_or_default(),
            index.region[at].clone().unwrap_or_default(),
            index.population[at].map(|count| count.to_string()).unwrap_or_default(),
            cell(series.value[at]),
            series.absence.get(row).cloned().unwrap_or_default(),
            cell(series.low[at]),
            cell(series.high[at]),
            cell(series.smoothed[at]),
            cell(series.numerator[at]),
            cell(series.denominator[at]),
            if series.reliable[at] { "oui".to_owned() } else { "non".to_owned() },
            series.class[at].map(|class| (class + 1).to_string()).unwrap_or_default(),
            series.rank[at].map(|rank| rank.to_string()).unwrap_or_default(),
        ];
        line(cells.join(";"));
    }
    out
}

/// Every digit of a number, decimal comma; empty when absent.
fn cell(value: Option<f64>) -> String {
    value.map(|value| value.to_string().replace('.', ",")).unwrap_or_default()
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
        assert_eq!(cell(Some(17.008_605_3)), "17,0086053");
        assert_eq!(cell(None), "");
    }

    #[test]
    fn a_name_with_a_separator_stays_in_its_cell() {
        assert_eq!(quoted("a;b"), "\"a;b\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
    }
}
