//! Territories as such: the index of a level, names in a context, labels of the map.

use lanterne_data::read::Territories;
use lanterne_observatory::Level;

use super::{astride, words};
use crate::document::figure::Place;
use crate::document::series::TerritoriesDocument;
use crate::document::territory::{FoundPlace, PlaceLabel, Within};
use crate::french::Named;
use crate::french::ordinal::{count, list};
use crate::french::typography::set;
use crate::search::Found;
use crate::state::State;
use crate::view::ViewKey;

/// The index of a level, limited to a region where asked.
pub(crate) fn territories(state: &State, level: Level, region: Option<u32>) -> TerritoriesDocument {
    let index = state.territories(level);
    let view = state.view(ViewKey::usual(level, region));
    let rows = view.rows.clone();
    let epci = &state.contents.belonging.epci;
    let epci_codes = &state.territories(Level::Epci).code;
    TerritoriesDocument {
        level: level.as_str().to_owned(),
        cog: i32::from(state.manifest.cog),
        code: pick(&rows, &index.code),
        name: pick(&rows, &index.name),
        nature: pick(&rows, &index.nature),
        departement: pick(&rows, &index.departement),
        region: pick(&rows, &index.region),
        epci: rows
            .iter()
            .map(|row| match level {
                Level::Commune => {
                    epci.get(*row as usize).copied().flatten().and_then(|row| epci_codes.get(row as usize).cloned())
                }
                Level::Epci
                | Level::Departement
                | Level::Region
                | Level::France
                | Level::ZoneEmploi
                | Level::BassinVie => None,
            })
            .collect(),
        population: pick(&rows, &index.population),
        lon: pick(&rows, &index.point).into_iter().map(|point| point.map(|[lon, _]| lon)).collect(),
        lat: pick(&rows, &index.point).into_iter().map(|point| point.map(|[_, lat]| lat)).collect(),
        bbox: pick(&rows, &index.bbox),
        partial: view.columns.partial.clone(),
        rows,
    }
}

fn pick<T: Clone>(rows: &[u32], column: &[T]) -> Vec<T> {
    rows.iter().filter_map(|row| column.get(*row as usize).cloned()).collect()
}

/// A territory named in another document.
pub(crate) fn place(index: &Territories, row: u32) -> Option<Place> {
    Some(Place {
        level: index.level.as_str().to_owned(),
        code: index.code.get(row as usize)?.clone(),
        name: index.name.get(row as usize)?.clone(),
    })
}

/// The department and the region of a row, where the level has one.
pub(crate) fn above(state: &State, level: Level, row: u32) -> (Option<u32>, Option<u32>) {
    let index = state.territories(level);
    let at = row as usize;
    let of = |level: Level, code: Option<&Option<String>>| {
        code.and_then(Option::as_ref).and_then(|code| state.territories(level).row(code))
    };
    match level {
        Level::Commune | Level::Epci | Level::ZoneEmploi | Level::BassinVie => {
            (of(Level::Departement, index.departement.get(at)), of(Level::Region, index.region.get(at)))
        }
        Level::Departement => (None, of(Level::Region, index.region.get(at))),
        Level::Region | Level::France => (None, None),
    }
}

/// « EPCI de la Somme, 41 communes », « Commune du Nord ».
pub(crate) fn context(state: &State, level: Level, row: u32) -> String {
    let index = state.territories(level);
    let (departement, region) = above(state, level, row);
    let inside = |level: Level, row: Option<u32>| {
        let name = row.and_then(|row| state.territories(level).name.get(row as usize));
        name.map(|name| format!(" {}", Named::new(level, name).of())).unwrap_or_default()
    };
    let communes = index.commune_count.get(row as usize).copied().unwrap_or(0);
    let communes = count(usize::try_from(communes).unwrap_or(0), "commune", "communes");
    let label = words::level(level);
    set(&match level {
        Level::Commune => format!("{label}{}", inside(Level::Departement, departement)),
        Level::Epci => format!("{label}{}, {communes}", inside(Level::Departement, departement)),
        Level::ZoneEmploi | Level::BassinVie => {
            let names: Vec<String> = astride::departements(state, level, row)
                .into_iter()
                .map(|row| inside(Level::Departement, Some(row)).trim().to_owned())
                .collect();
            format!("{label} {}, {communes}", list(&names, names.len()))
        }
        Level::Departement => format!("{label}{}, {communes}", inside(Level::Region, region)),
        Level::Region => format!("{label}, {communes}"),
        Level::France => communes,
    })
}

/// The zones of study a commune is in, where they are loaded; none at other levels.
pub(crate) fn zonages(state: &State, level: Level, row: u32) -> Vec<Within> {
    if level != Level::Commune {
        return Vec::new();
    }
    let zoning = |level: &Level| {
        let own = state.contents.belonging.at(*level).get(row as usize).copied().flatten()?;
        let Place { level: slug, code, name } = place(state.territories(*level), own)?;
        Some(Within { level: slug, code, label: Named::new(*level, &name).with_article(), name })
    };
    Level::ALL.iter().filter(|level| level.is_study() && state.contents.holds(**level)).filter_map(zoning).collect()
}

/// Answers of a search, best first.
pub(crate) fn search(state: &State, question: &str) -> Vec<FoundPlace> {
    let shape = |found: Found| {
        let index = state.territories(found.level);
        let at = found.row as usize;
        Some(FoundPlace {
            level: found.level.as_str().to_owned(),
            code: index.code.get(at)?.clone(),
            name: index.name.get(at)?.clone(),
            context: context(state, found.level, found.row),
            bbox: index.bbox.get(at).copied().flatten(),
        })
    };
    state.search.find(question).into_iter().filter_map(shape).collect()
}

/// The most populated communes, with their town hall: labels of the map.
pub(crate) fn labels(state: &State, region: Option<u32>, most: usize) -> Vec<PlaceLabel> {
    let index = state.territories(Level::Commune);
    let within = |at: &usize| region.is_none() || state.contents.belonging.region.get(*at) == Some(&region);
    let mut rows: Vec<usize> = (0..index.len()).filter(within).collect();
    rows.sort_by(|a, b| index.population[*b].cmp(&index.population[*a]).then(a.cmp(b)));
    let label = |at: usize| {
        let [lon, lat] = index.point[at]?;
        Some(PlaceLabel {
            code: index.code[at].clone(),
            name: index.name[at].clone(),
            lon,
            lat,
            population: index.population[at]?,
            departement: index.departement[at].clone(),
        })
    };
    rows.into_iter().filter_map(label).take(most).collect()
}
