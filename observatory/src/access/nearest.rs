//! The nearest active site of every origin, from a table of journeys.
//!
//! Refuses to know how the minutes were had. Where there is no table, [`crate::travel::nearest`] answers by the straight-line
//! model alone. Next: [`super::share`], [`crate::white_zone::accompagnement`].

use rayon::prelude::*;

use crate::Absence;
use crate::measure::ratio::ROWS_PER_TASK;
use crate::travel::{Active, Journey, Times};

/// The journey of least minutes from each origin to a site that counts; of several, to the first site.
///
/// Shape: one journey per origin, from origin to site; the length of the way is not known. Missing: an origin without journeys
/// keeps its reason; nil where no site that counts can be reached; not published where the source knows none of them; a site it
/// does not know is not waited for. Checked against the literal twin and `scipy.sparse.csgraph.dijkstra` (scipy 1.17.1), exact.
/// Cost: one pass over the journeys, about 1.5 ns each.
///
/// ```
/// use lanterne_observatory::access::nearest;
/// use lanterne_observatory::travel::{Active, Times};
/// let times = Times::from_rows(2, vec![Ok(vec![(0, 12.0), (1, 9.0)]), Ok(vec![])]);
/// assert_eq!(nearest(&times, Active::All)[0].site, Some(1));
/// assert_eq!(nearest(&times, Active::Only(&[true, false]))[0].minutes, Ok(12.0));
/// assert!(nearest(&times, Active::All)[1].minutes.is_err());
/// ```
#[must_use]
pub fn nearest(times: &Times, active: Active<'_>) -> Vec<Journey> {
    let known = (0..times.sites()).any(|site| active.has(site) && times.knows(site));
    let row = |origin: usize| match times.of(origin) {
        Ok((sites, minutes)) if known => least(sites, minutes, active),
        Ok(_) => Journey::absent(Absence::NotPublished),
        Err(reason) => Journey::absent(reason),
    };
    (0..times.origins()).into_par_iter().with_min_len(ROWS_PER_TASK).map(row).collect()
}

/// The same for several selections of sites (one per scheme), in their order.
///
/// ```
/// use lanterne_observatory::access::nearest_by_scheme;
/// use lanterne_observatory::travel::{Active, Times};
/// let times = Times::from_rows(2, vec![Ok(vec![(0, 12.0), (1, 9.0)])]);
/// let found = nearest_by_scheme(&times, &[Active::All, Active::Only(&[true, false])]);
/// assert_eq!((found[0][0].site, found[1][0].site), (Some(1), Some(0)));
/// ```
#[must_use]
pub fn nearest_by_scheme(times: &Times, schemes: &[Active<'_>]) -> Vec<Vec<Journey>> {
    schemes.iter().map(|&active| nearest(times, active)).collect()
}

/// Without a branch to be mistaken: the minutes of a row come in no order.
fn least(sites: &[u32], minutes: &[f64], active: Active<'_>) -> Journey {
    let (mut shortest, mut first) = (f64::INFINITY, None);
    for (&site, &minutes) in sites.iter().zip(minutes) {
        let minutes = if active.has(site as usize) { minutes } else { f64::INFINITY };
        let nearer = minutes < shortest;
        shortest = if nearer { minutes } else { shortest };
        first = if nearer { Some(site as usize) } else { first };
    }
    Journey { minutes: first.map(|_| shortest).ok_or(Absence::Nil), distance_km: None, site: first }
}
