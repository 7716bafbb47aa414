//! The index of territories: the first tables of a draft, which all the others point to.

use lanterne_data::{Draft, row};
use lanterne_observatory::Level;

use crate::geography::Geography;
use crate::{IngestError, Watch};

/// Appends `territory`, `commune`, `neighbour` and `passage`; answers the territories, which other readers check codes on.
pub(super) fn load(
    geography: &Geography,
    draft: &Draft,
    watch: &Watch<'_>,
) -> Result<Vec<row::Territory>, IngestError> {
    watch.begin("Index des territoires", Level::ALL.len() as u64)?;
    let territories = geography.territory_rows();
    draft.append(&territories)?;
    for &level in Level::ALL {
        draft.append(&geography.level(level).neighbour_rows(level))?;
        watch.advance(1)?;
    }
    draft.append(&geography.commune_rows())?;
    draft.append(&geography.passage_rows())?;
    watch.end();
    Ok(territories)
}
