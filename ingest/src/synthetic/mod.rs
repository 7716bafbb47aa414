//! A register of establishments that nobody owns: made by a seeded program, calibrated on published totals, written in the
//! shape in which INSEE publishes Sirene, so that the same reader loads it.
//!
//! Method: targets (`targets`) become margins over the region's EPCI and departments (`cell`), met by iterative
//! proportional fitting (`rake`) and whole numbers with every sum kept (`round`); each cell is then filled with size bands
//! whose estimates add up to its jobs (`band`), families and activities are dealt out within bands (`profile`, `deal`),
//! establishments go to communes (`place`) and to legal units (`unit`), and two files are written (`write`).
//!
//! It refuses to know what a real establishment is: keys begin with 0, which Sirene never gives, and names say
//! « SYNTHÉTIQUE ». Same targets and places, same bytes, whatever the day, the machine or the threads.

mod band;
mod cell;
mod deal;
mod draw;
mod key;
mod place;
mod profile;
mod rake;
mod round;
mod targets;
mod unit;
mod write;

pub use place::Place;

pub use targets::{Beside, FamilleTarget, Lighter, MarginTarget, RestTarget, SectorTarget, Selection, ShareTarget};
pub use targets::{Sizes, Structure, Targets, Total};
pub use write::{ETABLISSEMENT_FILE, UNITE_LEGALE_FILE, Written};

use std::path::Path;

use crate::IngestError;

/// Makes the register of the targets' region and writes its two files in `folder`.
///
/// `places`: communes in any order; those of other regions are left out. Cost: about a second for 160 000 establishments.
///
/// Errors: [`IngestError::Targets`] when published sums contradict each other on these places, or when a band of the
/// targets is unknown to the register's reader; [`IngestError::Io`].
pub fn write_register(targets: &Targets, places: &[Place], folder: &Path) -> Result<Written, IngestError> {
    let refused = |unmet: rake::Unmet| IngestError::Targets {
        region: targets.region.clone(),
        margin: unmet.margin,
        asked: unmet.asked,
        reached: unmet.reached,
    };
    let bands = deal::bands(targets)?;
    let mut places = places.to_vec();
    places.sort_by(|a, b| a.code.cmp(&b.code));
    let cells = cell::cells(targets, &places).map_err(refused)?;
    let ess = deal::ess(targets, &bands, &cells, &places).map_err(refused)?;
    let rest = deal::rest(targets, &bands, &cells, &places);
    let units = unit::units(targets, &places, &ess, &rest);
    write::files(targets, &places, &units, folder)
}
