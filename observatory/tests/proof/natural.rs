//! Natural, head/tail and deviation classes.

use lanterne_observatory::Value;
use lanterne_observatory::classes::{Classes, Method};
use proptest::prelude::*;

use crate::strategy::{known, near};
use crate::threads::same_bits;

/// Squared deviations from the mean of each class, added up.
fn squares(values: &[f64], classes: &Classes) -> f64 {
    let of = |class: u8| -> Vec<f64> {
        values.iter().zip(&classes.class).filter(|row| *row.1 == Some(class)).map(|row| *row.0).collect()
    };
    (0..12).map(|class| deviations(&of(class))).sum()
}

fn deviations(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    values.iter().map(|value| (value - mean).powi(2)).sum()
}

/// The least sum of squares of at most `count` classes: every cut of every length, from the squares themselves.
fn least(sorted: &[f64], count: usize) -> f64 {
    let n = sorted.len();
    let mut best: Vec<f64> = (0..=n).map(|end| deviations(&sorted[..end])).collect();
    for _ in 1..count {
        best = (0..=n)
            .map(|end| {
                (0..=end).map(|start| best[start] + deviations(&sorted[start..end])).fold(f64::INFINITY, f64::min)
            })
            .collect();
    }
    best[n]
}

fn series() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![3 => -50.0..300.0, 2 => (0_u32..7).prop_map(f64::from), 1 => Just(0.0)];
    prop::collection::vec(value, 1..45)
}

proptest! {
    #[test]
    fn no_other_classes_have_fewer_squares_than_the_natural_ones(mut values in series(), count in 1_usize..8) {
        let classes = Classes::of(&known(&values), count, Method::FisherJenks, None);
        let found = squares(&values, &classes);
        values.sort_by(f64::total_cmp);
        let least = least(&values, count);
        prop_assert!(found <= least * (1.0 + 1e-9) + 1e-9, "{found} is more than {least}: {:?}", classes.breaks);
    }

    #[test]
    fn one_natural_class_more_never_adds_squares_and_every_class_is_held(values in series(), count in 1_usize..8) {
        let cut = |count| Classes::of(&known(&values), count, Method::FisherJenks, None);
        let (fewer, more) = (cut(count), cut(count + 1));
        prop_assert!(squares(&values, &more) <= squares(&values, &fewer) * (1.0 + 1e-9) + 1e-9);
        let mut distinct = values.clone();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let held = (0..12_u8).filter(|class| fewer.class.contains(&Some(*class))).count();
        prop_assert_eq!(held, count.min(distinct.len()), "as many classes as asked for, or as distinct values: {:?}", fewer.breaks);
        prop_assert_eq!(fewer.breaks.len(), held + 1);
    }

    #[test]
    fn natural_classes_move_with_the_scale_and_turn_with_the_sign(values in series(), count in 2_usize..7, by in 0.01..100.0, shift in -1e4..1e4_f64) {
        let cut = |of: &dyn Fn(f64) -> f64| {
            let moved: Vec<f64> = values.iter().map(|&value| of(value)).collect();
            Classes::of(&known(&moved), count, Method::FisherJenks, None)
        };
        // Among equally good classes rounding may choose others: the squares are what must stay.
        let least = squares(&values, &cut(&|value| value));
        for other in [cut(&|value| by * value + shift), cut(&|value| -value)] {
            prop_assert!((squares(&values, &other) - least).abs() <= 1e-6 * (1.0 + least), "{:?}", other.breaks);
        }
    }

    #[test]
    fn each_head_begins_above_the_mean_of_the_one_before(values in series(), count in 1_usize..9) {
        let breaks = Classes::of(&known(&values), count, Method::HeadTail, None).breaks;
        let mut head = values.clone();
        for edge in &breaks[1..breaks.len() - 1] {
            let mean = head.iter().sum::<f64>() / head.len() as f64;
            prop_assert!(near(*edge, mean, 1e-12) || (edge - mean).abs() < 1e-12, "{edge} is not {mean}");
            head.retain(|value| value > edge);
        }
        let divisible = head.iter().any(|value| (value - head[0]).abs() > 1e-9);
        prop_assert!(breaks.len() == count + 1 || !divisible, "stops where the classes are spent or the head is one value");
    }

    #[test]
    fn deviation_breaks_are_a_deviation_apart_and_hold_the_mean_or_stand_beside_it(values in series(), count in 2_usize..9) {
        let breaks = Classes::of(&known(&values), count, Method::Deviation, None).breaks;
        let (n, mean) = (values.len() as f64, values.iter().sum::<f64>() / values.len() as f64);
        let deviation = (deviations(&values) / (n - 1.0)).sqrt();
        prop_assume!(deviation > 1e-6);
        let offset = if count % 2 == 0 { 0.0 } else { 0.5 };
        for edge in &breaks[1..breaks.len() - 1] {
            let steps = (edge - mean) / deviation - offset;
            prop_assert!((steps - steps.round()).abs() < 1e-6 && steps.abs() <= count as f64 / 2.0, "{edge}: {steps}");
        }
        let (least, most) = values.iter().fold((f64::MAX, f64::MIN), |ends, &value| (ends.0.min(value), ends.1.max(value)));
        let inside = (1..count).filter(|&part| {
            let edge = mean + deviation * (part as f64 - count as f64 / 2.0);
            edge > least + 1e-6 && edge < most - 1e-6
        });
        prop_assert!(breaks.len() >= inside.count() + 2);
    }
}

#[test]
fn a_value_that_stands_for_many_rows_is_a_class_of_its_own() {
    let values: Vec<f64> = (0..100).map(|row| if row < 80 { 0.0 } else { 50.0 + f64::from(row % 3) }).collect();
    let classes = Classes::of(&known(&values), 2, Method::FisherJenks, None);
    assert_eq!(classes.breaks, [0.0, 25.0, 52.0]);
    assert_eq!((classes.class[0], classes.class[99]), (Some(0), Some(1)));
}

#[test]
fn where_values_repeat_the_natural_classes_weigh_them() {
    // 40 twos draw the mean of {0, 2} to 2: 3 stands nearer to them than 0 does only once they are counted.
    let values: Vec<f64> = [0.0].into_iter().chain([2.0; 40]).chain([3.2]).collect();
    let classes = Classes::of(&known(&values), 2, Method::FisherJenks, None);
    assert_eq!((classes.class[0], classes.class[1], classes.class[41]), (Some(0), Some(1), Some(1)));
}

#[test]
fn natural_classes_have_the_same_bits_on_any_number_of_threads() {
    let values: Vec<Value> =
        (0..30_000_u32).map(|row| Ok(f64::from(row.wrapping_mul(2_654_435_761) >> 8).powf(0.31))).collect();
    same_bits(|| format!("{:?}", Classes::of(&values, 7, Method::FisherJenks, None).breaks));
}
