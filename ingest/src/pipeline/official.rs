//! What official geography files say beside or instead of the embedded one: outlines, lists of codes, passages, zones.
//!
//! They are read before anything else, since every other file is checked and carried by the geography they make. What
//! became of their rows is kept here until the load step writes it down.

use lanterne_data::row::{CogGap, LoadReport, Refused};

use super::outline;
use crate::card::{Card, Reader};
use crate::cog;
use crate::fetch::RawFile;
use crate::geography::Shipped;
use crate::{IngestError, Watch, zonage};

/// What became of the rows of official geography files.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) reports: Vec<LoadReport>,
    pub(super) refused: Vec<Refused>,
    pub(super) gaps: Vec<CogGap>,
    /// What a person should read (French).
    pub(super) lines: Vec<String>,
    /// Communes that keep their embedded outline beside an official file's; `None` when all do, for want of such a file.
    pub(super) kept: Option<usize>,
}

/// Whether a file is read here.
pub(super) fn is_official(reader: Reader) -> bool {
    reader == Reader::Outline || cog::is_read(reader) || zonage::is_read(reader)
}

/// Adds to the embedded geography what these files say: passages of earlier years first, since outlines and zones are carried by them.
pub(super) fn read(
    files: &[(&Card, &RawFile)],
    shipped: &mut Shipped,
    watch: &Watch<'_>,
) -> Result<Account, IngestError> {
    let mut account = Account::default();
    let of = |is_read: fn(Reader) -> bool| -> Vec<(&Card, &RawFile)> {
        files.iter().filter(|(_, file)| is_read(file.reader)).copied().collect()
    };
    let codes = of(cog::is_read);
    if !codes.is_empty() {
        let read = cog::read(&codes, shipped, watch)?;
        account.reports.extend(read.reports);
        account.refused.extend(read.refused);
        account.gaps.extend(read.gaps);
        account.lines.extend(read.lines);
    }
    for (card, file) in files.iter().filter(|(_, file)| file.reader == Reader::Outline) {
        outline::redraw(card, file, shipped, watch, &mut account)?;
    }
    let zones = zonage::read(&of(zonage::is_read), shipped, watch)?;
    account.reports.extend(zones.reports);
    account.refused.extend(zones.refused);
    account.lines.extend(zones.lines);
    Ok(account)
}
