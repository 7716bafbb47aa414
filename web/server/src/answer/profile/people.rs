//! What the census says of the people of a territory: how many more they are a year, and how many of the active seek work. Counted
//! on its communes, so that a territory made by hand has it as an EPCI does.

use lanterne_data::read::census::Census;
use lanterne_observatory::change::growth;
use lanterne_observatory::{Absence, Level, Value};

use crate::state::State;

/// Share of a territory's inhabitants whose communes lack a figure, above which nothing is told of the whole.
const LACKING: f64 = 0.01;

/// The change of the population of some communes.
pub(super) struct Change {
    /// The two years.
    pub(super) years: [u16; 2],
    /// % a year.
    pub(super) annual: Value,
    /// Communes left out at both years, for one of the two lacks.
    pub(super) without: usize,
}

/// How the population changed; none where no earlier year is loaded.
pub(super) fn change(state: &State, communes: &[u32]) -> Option<Change> {
    let census = &state.contents.census;
    let (year, before) = (census.year?, census.before.as_ref()?);
    let now = &state.territories(Level::Commune).population;
    let (mut sums, mut lacking, mut without) = ([0.0, 0.0], 0.0, 0);
    for row in communes.iter().map(|row| *row as usize) {
        let people = now.get(row).copied().flatten().map(|people| people as f64);
        match (before.values.get(row).copied().flatten(), people) {
            (Some(then), Some(people)) => sums = [sums[0] + then, sums[1] + people],
            // Nobody then and nobody now is no lack: the villages destroyed in 1916.
            (then, people) => {
                let inhabitants = people.or(then).unwrap_or(0.0);
                lacking += inhabitants;
                without += usize::from(inhabitants > 0.0);
            }
        }
    }
    let annual = if lacking > LACKING * (sums[1] + lacking) {
        Err(Absence::NotPublished)
    } else {
        growth(Ok(sums[0]), Ok(sums[1]), f64::from(year) - f64::from(before.year)).annual
    };
    Some(Change { years: [before.year, year], annual, without })
}

/// The year of the census and the share of the active of 15 to 64 who seek work, %; none where it is not loaded.
pub(super) fn unemployment(state: &State, communes: &[u32]) -> Option<(u16, Value)> {
    let Census { active: Some(active), unemployed: Some(unemployed), .. } = &state.contents.census else { return None };
    let known = |row: &u32| {
        let at = |values: &[Option<f64>]| values.get(*row as usize).copied().flatten();
        Some((at(&active.values)?, at(&unemployed.values)?))
    };
    let counted: Vec<(f64, f64)> = communes.iter().filter_map(known).collect();
    // A commune without inhabitants is in the census with nobody: none of the others may lack.
    let people = |row: &u32| state.territories(Level::Commune).population.get(*row as usize).copied().flatten();
    let lacks = |row: &&u32| known(row).is_none() && people(row) != Some(0);
    let sum = counted.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let share = match sum {
        _ if communes.iter().any(|row| lacks(&row)) => Err(Absence::NotPublished),
        (active, unemployed) if active > 0.0 => Ok(100.0 * unemployed / active),
        _ => Err(Absence::Nil),
    };
    Some((active.year, share))
}
