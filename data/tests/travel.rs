//! A matrix of travel times in every shape it comes in, and what is wrong in one.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../../tests/beside.rs"]
mod beside;

use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

use duckdb::Connection;
use lanterne_data::Draft;
use lanterne_data::load::register::RawFile;
use lanterne_data::load::travel::{Layout, Loaded, Matrix, Unit};
use lanterne_data::read::contents;
use lanterne_data::row::{Commune, Passage, Territory};
use lanterne_observatory::Absence;
use lanterne_observatory::travel::{Times, TravelSource};

/// A draft of these communes, 20 km from one to the next, and of these passages from 2023 to 2024.
fn draft(folder: &Path, codes: &[&str], passages: &[(&str, &str)]) -> Draft {
    let draft = Draft::create(&folder.join("d.duckdb")).unwrap();
    let territory = |(row, code): (usize, &&str)| Territory {
        level: "commune".into(),
        row: row as i32,
        code: (*code).into(),
        name: (*code).into(),
        nature: None,
        departement: Some("38".into()),
        region: Some("84".into()),
        population: Some(100),
        area_km2: Some(1.0),
        lon: Some(5.0),
        lat: Some(45.0 + row as f64 * 0.18),
        west: None,
        south: None,
        east: None,
        north: None,
        commune_count: 1,
        outline: false,
    };
    let commune = |code: &&str| Commune {
        code: (*code).into(),
        epci: None,
        departement: "38".into(),
        region: "84".into(),
        zone_emploi: None,
        bassin_vie: None,
        postcodes: Vec::new(),
    };
    let passage = |(from, to): &(&str, &str)| Passage {
        cog_from: 2023,
        code_from: (*from).into(),
        cog_to: 2024,
        code_to: (*to).into(),
        ratio: 1.0,
        kind: "merger".into(),
    };
    draft.append(&codes.iter().enumerate().map(territory).collect::<Vec<_>>()).unwrap();
    draft.append(&codes.iter().map(commune).collect::<Vec<_>>()).unwrap();
    draft.append(&passages.iter().map(passage).collect::<Vec<_>>()).unwrap();
    draft
}

fn matrix(path: PathBuf, layout: Layout, unit: Unit) -> Matrix {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    Matrix {
        file: RawFile { card: "essai/matrice".into(), path, file, sha256: String::new() },
        cog: 2023,
        layout,
        unit,
    }
}

fn long() -> Layout {
    Layout::Long { origin: "origine".into(), destination: "destination".into(), duration: "duree".into() }
}

fn wide() -> Layout {
    Layout::Wide { origin: "id".into() }
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Line, column, value and expectation of every refused row.
fn refused(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection
        .prepare("SELECT line || ' ' || \"column\" || ' « ' || coalesce(value, '') || ' » ' || expectation FROM refused ORDER BY line, 1")
        .unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn counts(loaded: &Loaded) -> (i64, i64, i64, i64) {
    let report = &loaded.report;
    (report.rows_read, report.loaded, report.refused, report.out_of_scope)
}

fn supplied(draft: &Draft) -> Times {
    let mut travel = contents(&draft.snapshot().unwrap()).unwrap().travel;
    assert_eq!((travel.len(), travel[0].source), (1, TravelSource::Matrix));
    travel.remove(0).times
}

#[test]
fn a_faulty_pair_is_refused_with_its_place_and_its_expectation() {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(folder.path(), &["38001", "38002", "38003"], &[]);
    let text = "origine;destination;duree\n38001;38002;25,5\n38001;38001;0\n38002;38001;-3\n38002;38003;1441\n\
                38003;38001;vite\n38003;38099;12\n97701;38001;12\n38001;38003;NA\n38001;38002;26\n;38003;4\n38003;38002;1440\n\
                38003;38003\n";
    let path = write(folder.path(), "longue.csv", text);
    let away = |code: &str| code.starts_with("977");
    let loaded = draft.load_travel_matrix(&matrix(path, long(), Unit::Minutes), &away).unwrap();
    assert_eq!(counts(&loaded), (12, 3, 7, 2));
    let times = supplied(&draft);
    assert_eq!(times.of(0), Ok((&[0, 1][..], &[0.0, 25.5][..])), "a pair without a duration cannot be made");
    assert_eq!(times.of(1), Err(Absence::NotPublished), "none of its rows was taken");
    assert_eq!(times.of(2), Ok((&[1][..], &[1440.0][..])));
    assert!(times.knows(2), "it is a destination, that cannot be reached");
    draft.finish().unwrap();
    assert_eq!(
        refused(&folder.path().join("d.duckdb")),
        [
            "4 duree « -3 » une durée positive ou nulle",
            "5 duree « 1441 » une durée en minutes d’au plus 1440 (24 h)",
            "6 duree « vite » une durée, ou rien",
            "7 destination « 38099 » le code d’une commune, ou d’une ancienne commune",
            "10 duree « 26 » une paire qui n’a pas déjà sa ligne : la première est retenue",
            "11 origine «  » le code d’une commune, ou d’une ancienne commune",
            "13 (ligne) «  » autant de cellules que l'en-tête : il en manque",
        ]
    );
}

#[test]
fn a_cell_of_a_wide_matrix_is_named_by_its_line_and_its_destination() {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(folder.path(), &["38001", "38002"], &[]);
    let path = write(
        folder.path(),
        "large.csv",
        "\"\",\"38001\",\"38002\",\"38777\"\n\"38001\",60,99999,1\n\"38002\",900,,2\n",
    );
    let loaded = draft.load_travel_matrix(&matrix(path, wide(), Unit::Seconds), &|_| false).unwrap();
    assert_eq!(counts(&loaded), (6, 2, 3, 1));
    assert_eq!(loaded.warnings.len(), 1, "the first commune is a minute from itself");
    assert_eq!((loaded.warnings[0].row_count, loaded.warnings[0].example.as_str()), (1, "60"));
    draft.finish().unwrap();
    assert_eq!(
        refused(&folder.path().join("d.duckdb")),
        [
            "2 38002 « 99999 » une durée en secondes d’au plus 86400 (24 h)",
            "2 38777 « 38777 » le code d’une commune, ou d’une ancienne commune",
            "3 38777 « 38777 » le code d’une commune, ou d’une ancienne commune",
        ]
    );
}

#[test]
fn a_wrong_unit_is_seen_by_the_speed_it_asks_of_a_car() {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(folder.path(), &["38001", "38002"], &[]);
    let path = write(folder.path(), "m.csv", "origine,destination,duree\n38001,38002,22\n38002,38001,23\n");
    let loaded = draft.load_travel_matrix(&matrix(path, long(), Unit::Seconds), &|_| false).unwrap();
    let warning = &loaded.warnings[0];
    assert_eq!((warning.row_count, warning.example.as_str()), (2, "22"));
    assert!(warning.expectation.contains("l’unité de la fiche"), "{}", warning.expectation);
}

#[test]
fn of_communes_that_merged_the_chief_town_keeps_its_journeys() {
    let folder = tempfile::tempdir().unwrap();
    // 38009 joined 38001 in 2024, which kept its code.
    let draft = draft(folder.path(), &["38001", "38002"], &[("38009", "38001")]);
    let text =
        "origine,destination,duree\n38009,38002,10\n38001,38002,20\n38001,38009,5\n38002,38009,30\n38009,38009,0\n";
    let path = write(folder.path(), "m.csv", text);
    let loaded = draft.load_travel_matrix(&matrix(path, long(), Unit::Minutes), &|_| false).unwrap();
    assert_eq!(counts(&loaded), (5, 3, 0, 2));
    let times = supplied(&draft);
    assert_eq!(times.of(0), Ok((&[0, 1][..], &[0.0, 20.0][..])));
    assert_eq!(times.of(1), Ok((&[0][..], &[30.0][..])), "nothing better is known of the way back");
}

#[test]
fn what_a_first_file_gave_a_second_does_not_change() {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(folder.path(), &["38001", "38002"], &[]);
    for (name, minutes, expected) in [("a.csv", 10, (1, 1, 0, 0)), ("b.csv", 20, (1, 0, 0, 1))] {
        let path = write(folder.path(), name, &format!("origine,destination,duree\n38001,38002,{minutes}\n"));
        let loaded = draft.load_travel_matrix(&matrix(path, long(), Unit::Minutes), &|_| false).unwrap();
        assert_eq!(counts(&loaded), expected, "{name}");
    }
    assert_eq!(supplied(&draft).of(0), Ok((&[1][..], &[10.0][..])));
}

#[test]
fn a_file_that_is_not_as_its_card_says_is_refused_whole() {
    let folder = tempfile::tempdir().unwrap();
    let draft = draft(folder.path(), &["38001", "38002"], &[]);
    let fault = |text: &str, layout: Layout| {
        let path = write(folder.path(), "m.csv", text);
        match draft.load_travel_matrix(&matrix(path, layout, Unit::Minutes), &|_| false) {
            Err(fault) => fault.to_string(),
            Ok(_) => "accepté".to_owned(),
        }
    };
    assert!(fault("a,b\n1,2\n", long()).contains("colonnes absentes : origine, destination, duree"));
    assert!(fault("code,38001\n38001,0\n", wide()).contains("« code » lu en première colonne, « id » attendu"));
    assert!(fault("id,38001,38001\n38001,0,0\n", wide()).contains("« 38001 » lu deux fois"));
    assert!(fault("id\n38001\n", wide()).contains("une seule colonne"));
}

#[test]
fn the_matrix_of_isere_is_the_same_wide_or_long_in_seconds_or_minutes_as_csv_or_parquet() {
    let Some(path) = beside::beside("data/travel/TimeDistCarIsere.csv.gz") else { return };
    let file = std::fs::File::open(&path).unwrap();
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
    let rows: Vec<Vec<&str>> =
        text.lines().map(|l| l.split(',').map(|cell| cell.trim_matches('"')).collect()).collect();
    let mut codes = rows[0][1..].to_vec();
    codes.sort_unstable();
    let folder = tempfile::tempdir().unwrap();
    let engine = Connection::open_in_memory().unwrap();

    let mut minutes = format!("{}\n", rows[0].join(";"));
    let mut pairs = [String::from("origine,destination,duree\n"), String::from("origine\tdestination\tduree\n")];
    for row in &rows[1..] {
        minutes.push_str(row[0]);
        for (to, cell) in rows[0][1..].iter().zip(&row[1..]) {
            let shown = cell.parse::<f64>().map_or_else(|_| cell.to_string(), |seconds| (seconds / 60.0).to_string());
            write!(minutes, ";{}", shown.replace('.', ",")).unwrap();
            writeln!(pairs[0], "{},{to},{cell}", row[0]).unwrap();
            writeln!(pairs[1], "{}\t{to}\t{shown}", row[0]).unwrap();
        }
        minutes.push('\n');
    }
    let parquet = |name: &str, from: &Path, delimiter: &str| {
        let to = folder.path().join(name);
        let (from, file) = (from.display(), to.display());
        let scan = format!("read_csv('{from}', header = true, delim = '{delimiter}', decimal_separator = '.')");
        engine.execute_batch(&format!("COPY (FROM {scan}) TO '{file}' (FORMAT parquet)")).unwrap();
        to
    };
    let minutes = write(folder.path(), "minutes.csv", &minutes);
    let [seconds_long, minutes_long] = [0, 1].map(|unit| write(folder.path(), ["s.csv", "m.tsv"][unit], &pairs[unit]));
    let cases = [
        (path.clone(), wide(), Unit::Seconds),
        (minutes, wide(), Unit::Minutes),
        (seconds_long.clone(), long(), Unit::Seconds),
        (minutes_long.clone(), long(), Unit::Minutes),
        (parquet("wide.parquet", &path, ","), wide(), Unit::Seconds),
        (parquet("long.parquet", &seconds_long, ","), long(), Unit::Seconds),
        (parquet("minutes.parquet", &minutes_long, "\t"), long(), Unit::Minutes),
    ];
    let mut first: Option<Times> = None;
    for (path, layout, unit) in cases {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let inner = tempfile::tempdir().unwrap();
        let draft = draft(inner.path(), &codes, &[]);
        let loaded = draft.load_travel_matrix(&matrix(path, layout, unit), &|_| false).unwrap();
        let (read, taken, refused, aside) = counts(&loaded);
        assert_eq!((read, read), (512 * 512, taken + refused + aside), "{name}");
        assert_eq!(refused, 0, "{name}");
        let times = supplied(&draft);
        assert!(times.pairs() > 250_000, "{name}: {}", times.pairs());
        match &first {
            None => first = Some(times),
            Some(first) => assert!(*first == times, "{name} is not the same matrix"),
        }
    }
}
