//! A matrix of travel times to `travel_end` and `travel_time`: one row per pair, or a row per origin and a column per
//! destination; CSV, gzipped or not, or Parquet; seconds or minutes. The engine reads and turns it: millions of pairs never
//! stand in memory.
//!
//! A row here is a pair, whatever the shape: loaded, refused with its place, or out of scope, and the three add up. A pair
//! without a duration is known and cannot be made. Codes are carried to the target year; of the pairs that mergers made one,
//! that of the chief towns is kept. The statements are `data/sql/travel/*.sql`. It needs the draft's `territory` and
//! `passage`.

use lanterne_observatory::travel::{Times, TravelSource};

use crate::draft::Draft;
use crate::error::{At, Error, Result};
use crate::load::refused::keep_malformed;
use crate::load::register::RawFile;
use crate::load::scratch::Scratch;
use crate::load::source::{Format, Malformed, Source, UNNAMED, quoted};
use crate::row::{LoadReport, TravelEnd, TravelTime, Warning};

const CLASSIFY: &str = include_str!("../../sql/travel/classify.sql");
const FIRST: &str = include_str!("../../sql/travel/first.sql");
const FILL: &str = include_str!("../../sql/travel/fill.sql");

/// A journey by car inside one country is no longer than this: a longer one is a fault, most often of unit.
const LONGEST_MIN: u32 = 24 * 60;
/// No car goes faster as the crow flies: beyond, the unit is most often wrong.
const FASTEST_KMH: u32 = 200;
/// Journeys shorter than this are too rounded for their speed to say anything, km.
const SHORT_KM: u32 = 5;
/// Journeys appended together.
const CHUNK: usize = 1 << 16;

/// What a matrix looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One row per pair; the names of the three columns.
    Long {
        /// Code of the commune left.
        origin: String,
        /// Code of the commune reached.
        destination: String,
        /// How long it takes.
        duration: String,
    },
    /// One row per origin, its code in the first column; the other columns are named by the codes of the destinations.
    Wide {
        /// Name of the first column.
        origin: String,
    },
}

/// What a duration is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Sixtieths of a minute.
    Seconds,
    /// Minutes.
    Minutes,
}

/// A matrix to load.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The file.
    pub file: RawFile,
    /// COG year of its codes.
    pub cog: i16,
    /// Its shape.
    pub layout: Layout,
    /// Its unit.
    pub unit: Unit,
}

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Conservation: a row is a pair.
    pub report: LoadReport,
    /// Durations taken as they are, that look wrong.
    pub warnings: Vec<Warning>,
}

const SCOPE: &str = "paires sans durée (trajet impossible), communes des collectivités d’outre-mer, paires que des fusions de communes \
                     ont rendues identiques (celle des chefs-lieux est gardée) ou qu’un autre fichier de la fiche a déjà données";

impl Draft {
    /// Loads a matrix as source [`TravelSource::Matrix`]; `aside` says of a code whether it is rightly there and out of scope.
    ///
    /// # Errors
    /// The file has not the layout its card says; the draft is then to be thrown away. A faulty pair is no error: it is kept in
    /// `refused`.
    pub fn load_travel_matrix(&self, matrix: &Matrix, aside: &dyn Fn(&str) -> bool) -> Result<Loaded> {
        let required: Vec<&str> = match &matrix.layout {
            Layout::Long { origin, destination, duration } => vec![origin, destination, duration],
            Layout::Wide { .. } => Vec::new(),
        };
        let source = Source::open_any(&self.connection, &matrix.file.path, &required)?;
        let reading = reading(&source, matrix)?;
        let scratch = Scratch::attach(self)?;
        scratch.run(&format!("CREATE TABLE scratch.pair_read AS {reading}"), "lecture de la matrice")?;
        let malformed = match source.format {
            Format::Csv => keep_malformed(self, &matrix.file, "travel")?,
            Format::Parquet => 0,
        };
        self.travel_codes(&scratch, matrix.cog, aside)?;
        let divisor = if matrix.unit == Unit::Seconds { "60.0::DOUBLE" } else { "1.0::DOUBLE" };
        let classify = CLASSIFY.replace("{{divisor}}", divisor).replace("{{longest}}", &LONGEST_MIN.to_string());
        scratch.run(&classify, "durées")?;
        let again = "SELECT count(*) - count(DISTINCT (origin, destination)) FROM scratch.pair WHERE status = 'loaded'";
        if scratch.count(again, "paires en double")? > 0 {
            scratch.run(FIRST, "paires en double")?;
        }
        let kind = quoted(TravelSource::Matrix.as_str());
        let fill = FILL.replace("{{source}}", &kind).replace("{{card}}", &quoted(&matrix.file.card));
        scratch.run(&fill, "temps de trajet")?;
        self.refuse_pairs(matrix, &source)?;
        let warnings = warnings(&scratch, matrix)?;
        let report = report(&scratch, &matrix.file, malformed)?;
        self.append(std::slice::from_ref(&report))?;
        self.append(&warnings)?;
        Ok(Loaded { report, warnings })
    }

    /// Writes journeys between all communes, in row order, as those of a card: minutes to the hundredth.
    ///
    /// # Errors
    /// The disk is full.
    pub fn load_travel_times(&self, source: TravelSource, card: &str, times: &Times) -> Result<()> {
        let knows = |commune: usize| TravelEnd {
            card: card.to_owned(),
            source: source.as_str().to_owned(),
            row: commune as i32,
            origin: times.of(commune).is_ok(),
            destination: times.knows(commune),
        };
        let ends: Vec<TravelEnd> =
            (0..times.origins()).map(knows).filter(|end| end.origin || end.destination).collect();
        self.append(&ends)?;
        let mut rows = Vec::with_capacity(CHUNK);
        for origin in 0..times.origins() {
            let (sites, minutes) = times.of(origin).unwrap_or_default();
            let journey = |(&destination, &minutes): (&u32, &f64)| TravelTime {
                card: card.to_owned(),
                origin: origin as i32,
                destination: destination as i32,
                minutes: (minutes * 100.0).round() / 100.0,
            };
            rows.extend(sites.iter().zip(minutes).map(journey));
            if rows.len() >= CHUNK {
                self.append(&rows)?;
                rows.clear();
            }
        }
        self.append(&rows)
    }

    /// Table `scratch.travel_code`: every code met, its commune in the target year, whether the code changed on the way.
    fn travel_codes(&self, scratch: &Scratch<'_>, cog: i16, aside: &dyn Fn(&str) -> bool) -> Result<()> {
        let place = "codes de la matrice";
        let sql = "SELECT DISTINCT origin_code AS code FROM scratch.pair_read WHERE origin_code IS NOT NULL
                   UNION SELECT DISTINCT destination_code FROM scratch.pair_read WHERE destination_code IS NOT NULL
                   ORDER BY code";
        let mut statement = self.connection.prepare(sql).at(place)?;
        let codes = statement.query_map([], |row| row.get::<_, String>(0)).at(place)?;
        let codes: Vec<String> = codes.collect::<duckdb::Result<_>>().at(place)?;
        let passage = self.snapshot()?.harmonise(cog)?.code;
        let line = |code: &String| {
            let target = passage.get(code).filter(|_| !aside(code));
            let moved = target.is_some_and(|target| target != code);
            [code.clone(), target.cloned().unwrap_or_default(), u8::from(moved).to_string(), aside(code).to_string()]
        };
        scratch
            .table("travel_end (code VARCHAR, target VARCHAR, moved VARCHAR, away VARCHAR)", codes.iter().map(line))?;
        scratch.run(
            "CREATE TABLE scratch.travel_code AS
             SELECT e.code, t.row AS commune, e.moved::INTEGER AS moved, e.away::BOOLEAN AS away
             FROM scratch.travel_end e LEFT JOIN territory t ON t.level = 'commune' AND t.code = e.target",
            place,
        )
    }

    /// Keeps the refused pairs, each with its line, its column and what was expected.
    fn refuse_pairs(&self, matrix: &Matrix, source: &Source) -> Result<()> {
        let line = match source.format {
            Format::Parquet => "p.line",
            Format::Csv => "p.line + 1 + (SELECT count(*) FROM temp.travel_malformed m WHERE m.before < p.line)",
        };
        let (origin, destination, duration) = match &matrix.layout {
            Layout::Long { origin, destination, duration } => (quoted(origin), quoted(destination), quoted(duration)),
            Layout::Wide { origin } => (quoted(origin), "destination_code".to_owned(), "destination_code".to_owned()),
        };
        let longest = match matrix.unit {
            Unit::Seconds => format!("une durée en secondes d’au plus {} (24 h)", LONGEST_MIN * 60),
            Unit::Minutes => format!("une durée en minutes d’au plus {LONGEST_MIN} (24 h)"),
        };
        let commune = "'le code d’une commune, ou d’une ancienne commune'";
        let sql = format!(
            "INSERT INTO refused
             SELECT {card}, {file}, {line},
               CASE status WHEN 'origin' THEN {origin} WHEN 'destination' THEN {destination} ELSE {duration} END,
               CASE status WHEN 'origin' THEN origin_code WHEN 'destination' THEN destination_code ELSE duration_read END,
               CASE status
                 WHEN 'origin' THEN {commune}
                 WHEN 'destination' THEN {commune}
                 WHEN 'number' THEN 'une durée, ou rien'
                 WHEN 'negative' THEN 'une durée positive ou nulle'
                 WHEN 'long' THEN {longest}
                 ELSE 'une paire qui n’a pas déjà sa ligne : la première est retenue' END,
               concat_ws(' → ', coalesce(origin_code, ''), coalesce(destination_code, '')) || ' : ' || coalesce(duration_read, '')
             FROM scratch.pair p WHERE status IN ('origin', 'destination', 'number', 'negative', 'long', 'twice')
             ORDER BY p.line, destination_code",
            card = quoted(&matrix.file.card),
            file = quoted(&matrix.file.file),
            longest = quoted(&longest),
        );
        self.connection.execute_batch(&sql).at(format!("paires refusées de {}", matrix.file.file))
    }
}

/// The reading of the file, as pairs `line, origin_code, destination_code, duration_read`, every cell as text.
fn reading(source: &Source, matrix: &Matrix) -> Result<String> {
    let (line, scan) = (source.row_number(), source.scan(Malformed::Kept("travel")));
    let column = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let cell = |name: &str| format!("nullif(trim({}::VARCHAR), '')", column(name));
    let first = match &matrix.layout {
        Layout::Long { origin, destination, duration } => {
            return Ok(format!(
                "SELECT {line} AS line, {} AS origin_code, {} AS destination_code, {} AS duration_read FROM {scan}",
                cell(origin),
                cell(destination),
                cell(duration)
            ));
        }
        Layout::Wide { origin } => origin,
    };
    let fault = |fault: String| Err(Error::Layout { path: matrix.file.path.clone(), fault });
    let Some((found, destinations)) = source.columns.split_first() else { return fault("aucune colonne".to_owned()) };
    if found != first && found != UNNAMED {
        return fault(format!("ligne 1 : « {found} » lu en première colonne, « {first} » attendu d’après la fiche"));
    }
    let mut sorted: Vec<&String> = destinations.iter().collect();
    sorted.sort_unstable();
    if let Some(twice) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        return fault(format!("ligne 1 : « {} » lu deux fois, un code par colonne attendu", twice[0]));
    }
    if destinations.is_empty() {
        return fault(format!("ligne 1 : une seule colonne (« {found} »), un code de commune par colonne attendu"));
    }
    let cells: Vec<String> = destinations.iter().map(|name| format!("{} AS {}", cell(name), column(name))).collect();
    let names: Vec<String> = destinations.iter().map(|name| column(name)).collect();
    Ok(format!(
        "SELECT line, origin_code, trim(destination_code) AS destination_code, duration_read
         FROM (SELECT {line} AS line, {} AS origin_code, {} FROM {scan})
         UNPIVOT INCLUDE NULLS (duration_read FOR destination_code IN ({}))",
        cell(found),
        cells.join(", "),
        names.join(", ")
    ))
}

fn report(scratch: &Scratch<'_>, file: &RawFile, malformed: i64) -> Result<LoadReport> {
    let of = |status: &str| {
        scratch.count(&format!("SELECT count(*) FROM scratch.pair WHERE status IN ({status})"), "paires lues")
    };
    Ok(LoadReport {
        card: file.card.clone(),
        file: file.file.clone(),
        sha256: file.sha256.clone(),
        rows_read: scratch.count("SELECT count(*) FROM scratch.pair_read", "paires lues")? + malformed,
        loaded: of("'loaded'")?,
        refused: of("'origin', 'destination', 'number', 'negative', 'long', 'twice'")? + malformed,
        out_of_scope: of("'away', 'none', 'merged', 'given'")?,
        scope: SCOPE.to_owned(),
    })
}

/// Durations taken as they are, that look wrong: of a commune to itself, and faster than any car.
fn warnings(scratch: &Scratch<'_>, matrix: &Matrix) -> Result<Vec<Warning>> {
    let column = match &matrix.layout {
        Layout::Long { duration, .. } => duration.clone(),
        Layout::Wide { .. } => "durées".to_owned(),
    };
    let warning = |sql: &str, expectation: String| -> Result<Option<Warning>> {
        let (rows, example): (i64, Option<String>) =
            scratch.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).at("durées à vérifier")?;
        Ok((rows > 0).then(|| Warning {
            card: matrix.file.card.clone(),
            file: matrix.file.file.clone(),
            column: column.clone(),
            row_count: rows,
            example: example.unwrap_or_default(),
            expectation,
        }))
    };
    let inside = warning(
        "SELECT count(*), arg_min(duration_read, minutes) FROM scratch.pair
         WHERE status = 'loaded' AND origin = destination AND minutes > 0",
        "une durée nulle d’une commune à elle-même".to_owned(),
    )?;
    let fast = warning(
        &format!(
            "SELECT count(*), arg_min(duration_read, minutes) FROM (
               SELECT duration_read, minutes, 2 * 6371.0088 * asin(sqrt(
                 sin(radians(d.lat - o.lat) / 2) ** 2
                 + cos(radians(o.lat)) * cos(radians(d.lat)) * sin(radians(d.lon - o.lon) / 2) ** 2)) AS km
               FROM scratch.pair p
               JOIN territory o ON o.level = 'commune' AND o.row = p.origin
               JOIN territory d ON d.level = 'commune' AND d.row = p.destination
               WHERE p.status = 'loaded')
             WHERE km > {SHORT_KM} AND km * 60 > minutes * {FASTEST_KMH}"
        ),
        format!(
            "une durée qu’une voiture puisse tenir ({FASTEST_KMH} km/h à vol d’oiseau au plus ; l’unité de la fiche est-elle la bonne ?)"
        ),
    )?;
    Ok(inside.into_iter().chain(fast).collect())
}
