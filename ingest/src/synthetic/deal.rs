//! Establishments: each cell's bands, the families and activities dealt out within bands, and a commune for each.

use super::band::{self, Bands};
use super::cell::Cell;
use super::draw::Draw;
use super::place::{Place, spread};
use super::profile::{self, Profile};
use super::rake::Unmet;
use super::round::largest_remainder;
use super::targets::{Structure, Targets};
use crate::IngestError;
use lanterne_data::load::nomenclature;

/// An employer establishment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Establishment {
    /// Index of its commune in the places.
    pub place: usize,
    /// Index of its cell.
    pub cell: usize,
    /// Index of its size band in the targets.
    pub band: usize,
    /// Its family (index in the targets); `None` outside the ESS.
    pub famille: Option<usize>,
    /// Its activity (index in `sector`, or in `rest` outside the ESS).
    pub activity: usize,
}

/// The bands of the targets with the estimates of the register's own reader.
pub(super) fn bands(targets: &Targets) -> Result<Bands, IngestError> {
    let estimates = targets
        .size
        .bands
        .iter()
        .map(|code| {
            let band = nomenclature::bands().iter().find(|band| band.code == code);
            band.map(|band| band.jobs).ok_or_else(|| IngestError::Malformed {
                file: format!("cibles de la région {}", targets.region),
                place: "size.bands".into(),
                value: code.clone(),
                expectation: "un code de tranche d’effectifs de Sirene".into(),
            })
        })
        .collect::<Result<Vec<f64>, _>>()?;
    let small = estimates.iter().take_while(|jobs| **jobs < 10.0).count();
    Ok(Bands { estimates, small })
}

/// The establishments of the ESS.
pub(super) fn ess(
    targets: &Targets,
    bands: &Bands,
    cells: &[Cell],
    places: &[Place],
) -> Result<Vec<Establishment>, Unmet> {
    let profiles = profile::ess(targets)?;
    let asked = |cell: &Cell| (cell.establishments, cell.jobs as f64);
    let mut list = fill(targets, bands, &targets.size.ess, cells, places, &profiles, "ess", asked);
    for structure in &targets.structure {
        restructure(targets, structure, cells, &mut list);
    }
    Ok(list)
}

/// The establishments of the rest of the economy.
pub(super) fn rest(targets: &Targets, bands: &Bands, cells: &[Cell], places: &[Place]) -> Vec<Establishment> {
    let asked =
        |cell: &Cell| (cell.all_establishments - cell.establishments, cell.all_jobs.saturating_sub(cell.jobs) as f64);
    let (establishments, jobs) =
        cells.iter().map(asked).fold((0.0, 0.0), |sum, (count, jobs)| (sum.0 + count as f64, sum.1 + jobs));
    let profiles = profile::rest(targets, establishments, jobs);
    fill(targets, bands, &targets.size.rest, cells, places, &profiles, "rest", asked)
}

#[allow(clippy::too_many_arguments, reason = "one private place where the parts of the method meet")]
fn fill(
    targets: &Targets,
    bands: &Bands,
    shape: &[f64],
    cells: &[Cell],
    places: &[Place],
    profiles: &[Profile],
    name: &str,
    asked: impl Fn(&Cell) -> (u64, f64),
) -> Vec<Establishment> {
    let mut draw = Draw::named(targets.seed, &format!("bands {name}"));
    let mut counts: Vec<Vec<u64>> = Vec::with_capacity(cells.len());
    let mut owed = 0.0;
    for cell in cells {
        let (establishments, jobs) = asked(cell);
        let composed = band::compose(bands, shape, establishments, jobs, &mut draw);
        owed += jobs - band::jobs_of(bands, &composed);
        counts.push(composed);
    }
    // What whole numbers could not give in small cells is given by the largest, so that the region's total is met.
    if let Some(largest) = (0..cells.len()).max_by_key(|index| cells[*index].establishments) {
        let jobs = band::jobs_of(bands, &counts[largest]) + owed;
        band::settle(bands, &mut counts[largest], jobs);
    }
    let totals: Vec<u64> = (0..shape.len()).map(|band| counts.iter().map(|cell| cell[band]).sum()).collect();
    let mut decks = decks(profiles, bands, &totals, &mut Draw::named(targets.seed, &format!("profiles {name}")));
    let mut draw = Draw::named(targets.seed, &format!("places {name}"));
    let mut list = Vec::with_capacity(totals.iter().sum::<u64>() as usize);
    for (index, (cell, counts)) in cells.iter().zip(&counts).enumerate() {
        let mut where_to = spread(cell, places, counts.iter().sum(), &mut draw).into_iter();
        for band in (0..counts.len()).rev() {
            for place in where_to.by_ref().take(counts[band] as usize) {
                let profile = decks[band].pop().map_or(0, |profile| profile);
                let Profile { famille, activity, .. } = profiles[profile];
                list.push(Establishment { place, cell: index, band, famille, activity });
            }
        }
    }
    list
}

/// For each band, its profiles in a random order, as many as the band has establishments.
fn decks(profiles: &[Profile], bands: &Bands, totals: &[u64], draw: &mut Draw) -> Vec<Vec<usize>> {
    let table = profile::fit(profiles, bands, totals);
    (0..totals.len())
        .map(|band| {
            let mut deck: Vec<usize> =
                table.iter().enumerate().flat_map(|(profile, row)| vec![profile; row[band] as usize]).collect();
            draw.shuffle(&mut deck);
            deck
        })
        .collect()
}

/// Gives some territories their own shares of families by exchanging family and activity with establishments of the same
/// band elsewhere: no total of the region changes.
fn restructure(targets: &Targets, structure: &Structure, cells: &[Cell], list: &mut [Establishment]) {
    let inside = |establishment: &Establishment| structure.of.holds(&cells[establishment.cell]);
    let own = list.iter().filter(|establishment| inside(establishment)).count() as u64;
    let shares: Vec<f64> = targets
        .famille
        .iter()
        .map(|famille| structure.units_pct.get(&famille.famille).copied().unwrap_or(0.0))
        .collect();
    let mut lack: Vec<i64> = largest_remainder(&shares, own).into_iter().map(|count| count as i64).collect();
    for establishment in list.iter().filter(|establishment| inside(establishment)) {
        lack[establishment.famille.unwrap_or(0)] -= 1;
    }
    // From the smallest band up: the small exchanges move the fewest jobs between families of the territory.
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|index| list[*index].band);
    for index in order.iter().copied().filter(|index| structure.of.holds(&cells[list[*index].cell])).collect::<Vec<_>>()
    {
        let excess = list[index].famille.unwrap_or(0);
        if lack[excess] >= 0 {
            continue;
        }
        let partner = order.iter().copied().find(|other| {
            let there = &list[*other];
            there.band == list[index].band
                && lack[there.famille.unwrap_or(0)] > 0
                && !structure.of.holds(&cells[there.cell])
        });
        if let Some(other) = partner {
            lack[excess] += 1;
            lack[list[other].famille.unwrap_or(0)] -= 1;
            let (famille, activity) = (list[index].famille, list[index].activity);
            (list[index].famille, list[index].activity) = (list[other].famille, list[other].activity);
            (list[other].famille, list[other].activity) = (famille, activity);
        }
    }
}
