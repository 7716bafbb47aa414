//! A key that stands on several rows of a file: one of them is taken, the first in file order that has no fault of its
//! own, and the later ones are refused. Looking for such keys costs one pass over the staged rows; the file itself is read
//! again only when there are some.

use crate::error::Result;
use crate::load::scratch::Scratch;
use crate::load::source::Source;

/// Rows staged in `scratch.<table>` with their key, from a reading of the file.
pub(crate) struct Staged<'a> {
    pub(crate) table: &'static str,
    pub(crate) key: &'static str,
    /// What is kept of a row read: a list of columns, as SQL.
    pub(crate) columns: &'static str,
    /// The reading of the file, given what numbers its rows.
    pub(crate) reading: &'a dyn Fn(&str) -> String,
}

impl Staged<'_> {
    /// Stages every row. The lines that stand again are put in `scratch.<key>_again`, which the reading looks up.
    pub(crate) fn stage(&self, scratch: &Scratch<'_>, source: &Source, first: &str, place: &str) -> Result<()> {
        let Staged { table, key, columns, .. } = self;
        scratch.run(
            &format!(
                "CREATE TABLE scratch.{key}_again (line BIGINT);
                 CREATE TABLE scratch.{table} AS SELECT {columns} FROM ({first});
                 CREATE TABLE scratch.{key}_twice AS
                 SELECT {key} FROM scratch.{table} WHERE {key} IS NOT NULL GROUP BY {key} HAVING count(*) > 1"
            ),
            place,
        )?;
        if scratch.count(&format!("SELECT count(*) FROM scratch.{key}_twice"), place)? > 0 {
            self.keep_first(scratch, source, place)?;
        }
        Ok(())
    }

    /// Stages the rows again where a key stands twice.
    fn keep_first(&self, scratch: &Scratch<'_>, source: &Source, place: &str) -> Result<()> {
        let Staged { table, key, columns, reading } = self;
        let numbered = reading(source.row_number());
        let twice = format!("{key} IN (SELECT {key} FROM scratch.{key}_twice)");
        // Rows are numbered in the order of the file.
        scratch.run("SET preserve_insertion_order = true", place)?;
        scratch.run(
            &format!(
                "INSERT INTO scratch.{key}_again SELECT line FROM (
                   SELECT line, row_number() OVER (PARTITION BY {key} ORDER BY fault IS NOT NULL, line) AS rank
                   FROM ({numbered}) WHERE {twice}) WHERE rank > 1;
                 DELETE FROM scratch.{table} WHERE {twice};
                 INSERT INTO scratch.{table} SELECT {columns} FROM ({numbered}) WHERE {twice}"
            ),
            place,
        )?;
        scratch.run("SET preserve_insertion_order = false", place)
    }
}
