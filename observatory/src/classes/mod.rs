//! How a series is cut into classes for a map: breaks, the class of each row, the histogram of the legend.
//!
//! One rule for every method: a value `v` is in class `j` where `breaks[j] < v ≤ breaks[j+1]`; the lowest value is in the
//! first class. So a value equal to the reference is below its break: dark means **above** the reference.
//!
//! Refuses to know colours. A file per method: [`rounded`], [`quantile`], [`equal`], [`jenks`], [`head_tail`],
//! [`deviation`]; the breaks themselves are free (by hand) with [`Classes::with_breaks`].

pub mod deviation;
pub mod equal;
pub mod head_tail;
pub mod histogram;
pub mod jenks;
pub mod quantile;
pub mod rounded;

pub use histogram::{BINS, Bin, bin_of, histogram};

use crate::Value;
use crate::vocabulary::vocabulary;

/// Classes of a map unless asked otherwise.
pub const DEFAULT_CLASSES: usize = 6;
/// Most classes a map can have.
pub const MOST_CLASSES: usize = 12;

vocabulary! {
    /// How breaks are chosen.
    Method as "method" {
        /// Rounded numbers on either side of the reference, itself a break. The default.
        Rounded = "arrondi", "Bornes arrondies autour de la référence";
        /// As many territories in each class.
        Quantile = "quantile", "Quantiles";
        /// Classes of equal width.
        EqualInterval = "egal", "Intervalles égaux";
        /// Least squared deviations within classes, exactly (Fisher–Jenks).
        FisherJenks = "jenks", "Seuils naturels (Fisher–Jenks)";
        /// The mean, the mean of those above it, and so on (Jiang).
        HeadTail = "tete_queue", "Tête et queue";
        /// One standard deviation wide, around the mean.
        Deviation = "ecart_type", "Moyenne et écart-type";
        /// Breaks chosen by hand.
        Manual = "manuel", "Bornes choisies à la main";
    }
}

/// Breaks and the class of every row.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes {
    /// How the breaks were chosen.
    pub method: Method,
    /// Strictly increasing, one more than the number of classes; empty where nothing is known. They hold every value.
    pub breaks: Vec<f64>,
    /// Which break is the reference value, when one is.
    pub reference_break: Option<usize>,
    /// Class of each row, from 0; `None` where the value is absent.
    pub class: Vec<Option<u8>>,
}

impl Classes {
    /// Cuts a series into at most `count` classes (fewer where the values do not allow as many).
    ///
    /// `reference` matters to [`Method::Rounded`] only. [`Method::Manual`] without breaks is as rounded: give them to
    /// [`Classes::with_breaks`]. Missing: an absent or non-finite value has no class. Checked against `mapclassify`
    /// (2.10.0) and `jenkspy` (0.4.1): same assignments (to rounded breaks and breaks by hand, those of `UserDefined`), but
    /// that quantiles that fall together are one break here (mapclassify keeps a class for the lowest value alone); each
    /// method's file has its source and its cost.
    ///
    /// ```
    /// use lanterne_observatory::classes::{Classes, Method};
    /// let values: Vec<_> = (0..100).map(|i| Ok(f64::from(i))).collect();
    /// let classes = Classes::of(&values, 6, Method::Rounded, Some(43.2));
    /// assert_eq!(classes.breaks.len(), 7);
    /// assert_eq!(classes.breaks[3], 43.2);
    /// assert_eq!(classes.class[43], Some(2));
    /// assert_eq!(classes.class[44], Some(3));
    /// ```
    #[must_use]
    pub fn of(values: &[Value], count: usize, method: Method, reference: Option<f64>) -> Self {
        let sorted = sorted(values);
        let count = count.clamp(1, MOST_CLASSES);
        let reference = reference.filter(|reference| reference.is_finite());
        let breaks = match method {
            Method::Rounded | Method::Manual => rounded::breaks(&sorted, count, reference),
            Method::Quantile => quantile::breaks(&sorted, count),
            Method::EqualInterval => equal::breaks(&sorted, count),
            Method::FisherJenks => jenks::breaks(&sorted, count),
            Method::HeadTail => head_tail::breaks(&sorted, count),
            Method::Deviation => deviation::breaks(&sorted, count),
        };
        Self::assigned(values, method, breaks, reference)
    }

    /// Cuts a series at breaks chosen by hand: sorted, doubles and non-numbers dropped, widened at an end that does not
    /// hold every value; of too many, the lowest that make [`MOST_CLASSES`] classes are kept.
    ///
    /// ```
    /// use lanterne_observatory::classes::Classes;
    /// let classes = Classes::with_breaks(&[Ok(1.0), Ok(12.0)], &[10.0, 5.0], None);
    /// assert_eq!(classes.breaks, [1.0, 5.0, 10.0, 12.0]);
    /// let wide = Classes::with_breaks(&[Ok(1.0), Ok(12.0)], &[0.0, 5.0, 20.0], None);
    /// assert_eq!(wide.breaks, [0.0, 5.0, 20.0]);
    /// ```
    #[must_use]
    pub fn with_breaks(values: &[Value], by_hand: &[f64], reference: Option<f64>) -> Self {
        let sorted = sorted(values);
        let mut breaks = distinct(by_hand.iter().copied().filter(|number| number.is_finite()).collect());
        breaks.truncate(MOST_CLASSES - 1);
        let (lowest, highest) = (breaks.first().copied(), breaks.last().copied());
        breaks.extend(sorted.first().filter(|&&least| lowest.is_none_or(|lowest| least < lowest)));
        breaks.extend(sorted.last().filter(|&&most| highest.is_none_or(|highest| most > highest)));
        let breaks = if sorted.is_empty() { Vec::new() } else { distinct(breaks) };
        Self::assigned(values, Method::Manual, breaks, reference)
    }

    /// The same classes for other values of the same measure, another year's: only the outer bounds are stretched to hold them, so
    /// that a colour means the same figure. The break that is the reference stays that of the first values.
    ///
    /// ```
    /// use lanterne_observatory::classes::{Classes, Method};
    /// let today = Classes::of(&[Ok(1.0), Ok(12.0), Ok(20.0)], 2, Method::EqualInterval, None);
    /// let before = today.over(&[Ok(0.5), Ok(11.0), Ok(19.0)]);
    /// assert_eq!((before.breaks, before.class), (vec![0.5, 10.5, 20.0], vec![Some(0), Some(1), Some(1)]));
    /// ```
    #[must_use]
    pub fn over(&self, values: &[Value]) -> Self {
        let sorted = sorted(values);
        let mut breaks = self.breaks.clone();
        if let (Some(first), Some(&least)) = (breaks.first_mut(), sorted.first()) {
            *first = first.min(least);
        }
        if let (Some(last), Some(&most)) = (breaks.last_mut(), sorted.last()) {
            *last = last.max(most);
        }
        let class = values.iter().map(|value| class_of(*value.as_ref().ok()?, &breaks)).collect();
        Self { method: self.method, breaks, reference_break: self.reference_break, class }
    }

    fn assigned(values: &[Value], method: Method, breaks: Vec<f64>, reference: Option<f64>) -> Self {
        let class = values.iter().map(|value| class_of(*value.as_ref().ok()?, &breaks)).collect();
        let reference_break = reference.and_then(|reference| breaks.iter().position(|&edge| edge == reference));
        Self { method, breaks, reference_break, class }
    }
}

/// The class of one value, `None` for a value outside the breaks or without classes.
#[must_use]
pub fn class_of(value: f64, breaks: &[f64]) -> Option<u8> {
    let (first, last) = (*breaks.first()?, *breaks.last()?);
    if breaks.len() < 2 || !(first..=last).contains(&value) {
        return None;
    }
    let class = breaks[1..].partition_point(|&upper| upper < value);
    u8::try_from(class).ok()
}

/// The finite values, increasing.
fn sorted(values: &[Value]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().filter_map(|value| value.ok()).filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Increasing without doubles; a single number becomes the two ends of one class of no width on the right side of zero.
fn distinct(mut breaks: Vec<f64>) -> Vec<f64> {
    breaks.sort_unstable_by(f64::total_cmp);
    breaks.dedup_by(|a, b| a == b);
    if let [only] = breaks[..] {
        let above = if only == 0.0 { 1.0 } else { only + only.abs() };
        if above.is_finite() && above > only {
            breaks.push(above);
        } else {
            breaks.insert(0, 0.0);
        }
    }
    breaks
}
