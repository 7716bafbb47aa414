//! The tables that leave with a snapshot, as Parquet beside the tiles, and their index.

use std::fs;
use std::path::Path;

use lanterne_data::published::{INDEX, Publisher, definitions};

use crate::fetch::of_file;
use crate::geography::COG;
use crate::{IngestError, Watch, durable};

/// Writes every published table of `database` under `folder`, then the index that describes them.
pub(super) fn write(folder: &Path, database: &Path, watch: &Watch<'_>) -> Result<(), IngestError> {
    fs::create_dir_all(folder).map_err(IngestError::at(folder))?;
    let definitions = definitions()?;
    let publisher = Publisher::open(database, COG)?;
    watch.begin("Tables à emporter", definitions.len() as u64)?;
    let mut index = Vec::new();
    for definition in &definitions {
        let mut table = publisher.write(definition, folder)?;
        let checksum = of_file(&folder.join(format!("{}.parquet", table.name)))?;
        (table.bytes, table.sha256) = (checksum.bytes, checksum.sha256);
        index.push(table);
        watch.advance(1)?;
    }
    watch.end();
    let json = serde_json::to_vec(&index).map_err(|source| IngestError::Json { what: INDEX.to_owned(), source })?;
    durable::replace(&folder.join(INDEX), &json)
}
