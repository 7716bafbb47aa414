//! Measures of a snapshot, from its facts: every indicator in every perimeter at every level, and the white zones with the
//! default parameters.
//!
//! The sums over communes are `observatory::assembly`, the measures `observatory::indicator` and `white_zone`, the choice
//! of sites `data::read::access`: the service goes through the same ones when a parameter moves, so that a figure stored
//! and a figure served are one computation. Refuses to know how a figure is shown.

mod area;
mod result;
mod white_zone;

use lanterne_data::read::{Contents, access, contents};
use lanterne_data::{Draft, row};
use lanterne_observatory::Level;
use lanterne_observatory::white_zone::Parameters;

use crate::{IngestError, Watch};

/// Reads the facts of a draft and writes its tables `result`, `white_zone`, `white_zone_area` and `parameter`.
///
/// Rows are in the order perimeter, level, indicator, territory: the same facts give the same bytes.
///
/// Errors: [`IngestError::Data`]; [`IngestError::Interrupted`] between two series.
pub fn derive(draft: &Draft, parameters: Parameters, watch: &Watch<'_>) -> Result<(), IngestError> {
    let parameters = parameters.within_bounds();
    let contents = contents(&draft.snapshot()?)?;
    result::write(draft, &contents, watch)?;
    white_zone::write(draft, &contents, parameters, watch)?;
    let stated = [
        ("white_zone_c", parameters.reference_share.to_string()),
        ("white_zone_p", parameters.probability.to_string()),
        ("white_zone_t_min", parameters.minutes.to_string()),
        ("white_zone_m", parameters.far_share.to_string()),
        ("white_zone_alpha", parameters.alpha.to_string()),
        ("white_zone_years", parameters.years.to_string()),
        ("travel_model", access(&contents, &[]).sentence),
    ];
    draft.append(&stated.map(|(name, value)| row::Parameter { name: name.to_owned(), value }))?;
    Ok(())
}

/// Number of territories of a level.
fn units(contents: &Contents, level: Level) -> usize {
    contents.territories.iter().find(|index| index.level == level).map_or(0, |index| index.len())
}
