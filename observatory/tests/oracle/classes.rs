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
