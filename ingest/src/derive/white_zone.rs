//! Table `white_zone`: kind `offre` in every perimeter, kind `accompagnement` for every scheme and for all operators
//! together (`scheme` NULL), by EPCI and by commune, with the parameters of the build.

use lanterne_data::read::Contents;
use lanterne_data::read::access::access;
use lanterne_data::{Draft, row};
use lanterne_observatory::indicator::compute;
use lanterne_observatory::white_zone::accompagnement::{self, Accompagnement};
use lanterne_observatory::white_zone::offre::{self, Offre};
use lanterne_observatory::white_zone::{Kind, Parameters};
use lanterne_observatory::{Absence, Indicator, Level, Perimetre};

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
    for perimetre in Perimetre::ALL {
        let (columns, reference) = result::covered(contents, *perimetre);
        let rate = compute(Indicator::EtablissementsHabitants, &columns.facts(reference));
        let rate = rate.first().map_or(Err(Absence::NotPublished), |estimate| estimate.value);
        for level in LEVELS {
            let facts = result::at(contents, *perimetre, level);
            let tested = offre::test(&facts.establishments, &facts.population, rate, parameters);
            let rows: Vec<row::WhiteZone> =
                tested.iter().enumerate().map(|(row, tested)| offre_row(*perimetre, level, row, tested)).collect();
            draft.append(&rows)?;
        }
        watch.advance(1)?;
    }
    for scheme in schemes {
        let chosen: Vec<String> = scheme.map(str::to_owned).into_iter().collect();
        let access = access(contents, &chosen);
        for level in LEVELS {
            let group: Vec<Option<usize>> =
                contents.belonging.at(level).into_iter().map(|row| row.map(|row| row as usize)).collect();
            let population = &contents.grain.population;
            let tested = accompagnement::test(&access.journeys, population, &group, units(contents, level), parameters);
            let name = |site: Option<usize>| Some(contents.sites.get(*access.sites.get(site?)?)?.site.clone());
            let rows: Vec<row::WhiteZone> = tested
                .iter()
                .enumerate()
                .map(|(row, tested)| access_row(scheme, level, row, tested, name(tested.nearest)))
                .collect();
            draft.append(&rows)?;
        }
        watch.advance(1)?;
    }
    watch.end();
    Ok(())
}

fn offre_row(perimetre: Perimetre, level: Level, row: usize, tested: &Offre) -> row::WhiteZone {
    row::WhiteZone {
        kind: Kind::Offre.as_str().to_owned(),
        perimetre: Some(perimetre.as_str().to_owned()),
        scheme: None,
        level: level.as_str().to_owned(),
        row: row as i32,
        verdict: tested.verdict.as_str().to_owned(),
        rate: tested.rate.ok(),
        low: tested.low,
        high: tested.high,
        probability: tested.probability,
        minutes: None,
        far_share: None,
        nearest_site: None,
    }
}

fn access_row(
    scheme: Option<&str>,
    level: Level,
    row: usize,
    tested: &Accompagnement,
    nearest_site: Option<String>,
) -> row::WhiteZone {
    row::WhiteZone {
        kind: Kind::Accompagnement.as_str().to_owned(),
        perimetre: None,
        scheme: scheme.map(str::to_owned),
        level: level.as_str().to_owned(),
        row: row as i32,
        verdict: tested.verdict.as_str().to_owned(),
        rate: None,
        low: None,
        high: None,
        probability: None,
        minutes: tested.minutes.ok(),
        far_share: tested.far_share.ok(),
        nearest_site,
    }
}
