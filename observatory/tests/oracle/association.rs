//! Correlations, against scipy.

use lanterne_observatory::Value;
use lanterne_observatory::association::association;

use crate::table::{Table, near};

#[test]
fn correlations_are_those_of_the_peer() {
    let (pairs, table) = (Table::read("association_pairs"), Table::read("association"));
    for case in 0..table.rows() {
        let rows = || (0..pairs.rows()).filter(|&row| pairs.column("case")[row] == case as f64);
        let column = |name: &str| rows().map(|row| Ok(pairs.column(name)[row])).collect::<Vec<Value>>();
        let found = association(&column("x"), &column("y"), table.column("confidence")[case]).unwrap();
        for (name, found) in [
            ("pearson", found.linear),
            ("low", found.interval.low),
            ("high", found.interval.high),
            ("spearman", found.rank),
        ] {
            near(found, table.column(name)[case], 1e-10, &format!("case {case}, {name}"));
        }
    }
}
