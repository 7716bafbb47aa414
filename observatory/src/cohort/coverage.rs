//! What happened: beneficiaries per unit, the first and the last year, the cumulative coverage.
//!
//! Refuses to judge: a coverage means nothing without what chance would have given ([`super::gap`]).

use super::survival::Spell;
use super::{Benefit, Deployment, Window};
use crate::{Absence, Value};

/// What one unit received within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Received {
    /// Beneficiaries.
    pub beneficiaries: u64,
    /// Year of the first one.
    pub first: Option<u16>,
    /// Year of the last one.
    pub last: Option<u16>,
}

/// One year of the curve of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The year.
    pub year: u16,
    /// Beneficiaries of that year.
    pub beneficiaries: u64,
    /// Beneficiaries since the window began.
    pub cumulative: u64,
    /// Units that had their first beneficiary of the window that year.
    pub newly: usize,
    /// Units that had at least one since the window began.
    pub covered: usize,
}

/// The beneficiaries of the chosen schemes over a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The years.
    pub window: Window,
    /// What each unit received, in row order; not published where the schemes are not open.
    pub units: Vec<Result<Received, Absence>>,
    /// The curve, one row per year of the window.
    pub curve: Vec<Coverage>,
    /// Beneficiaries of the window counted where the schemes are not open, or in no unit: in no other figure.
    pub outside: u64,
}

impl Deployment<'_> {
    /// The cohort of the schemes that `chosen` takes, over a window.
    ///
    /// Shape: one row per unit, one point of the curve per year. Missing: a unit the schemes are not open to is not
    /// published; inside, no beneficiary is the number 0. Conservation: the units' beneficiaries and `outside` add up to those
    /// of the window. Source: METHODS 6, counting; checked against a pandas pivot (3.1.1), exact. Cost: one pass.
    ///
    /// ```
    /// use lanterne_observatory::cohort::{Benefit, Deployment, Window};
    /// let benefits = [
    ///     Benefit { unit: 0, scheme: 7, year: 2022, beneficiaries: 2 },
    ///     Benefit { unit: 2, scheme: 7, year: 2024, beneficiaries: 1 },
    ///     Benefit { unit: 1, scheme: 8, year: 2023, beneficiaries: 5 },
    /// ];
    /// let deployment = Deployment { benefits: &benefits, open: &[true; 4] };
    /// let cohort = deployment.cohort(|scheme| scheme == 7, Window { from: 2022, to: 2024 });
    /// assert_eq!(cohort.curve.iter().map(|year| year.covered).collect::<Vec<_>>(), [1, 1, 2]);
    /// assert_eq!(cohort.beneficiaries(), [Ok(2.0), Ok(0.0), Ok(1.0), Ok(0.0)]);
    /// ```
    #[must_use]
    pub fn cohort(&self, chosen: impl Fn(u32) -> bool, window: Window) -> Cohort {
        let mut units: Vec<Result<Received, Absence>> = self
            .open
            .iter()
            .map(|&open| if open { Ok(Received::default()) } else { Err(Absence::NotPublished) })
            .collect();
        let mut curve: Vec<Coverage> = window
            .years()
            .map(|year| Coverage { year, beneficiaries: 0, cumulative: 0, newly: 0, covered: 0 })
            .collect();
        let mut outside = 0_u64;
        let counted =
            |benefit: &&Benefit| benefit.beneficiaries > 0 && window.holds(benefit.year) && chosen(benefit.scheme);
        for benefit in self.benefits.iter().filter(counted) {
            let row = usize::try_from(benefit.unit).unwrap_or(usize::MAX);
            let Some(Ok(received)) = units.get_mut(row) else {
                outside = outside.saturating_add(u64::from(benefit.beneficiaries));
                continue;
            };
            received.add(benefit);
            let year = &mut curve[usize::from(benefit.year - window.from)];
            year.beneficiaries = year.beneficiaries.saturating_add(u64::from(benefit.beneficiaries));
        }
        for first in units.iter().filter_map(|unit| unit.ok()?.first) {
            curve[usize::from(first - window.from)].newly += 1;
        }
        let (mut cumulative, mut covered) = (0_u64, 0);
        for year in &mut curve {
            cumulative = cumulative.saturating_add(year.beneficiaries);
            covered += year.newly;
            (year.cumulative, year.covered) = (cumulative, covered);
        }
        Cohort { window, units, curve, outside }
    }
}

impl Received {
    fn add(&mut self, benefit: &Benefit) {
        self.beneficiaries = self.beneficiaries.saturating_add(u64::from(benefit.beneficiaries));
        self.first = Some(self.first.map_or(benefit.year, |first| first.min(benefit.year)));
        self.last = self.last.max(Some(benefit.year));
    }
}

impl Cohort {
    /// Beneficiaries of each unit, as a column any measure takes.
    #[must_use]
    pub fn beneficiaries(&self) -> Vec<Value> {
        self.units.iter().map(|unit| unit.map(|received| received.beneficiaries as f64)).collect()
    }

    /// Units with a beneficiary.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.units.iter().flatten().filter(|received| received.beneficiaries > 0).count()
    }

    /// Units the schemes are open to.
    #[must_use]
    pub fn open(&self) -> usize {
        self.units.iter().flatten().count()
    }

    /// Years from the last beneficiary of the window to `year`, 0 in the year itself. Nil: there was none, or only after.
    ///
    /// ```
    /// use lanterne_observatory::Absence;
    /// use lanterne_observatory::cohort::{Benefit, Deployment, Window};
    /// let benefits = [Benefit { unit: 0, scheme: 0, year: 2021, beneficiaries: 1 }];
    /// let cohort = Deployment { benefits: &benefits, open: &[true, true] }.cohort(|_| true, Window { from: 2020, to: 2025 });
    /// assert_eq!(cohort.years_since_last(2025), [Ok(4.0), Err(Absence::Nil)]);
    /// ```
    #[must_use]
    pub fn years_since_last(&self, year: u16) -> Vec<Value> {
        let since = |received: Received| {
            let since = received.last.and_then(|last| year.checked_sub(last));
            since.map(f64::from).ok_or(Absence::Nil)
        };
        self.units.iter().map(|unit| unit.and_then(since)).collect()
    }

    /// Time to the first beneficiary, in years from the beginning of the window: 1 for one reached in its first year. A
    /// unit not reached is censored at the end.
    ///
    /// ```
    /// use lanterne_observatory::cohort::{Benefit, Deployment, Window, survival::Spell};
    /// let benefits = [Benefit { unit: 0, scheme: 0, year: 2021, beneficiaries: 1 }];
    /// let cohort = Deployment { benefits: &benefits, open: &[true, true] }.cohort(|_| true, Window { from: 2020, to: 2023 });
    /// assert_eq!(cohort.spells(), [Ok(Spell { years: 2.0, reached: true }), Ok(Spell { years: 4.0, reached: false })]);
    /// ```
    #[must_use]
    pub fn spells(&self) -> Vec<Result<Spell, Absence>> {
        let from = f64::from(self.window.from);
        let spell = |received: Received| match received.first {
            Some(first) => Spell { years: f64::from(first) - from + 1.0, reached: true },
            None => Spell { years: self.curve.len() as f64, reached: false },
        };
        self.units.iter().map(|unit| unit.map(spell)).collect()
    }
}
