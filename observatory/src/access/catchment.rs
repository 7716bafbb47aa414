//! Floating catchments: what each site offers is shared among those who can reach it, then each place adds up its shares.
//!
//! A [`Catchment`] weighs every journey once; demand, supply, scheme and window can then move without weighing again.
//! Refuses to know what is offered and asked for. Next: [`super::apl()`] for the official French form, [`super::gravity`] for
//! what is within reach whoever else wants it.

use rayon::prelude::*;

use super::decay::Decay;
use crate::absence::{Absence, Value, at, pair, quantity};
use crate::measure::ratio::ROWS_PER_TASK;
use crate::travel::{Active, Times};

/// Journeys weighed by one task.
const JOURNEYS_PER_TASK: usize = 65_536;

/// Journeys with the weight of each: who counts for whom, and how much.
#[derive(Debug, Clone)]
pub struct Catchment<'a> {
    times: &'a Times,
    weights: Weights,
}

/// One weight per journey, in the order of the journeys.
#[derive(Debug, Clone)]
enum Weights {
    /// The band of each journey, one byte, and the weight of each band.
    Banded {
        band: Vec<u8>,
        weight: Box<[f64; 256]>,
    },
    Each(Vec<f64>),
}

/// Both steps of a floating catchment.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoStep {
    /// One per origin: what is offered to each inhabitant, in units of supply per unit of demand. 0 where nothing is reached.
    pub access: Vec<Value>,
    /// One per site: supply over the weighted demand that can reach it. Nil: nobody can.
    pub ratio: Vec<Value>,
}

/// Access of every origin to the sites, `A_i = Σ_j w(d_ij)·S_j / Σ_k w(d_kj)·P_k`, and the ratio of every site.
///
/// With [`Decay::threshold`] it is the 2SFCA (Luo & Wang 2003, *Environment and Planning B* 30), with [`Decay::luo_qi`] the E2SFCA (Luo &
/// Qi 2009, *Health & Place* 15), with any other the catchment of that decay (with [`Decay::bounded_gaussian`], Dai 2010).
/// Shape: origins; sites. Journeys are taken from origin to site in both steps. Supply is conserved: `Σ P_i·A_i` is the
/// supply of the sites somebody can reach.
///
/// Missing: an origin without demand or without journeys is absent, and asks nothing of any site; a site without supply offers
/// nothing and its ratio is absent; both keep their own reason. A site that nobody reaches is nil. A number too big to be held
/// is not published, and offers nothing. Checked against `access` `two_stage_fca` and `enhanced_two_stage_fca` (1.1.10.post3),
/// relative 1e-9, 422 335 journeys of France included. Cost: three passes over the journeys (weigh, ask, offer), about
/// 1 ns a journey each for bands; bound by instructions and by one misprediction per row, not by memory (reading 30 bytes a
/// journey from the third cache would take a quarter of it). Other forms cost their exponential, about 5 ns a journey.
///
/// ```
/// use lanterne_observatory::access::{Decay, two_step};
/// use lanterne_observatory::travel::Times;
/// let times = Times::from_rows(1, vec![Ok(vec![(0, 5.0)]), Ok(vec![(0, 30.0)]), Ok(vec![(0, 31.0)])]);
/// let reached = two_step(&times, &Decay::threshold(30.0).unwrap(), &[Ok(60.0), Ok(40.0), Ok(900.0)], &[Ok(2.0)]);
/// assert_eq!(reached.access, [Ok(0.02), Ok(0.02), Ok(0.0)]);
/// ```
#[must_use]
pub fn two_step(times: &Times, decay: &Decay, demand: &[Value], supply: &[Value]) -> TwoStep {
    // The pool is entered once for the three passes: waking it costs as much as a tenth of one.
    rayon::scope(|_| Catchment::of(times, decay).two_step(demand, supply))
}

impl<'a> Catchment<'a> {
    /// Weighs every journey. Cost: one pass; bands are compared, other forms computed.
    ///
    /// ```
    /// use lanterne_observatory::access::{Catchment, Decay};
    /// use lanterne_observatory::travel::Times;
    /// let times = Times::from_rows(2, vec![Ok(vec![(0, 5.0), (1, 25.0)]), Ok(vec![(1, 12.0)])]);
    /// let catchment = Catchment::of(&times, &Decay::luo_qi());
    /// assert_eq!(catchment.asked(&[Ok(100.0), Ok(50.0)]), [100.0, 0.22 * 100.0 + 0.68 * 50.0]);
    /// assert_eq!(catchment.offered(&[Ok(0.5), Ok(2.0)]), [Ok(0.5 + 0.22 * 2.0), Ok(0.68 * 2.0)]);
    /// ```
    #[must_use]
    pub fn of(times: &'a Times, decay: &Decay) -> Self {
        let weights = match decay.steps() {
            Some(steps) => {
                // The band after the last, beyond the reach, weighs 0.
                let mut weight = Box::new([0.0; 256]);
                weight.iter_mut().zip(&steps).for_each(|(weight, step)| *weight = step.1);
                Weights::Banded { band: banded(times.costs(), &steps), weight }
            }
            None => {
                let weigh = times.costs().par_iter().with_min_len(JOURNEYS_PER_TASK);
                Weights::Each(weigh.map(|&cost| decay.weight(cost)).collect())
            }
        };
        Self { times, weights }
    }

    /// Weighs every journey by its decay and by the chance that it is chosen: `w²/Σ_j w`, the sum over the active sites of the
    /// same origin. Two steps over it are the 3SFCA, in which several sites within reach do not multiply a demand (Wan, Zou &
    /// Sternberg 2012, *IJGIS* 26). Checked against `access` `three_stage_fca` (1.1.10.post3), relative 1e-9.
    ///
    /// ```
    /// use lanterne_observatory::access::{Catchment, Decay};
    /// use lanterne_observatory::travel::{Active, Times};
    /// let times = Times::from_rows(2, vec![Ok(vec![(0, 5.0), (1, 6.0)])]);
    /// let asked = |catchment: Catchment<'_>| catchment.asked(&[Ok(100.0)]);
    /// assert_eq!(asked(Catchment::of(&times, &Decay::luo_qi())), [100.0, 100.0], "each site is asked for the whole demand");
    /// assert_eq!(asked(Catchment::of_choices(&times, &Decay::luo_qi(), Active::All)), [50.0, 50.0], "here they share it");
    /// ```
    #[must_use]
    pub fn of_choices(times: &'a Times, decay: &Decay, active: Active<'_>) -> Self {
        let row = |origin: usize| {
            let (sites, costs) = times.of(origin).unwrap_or_default();
            let weighed = sites.iter().zip(costs);
            let mut weights: Vec<f64> = weighed
                .map(|(&site, &cost)| if active.has(site as usize) { decay.weight(cost) } else { 0.0 })
                .collect();
            let sum: f64 = weights.iter().sum();
            let chosen = |weight: f64| if weight > 0.0 && sum.is_finite() { weight * (weight / sum) } else { 0.0 };
            weights.iter_mut().for_each(|weight| *weight = chosen(*weight));
            weights
        };
        let rows: Vec<Vec<f64>> = (0..times.origins()).into_par_iter().with_min_len(256).map(row).collect();
        Self { times, weights: Weights::Each(rows.concat()) }
    }

    /// Both steps; see [`two_step`].
    #[must_use]
    pub fn two_step(&self, demand: &[Value], supply: &[Value]) -> TwoStep {
        let (known, whole) = quantities(demand, self.times.origins());
        let asked = self.asked_by(&known);
        let ratio: Vec<Value> = asked.iter().enumerate().map(|(site, &asked)| share(at(supply, site), asked)).collect();
        let mut access = self.offered(&ratio);
        let absent = |origin: usize| Some((origin, quantity(at(demand, origin)).err()?));
        let origins = if whole { 0..0 } else { 0..access.len() };
        for (origin, reason) in origins.filter_map(absent) {
            access[origin] = Err(access[origin].map_or_else(|other| reason.with(other), |_| reason));
        }
        TwoStep { access, ratio }
    }

    /// What each site is asked for: `Σ_i w(d_ij)·P_i`, in units of demand. An absent demand asks nothing. Example: [`Catchment::of`].
    ///
    /// Partial sums over origins, by tasks of a fixed size, added in order: the same bits on any number of threads.
    #[must_use]
    pub fn asked(&self, demand: &[Value]) -> Vec<f64> {
        self.asked_by(&quantities(demand, self.times.origins()).0)
    }

    fn asked_by(&self, demand: &[f64]) -> Vec<f64> {
        match &self.weights {
            Weights::Banded { band, weight } => self.scattered(demand, band, |&band| weight[usize::from(band)]),
            Weights::Each(weights) => self.scattered(demand, weights, |&weight| weight),
        }
    }

    /// What each origin is offered: `Σ_j w(d_ij)·R_j`, in units of the offer. An absent offer counts for nothing; an origin
    /// without journeys is absent. Example: [`Catchment::of`].
    #[must_use]
    pub fn offered(&self, offer: &[Value]) -> Vec<Value> {
        let (offer, _) = quantities(offer, self.times.sites());
        match &self.weights {
            Weights::Banded { band, weight } => self.gathered(&offer, band, |&band| weight[usize::from(band)]),
            Weights::Each(weights) => self.gathered(&offer, weights, |&weight| weight),
        }
    }

    fn scattered<T: Sync>(&self, demand: &[f64], each: &[T], weight: impl Fn(&T) -> f64 + Sync) -> Vec<f64> {
        let (starts, columns, sites) = (self.times.starts(), self.times.columns(), self.times.sites());
        let task = |task: usize, demand: &[f64]| {
            let mut asked = vec![0.0; sites];
            for (row, demand) in starts[task * ROWS_PER_TASK..].windows(2).zip(demand) {
                let row = row[0] as usize..row[1] as usize;
                for (&site, each) in columns[row.clone()].iter().zip(&each[row]) {
                    asked[site as usize] += weight(each) * demand;
                }
            }
            asked
        };
        let tasks = demand.par_chunks(ROWS_PER_TASK).enumerate().map(|(rank, demand)| task(rank, demand));
        let mut asked = vec![0.0; sites];
        for part in tasks.collect::<Vec<Vec<f64>>>() {
            asked.iter_mut().zip(part).for_each(|(asked, part)| *asked += part);
        }
        asked
    }

    fn gathered<T: Sync>(&self, offer: &[f64], each: &[T], weight: impl Fn(&T) -> f64 + Sync) -> Vec<Value> {
        let (starts, columns, absent) = (self.times.starts(), self.times.columns(), self.times.absent());
        let mut offered = vec![Err(Absence::NotPublished); absent.len()];
        let task = |(task, offered): (usize, &mut [Value])| {
            let first = task * ROWS_PER_TASK;
            for ((row, absent), offered) in starts[first..].windows(2).zip(&absent[first..]).zip(offered) {
                let row = row[0] as usize..row[1] as usize;
                let journeys = columns[row.clone()].iter().zip(&each[row]);
                let sum: f64 = journeys.map(|(&site, each)| weight(each) * offer[site as usize]).sum();
                *offered = match absent {
                    Some(reason) => Err(*reason),
                    None if sum.is_finite() => Ok(sum),
                    None => Err(Absence::NotPublished),
                };
            }
        };
        offered.par_chunks_mut(ROWS_PER_TASK).enumerate().for_each(task);
        offered
    }
}

/// Supply over what is asked.
fn share(supply: Value, asked: f64) -> Value {
    let (supply, asked) = pair(supply, Ok(asked))?;
    if asked == 0.0 {
        return Err(Absence::Nil);
    }
    let share = supply / asked;
    if share.is_finite() { Ok(share) } else { Err(Absence::NotPublished) }
}

/// The quantities of a column, 0 where one is absent, and whether none is.
fn quantities(column: &[Value], rows: usize) -> (Vec<f64>, bool) {
    let mut whole = true;
    let known = |row: usize| {
        let known = quantity(at(column, row));
        whole &= known.is_ok();
        known.unwrap_or(0.0)
    };
    let quantities = (0..rows).map(known).collect();
    (quantities, whole)
}

/// The band of each distance: how many ends are nearer. A few ends at a time, whose comparisons are made side by side.
fn banded(costs: &[f64], steps: &[(f64, f64)]) -> Vec<u8> {
    let mut bands = vec![0; costs.len()];
    let tasks = bands.par_chunks_mut(JOURNEYS_PER_TASK).zip(costs.par_chunks(JOURNEYS_PER_TASK));
    tasks.for_each(|(bands, costs)| {
        for steps in steps.chunks(3) {
            match *steps {
                [first] => passed(bands, costs, [first.0]),
                [first, second] => passed(bands, costs, [first.0, second.0]),
                [first, second, third] => passed(bands, costs, [first.0, second.0, third.0]),
                _ => {}
            }
        }
    });
    bands
}

/// Adds to each band how many of the ends the distance has passed.
fn passed<const N: usize>(bands: &mut [u8], costs: &[f64], ends: [f64; N]) {
    for (band, &cost) in bands.iter_mut().zip(costs) {
        *band += ends.iter().map(|&end| u64::from(end < cost)).sum::<u64>() as u8;
    }
}
