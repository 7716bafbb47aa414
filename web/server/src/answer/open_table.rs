//! What the tables of the snapshot are, and where.

use super::source::Origin;
use crate::document::open_table::{OpenColumn, OpenTable, OpenTablesDocument};
use crate::french::typography::set;
use crate::state::State;
use crate::view::sole_region;

/// Where a table's file is.
pub(crate) fn href(state: &State, name: &str) -> String {
    format!("/donnees/{}/{name}.parquet", state.id())
}

/// Every table.
pub(crate) fn tables(state: &State) -> OpenTablesDocument {
    let origin = Origin::of(state, sole_region(state));
    let table = |table: &lanterne_data::published::Published| OpenTable {
        name: table.name.clone(),
        title: set(&table.title),
        description: set(&table.description),
        rows: table.rows,
        bytes: table.bytes,
        sha256: table.sha256.clone(),
        href: href(state, &table.name),
        columns: table
            .columns
            .iter()
            .map(|column| OpenColumn {
                name: column.name.clone(),
                kind: column.kind.clone(),
                description: set(&column.description),
            })
            .collect(),
    };
    OpenTablesDocument {
        snapshot: state.id().to_owned(),
        cog: state.manifest.cog,
        source: origin.line(state),
        licence: origin.source.licence,
        notice: origin.notice,
        tables: state.tables.iter().map(table).collect(),
    }
}
