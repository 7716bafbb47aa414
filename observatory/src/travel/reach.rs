//! Every journey within a horizon by the straight-line model, as a table that any measure of access can read.

use rayon::prelude::*;

use super::straight_line::StraightLine;
use super::tree::Tree;
use super::{Place, Times};
use crate::Absence;

/// Territories handled by one task.
const ROWS_PER_TASK: usize = 64;

impl Times {
    /// The journeys of at most `horizon_min` minutes (the model's own horizon at most) from each place to each site.
    ///
    /// Shape: an origin per territory, a site per site. Missing: a territory whose place is unknown is not published, as are all
    /// of them without a located site; a site whose place is unknown is one the table does not know. Minutes are those of
    /// [`super::nearest`], bit for bit. Checked against the literal twin (every pair). Cost: `m log m` for the tree, then one
    /// distance per journey kept and per journey of a leaf visited.
    ///
    /// ```
    /// use lanterne_observatory::travel::{Place, StraightLine, Times};
    /// let place = |lon, lat| Some(Place { lon, lat, density: Some(100.0) });
    /// let (here, near, far) = (place(2.3, 49.9), place(2.3, 49.8), place(3.1, 50.6));
    /// let times = Times::straight_line(&[here, None], &[far, near, None], &StraightLine::default(), 30.0);
    /// assert_eq!(times.of(0).map(|(sites, _)| sites), Ok(&[1][..]));
    /// assert!(times.of(1).is_err());
    /// assert_eq!([0, 1, 2].map(|site| times.knows(site)), [true, true, false]);
    /// ```
    #[must_use]
    pub fn straight_line(
        territories: &[Option<Place>],
        sites: &[Option<Place>],
        model: &StraightLine,
        horizon_min: f64,
    ) -> Self {
        let tree = Tree::of(sites, model);
        let horizon = model.horizon_min.min(horizon_min);
        let row = |place: &Option<Place>| match place.filter(|place| place.is_on_earth() && !tree.is_empty()) {
            Some(place) => {
                let journeys = tree.within(place, model, horizon);
                Ok(journeys.into_iter().map(|found| (found.site as u32, found.minutes)).collect())
            }
            None => Err(Absence::NotPublished),
        };
        let rows = territories.par_iter().with_min_len(ROWS_PER_TASK).map(row).collect();
        let located = |site: usize| sites.get(site).is_some_and(|place| place.is_some_and(Place::is_on_earth));
        Self::from_rows(sites.len(), rows).knowing(located)
    }
}
