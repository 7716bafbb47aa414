//! A card of a travel matrix on real rows: the routed matrix of 512 communes of Isère, in seconds, one row per origin.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::io::Read;

use lanterne_data::read::contents;
use lanterne_ingest::card::{CardFault, CardFile, Format, Reader, Unit, parse};
use lanterne_ingest::{Interrupt, Silent, Watch, travel};
use lanterne_observatory::travel::TravelSource;

use register::{card, draft, raw, shared, shipped};

use crate::register;

#[test]
fn the_matrix_of_isere_is_loaded_by_its_card_and_its_codes_carried_to_the_target_year() {
    let Some(path) = shared("travel/TimeDistCarIsere.csv.gz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let mut card = card("riatelab/isere", 2021);
    card.files.push(CardFile {
        name: "TimeDistCarIsere.csv.gz".into(),
        address: None,
        mirrors: Vec::new(),
        sha256: None,
        format: Format::CsvGz,
        member: None,
        reader: Reader::TravelMatrix,
        columns: vec!["id".into()],
        unit: Some(Unit::Seconds),
    });
    let interrupt = Interrupt::default();
    let taken = [(&card, vec![raw(&card, path.clone(), Reader::TravelMatrix)])];
    let loaded = travel::load(&taken, &draft, &Watch::new(&Silent, &interrupt)).unwrap();
    let report = &loaded.reports[0];
    println!("{report:?}");
    assert_eq!(report.rows_read, 512 * 512, "a row is a pair");
    assert_eq!(report.rows_read, report.loaded + report.refused + report.out_of_scope);
    assert_eq!(report.refused, 0);

    let snapshot = draft.snapshot().unwrap();
    let contents = contents(&snapshot).unwrap();
    let [supplied] = contents.travel.as_slice() else { panic!("{} sources", contents.travel.len()) };
    assert_eq!(supplied.source, TravelSource::Matrix);
    assert_eq!(supplied.times.pairs() as i64, report.loaded);

    // Every pair of communes whose codes are still theirs has the file's own minutes, read here by other means.
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let text = text.replace('"', "");
    let mut lines = text.lines();
    let row = |code: &str| geography.communes.binary_search_by(|commune| commune.code.as_str().cmp(code)).ok();
    let to: Vec<Option<usize>> = lines.next().unwrap().split(',').skip(1).map(row).collect();
    let (mut same, mut longer) = (0, 0);
    for line in lines {
        let mut cells = line.split(',');
        let Some(from) = cells.next().and_then(row) else { continue };
        let (sites, minutes) = supplied.times.of(from).unwrap();
        for (to, cell) in to.iter().zip(cells) {
            let (Some(to), Ok(seconds)) = (to, cell.parse::<f64>()) else { continue };
            let at = sites.binary_search(&(*to as u32)).unwrap();
            assert_eq!(minutes[at], seconds / 60.0, "{from} → {to}");
            same += 1;
            longer += i32::from(seconds / 60.0 > 30.0);
        }
    }
    println!("{same} trajets, {longer} de plus de 30 min");
    assert!(same > 250_000 && longer > 100_000);
}

fn faults(unit: &str, columns: &str, reader: &str) -> Vec<String> {
    let text = format!(
        "producer = \"x\"\ntitle = \"x\"\nlicence = \"x\"\naddress = \"https://lanterne.invalid/\"\nmillesime = \"2024\"\n\
         cog = 2024\nfeeds = [\"travel_time\"]\nsynthetic = false\nprofile = \"named\"\n[[file]]\nname = \"m.csv\"\nmirrors = []\n\
         format = \"csv\"\nreader = \"{reader}\"\ncolumns = {columns}\n{unit}\n"
    );
    match parse("x/y", "x/y.toml", &text) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(CardFault::to_string).collect(),
    }
}

#[test]
fn a_card_of_a_matrix_says_its_unit_and_its_shape() {
    assert!(faults("unit = \"minutes\"", "[\"o\", \"d\", \"t\"]", "travel_matrix").is_empty());
    assert!(faults("unit = \"seconds\"", "[\"o\"]", "travel_matrix").is_empty());
    let missing = faults("", "[\"o\"]", "travel_matrix");
    assert_eq!(missing, ["x/y.toml, ligne 10, champ « file.unit » : absent, l’un de : seconds, minutes attendu"]);
    let wrong = faults("unit = \"heures\"", "[\"o\", \"d\"]", "travel_matrix");
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].contains("ligne 15, champ « file.columns »") && wrong[1].contains("« heures » lu"), "{wrong:?}");
    let other = faults("unit = \"minutes\"", "[\"o\"]", "siae");
    assert!(other[0].contains("seul « travel_matrix » a une unité"), "{other:?}");
}
