//! The accessibilité potentielle localisée (APL), as DREES and IRDES define it: a floating catchment whose demand is weighed
//! by need and whose result is read per 100 000 inhabitants.
//!
//! Refuses to know the profession or the scheme: bands, needs by age and unit are the caller's. Next: [`super::catchment`].

use super::catchment::two_step;
use super::decay::Decay;
use crate::absence::{Absence, Value, at, quantity};
use crate::travel::Times;

/// What the user can move.
#[derive(Debug, Clone, PartialEq)]
pub struct Apl {
    /// Bands of distance and their weights; [`Decay::barlet`] unless said otherwise. DREES has widened them since: they are data.
    pub decay: Decay,
    /// Inhabitants the result is given for.
    pub per: f64,
}

impl Default for Apl {
    fn default() -> Self {
        Self { decay: Decay::barlet(), per: 100_000.0 }
    }
}

/// The APL of every origin, `per · Σ_j w(d_ij)·S_j / Σ_k w(d_kj)·P_k`: supply (full-time equivalents, consultations, hours of
/// opening) per so many inhabitants.
///
/// `need` is the population, or the population weighed by need ([`standardised`]). Missing: as in [`two_step`]. Source: Barlet,
/// Coldefy, Collin & Lucas-Gabrielli 2012 (*Études et résultats* 795, DREES). Checked against `access`
/// `enhanced_two_stage_fca` with `weights.step_fn` (1.1.10.post3), relative 1e-9. Cost: three passes over the journeys.
///
/// ```
/// use lanterne_observatory::access::{Apl, apl};
/// use lanterne_observatory::travel::Times;
/// let times = Times::from_rows(1, vec![Ok(vec![(0, 0.0)]), Ok(vec![(0, 8.0)])]);
/// let found = apl(&times, &[Ok(1_000.0), Ok(1_000.0)], &[Ok(1.3)], &Apl::default());
/// assert!((found[0].unwrap() - 100.0).abs() < 1e-9 && (found[1].unwrap() - 30.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn apl(times: &Times, need: &[Value], supply: &[Value], parameters: &Apl) -> Vec<Value> {
    let scaled = |access: Value| quantity(access.map(|access| access * parameters.per));
    two_step(times, &parameters.decay, need, supply).access.into_iter().map(scaled).collect()
}

/// Inhabitants of one age group and what one of them needs.
#[derive(Debug, Clone, Copy)]
pub struct Age<'a> {
    /// Inhabitants of each place.
    pub people: &'a [Value],
    /// Need of one, relative to the others (consumption of care, use of a scheme).
    pub need: f64,
}

/// The population weighed by need, brought back to the same total: `P'_i = Σ_a c_a·P_ia · ΣΣ P_ia / ΣΣ c_a·P_ia`.
///
/// Shape: one row per place. Missing: a place where an age group is absent is absent, and takes no part in the totals. A need
/// that is negative or not a number makes every place not published, as does a total need of 0. Source: Barlet et al. 2012.
///
/// ```
/// use lanterne_observatory::access::{Age, standardised};
/// let ages = [Age { people: &[Ok(80.0), Ok(50.0)], need: 1.0 }, Age { people: &[Ok(20.0), Ok(50.0)], need: 2.0 }];
/// let weighed = standardised(&ages);
/// assert!(weighed[1].unwrap() > weighed[0].unwrap());
/// assert!((weighed[0].unwrap() + weighed[1].unwrap() - 200.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn standardised(ages: &[Age<'_>]) -> Vec<Value> {
    let places = ages.iter().map(|age| age.people.len()).max().unwrap_or(0);
    let place = |row: usize| {
        ages.iter().try_fold((0.0, 0.0), |(people, need), age| {
            let count = quantity(at(age.people, row))?;
            Ok((people + count, need + quantity(Ok(age.need))? * count))
        })
    };
    let rows: Vec<Result<(f64, f64), Absence>> = (0..places).map(place).collect();
    let (people, need) = rows.iter().flatten().fold((0.0, 0.0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    let scale = people / need;
    rows.into_iter().map(|row| row.and_then(|(_, need)| quantity(Ok(need * scale)))).collect()
}
