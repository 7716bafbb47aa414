//! A view: the facts of one level, one perimeter with its filter and one region (or all of France), against their reference. Estimates,
//! posteriors and ranks are computed when first asked and kept.
//!
//! Every answer that shows a figure takes it from here, so that the map, the table, the panel and the export agree.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use lanterne_observatory::assembly::{Counted, FactColumns, Filter, Grouping, assemble, by_section};
use lanterne_observatory::bayes::{Posterior, posteriors};
use lanterne_observatory::indicator::{Estimate, compute};
use lanterne_observatory::rank::{self, RankInterval};
use lanterne_observatory::white_zone::foyer_froid::{Spot, spots};
use lanterne_observatory::{Absence, Indicator, Level, Perimetre, Section, Value};

use crate::french::Named;
use crate::state::State;
use crate::views::Weighed;

/// Numbers drawn for a rank interval, rows times draws: fewer draws where there are more rows.
const RANK_BUDGET: usize = 2_000_000;
/// Fewest draws of a rank interval.
const FEWEST_DRAWS: usize = 200;

/// What a view is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ViewKey {
    pub(crate) level: Level,
    pub(crate) perimetre: Perimetre,
    /// What is kept of the perimeter.
    pub(crate) filter: Filter,
    /// Row of the region the rows are limited to; `None`: every row of the level.
    pub(crate) region: Option<u32>,
    /// An earlier year, which is loaded; `None`: the one of reference.
    pub(crate) year: Option<u16>,
}

impl ViewKey {
    /// The region that its units are read against; none where there is no single one.
    fn reference_region(self, state: &State) -> Option<u32> {
        self.region.or_else(|| sole_region(state))
    }

    /// Whether a commune is of what its units are read against: that region, or everywhere.
    pub(crate) fn beside(self, state: &State) -> impl Fn(u32) -> bool + '_ {
        let (region, of) = (self.reference_region(state), &state.contents.belonging.region);
        move |commune| region.is_none() || of.get(commune as usize).copied().flatten() == region
    }

    /// The view people open on: the usual perimeter, without filter.
    pub(crate) fn usual(level: Level, region: Option<u32>) -> Self {
        Self { level, perimetre: Perimetre::Loi2014, filter: Filter::default(), region, year: None }
    }

    /// Whether it is all of the ESS in the year of reference: what others publish and the tests of white zones speak of no other.
    pub(crate) fn is_whole(self) -> bool {
        self.filter.is_open() && self.year.is_none()
    }

    /// What its sums count.
    pub(crate) fn counted(self) -> Counted {
        Counted { perimetre: self.perimetre, filter: self.filter }
    }
}

/// The territory a view is read against.
#[derive(Debug, Clone)]
pub(crate) struct ReferenceUnit {
    pub(crate) level: Level,
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) named: Named,
    /// Its facts, one row.
    pub(crate) columns: FactColumns,
}

/// Facts of a view and what was computed of them.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) key: ViewKey,
    /// Rows of the level, ascending.
    pub(crate) rows: Vec<u32>,
    /// Facts of these rows.
    pub(crate) columns: FactColumns,
    pub(crate) reference: ReferenceUnit,
    estimates: Mutex<HashMap<Indicator, Arc<Vec<Estimate>>>>,
    posteriors: OnceLock<Vec<Result<Posterior, Absence>>>,
    spots: OnceLock<Arc<Vec<Spot>>>,
    ranks: OnceLock<Vec<Option<RankInterval>>>,
    sections: OnceLock<Vec<(Section, f64, f64)>>,
}

impl View {
    /// Sums the facts; nothing else is computed yet.
    pub(crate) fn of(state: &State, key: ViewKey) -> Self {
        let territories = state.territories(key.level);
        let belonging = &state.contents.belonging;
        let grouping = Grouping::of_level(key.level, belonging.at(key.level), territories.len());
        let columns = assemble(state.grain(key.year), &grouping, key.counted());
        let region = state.region_code(key.region);
        let rows: Vec<u32> = (0_u32..)
            .zip(0..territories.len())
            .filter(|(_, at)| match (key.level, region) {
                (_, None) => true,
                (Level::Region, Some(code)) => territories.code[*at] == *code,
                (Level::France, Some(_)) => false,
                (_, Some(code)) => territories.region[*at].as_ref() == Some(code),
            })
            .map(|(row, _)| row)
            .collect();
        let columns = if rows.len() == territories.len() { columns } else { columns.rows(&rows) };
        Self {
            reference: reference(state, key),
            key,
            rows,
            columns,
            estimates: Mutex::default(),
            posteriors: OnceLock::new(),
            spots: OnceLock::new(),
            ranks: OnceLock::new(),
            sections: OnceLock::new(),
        }
    }

    /// The estimates of an indicator, in the order of `rows`.
    pub(crate) fn estimates(&self, indicator: Indicator) -> Arc<Vec<Estimate>> {
        if let Some(known) = self.estimates.lock().unwrap_or_else(PoisonError::into_inner).get(&indicator) {
            return Arc::clone(known);
        }
        let computed = Arc::new(compute(indicator, &self.columns.facts(self.reference.columns.reference(0))));
        let mut estimates = self.estimates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(estimates.entry(indicator).or_insert(computed))
    }

    /// The estimate of one unit. The whole column is computed only where a unit hangs on the others (smoothed rates) or where it is known
    /// already: a panel that shows every indicator of one commune must not compute those of all the others.
    pub(crate) fn estimate(&self, indicator: Indicator, position: usize) -> Estimate {
        let known = self.estimates.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&indicator);
        let Ok(row) = u32::try_from(position) else { return ABSENT };
        if known || indicator == Indicator::EtablissementsHabitants {
            return self.estimates(indicator).get(position).copied().unwrap_or(ABSENT);
        }
        let own = self.columns.rows(&[row]);
        compute(indicator, &own.facts(self.reference.columns.reference(0))).pop().unwrap_or(ABSENT)
    }

    /// The figure of the reference itself; a number has none: the whole is no measure of its parts.
    pub(crate) fn reference_estimate(&self, indicator: Indicator) -> Estimate {
        if indicator.is_number() {
            return ABSENT;
        }
        let columns = &self.reference.columns;
        compute(indicator, &columns.facts(columns.reference(0))).pop().unwrap_or(ABSENT)
    }

    /// Position of a row of the level among `rows`.
    pub(crate) fn position(&self, row: u32) -> Option<usize> {
        self.rows.binary_search(&row).ok()
    }

    /// Rows of the communes the reference is made of: those beside the units, where the register speaks.
    pub(crate) fn reference_communes(&self, state: &State) -> Vec<u32> {
        let beside = self.key.beside(state);
        let covered = (0..).zip(&state.grain(self.key.year).covered);
        covered.filter(|(row, covered)| **covered && beside(*row)).map(|(row, _)| row).collect()
    }

    /// Establishments and jobs of the reference by section.
    pub(crate) fn reference_sections(&self, state: &State) -> &[(Section, f64, f64)] {
        self.sections.get_or_init(|| by_section(state.grain(self.key.year), self.key.counted(), self.key.beside(state)))
    }

    /// What is known of the rate of establishments of each unit, the units of the view taken together.
    pub(crate) fn posteriors(&self) -> &[Result<Posterior, Absence>] {
        self.posteriors.get_or_init(|| posteriors(&self.columns.establishments, &self.columns.population))
    }

    /// Each unit among its neighbours; those outside the view are not seen.
    pub(crate) fn spots(&self, state: &State) -> Arc<Vec<Spot>> {
        let computed = self.spots.get_or_init(|| {
            let neighbours = state.territories(self.key.level).neighbours.relabelled(&self.rows);
            Arc::new(spots(&self.columns.establishments, &self.columns.population, &neighbours))
        });
        Arc::clone(computed)
    }

    /// Rank intervals of the density of establishments, the one measure that has a posterior.
    pub(crate) fn rank_intervals(&self) -> &[Option<RankInterval>] {
        self.ranks.get_or_init(|| {
            let posteriors = self.posteriors();
            let draws = (RANK_BUDGET / posteriors.len().max(1)).clamp(FEWEST_DRAWS, rank::DRAWS);
            rank::intervals(posteriors, draws, lanterne_observatory::interval::CONFIDENCE, rank::SEED)
        })
    }
}

impl Weighed for View {
    /// The columns, and what was asked of them since.
    fn bytes(&self) -> usize {
        let columns = 8 + 2 * self.columns.familles.len();
        let estimates = self.estimates.lock().unwrap_or_else(PoisonError::into_inner).len();
        let per_row = size_of::<u32>()
            + columns * size_of::<Value>()
            + estimates * size_of::<Estimate>()
            + self.posteriors.get().map_or(0, |_| size_of::<Result<Posterior, Absence>>())
            + self.spots.get().map_or(0, |_| size_of::<Spot>())
            + self.ranks.get().map_or(0, |_| size_of::<Option<RankInterval>>());
        size_of::<Self>() + self.rows.len() * per_row
    }
}

/// The estimate of nothing.
pub(crate) const ABSENT: Estimate = Estimate {
    value: Err(Absence::NotPublished),
    low: None,
    high: None,
    smoothed: None,
    numerator: Err(Absence::NotPublished),
    denominator: Err(Absence::NotPublished),
    reliable: false,
};

/// The reference of a view: its region; without region, all that the register covers, by its name where it has one.
fn reference(state: &State, key: ViewKey) -> ReferenceUnit {
    let grain = state.grain(key.year);
    let communes = grain.covered.len();
    let (region, beside) = (key.reference_region(state), key.beside(state));
    let whole_of_france = grain.covered.iter().all(|covered| *covered) && communes > 0;
    let within = |commune: usize| grain.covered[commune] && u32::try_from(commune).is_ok_and(&beside);
    let columns = assemble(grain, &Grouping::of_communes(communes, within), key.counted());
    let regions = state.territories(Level::Region);
    match region.and_then(|row| Some((regions.code.get(row as usize)?, regions.name.get(row as usize)?))) {
        Some((code, name)) => ReferenceUnit {
            level: Level::Region,
            code: Some(code.clone()),
            name: name.clone(),
            named: Named::new(Level::Region, name),
            columns,
        },
        None if whole_of_france => ReferenceUnit {
            level: Level::France,
            code: state.territories(Level::France).code.first().cloned(),
            name: "France".to_owned(),
            named: Named::new(Level::France, "France"),
            columns,
        },
        None => ReferenceUnit {
            level: Level::France,
            code: None,
            name: "territoire couvert".to_owned(),
            named: Named::masculine("territoire couvert"),
            columns,
        },
    }
}

/// The region that holds everything the register covers, when there is only one and it is wholly covered.
pub(crate) fn sole_region(state: &State) -> Option<u32> {
    let (belonging, covered) = (&state.contents.belonging, &state.contents.grain.covered);
    let mut regions = covered.iter().zip(&belonging.region).filter(|(covered, _)| **covered).map(|(_, region)| *region);
    let first = regions.next()??;
    let only = regions.all(|region| region == Some(first));
    let whole = covered.iter().zip(&belonging.region).all(|(covered, region)| *covered || *region != Some(first));
    (only && whole).then_some(first)
}
