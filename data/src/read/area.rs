//! From white units to named areas: the one computation that the build and the service share.
//!
//! The areas are `observatory::white_zone::area`; here they meet the names, the communes they are made of and the journeys to
//! the sites. Refuses to know which test made a unit white.

use lanterne_observatory::white_zone::Parameters;
use lanterne_observatory::white_zone::accompagnement::{self, Accompagnement};
use lanterne_observatory::white_zone::area::{Area, areas, lies_in};
use lanterne_observatory::{Absence, Level, Value};

use super::{Access, Contents};

/// One area with what a person asks of it.
#[derive(Debug, Clone)]
pub struct NamedArea {
    /// Its units, its inhabitants, its establishments.
    pub area: Area,
    /// Its French name.
    pub name: String,
    /// How many communes it is made of.
    pub commune_count: usize,
    /// Rows of the departments it lies in, each with its inhabitants there, the most first.
    pub departements: Vec<(u32, f64)>,
    /// Rows of the EPCI it lies in, the same way.
    pub epci: Vec<(u32, f64)>,
    /// How far its inhabitants are from the nearest site.
    pub access: Accompagnement,
}

/// The areas of a level, the most populous first.
///
/// `white[row]` and `establishments[row]` are in the row order of the level.
#[must_use]
pub fn named_areas(
    contents: &Contents,
    access: &Access,
    level: Level,
    white: &[bool],
    establishments: &[Value],
    parameters: Parameters,
) -> Vec<NamedArea> {
    let index = &contents.territories[level as usize];
    let people: Vec<Value> =
        index.population.iter().map(|count| count.map(|count| count as f64).ok_or(Absence::NotPublished)).collect();
    let found = areas(white, &index.neighbours, &people, establishments);
    let unit: Vec<Option<usize>> =
        contents.belonging.at(level).into_iter().map(|row| row.map(|row| row as usize)).collect();
    let (group, count) = (found.group(&unit), found.areas.len());
    let population = &contents.grain.population;
    let departements = lies_in(&group, count, &contents.belonging.departement, population);
    let epci = lies_in(&group, count, &contents.belonging.epci, population);
    let reached = accompagnement::test(&access.journeys, population, &group, count, parameters);
    let mut communes = vec![0; count];
    for area in group.into_iter().flatten() {
        communes[area] += 1;
    }
    let name = |row: u32| index.name.get(row as usize).map_or("", String::as_str);
    let parts = communes.into_iter().zip(departements).zip(epci).zip(reached);
    found
        .areas
        .into_iter()
        .zip(parts)
        .map(|(area, (((commune_count, departements), epci), access))| NamedArea {
            name: area.name(level, name),
            area,
            commune_count,
            departements,
            epci,
            access,
        })
        .collect()
}
