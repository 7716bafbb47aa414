//! Kind `accompagnement`: too many inhabitants live too far from any active site of the chosen schemes.

use rayon::prelude::*;

use super::grid::Grid;
use super::stability::Tally;
use super::{Parameters, Verdict};
use crate::absence::{Absence, Value, at, quantity};
use crate::travel::Journey;

/// The verdict on one territory and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accompagnement {
    /// What the test says.
    pub verdict: Verdict,
    /// Share of the inhabitants farther than `t` from any site, 0 to 1; of those whose distance is known. 0 or 1 for a commune.
    pub far_share: Value,
    /// Minutes to the nearest site, the mean over the inhabitants who can reach one. Nil: nobody can.
    pub minutes: Value,
    /// The site nearest to most inhabitants, in the sites the journeys were computed with.
    pub nearest: Option<usize>,
    /// Share of the inhabitants whose distance is not known, 0 to 1.
    pub unknown_share: Value,
}

/// Tests groups of communes (an EPCI, a département, a hand-made grouping): the share of the population farther than `t`
/// minutes from any site is at least `m`.
///
/// `group[commune]` is the row of the territory the commune belongs to, `None` for none; `territories` how many there are.
/// A commune is judged as one point, all of its inhabitants at its own distance. An inhabitant who can reach no site
/// ([`Absence::Nil`]) is far. Where some distances are unknown, **oui** and **non** are said only if they hold whatever the
/// unknown ones are, **ns** otherwise; **nd** if none is known, or nobody lives there. Source: METHODS 5.
/// Checked field by field against a literal twin; the share, on [`crate::access::within`]'s side, against `numpy` and `spopt`. Cost:
/// one pass over the communes.
///
/// ```
/// use lanterne_observatory::travel::Journey;
/// use lanterne_observatory::white_zone::{Parameters, Verdict, accompagnement::test};
/// let journey = |minutes, site| Journey { minutes: Ok(minutes), distance_km: None, site: Some(site) };
/// let journeys = [journey(10.0, 0), journey(45.0, 1), journey(50.0, 1)];
/// let population = [Ok(1_000.0), Ok(600.0), Ok(600.0)];
/// let tested = test(&journeys, &population, &[Some(0), Some(0), Some(0)], 1, Parameters::default())[0];
/// assert_eq!((tested.verdict, tested.nearest), (Verdict::Yes, Some(1)));
/// assert!((tested.far_share.unwrap() - 1_200.0 / 2_200.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn test(
    journeys: &[Journey],
    population: &[Value],
    group: &[Option<usize>],
    territories: usize,
    parameters: Parameters,
) -> Vec<Accompagnement> {
    let parameters = parameters.within_bounds();
    let mut sums = vec![Sum::default(); territories];
    for (commune, territory) in group.iter().enumerate() {
        let Some(sum) = territory.and_then(|territory| sums.get_mut(territory)) else { continue };
        let journey = journeys.get(commune).copied().unwrap_or(Journey::absent(Absence::NotPublished));
        sum.add(journey, at(population, commune), parameters.minutes);
    }
    sums.into_iter().map(|sum| sum.verdict(parameters)).collect()
}

/// Tests communes, each by itself: far or not.
///
/// ```
/// use lanterne_observatory::travel::Journey;
/// use lanterne_observatory::white_zone::{Parameters, Verdict, accompagnement::test_communes};
/// let journeys = [29.0, 31.0].map(|minutes| Journey { minutes: Ok(minutes), distance_km: None, site: Some(0) });
/// let tested = test_communes(&journeys, &[Ok(900.0), Ok(400.0)], Parameters::default());
/// assert_eq!((tested[0].verdict, tested[1].verdict), (Verdict::No, Verdict::Yes));
/// ```
#[must_use]
pub fn test_communes(journeys: &[Journey], population: &[Value], parameters: Parameters) -> Vec<Accompagnement> {
    let alone: Vec<Option<usize>> = (0..journeys.len()).map(Some).collect();
    test(journeys, population, &alone, journeys.len(), parameters)
}

/// In how many settings of the grid (`t`, `m`) too many inhabitants of each territory live too far; arguments as [`test()`].
///
/// The journeys are walked through once per value of `t`; every `m` is compared with the same share.
///
/// ```
/// use lanterne_observatory::travel::Journey;
/// use lanterne_observatory::white_zone::{Parameters, accompagnement::tally, grid::Grid};
/// let far = Journey { minutes: Ok(33.0), distance_km: None, site: Some(0) };
/// let tally = tally(&[far], &[Ok(900.0)], &[Some(0)], 1, &Grid::around(Parameters::default()));
/// assert_eq!(tally.stability(0).unwrap().share(), 0.6, "beyond 20, 25 and 30 minutes, not beyond 35 or 40");
/// ```
#[must_use]
pub fn tally(
    journeys: &[Journey],
    population: &[Value],
    group: &[Option<usize>],
    territories: usize,
    grid: &Grid,
) -> Tally {
    let grid = grid.clone().within_bounds();
    let counted = |minutes: &f64| -> Vec<Option<u32>> {
        let mut sums = vec![Least::default(); territories];
        for (commune, territory) in group.iter().enumerate() {
            let Some(sum) = territory.and_then(|territory| sums.get_mut(territory)) else { continue };
            let Ok(people) = quantity(at(population, commune)) else { continue };
            let journey = journeys.get(commune).copied().unwrap_or(Journey::absent(Absence::NotPublished));
            sum.add(quantity(journey.minutes), people, *minutes);
        }
        sums.iter().map(|sum| sum.settings(&grid.far_share)).collect()
    };
    let by_minutes: Vec<Vec<Option<u32>>> = grid.minutes.par_iter().map(counted).collect();
    let white = |territory: usize| by_minutes.iter().map(|column| column[territory]).sum::<Option<u32>>();
    let rows = (0..territories).map(|territory| white(territory).map(|count| vec![count]).ok_or(Absence::NotPublished));
    Tally::of(1, grid.minutes.len() * grid.far_share.len(), rows)
}

/// Inhabitants of one territory who are far for sure, and those whose distance is known, or not.
#[derive(Debug, Clone, Copy, Default)]
struct Least {
    far: f64,
    known: f64,
    unknown: f64,
}

impl Least {
    fn add(&mut self, minutes: Value, people: f64, far_minutes: f64) {
        match minutes {
            Ok(minutes) => {
                self.known += people;
                self.far += if minutes > far_minutes { people } else { 0.0 };
            }
            Err(Absence::Nil) => {
                self.known += people;
                self.far += people;
            }
            Err(_) => self.unknown += people,
        }
    }

    /// How many of the ascending shares it reaches, whatever the unknown distances are; `None`: cannot be tested.
    fn settings(self, shares: &[f64]) -> Option<u32> {
        let all = self.known + self.unknown;
        (self.known > 0.0 && all.is_finite()).then(|| shares.partition_point(|enough| self.far / all >= *enough) as u32)
    }
}

/// Inhabitants of one territory, in row order of its communes.
#[derive(Debug, Clone, Default)]
struct Sum {
    far: f64,
    unknown: f64,
    known: f64,
    reached: f64,
    minutes: f64,
    /// Inhabitants by nearest site.
    sites: Vec<(usize, f64)>,
}

impl Sum {
    fn add(&mut self, journey: Journey, population: Value, far_minutes: f64) {
        // A commune whose population is not known, or without inhabitant, weighs nothing: it makes no majority, serves nobody.
        let Some(people) = quantity(population).ok().filter(|people| *people > 0.0) else { return };
        match quantity(journey.minutes) {
            Ok(minutes) => {
                self.known += people;
                self.reached += people;
                self.minutes += people * minutes;
                self.far += if minutes > far_minutes { people } else { 0.0 };
                if let Some(site) = journey.site {
                    match self.sites.iter_mut().find(|(known, _)| *known == site) {
                        Some((_, served)) => *served += people,
                        None => self.sites.push((site, people)),
                    }
                }
            }
            Err(Absence::Nil) => {
                self.known += people;
                self.far += people;
            }
            Err(_) => self.unknown += people,
        }
    }

    fn verdict(self, parameters: Parameters) -> Accompagnement {
        let (known, all) = (self.known, self.known + self.unknown);
        if known <= 0.0 || !all.is_finite() {
            return Accompagnement {
                verdict: Verdict::NotAvailable,
                far_share: Err(Absence::NotPublished),
                minutes: Err(Absence::NotPublished),
                nearest: None,
                unknown_share: if all > 0.0 { Ok(1.0) } else { Err(Absence::Nil) },
            };
        }
        let (least, most) = (self.far / all, (self.far + self.unknown) / all);
        let verdict = match parameters.far_share {
            enough if least >= enough => Verdict::Yes,
            enough if most < enough => Verdict::No,
            _ => Verdict::NotSignificant,
        };
        let most_served = self.sites.iter().copied().reduce(|best, site| if site.1 > best.1 { site } else { best });
        Accompagnement {
            verdict,
            far_share: Ok((self.far / known).min(1.0)),
            minutes: if self.reached > 0.0 && self.minutes.is_finite() {
                Ok(self.minutes / self.reached)
            } else {
                Err(Absence::Nil)
            },
            nearest: most_served.map(|(site, _)| site),
            unknown_share: Ok(self.unknown / all),
        }
    }
}
