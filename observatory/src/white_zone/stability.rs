//! How much of a white zone is the territory, and how much the threshold: in how many settings of a grid of parameters, and at
//! which levels, it stays white.
//!
//! Each kind counts its own settings ([`super::offre::tally`] and its siblings): what costs (posteriors, journeys, Gi*) is
//! computed once, thresholds are only compared again. [`together`] then counts the settings of all kinds at once without
//! walking through them: only `α` is shared. Refuses to know who is white at the setting asked for.

use crate::absence::{Absence, Value, at, quantity};

/// In how many settings a territory is white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stability {
    /// Settings in which it is white.
    pub white: u64,
    /// Settings tried; never 0.
    pub settings: u64,
}

impl Stability {
    /// The share of the settings, 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        self.white as f64 / self.settings as f64
    }
}

/// For one kind and each territory: in how many settings it is white, at each `α` of the grid (once, for a kind that has
/// no `α`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Values of `α` that the kind can tell apart.
    alphas: usize,
    /// Settings tried at each of them.
    tried: u32,
    /// White settings, territory by territory, `α` by `α`.
    white: Vec<u32>,
    /// Why a territory cannot be tested.
    absent: Vec<Option<Absence>>,
}

impl Tally {
    /// From the counts of each territory (`alphas` numbers each), or why there are none.
    pub(super) fn of(alphas: usize, tried: usize, rows: impl IntoIterator<Item = Result<Vec<u32>, Absence>>) -> Self {
        let mut tally = Self { alphas, tried: tried as u32, white: Vec::new(), absent: Vec::new() };
        for row in rows {
            tally.absent.push(row.as_ref().err().copied());
            tally.white.extend((0..alphas).map(|alpha| row.as_ref().map_or(0, |counts| counts[alpha])));
        }
        tally
    }

    /// How many territories.
    #[must_use]
    pub fn len(&self) -> usize {
        self.absent.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.absent.is_empty()
    }

    /// In how many settings of its own parameters the kind makes a territory white; absent where it cannot be tested.
    ///
    /// # Errors
    /// Why it cannot be tested; [`Absence::NotPublished`] beyond the last row.
    pub fn stability(&self, row: usize) -> Result<Stability, Absence> {
        match self.absent.get(row) {
            Some(None) => {
                let white = self.white[row * self.alphas..][..self.alphas].iter().map(|count| u64::from(*count)).sum();
                Ok(Stability { white, settings: self.alphas as u64 * u64::from(self.tried) })
            }
            Some(Some(absence)) => Err(*absence),
            None => Err(Absence::NotPublished),
        }
    }

    fn white(&self, row: usize, alpha: usize) -> u64 {
        u64::from(self.white[row * self.alphas + alpha.min(self.alphas - 1)])
    }
}

/// In how many settings of the whole grid at least one of the kinds makes each territory white.
///
/// A setting is one value of every parameter that the given kinds read. Kinds that cannot be tested there are left out of the
/// count; a territory that none can test is absent. With `n` settings of a kind, of which `w` are white, nobody is white in
/// `Π(n − w)` of `Πn`: the kinds share `α` alone, so that the product is taken at each `α` and summed.
/// Shape: as long as the longest tally. Cost: kinds × values of `α` for each territory, whatever the size of the grid.
///
/// ```
/// use lanterne_observatory::travel::Journey;
/// use lanterne_observatory::white_zone::{Parameters, accompagnement::tally, grid::Grid, stability::together};
/// let journey = |minutes| [Journey { minutes: Ok(minutes), distance_km: None, site: Some(0) }];
/// let tally = |minutes| tally(&journey(minutes), &[Ok(900.0)], &[Some(0)], 1, &Grid::around(Parameters::default()));
/// // White in three settings of five by the one, in one of five by the other: in 1 − 2/5 · 4/5 by either.
/// assert!((together(&[&tally(33.0), &tally(21.0)])[0].unwrap().share() - 0.68).abs() < 1e-12);
/// ```
#[must_use]
pub fn together(tallies: &[&Tally]) -> Vec<Result<Stability, Absence>> {
    let rows = tallies.iter().map(|tally| tally.len()).max().unwrap_or(0);
    (0..rows)
        .map(|row| {
            let tested: Vec<&&Tally> = tallies.iter().filter(|tally| tally.absent.get(row) == Some(&None)).collect();
            let alphas = tested.iter().map(|tally| tally.alphas).max().ok_or_else(|| reason(tallies, row))?;
            let settings: u64 = tested.iter().map(|tally| u64::from(tally.tried)).product();
            let spared = |alpha: usize| -> u64 {
                tested.iter().map(|tally| u64::from(tally.tried) - tally.white(row, alpha)).product()
            };
            let settings = settings * alphas as u64;
            Ok(Stability { white: settings - (0..alphas).map(spared).sum::<u64>(), settings })
        })
        .collect()
}

fn reason(tallies: &[&Tally], row: usize) -> Absence {
    let known = tallies.iter().filter_map(|tally| tally.absent.get(row).copied().flatten());
    known.reduce(Absence::with).unwrap_or(Absence::NotPublished)
}

/// What becomes of it at another level: the share of the inhabitants of each territory who live in a white unit of that level,
/// of those whose unit can be tested. With a tally of several settings it is the mean share over them.
///
/// `group[unit]` is the row of the territory the unit lies in: the EPCI of each commune, to ask of the communes of an EPCI. Of a
/// commune, ask the EPCI it lies in ([`Tally::stability`]). Missing: [`Absence::Nil`] where no unit with inhabitants can be
/// tested.
///
/// ```
/// use lanterne_observatory::white_zone::{Parameters, accompagnement, grid::Grid, stability::at_other_level};
/// use lanterne_observatory::{Absence, travel::Journey};
/// let journey = |minutes| Journey { minutes, distance_km: None, site: None };
/// let (alone, people) = ([Some(0), Some(1), Some(2)], [Ok(300.0), Ok(100.0), Ok(900.0)]);
/// let journeys = [journey(Ok(40.0)), journey(Ok(10.0)), journey(Err(Absence::NotPublished))];
/// let communes = accompagnement::tally(&journeys, &people, &alone, 3, &Grid::only(Parameters::default()));
/// assert_eq!(at_other_level(&communes, &people, &[Some(0); 3], 1), [Ok(0.75)]);
/// ```
#[must_use]
pub fn at_other_level(tally: &Tally, population: &[Value], group: &[Option<usize>], territories: usize) -> Vec<Value> {
    let mut sums = vec![(0.0, 0.0); territories];
    for (unit, territory) in group.iter().enumerate() {
        let Some(sum) = territory.and_then(|territory| sums.get_mut(territory)) else { continue };
        let (Ok(people), Ok(stability)) = (quantity(at(population, unit)), tally.stability(unit)) else { continue };
        sum.0 += people * stability.share();
        sum.1 += people;
    }
    let share = |(white, all): (f64, f64)| {
        if all > 0.0 && all.is_finite() { Ok((white / all).min(1.0)) } else { Err(Absence::Nil) }
    };
    sums.into_iter().map(share).collect()
}

/// The share of two levels at which a territory is white, from its share at each; of one level alone where the other cannot be
/// tested.
///
/// ```
/// use lanterne_observatory::{Absence, white_zone::stability::over_levels};
/// assert_eq!(over_levels(Ok(1.0), Ok(0.5)), Ok(0.75));
/// assert_eq!(over_levels(Ok(1.0), Err(Absence::Nil)), Ok(1.0));
/// ```
///
/// # Errors
/// The absence that binds most, where neither level can be tested; what is no share is not published.
pub fn over_levels(own: Value, other: Value) -> Value {
    match (quantity(own), quantity(other)) {
        (Ok(own), Ok(other)) => Ok(f64::midpoint(own, other)),
        (Ok(share), Err(_)) | (Err(_), Ok(share)) => Ok(share),
        (Err(own), Err(other)) => Err(own.with(other)),
    }
}
