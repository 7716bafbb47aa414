//! The cells of a region (an EPCI's part in a department) and the four whole numbers of each: ESS establishments and jobs,
//! all establishments and all jobs.
//!
//! Priors are proportional to population with a stated lightness; margins are the published sums; `rake` finds the least
//! change of the prior that meets them and `round` makes it whole. Next: `band` and `place` fill the cells.

use std::collections::BTreeMap;

use super::Place;
use super::draw::Draw;
use super::rake::{Margin, Unmet, rake};
use super::round::{largest_remainder, round_to_margins};
use super::targets::{Selection, Targets};

/// A cell of the region and its four totals.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// SIREN of the EPCI; `None` for communes without one.
    pub epci: Option<String>,
    /// Nature of the EPCI (`ME`, `CU`, `CA`, `CC`, `MET69`).
    pub nature: Option<String>,
    /// Code of the department.
    pub departement: String,
    /// Indices of its communes in the places given.
    pub communes: Vec<usize>,
    /// Inhabitants.
    pub population: u64,
    /// ESS employer establishments.
    pub establishments: u64,
    /// Their jobs.
    pub jobs: u64,
    /// Employer establishments of the whole economy.
    pub all_establishments: u64,
    /// Their jobs.
    pub all_jobs: u64,
}

impl Selection {
    /// Whether the cell is one of these territories.
    #[must_use]
    pub(super) fn holds(&self, cell: &Cell) -> bool {
        let among = |list: &[String], value: Option<&str>| {
            list.is_empty() || value.is_some_and(|value| list.iter().any(|item| item == value))
        };
        among(&self.nature, cell.nature.as_deref())
            && among(&self.epci, cell.epci.as_deref())
            && among(&self.departement, Some(&cell.departement))
    }

    fn of(&self, cells: &[Cell]) -> Vec<usize> {
        (0..cells.len()).filter(|index| self.holds(&cells[*index])).collect()
    }
}

/// The region's cells in order of department and EPCI, with totals that meet every margin of the targets exactly.
///
/// Errors: [`Unmet`] names a margin that contradicts the others, or that holds no territory of the region.
pub(super) fn cells(targets: &Targets, places: &[Place]) -> Result<Vec<Cell>, Unmet> {
    let mut cells = gather(&targets.region, places);
    establishments(targets, &mut cells)?;
    jobs(targets, &mut cells)?;
    economy(targets, &mut cells)?;
    Ok(cells)
}

fn gather(region: &str, places: &[Place]) -> Vec<Cell> {
    let mut groups = BTreeMap::<(String, Option<String>), Cell>::new();
    for (index, place) in places.iter().enumerate().filter(|(_, place)| place.region == region) {
        let cell = groups.entry((place.departement.clone(), place.epci.clone())).or_insert_with(|| Cell {
            epci: place.epci.clone(),
            nature: place.nature.clone(),
            departement: place.departement.clone(),
            communes: Vec::new(),
            population: 0,
            establishments: 0,
            jobs: 0,
            all_establishments: 0,
            all_jobs: 0,
        });
        cell.communes.push(index);
        cell.population += place.population;
    }
    groups.into_values().collect()
}

/// ESS establishments: population × lightness × an accident of each territory, raked to the sums.
fn establishments(targets: &Targets, cells: &mut [Cell]) -> Result<(), Unmet> {
    let mut draw = Draw::named(targets.seed, "cell establishments");
    let prior: Vec<f64> = cells
        .iter()
        .map(|cell| {
            let lightness: f64 =
                targets.lighter.iter().filter(|zone| zone.of.holds(cell)).map(|zone| zone.factor).product();
            cell.population as f64 * lightness * draw.around_one(0.10)
        })
        .collect();
    let margins = margins(targets, cells, targets.total.establishments, |margin| margin.establishments)?;
    for (cell, whole) in cells.iter_mut().zip(whole(&prior, &margins)?) {
        cell.establishments = whole;
    }
    Ok(())
}

/// ESS jobs: establishments × a mean size, larger in the large agglomerations, raked to the sums.
fn jobs(targets: &Targets, cells: &mut [Cell]) -> Result<(), Unmet> {
    let mut draw = Draw::named(targets.seed, "cell jobs");
    let prior: Vec<f64> = cells
        .iter()
        .map(|cell| {
            cell.establishments as f64
                * (0.7 + (cell.population as f64 / 100_000.0).min(3.0) * 0.15)
                * draw.around_one(0.10)
        })
        .collect();
    let margins = margins(targets, cells, targets.total.jobs, |margin| margin.jobs)?;
    for (cell, whole) in cells.iter_mut().zip(whole(&prior, &margins)?) {
        cell.jobs = whole;
    }
    Ok(())
}

/// All establishments and all jobs: the region's totals, and where a share is published, its ratio to the region's.
fn economy(targets: &Targets, cells: &mut [Cell]) -> Result<(), Unmet> {
    let mut draw = Draw::named(targets.seed, "cell economy");
    let total = &targets.total;
    let prior: Vec<f64> = cells.iter().map(|cell| cell.population as f64 * draw.around_one(0.08)).collect();
    let asked = shares(
        targets,
        cells,
        total.share_establishments_pct,
        |share| share.share_establishments_pct,
        |cell| cell.establishments,
    );
    let all = meet(&prior, asked, total.all_establishments())?;
    for (cell, whole) in cells.iter_mut().zip(all) {
        if whole < cell.establishments {
            let margin = format!("établissements de l’EPCI {}", cell.epci.as_deref().unwrap_or("sans"));
            return Err(Unmet { margin, asked: cell.establishments as f64, reached: whole as f64 });
        }
        cell.all_establishments = whole;
    }
    let prior: Vec<f64> = cells
        .iter()
        .map(|cell| cell.all_establishments as f64 * (0.8 + (cell.population as f64 / 100_000.0).min(3.0) * 0.1))
        .collect();
    let asked = shares(targets, cells, total.share_jobs_pct, |share| share.share_jobs_pct, |cell| cell.jobs);
    let all = meet(&prior, asked, total.all_jobs())?;
    for (cell, whole) in cells.iter_mut().zip(all) {
        cell.all_jobs = whole;
    }
    Ok(())
}

/// Sums that follow from a published share: `count / share`, the share brought to the region's by the ratio of its edition.
fn shares(
    targets: &Targets,
    cells: &[Cell],
    region_pct: f64,
    asked: impl Fn(&super::targets::ShareTarget) -> Option<f64>,
    count: impl Fn(&Cell) -> u64,
) -> Vec<Margin> {
    targets
        .economy
        .iter()
        .filter_map(|share| {
            let pct = asked(share)? / share.region_pct * region_pct;
            let held = share.of.of(cells);
            let sum: u64 = held.iter().map(|cell| count(&cells[*cell])).sum();
            (sum > 0).then(|| Margin { name: share.name.clone(), cells: held, total: sum as f64 * 100.0 / pct })
        })
        .collect()
}

/// Rakes to sums that may not add up to the total exactly: sums that cover every cell are first brought to it by one
/// common factor, because two editions never agree to the last job.
fn meet(prior: &[f64], mut margins: Vec<Margin>, total: u64) -> Result<Vec<u64>, Unmet> {
    let disjoint: Vec<usize> = partition(&margins, prior.len());
    if !disjoint.is_empty() {
        let sum: f64 = disjoint.iter().map(|index| margins[*index].total).sum();
        for margin in &mut margins {
            margin.total *= total as f64 / sum;
        }
    }
    margins.push(Margin { name: "total de la région".into(), cells: (0..prior.len()).collect(), total: total as f64 });
    Ok(largest_remainder(&rake(prior, &margins)?, total))
}

/// The first margins, in order, that share no cell and together hold all cells; empty when they do not.
fn partition(margins: &[Margin], cells: usize) -> Vec<usize> {
    let mut taken = vec![false; cells];
    let mut chosen = Vec::new();
    for (index, margin) in margins.iter().enumerate() {
        if margin.cells.iter().all(|cell| !taken[*cell]) {
            margin.cells.iter().for_each(|cell| taken[*cell] = true);
            chosen.push(index);
        }
    }
    if taken.iter().all(|taken| *taken) { chosen } else { Vec::new() }
}

fn margins(
    targets: &Targets,
    cells: &[Cell],
    total: u64,
    asked: impl Fn(&super::targets::MarginTarget) -> Option<u64>,
) -> Result<Vec<Margin>, Unmet> {
    let mut margins =
        vec![Margin { name: "total de la région".into(), cells: (0..cells.len()).collect(), total: total as f64 }];
    for margin in &targets.margin {
        if let Some(sum) = asked(margin) {
            let held = margin.of.of(cells);
            if held.is_empty() {
                return Err(Unmet { margin: margin.name.clone(), asked: sum as f64, reached: 0.0 });
            }
            margins.push(Margin { name: margin.name.clone(), cells: held, total: sum as f64 });
        }
    }
    Ok(margins)
}

fn whole(prior: &[f64], margins: &[Margin]) -> Result<Vec<u64>, Unmet> {
    let raked = rake(prior, margins)?;
    round_to_margins(&raked, margins).ok_or_else(|| Unmet {
        margin: "arrondi de toutes les sommes ensemble".into(),
        asked: margins[0].total,
        reached: raked.iter().sum(),
    })
}
