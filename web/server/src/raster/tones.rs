//! Which colour each row of a series has, one byte a row: what a tile needs of a series.
//!
//! For: `scene`. Refuses to know: tiles. Next: `answer::series`.

use std::sync::Arc;

use lanterne_tiles::picture::style::{Palette, STYLE};

use crate::answer::series;
use crate::document::series::SeriesDocument;
use crate::views::Weighed;

/// Bytes of colours kept: a map asks for dozens of tiles of one series; all communes of France are 35 kB.
pub(crate) const MOST_BYTES: usize = 4 << 20;

/// The colours of a series.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tones {
    /// Index of each row's colour, by row; [`Tones::NONE`] for a row outside the series.
    pub(crate) rows: Arc<[u8]>,
    /// The classes' colours, lowest first, then that of no figure.
    pub(crate) colours: Vec<String>,
}

impl Tones {
    /// Beyond any colour.
    pub(crate) const NONE: u8 = u8::MAX;

    /// The colours of the page for the same series and palette.
    pub(crate) fn of(series: &SeriesDocument, palette: Palette) -> Self {
        let mut colours: Vec<String> = series::colours(series, palette).into_iter().map(str::to_owned).collect();
        let no_figure = colours.len() as u32;
        colours.push(STYLE.no_data.clone());
        let mut rows = vec![Self::NONE; series.rows.iter().max().map_or(0, |last| *last as usize + 1)];
        for (row, class) in series.rows.iter().zip(&series.class) {
            rows[*row as usize] = class.filter(|class| *class < no_figure).unwrap_or(no_figure) as u8;
        }
        Self { rows: rows.into(), colours }
    }
}

impl Weighed for Tones {
    fn bytes(&self) -> usize {
        self.rows.len() + self.colours.len() * size_of::<String>()
    }
}
