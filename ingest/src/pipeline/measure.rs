//! The derive step: measures written into a copy of the loaded database.

use std::fs;
use std::path::Path;

use lanterne_data::{Draft, TableSum};
use lanterne_observatory::white_zone::Parameters;

use crate::derive::derive;
use crate::{IngestError, Watch};

/// Copies `loaded` to `database` and writes every result into it; answers the sum of every table.
pub(super) fn write(loaded: &Path, database: &Path, watch: &Watch<'_>) -> Result<Vec<TableSum>, IngestError> {
    fs::copy(loaded, database).map_err(IngestError::at(database))?;
    let draft = Draft::reopen(database)?;
    watch.hears(&draft);
    derive(&draft, Parameters::default(), watch)?;
    Ok(draft.finish()?)
}
