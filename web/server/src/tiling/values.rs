//! The columns of a series beside each territory of its level: what a map that joins nothing itself needs.
//!
//! For: tiles of values. Refuses to know: tiles. Next: `answer::series`.

use lanterne_tiles::build::{Column, Property};
use lanterne_tiles::picture::style::{Palette, STYLE};

use crate::answer::series;
use crate::document::series::SeriesDocument;
use crate::views::Weighed;

/// Columns of a level, by row.
#[derive(Debug)]
pub(crate) struct Values {
    value: Vec<Option<f64>>,
    low: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
    class: Vec<Option<f64>>,
    colour: Vec<Option<&'static str>>,
    absence: Vec<Option<&'static str>>,
    reliable: Vec<Option<&'static str>>,
    shown: Vec<bool>,
}

/// The four absences, as the API writes them.
const ABSENCES: [&str; 4] = ["nd", "s", "nil", "ns"];

impl Values {
    /// The columns of a series over the `len` rows of its level; rows outside the series are not shown.
    pub(crate) fn of(series: &SeriesDocument, palette: Palette, len: usize) -> Self {
        let colours = series::colours(series, palette);
        let mut values = Self {
            value: vec![None; len],
            low: vec![None; len],
            high: vec![None; len],
            class: vec![None; len],
            colour: vec![None; len],
            absence: vec![None; len],
            reliable: vec![None; len],
            shown: vec![false; len],
        };
        for (at, &own) in series.rows.iter().enumerate() {
            let row = own as usize;
            values.value[row] = series.value[at];
            values.low[row] = series.low[at];
            values.high[row] = series.high[at];
            values.class[row] = series.class[at].map(f64::from);
            let class = series.class[at].and_then(|class| colours.get(class as usize)).copied();
            values.colour[row] = Some(class.unwrap_or(&STYLE.no_data));
            let absence = series.absence.get(&own);
            values.absence[row] = absence.and_then(|text| ABSENCES.into_iter().find(|known| known == text));
            values.reliable[row] = series.value[at].map(|_| if series.reliable[at] { "oui" } else { "non" });
            values.shown[row] = true;
        }
        values
    }

    /// What features say beside their code and name.
    pub(crate) fn properties(&self) -> [Property<'_>; 7] {
        [
            Property { key: "valeur", column: Column::Known(&self.value) },
            Property { key: "bas", column: Column::Known(&self.low) },
            Property { key: "haut", column: Column::Known(&self.high) },
            Property { key: "classe", column: Column::Known(&self.class) },
            Property { key: "couleur", column: Column::Said(&self.colour) },
            Property { key: "absence", column: Column::Said(&self.absence) },
            Property { key: "fiable", column: Column::Said(&self.reliable) },
        ]
    }

    /// Which rows the series holds.
    pub(crate) fn shown(&self) -> &[bool] {
        &self.shown
    }
}

impl Weighed for Values {
    fn bytes(&self) -> usize {
        let row = 4 * size_of::<Option<f64>>() + 3 * size_of::<Option<&str>>() + 1;
        self.shown.len() * row
    }
}
