//! A supplied matrix: what its card says, for the engine to read.

use lanterne_data::Draft;
use lanterne_data::load::register::RawFile as File;
use lanterne_data::load::travel::{Layout, Matrix, Unit};

use crate::card::{self, Card};
use crate::fetch::RawFile;
use crate::geography::in_collectivity;
use crate::register::Loaded;
use crate::{IngestError, Watch};

/// Loads one matrix. Its card gives the names of one column (wide) or three (long), and the unit.
pub(super) fn load(
    card: &Card,
    file: &RawFile,
    draft: &Draft,
    watch: &Watch<'_>,
    loaded: &mut Loaded,
) -> Result<(), IngestError> {
    let missing = || IngestError::NoFile { card: card.id.clone(), reader: file.reader };
    let described = card.files.iter().find(|described| described.name == file.name).ok_or_else(missing)?;
    let layout = match described.columns.as_slice() {
        [origin] => Layout::Wide { origin: origin.clone() },
        [origin, destination, duration] => {
            Layout::Long { origin: origin.clone(), destination: destination.clone(), duration: duration.clone() }
        }
        _ => return Err(missing()),
    };
    let unit = match described.unit.ok_or_else(missing)? {
        card::Unit::Seconds => Unit::Seconds,
        card::Unit::Minutes => Unit::Minutes,
    };
    let matrix = Matrix {
        file: File {
            card: card.id.clone(),
            path: file.path.clone(),
            file: file.name.clone(),
            sha256: file.sha256.clone(),
        },
        cog: i16::try_from(card.cog).unwrap_or(i16::MAX),
        layout,
        unit,
    };
    watch.begin(&format!("lecture de {}", file.name), 0)?;
    let read = draft.load_travel_matrix(&matrix, &in_collectivity)?;
    watch.end();
    loaded.reports.push(read.report);
    Ok(())
}
