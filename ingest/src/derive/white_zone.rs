//! Tables `white_zone` and `white_zone_area`: kinds `offre` and `foyer_froid` in every perimeter, kind `accompagnement` for every
//! scheme and for all operators together (`scheme` NULL), by EPCI and by commune, and kind `recours` for every scheme and for all
//! together, by EPCI alone, with the parameters of the build; then the areas that the white units of each of them make.
//!
//! A territory where there was nothing to test has no row: of kind `recours`, wherever no activity was handed in or a small count
//! would be told (`data::read::recours`).

use lanterne_data::read::access::access;
use lanterne_data::read::recours::Judged;
use lanterne_data::read::{Access, Contents, recours};
use lanterne_data::{Draft, row};
use lanterne_observatory::assembly::FactColumns;
use lanterne_observatory::indicator::compute;
use lanterne_observatory::white_zone::accompagnement::{self, Accompagnement};
use lanterne_observatory::white_zone::foyer_froid::{self, FoyerFroid};
use lanterne_observatory::white_zone::offre::{self, Offre};
use lanterne_observatory::white_zone::{Kind, Parameters, Verdict};
use lanterne_observatory::{Absence, Indicator, Level, Perimetre, Value};

use super::area::{Areas, Subject};
use super::{result, units};
use crate::{IngestError, Watch};

const LEVELS: [Level; 2] = [Level::Commune, Level::Epci];

pub(super) fn write(
    draft: &Draft,
    contents: &Contents,
    parameters: Parameters,
    watch: &Watch<'_>,
) -> Result<(), IngestError> {
    let schemes: Vec<Option<&str>> =
        std::iter::once(None).chain(contents.schemes.iter().map(|scheme| Some(scheme.scheme.as_str()))).collect();
    watch.begin("Zones blanches", (Perimetre::ALL.len() + schemes.len()) as u64)?;
    let everyone = access(contents, &[]);
    let areas = Areas { draft, contents, parameters };
    for perimetre in Perimetre::ALL {
        let (columns, reference) = result::covered(contents, *perimetre);
        let rate = compute(Indicator::EtablissementsHabitants, &columns.facts(reference));
        let rate = rate.first().map_or(Err(Absence::NotPublished), |estimate| estimate.value);
        for level in LEVELS {
            let facts = result::at(contents, *perimetre, level);
            let (establishments, population) = (&facts.establishments, &facts.population);
            let subject = |kind| Subject { kind, perimetre: Some(*perimetre), scheme: None, level };
            let tested = offre::test(establishments, population, rate, parameters);
            let rows = tested.iter().enumerate().filter(|(_, tested)| tested.verdict != Verdict::NotAvailable);
            draft.append(&rows.map(|(row, tested)| offre_row(*perimetre, level, row, tested)).collect::<Vec<_>>())?;
            let white: Vec<bool> = tested.iter().map(|tested| tested.verdict == Verdict::Yes).collect();
            areas.write(&subject(Kind::Offre), &white, establishments, &everyone)?;

            let neighbours = &contents.territories[level as usize].neighbours;
            let tested = foyer_froid::test(establishments, population, neighbours, parameters);
            let rows = tested.iter().enumerate().filter(|(_, tested)| tested.spot.smoothed.is_ok());
            draft.append(&rows.map(|(row, tested)| cold_row(*perimetre, level, row, tested)).collect::<Vec<_>>())?;
            let white: Vec<bool> = tested.iter().map(|tested| tested.verdict == Verdict::Yes).collect();
            areas.write(&subject(Kind::FoyerFroid), &white, establishments, &everyone)?;
        }
        watch.advance(1)?;
    }
    let establishments = LEVELS.map(|level| result::at(contents, Perimetre::Loi2014, level).establishments);
    let helped = result::at(contents, Perimetre::Loi2014, recours::LEVEL);
    for scheme in schemes {
        let chosen: Vec<String> = scheme.map(str::to_owned).into_iter().collect();
        let access = access(contents, &chosen);
        for (level, establishments) in LEVELS.into_iter().zip(&establishments) {
            by_scheme(&areas, scheme, level, &access, establishments)?;
        }
        unhelped(&areas, scheme, &chosen, &access, &helped)?;
        watch.advance(1)?;
    }
    watch.end();
    Ok(())
}

/// Kind `accompagnement` at one level.
fn by_scheme(
    areas: &Areas<'_>,
    scheme: Option<&str>,
    level: Level,
    access: &Access,
    establishments: &[Value],
) -> Result<(), IngestError> {
    let Areas { draft, contents, parameters } = *areas;
    let group: Vec<Option<usize>> =
        contents.belonging.at(level).into_iter().map(|row| row.map(|row| row as usize)).collect();
    let population = &contents.grain.population;
    let tested = accompagnement::test(&access.journeys, population, &group, units(contents, level), parameters);
    let name = |site: Option<usize>| Some(contents.sites.get(*access.sites.get(site?)?)?.site.clone());
    let rows: Vec<row::WhiteZone> = tested
        .iter()
        .enumerate()
        .filter(|(_, tested)| tested.verdict != Verdict::NotAvailable)
        .map(|(row, tested)| access_row(scheme, level, row, tested, name(tested.nearest)))
        .collect();
    draft.append(&rows)?;
    let white: Vec<bool> = tested.iter().map(|tested| tested.verdict == Verdict::Yes).collect();
    let subject = Subject { kind: Kind::Accompagnement, perimetre: None, scheme, level };
    areas.write(&subject, &white, establishments, access)
}

/// Kind `recours`.
fn unhelped(
    areas: &Areas<'_>,
    scheme: Option<&str>,
    chosen: &[String],
    access: &Access,
    facts: &FactColumns,
) -> Result<(), IngestError> {
    let Areas { draft, contents, parameters } = *areas;
    let tested = recours(contents, chosen, facts, parameters).units;
    let rows = tested.iter().enumerate().filter(|(_, judged)| judged.verdict != Verdict::NotAvailable);
    draft.append(&rows.map(|(row, judged)| helped_row(scheme, row, judged)).collect::<Vec<_>>())?;
    let white: Vec<bool> = tested.iter().map(|judged| judged.verdict == Verdict::Yes).collect();
    let subject = Subject { kind: Kind::Recours, perimetre: None, scheme, level: recours::LEVEL };
    areas.write(&subject, &white, &facts.establishments, access)
}

fn offre_row(perimetre: Perimetre, level: Level, row: usize, offre: &Offre) -> row::WhiteZone {
    row::WhiteZone {
        perimetre: Some(perimetre.as_str().to_owned()),
        rate: offre.rate.ok(),
        low: offre.low,
        high: offre.high,
        probability: offre.probability,
        ..row::WhiteZone::new(Kind::Offre, level, row as i32, offre.verdict)
    }
}

fn cold_row(perimetre: Perimetre, level: Level, row: usize, cold: &FoyerFroid) -> row::WhiteZone {
    row::WhiteZone {
        perimetre: Some(perimetre.as_str().to_owned()),
        smoothed: cold.spot.smoothed.ok(),
        neighbours: Some(cold.spot.neighbours as i32),
        z: cold.spot.z.ok(),
        p: cold.spot.p.ok(),
        q: cold.spot.q.ok(),
        ..row::WhiteZone::new(Kind::FoyerFroid, level, row as i32, cold.verdict)
    }
}

fn access_row(
    scheme: Option<&str>,
    level: Level,
    row: usize,
    access: &Accompagnement,
    nearest_site: Option<String>,
) -> row::WhiteZone {
    row::WhiteZone {
        scheme: scheme.map(str::to_owned),
        minutes: access.minutes.ok(),
        far_share: access.far_share.ok(),
        nearest_site,
        ..row::WhiteZone::new(Kind::Accompagnement, level, row as i32, access.verdict)
    }
}

fn helped_row(scheme: Option<&str>, row: usize, judged: &Judged) -> row::WhiteZone {
    row::WhiteZone {
        scheme: scheme.map(str::to_owned),
        expected: judged.expected.ok(),
        none_probability: judged.none.ok(),
        years_since: judged.years_since.ok().map(|years| years as i32),
        ..row::WhiteZone::new(Kind::Recours, recours::LEVEL, row as i32, judged.verdict)
    }
}
