//! Why a published figure cannot judge the register: another publisher, another year, another unit.

use lanterne_data::read::Published;

/// Why a figure is not of the edition the documents rest on: another publisher, another year.
pub(super) fn other_edition(figure: &Published) -> Option<String> {
    let source = figure.source.as_deref().unwrap_or("");
    if figure.origin == "externe" {
        let year = figure.year.as_deref().map(|year| format!(", {year}")).unwrap_or_default();
        return Some(format!("autre édition : {source}{year}"));
    }
    (source.contains("INSEE Analyses")).then(|| format!("autre source : {source}"))
}

/// Why a figure does not count what the register counts.
pub(super) fn other_unit(figure: &Published) -> Option<String> {
    let entities =
        figure.measure == "share_by_famille_units_pct" && figure.level == "region" && figure.origin == "document";
    entities.then(|| "autre unité : entités juridiques ou entreprises, non établissements".into())
}
