//! The incomplete gamma function and its inverse, guarded: statrs computes, this file keeps it inside the domain where it
//! is quick and sure. Beyond a shape of one million the Wilson–Hilferty form takes over (relative difference of the
//! quantile below 1e-8 there, where the exact series would cost ten thousand terms and more).

use statrs::distribution::{ContinuousCDF, Gamma, Normal};
use statrs::function::gamma::{checked_gamma_lr, ln_gamma};

/// Shape above which the Wilson–Hilferty form replaces the exact series.
const LARGE_SHAPE: f64 = 1e6;

/// `Pr(X ≤ x)` of a Gamma variable of that shape and rate 1. `None` outside the domain (shape ≤ 0, NaN).
pub(crate) fn probability_below(shape: f64, x: f64) -> Option<f64> {
    if !shape.is_finite() || shape <= 0.0 || x.is_nan() {
        return None;
    }
    if x <= 0.0 {
        return Some(0.0);
    }
    if x == f64::INFINITY {
        return Some(1.0);
    }
    if shape > LARGE_SHAPE {
        let spread = 1.0 / (9.0 * shape);
        return Some(Normal::standard().cdf(((x / shape).cbrt() - (1.0 - spread)) / spread.sqrt()));
    }
    checked_gamma_lr(shape, x).ok().map(|probability| probability.clamp(0.0, 1.0))
}

/// The `x` with `Pr(X ≤ x) = probability` for a Gamma variable of that shape and rate 1. `None` outside the domain.
pub(crate) fn quantile(shape: f64, probability: f64) -> Option<f64> {
    if !shape.is_finite() || shape <= 0.0 || !(0.0..1.0).contains(&probability) {
        return None;
    }
    let x = if shape > LARGE_SHAPE {
        let spread = 1.0 / (9.0 * shape);
        shape * (1.0 - spread + Normal::standard().inverse_cdf(probability) * spread.sqrt()).powi(3)
    } else {
        polish(shape, probability, Gamma::new(shape, 1.0).ok()?.inverse_cdf(probability))
    };
    x.is_finite().then_some(x.max(0.0))
}

/// statrs stops at an absolute gap, far from a quantile near zero: a few steps of Newton on `ln F(eᵘ) = ln p`, a straight line
/// there, give every quantile its relative precision.
fn polish(shape: f64, probability: f64, start: f64) -> f64 {
    let mut x = start;
    for _ in 0..8 {
        let Some(below) = probability_below(shape, x).filter(|&below| below > 0.0) else { return start };
        let slope = (shape * x.ln() - x - ln_gamma(shape)).exp() / below;
        let next = x * ((probability.ln() - below.ln()) / slope).clamp(-3.0, 3.0).exp();
        if !next.is_finite() || next <= 0.0 {
            return start;
        }
        let still = (next - x).abs() <= 1e-15 * x;
        x = next;
        if still {
            break;
        }
    }
    x
}
