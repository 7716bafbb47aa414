//! Who can reach what: measures over a table of journeys (METHODS 4).
//!
//! [`nearest()`] and [`within()`] say how far the first site is and for whom; [`potential`] what is within reach; [`two_step`] and
//! [`apl()`] share it among those who want it. How much a site counts with the distance is a [`Decay`].
//!
//! Refuses to know where the minutes come from ([`crate::travel`]) and whose sites these are. A declared zone of intervention is
//! no site: whoever gives the sites leaves it out.

pub mod apl;
pub mod catchment;
pub mod decay;
pub mod gravity;
pub mod mean;
pub mod nearest;
pub mod share;

pub use apl::{Age, Apl, apl, standardised};
pub use catchment::{Catchment, TwoStep, two_step};
pub use decay::{Decay, Form, Unit};
pub use gravity::potential;
pub use mean::mean;
pub use nearest::{nearest, nearest_by_scheme};
pub use share::{Share, within, within_communes};
