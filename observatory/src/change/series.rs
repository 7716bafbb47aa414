//! A figure over the years, where its source, its geography or what it counts was changed on the way.
//!
//! Across a break nothing is compared, unless the producer published one year on both bases: their ratio links them.
//!
//! Refuses to smooth a break or to fill a year. Next: [`mod@super::growth`].

use super::Cause;
use super::growth::{Growth, growth};
use crate::absence::{Absence, Value, at, quantity};

/// From this year on the figures are of another basis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Break {
    /// First year on the new basis.
    pub year: u16,
    /// Why.
    pub cause: Cause,
    /// The new figure over the old one in a year that has both; `None`: they cannot be linked.
    pub link: Option<f64>,
}

/// A figure of one territory, year by year.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// Year of each figure, in any order.
    pub years: &'a [u16],
    /// The figures.
    pub values: &'a [Value],
    /// Breaks, in any order.
    pub breaks: &'a [Break],
}

/// A growth, and the breaks between its two years.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// On the basis of the later year. Not published across a break without link.
    pub growth: Growth,
    /// The breaks crossed, the earliest first: to be said beside the figure.
    pub breaks: Vec<Break>,
}

impl Series<'_> {
    /// Every figure on the basis of one year.
    ///
    /// Shape: one per year given. Missing: a figure beyond a break that has no link (or one that is not positive) is not
    /// published on that basis. Source: linking by overlap (UN, *System of National Accounts 2008*, chapter 15).
    ///
    /// ```
    /// use lanterne_observatory::{Absence, change::{Cause, series::{Break, Series}}};
    /// let linked = Break { year: 2022, cause: Cause::Source, link: Some(1.1) };
    /// let values = [Ok(100.0), Ok(121.0), Ok(130.0)];
    /// let series = Series { years: &[2021, 2022, 2023], values: &values, breaks: &[linked] };
    /// let linked = series.on_basis_of(2023);
    /// assert!((linked[0].unwrap() - 110.0).abs() < 1e-12);
    /// let unlinked = Series { breaks: &[Break { year: 2022, cause: Cause::Perimetre, link: None }], ..series };
    /// assert_eq!(unlinked.on_basis_of(2023), [Err(Absence::NotPublished), Ok(121.0), Ok(130.0)]);
    /// ```
    #[must_use]
    pub fn on_basis_of(&self, year: u16) -> Vec<Value> {
        (0..self.years.len()).map(|row| self.converted(row, year)).collect()
    }

    /// The figures with 100 for a year, on its basis. Missing: as [`Series::on_basis_of`]; nil when that year's is zero.
    ///
    /// ```
    /// use lanterne_observatory::change::{Cause, series::{Break, Series}};
    /// let linked = Break { year: 2022, cause: Cause::Source, link: Some(1.1) };
    /// let series = Series { years: &[2021, 2022, 2023], values: &[Ok(100.0), Ok(110.0), Ok(121.0)], breaks: &[linked] };
    /// let index = series.index_100(2022);
    /// assert!((index[0].unwrap() - 100.0).abs() < 1e-9 && (index[2].unwrap() - 110.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn index_100(&self, year: u16) -> Vec<Value> {
        let base = self.of(year, year);
        self.on_basis_of(year).into_iter().map(|value| crate::measure::ratio::ratio(100.0, value, base)).collect()
    }

    /// The growth from one year to a later one, on the basis of the later. Missing: as [`growth`] and
    /// [`Series::on_basis_of`]; a year without figure, or a later year that is earlier, is not published.
    ///
    /// ```
    /// use lanterne_observatory::{Absence, change::{Cause, series::{Break, Series}}};
    /// let other_count = Break { year: 2022, cause: Cause::Perimetre, link: None };
    /// let series = Series { years: &[2021, 2022], values: &[Ok(80.0), Ok(120.0)], breaks: &[other_count] };
    /// let span = series.between(2021, 2022);
    /// assert_eq!((span.growth.absolute, span.breaks), (Err(Absence::NotPublished), vec![other_count]));
    /// ```
    #[must_use]
    pub fn between(&self, from: u16, to: u16) -> Span {
        let mut breaks: Vec<Break> =
            self.breaks.iter().copied().filter(|broken| from < broken.year && broken.year <= to).collect();
        breaks.sort_by_key(|broken| broken.year);
        let growth = match to.checked_sub(from) {
            Some(years) => growth(self.of(from, to), self.of(to, to), f64::from(years)),
            None => Growth::absent(Absence::NotPublished),
        };
        Span { growth, breaks }
    }

    /// The figure of a year on the basis of another.
    fn of(&self, year: u16, basis: u16) -> Value {
        let row = self.years.iter().position(|&known| known == year);
        row.map_or(Err(Absence::NotPublished), |row| self.converted(row, basis))
    }

    fn converted(&self, row: usize, basis: u16) -> Value {
        let (year, value) = (self.years[row], quantity(at(self.values, row))?);
        let (low, high) = (year.min(basis), year.max(basis));
        let mut factor = 1.0;
        for broken in self.breaks.iter().filter(|broken| low < broken.year && broken.year <= high) {
            let link = broken.link.filter(|link| link.is_finite() && *link > 0.0).ok_or(Absence::NotPublished)?;
            factor *= if year < basis { link } else { 1.0 / link };
        }
        quantity(Ok(value * factor))
    }
}
