//! Which sites count: those of a scheme, those open in a window of time. The table of journeys stays as it is.
//!
//! Refuses to know what a scheme or a date is: the caller gives columns. A declared zone of intervention is no site.

use crate::absence::{Absence, Value, at};

/// A selection of sites, in the order of the journeys' sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Active<'a> {
    /// Every site.
    #[default]
    All,
    /// Those whose cell says so; a site beyond the end of the column does not count.
    Only(&'a [bool]),
}

impl Active<'_> {
    /// Whether that site counts.
    #[must_use]
    pub fn has(self, site: usize) -> bool {
        match self {
            Self::All => true,
            Self::Only(column) => column.get(site).copied().unwrap_or(false),
        }
    }

    /// What the sites that count offer: the others are nil. This is how a catchment is limited to a scheme.
    ///
    /// ```
    /// use lanterne_observatory::{Absence, travel::Active};
    /// let offered = Active::Only(&[true, false]).masked(&[Ok(2.0), Ok(3.0)]);
    /// assert_eq!(offered, [Ok(2.0), Err(Absence::Nil)]);
    /// ```
    #[must_use]
    pub fn masked(self, supply: &[Value]) -> Vec<Value> {
        (0..supply.len()).map(|site| if self.has(site) { at(supply, site) } else { Err(Absence::Nil) }).collect()
    }
}

/// The sites open at some moment of a window, both ends included: opened on its last day at the latest, and not closed before
/// its first day. An unknown opening is long ago, an unknown closing has not come. Any ordered type is a date (a year, a day).
///
/// ```
/// use lanterne_observatory::travel::during;
/// let (opened, closed) = ([Some(2019), None, Some(2026)], [None, Some(2021), None]);
/// assert_eq!(during(&opened, &closed, 2022, 2025), [true, false, false]);
/// ```
#[must_use]
pub fn during<T: PartialOrd>(opened: &[Option<T>], closed: &[Option<T>], first: T, last: T) -> Vec<bool> {
    let cell = |column: &[Option<T>], site: usize, holds: &dyn Fn(&T) -> bool| {
        column.get(site).and_then(Option::as_ref).is_none_or(holds)
    };
    (0..opened.len().max(closed.len()))
        .map(|site| cell(opened, site, &|day| *day <= last) && cell(closed, site, &|day| *day >= first))
        .collect()
}
