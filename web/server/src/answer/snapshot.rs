//! What is being served, from what, and the catalogue of indicators.

use lanterne_observatory::assembly::Filter;
use lanterne_observatory::{Absence, Famille, Indicator, Level, Perimetre, Section};
use lanterne_tiles::archive::Archive;

use super::source::{notice, source};
use super::words;
use super::year::known_of_every_year;
use crate::document::figure::Source;
use crate::document::indicator::IndicatorDocument;
use crate::document::snapshot::{DefaultView, Loaded, RegionCoverage, SnapshotDocument, Term, TileLayer};
use crate::french::typography::set;
use crate::state::State;
use crate::view::sole_region;

/// The whole answer.
pub(crate) fn snapshot(state: &State) -> SnapshotDocument {
    let contents = &state.contents;
    let regions = state.territories(Level::Region);
    let synthetic = contents.cards.iter().any(|card| card.synthetic);
    SnapshotDocument {
        id: state.id().to_owned(),
        cog: i32::from(state.manifest.cog),
        synthetic,
        synthetic_notice: synthetic.then(notice),
        default: DefaultView {
            indicator: Indicator::EtablissementsHabitants.as_str().to_owned(),
            level: Level::Epci.as_str().to_owned(),
            perimetre: Perimetre::Loi2014.as_str().to_owned(),
            region: sole_region(state).and_then(|row| regions.code.get(row as usize).cloned()),
        },
        years: contents.years().collect(),
        year: contents.year,
        past_perimetres: Perimetre::ALL
            .iter()
            .filter(|perimetre| known_of_every_year(**perimetre))
            .map(|perimetre| perimetre.as_str().to_owned())
            .collect(),
        coverage: contents.coverage.iter().map(|(departement, _)| departement.clone()).collect(),
        regions: (0_u32..)
            .zip(regions.code.iter().zip(&regions.name))
            .map(|(row, (code, name))| RegionCoverage {
                code: code.clone(),
                name: name.clone(),
                coverage: coverage(state, row).to_owned(),
                bbox: regions.bbox.get(row as usize).copied().flatten(),
            })
            .collect(),
        tiles: state.archives.iter().map(|(layer, archive)| (layer.clone(), tile_layer(archive))).collect(),
        levels: contents
            .levels()
            .map(|level| term(level.as_str(), words::level(level), words::level_definition(level)))
            .collect(),
        perimetres: Perimetre::ALL
            .iter()
            .map(|perimetre| term(perimetre.as_str(), perimetre.label(), words::perimetre_definition(*perimetre)))
            .collect(),
        familles: Famille::ALL
            .iter()
            .map(|famille| term(famille.as_str(), &set(famille.label()), &set(words::famille_definition(*famille))))
            .collect(),
        sections: Section::ALL
            .iter()
            .map(|section| {
                let letter = section.as_str();
                term(letter, &set(section.label()), &set(&format!("Section {letter} de la NAF rév. 2.")))
            })
            .collect(),
        absences: Absence::ALL
            .iter()
            .map(|absence| term(absence.code(), absence.sign(), &set(absence.definition())))
            .collect(),
        cards: contents.cards.iter().map(source).collect::<Vec<Source>>(),
        loaded: contents
            .reports
            .iter()
            .map(|report| Loaded {
                card: report.card.clone(),
                file: report.file.clone(),
                sha256: report.sha256.clone(),
                rows_read: report.rows_read,
                loaded: report.loaded,
                refused: report.refused,
                out_of_scope: report.out_of_scope,
                scope: report.scope.clone(),
            })
            .collect(),
        parameters: contents.parameters.iter().cloned().collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

fn tile_layer(archive: &Archive) -> TileLayer {
    let said = archive.tilejson("");
    TileLayer {
        tiles: said.tiles.into_iter().next().unwrap_or_default(),
        minzoom: said.minzoom,
        maxzoom: said.maxzoom,
        bounds: said.bounds,
    }
}

fn coverage(state: &State, region: u32) -> &'static str {
    let contents = &state.contents;
    let mut covered = contents
        .belonging
        .region
        .iter()
        .zip(&contents.grain.covered)
        .filter(|(own, _)| **own == Some(region))
        .map(|(_, covered)| *covered);
    let Some(first) = covered.next() else { return "none" };
    match (first, covered.all(|covered| covered == first)) {
        (true, true) => "complete",
        (false, true) => "none",
        (_, false) => "partial",
    }
}

fn term(slug: &str, label: &str, definition: &str) -> Term {
    Term { slug: slug.to_owned(), label: label.to_owned(), definition: definition.to_owned() }
}

/// The catalogue, as the core describes it, at the levels that are served.
pub(crate) fn indicators(levels: &[Level]) -> Vec<IndicatorDocument> {
    Indicator::ALL
        .iter()
        .map(|indicator| {
            let definition = indicator.definition();
            IndicatorDocument {
                slug: definition.slug.to_owned(),
                label: definition.label.to_owned(),
                short: definition.short.to_owned(),
                unit: definition.unit.to_owned(),
                decimals: definition.decimals,
                group: definition.group.label().to_owned(),
                definition: definition.definition.to_owned(),
                formula: definition.formula.to_owned(),
                limits: definition.limits.to_owned(),
                uncertainty: definition.uncertainty.label().to_owned(),
                reliability: definition.reliability.to_owned(),
                numerator: indicator.quotient().map(|(numerator, _)| numerator.as_str().to_owned()),
                denominator: indicator.quotient().map(|(_, denominator)| denominator.as_str().to_owned()),
                of_familles: !indicator.stands(Filter::new([Famille::Association], [])),
                levels: levels.iter().map(|level| level.as_str().to_owned()).collect(),
            }
        })
        .collect()
}
