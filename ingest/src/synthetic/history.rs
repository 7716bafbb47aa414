//! The years before the register: the same establishments, as far as they existed, and those that closed since.
//!
//! Going back one year at a time from the register of reference: (1) what was created after 31 December of the year is not there
//! yet; (2) closed ones come back until the year's published or supposed number is met — first those the register keeps as
//! closed, then ones that it no longer lists; they are small, and fewer in some EPCI than in others; (3) a few establishments
//! had one size band more or less, until the year's jobs are met. The register of reference is read and never changed: each year
//! draws from its own stream.
//!
//! Refuses to know a real trajectory: the sums of a region are the only thing published. Next: `write`.

use std::collections::BTreeMap;

use super::band::{self, Bands};
use super::draw::Draw;
use super::place::Place;
use super::rake::Unmet;
use super::targets::{PastTotal, Targets};
use super::unit::{Site, Unit};

/// A unit and its number in the region, which is its key for ever.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    pub number: u64,
    pub unit: Unit,
}

/// Units and establishments as they stood on 31 December.
#[derive(Debug, Clone)]
pub(super) struct PastYear {
    pub year: u16,
    /// In order of number.
    pub units: Vec<Numbered>,
}

/// Part of the employers whose size band moved within a year, whatever the totals ask.
const MOVES: f64 = 0.04;
/// Spread of what makes establishments close more in one EPCI than in another.
const ACCIDENT: f64 = 0.35;
/// A closed establishment is the smallest of that many.
const SMALLEST_OF: usize = 3;
/// First year of creation in the register of reference.
const FIRST_CREATION: u32 = 1975;

/// The past years of the targets, the latest first.
///
/// Errors: [`Unmet`] names a year that would need fewer establishments than already existed.
pub(super) fn history(
    targets: &Targets,
    bands: &Bands,
    places: &[Place],
    units: &[Unit],
) -> Result<Vec<PastYear>, Unmet> {
    let (mut closed, open): (Vec<Numbered>, Vec<Numbered>) = (0..)
        .zip(units)
        .map(|(number, unit)| Numbered { number, unit: unit.clone() })
        .partition(|one| one.unit.sites.iter().all(|site| !site.active));
    Draw::named(targets.seed, "closed").shuffle(&mut closed);
    let mut wanted: Vec<&PastTotal> = targets.past.iter().collect();
    wanted.sort_by_key(|past| std::cmp::Reverse(past.year));
    let mut back = Back { targets, bands, places, open, closed, next: units.len() as u64 };
    wanted.into_iter().map(|past| back.to(past)).collect()
}

/// Which of the two totals an establishment counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Ess,
    Rest,
}

impl Side {
    fn of(unit: &Unit) -> Self {
        if unit.flag == "O" { Self::Ess } else { Self::Rest }
    }

    fn named(self) -> &'static str {
        match self {
            Self::Ess => "ESS",
            Self::Rest => "reste de l’économie",
        }
    }
}

struct Back<'a> {
    targets: &'a Targets,
    bands: &'a Bands,
    places: &'a [Place],
    open: Vec<Numbered>,
    /// Closed in the register of reference, not yet met open.
    closed: Vec<Numbered>,
    next: u64,
}

impl Back<'_> {
    fn to(&mut self, past: &PastTotal) -> Result<PastYear, Unmet> {
        let year = u32::from(past.year);
        self.open.retain(|one| one.unit.created.0 <= year);
        let sums = past.total();
        let rest = (sums.all_establishments() - sums.establishments, sums.all_jobs() - sums.jobs);
        for (side, (establishments, jobs)) in [(Side::Ess, (sums.establishments, sums.jobs)), (Side::Rest, rest)] {
            self.reopen(side, year, establishments)?;
            self.resize(side, year, jobs as f64);
        }
        self.open.sort_by_key(|one| one.number);
        Ok(PastYear { year: past.year, units: self.open.clone() })
    }

    fn employers(&self, side: Side) -> Vec<(usize, usize)> {
        let of = |(at, one): (usize, &Numbered)| {
            let sites = 0..if Side::of(&one.unit) == side { one.unit.sites.len() } else { 0 };
            sites.map(move |site| (at, site)).collect::<Vec<_>>()
        };
        let every = self.open.iter().enumerate().flat_map(of);
        every.filter(|(at, site)| self.open[*at].unit.sites[*site].band.is_some()).collect()
    }

    /// Brings back what closed since, until there are as many employers as asked.
    fn reopen(&mut self, side: Side, year: u32, asked: u64) -> Result<(), Unmet> {
        let employers = self.employers(side);
        let reached = employers.len() as u64;
        let missing = asked.checked_sub(reached).ok_or_else(|| Unmet {
            margin: format!("établissements ({}) au 31 décembre {year}", side.named()),
            asked: asked as f64,
            reached: reached as f64,
        })?;
        let mut draw = Draw::named(self.targets.seed, &format!("closures {} {year}", side.named()));
        let pull = self.pull(&mut draw);
        for _ in 0..missing {
            let kept = self.closed.iter().position(|one| Side::of(&one.unit) == side && one.unit.created.0 <= year);
            let back = match kept {
                Some(at) => {
                    let mut back = self.closed.swap_remove(at);
                    back.unit.sites.iter_mut().for_each(|site| site.active = true);
                    back
                }
                None => self.forgotten(&employers, &pull, year, &mut draw),
            };
            self.open.push(back);
        }
        Ok(())
    }

    /// What makes closures more frequent in one EPCI than in another.
    fn pull(&self, draw: &mut Draw) -> Vec<f64> {
        let mut of_epci: BTreeMap<Option<&str>, f64> =
            self.places.iter().map(|place| (place.epci.as_deref(), 1.0)).collect();
        of_epci.values_mut().for_each(|factor| *factor = draw.around_one(ACCIDENT));
        self.places.iter().map(|place| of_epci[&place.epci.as_deref()]).collect()
    }

    /// One that the register of reference no longer lists, like one that it has, and small.
    fn forgotten(&mut self, employers: &[(usize, usize)], pull: &[f64], year: u32, draw: &mut Draw) -> Numbered {
        let ease = |(at, site): (usize, usize)| {
            let site = self.open[at].unit.sites[site];
            (1.0 + site.band.unwrap_or(0) as f64) / pull[site.place]
        };
        let drawn = (0..SMALLEST_OF).map(|_| employers[draw.below(employers.len())]).collect::<Vec<_>>();
        let (at, site) = drawn.into_iter().min_by(|a, b| ease(*a).total_cmp(&ease(*b))).unwrap_or(employers[0]);
        let like = &self.open[at].unit;
        let created = (
            FIRST_CREATION + draw.below((year - FIRST_CREATION + 1) as usize) as u32,
            1 + draw.below(12) as u32,
            1 + draw.below(28) as u32,
        );
        let site = Site { active: true, ..like.sites[site] };
        let unit = Unit { created, sites: vec![site], ..like.clone() };
        self.next += 1;
        Numbered { number: self.next - 1, unit }
    }

    /// Moves establishments by one size band until their jobs add up to what was asked, as near as whole numbers allow.
    fn resize(&mut self, side: Side, year: u32, asked: f64) {
        let mut draw = Draw::named(self.targets.seed, &format!("sizes {} {year}", side.named()));
        let mut employers = self.employers(side);
        draw.shuffle(&mut employers);
        let sizes = &self.bands.estimates;
        let mut counts = vec![0_u64; sizes.len()];
        employers.iter().for_each(|&(at, site)| counts[self.band((at, site))] += 1);
        let mut gap = asked - band::jobs_of(self.bands, &counts);
        for &at in employers.iter().take((employers.len() as f64 * MOVES) as usize) {
            gap -= self.step(at, draw.unit() < 0.5);
        }
        for &at in &employers[(employers.len() as f64 * MOVES) as usize..] {
            let (band, up) = (self.band(at), gap > 0.0);
            let other = if up { band + 1 } else { band.wrapping_sub(1) };
            if sizes.get(other).is_some_and(|jobs| (jobs - sizes[band]).abs() <= gap.abs()) {
                gap -= self.step(at, up);
            }
        }
        self.settle(&employers, asked);
    }

    /// The last jobs: the counts of the bands as near as can be, then establishments moved to them.
    fn settle(&mut self, employers: &[(usize, usize)], asked: f64) {
        let mut counts = vec![0_u64; self.bands.estimates.len()];
        employers.iter().for_each(|at| counts[self.band(*at)] += 1);
        let mut settled = counts.clone();
        band::settle(self.bands, &mut settled, asked);
        let mut owed: Vec<usize> = (0..counts.len())
            .flat_map(|band| vec![band; settled[band].saturating_sub(counts[band]) as usize])
            .collect();
        for &at in employers {
            let band = self.band(at);
            if counts[band] > settled[band]
                && let Some(to) = owed.pop()
            {
                counts[band] -= 1;
                self.open[at.0].unit.sites[at.1].band = Some(to);
            }
        }
    }

    fn band(&self, (at, site): (usize, usize)) -> usize {
        self.open[at].unit.sites[site].band.unwrap_or(0)
    }

    /// Moves one establishment by one band where there is one; answers the jobs gained.
    fn step(&mut self, at: (usize, usize), up: bool) -> f64 {
        let (band, sizes) = (self.band(at), &self.bands.estimates);
        let other = if up { band + 1 } else { band.wrapping_sub(1) };
        let Some(jobs) = sizes.get(other) else { return 0.0 };
        let gained = jobs - sizes[band];
        self.open[at.0].unit.sites[at.1].band = Some(other);
        gained
    }
}
