//! The areas that white units make, each with what a person asks of it.

use lanterne_data::read::{NamedArea, named_areas};
use lanterne_observatory::Level;
use lanterne_observatory::white_zone::Kind;

use super::{Tested, WhiteZoneQuery, basis, parameters, sentence, site_name};
use crate::answer::source::Origin;
use crate::answer::{number, place};
use crate::document::white_zone::{WhiteZoneArea, WhiteZoneAreasDocument};
use crate::state::State;

/// The areas of a view: of one kind, or of any.
pub(crate) fn areas(state: &State, query: &WhiteZoneQuery, kind: Option<Kind>) -> WhiteZoneAreasDocument {
    let tested = Tested::of(state, query);
    let origin = Origin::of(state, query.view.region);
    let level = query.view.level;
    let areas: Vec<WhiteZoneArea> =
        of(state, &tested, kind).iter().map(|area| document(state, &tested, level, area)).collect();
    WhiteZoneAreasDocument {
        level: level.as_str().to_owned(),
        perimetre: query.view.perimetre.as_str().to_owned(),
        region: state.region_code(query.view.region).cloned(),
        kind: kind.map(|kind| kind.as_str().to_owned()),
        parameters: parameters(&tested, &query.schemes),
        sentence: sentence::areas(kind, areas.len()),
        areas,
        basis: basis(&tested.access),
        synthetic: origin.synthetic,
        notice: origin.notice,
    }
}

/// The areas of one kind, or of any.
pub(super) fn of(state: &State, tested: &Tested, kind: Option<Kind>) -> Vec<NamedArea> {
    let (view, units) = (&tested.view, state.territories(tested.view.key.level).len());
    let mut establishments = vec![Err(lanterne_observatory::Absence::NotPublished); units];
    for (row, own) in view.rows.iter().zip(&view.columns.establishments) {
        establishments[*row as usize] = *own;
    }
    let white = tested.white(units, kind);
    named_areas(&state.contents, &tested.access, view.key.level, &white, &establishments, tested.parameters)
}

fn document(state: &State, tested: &Tested, level: Level, found: &NamedArea) -> WhiteZoneArea {
    let index = state.territories(level);
    let nearest = site_name(state, &tested.access, found.access.nearest);
    let places = |level: Level, parts: &[(u32, f64)]| {
        parts.iter().filter_map(|(row, _)| place::place(state.territories(level), *row)).collect()
    };
    WhiteZoneArea {
        name: found.name.clone(),
        rows: found.area.rows.clone(),
        codes: found.area.rows.iter().filter_map(|row| index.code.get(*row as usize).cloned()).collect(),
        commune_count: found.commune_count as u32,
        population: number(found.area.population),
        establishments: number(found.area.establishments),
        departements: places(Level::Departement, &found.departements),
        epci: places(Level::Epci, &found.epci),
        minutes: number(found.access.minutes),
        far_share: number(found.access.far_share),
        sentence: sentence::area(found, level, nearest.as_deref()),
        nearest,
    }
}
