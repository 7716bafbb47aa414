//! Proportional circles: which territory has one, how large, in which colour. The page draws the same (`map/circles.ts`).
//!
//! For: pictures and raster tiles. Refuses to know: where a circle stands.

use lanterne_tiles::picture::style::STYLE;

use crate::document::series::SeriesDocument;

/// A circle of the map: row, radius at the table's scale, colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Circle {
    pub(crate) row: u32,
    pub(crate) radius: f64,
    pub(crate) colour: &'static str,
}

/// The circles of a series, largest first, so that a small one is seen on a large one; and the amount of the largest, if there is one.
/// `colours` are those of its classes.
pub(crate) fn circles(series: &SeriesDocument, colours: &[&'static str]) -> (Vec<Circle>, Option<f64>) {
    let most = series.numerator.iter().flatten().fold(0.0_f64, |most, amount| most.max(*amount));
    let sizes = &STYLE.circles;
    let radius = |amount: f64| (sizes.largest * (amount / most).sqrt()).max(sizes.smallest);
    let rows = series.rows.iter().zip(&series.numerator).zip(&series.class);
    let mut circles: Vec<Circle> = rows
        .filter_map(|((row, amount), class)| {
            let amount = amount.filter(|amount| *amount > 0.0)?;
            let colour = class.and_then(|class| colours.get(class as usize)).copied();
            Some(Circle { row: *row, radius: radius(amount), colour: colour.unwrap_or(&STYLE.no_data) })
        })
        .collect();
    circles.sort_by(|a, b| b.radius.total_cmp(&a.radius).then(a.row.cmp(&b.row)));
    (circles, (most > 0.0).then_some(most))
}
