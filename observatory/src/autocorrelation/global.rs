//! What Moran's I and Geary's C share: the sums of the weights and the shape of the answer.

use statrs::function::erf::erfc;

use super::field::Field;
use super::untested::Untested;
use crate::neighbour::{Neighbours, Weighting};

/// A statistic of the whole column, with what chance would make of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Global {
    /// The statistic.
    pub statistic: f64,
    /// What it would be on average without structure.
    pub expected: f64,
    /// Under values drawn from a normal law; `None` with fewer than three rows.
    pub normality: Option<Moments>,
    /// Under these values dealt at random; `None` with fewer than four rows.
    pub randomisation: Option<Moments>,
    /// Rows that have a value.
    pub units: usize,
    /// Those among them without neighbour: in the mean and the variance, with a lag of 0.
    pub islands: Vec<u32>,
}

/// Variance under an assumption, and what it makes of the statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// Variance of the statistic without structure.
    pub variance: f64,
    /// `(statistic − expected) / √variance`.
    pub z: f64,
    /// Probability of a `z` as far from 0, on both sides.
    pub p: f64,
}

impl Moments {
    pub(super) fn of(statistic: f64, expected: f64, variance: f64) -> Option<Self> {
        let z = (statistic - expected) / variance.sqrt();
        (variance > 0.0 && z.is_finite()).then(|| Self { variance, z, p: beyond(z) })
    }
}

/// Probability that a standard normal variable is as far from 0, on both sides.
pub(super) fn beyond(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2).clamp(0.0, 1.0)
}

/// Sums over the weights `w`: `S0 = ΣΣ wᵢⱼ`, `S1 = ½ ΣΣ (wᵢⱼ + wⱼᵢ)²`, `S2 = Σᵢ (wᵢ. + w.ᵢ)²` (Cliff & Ord 1981).
pub(super) struct Weights {
    pub(super) s0: f64,
    pub(super) s1: f64,
    pub(super) s2: f64,
}

impl Weights {
    pub(super) fn of(neighbours: &Neighbours, weighting: Weighting) -> Self {
        let weight = |row: usize| weighting.weight(neighbours.of(row).len());
        let (mut s0, mut s1, mut columns) = (0.0, 0.0, vec![0.0; neighbours.len()]);
        for row in 0..neighbours.len() {
            let (own, others) = (weight(row), neighbours.of(row));
            s0 += own * others.len() as f64;
            for &other in others {
                let other = other as usize;
                columns[other] += own;
                let back = neighbours.of(other).binary_search(&(row as u32)).is_ok();
                // A pair that goes one way only stands in S1 twice with its one weight.
                s1 += if back { (own + weight(other)).powi(2) } else { 2.0 * own * own };
            }
        }
        let s2 = (0..neighbours.len())
            .map(|row| (weight(row) * neighbours.of(row).len() as f64 + columns[row]).powi(2))
            .sum();
        Self { s0, s1: s1 / 2.0, s2 }
    }
}

/// The field, where there is something to test.
pub(super) fn testable(field: &Field) -> Result<(), Untested> {
    match () {
        () if field.is_empty() => Err(Untested::NotPublished),
        () if field.is_uniform() => Err(Untested::Uniform),
        () if field.neighbours.edges() == 0 => Err(Untested::Isolated),
        () => Ok(()),
    }
}

/// Fourth moment over the square of the second.
pub(super) fn kurtosis(field: &Field) -> f64 {
    let fourth: f64 = field.deviation.iter().map(|d| d.powi(4)).sum();
    fourth * field.len() as f64 / (field.squares * field.squares)
}
