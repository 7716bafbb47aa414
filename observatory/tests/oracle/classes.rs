//! Classes for a map.

use lanterne_observatory::classes::{Classes, Method};

use crate::table::Table;

#[test]
fn classes_are_assigned_as_by_mapclassify() {
    let table = Table::read("classes");
    for series in ["skewed", "ties"] {
        for count in [4, 6] {
            for (method, name) in [(Method::Quantile, "quantile"), (Method::EqualInterval, "equal")] {
                let classes = Classes::of(&table.values(series), count, method, None);
                let expected = table.column(&format!("{series}_{name}_{count}"));
                for (row, class) in classes.class.iter().enumerate() {
                    assert_eq!(f64::from(class.unwrap()), expected[row], "{series} {name} {count}, row {row}");
                }
            }
        }
    }
}

/// The class each row is found in.
fn assigned(table: &Table, series: &str, count: usize, method: Method) -> Vec<f64> {
    let classes = Classes::of(&table.values(series), count, method, None);
    classes.class.iter().map(|class| f64::from(class.unwrap())).collect()
}

#[test]
fn natural_classes_are_those_of_jenkspy() {
    let table = Table::read("classes_natural");
    for series in ["skewed", "ties", "zeros"] {
        for count in [2, 4, 6] {
            let found = assigned(&table, series, count, Method::FisherJenks);
            assert_eq!(found, table.column(&format!("{series}_jenks_{count}")), "{series} {count}");
        }
    }
}

#[test]
fn head_and_tail_are_those_of_mapclassify_up_to_the_classes_asked_for() {
    let table = Table::read("classes_natural");
    for series in ["skewed", "ties", "zeros"] {
        for count in [3, 5, 12] {
            let found = assigned(&table, series, count, Method::HeadTail);
            let last = count as f64 - 1.0;
            let expected: Vec<f64> =
                table.column(&format!("{series}_head_tail")).iter().map(|class| class.min(last)).collect();
            assert_eq!(found, expected, "{series} {count}");
        }
    }
}

#[test]
fn deviation_classes_are_those_of_mapclassify_but_for_its_empty_ones_below() {
    let table = Table::read("classes_natural");
    for series in ["skewed", "ties", "zeros"] {
        for count in [2, 4, 5, 6] {
            let found = assigned(&table, series, count, Method::Deviation);
            let expected = table.column(&format!("{series}_deviation_{count}"));
            let empty = expected.iter().copied().fold(f64::INFINITY, f64::min);
            let expected: Vec<f64> = expected.iter().map(|class| class - empty).collect();
            assert_eq!(found, expected, "{series} {count}");
        }
    }
}

/// Breaks by hand, and those Lanterne rounds by itself: `make_classes.py` gives the same to `mapclassify.UserDefined`.
#[test]
fn breaks_by_hand_and_rounded_ones_hold_what_mapclassify_puts_in_them() {
    let table = Table::read("classes_given");
    for (series, reference) in [("skewed", 22.0), ("ties", 20.0)] {
        let values = table.values(series);
        let by_hand = Classes::with_breaks(&values, &[35.0, 8.0, 21.0, 14.5], None);
        let rounded = Classes::of(&values, 6, Method::Rounded, Some(reference));
        for (classes, name) in [(by_hand, "by_hand"), (rounded, "rounded")] {
            let found: Vec<f64> = classes.class.iter().map(|class| f64::from(class.unwrap())).collect();
            // A class of mapclassify that ends under the least value is empty: here the lowest break is the beginning.
            let expected = table.column(&format!("{series}_{name}"));
            let empty = expected.iter().copied().fold(f64::INFINITY, f64::min);
            let expected: Vec<f64> = expected.iter().map(|class| class - empty).collect();
            assert_eq!(found, expected, "{series} {name}: {:?}", classes.breaks);
        }
    }
}
