//! The bars of the legend. A long tail is told, not drawn: where a few extreme units would push all the others into the
//! first bars, the bars stop and say how many units lie beyond.

use lanterne_observatory::Value;
use lanterne_observatory::classes::Classes;
use lanterne_observatory::classes::histogram::{BINS, Bin, histogram};

/// Share of the units that is always drawn.
const DRAWN: f64 = 0.985;
/// Fewer units than this are all drawn.
const FEWEST: usize = 100;
/// A tail shorter than this many times the range drawn is drawn.
const LONG: f64 = 1.5;

/// The bars drawn and what they leave out.
pub(crate) struct Bars {
    pub(crate) drawn: Vec<Bin>,
    /// Where the drawing stops and how many units lie beyond.
    pub(crate) beyond: Option<(f64, usize)>,
}

/// The bars of a classified series.
pub(crate) fn bars(values: &[Value], classes: &Classes) -> Bars {
    let mut sorted: Vec<f64> = values.iter().filter_map(|value| value.ok()).collect();
    sorted.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Bars { drawn: Vec::new(), beyond: None };
    };
    // The last break but one begins the last class: some of it is always drawn.
    let start = classes.breaks.len().checked_sub(2).and_then(|at| classes.breaks.get(at)).unwrap_or(first);
    let kept = sorted[((sorted.len() - 1) as f64 * DRAWN) as usize].max(*start);
    if sorted.len() < FEWEST || kept <= *first || last - first < LONG * (kept - first) {
        return Bars { drawn: histogram(values, classes, BINS), beyond: None };
    }
    let finer = BINS as f64 * (last - first) / (kept - first);
    let mut drawn = histogram(values, classes, finer as usize);
    let least = drawn.partition_point(|bar| bar.from <= *start);
    let stop = drawn.partition_point(|bar| bar.from < kept).max(least);
    let tail = drawn.split_off(stop);
    let count = tail.iter().map(|bar| bar.count).sum();
    let from = tail.first().map(|bar| bar.from);
    Bars { drawn, beyond: from.filter(|_| count > 0).map(|from| (from, count)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lanterne_observatory::classes::Method;

    fn classified(values: &[f64]) -> (Vec<Value>, Classes) {
        let values: Vec<Value> = values.iter().copied().map(Ok).collect();
        let classes = Classes::of(&values, 5, Method::Quantile, Some(20.0));
        (values, classes)
    }

    #[test]
    fn a_long_tail_is_told_and_no_unit_is_lost() {
        let mut numbers: Vec<f64> = (0..990).map(|i| f64::from(i) * 0.05).collect();
        numbers.extend([120.0, 180.0, 241.0, 90.0, 95.0]);
        let (values, classes) = classified(&numbers);
        let bars = bars(&values, &classes);
        let (from, count) = bars.beyond.expect("the tail is told");
        let drawn: usize = bars.drawn.iter().map(|bar| bar.count).sum();
        assert_eq!(drawn + count, numbers.len());
        assert_eq!(count, numbers.iter().filter(|value| **value > from).count());
        assert!(from < 90.0 && bars.drawn.len() >= 20, "{from}, {} bars", bars.drawn.len());
        assert_eq!(bars.drawn.last().map(|bar| usize::from(bar.class)), Some(classes.breaks.len() - 2));
    }

    #[test]
    fn a_short_tail_and_a_few_units_are_drawn_whole() {
        let even: Vec<f64> = (0..200).map(f64::from).collect();
        let (values, classes) = classified(&even);
        assert!(bars(&values, &classes).beyond.is_none());
        let mut few: Vec<f64> = (0..50).map(f64::from).collect();
        few.push(900.0);
        let (values, classes) = classified(&few);
        assert!(bars(&values, &classes).beyond.is_none());
    }
}
