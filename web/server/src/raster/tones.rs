//! Which colour each row of a series has, one byte a row, and which circle: what a tile needs of a series.
//!
//! For: `scene`. Refuses to know: tiles. Next: `answer::series`.

use std::sync::Arc;

use lanterne_tiles::picture::style::{Palette, STYLE};

use crate::answer::series::colours;
use crate::document::series::SeriesDocument;
use crate::picture::circle::{Circle, circles};
use crate::views::Weighed;

/// Bytes of colours kept: a map asks for dozens of tiles of one series; all communes of France are 35 kB.
pub(crate) const MOST_BYTES: usize = 4 << 20;

/// The colours of a series.
#[derive(Debug, PartialEq)]
pub(crate) struct Tones {
    /// Index of each row's colour, by row; [`Tones::NONE`] for a row outside the series.
    pub(crate) rows: Arc<[u8]>,
    /// The classes' colours, lowest first, then that of no figure.
    pub(crate) colours: Vec<String>,
    /// Circles over the ground, which then stays quiet; largest first.
    pub(crate) circles: Vec<Circle>,
}

impl Tones {
    /// Beyond any colour.
    pub(crate) const NONE: u8 = u8::MAX;

    /// The colours of the page for the same series and palette.
    pub(crate) fn of(series: &SeriesDocument, palette: Palette) -> Self {
        let mut colours: Vec<String> = colours(series, palette).into_iter().map(str::to_owned).collect();
        let no_figure = colours.len() as u32;
        colours.push(STYLE.no_data.clone());
        let mut rows = vec![Self::NONE; series.rows.iter().max().map_or(0, |last| *last as usize + 1)];
        for (row, class) in series.rows.iter().zip(&series.class) {
            rows[*row as usize] = class.filter(|class| *class < no_figure).unwrap_or(no_figure) as u8;
        }
        Self { rows: rows.into(), colours, circles: Vec::new() }
    }

    /// The same by circles: a number is told by an area, never by the colour of a ground.
    pub(crate) fn with_circles(series: &SeriesDocument, palette: Palette) -> Self {
        let Self { rows, .. } = Self::of(series, palette);
        let quiet = rows.iter().map(|tone| if *tone == Self::NONE { Self::NONE } else { 0 }).collect();
        let (circles, _) = circles(series, &colours(series, palette));
        Self { rows: quiet, colours: vec![STYLE.no_data.clone()], circles }
    }
}

impl Weighed for Tones {
    fn bytes(&self) -> usize {
        self.rows.len() + self.colours.len() * size_of::<String>() + self.circles.len() * size_of::<Circle>()
    }
}
