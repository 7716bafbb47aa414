//! The histogram of a legend: bins never mix classes.

use super::Classes;
use crate::Value;

/// Bars a legend is drawn with, about.
pub const BINS: usize = 36;

/// One bar: the values `v` with `from < v ≤ to`, all of class `class`; the first bar holds its lower end too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Lower edge.
    pub from: f64,
    /// Upper edge.
    pub to: f64,
    /// Class of all its values.
    pub class: u8,
    /// Number of territories.
    pub count: usize,
}

/// The bars of a classified series: every class is divided into bars of one width, near the range divided by `bins`, so that
/// every break is an edge. Each class has at least one bar and at most `bins`. The counts add up to the classified rows.
///
/// ```
/// use lanterne_observatory::classes::{Classes, Method, histogram};
/// let values: Vec<_> = (0..50).map(|i| Ok(f64::from(i))).collect();
/// let classes = Classes::of(&values, 4, Method::EqualInterval, None);
/// let bins = histogram(&values, &classes, 12);
/// assert_eq!(bins.iter().map(|bin| bin.count).sum::<usize>(), 50);
/// assert!(classes.breaks.iter().all(|&edge| bins.iter().any(|bin| bin.from == edge || bin.to == edge)));
/// ```
#[must_use]
pub fn histogram(values: &[Value], classes: &Classes, bins: usize) -> Vec<Bin> {
    let breaks = &classes.breaks;
    let (Some(&first), Some(&last)) = (breaks.first(), breaks.last()) else { return Vec::new() };
    let bins = bins.clamp(1, 1000);
    let width = (last / bins as f64 - first / bins as f64).max(f64::MIN_POSITIVE);
    let mut bars = Vec::new();
    for (class, ends) in breaks.windows(2).enumerate() {
        let (from, to) = (ends[0], ends[1]);
        let parts = ((to / width - from / width).round().clamp(1.0, bins as f64)) as usize;
        let step = to / parts as f64 - from / parts as f64;
        let class = u8::try_from(class).unwrap_or(u8::MAX);
        let mut edges = vec![from];
        for part in 1..parts {
            let edge = from + step * part as f64;
            // In a class a few ulps wide, edges may fall together.
            if edges.last().is_some_and(|&last| last < edge) && edge < to {
                edges.push(edge);
            }
        }
        edges.push(to);
        bars.extend(edges.windows(2).map(|ends| Bin { from: ends[0], to: ends[1], class, count: 0 }));
    }
    for value in values.iter().filter_map(|value| value.ok()) {
        if let Some(bar) = bin_of(value, &bars) {
            bars[bar].count += 1;
        }
    }
    bars
}

/// The bar a value is in, `None` for a value outside the bars or not a number.
#[must_use]
pub fn bin_of(value: f64, bars: &[Bin]) -> Option<usize> {
    let (first, last) = (bars.first()?, bars.last()?);
    (first.from..=last.to).contains(&value).then(|| bars.partition_point(|bar| bar.to < value))
}
