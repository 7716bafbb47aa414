//! The sums themselves: one pass over the counts, in their order. Next: [`super::Grouping`].

use super::columns::{FactColumns, FamilleColumns};
use super::counted::Counted;
use super::grouping::{Grouping, PartialUnit};
use super::{EssCount, Grain};
use crate::absence::{at, quantity};
use crate::{Absence, Famille, Section, Value};

/// How much of a unit is covered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coverage {
    None,
    Part,
    Whole,
}

/// Sums the grain over the units of a grouping, in one perimeter and through a filter if one is given.
///
/// Shape: one row per unit. Missing: see the module; a population or an area unknown for one commune is unknown for its
/// unit; a sum that is no quantity (not finite, or negative) is not published. Inside the coverage, no count is the number 0. Cost: one pass over the counts.
///
/// ```
/// use lanterne_observatory::{Absence, Perimetre, assembly::{Grain, Grouping, assemble}};
/// let grain = Grain { population: vec![Ok(900.0), Ok(50.0)], area_km2: vec![Ok(1.0), Ok(1.0)], covered: vec![true, false], ..Grain::default() };
/// let columns = assemble(&grain, &Grouping::of_communes(2, |_| true), Perimetre::Loi2014);
/// assert_eq!((columns.population[0], columns.establishments[0], columns.partial[0]), (Ok(900.0), Ok(0.0), true));
/// let alone = assemble(&grain, &Grouping::of_communes(2, |commune| commune == 1), Perimetre::Loi2014);
/// assert_eq!((alone.population[0], alone.establishments[0]), (Ok(50.0), Err(Absence::NotPublished)));
/// ```
#[must_use]
pub fn assemble(grain: &Grain, grouping: &Grouping, counted: impl Into<Counted>) -> FactColumns {
    let counted = counted.into();
    let coverage = coverage(grain, grouping);
    let described = |unit: usize| match (coverage[unit], grouping.partial) {
        (Coverage::Whole, _) | (Coverage::Part, PartialUnit::CoveredPart) => true,
        (Coverage::None, _) | (Coverage::Part, PartialUnit::Absent) => false,
    };
    let column = |sums: &[f64]| -> Vec<Value> {
        sums.iter()
            .enumerate()
            .map(|(unit, sum)| if described(unit) { quantity(Ok(*sum)) } else { Err(Absence::NotPublished) })
            .collect()
    };
    let mut total = Sums::new(grouping.units());
    let mut familles: Vec<Sums> = Famille::ALL.iter().map(|_| Sums::new(grouping.units())).collect();
    for count in grain.ess.iter().filter(|count| counted.holds(count) && is_covered(grain, count.commune)) {
        let position = Famille::ALL.iter().position(|famille| *famille == count.famille);
        for unit in grouping.rows_of(count.commune) {
            total.add(unit, count);
            if let Some(position) = position {
                familles[position].add(unit, count);
            }
        }
    }
    let mut all_establishments = vec![0.0; grouping.units()];
    let mut all_jobs = vec![0.0; grouping.units()];
    let kept = |section| counted.filter.keeps_section(section);
    for count in grain.economy.iter().filter(|count| kept(count.section) && is_covered(grain, count.commune)) {
        for unit in grouping.rows_of(count.commune) {
            all_establishments[unit] += count.establishments;
            all_jobs[unit] += count.jobs;
        }
    }
    FactColumns {
        population: ground(grain, grouping, &coverage, &grain.population),
        area_km2: ground(grain, grouping, &coverage, &grain.area_km2),
        establishments: column(&total.establishments),
        jobs: column(&total.jobs),
        jobs_low: column(&total.jobs_low),
        jobs_high: column(&total.jobs_high),
        all_establishments: column(&all_establishments),
        all_jobs: column(&all_jobs),
        familles: Famille::ALL
            .iter()
            .zip(&familles)
            .map(|(famille, sums)| FamilleColumns {
                famille: *famille,
                establishments: column(&sums.establishments),
                jobs: column(&sums.jobs),
            })
            .collect(),
        partial: coverage.iter().map(|coverage| *coverage == Coverage::Part).collect(),
    }
}

/// Establishments and jobs by section over the covered communes that `holds`, in the order of [`Section::ALL`]; what has
/// no known section is in none.
///
/// ```
/// use lanterne_observatory::assembly::{EssCount, Flags, Grain, by_section};
/// use lanterne_observatory::{Famille, Perimetre, Section};
/// let count = |commune, section| EssCount {
///     commune, famille: Famille::Association, section: Some(section), flags: Flags { loi_2014: true, ..Flags::default() },
///     establishments: 2.0, jobs: 9.0, jobs_low: 6.0, jobs_high: 12.0,
/// };
/// let ess = vec![count(0, Section::ALL[0]), count(1, Section::ALL[0]), count(1, Section::ALL[3])];
/// let grain = Grain { ess, covered: vec![true; 2], ..Grain::default() };
/// assert_eq!(by_section(&grain, Perimetre::Loi2014, |_| true)[0], (Section::ALL[0], 4.0, 18.0));
/// assert_eq!(by_section(&grain, Perimetre::Loi2014, |commune| commune == 1)[3].1, 2.0);
/// ```
#[must_use]
pub fn by_section(grain: &Grain, counted: impl Into<Counted>, holds: impl Fn(u32) -> bool) -> Vec<(Section, f64, f64)> {
    let counted = counted.into();
    let mut sections: Vec<(Section, f64, f64)> = Section::ALL.iter().map(|section| (*section, 0.0, 0.0)).collect();
    for count in grain.ess.iter().filter(|count| counted.holds(count) && is_covered(grain, count.commune)) {
        let Some(section) = count.section.filter(|_| holds(count.commune)) else { continue };
        if let Some(sums) = sections.iter_mut().find(|sums| sums.0 == section) {
            sums.1 += count.establishments;
            sums.2 += count.jobs;
        }
    }
    sections
}

/// Running sums of the ESS, one cell per unit.
struct Sums {
    establishments: Vec<f64>,
    jobs: Vec<f64>,
    jobs_low: Vec<f64>,
    jobs_high: Vec<f64>,
}

impl Sums {
    fn new(units: usize) -> Self {
        let zero = || vec![0.0; units];
        Self { establishments: zero(), jobs: zero(), jobs_low: zero(), jobs_high: zero() }
    }

    fn add(&mut self, unit: usize, count: &EssCount) {
        self.establishments[unit] += count.establishments;
        self.jobs[unit] += count.jobs;
        self.jobs_low[unit] += count.jobs_low;
        self.jobs_high[unit] += count.jobs_high;
    }
}

fn is_covered(grain: &Grain, commune: u32) -> bool {
    usize::try_from(commune).ok().and_then(|commune| grain.covered.get(commune)).copied().unwrap_or(false)
}

fn coverage(grain: &Grain, grouping: &Grouping) -> Vec<Coverage> {
    let mut counted = vec![(0_usize, 0_usize); grouping.units()];
    for commune in grouping.communes() {
        for unit in grouping.rows_of(commune) {
            counted[unit].0 += 1;
            counted[unit].1 += usize::from(is_covered(grain, commune));
        }
    }
    counted
        .into_iter()
        .map(|(communes, covered)| match covered {
            0 => Coverage::None,
            covered if covered < communes => Coverage::Part,
            _ => Coverage::Whole,
        })
        .collect()
}

/// Sums a column of the ground (population, area) over the communes a unit is described on.
fn ground(grain: &Grain, grouping: &Grouping, coverage: &[Coverage], column: &[Value]) -> Vec<Value> {
    let mut sums: Vec<Value> = vec![Err(Absence::NotPublished); grouping.units()];
    let mut begun = vec![false; grouping.units()];
    for commune in grouping.communes() {
        let here = quantity(at(column, usize::try_from(commune).unwrap_or(usize::MAX)));
        for unit in grouping.rows_of(commune) {
            let on_covered_part = coverage[unit] == Coverage::Part && grouping.partial == PartialUnit::CoveredPart;
            if on_covered_part && !is_covered(grain, commune) {
                continue;
            }
            sums[unit] = match (begun[unit], sums[unit], here) {
                (false, _, here) => here,
                (true, Ok(sum), Ok(here)) => quantity(Ok(sum + here)),
                (true, Err(absence), _) | (true, Ok(_), Err(absence)) => Err(absence),
            };
            begun[unit] = true;
        }
    }
    sums
}
