//! Figures published in the documents and elsewhere, what contradicts what, and the targets set.

use std::path::Path;

use lanterne_data::row::{Contradiction, FigurePublished, Target};

use super::fault::FactFault;
use super::known::Known;
use super::sheet::{Line, Sheet};

/// Territories that no level of the snapshot has: a code there is free text.
const OTHER_LEVELS: [&str; 6] = ["epci_type", "petr", "other_region", "europe", "pays", "contract_territory"];

/// Every published figure, from both files.
pub(super) fn figures(folder: &Path, known: &Known, faults: &mut Vec<FactFault>) -> Vec<FigurePublished> {
    let columns = [
        "territory_level",
        "territory_code",
        "territory_name",
        "measure",
        "famille_or_sector",
        "value",
        "unit",
        "reference_year",
        "note",
    ];
    let mut all = Sheet::open(
        folder,
        "published_figures.csv",
        &[&["figure_id", "source_cited", "document", "quote"], &columns[..]].concat(),
        faults,
    )
    .keyed("figure_id", |line| FigurePublished {
        source: line.maybe("source_cited"),
        document: Some(line.text("document")),
        quote: Some(line.text("quote")),
        ..figure(line, "figure_id", "document", known)
    });
    all.extend(
        Sheet::open(
            folder,
            "reference_external.csv",
            &[&["ref_id", "publisher", "source"], &columns[..]].concat(),
            faults,
        )
        .keyed("ref_id", |line| FigurePublished {
            source: Some(line.text("publisher")),
            document: Some(line.text("source")),
            ..figure(line, "ref_id", "externe", known)
        }),
    );
    all
}

fn figure(line: &mut Line<'_, '_>, key: &str, origin: &str, known: &Known) -> FigurePublished {
    let level = match line.text("territory_level").as_str() {
        // Two words for one level: the other regions are regions.
        "other_region" if line.maybe("territory_code").is_some() => "region".to_owned(),
        level => level.to_owned(),
    };
    let code = line.maybe("territory_code");
    let own = ["commune", "epci", "departement", "region"].contains(&level.as_str());
    if !own && level != "france" && !OTHER_LEVELS.contains(&level.as_str()) {
        line.refuse("territory_level", "un niveau de territoire connu");
    }
    if own && !code.as_deref().is_some_and(|code| known.has(&level, code)) {
        line.refuse("territory_code", "un code du COG 2026 à ce niveau");
    }
    let value = line.number("value");
    if value.is_none() && line.maybe("value").is_none() {
        line.refuse("value", "un nombre");
    }
    FigurePublished {
        figure: line.text(key),
        origin: origin.to_owned(),
        level,
        code,
        name: line.maybe("territory_name"),
        measure: line.text("measure"),
        detail: line.maybe("famille_or_sector").unwrap_or_default(),
        value,
        unit: line.text("unit"),
        year: line.maybe("reference_year"),
        source: None,
        document: None,
        quote: None,
        note: line.maybe("note"),
    }
}

/// What contradicts what.
pub(super) fn contradictions(folder: &Path, faults: &mut Vec<FactFault>) -> Vec<Contradiction> {
    let columns = [
        "contradiction_id",
        "scope",
        "what",
        "value_a",
        "where_a",
        "value_b",
        "where_b",
        "consistent_value",
        "why",
        "recommendation",
        "document",
        "document_b",
    ];
    let scopes = ["internal", "cross_document", "vs_reference_data", "vs_external"];
    Sheet::open(folder, "contradictions.csv", &columns, faults).keyed("contradiction_id", |line| Contradiction {
        contradiction: line.text("contradiction_id"),
        scope: Some(line.one_of("scope", &scopes)),
        what: Some(line.text("what")),
        value_a: Some(line.text("value_a")),
        where_a: line.maybe("where_a"),
        value_b: Some(line.text("value_b")),
        where_b: line.maybe("where_b"),
        consistent_value: Some(line.text("consistent_value")),
        why: line.maybe("why"),
        recommendation: line.maybe("recommendation"),
        document: Some(line.text("document")),
        document_b: line.maybe("document_b"),
    })
}

/// The targets that documents set.
pub(super) fn targets(folder: &Path, faults: &mut Vec<FactFault>) -> Vec<Target> {
    let columns = [
        "target_id",
        "subject",
        "kind",
        "value",
        "unit",
        "period",
        "territory",
        "description",
        "document",
        "quote",
        "note",
    ];
    Sheet::open(folder, "targets.csv", &columns, faults).keyed("target_id", |line| Target {
        target: line.text("target_id"),
        subject: Some(line.text("subject")),
        kind: Some(line.text("kind")),
        value: line.maybe("value"),
        unit: line.maybe("unit"),
        period: line.maybe("period"),
        territory: line.maybe("territory"),
        description: line.maybe("description"),
        document: Some(line.text("document")),
        quote: line.maybe("quote"),
        note: line.maybe("note"),
    })
}
