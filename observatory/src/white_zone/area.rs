//! White units that touch are one area: how far it reaches, who lives there, what it is called.
//!
//! Refuses to know which test made a unit white, and how far the nearest site is: give [`Areas::group`] to
//! [`super::accompagnement::test`], which answers for any set of communes.

use std::collections::BTreeMap;

use crate::absence::{Absence, Value, at, quantity};
use crate::level::Level;
use crate::neighbour::Neighbours;
use crate::neighbour::component::components;

/// How many leading members an area keeps.
const LEADING: usize = 3;

/// One area: white units, each of which can be reached from any other through white units only.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its units, by row.
    pub rows: Vec<u32>,
    /// Its most populous units, at most three, the first one first; what has no known population comes last, by row.
    pub leading: Vec<u32>,
    /// Inhabitants. An absence if that of any unit is not known.
    pub population: Value,
    /// Establishments. An absence if those of any unit are not known.
    pub establishments: Value,
}

/// All areas of a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Areas {
    /// The areas, the most populous first; those without a known population last; then by first row.
    pub areas: Vec<Area>,
    /// The area of each unit; `None`: the unit is not white.
    of: Vec<Option<u32>>,
}

/// The contiguous union of the white units of a level.
///
/// Shape: one row per row of the neighbourhood; a unit beyond the end of a column is not white, or has no known figure. A white
/// unit without white neighbour is an area by itself. Cost: that of [`components`], and a sort of the areas. Checked against
/// `scipy.sparse.csgraph.connected_components` (1.17.1), exactly.
///
/// ```
/// use lanterne_observatory::neighbour::Neighbours;
/// use lanterne_observatory::white_zone::area::areas;
/// let line = Neighbours::from_pairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]);
/// let people = [Ok(100.0), Ok(900.0), Ok(50.0), Ok(20.0)];
/// let found = areas(&[true, true, false, true], &line, &people, &[]);
/// assert_eq!(found.areas[0].rows, [0, 1]);
/// assert_eq!((found.areas[0].leading[0], found.areas[0].population), (1, Ok(1_000.0)));
/// assert_eq!((found.of(3), found.of(2)), (Some(1), None));
/// ```
#[must_use]
pub fn areas(white: &[bool], neighbours: &Neighbours, population: &[Value], establishments: &[Value]) -> Areas {
    let mut areas: Vec<Area> = components(neighbours, white)
        .rows
        .into_iter()
        .map(|rows| Area {
            leading: leading(&rows, population),
            population: total(&rows, population),
            establishments: total(&rows, establishments),
            rows,
        })
        .collect();
    areas.sort_by(|a, b| most_first(a.population, b.population).then_with(|| a.rows.cmp(&b.rows)));
    let mut of = vec![None; neighbours.len()];
    for (area, number) in areas.iter().zip(0_u32..) {
        for row in &area.rows {
            of[*row as usize] = Some(number);
        }
    }
    Areas { areas, of }
}

impl Areas {
    /// The area of a unit.
    #[must_use]
    pub fn of(&self, row: usize) -> Option<usize> {
        self.of.get(row).copied().flatten().map(|area| area as usize)
    }

    /// The area of each commune, given the unit of each commune: an area is then a territory like any other.
    #[must_use]
    pub fn group(&self, unit_of_commune: &[Option<usize>]) -> Vec<Option<usize>> {
        unit_of_commune.iter().map(|unit| self.of((*unit)?)).collect()
    }
}

impl Area {
    /// Its French name, made of the names of its leading units: « Péronne », « Péronne et Ham », « Péronne, Ham et 12 autres
    /// communes ».
    ///
    /// ```
    /// # use lanterne_observatory::{Level, neighbour::Neighbours, white_zone::area::areas};
    /// let (line, people) = (Neighbours::from_pairs(3, [(0, 1), (1, 0), (1, 2), (2, 1)]), [Ok(3.0), Ok(9.0), Ok(1.0)]);
    /// let area = &areas(&[true; 3], &line, &people, &[]).areas[0];
    /// assert_eq!(area.name(Level::Commune, |row| ["Ham", "Péronne", "Athies"][row as usize]), "Péronne, Ham et une autre commune");
    /// ```
    #[must_use]
    pub fn name<'a>(&self, level: Level, name_of: impl Fn(u32) -> &'a str) -> String {
        let names: Vec<&str> = self.leading.iter().map(|row| name_of(*row)).collect();
        match (names.as_slice(), self.rows.len()) {
            ([], _) => String::new(),
            ([only], _) => (*only).to_owned(),
            ([first, second], 2) => format!("{first} et {second}"),
            ([first, second, ..], members) => format!("{first}, {second} et {}", others(level, members - 2)),
        }
    }
}

/// What each area lies in: for every territory of another level, the inhabitants it has of the area, the most first, then by
/// row. At the grain of communes: `group[commune]` its area ([`Areas::group`]), `territory[commune]` what it belongs to. A
/// commune whose population is not known weighs nothing.
///
/// ```
/// use lanterne_observatory::white_zone::area::lies_in;
/// let (group, departement) = ([Some(0), Some(0), None], [Some(80), Some(2), Some(2)]);
/// assert_eq!(lies_in(&group, 1, &departement, &[Ok(5.0), Ok(7.0), Ok(9.0)]), [[(2, 7.0), (80, 5.0)]]);
/// ```
#[must_use]
pub fn lies_in(
    group: &[Option<usize>],
    areas: usize,
    territory: &[Option<u32>],
    population: &[Value],
) -> Vec<Vec<(u32, f64)>> {
    let mut parts: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); areas];
    for (commune, (area, territory)) in group.iter().zip(territory).enumerate() {
        if let (Some(part), Some(territory)) = (area.and_then(|area| parts.get_mut(area)), territory) {
            *part.entry(*territory).or_insert(0.0) += quantity(at(population, commune)).unwrap_or(0.0);
        }
    }
    let sorted = |part: BTreeMap<u32, f64>| {
        let mut part: Vec<(u32, f64)> = part.into_iter().collect();
        part.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        part
    };
    parts.into_iter().map(sorted).collect()
}

fn others(level: Level, count: usize) -> String {
    let (one, many) = match level {
        Level::Commune => ("une autre commune", "autres communes"),
        Level::Epci => ("un autre EPCI", "autres EPCI"),
        Level::Departement => ("un autre département", "autres départements"),
        Level::Region => ("une autre région", "autres régions"),
        Level::ZoneEmploi => ("une autre zone d’emploi", "autres zones d’emploi"),
        Level::BassinVie => ("un autre bassin de vie", "autres bassins de vie"),
        Level::France => ("un autre territoire", "autres territoires"),
    };
    if count == 1 { one.to_owned() } else { format!("{} {many}", spaced(count)) }
}

/// A count in French: thousands apart by a narrow space that does not break.
fn spaced(count: usize) -> String {
    if count < 1_000 {
        return count.to_string();
    }
    format!("{}\u{202f}{:03}", spaced(count / 1_000), count % 1_000)
}

/// The first of `rows` by population.
fn leading(rows: &[u32], population: &[Value]) -> Vec<u32> {
    let people = |row: u32| quantity(at(population, row as usize));
    let order = |a: &u32, b: &u32| most_first(people(*a), people(*b)).then(a.cmp(b));
    let mut rows = rows.to_vec();
    if rows.len() > LEADING {
        rows.select_nth_unstable_by(LEADING - 1, order);
        rows.truncate(LEADING);
    }
    rows.sort_by(order);
    rows
}

/// The most first, an absence last.
fn most_first(left: Value, right: Value) -> std::cmp::Ordering {
    match (left, right) {
        (Ok(left), Ok(right)) => right.total_cmp(&left),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        (Err(_), Err(_)) => std::cmp::Ordering::Equal,
    }
}

/// The sum over rows, or the absence that binds most.
fn total(rows: &[u32], column: &[Value]) -> Value {
    let (mut sum, mut absent) = (0.0, None);
    for row in rows {
        match quantity(at(column, *row as usize)) {
            Ok(value) => sum += value,
            Err(absence) => absent = Some(absent.map_or(absence, |known: Absence| known.with(absence))),
        }
    }
    absent.map_or_else(|| quantity(Ok(sum)), Err)
}
