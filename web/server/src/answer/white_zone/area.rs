//! The areas that white units make, each with what a person asks of it.

use lanterne_data::read::{NamedArea, named_areas};
use lanterne_observatory::Level;
use lanterne_observatory::white_zone::Kind;
use lanterne_observatory::white_zone::combination::Kinds;

use super::{Tested, WhiteZoneQuery, basis, parameters, recours, sentence, site_name};
use crate::answer::source::Origin;
use crate::answer::{number, place};
use crate::document::white_zone::{WhiteZoneArea, WhiteZoneAreasDocument};
use crate::state::State;

/// The areas of a view: of one kind, or of any.
pub(crate) fn areas(state: &State, query: &WhiteZoneQuery, kind: Option<Kind>) -> WhiteZoneAreasDocument {
    let tested = Tested::of(state, query);
    let origin = Origin::of(state, query.view.region);
    let level = query.view.level;
    let helped = || recours::basis(state, tested.recours.as_ref(), &tested.view.rows, &query.schemes);
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
        basis: match kind {
            None => format!("{} {}", basis(&tested.access), helped()),
            Some(Kind::Recours) => helped(),
            Some(Kind::Offre | Kind::FoyerFroid | Kind::Accompagnement) => basis(&tested.access),
        },
        synthetic: origin.synthetic,
        notice: origin.notice,
    }
}

/// The areas where one at least of some kinds holds.
pub(crate) fn of_kinds(state: &State, query: &WhiteZoneQuery, kinds: Kinds) -> Vec<WhiteZoneArea> {
    let (tested, level) = (Tested::of(state, query), query.view.level);
    let units = state.territories(level).len();
    let mut white = vec![false; units];
    for kind in kinds.iter() {
        for (unit, own) in white.iter_mut().zip(tested.white(units, Some(kind))) {
            *unit |= own;
        }
    }
    joined(state, &tested, &white).iter().map(|area| document(state, &tested, level, area)).collect()
}

/// The areas of one kind, or of any.
pub(super) fn of(state: &State, tested: &Tested, kind: Option<Kind>) -> Vec<NamedArea> {
    let units = state.territories(tested.view.key.level).len();
    joined(state, tested, &tested.white(units, kind))
}

/// White units, by row of the level, as areas.
fn joined(state: &State, tested: &Tested, white: &[bool]) -> Vec<NamedArea> {
    let (view, units) = (&tested.view, state.territories(tested.view.key.level).len());
    let mut establishments = vec![Err(lanterne_observatory::Absence::NotPublished); units];
    for (row, own) in view.rows.iter().zip(&view.columns.establishments) {
        establishments[*row as usize] = *own;
    }
    named_areas(&state.contents, &tested.access, view.key.level, white, &establishments, tested.parameters)
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
