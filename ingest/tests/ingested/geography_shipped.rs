//! The shipped geography: an exact partition of the France of the COG year, with the codes and sums it must have.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lanterne_ingest::geography::{
    Geography, LevelGeography, OUTLINES, PASSAGE, POPULATION_BEFORE, Shipped, TERRITORIES, Zonage, load,
};
use lanterne_observatory::level::Level;

use crate::beside;

static GEOGRAPHY: LazyLock<Geography> = LazyLock::new(|| load(&root().join("data/reference")).unwrap());

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file of the shared data, where there is one; else says so.
fn shared(name: &str) -> Option<PathBuf> {
    beside::beside(&format!("data/geo/{name}"))
}

const LEVELS: [Level; 5] = [Level::Commune, Level::Epci, Level::Departement, Level::Region, Level::France];

#[test]
fn every_level_is_an_exact_partition() {
    for level in LEVELS {
        let topology = &GEOGRAPHY.level(level).topology;
        assert_eq!(topology.faults(), vec![], "{level:?}");
    }
    // And zones that cross them all: the communes of a square of a degree and a half.
    let mut zone_of = BTreeMap::new();
    for territory in &GEOGRAPHY.commune.territories {
        let [lon, lat] = territory.point.unwrap().map(|degrees| (degrees / 1.5).floor());
        zone_of.insert(territory.code.clone(), format!("{lon}/{lat}"));
    }
    let names = zone_of.values().map(|zone| (zone.clone(), zone.clone())).collect();
    let read = |name: &str| std::fs::read(root().join("data/reference").join(name)).unwrap();
    let mut shipped = Shipped::decode(&read(OUTLINES), &read(TERRITORIES), &read(PASSAGE)).unwrap();
    shipped.set_zonage(Level::ZoneEmploi, Zonage { names, zone_of });
    let zones = shipped.geography().zone_emploi;
    assert_eq!(zones.topology.faults(), vec![]);
    let area = |level: &LevelGeography| -> f64 { level.topology.areas_km2().iter().flatten().sum() };
    let communes = area(&GEOGRAPHY.commune);
    assert!(zones.territories.len() > 50 && (area(&zones) - communes).abs() < 1e-6 * communes);
}

#[test]
fn every_border_is_run_in_opposite_directions_by_its_two_communes() {
    let topology = &GEOGRAPHY.commune.topology;
    let mut uses = vec![(0, 0); topology.arcs.len()];
    for reference in topology.units.iter().flat_map(|unit| unit.references()) {
        let (forwards, backwards) = &mut uses[(if reference < 0 { !reference } else { reference }) as usize];
        *(if reference < 0 { backwards } else { forwards }) += 1;
    }
    assert!(uses.iter().all(|&(forwards, backwards)| forwards <= 1 && backwards <= 1 && forwards + backwards > 0));
}

#[test]
fn the_inhabitants_of_2017_are_those_insee_counted_at_the_codes_of_today() {
    let text = std::fs::read_to_string(root().join("data/reference").join(POPULATION_BEFORE)).unwrap();
    let mut rows = text.lines().map(|line| line.split_once(';').unwrap());
    assert_eq!(rows.next(), Some(("CODGEO", "PMUN17")));
    let people: BTreeMap<&str, i64> = rows.map(|(code, people)| (code, people.parse().unwrap())).collect();
    let communes = &GEOGRAPHY.commune.territories;
    for territory in communes {
        let is_told = people.get(territory.code.as_str()).is_some_and(|people| *people > 0);
        // Communes destroyed in 1916 have nobody; Mayotte has no count of 2023 to stand beside.
        let has_nobody = territory.population == Some(0) || territory.code.starts_with("976");
        assert_eq!(is_told, !has_nobody, "{}", territory.code);
    }
    assert_eq!(people.values().sum::<i64>(), 66_524_339);
    let of = |departements: &[&str]| -> i64 {
        people.iter().filter(|(code, _)| departements.contains(&&code[..2])).map(|(_, people)| people).sum()
    };
    assert_eq!(of(&["02", "59", "60", "62", "80"]), 6_003_815);
    assert_eq!((people["59350"], people["75056"], people["80021"]), (232_787, 2_187_526, 134_057));
}

#[test]
fn every_commune_has_a_valid_outline() {
    use geo::Validation;
    use rayon::prelude::*;
    let topology = &GEOGRAPHY.commune.topology;
    assert_eq!(topology.units.len(), 34_875);
    let invalid: Vec<&str> = (0..topology.units.len())
        .into_par_iter()
        .filter(|&unit| topology.units[unit].polygons.is_empty() || !topology.to_polygons(unit).is_valid())
        .map(|unit| topology.units[unit].code.as_str())
        .collect();
    assert_eq!(invalid, Vec::<&str>::new());
}

#[test]
fn the_area_of_the_communes_is_the_area_of_every_level_above() {
    let area = |level| -> f64 { GEOGRAPHY.level(level).topology.areas_km2().iter().flatten().sum() };
    let communes = area(Level::Commune);
    for level in [Level::Departement, Level::Region, Level::France] {
        assert!((area(level) - communes).abs() < 1e-6 * communes, "{level:?}");
    }
    // INSEE counts 638 475 km² with water and without; the generalised coast differs a little.
    assert!((communes - 638_000.0).abs() < 1_000.0, "{communes}");
}

#[test]
fn the_only_ground_surrounded_and_left_out_is_llivia_and_two_coves() {
    let france = &GEOGRAPHY.france.topology;
    let holes = france.units[0].polygons.iter().flat_map(|rings| rings.iter().skip(1));
    let mut areas: Vec<f64> = holes.map(|hole| -france.ring_area_km2(hole)).collect();
    areas.sort_by(|a, b| b.total_cmp(a));
    assert_eq!(areas.len(), 3, "{areas:?}");
    // The Spanish enclave measures 12.8 km².
    assert!((areas[0] - 12.9).abs() < 0.2 && areas[1] < 0.1, "{areas:?}");
}

#[test]
fn rows_are_sorted_and_counted_as_the_code_officiel_says() {
    let counts = LEVELS.map(|level| GEOGRAPHY.level(level).territories.len());
    assert_eq!(counts, [34_875, 1_255, 101, 18, 1]);
    for level in LEVELS {
        let level = GEOGRAPHY.level(level);
        assert!(level.territories.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert_eq!(level.territories.len(), level.topology.units.len());
        assert!(level.territories.iter().zip(&level.topology.units).all(|(row, unit)| row.code == unit.code));
    }
}

#[test]
fn every_place_lies_in_its_territory() {
    use geo::{Contains, Distance, Euclidean, Point};
    for level in LEVELS {
        let level = GEOGRAPHY.level(level);
        for (row, territory) in level.territories.iter().enumerate() {
            let [lon, lat] = territory.point.unwrap();
            let (place, outline) = (Point::new(lon, lat), level.topology.to_polygons(row));
            // Outlines are generalised: a town hall may stand 300 m outside (a third more degrees of longitude).
            let inside = outline.contains(&place) || Euclidean.distance(&place, &outline) < 0.0045;
            assert!(inside, "{}", territory.code);
            let [west, south, east, north] = territory.bbox.unwrap();
            assert!(west < east && south < north, "{}", territory.code);
        }
    }
}

#[test]
fn nothing_is_lost_from_commune_to_france() {
    let of = |level: Level| GEOGRAPHY.level(level);
    let people = |level: Level| of(level).territories.iter().map(|row| row.population.unwrap()).sum::<i64>();
    for level in [Level::Departement, Level::Region, Level::France] {
        assert_eq!(people(level), people(Level::Commune));
    }
    let alone = GEOGRAPHY.communes.iter().filter(|commune| commune.epci.is_none()).map(|commune| commune.code.as_str());
    assert_eq!(alone.collect::<Vec<_>>(), ["22016", "29083", "29155", "85113"]);
    let hauts_de_france = of(Level::Region).territories.iter().find(|row| row.code == "32").unwrap();
    assert_eq!((hauts_de_france.commune_count, hauts_de_france.population), (3_782, Some(5_992_194)));
    let epci = of(Level::Epci).territories.iter().filter(|row| row.region.as_deref() == Some("32")).count();
    assert!((90..=92).contains(&epci), "{epci}");
}

#[test]
fn contiguity_is_mutual_and_follows_the_borders() {
    let neighbours = &GEOGRAPHY.departement.neighbours;
    let pairs: BTreeMap<(usize, usize), f64> =
        neighbours.iter().map(|pair| ((pair.unit, pair.other), pair.length_m)).collect();
    assert!(pairs.iter().all(|(&(a, b), length)| pairs.get(&(b, a)) == Some(length)));
    let code = |unit: usize| GEOGRAPHY.departement.territories[unit].code.as_str();
    let around_nord: Vec<&str> =
        neighbours.iter().filter(|pair| code(pair.unit) == "59").map(|pair| code(pair.other)).collect();
    assert_eq!(around_nord, ["02", "62", "80"]);
}

#[test]
fn a_commune_re_established_from_a_larger_one_has_its_own_outline() {
    let area =
        |code: &str| GEOGRAPHY.commune.territories.iter().find(|row| row.code == code).unwrap().area_km2.unwrap();
    // Published areas (INSEE, before their merger of 2016 and since 2025): Celles 14.97, Chavagnac 12.86 km².
    let parts = ["15031", "15035", "15047", "15141", "15171"].map(area);
    assert!(parts.iter().all(|area| (8.0..40.0).contains(area)), "{parts:?}");
    assert!((parts.iter().sum::<f64>() - 92.4).abs() < 1.5, "{parts:?}");
}

/// Code and published area (km²) of the communes of a shared file.
fn published_areas(name: &str) -> Option<Vec<(String, f64)>> {
    let file = flate2::read::GzDecoder::new(std::fs::File::open(shared(name)?).unwrap());
    let json: serde_json::Value = serde_json::from_reader(std::io::BufReader::new(file)).unwrap();
    let area = |feature: &serde_json::Value| {
        let properties = &feature["properties"];
        (properties["INSEE_COM"].as_str().unwrap().to_owned(), properties["SUPERF_2023"].as_f64().unwrap())
    };
    Some(json["features"].as_array().unwrap().iter().map(area).collect())
}

/// Communes on the coast or the national border, by row: there, outlines differ by harbours and strands.
fn on_the_edge() -> Vec<bool> {
    let topology = &GEOGRAPHY.commune.topology;
    let sides = topology.sides();
    let alone = |reference: i32| {
        let sides = sides[(if reference < 0 { !reference } else { reference }) as usize];
        sides.left.is_none() || sides.right.is_none()
    };
    topology.units.iter().map(|unit| unit.references().any(alone)).collect()
}

#[test]
fn communes_mergers_included_have_the_area_insee_publishes() {
    let (carrier, on_the_edge) = (GEOGRAPHY.carrier(), on_the_edge());
    for name in ["hdf_com.geojson.gz", "norm_com.geojson.gz"] {
        let Some(areas) = published_areas(name) else { continue };
        let mut published: BTreeMap<String, f64> = BTreeMap::new();
        for (code, area) in areas {
            let carried = carrier.carry(2023, &code).unwrap();
            if carried.len() > 1 {
                continue;
            }
            *published.entry(carried[0].0.clone()).or_default() += area;
        }
        assert!(published.len() > 2_400, "{name}");
        let gap = |(code, published): (String, f64)| {
            let row = GEOGRAPHY.communes.binary_search_by(|commune| commune.code.cmp(&code)).unwrap();
            let ours = GEOGRAPHY.commune.territories[row].area_km2.unwrap();
            // A generalised outline: a seventh (27601, whose published area leaves out the estuary of the Seine), or a quarter of
            // a square kilometre.
            let far = (ours - published).abs() > published / 7.0 + 0.25;
            (far && !on_the_edge[row]).then_some((code, ours, published))
        };
        let gaps: Vec<_> = published.into_iter().filter_map(gap).collect();
        assert_eq!(gaps, vec![], "{name}");
    }
}
