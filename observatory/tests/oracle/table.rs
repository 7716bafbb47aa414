//! Frozen tables and how near to them an answer must be.

use std::path::Path;

use lanterne_observatory::Value;

/// A frozen table, by column.
pub(crate) struct Table {
    columns: Vec<(String, Vec<f64>)>,
}

impl Table {
    pub(crate) fn read(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oracle").join(format!("{name}.csv"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut lines = text.lines();
        let mut columns: Vec<_> = lines.next().unwrap().split(',').map(|name| (name.to_owned(), Vec::new())).collect();
        for line in lines {
            for (column, cell) in columns.iter_mut().zip(line.split(',')) {
                column.1.push(cell.parse().unwrap());
            }
        }
        assert!(columns[0].1.len() >= 20, "{name} is too short to prove anything");
        Self { columns }
    }

    pub(crate) fn column(&self, name: &str) -> &[f64] {
        &self.columns.iter().find(|column| column.0 == name).unwrap_or_else(|| panic!("no column {name}")).1
    }

    pub(crate) fn values(&self, name: &str) -> Vec<Value> {
        self.column(name).iter().map(|&number| Ok(number)).collect()
    }

    pub(crate) fn rows(&self) -> usize {
        self.columns[0].1.len()
    }
}

/// Within `relative` of the expected number.
pub(crate) fn near(found: f64, expected: f64, relative: f64, place: &str) {
    let gap = (found - expected).abs();
    assert!(gap <= relative * expected.abs(), "{place}: {found} is not {expected} (gap {gap:e})");
}
