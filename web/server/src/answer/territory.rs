//! One territory: every figure with its source, what it compares with, what is white and why.

use std::collections::BTreeSet;
use std::sync::Arc;

use lanterne_observatory::assembly::Filter;
use lanterne_observatory::white_zone::Parameters;
use lanterne_observatory::{Indicator, Level, rank};

use super::source::Origin;
use super::white_zone::WhiteZoneQuery;
use super::year::of_reference;
use super::{absence, accompaniment, filter, number, place, published, sentence, structure, white_zone};
use crate::document::figure::Figure;
use crate::document::territory::{Comparison, DeclaredZone, OperatorsPresent, RankDocument, TerritoryDocument};
use crate::french::Named;
use crate::french::ordinal::count;
use crate::french::typography::{capital, set};
use crate::state::State;
use crate::view::{ABSENT, View, ViewKey};

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct TerritoryQuery {
    /// The view of the map, at the level of the territory.
    pub(crate) view: ViewKey,
    pub(crate) row: u32,
    pub(crate) indicator: Indicator,
    /// Parameters of the white-zone tests.
    pub(crate) parameters: Parameters,
    /// Schemes whose sites count; empty: all.
    pub(crate) schemes: BTreeSet<String>,
}

/// The whole panel.
pub(crate) fn territory(state: &State, query: &TerritoryQuery) -> TerritoryDocument {
    let TerritoryQuery { row, indicator, .. } = *query;
    let ViewKey { level, perimetre, filter: kept, year, .. } = query.view;
    let (index, at) = (state.territories(level), row as usize);
    let (departement, region) = place::above(state, level, row);
    let view = scope(state, query, region);
    let position = view.position(row).unwrap_or(usize::MAX);
    let estimate = view.estimates(indicator).get(position).copied().unwrap_or(ABSENT);
    let named = Named::new(level, &index.name[at]);
    let own = region.or((level == Level::Region).then_some(row));
    let origin = Origin::at(state, ViewKey { region: own, ..query.view });
    let is_reference = level == view.reference.level && view.reference.code.as_deref() == Some(&index.code[at]);
    let reference = (!is_reference).then(|| (&view.reference.named, view.reference_estimate(indicator).value));
    // White zones are judged on all of the ESS, in the year of reference.
    let whole = ViewKey { filter: Filter::default(), year: None, ..view.key };
    let asked = WhiteZoneQuery { view: whole, parameters: query.parameters, schemes: query.schemes.clone() };
    let (white_zones, white_zone_sentence) = white_zone::unit::of_unit(state, &asked, position, &named);
    let units = state.contents.belonging.at(level);
    let epci = match level {
        Level::Commune => state.contents.belonging.epci.get(at).copied().flatten(),
        Level::Epci | Level::Departement | Level::Region | Level::France | Level::ZoneEmploi | Level::BassinVie => None,
    };
    TerritoryDocument {
        level: level.as_str().to_owned(),
        code: index.code[at].clone(),
        row,
        name: index.name[at].clone(),
        context: place::context(state, level, row),
        nature: index.nature[at].clone(),
        epci: epci.and_then(|row| place::place(state.territories(Level::Epci), row)),
        departement: departement.and_then(|row| place::place(state.territories(Level::Departement), row)),
        region: region.and_then(|row| place::place(state.territories(Level::Region), row)),
        zonage: place::zonages(state, level, row),
        population: index.population[at],
        area_km2: index.area_km2[at],
        commune_count: index.commune_count[at],
        point: index.point[at],
        bbox: index.bbox[at],
        partial: view.columns.partial.get(position).copied().unwrap_or(false),
        perimetre: perimetre.as_str().to_owned(),
        year: year.or(state.contents.year),
        filter: filter::document(kept, Some(indicator)),
        indicator: indicator.as_str().to_owned(),
        lead: filter::told_of(query.view, &sentence::lead(indicator.definition(), &named, estimate.value, reference)),
        detail: sentence::detail(indicator, &estimate, kept),
        headline: figure(&view, position, indicator, &origin),
        comparisons: comparisons(state, query, departement, region),
        rank: ranked(&view, position, indicator),
        figures: Indicator::ALL
            .iter()
            .filter(|indicator| indicator.stands(kept))
            .map(|indicator| figure(&view, position, *indicator, &origin))
            .collect(),
        structure: structure::structure(state, &view, position, |commune| {
            units.get(commune as usize) == Some(&Some(row))
        }),
        white_zones,
        white_zone_sentence: of_reference(state, year, &white_zone_sentence),
        operators: present(state, &named, |commune| units.get(commune as usize) == Some(&Some(row))),
        zones: zones(state, level, &index.code[at], epci),
        published: published::of_territory(state, level, row),
        source_line: origin.line(state),
        millesime: origin.source.millesime.clone(),
        cog: i32::from(state.manifest.cog),
        synthetic: origin.synthetic,
        notice: origin.notice,
        source: origin.source,
    }
}

/// The view of the map, so that panel and map agree; that of the territory's own region where the map does not hold it.
fn scope(state: &State, query: &TerritoryQuery, own: Option<u32>) -> Arc<View> {
    let view = |region| state.view(ViewKey { region, ..query.view });
    let asked = view(query.view.region);
    if asked.position(query.row).is_some() { asked } else { view(own) }
}

fn figure(view: &View, position: usize, indicator: Indicator, origin: &Origin) -> Figure {
    let definition = indicator.definition();
    let estimate = view.estimate(indicator, position);
    Figure {
        indicator: definition.slug.to_owned(),
        label: definition.label.to_owned(),
        short: definition.short.to_owned(),
        unit: definition.unit.to_owned(),
        decimals: definition.decimals,
        group: definition.group.label().to_owned(),
        value: number(estimate.value),
        absence: absence(estimate.value),
        uncertainty: definition.uncertainty.as_str().to_owned(),
        low: estimate.low,
        high: estimate.high,
        smoothed: estimate.smoothed,
        numerator: number(estimate.numerator),
        denominator: number(estimate.denominator),
        reliable: estimate.reliable,
        reference: number(view.reference_estimate(indicator).value),
        source: format!("{} ({})", origin.source.title, definition.source_note),
        millesime: origin.source.millesime.clone(),
        cog: origin.source.cog,
    }
}

/// Itself, then its department, its region and France, each in the view where it is a unit.
fn comparisons(
    state: &State,
    query: &TerritoryQuery,
    departement: Option<u32>,
    region: Option<u32>,
) -> Vec<Comparison> {
    let mut units = vec![("itself", query.view.level, query.row)];
    // A number grows with what it counts: beside the whole that holds it, it says nothing.
    if query.indicator.is_number() {
        return units.into_iter().filter_map(|(role, level, row)| comparison(state, query, role, level, row)).collect();
    }
    units.extend(departement.map(|row| ("departement", Level::Departement, row)));
    units.extend(region.map(|row| ("region", Level::Region, row)));
    if query.view.level != Level::France {
        units.push(("france", Level::France, 0));
    }
    units.into_iter().filter_map(|(role, level, row)| comparison(state, query, role, level, row)).collect()
}

fn comparison(state: &State, query: &TerritoryQuery, role: &str, level: Level, row: u32) -> Option<Comparison> {
    let index = state.territories(level);
    let (_, region) = place::above(state, level, row);
    let view = state.view(ViewKey { level, region, ..query.view });
    let estimate = view.estimates(query.indicator).get(view.position(row)?).copied().unwrap_or(ABSENT);
    let published = match estimate.value {
        Err(_) if query.view.is_whole() => published::latest(state, query.indicator, level, row),
        // What others publish is of the whole ESS, of its own year.
        Ok(_) | Err(_) => None,
    };
    Some(Comparison {
        role: role.to_owned(),
        level: level.as_str().to_owned(),
        code: index.code.get(row as usize)?.clone(),
        name: index.name.get(row as usize)?.clone(),
        value: number(estimate.value).or_else(|| published.and_then(|figure| figure.value)),
        absence: if published.is_some() { None } else { absence(estimate.value) },
        low: estimate.low,
        high: estimate.high,
        published: published.is_some(),
        source: published.map(published::cited),
    })
}

pub(super) fn ranked(view: &View, position: usize, indicator: Indicator) -> Option<RankDocument> {
    let values: Vec<_> = view.estimates(indicator).iter().map(|estimate| estimate.value).collect();
    let place = rank::rank(&values).get(position).copied().flatten()?;
    let of = u32::try_from(values.iter().filter(|value| value.is_ok()).count()).unwrap_or(u32::MAX);
    let interval = match indicator {
        Indicator::EtablissementsHabitants => view.rank_intervals().get(position).copied().flatten(),
        _ => None,
    };
    (of > 1).then(|| RankDocument {
        rank: place,
        of,
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        sentence: sentence::rank(place, of, interval),
    })
}

/// Operators with a known place in the territory, beside how many have no known place at all.
fn present(state: &State, territory: &Named, belongs: impl Fn(u32) -> bool) -> OperatorsPresent {
    let communes = state.territories(Level::Commune);
    let inside = |code: &Option<String>| code.as_deref().and_then(|code| communes.row(code)).is_some_and(&belongs);
    let here: Vec<_> = state
        .contents
        .operators
        .iter()
        .filter(|operator| {
            let own = |site: &&lanterne_data::read::Site| {
                site.is_operators() && site.operator.as_deref() == Some(operator.operator.as_str())
            };
            state.contents.sites.iter().filter(own).any(|site| inside(&site.commune))
        })
        .map(|operator| {
            let mut document = accompaniment::operator(state, operator);
            document.sites.retain(|site| inside(&site.commune));
            document
        })
        .collect();
    let presence = accompaniment::presence_of_all(state);
    let found = match here.len() {
        0 => format!("Aucun opérateur n'a de lieu connu {}.", territory.at()),
        found => format!(
            "{} {} un lieu connu {}.",
            count(found, "opérateur", "opérateurs"),
            if found < 2 { "a" } else { "ont" },
            territory.at()
        ),
    };
    let unknown = match presence.unknown {
        0 => String::new(),
        1 => " Le lieu d'un opérateur est inconnu.".to_owned(),
        more => format!(" Le lieu de {more} opérateurs est inconnu."),
    };
    OperatorsPresent { sentence: capital(&set(&format!("{found}{unknown}"))), presence, present: here }
}

/// Declared zones that name the EPCI, or the EPCI of the commune.
fn zones(state: &State, level: Level, code: &str, epci: Option<u32>) -> Vec<DeclaredZone> {
    let asked = match level {
        Level::Epci => Some(code),
        Level::Commune => {
            epci.and_then(|row| state.territories(Level::Epci).code.get(row as usize)).map(String::as_str)
        }
        Level::Departement | Level::Region | Level::France | Level::ZoneEmploi | Level::BassinVie => None,
    };
    let Some(asked) = asked else { return Vec::new() };
    let holds = |codes: &[String]| codes.iter().any(|own| own == asked);
    state
        .contents
        .zones
        .iter()
        .filter(|zone| holds(&zone.epci) || holds(&zone.epci_candidate))
        .map(|zone| DeclaredZone {
            zone: zone.zone.clone(),
            name: zone.name.clone(),
            kind: zone.kind.clone(),
            certain: holds(&zone.epci),
        })
        .collect()
}
