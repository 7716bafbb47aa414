//! Do neighbours resemble each other, and where? Spatial structure (METHODS 3).
//!
//! A [`Field`] is a column over its neighbourhoods. Of the whole: [`moran()`], [`geary()`], [`join_counts`]. Of each row:
//! [`local_moran()`] and [`getis_ord()`]. Rates of small populations are first made comparable by [`standardised`] (Moran with
//! empirical-Bayes rates is Moran of those). What chance would give: [`permutation`]; what remains after thousands of tests:
//! [`false_discovery`]. Results are typed: a quadrant, a verdict in words, or the reason why there is none.
//!
//! Refuses to know how neighbours were found ([`crate::neighbour`]) and what the values are.

pub mod false_discovery;
mod field;
pub mod geary;
pub mod getis_ord;
mod global;
pub mod join_count;
mod judgement;
pub mod local_moran;
pub mod moran;
pub mod permutation;
pub mod rate_moran;
mod untested;

pub use field::Field;
pub use geary::geary;
pub use getis_ord::{Focal, GetisOrd, Spot, getis_ord};
pub use global::{Global, Moments};
pub use join_count::{JoinCounts, join_counts};
pub use judgement::{Correction, Judgement, Test};
pub use local_moran::{LocalMoran, Quadrant, Structure, local_moran};
pub use moran::moran;
pub use rate_moran::standardised;
pub use untested::Untested;
