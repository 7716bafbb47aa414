//! What is within reach, weighed by the distance, whoever else wants it.
//!
//! Refuses to know the demand: a place beside a crowded site is as near to it as any. Next: [`super::catchment`], which shares.

use super::catchment::Catchment;
use super::decay::Decay;
use crate::Value;
use crate::travel::Times;

/// The potential of every origin, `A_i = Σ_j w(d_ij)·S_j` (Hansen 1959, *J. American Institute of Planners* 25), in units of supply.
///
/// With [`Decay::threshold`] it is the number of opportunities within that distance. Missing: an origin without journeys is
/// absent; a site without supply counts for nothing; a number too big to be held is not published. Checked against `access`
/// `weighted_catchment` with `weights.gravity`, `weights.gaussian` and `weights.step_fn` (1.1.10.post3), relative 1e-9. Cost:
/// two passes over the journeys.
///
/// ```
/// use lanterne_observatory::access::{Decay, potential};
/// use lanterne_observatory::travel::Times;
/// let times = Times::from_rows(2, vec![Ok(vec![(0, 10.0), (1, 20.0)]), Ok(vec![])]);
/// let decay = Decay::power(10.0, 1.0, 1.0).unwrap();
/// assert_eq!(potential(&times, &decay, &[Ok(3.0), Ok(4.0)]), [Ok(5.0), Ok(0.0)]);
/// ```
#[must_use]
pub fn potential(times: &Times, decay: &Decay, supply: &[Value]) -> Vec<Value> {
    Catchment::of(times, decay).offered(supply)
}
