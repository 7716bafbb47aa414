//! One struct per table of `schema.sql`, in the schema's order: fields are columns, types are column types, `Option` is
//! `NULL`. A test holds the two together, so that neither can drift. The meaning of a column is written in the schema.

use duckdb::types::{ToSqlOutput, Value, ValueRef};
use lanterne_observatory::Level;
use lanterne_observatory::white_zone::{Kind, Verdict};

use crate::error::Error;

/// A row of a table, ready to be appended to a draft.
pub trait Row {
    /// The table's name.
    const TABLE: &'static str;
    /// The row's values in the order of the schema.
    #[doc(hidden)]
    fn cells(&self) -> Vec<ToSqlOutput<'_>>;
}

/// A table and its columns (name, SQL type), as the structs below say.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The table's name.
    pub name: &'static str,
    /// Columns in order, with their SQL type.
    pub columns: &'static [(&'static str, &'static str)],
}

/// A day, counted from 1970-01-01. Parsed from `AAAA-MM-JJ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

impl std::str::FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Day, Error> {
        let fault = || Error::Date(text.to_owned());
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
        let (Some(Some(year)), Some(Some(month)), Some(Some(day))) = (parts.next(), parts.next(), parts.next()) else {
            return Err(fault());
        };
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(leap),
            _ => 31,
        };
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=last).contains(&day) {
            return Err(fault());
        }
        // Days of the proleptic Gregorian calendar, years beginning in March (Richards 2013).
        let (year, month, day) = (year as i32, month as i32, day as i32);
        let shifted = year - i32::from(month <= 2);
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        Ok(Day(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468))
    }
}

/// A value that a column can hold.
trait Cell {
    const SQL: &'static str;
    fn cell(&self) -> ToSqlOutput<'_>;
}

impl<T: Cell> Cell for Option<T> {
    const SQL: &'static str = T::SQL;
    fn cell(&self) -> ToSqlOutput<'_> {
        self.as_ref().map_or(ToSqlOutput::Borrowed(ValueRef::Null), Cell::cell)
    }
}

impl Cell for String {
    const SQL: &'static str = "VARCHAR";
    fn cell(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::Borrowed(ValueRef::Text(self.as_bytes()))
    }
}

impl Cell for Vec<String> {
    const SQL: &'static str = "VARCHAR[]";
    /// The appender knows no list: it is written as DuckDB reads one from text.
    fn cell(&self) -> ToSqlOutput<'_> {
        let quoted: Vec<String> =
            self.iter().map(|item| format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\""))).collect();
        ToSqlOutput::Owned(Value::Text(format!("[{}]", quoted.join(", "))))
    }
}

macro_rules! cell {
    ($($rust:ty, $sql:literal, $variant:ident);* $(;)?) => { $(
        impl Cell for $rust {
            const SQL: &'static str = $sql;
            fn cell(&self) -> ToSqlOutput<'_> { ToSqlOutput::Borrowed(ValueRef::$variant(*self)) }
        }
    )* };
}
cell! { bool, "BOOLEAN", Boolean; i16, "SMALLINT", SmallInt; i32, "INTEGER", Int; i64, "BIGINT", BigInt; f64, "DOUBLE", Double }

impl Cell for Day {
    const SQL: &'static str = "DATE";
    fn cell(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::Borrowed(ValueRef::Date32(self.0))
    }
}

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident = $table:literal { $($field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq)]
            #[allow(missing_docs, reason = "a field is a column of schema.sql, documented there")]
            pub struct $name { $(pub $field: $type),* }

            impl Row for $name {
                const TABLE: &'static str = $table;
                fn cells(&self) -> Vec<ToSqlOutput<'_>> { vec![$(self.$field.cell()),*] }
            }
        )*
        /// Every table of the schema, in its order.
        pub const TABLES: &[Table] = &[
            $(Table { name: $table, columns: &[$((stringify!($field), <$type as Cell>::SQL)),*] }),*
        ];
    };
}

table! {
    /// A source card that fed the snapshot.
    Card = "card" {
        card: String, producer: String, title: String, licence: String, address: String, millesime: String, cog: i16,
        synthetic: bool, year: Option<i16>,
    }
    /// Conservation of one file.
    LoadReport = "load_report" {
        card: String, file: String, sha256: String, rows_read: i64, loaded: i64, refused: i64, out_of_scope: i64,
        scope: String,
    }
    /// A refused row with its first fault. Never a person's name or address in `content`.
    Refused = "refused" {
        card: String, file: String, line: i64, column: String, value: Option<String>, expectation: String,
        content: String,
    }
    /// Rows taken as they are, in which a value fails a check.
    Warning = "warning" {
        card: String, file: String, column: String, row_count: i64, example: String, expectation: String,
    }
    /// A parameter of the build.
    Parameter = "parameter" { name: String, value: String }
    /// A territory of one level.
    Territory = "territory" {
        level: String, row: i32, code: String, name: String, nature: Option<String>, departement: Option<String>,
        region: Option<String>, population: Option<i64>, area_km2: Option<f64>, lon: Option<f64>, lat: Option<f64>,
        west: Option<f64>, south: Option<f64>, east: Option<f64>, north: Option<f64>, commune_count: i32,
        outline: bool,
    }
    /// Where a commune belongs.
    Commune = "commune" {
        code: String, epci: Option<String>, departement: String, region: String, zone_emploi: Option<String>,
        bassin_vie: Option<String>, postcodes: Vec<String>,
    }
    /// Two territories that touch.
    Neighbour = "neighbour" { level: String, row: i32, other: i32, length_m: f64 }
    /// A code of one year in terms of a later year.
    Passage = "passage" {
        cog_from: i16, code_from: String, cog_to: i16, code_to: String, ratio: f64, kind: String,
    }
    /// A difference between INSEE's own files and the codes of the snapshot.
    CogGap = "cog_gap" {
        card: String, file: String, cog: i16, code: String, what: String, published: String, held: String,
    }
    /// A department where the register speaks.
    Coverage = "coverage" { card: String, departement: String }
    /// An active establishment of the ESS.
    Establishment = "establishment" {
        siret: String, siren: String, commune: String, famille: String, categorie_juridique: String,
        naf: Option<String>, section: Option<String>, tranche: String, employer: bool, jobs_low: f64, jobs: f64,
        jobs_high: f64, siege: bool, created: Option<Day>, loi_2014: bool, categorie: bool, esus: bool, siae: bool,
        card: String,
    }
    /// Establishments of the ESS, counted.
    EssCount = "ess_count" {
        commune: String, famille: String, section: Option<String>, tranche: String, loi_2014: bool, categorie: bool,
        esus: bool, siae: bool, establishments: i64, employers: i64, jobs_low: f64, jobs: f64, jobs_high: f64,
    }
    /// Establishments of the whole economy, counted.
    EconomyCount = "economy_count" {
        commune: String, section: Option<String>, establishments: i64, employers: i64, jobs_low: f64, jobs: f64,
        jobs_high: f64,
    }
    /// Where the register of an earlier year speaks.
    PastCoverage = "past_coverage" { year: i16, card: String, departement: String }
    /// The ESS of an earlier year, counted.
    PastEssCount = "past_ess_count" {
        year: i16, commune: String, famille: String, section: Option<String>, tranche: String, loi_2014: bool,
        categorie: bool, esus: bool, siae: bool, establishments: i64, employers: i64, jobs_low: f64, jobs: f64,
        jobs_high: f64,
    }
    /// The whole economy of an earlier year, counted.
    PastEconomyCount = "past_economy_count" {
        year: i16, commune: String, section: Option<String>, establishments: i64, employers: i64, jobs_low: f64,
        jobs: f64, jobs_high: f64,
    }
    /// An official figure as published.
    FigureLoaded = "figure_loaded" {
        card: String, level: String, code: String, measure: String, detail: String, value: Option<f64>,
        absence: Option<String>, unit: String, millesime: String,
    }
    /// A scheme of accompaniment.
    Scheme = "scheme" {
        scheme: String, name: String, kind: String, lever: Option<String>, life_stage: Option<String>,
        beneficiaries: Option<String>, amount_max_eur: Option<f64>, amount_min_eur: Option<f64>,
        duration_months: Option<i32>, eligibility: Option<String>, yearly_volume: Option<f64>,
        co_financers: Option<String>, document: String, quote: Option<String>, note: Option<String>,
    }
    /// An operator of schemes.
    Operator = "operator" {
        operator: String, name: String, role: Option<String>, website: Option<String>, document: String,
        quote: Option<String>, note: Option<String>,
    }
    /// Which operator carries which scheme.
    OperatorScheme = "operator_scheme" { operator: String, scheme: String }
    /// A place of an operator or of a public network.
    Site = "site" {
        site: String, operator: Option<String>, network: String, name: String, kind: String, basis: String,
        commune: Option<String>, lon: Option<f64>, lat: Option<f64>, precision: String, address: Option<String>,
        days_month: Option<f64>, opened: Option<Day>, closed: Option<Day>, card: String,
    }
    /// Which site offers which scheme.
    SiteScheme = "site_scheme" { site: String, scheme: String }
    /// A territory where an operator declares that it works.
    InterventionZone = "intervention_zone" {
        operator: String, scheme: Option<String>, level: String, code: String, opened: Option<Day>,
        closed: Option<Day>, card: String,
    }
    /// An act of accompaniment.
    Act = "act" {
        act: String, operator: String, scheme: String, year: i16, siret: Option<String>, commune: String, kind: String,
        beneficiaries: i32, jobs: Option<f64>, amount_eur: Option<f64>, card: String,
    }
    /// Who handed in which year.
    ActivityGiven = "activity_given" { operator: String, scheme: String, year: i16, card: String }
    /// A commune that a source of travel times knows.
    TravelEnd = "travel_end" { card: String, source: String, row: i32, origin: bool, destination: bool }
    /// A journey from a commune to another.
    TravelTime = "travel_time" { card: String, origin: i32, destination: i32, minutes: f64 }
    /// A published figure of the reference documents.
    FigurePublished = "figure_published" {
        figure: String, origin: String, level: String, code: Option<String>, name: Option<String>, measure: String,
        detail: String, value: Option<f64>, unit: String, year: Option<String>, source: Option<String>,
        document: Option<String>, quote: Option<String>, note: Option<String>,
    }
    /// Two documents that disagree.
    Contradiction = "contradiction" {
        contradiction: String, scope: Option<String>, what: Option<String>, value_a: Option<String>,
        where_a: Option<String>, value_b: Option<String>, where_b: Option<String>, consistent_value: Option<String>,
        why: Option<String>, recommendation: Option<String>, document: Option<String>, document_b: Option<String>,
    }
    /// A target that a document sets.
    Target = "target" {
        target: String, subject: Option<String>, kind: Option<String>, value: Option<String>, unit: Option<String>,
        period: Option<String>, territory: Option<String>, description: Option<String>, document: Option<String>,
        quote: Option<String>, note: Option<String>,
    }
    /// A workshop that took place.
    Workshop = "workshop" {
        workshop: String, organisers: Option<String>, title: Option<String>, transitions: Option<String>,
        day: Option<Day>, month: Option<String>, commune_name: Option<String>, commune: Option<String>,
        departement: Option<String>, epci: Option<String>, mode: Option<String>, participants: Option<i32>,
        document: Option<String>, quote: Option<String>, note: Option<String>,
    }
    /// A cooperation between structures.
    Cooperation = "cooperation" {
        cooperation: String, name: Option<String>, kind: Option<String>, sector: Option<String>,
        territory_text: Option<String>, epci: Option<Vec<String>>, epci_candidate: Option<Vec<String>>,
        commune: Option<Vec<String>>, members: Option<String>, document: Option<String>, quote: Option<String>,
        note: Option<String>,
    }
    /// A dated event other than a workshop.
    Event = "event" {
        event: String, name: String, kind: Option<String>, first_day: Option<Day>, last_day: Option<Day>,
        place: Option<String>, commune_name: Option<String>, commune: Option<String>, departement: Option<String>,
        participants: Option<i32>, document: String, quote: Option<String>, note: Option<String>,
    }
    /// A structure that a document names.
    Actor = "actor" {
        actor: String, name: String, kind: Option<String>, activity: Option<String>, commune_name: Option<String>,
        commune: Option<String>, epci: Option<String>, employees_stated: Option<i32>, document: String,
        quote: Option<String>, note: Option<String>,
    }
    /// What a document asks of an observatory.
    Need = "need" {
        need: String, audience: String, wish: String, idea: Option<String>, theme: Option<String>,
        priority: Option<String>, document: String, quote: Option<String>, note: Option<String>,
    }
    /// A declared territory.
    Zone = "zone" {
        zone: String, name: String, kind: String, departement: Option<Vec<String>>, epci: Option<Vec<String>>,
        epci_candidate: Option<Vec<String>>, basis: Option<String>, description: Option<String>,
        document: Option<String>, quote: Option<String>, note: Option<String>,
    }
    /// A measure of a territory.
    Outcome = "result" {
        indicator: String, perimetre: String, level: String, row: i32, value: Option<f64>, absence: Option<String>,
        low: Option<f64>, high: Option<f64>, smoothed: Option<f64>, numerator: Option<f64>, denominator: Option<f64>,
        reliable: Option<bool>,
    }
    /// A white-zone test of a territory.
    WhiteZone = "white_zone" {
        kind: String, perimetre: Option<String>, scheme: Option<String>, level: String, row: i32, verdict: String,
        rate: Option<f64>, low: Option<f64>, high: Option<f64>, probability: Option<f64>, smoothed: Option<f64>,
        neighbours: Option<i32>, z: Option<f64>, p: Option<f64>, q: Option<f64>, minutes: Option<f64>,
        far_share: Option<f64>, nearest_site: Option<String>, expected: Option<f64>, none_probability: Option<f64>,
        years_since: Option<i32>,
    }
    /// White units of one kind that touch.
    WhiteZoneArea = "white_zone_area" {
        kind: String, perimetre: Option<String>, scheme: Option<String>, level: String, area: i32, name: String,
        unit: Vec<String>, departement: Vec<String>, commune_count: i32, population: Option<i64>,
        establishments: Option<i64>, minutes: Option<f64>, far_share: Option<f64>, nearest_site: Option<String>,
    }
}

impl WhiteZone {
    /// A verdict without evidence yet.
    #[must_use]
    pub fn new(kind: Kind, level: Level, row: i32, verdict: Verdict) -> Self {
        Self {
            kind: kind.as_str().to_owned(),
            perimetre: None,
            scheme: None,
            level: level.as_str().to_owned(),
            row,
            verdict: verdict.as_str().to_owned(),
            rate: None,
            low: None,
            high: None,
            probability: None,
            smoothed: None,
            neighbours: None,
            z: None,
            p: None,
            q: None,
            minutes: None,
            far_share: None,
            nearest_site: None,
            expected: None,
            none_probability: None,
            years_since: None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::TABLES;
    use crate::Draft;

    #[test]
    fn every_struct_has_the_columns_of_its_table_and_every_table_its_struct() {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::create(&folder.path().join("d.duckdb")).unwrap();
        let mut statement = draft
            .connection
            .prepare(
                "SELECT table_name, column_name, data_type FROM information_schema.columns c
                 JOIN information_schema.tables t USING (table_name) WHERE t.table_type = 'BASE TABLE'
                 ORDER BY table_name, ordinal_position",
            )
            .unwrap();
        let schema: Vec<(String, String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut structs: Vec<(String, String, String)> = Vec::new();
        let mut tables = TABLES.to_vec();
        tables.sort_by_key(|table| table.name);
        for table in tables {
            for (column, sql) in table.columns {
                structs.push((table.name.into(), (*column).into(), (*sql).into()));
            }
        }
        assert_eq!(schema, structs);
    }
}
