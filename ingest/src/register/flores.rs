//! Flores for the whole economy, as INSEE publishes it since 2022: one observation per row (`GEO`, `GEO_OBJECT`,
//! `ACTIVITY`, `FLORES_MEASURE`, `TIME_PERIOD`, `OBS_VALUE`…), every kind of zone, activity and size in one file of millions
//! of rows, which is read as a stream.
//!
//! It takes the whole of each territory and of each activity: the sizes and the legal forms of the same file would count
//! an establishment twice. Refuses to guess the ESS: Flores publishes it by region only, in another shape (`figure`).

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder, StringRecord};
use lanterne_data::load::passage::Harmonised;
use lanterne_observatory::{Absence, Level, Value};

use super::Taken;
use super::figure::{Key, Measure, figure, level_named, measure, number, row, sum};
use super::place::Places;
use super::sheet::{Line, Sheet, malformed, stream};
use super::tally::{Fault, Tally};
use crate::IngestError;
use crate::card::Card;
use crate::fetch::RawFile;

/// The whole of a dimension.
const ALL: &str = "_T";
/// Every legal form, public ones included: the only one published.
const EVERY_FORM: &str = "1T9X7";
/// France with its overseas departments; `FM`, the metropole, stands beside it.
const FRANCE: &str = "F";
const MEASURES: [(&str, Measure); 2] = [
    ("UNIT_LOC", measure("etablissements", &[], "établissements", true)),
    ("EMPL3112", measure("postes", &[], "postes", true)),
];
/// Not disseminated because it would betray somebody; any other reason for an empty cell is « not published ».
const SUPPRESSED: &str = "Q";

/// Where the dimensions stand.
struct Columns {
    geo: usize,
    object: usize,
    activity: usize,
    measure: usize,
    period: usize,
    value: usize,
    status: Option<usize>,
    form: Option<usize>,
    size: Option<usize>,
}

/// An observation to load.
struct Observation {
    level: Level,
    code: String,
    measure: &'static Measure,
    detail: String,
    value: Value,
}

/// The figures of a file, at the codes of the target year.
pub(super) fn read(card: &Card, file: &RawFile, passage: &Harmonised, places: &Places) -> Result<Taken, IngestError> {
    stream(file, |source| {
        let mut header = Vec::new();
        source.read_until(b'\n', &mut header).map_err(IngestError::at(&file.path))?;
        let header = String::from_utf8_lossy(&header).into_owned();
        let header = header.trim_start_matches('\u{feff}').trim_end();
        let names = header.split(';').map(|name| name.trim_matches('"').to_owned()).collect();
        let sheet = Sheet { columns: names, rows: Vec::new() };
        let columns = Columns::of(file, &sheet)?;
        let mut tally = Tally::new(file, &sheet, (0..sheet.columns.len()).collect());
        let mut gathered: BTreeMap<Key, (&'static Measure, Vec<Value>)> = BTreeMap::new();
        let mut reader = ReaderBuilder::new().delimiter(b';').flexible(true).has_headers(false).from_reader(source);
        let mut record = ByteRecord::new();
        let torn = |fault: csv::Error| malformed(file, "table", &fault.to_string(), "un tableau CSV");
        while reader.read_byte_record(&mut record).map_err(torn)? {
            // The header was read apart.
            let number = record.position().map_or(0, |place| i64::try_from(place.line()).unwrap_or(i64::MAX)) + 1;
            let cells = StringRecord::from_byte_record(record.clone())
                .map_err(|_| malformed(file, &format!("ligne {number}"), "octets hors UTF-8", "de l’UTF-8"))?;
            let line = Line::of(number, cells);
            let outcome = columns.observation(&line, &card.millesime, passage, places);
            let Some(one) = tally.take(&line, outcome) else { continue };
            let key = (one.level, one.code, one.measure.name, one.detail);
            gathered.entry(key).or_insert_with(|| (one.measure, Vec::new())).1.push(one.value);
        }
        let (refused, report) = tally.close(
            "autres zonages que la commune, l’EPCI, le département, la région et la France, tranches d’effectif, autres \
             périodes, arrondissements municipaux (déjà dans leur commune) et collectivités d’outre-mer",
        );
        let figures = gathered
            .into_iter()
            .map(|((level, code, _, detail), (measure, values))| {
                figure(card, level, code, measure, detail, sum(&values))
            })
            .collect();
        Ok(Taken { figures, refused, reports: vec![report], ..Taken::default() })
    })
}

impl Columns {
    fn of(file: &RawFile, sheet: &Sheet) -> Result<Columns, IngestError> {
        Ok(Columns {
            geo: sheet.required(file, &["GEO"])?,
            object: sheet.required(file, &["GEO_OBJECT"])?,
            activity: sheet.required(file, &["ACTIVITY"])?,
            measure: sheet.required(file, &["FLORES_MEASURE"])?,
            period: sheet.required(file, &["TIME_PERIOD"])?,
            value: sheet.required(file, &["OBS_VALUE"])?,
            status: sheet.column(&["OBS_STATUS"]),
            form: sheet.column(&["LEGAL_FORM_WITH_PUBLIC"]),
            size: sheet.column(&["NUMBER_EMPL"]),
        })
    }

    /// What a row observes; nothing when it is out of scope.
    fn observation(
        &self,
        line: &Line,
        millesime: &str,
        passage: &Harmonised,
        places: &Places,
    ) -> Result<Option<Observation>, Fault> {
        let cell = |column: usize| line.cell(Some(column));
        let whole =
            self.size.is_none_or(|size| cell(size) == ALL) && self.form.is_none_or(|form| cell(form) == EVERY_FORM);
        let level = level_named(cell(self.object));
        let (Some(level), true, true) = (level, whole, cell(self.period) == millesime) else { return Ok(None) };
        let known = MEASURES.iter().find(|(name, _)| *name == cell(self.measure));
        let Some((_, measure)) = known else { return Err((self.measure, "UNIT_LOC ou EMPL3112")) };
        let place = match level {
            Level::France if cell(self.geo) == FRANCE => Some((level, crate::geography::FRANCE.to_owned())),
            Level::France => None,
            _ => row(line, self.geo, level, passage, places)?,
        };
        let Some((level, code)) = place else { return Ok(None) };
        let value = match (cell(self.value), self.status.map_or("", cell)) {
            ("", SUPPRESSED) => Err(Absence::Secret),
            (value, _) => number(value).ok_or((self.value, "un nombre, ou rien"))?,
        };
        let detail = cell(self.activity);
        let detail = if detail == ALL { String::new() } else { detail.to_owned() };
        Ok(Some(Observation { level, code, measure, detail, value }))
    }
}
