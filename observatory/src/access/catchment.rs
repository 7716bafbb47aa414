//! Floating catchments: what each site offers is shared among those who can reach it, then each place adds up its shares.
//!
//! A [`Catchment`] weighs every journey once; demand, supply, scheme and window can then move without weighing again.
//! Refuses to know what is offered and asked for. Next: [`super::apl`] for the official French form, [`super::gravity`] for
//! what is within reach whoever else wants it.

use rayon::prelude::*;

use super::decay::Decay;
use crate::absence::{Absence, Value, at, pair, quantity};
use crate::measure::ratio::ROWS_PER_TASK;
use crate::travel::{Active, Times};

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
/// With [`Decay::threshold`] it is the 2SFCA (Luo & Wang 2003, *Health & Place* 9), with [`Decay::luo_qi`] the E2SFCA (Luo &
/// Qi 2009, *Health & Place* 15), with any other the catchment of that decay (with [`Decay::bounded_gaussian`], Dai 2010).
/// Shape: origins; sites. Journeys are taken from origin to site in both steps. Supply is conserved: `Σ P_i·A_i` is the
/// supply of the sites somebody can reach.
///
/// Missing: an origin without demand or without journeys is absent, and asks nothing of any site; a site without supply offers
/// nothing and its ratio is absent; both keep their own reason. A site that nobody reaches is nil. A number too big to be held
/// is not published, and offers nothing. Checked against `access` `two_stage_fca` and `enhanced_two_stage_fca` (1.1.10.post3),
/// relative 1e-9, 422 335 journeys of France included. Cost: three passes over the journeys; bound by reading them (5 bytes a
/// journey for bands, 12 otherwise) and by gathers that stay in cache.
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
    Catchment::of(times, decay).two_step(demand, supply)
}

impl<'a> Catchment<'a> {
    /// Weighs every journey. Cost: one pass; bands are compared, other forms computed.
    #[must_use]
    pub fn of(times: &'a Times, decay: &Decay) -> Self {
        let weights = match decay.steps() {
            Some((bounds, weights)) => {
                let mut weight = Box::new([0.0; 256]);
                weight[..weights.len()].copy_from_slice(weights);
                Weights::Banded { band: banded(times.costs(), bounds, decay.reach()), weight }
            }
            None => Weights::Each(each(times.costs(), |cost| decay.weight(cost))),
        };
        Self { times, weights }
    }

    /// Weighs every journey by its decay and by the chance that it is chosen: `w²/Σ_j w`, the sum over the active sites of the
    /// same origin. Two steps over it are the 3SFCA, in which several sites within reach do not multiply a demand (Wan, Zou &
    /// Sternberg 2012, *IJGIS* 26). Checked against `access` `three_stage_fca` (1.1.10.post3), relative 1e-9.
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
        let asked = self.asked(demand);
        let ratio: Vec<Value> = asked.iter().enumerate().map(|(site, &asked)| share(at(supply, site), asked)).collect();
        let access = self.offered(&ratio);
        let own = |origin: usize, access: Value| match (quantity(at(demand, origin)), access) {
            (Ok(_), access) => access,
            (Err(reason), Err(other)) => Err(reason.with(other)),
            (Err(reason), Ok(_)) => Err(reason),
        };
        let access = access.into_iter().enumerate().map(|(origin, access)| own(origin, access)).collect();
        TwoStep { access, ratio }
    }

    /// What each site is asked for: `Σ_i w(d_ij)·P_i`, in units of demand. An absent demand asks nothing.
    ///
    /// Partial sums over origins, by tasks of a fixed size, added in order: the same bits on any number of threads.
    #[must_use]
    pub fn asked(&self, demand: &[Value]) -> Vec<f64> {
        match &self.weights {
            Weights::Banded { band, weight } => self.scattered(demand, |journey| weight[usize::from(band[journey])]),
            Weights::Each(weight) => self.scattered(demand, |journey| weight[journey]),
        }
    }

    /// What each origin is offered: `Σ_j w(d_ij)·R_j`, in units of the offer. An absent offer counts for nothing; an origin
    /// without journeys is absent.
    #[must_use]
    pub fn offered(&self, offer: &[Value]) -> Vec<Value> {
        let offer: Vec<f64> = (0..self.times.sites()).map(|site| quantity(at(offer, site)).unwrap_or(0.0)).collect();
        match &self.weights {
            Weights::Banded { band, weight } => self.gathered(&offer, |journey| weight[usize::from(band[journey])]),
            Weights::Each(weight) => self.gathered(&offer, |journey| weight[journey]),
        }
    }

    fn scattered(&self, demand: &[Value], weight: impl Fn(usize) -> f64 + Sync) -> Vec<f64> {
        let (origins, sites, columns) = (self.times.origins(), self.times.sites(), self.times.columns());
        let task = |task: usize| {
            let mut asked = vec![0.0; sites];
            for origin in task * ROWS_PER_TASK..origins.min((task + 1) * ROWS_PER_TASK) {
                let (Ok(demand), Ok(journeys)) = (quantity(at(demand, origin)), self.times.span(origin)) else {
                    continue;
                };
                for journey in journeys {
                    asked[columns[journey] as usize] += weight(journey) * demand;
                }
            }
            asked
        };
        let tasks: Vec<Vec<f64>> = (0..origins.div_ceil(ROWS_PER_TASK)).into_par_iter().map(task).collect();
        tasks
            .into_iter()
            .reduce(|mut sum, part| {
                sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
                sum
            })
            .unwrap_or_else(|| vec![0.0; sites])
    }

    fn gathered(&self, offer: &[f64], weight: impl Fn(usize) -> f64 + Sync) -> Vec<Value> {
        let columns = self.times.columns();
        let row = |origin: usize| {
            let journeys = self.times.span(origin)?;
            let sum: f64 = journeys.map(|journey| weight(journey) * offer[columns[journey] as usize]).sum();
            if sum.is_finite() { Ok(sum) } else { Err(Absence::NotPublished) }
        };
        (0..self.times.origins()).into_par_iter().with_min_len(ROWS_PER_TASK).map(row).collect()
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

/// The band of each distance: how many ends are nearer; the one after the last beyond the reach.
fn banded(costs: &[f64], bounds: &[f64], reach: f64) -> Vec<u8> {
    let beyond = bounds.len() as u8;
    let band = |cost: f64| {
        let band: u8 = bounds.iter().map(|&bound| u8::from(bound < cost)).sum();
        if cost > reach { beyond } else { band }
    };
    each(costs, band)
}

fn each<T: Send>(costs: &[f64], of: impl Fn(f64) -> T + Sync) -> Vec<T> {
    costs.par_iter().with_min_len(4 * ROWS_PER_TASK).map(|&cost| of(cost)).collect()
}
