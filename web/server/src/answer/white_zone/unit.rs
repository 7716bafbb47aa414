//! The four tests of one territory: verdict, evidence in words, how much of it hangs on the thresholds, the area it is part of.

use lanterne_observatory::white_zone::accompagnement;
use lanterne_observatory::white_zone::grid::Grid;
use lanterne_observatory::white_zone::stability::{Tally, at_other_level};
use lanterne_observatory::white_zone::{Kind, Verdict, foyer_froid, offre};
use lanterne_observatory::{Absence, Indicator, Level, Value};

use super::{Tested, WhiteZoneQuery, area, basis, recours, sentence, site_name};
use crate::answer::number;
use crate::document::territory::{StabilityDocument, WhiteZoneTest};
use crate::french::Named;
use crate::french::typography::set;
use crate::state::State;
use crate::view::{View, ViewKey};

/// Every test of one unit, with its evidence in words, and the sentence that sums them up.
pub(crate) fn of_unit(
    state: &State,
    query: &WhiteZoneQuery,
    position: usize,
    territory: &Named,
) -> (Vec<WhiteZoneTest>, String) {
    let tested = Tested::of(state, query);
    let met = tested.combination(position);
    let tests = Kind::ALL
        .iter()
        .map(|kind| {
            let (evidence, text) = evidence(state, &tested, query, *kind, position, territory);
            let verdict = met.verdict(*kind);
            WhiteZoneTest {
                kind: kind.as_str().to_owned(),
                label: kind.label().to_owned(),
                definition: kind.definition().to_owned(),
                verdict: verdict.as_str().to_owned(),
                verdict_label: sentence::sign(verdict).to_owned(),
                evidence,
                sentence: text,
                stability: stability(state, &tested, query, *kind, position),
                area: (verdict == Verdict::Yes).then(|| part_of(state, &tested, *kind, position)).flatten(),
            }
        })
        .collect();
    (tests, sentence::sum(met))
}

fn evidence(
    state: &State,
    tested: &Tested,
    query: &WhiteZoneQuery,
    kind: Kind,
    position: usize,
    territory: &Named,
) -> (String, String) {
    let (view, parameters) = (&tested.view, tested.parameters);
    match kind {
        Kind::Offre => {
            tested.offre.get(position).map(|offre| sentence::offre(offre, parameters, territory, &view.reference.named))
        }
        Kind::FoyerFroid => {
            tested.spots.get(position).map(|spot| sentence::foyer_froid(spot, parameters, territory, view.key.level))
        }
        Kind::Accompagnement => tested.accompagnement.get(position).map(|far| {
            let nearest = site_name(state, &tested.access, far.nearest);
            let (brief, text) = sentence::accompagnement(far, parameters, view.key.level, nearest.as_deref());
            (brief, format!("{text} {}", basis(&tested.access)))
        }),
        Kind::Recours => {
            let row = view.rows.get(position).copied();
            row.map(|row| recours::evidence(state, tested.recours.as_ref(), row, parameters, &query.schemes))
        }
    }
    .unwrap_or_else(|| ("non testé".to_owned(), set("Le test ne peut être fait.")))
}

/// « Forme avec 3 autres EPCI contigus une zone blanche de 84 000 habitants » ; alone, nothing is said.
fn part_of(state: &State, tested: &Tested, kind: Kind, position: usize) -> Option<String> {
    let row = tested.view.rows.get(position)?;
    let areas = area::of(state, tested, Some(kind));
    let own = areas.iter().find(|found| found.area.rows.binary_search(row).is_ok())?;
    (own.area.rows.len() > 1).then(|| sentence::part_of(own, tested.view.key.level))
}

/// In how many of the neighbouring settings, and at which level, one test holds.
fn stability(
    state: &State,
    tested: &Tested,
    query: &WhiteZoneQuery,
    kind: Kind,
    position: usize,
) -> Option<StabilityDocument> {
    let (view, grid) = (&tested.view, Grid::around(query.parameters));
    let row = *view.rows.get(position)?;
    let own = match kind {
        Kind::Offre | Kind::FoyerFroid | Kind::Accompagnement => {
            tally(state, tested, view, &[position], kind, &grid)?.stability(0).ok()?
        }
        Kind::Recours if tested.verdict(kind, position) == Verdict::NotAvailable => return None,
        Kind::Recours => tested.recours.as_ref()?.stability(row, &grid).ok()?,
    };
    let other = other_level(state, tested, query, kind, row);
    Some(StabilityDocument {
        white: own.white,
        settings: own.settings,
        share: own.share(),
        other_level: other.and_then(|(_, share)| number(share)),
        sentence: sentence::stability(own, tested.verdict(kind, position), other),
    })
}

/// The same test at the other of the two levels: the communes of an EPCI, the EPCI of a commune.
fn other_level(state: &State, tested: &Tested, query: &WhiteZoneQuery, kind: Kind, row: u32) -> Option<(Level, Value)> {
    let epci = &state.contents.belonging.epci;
    let (level, rows): (Level, Vec<u32>) = match query.view.level {
        Level::Commune => (Level::Epci, epci.get(row as usize).copied().flatten().into_iter().collect()),
        Level::Epci => {
            (Level::Commune, (0..).zip(epci).filter(|(_, own)| **own == Some(row)).map(|pair| pair.0).collect())
        }
        Level::Departement | Level::Region | Level::France | Level::ZoneEmploi | Level::BassinVie => return None,
    };
    let view = state.view(ViewKey { level, ..query.view });
    let positions: Vec<usize> = rows.iter().filter_map(|row| view.position(*row)).collect();
    let tally = tally(state, tested, &view, &positions, kind, &Grid::only(query.parameters))?;
    let people: Vec<Value> = positions
        .iter()
        .map(|at| view.columns.population.get(*at).copied().unwrap_or(Err(Absence::NotPublished)))
        .collect();
    let share = at_other_level(&tally, &people, &vec![Some(0); positions.len()], 1).pop()?;
    Some((level, share))
}

/// One test of some units of a view, over a grid.
fn tally(state: &State, tested: &Tested, view: &View, positions: &[usize], kind: Kind, grid: &Grid) -> Option<Tally> {
    match kind {
        Kind::Offre => {
            let all = view.posteriors();
            let chosen: Vec<_> = positions.iter().filter_map(|at| all.get(*at).copied()).collect();
            Some(offre::tally(&chosen, view.reference_estimate(Indicator::EtablissementsHabitants).value, grid))
        }
        Kind::FoyerFroid => {
            let all = view.spots(state);
            let chosen: Vec<_> = positions.iter().filter_map(|at| all.get(*at).copied()).collect();
            Some(foyer_froid::tally(&chosen, grid))
        }
        Kind::Accompagnement => {
            // Positions ascend, and rows with them.
            let rows: Vec<u32> = positions.iter().filter_map(|at| view.rows.get(*at).copied()).collect();
            let place = |row: u32| rows.binary_search(&row).ok();
            let group: Vec<Option<usize>> =
                state.contents.belonging.at(view.key.level).into_iter().map(|row| place(row?)).collect();
            let population = &state.contents.grain.population;
            Some(accompagnement::tally(&tested.access.journeys, population, &group, positions.len(), grid))
        }
        // Judged by EPCI alone: its windows are chosen among those that may be told, and it has no other level.
        Kind::Recours => None,
    }
}
