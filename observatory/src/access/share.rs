//! What share of a territory is within so many minutes of a site: of its inhabitants, of its establishments, of any count.
//!
//! Refuses to know what is counted. Next: [`crate::white_zone::accompagnement`], the test made of the far side of this share.

use rayon::prelude::*;

use crate::absence::{Absence, Value, at, quantity};
use crate::travel::Journey;

/// The share of one territory within one number of minutes, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Of those whose distance is known. Not published: none is known. Nil: there is nobody.
    pub known: Value,
    /// Least share, if all whose distance is unknown were farther.
    pub least: Value,
    /// Most, if all of them were within.
    pub most: Value,
}

/// Shares within each of several numbers of minutes, ends included, for territories made of communes.
///
/// `count[commune]` is what is shared out (inhabitants, establishments); `group[commune]` the row of the territory the commune
/// belongs to, `None` for none; `territories` how many there are. Shape: one row of territories per number of minutes. A
/// commune is one point. Who can reach no site (nil) is far; a distance that is not known otherwise is bounded, not guessed.
/// Missing: a commune whose count is absent weighs nothing; a territory where all are takes their absence; one that counts
/// nobody is nil. A number of minutes that is not a number holds nobody. Checked against the literal twin, numpy, and `perc_cov`
/// of `spopt.locate` (0.7.0), relative 1e-12. Cost: one pass over the communes per number of minutes.
///
/// ```
/// use lanterne_observatory::Absence::NotPublished;
/// use lanterne_observatory::access::within;
/// use lanterne_observatory::travel::Journey;
/// let at = |minutes| Journey { minutes: Ok(minutes), distance_km: None, site: Some(0) };
/// let journeys = [at(15.0), at(40.0), Journey::absent(NotPublished)];
/// let shares = within(&journeys, &[Ok(60.0), Ok(20.0), Ok(20.0)], &[Some(0); 3], 1, &[15.0, 45.0]);
/// assert_eq!((shares[0][0].known, shares[0][0].least, shares[0][0].most), (Ok(0.75), Ok(0.6), Ok(0.8)));
/// assert_eq!(shares[1][0].known, Ok(1.0));
/// ```
#[must_use]
pub fn within(
    journeys: &[Journey],
    count: &[Value],
    group: &[Option<usize>],
    territories: usize,
    minutes: &[f64],
) -> Vec<Vec<Share>> {
    let one = |&minutes: &f64| {
        let mut sums = vec![Sum::default(); territories];
        for (commune, territory) in group.iter().enumerate() {
            let Some(sum) = territory.and_then(|territory| sums.get_mut(territory)) else { continue };
            let journey = journeys.get(commune).map_or(Err(Absence::NotPublished), |journey| journey.minutes);
            sum.add(quantity(journey), quantity(at(count, commune)), minutes);
        }
        sums.into_iter().map(Sum::share).collect()
    };
    minutes.par_iter().map(one).collect()
}

/// The same for each commune by itself.
///
/// ```
/// use lanterne_observatory::{access::within_communes, travel::Journey};
/// let journeys = [12.0, 40.0].map(|minutes| Journey { minutes: Ok(minutes), distance_km: None, site: Some(0) });
/// let shares = within_communes(&journeys, &[Ok(900.0), Ok(400.0)], &[30.0]);
/// assert_eq!((shares[0][0].known, shares[0][1].known), (Ok(1.0), Ok(0.0)));
/// ```
#[must_use]
pub fn within_communes(journeys: &[Journey], count: &[Value], minutes: &[f64]) -> Vec<Vec<Share>> {
    let alone: Vec<Option<usize>> = (0..journeys.len()).map(Some).collect();
    within(journeys, count, &alone, journeys.len(), minutes)
}

/// One territory, in row order of its communes.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    near: f64,
    known: f64,
    unknown: f64,
    counted: bool,
    missing: Option<Absence>,
}

impl Sum {
    fn add(&mut self, distance: Value, count: Value, minutes: f64) {
        let count = match count {
            Ok(count) => count,
            Err(reason) => {
                self.missing = Some(self.missing.map_or(reason, |other| other.with(reason)));
                return;
            }
        };
        self.counted = true;
        match distance {
            Ok(distance) => {
                self.known += count;
                self.near += if distance <= minutes { count } else { 0.0 };
            }
            Err(Absence::Nil) => self.known += count,
            Err(_) => self.unknown += count,
        }
    }

    fn share(self) -> Share {
        let all = self.known + self.unknown;
        let absent = |reason| Share { known: Err(reason), least: Err(reason), most: Err(reason) };
        match (self.counted, self.missing) {
            (false, Some(reason)) => return absent(reason),
            _ if !all.is_finite() => return absent(Absence::NotPublished),
            _ if all <= 0.0 => return absent(Absence::Nil),
            _ => {}
        }
        let known = if self.known > 0.0 { Ok((self.near / self.known).min(1.0)) } else { Err(Absence::NotPublished) };
        let most = ((self.near + self.unknown) / all).min(1.0);
        Share { known, least: Ok((self.near / all).min(1.0)), most: Ok(most) }
    }
}
