//! A register of establishments that nobody owns: made by a seeded program, calibrated on published totals, written in the
//! shape in which INSEE publishes Sirene, so that the same reader loads it.
//!
//! Method: targets (`targets`) become margins over the region's EPCI and departments (`cell`), met by iterative
//! proportional fitting (`rake`) and whole numbers with every sum kept (`round`); each cell is then filled with size bands
//! whose estimates add up to its jobs (`band`), families and activities are dealt out within bands (`profile`, `deal`),
//! establishments go to communes (`place`) and to legal units (`unit`), and two files are written (`write`). Earlier years are the
//! same establishments as far as they existed, with those that closed since (`history`), two files a year.
//!
//! `deployment` makes what operators did for these establishments.
//!
//! It refuses to know what a real establishment is: keys begin with 0, which Sirene never gives, and names say
//! « SYNTHÉTIQUE ». Same targets and places, same bytes, whatever the day, the machine or the threads.

mod band;
mod cell;
mod deal;
pub mod deployment;
mod draw;
mod history;
mod key;
mod place;
mod profile;
mod rake;
mod round;
mod targets;
mod unit;
mod write;

pub use place::Place;

pub use targets::{
    Beside, FamilleTarget, Lighter, MarginTarget, PastTotal, RestTarget, SectorTarget, Selection, ShareTarget,
};
pub use targets::{Sizes, Structure, Targets, Total};
pub use write::{ETABLISSEMENT_FILE, UNITE_LEGALE_FILE, Written};

use std::path::Path;

use crate::IngestError;

/// A register, and what it was in the earlier years of its targets.
#[derive(Debug)]
pub struct Made {
    targets: Targets,
    places: Vec<Place>,
    units: Vec<unit::Unit>,
    past: Vec<history::PastYear>,
}

impl Made {
    /// Makes the register of the targets' region.
    ///
    /// `places`: communes in any order; those of other regions are left out. Cost: about a second for 160 000 establishments, and
    /// a few tenths for each earlier year.
    ///
    /// Errors: [`IngestError::Targets`] when published sums contradict each other on these places, or a year the next; when a
    /// band of the targets is unknown to the register's reader.
    pub fn of(targets: &Targets, places: &[Place]) -> Result<Self, IngestError> {
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
        let past = history::history(targets, &bands, &places, &units).map_err(refused)?;
        Ok(Self { targets: targets.clone(), places, units, past })
    }

    /// Writes the two files of a year in `folder`, made if missing; without year, those of the register of reference.
    ///
    /// Errors: [`IngestError::Targets`] when the targets do not speak of that year; [`IngestError::Io`].
    pub fn write(&self, year: Option<u16>, folder: &Path) -> Result<Written, IngestError> {
        let Some(year) = year else {
            return write::files(
                &self.targets,
                &self.places,
                (0..).zip(&self.units),
                &write::Dated::of(&self.targets),
                folder,
            );
        };
        let past = self.past.iter().find(|past| past.year == year).ok_or_else(|| IngestError::Targets {
            region: self.targets.region.clone(),
            margin: "année".into(),
            asked: f64::from(year),
            reached: 0.0,
        })?;
        let units = past.units.iter().map(|one| (one.number, &one.unit));
        write::files(&self.targets, &self.places, units, &write::Dated::end_of(year), folder)
    }
}

/// Makes the register of the targets' region and writes its two files in `folder`: see [`Made`].
///
/// Errors: as [`Made::of`] and [`Made::write`].
pub fn write_register(targets: &Targets, places: &[Place], folder: &Path) -> Result<Written, IngestError> {
    Made::of(targets, places)?.write(None, folder)
}
