//! Breaks, assignments and histograms.

use lanterne_observatory::Value;
use lanterne_observatory::classes::{Classes, MOST_CLASSES, Method, histogram};
use proptest::prelude::*;

use crate::strategy::{anything, figure, known};

/// Whether a number is written with at most three significant figures.
fn is_round(number: f64) -> bool {
    let text = format!("{number:e}");
    let digits = text.split('e').next().unwrap().trim_start_matches('-').replace('.', "");
    digits.len() <= 3
}

#[test]
fn a_skewed_series_is_cut_three_below_and_three_above_at_round_numbers() {
    let values: Vec<Value> = (1..=92).map(|i| Ok(12.0 + 30.0 * (f64::from(i) / 92.0).powi(2))).collect();
    let classes = Classes::of(&values, 6, Method::Rounded, Some(23.417));
    assert_eq!(classes.reference_break, Some(3));
    assert_eq!(classes.breaks[3], 23.417);
    assert_eq!(classes.breaks, [12.0, 13.0, 17.0, 23.417, 30.0, 35.0, 45.0]);
}

#[test]
fn a_rounded_break_carries_no_dust() {
    let values: Vec<Value> = (0..200).map(|i| Ok(f64::from(i) * 0.00391)).collect();
    let classes = Classes::of(&values, 6, Method::Rounded, Some(0.4));
    assert!(classes.breaks.iter().all(|&edge| is_round(edge)), "{:?}", classes.breaks);
}

#[test]
fn a_series_of_mostly_zeros_still_has_its_classes() {
    let values: Vec<Value> = (0..300).map(|i| Ok(if i < 200 { 0.0 } else { f64::from(i - 199) })).collect();
    let classes = Classes::of(&values, 6, Method::Rounded, Some(22.2));
    assert_eq!((classes.breaks.len(), classes.breaks[0], classes.breaks[3]), (7, 0.0, 22.2), "{:?}", classes.breaks);
    assert_eq!(classes.class[0], Some(0));
}

#[test]
fn a_reference_out_of_the_series_leaves_one_colour_side_alone() {
    let above = Classes::of(&known(&[30.0, 40.0, 50.0, 60.0]), 4, Method::Rounded, Some(20.0));
    assert_eq!((above.reference_break, above.breaks[0]), (Some(0), 20.0));
    let below = Classes::of(&known(&[3.0, 4.0, 5.0, 6.0]), 4, Method::Rounded, Some(20.0));
    assert_eq!(below.reference_break, Some(below.breaks.len() - 1));
}

#[test]
fn a_single_value_makes_one_class() {
    for only in [0.0, 7.5, -3.0, f64::MAX] {
        for method in Method::ALL {
            let classes = Classes::of(&[Ok(only)], 6, *method, None);
            assert_eq!((classes.breaks.len(), classes.class[0]), (2, Some(0)), "{only} {method}: {:?}", classes.breaks);
        }
    }
}

proptest! {
    #[test]
    fn every_known_value_has_a_class_and_it_holds_the_value(
        values in prop::collection::vec(figure(-1e4..1e6), 0..80), count in 1_usize..9,
        method in prop::sample::select(Method::ALL), reference in prop::option::of(-1e4..1e6)
    ) {
        let classes = Classes::of(&values, count, method, reference);
        prop_assert!(classes.breaks.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", classes.breaks);
        prop_assert!(classes.breaks.len() <= count.max(2) + 1, "{:?}", classes.breaks);
        for (value, class) in values.iter().zip(&classes.class) {
            match (value, class) {
                (Ok(value), Some(class)) => {
                    let (from, to) = (classes.breaks[usize::from(*class)], classes.breaks[usize::from(*class) + 1]);
                    prop_assert!(from <= *value && *value <= to && (*class == 0 || from < *value));
                }
                (Err(_), None) => {}
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }

    #[test]
    fn quantiles_and_equal_widths_are_cut_by_hand(values in prop::collection::vec((0_u32..60).prop_map(f64::from), 1..80), count in 1_usize..9) {
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let (least, most) = (sorted[0], sorted[sorted.len() - 1]);
        let cut = |k: usize, method: Method| match method {
            Method::Quantile => {
                // Of n ranks the one at k/count of the way, a share of the next where it falls between two.
                let (whole, rest) = ((k * (sorted.len() - 1)) / count, (k * (sorted.len() - 1)) % count);
                let next = sorted[(whole + 1).min(sorted.len() - 1)];
                sorted[whole] + (next - sorted[whole]) * rest as f64 / count as f64
            }
            _ => least + (most - least) * k as f64 / count as f64,
        };
        for method in [Method::Quantile, Method::EqualInterval] {
            let classes = Classes::of(&known(&values), count, method, None);
            let mut inner: Vec<f64> = (1..count).map(|k| cut(k, method)).filter(|&edge| edge > least + 1e-9 && edge < most - 1e-9).collect();
            inner.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
            if least < most {
                prop_assert_eq!(classes.breaks.len(), inner.len() + 2, "{:?} {:?}", classes.breaks, inner);
                prop_assert_eq!((classes.breaks[0], classes.breaks[inner.len() + 1]), (least, most));
            }
            for (value, class) in values.iter().zip(&classes.class) {
                // A value on an edge falls where rounding puts the edge.
                if inner.iter().all(|edge| (edge - value).abs() > 1e-9) {
                    prop_assert_eq!(usize::from(class.unwrap()), inner.iter().filter(|&edge| edge < value).count(), "{} {}", method, value);
                }
            }
        }
    }

    #[test]
    fn dark_means_above_the_reference(values in prop::collection::vec(0.0..1e3, 2..80), reference in 0.0..1e3_f64, count in 2_usize..9) {
        let classes = Classes::of(&known(&values), count, Method::Rounded, Some(reference));
        let at = classes.reference_break;
        prop_assert!(at.is_some(), "{:?} lacks {reference}", classes.breaks);
        for (value, class) in values.iter().zip(&classes.class) {
            prop_assert_eq!(*value > reference, usize::from(class.unwrap()) >= at.unwrap(), "{} {:?}", value, classes.breaks);
        }
    }

    #[test]
    fn the_bars_of_a_histogram_touch_never_mix_classes_and_hold_every_value(
        values in prop::collection::vec(figure(-50.0..1e3), 0..80), count in 1_usize..8,
        method in prop::sample::select(Method::ALL), bars in 1_usize..60
    ) {
        let classes = Classes::of(&values, count, method, Some(100.0));
        let bins = histogram(&values, &classes, bars);
        prop_assert!(bins.windows(2).all(|pair| pair[0].to == pair[1].from && pair[0].from < pair[0].to));
        prop_assert_eq!(bins.iter().map(|bin| bin.count).sum::<usize>(), classes.class.iter().flatten().count());
        for class in 0..classes.breaks.len().saturating_sub(1) {
            let within: usize = bins.iter().filter(|bin| usize::from(bin.class) == class).map(|bin| bin.count).sum();
            let expected = classes.class.iter().flatten().filter(|found| usize::from(**found) == class).count();
            prop_assert_eq!(within, expected);
        }
        for edge in &classes.breaks {
            prop_assert!(bins.iter().any(|bin| bin.from == *edge || bin.to == *edge));
        }
    }

    #[test]
    fn breaks_by_hand_are_kept_and_widened(values in prop::collection::vec(anything(), 0..40), by_hand in prop::collection::vec(any::<f64>(), 0..20)) {
        let classes = Classes::with_breaks(&values, &by_hand, None);
        prop_assert!(classes.breaks.windows(2).all(|pair| pair[0] < pair[1]));
        for (value, class) in values.iter().zip(&classes.class) {
            prop_assert_eq!(value.is_ok_and(f64::is_finite), class.is_some());
        }
        let again = Classes::with_breaks(&values, &classes.breaks, None);
        prop_assert!(again.breaks == classes.breaks || classes.breaks.len() > MOST_CLASSES - 1, "{:?} {:?}", again.breaks, classes.breaks);
    }
}
