//! Deployment by cohort of years (METHODS 6): which territories a scheme has reached over a window of years, how soon, and
//! how many it would have reached had the same number of beneficiaries been spread fairly.
//!
//! A territory not reached is a finding only beyond what chance does: 20 beneficiaries a year drawn among 90 EPCI reach 18 of
//! them in one year, 44 in three, 61 in five, 80 in ten, and never all of them soon.
//!
//! Refuses to know who the beneficiaries are, and what a unit is: EPCI, commune or hand-made grouping ([`regroup`]).
//!
//! Next: [`Deployment::cohort`] for what happened, [`Allocation`] for what was to be expected, [`gap::gap`] for the two
//! together, [`table`] for every scheme over every window, [`survival`] for the time to the first beneficiary, [`log_rank`] for whether
//! groups waited alike, [`mod@finding`] for what is to be said of it all, [`secrecy`] for what is not.

mod chance;
pub mod coverage;
pub mod expected;
pub mod fairness;
pub mod finding;
pub mod gap;
pub mod log_rank;
pub mod occupancy;
pub mod secrecy;
mod simulation;
pub mod survival;
pub mod table;

pub use coverage::{Cohort, Coverage};
pub use fairness::{Allocation, Fairness};

use crate::assembly::Grouping;

/// Beneficiaries of one scheme, in one unit, in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Benefit {
    /// Row of the unit.
    pub unit: u32,
    /// Which scheme, as the caller numbers them.
    pub scheme: u32,
    /// Year of the aid.
    pub year: u16,
    /// How many.
    pub beneficiaries: u32,
}

/// A cohort of years, both ends included; empty when it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First year.
    pub from: u16,
    /// Last year.
    pub to: u16,
}

impl Window {
    /// Whether that year belongs to it.
    #[must_use]
    pub const fn holds(self, year: u16) -> bool {
        self.from <= year && year <= self.to
    }

    /// Every year of it, in order.
    pub fn years(self) -> std::ops::RangeInclusive<u16> {
        self.from..=self.to
    }

    /// The windows of that many years that fit in it, the earliest first: the cohorts by which a deployment is judged.
    ///
    /// ```
    /// use lanterne_observatory::cohort::Window;
    /// let windows: Vec<Window> = Window { from: 2019, to: 2023 }.rolling(3).collect();
    /// assert_eq!(windows, [Window { from: 2019, to: 2021 }, Window { from: 2020, to: 2022 }, Window { from: 2021, to: 2023 }]);
    /// ```
    pub fn rolling(self, years: u16) -> impl Iterator<Item = Self> {
        let more = years.max(1) - 1;
        self.years().filter_map(move |from| {
            let to = from.checked_add(more)?;
            (to <= self.to).then_some(Self { from, to })
        })
    }
}

/// What is known of the beneficiaries, and the units that could have had some.
#[derive(Debug, Clone, Copy)]
pub struct Deployment<'a> {
    /// Beneficiaries, in any order; several rows may speak of the same unit, scheme and year.
    pub benefits: &'a [Benefit],
    /// Whether the schemes are open to each unit, in row order: outside, no beneficiary is no finding.
    pub open: &'a [bool],
}

/// The same beneficiaries by the units of a grouping of the rows they are counted in; those in several units count in
/// each, those in none are left out.
///
/// ```
/// use lanterne_observatory::assembly::{Grouping, Territory};
/// use lanterne_observatory::cohort::{Benefit, regroup};
/// let in_commune = |unit| Benefit { unit, scheme: 0, year: 2024, beneficiaries: 1 };
/// let two_epci = Grouping::of_territories(3, &[Territory::from_iter([0, 1]), Territory::from_iter([1])]);
/// let units: Vec<u32> = regroup(&[in_commune(1), in_commune(2)], &two_epci).iter().map(|benefit| benefit.unit).collect();
/// assert_eq!(units, [0, 1]);
/// ```
#[must_use]
pub fn regroup(benefits: &[Benefit], grouping: &Grouping) -> Vec<Benefit> {
    benefits
        .iter()
        .flat_map(|benefit| grouping.units_of(benefit.unit).iter().map(|&unit| Benefit { unit, ..*benefit }))
        .collect()
}
