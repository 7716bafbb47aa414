//! How unequally is something spread over the people of a territory (METHODS 7)? One measure per file.
//!
//! Common to all: a **rate** per unit (jobs per inhabitant, minutes to a site) and a **weight** (inhabitants,
//! establishments): every inhabitant is taken to have the rate of the unit, so that a unit of weight 3 counts as three
//! units of weight 1 with the same rate, and the units of one weight for all (`1`) are the unweighted measure. A
//! measure does not change when every rate, or every weight, is multiplied by a number, nor with the order of the rows.
//!
//! Missing: a unit whose rate or weight is absent, negative or not a number, or whose weight is zero, takes no part:
//! the measure is that of the others. Where none takes part, the absence that binds most; [`Absence::Nil`] where there
//! is nothing to share (no unit, or every rate zero); [`Absence::NotPublished`] where a sum overflows. What a rate of
//! zero does is said by each measure: all know what to do with it but Theil's L.
//!
//! Refuses to know what is spread. Between the parts of one territory: [`crate::measure::concentration`].

pub mod atkinson;
pub mod gini;
pub mod hoover;
pub mod lorenz;
pub mod palma;
pub mod theil;

pub use atkinson::atkinson;
pub use gini::gini;
pub use hoover::hoover;
pub use lorenz::{Lorenz, lorenz};
pub use palma::palma;
pub use theil::{Decomposition, Theil, decompose, decompose_columns, theil};

use crate::absence::{Absence, Value, at, pair};

/// One unit that takes part: its rate, and the people (or establishments) who have it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Unit {
    rate: f64,
    weight: f64,
}

/// The units that take part, and what they sum to.
#[derive(Debug, Clone, PartialEq)]
struct Spread {
    units: Vec<Unit>,
    /// `Σw`.
    people: f64,
    /// `Σwx`.
    amount: f64,
    /// `Σwx/Σw`: positive.
    mean: f64,
}

impl Spread {
    /// The units in row order.
    fn of(rates: &[Value], weights: &[Value]) -> Result<Self, Absence> {
        let (mut units, mut absence) = (Vec::with_capacity(rates.len()), Absence::Nil);
        for row in 0..rates.len().max(weights.len()) {
            match pair(at(rates, row), at(weights, row)) {
                Ok((rate, weight)) if weight > 0.0 => units.push(Unit { rate, weight }),
                Ok(_) => {}
                Err(reason) => absence = absence.with(reason),
            }
        }
        if units.is_empty() {
            return Err(absence);
        }
        let (people, amount) = units
            .iter()
            .fold((0.0, 0.0), |(people, amount), unit| (people + unit.weight, amount + unit.weight * unit.rate));
        let mean = mean(people, amount)?;
        Ok(Self { units, people, amount, mean })
    }

    /// The units from the lowest rate to the highest.
    fn sorted(rates: &[Value], weights: &[Value]) -> Result<Self, Absence> {
        let mut spread = Self::of(rates, weights)?;
        spread.units.sort_unstable_by(|a, b| a.rate.total_cmp(&b.rate).then(a.weight.total_cmp(&b.weight)));
        Ok(spread)
    }
}

/// The mean rate, where it is a positive number.
fn mean(people: f64, amount: f64) -> Value {
    let mean = amount / people;
    match mean {
        _ if amount == 0.0 => Err(Absence::Nil),
        mean if mean.is_finite() && mean > 0.0 && people.is_finite() => Ok(mean),
        _ => Err(Absence::NotPublished),
    }
}

/// An index from 0 to 1; what rounding puts beyond its ends is put back.
fn index(number: f64) -> Value {
    if number.is_nan() { Err(Absence::NotPublished) } else { Ok(number.clamp(0.0, 1.0)) }
}
