//! What a person reviews: refused rows, contradictions between documents, the workshops as listed, the white zones as
//! `derive` stored them.

use lanterne_observatory::Level;
use lanterne_observatory::white_zone::{Kind, Verdict};

use super::rows::{all, list};
use crate::row::{CogGap, Contradiction, Refused, Warning, WhiteZone, WhiteZoneArea};
use crate::{Error, Snapshot};

/// A workshop, as far as its counts need it.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkshopLine {
    /// Transitions, separated by `;`.
    pub transitions: String,
    /// Month, `AAAA-MM`.
    pub month: Option<String>,
    /// Code of the department.
    pub departement: Option<String>,
    /// `presentiel`, `visio` or `unknown`.
    pub mode: String,
    /// Attendance, where printed.
    pub participants: Option<i32>,
}

/// Every refused row, in the order of the files.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn refused(snapshot: &Snapshot) -> Result<Vec<Refused>, Error> {
    let sql = "SELECT card, file, line, \"column\", value, expectation, content FROM refused ORDER BY ALL";
    all(snapshot, "refused", sql, |row| {
        Ok(Refused {
            card: row.get(0)?,
            file: row.get(1)?,
            line: row.get(2)?,
            column: row.get(3)?,
            value: row.get(4)?,
            expectation: row.get(5)?,
            content: row.get(6)?,
        })
    })
}

/// Every warning, in the order of the files.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn warnings(snapshot: &Snapshot) -> Result<Vec<Warning>, Error> {
    let sql = "SELECT card, file, \"column\", row_count, example, expectation FROM warning ORDER BY ALL";
    all(snapshot, "warning", sql, |row| {
        Ok(Warning {
            card: row.get(0)?,
            file: row.get(1)?,
            column: row.get(2)?,
            row_count: row.get(3)?,
            example: row.get(4)?,
            expectation: row.get(5)?,
        })
    })
}

/// Every difference between INSEE's own files and the codes of the snapshot.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn cog_gaps(snapshot: &Snapshot) -> Result<Vec<CogGap>, Error> {
    let sql = "SELECT card, file, cog, code, what, published, held FROM cog_gap ORDER BY ALL";
    all(snapshot, "cog_gap", sql, |row| {
        Ok(CogGap {
            card: row.get(0)?,
            file: row.get(1)?,
            cog: row.get(2)?,
            code: row.get(3)?,
            what: row.get(4)?,
            published: row.get(5)?,
            held: row.get(6)?,
        })
    })
}

/// Every contradiction.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn contradictions(snapshot: &Snapshot) -> Result<Vec<Contradiction>, Error> {
    let sql = "SELECT contradiction, scope, what, value_a, where_a, value_b, where_b, consistent_value, why, \
               recommendation, document, document_b FROM contradiction ORDER BY contradiction";
    all(snapshot, "contradiction", sql, |row| {
        Ok(Contradiction {
            contradiction: row.get(0)?,
            scope: row.get(1)?,
            what: row.get(2)?,
            value_a: row.get(3)?,
            where_a: row.get(4)?,
            value_b: row.get(5)?,
            where_b: row.get(6)?,
            consistent_value: row.get(7)?,
            why: row.get(8)?,
            recommendation: row.get(9)?,
            document: row.get(10)?,
            document_b: row.get(11)?,
        })
    })
}

/// Every workshop.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn workshops(snapshot: &Snapshot) -> Result<Vec<WorkshopLine>, Error> {
    let sql = "SELECT coalesce(transitions, ''), month, departement, coalesce(mode, ''), participants FROM workshop \
               ORDER BY workshop";
    all(snapshot, "workshop", sql, |row| {
        Ok(WorkshopLine {
            transitions: row.get(0)?,
            month: row.get(1)?,
            departement: row.get(2)?,
            mode: row.get(3)?,
            participants: row.get(4)?,
        })
    })
}

/// The stored tests of a kind and level, in row order, those without a stored row not available: perimeter `loi_2014` for
/// `offre` and `foyer_froid`, all operators together for `accompagnement`, all schemes together for `recours`.
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn white_zones(snapshot: &Snapshot, kind: Kind, level: Level) -> Result<Vec<WhiteZone>, Error> {
    let count = format!("SELECT count(*) FROM territory WHERE level = '{}'", level.as_str());
    let units: Vec<i32> = all(snapshot, "territory", &count, |row| row.get(0))?;
    let mut tests: Vec<WhiteZone> = (0..units.first().copied().unwrap_or(0))
        .map(|row| WhiteZone::new(kind, level, row, Verdict::NotAvailable))
        .collect();
    let sql = format!(
        "SELECT kind, perimetre, scheme, level, \"row\", verdict, rate, low, high, probability, smoothed, neighbours, z, p, q, \
         minutes, far_share, nearest_site, expected, none_probability, years_since FROM white_zone WHERE kind = '{}' AND level = '{}' AND scheme IS NULL \
         AND coalesce(perimetre, 'loi_2014') = 'loi_2014' ORDER BY \"row\"",
        kind.as_str(),
        level.as_str()
    );
    let stored = all(snapshot, "white_zone", &sql, |row| {
        Ok(WhiteZone {
            kind: row.get(0)?,
            perimetre: row.get(1)?,
            scheme: row.get(2)?,
            level: row.get(3)?,
            row: row.get(4)?,
            verdict: row.get(5)?,
            rate: row.get(6)?,
            low: row.get(7)?,
            high: row.get(8)?,
            probability: row.get(9)?,
            smoothed: row.get(10)?,
            neighbours: row.get(11)?,
            z: row.get(12)?,
            p: row.get(13)?,
            q: row.get(14)?,
            minutes: row.get(15)?,
            far_share: row.get(16)?,
            nearest_site: row.get(17)?,
            expected: row.get(18)?,
            none_probability: row.get(19)?,
            years_since: row.get(20)?,
        })
    })?;
    for test in stored {
        if let Some(place) = usize::try_from(test.row).ok().and_then(|row| tests.get_mut(row)) {
            *place = test;
        }
    }
    Ok(tests)
}

/// The stored areas of a kind and level, the most populous first; perimeter and operators as [`white_zones`].
///
/// # Errors
/// [`Error`] when the file is not a snapshot of this program.
pub fn white_zone_areas(snapshot: &Snapshot, kind: Kind, level: Level) -> Result<Vec<WhiteZoneArea>, Error> {
    let sql = format!(
        "SELECT kind, perimetre, scheme, level, area, name, array_to_string(unit, chr(31)), \
         array_to_string(departement, chr(31)), commune_count, population, establishments, minutes, far_share, nearest_site \
         FROM white_zone_area WHERE kind = '{}' AND level = '{}' AND scheme IS NULL \
         AND coalesce(perimetre, 'loi_2014') = 'loi_2014' ORDER BY area",
        kind.as_str(),
        level.as_str()
    );
    all(snapshot, "white_zone_area", &sql, |row| {
        Ok(WhiteZoneArea {
            kind: row.get(0)?,
            perimetre: row.get(1)?,
            scheme: row.get(2)?,
            level: row.get(3)?,
            area: row.get(4)?,
            name: row.get(5)?,
            unit: list(row.get(6)?),
            departement: list(row.get(7)?),
            commune_count: row.get(8)?,
            population: row.get(9)?,
            establishments: row.get(10)?,
            minutes: row.get(11)?,
            far_share: row.get(12)?,
            nearest_site: row.get(13)?,
        })
    })
}
