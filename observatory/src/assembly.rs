//! Facts of any level as sums over communes: the commune is the grain, everything else is a grouping of it.
//!
//! The build and the service both go through [`assemble`], so that a figure stored and a figure served are one
//! computation. It refuses to know where the counts come from and what a grouping is called: an EPCI, a region or a
//! hand-made group of communes are all [`Grouping`]s.
//!
//! **Coverage.** The register speaks only of some communes. A unit without any covered commune is not published, never
//! nil. A unit covered in part (an EPCI across a border) is described on its covered part alone: numerator and
//! denominator speak of the same ground, and [`FactColumns::partial`] says so; or it is absent, as [`PartialUnit`] asks.
//!
//! Next: [`crate::indicator::compute`].

use crate::indicator::{Facts, Part, Reference};
use crate::{Absence, Famille, Level, Perimetre, Section, Value};

/// Why an establishment counts as ESS; one may count for several reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// Flag of the register under the law of 2014.
    pub loi_2014: bool,
    /// Legal category counted as ESS by INSEE.
    pub categorie: bool,
    /// ESUS approval.
    pub esus: bool,
    /// Structure d'insertion par l'activité économique.
    pub siae: bool,
}

impl Flags {
    /// Whether it belongs to a perimeter.
    ///
    /// ```
    /// use lanterne_observatory::{Perimetre, assembly::Flags};
    /// let insertion = Flags { siae: true, ..Flags::default() };
    /// assert!(insertion.within(Perimetre::AvecSiae) && !insertion.within(Perimetre::Loi2014));
    /// ```
    #[must_use]
    pub const fn within(self, perimetre: Perimetre) -> bool {
        match perimetre {
            Perimetre::Loi2014 => self.loi_2014,
            Perimetre::Categorie => self.categorie,
            Perimetre::AvecEsus => self.loi_2014 || self.esus,
            Perimetre::AvecSiae => self.loi_2014 || self.siae,
        }
    }
}

/// ESS employers of one commune that share famille, section and flags.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EssCount {
    /// Row of the commune.
    pub commune: u32,
    /// Famille.
    pub famille: Famille,
    /// Section of activity, where known.
    pub section: Option<Section>,
    /// Why they count.
    pub flags: Flags,
    /// Employer establishments.
    pub establishments: f64,
    /// Jobs, estimated from size bands.
    pub jobs: f64,
    /// Fewest jobs the bands allow.
    pub jobs_low: f64,
    /// Most jobs the bands allow.
    pub jobs_high: f64,
}

/// The whole economy of one commune, ESS included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EconomyCount {
    /// Row of the commune.
    pub commune: u32,
    /// Employer establishments.
    pub establishments: f64,
    /// Jobs.
    pub jobs: f64,
}

/// Everything known at the grain. The three columns are in row order of the communes; the counts are sparse, and their
/// order is the order of the sums.
#[derive(Debug, Clone, Default)]
pub struct Grain {
    /// Inhabitants.
    pub population: Vec<Value>,
    /// Area, km²; absent without outline.
    pub area_km2: Vec<Value>,
    /// Whether the register speaks of the commune.
    pub covered: Vec<bool>,
    /// ESS employers.
    pub ess: Vec<EssCount>,
    /// The whole economy.
    pub economy: Vec<EconomyCount>,
}

/// What becomes of a unit that the register covers in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartialUnit {
    /// It is described on its covered part, and said to be partial.
    CoveredPart,
    /// It is absent: part of a country is not the country.
    Absent,
}

/// Which unit each commune belongs to.
#[derive(Debug, Clone)]
pub struct Grouping {
    /// Row of the unit of each commune, in row order of the communes; `None`: in no unit.
    pub unit_of_commune: Vec<Option<u32>>,
    /// Number of units.
    pub units: usize,
    /// What becomes of a partially covered unit.
    pub partial: PartialUnit,
}

impl Grouping {
    /// The units of a level. France is absent unless all of it is covered.
    #[must_use]
    pub fn of_level(level: Level, unit_of_commune: Vec<Option<u32>>, units: usize) -> Self {
        let partial = match level {
            Level::France => PartialUnit::Absent,
            Level::Commune | Level::Epci | Level::Departement | Level::Region => PartialUnit::CoveredPart,
        };
        Self { unit_of_commune, units, partial }
    }

    /// One unit made of the communes that `holds`.
    #[must_use]
    pub fn of_communes(communes: usize, holds: impl Fn(usize) -> bool) -> Self {
        let unit_of_commune = (0..communes).map(|commune| holds(commune).then_some(0)).collect();
        Self { unit_of_commune, units: 1, partial: PartialUnit::CoveredPart }
    }

    fn unit(&self, commune: u32) -> Option<usize> {
        let commune = usize::try_from(commune).ok()?;
        let unit = usize::try_from((*self.unit_of_commune.get(commune)?)?).ok()?;
        (unit < self.units).then_some(unit)
    }
}

/// The columns of one famille.
#[derive(Debug, Clone)]
pub struct FamilleColumns {
    /// Which one.
    pub famille: Famille,
    /// Employer establishments.
    pub establishments: Vec<Value>,
    /// Jobs.
    pub jobs: Vec<Value>,
}

/// The columns of a level, owned; [`FactColumns::facts`] lends them to the measures.
#[derive(Debug, Clone)]
pub struct FactColumns {
    /// Inhabitants, of the covered part where the unit is partial.
    pub population: Vec<Value>,
    /// Area, km², of the covered part where the unit is partial.
    pub area_km2: Vec<Value>,
    /// ESS employer establishments.
    pub establishments: Vec<Value>,
    /// ESS jobs.
    pub jobs: Vec<Value>,
    /// Fewest ESS jobs.
    pub jobs_low: Vec<Value>,
    /// Most ESS jobs.
    pub jobs_high: Vec<Value>,
    /// All employer establishments.
    pub all_establishments: Vec<Value>,
    /// All jobs.
    pub all_jobs: Vec<Value>,
    /// The ESS by famille, in the order of [`Famille::ALL`].
    pub familles: Vec<FamilleColumns>,
    /// Units covered in part.
    pub partial: Vec<bool>,
}

impl FactColumns {
    /// The columns as the measures read them, against a reference.
    #[must_use]
    pub fn facts(&self, reference: Reference) -> Facts<'_> {
        Facts {
            population: &self.population,
            area_km2: &self.area_km2,
            establishments: &self.establishments,
            jobs: &self.jobs,
            jobs_low: &self.jobs_low,
            jobs_high: &self.jobs_high,
            all_establishments: &self.all_establishments,
            all_jobs: &self.all_jobs,
            familles: self
                .familles
                .iter()
                .map(|part| Part { key: part.famille, establishments: &part.establishments, jobs: &part.jobs })
                .collect(),
            sections: Vec::new(),
            reference,
        }
    }

    /// One unit's totals, to serve as a reference; absent beyond the end.
    #[must_use]
    pub fn reference(&self, row: usize) -> Reference {
        use crate::absence::at;
        Reference {
            population: at(&self.population, row),
            area_km2: at(&self.area_km2, row),
            establishments: at(&self.establishments, row),
            jobs: at(&self.jobs, row),
            all_establishments: at(&self.all_establishments, row),
            all_jobs: at(&self.all_jobs, row),
        }
    }

    /// The columns limited to some rows, in the order given; rows beyond the end are absent.
    #[must_use]
    pub fn rows(&self, rows: &[u32]) -> Self {
        use crate::absence::at;
        let index = |row: &u32| usize::try_from(*row).unwrap_or(usize::MAX);
        let keep = |column: &[Value]| -> Vec<Value> { rows.iter().map(|row| at(column, index(row))).collect() };
        Self {
            population: keep(&self.population),
            area_km2: keep(&self.area_km2),
            establishments: keep(&self.establishments),
            jobs: keep(&self.jobs),
            jobs_low: keep(&self.jobs_low),
            jobs_high: keep(&self.jobs_high),
            all_establishments: keep(&self.all_establishments),
            all_jobs: keep(&self.all_jobs),
            familles: self
                .familles
                .iter()
                .map(|part| FamilleColumns {
                    famille: part.famille,
                    establishments: keep(&part.establishments),
                    jobs: keep(&part.jobs),
                })
                .collect(),
            partial: rows.iter().map(|row| self.partial.get(index(row)).copied().unwrap_or(false)).collect(),
        }
    }
}

/// How much of a unit is covered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coverage {
    None,
    Part,
    Whole,
}

/// Sums the grain over the units of a grouping, in one perimeter.
///
/// Shape: one row per unit. Missing: see the module; a population or an area unknown for one commune is unknown for its
/// unit. Inside the coverage, no count is the number 0. Cost: one pass over the counts.
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
pub fn assemble(grain: &Grain, grouping: &Grouping, perimetre: Perimetre) -> FactColumns {
    let coverage = coverage(grain, grouping);
    let described = |unit: usize| match (coverage[unit], grouping.partial) {
        (Coverage::Whole, _) | (Coverage::Part, PartialUnit::CoveredPart) => true,
        (Coverage::None, _) | (Coverage::Part, PartialUnit::Absent) => false,
    };
    let column = |sums: &[f64]| -> Vec<Value> {
        sums.iter()
            .enumerate()
            .map(|(unit, sum)| if described(unit) { Ok(*sum) } else { Err(Absence::NotPublished) })
            .collect()
    };
    let mut total = Sums::new(grouping.units);
    let mut familles: Vec<Sums> = Famille::ALL.iter().map(|_| Sums::new(grouping.units)).collect();
    for count in grain.ess.iter().filter(|count| count.flags.within(perimetre) && is_covered(grain, count.commune)) {
        let Some(unit) = grouping.unit(count.commune) else { continue };
        total.add(unit, count);
        if let Some(position) = Famille::ALL.iter().position(|famille| *famille == count.famille) {
            familles[position].add(unit, count);
        }
    }
    let mut all_establishments = vec![0.0; grouping.units];
    let mut all_jobs = vec![0.0; grouping.units];
    for count in grain.economy.iter().filter(|count| is_covered(grain, count.commune)) {
        if let Some(unit) = grouping.unit(count.commune) {
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
#[must_use]
pub fn by_section(grain: &Grain, perimetre: Perimetre, holds: impl Fn(u32) -> bool) -> Vec<(Section, f64, f64)> {
    let mut sections: Vec<(Section, f64, f64)> = Section::ALL.iter().map(|section| (*section, 0.0, 0.0)).collect();
    for count in grain.ess.iter().filter(|count| count.flags.within(perimetre) && is_covered(grain, count.commune)) {
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
    let mut counted = vec![(0_usize, 0_usize); grouping.units];
    for commune in 0..u32::try_from(grouping.unit_of_commune.len()).unwrap_or(u32::MAX) {
        if let Some(unit) = grouping.unit(commune) {
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
    let mut sums: Vec<Value> = vec![Err(Absence::NotPublished); grouping.units];
    let mut begun = vec![false; grouping.units];
    for commune in 0..u32::try_from(grouping.unit_of_commune.len()).unwrap_or(u32::MAX) {
        let Some(unit) = grouping.unit(commune) else { continue };
        let on_covered_part = coverage[unit] == Coverage::Part && grouping.partial == PartialUnit::CoveredPart;
        if on_covered_part && !is_covered(grain, commune) {
            continue;
        }
        let here =
            column.get(usize::try_from(commune).unwrap_or(usize::MAX)).copied().unwrap_or(Err(Absence::NotPublished));
        sums[unit] = match (begun[unit], sums[unit], here) {
            (false, _, here) => here,
            (true, Ok(sum), Ok(here)) => Ok(sum + here),
            (true, Err(absence), _) | (true, Ok(_), Err(absence)) => Err(absence),
        };
        begun[unit] = true;
    }
    sums
}
