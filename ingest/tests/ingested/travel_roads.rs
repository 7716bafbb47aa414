//! Travel times by road: the extract of Andorra against an independent reading of it, and a card whose extract is made up.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::path::Path;

use lanterne_data::read::contents;
use lanterne_ingest::card::Reader;
use lanterne_ingest::{Interrupt, Silent, Watch, travel};
use lanterne_observatory::Absence;
use lanterne_observatory::travel::network::{Drive, snap, times};
use lanterne_observatory::travel::{Place, Times, TravelSource};

use register::{card, draft, raw, shared, shipped};

use crate::register;

/// Andorra la Vella, les Escaldes, La Massana, Ordino, Encamp, Canillo, Sant Julià de Lòria, Pas de la Casa.
const PLACES: [[f64; 2]; 8] = [
    [1.5212467, 42.5069391],
    [1.5404067, 42.5090019],
    [1.5163754, 42.5442014],
    [1.5334945, 42.55615],
    [1.5836606, 42.5359699],
    [1.5980302, 42.5667074],
    [1.4920555, 42.4666593],
    [1.7336, 42.5425],
];
/// Minutes between them by pyosmium and scipy (`tests/oracle/check_road_network.py`).
const MINUTES: [[f64; 8]; 8] = [
    [0.0000000, 2.4552833, 9.0819333, 11.4339333, 7.6748667, 11.9375333, 6.8037000, 35.1360167],
    [3.2101333, 0.0000000, 6.8998167, 9.2518167, 5.4927500, 9.7554167, 9.3655500, 32.9539000],
    [6.0871667, 5.7181333, 0.0000000, 2.8157167, 8.3800833, 12.6427500, 12.2425833, 35.8412333],
    [8.5615833, 8.1925500, 2.9381333, 0.0000000, 10.8545000, 15.1171667, 14.7170000, 38.3156500],
    [8.1070667, 6.5057833, 8.2961333, 10.6481333, 0.0000000, 5.6937500, 14.2624833, 28.8922333],
    [12.2384833, 10.6372000, 12.4275500, 14.7795500, 5.4921500, 0.0000000, 18.3939000, 23.8159333],
    [6.7324167, 8.6630500, 15.2897000, 17.6417000, 13.8826333, 18.1453000, 0.0000000, 41.3437833],
    [35.4161000, 33.8148167, 35.6051667, 37.9571667, 28.6697667, 23.7950667, 41.5715167, 0.0000000],
];

fn minutes(times: &Times, from: usize, to: usize) -> f64 {
    let (sites, minutes) = times.of(from).unwrap();
    minutes[sites.binary_search(&(to as u32)).unwrap()]
}

#[test]
fn the_journeys_of_andorra_are_those_of_an_independent_reading() {
    let Some(path) = shared("travel/osm/andorra.osm.pbf") else { return };
    let interrupt = Interrupt::default();
    let extract = travel::road::read(&[path.as_path()], &Watch::new(&Silent, &interrupt)).unwrap();
    assert_eq!(extract.ways, [(2725, 1164)]);
    assert_eq!((extract.roads.len(), extract.roads.arcs()), (16_504, 31_633));
    let places = PLACES.map(|[lon, lat]| Some(Place { lon, lat, density: None }));
    assert!(snap(&extract.roads, &places, Drive::default()).iter().all(Option::is_some));
    let found = times(&extract.roads, &places, &places, Drive::default(), &|| true).unwrap();
    for (from, row) in MINUTES.iter().enumerate() {
        for (to, expected) in row.iter().enumerate() {
            let gap = (minutes(&found, from, to) - expected).abs();
            assert!(gap < 1e-6, "{from} → {to} : {} is not {expected}", minutes(&found, from, to));
        }
    }
    // What anyone who has driven there knows.
    assert!((7.0..13.0).contains(&minutes(&found, 0, 2)), "Andorra la Vella to La Massana");
    assert!((30.0..48.0).contains(&minutes(&found, 0, 7)), "Andorra la Vella to Pas de la Casa, over the pass");
    assert!((minutes(&found, 0, 2) - minutes(&found, 2, 0)).abs() > 1.0, "streets of the capital go one way");

    let twice = travel::road::read(&[path.as_path(), path.as_path()], &Watch::new(&Silent, &interrupt)).unwrap();
    assert!(twice.roads == extract.roads && twice.ways.len() == 2, "a way of two extracts is one way");
}

#[test]
fn a_stopped_reading_and_a_file_that_is_no_extract_are_said() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/roads.osm.pbf");
    let interrupt = Interrupt::default();
    let watch = Watch::new(&Silent, &interrupt);
    let wrong = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let fault = travel::road::read(&[wrong.as_path()], &watch).unwrap_err().to_string();
    assert_eq!(fault, "Cargo.toml, fichier : « un bloc illisible » lu, un extrait OpenStreetMap au format PBF attendu");
    interrupt.set();
    let stopped = travel::road::read(&[path.as_path()], &watch).unwrap_err();
    assert!(matches!(stopped, lanterne_ingest::IngestError::Interrupted), "{stopped}");
}

/// The extract is made by `tests/oracle/make_road_extract.py`: a road from Lille to Roubaix and Tourcoing, back by another
/// way, an island, a footpath and a ferry.
#[test]
fn a_card_of_roads_gives_times_between_communes_and_knows_only_those_on_its_roads() {
    let folder = tempfile::tempdir().unwrap();
    let geography = shipped();
    let draft = draft(folder.path(), &geography);
    let card = card("osm/essai", 2026);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/roads.osm.pbf");
    let interrupt = Interrupt::default();
    let watch = Watch::new(&Silent, &interrupt);
    let taken = [(&card, vec![raw(&card, path, Reader::RoadNetwork)])];
    let loaded = travel::load(&taken, &draft, &watch).unwrap();
    let report = &loaded.reports[0];
    assert_eq!((report.rows_read, report.loaded, report.refused, report.out_of_scope), (6, 4, 0, 2));

    let contents = contents(&draft.snapshot().unwrap()).unwrap();
    let [supplied] = contents.travel.as_slice() else { panic!("{} sources", contents.travel.len()) };
    assert_eq!((supplied.source, supplied.card.as_str()), (TravelSource::Network, "osm/essai"));
    let row = |code: &str| geography.communes.iter().position(|commune| commune.code == code).unwrap();
    let [lille, roubaix, tourcoing, paris] = ["59350", "59512", "59599", "75056"].map(row);
    let times = &supplied.times;
    assert_eq!(times.of(paris), Err(Absence::NotPublished));
    assert!(times.knows(lille) && !times.knows(paris));
    let there = minutes(times, lille, tourcoing);
    let back = minutes(times, tourcoing, lille);
    println!("Lille → Tourcoing {there} min, retour {back} min");
    assert!((10.0..25.0).contains(&there) && back > there + 2.0, "the way back is longer");
    assert_eq!(minutes(times, lille, lille), 0.0);
    // Lille → Roubaix → Tourcoing is the only way there: the legs off the road are walked once less.
    assert!(there < minutes(times, lille, roubaix) + minutes(times, roubaix, tourcoing));
}
