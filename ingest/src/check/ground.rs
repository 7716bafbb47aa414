//! What was loaded, summed over the territory a published figure is about.
//!
//! A figure of a territory outside the register's coverage, even in part, has nothing to be compared with.

use std::collections::{BTreeMap, HashMap};

use lanterne_data::Snapshot;
use lanterne_data::load::nomenclature;
use lanterne_data::read::count::{self, EconomyCell, EssCell};
use lanterne_data::read::review::{self, WorkshopLine};
use lanterne_data::read::{Contents, Published, contents};
use lanterne_observatory::Level;

use crate::IngestError;

/// The loaded side of every comparison.
pub(super) struct Ground {
    pub contents: Contents,
    pub workshops: Vec<WorkshopLine>,
    ess: Vec<EssCell>,
    economy: Vec<EconomyCell>,
    jobs_below_ten: f64,
}

/// Totals of a set of communes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Totals {
    pub establishments: f64,
    pub jobs: f64,
    pub below_ten: f64,
    pub all_establishments: f64,
    pub all_jobs: f64,
    pub population: f64,
    pub communes: f64,
    pub famille: BTreeMap<String, (f64, f64)>,
    pub division: BTreeMap<String, (f64, f64)>,
}

impl Ground {
    pub(super) fn of(snapshot: &Snapshot) -> Result<Self, IngestError> {
        // The first band of ten employees or more, by its own lower bound.
        let jobs_below_ten = nomenclature::bands()
            .iter()
            .filter(|band| band.low >= 10.0)
            .map(|band| band.low)
            .fold(f64::INFINITY, f64::min);
        Ok(Self {
            contents: contents(snapshot)?,
            workshops: review::workshops(snapshot)?,
            ess: count::ess_cells(snapshot)?,
            economy: count::economy_cells(snapshot)?,
            jobs_below_ten,
        })
    }

    /// The rows of the communes of a figure's territory; `None` when the territory has no list of communes here.
    pub(super) fn communes(&self, figure: &Published) -> Option<Vec<usize>> {
        let index = |level: Level| self.contents.territories.iter().find(|territories| territories.level == level);
        let belonging = &self.contents.belonging;
        let at = |level: Level| -> Option<Vec<usize>> {
            let row = index(level)?.row(figure.code.as_deref()?)?;
            let of_commune = belonging.at(level);
            Some((0..of_commune.len()).filter(|commune| of_commune[*commune] == Some(row)).collect())
        };
        match figure.level.as_str() {
            "region" => at(Level::Region),
            "departement" => at(Level::Departement),
            "epci" => at(Level::Epci),
            "commune" => Some(vec![index(Level::Commune)?.row(figure.code.as_deref()?)? as usize]),
            // A PETR is a declared zone whose members are certain.
            "petr" => {
                let zone = self
                    .contents
                    .zones
                    .iter()
                    .find(|zone| zone.kind == "petr" && Some(&zone.name) == figure.name.as_ref())?;
                Some(self.communes_of_epci(&zone.epci))
            }
            // Types of EPCI are those of the covered region: `CA+CU` is both.
            "epci_type" => {
                let natures: Vec<&str> = figure.code.as_deref()?.split('+').collect();
                let epci = index(Level::Epci)?;
                let of = |row: u32| epci.nature.get(row as usize).and_then(Option::as_deref);
                Some(
                    (0..belonging.epci.len())
                        .filter(|commune| self.contents.grain.covered[*commune])
                        .filter(|commune| {
                            belonging.epci[*commune].and_then(of).is_some_and(|nature| natures.contains(&nature))
                        })
                        .collect(),
                )
            }
            _ => None,
        }
    }

    /// The rows of the communes of these EPCI.
    pub(super) fn communes_of_epci(&self, codes: &[String]) -> Vec<usize> {
        let index = self.contents.territories.iter().find(|territories| territories.level == Level::Epci);
        let rows: Vec<u32> = codes.iter().filter_map(|code| index?.row(code)).collect();
        let epci = &self.contents.belonging.epci;
        (0..epci.len()).filter(|commune| epci[*commune].is_some_and(|row| rows.contains(&row))).collect()
    }

    /// Whether the register speaks of every one of these communes.
    pub(super) fn covers(&self, communes: &[usize]) -> bool {
        !communes.is_empty() && communes.iter().all(|commune| self.contents.grain.covered[*commune])
    }

    /// Sums over communes.
    pub(super) fn totals(&self, communes: &[usize]) -> Totals {
        let Some(index) = self.contents.territories.iter().find(|index| index.level == Level::Commune) else {
            return Totals::default();
        };
        let mut held: HashMap<&str, ()> = HashMap::new();
        let mut totals = Totals { communes: communes.len() as f64, ..Totals::default() };
        for commune in communes {
            held.insert(index.code[*commune].as_str(), ());
            totals.population += index.population[*commune].unwrap_or(0) as f64;
        }
        for cell in self.ess.iter().filter(|cell| held.contains_key(cell.commune.as_str())) {
            totals.establishments += cell.establishments;
            totals.jobs += cell.jobs;
            let low = nomenclature::bands().iter().find(|band| band.code == cell.tranche).map_or(0.0, |band| band.low);
            if low < self.jobs_below_ten {
                totals.below_ten += cell.establishments;
            }
            add(&mut totals.famille, &cell.famille, cell);
            if let Some(division) = &cell.division {
                add(&mut totals.division, division, cell);
            }
        }
        for cell in self.economy.iter().filter(|cell| held.contains_key(cell.commune.as_str())) {
            totals.all_establishments += cell.establishments;
            totals.all_jobs += cell.jobs;
        }
        totals
    }

    /// The communes of the region that holds most of these communes.
    pub(super) fn region_of(&self, communes: &[usize]) -> Vec<usize> {
        let regions = &self.contents.belonging.region;
        let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
        for region in communes.iter().filter_map(|commune| regions[*commune]) {
            *votes.entry(region).or_default() += 1;
        }
        let most = votes.into_iter().max_by_key(|(_, count)| *count).map(|(region, _)| region);
        (0..regions.len()).filter(|commune| most.is_some() && regions[*commune] == most).collect()
    }

    /// EPCI of these natures whose region (the one with most of their inhabitants) is the covered one.
    pub(super) fn epci_count(&self, natures: &str) -> Option<f64> {
        let index = self.contents.territories.iter().find(|index| index.level == Level::Epci)?;
        let departements: Vec<&str> = self.contents.coverage.iter().map(|(code, _)| code.as_str()).collect();
        let natures: Vec<&str> = natures.split('+').collect();
        let count = (0..index.len())
            .filter(|row| index.departement[*row].as_deref().is_some_and(|code| departements.contains(&code)))
            .filter(|row| index.nature[*row].as_deref().is_some_and(|nature| natures.contains(&nature)))
            .count();
        (count > 0).then_some(count as f64)
    }
}

fn add(sums: &mut BTreeMap<String, (f64, f64)>, key: &str, cell: &EssCell) {
    let sum = sums.entry(key.to_owned()).or_default();
    sum.0 += cell.establishments;
    sum.1 += cell.jobs;
}
