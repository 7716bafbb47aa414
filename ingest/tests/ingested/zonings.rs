//! Zones d'emploi and bassins de vie, from a table of membership: made up, in the layout INSEE publishes it in; and the real one,
//! where the shared data lie beside the repository.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use drawing::{counts, ingest, shipped, snapshot};
use lanterne_data::read::{Contents, contents, review};
use lanterne_ingest::IngestError;
use lanterne_ingest::geography::Geography;
use lanterne_observatory::Level;

use crate::{beside, drawing, workbook};

const CARD: &str = "insee/appartenance";
const CARD_2024: &str = "insee/appartenance-2024";
const TABLE: &str = "table-appartenance-geo-communes-2026.zip";
const MEMBER: &str = "table-appartenance-geo-communes-2026.xlsx";

fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Zones made up by a rule: the communes of a square of so many degrees; named by number, or by their most populous commune.
fn squares(geography: &Geography, degrees: f64) -> BTreeMap<(i64, i64), Vec<usize>> {
    let mut squares: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (row, territory) in geography.commune.territories.iter().enumerate() {
        let [lon, lat] = territory.point.unwrap().map(|place| (place / degrees).floor() as i64);
        squares.entry((lon, lat)).or_default().push(row);
    }
    squares
}

/// The zone of each commune: number of a square of 1.5°, and main commune of a square of 0.4°.
fn made_up(geography: &Geography) -> Vec<[String; 2]> {
    let mut zones = vec![[String::new(), String::new()]; geography.communes.len()];
    for (number, rows) in squares(geography, 1.5).into_values().enumerate() {
        rows.into_iter().for_each(|row| zones[row][0] = format!("{number:04}"));
    }
    for rows in squares(geography, 0.4).into_values() {
        let most = rows.iter().max_by_key(|row| geography.commune.territories[**row].population).unwrap();
        let code = geography.communes[*most].code.clone();
        rows.into_iter().for_each(|row| zones[row][1] = code.clone());
    }
    zones
}

/// The workbook of these zones, with the faults a real one has had.
fn write(path: &Path, geography: &Geography, zones: &[[String; 2]]) {
    let mut communes: Vec<Vec<String>> =
        ["Appartenance", "Mise en ligne", "Champ", "Source", "Code"].map(|title| cells(&[title])).to_vec();
    communes.push(cells(&["CODGEO", "LIBGEO", "DEP", "REG", "EPCI", "ZE2020", "UU2020", "BV2022"]));
    let line = |code: &str, zone: &str, bassin: &str| cells(&[code, "nom", "00", "00", "0", zone, "0", bassin]);
    for (commune, [zone, bassin]) in geography.communes.iter().zip(zones) {
        match commune.code.as_str() {
            "80021" => {}
            "85113" => communes.push(line("85113", "ZZZZ", "ZZZZZ")),
            code => communes.push(line(code, zone, bassin)),
        }
    }
    communes.push(line("80021", "123", "80021"));
    communes.push(line("80999", "0001", "80021"));
    communes.push(line("80001", "0001", "80021"));
    communes.push(line("75101", "0001", "75056"));
    communes.push(line("97701", "0001", "97701"));
    let mut labels = vec![cells(&["Zones supra-communales"]), cells(&["NIVGEO", "CODGEO", "LIBGEO", "NB_COM"])];
    labels.extend([cells(&["EPCI", "200000172", "CC Faucigny", "7"]), cells(&["ZE2020", "9999", "Nulle part", "1"])]);
    let (mut of_zone, mut of_bassin) = (BTreeMap::new(), BTreeSet::new());
    for [zone, bassin] in zones {
        *of_zone.entry(zone).or_insert(0) += 1;
        of_bassin.insert(bassin);
    }
    // The last one is left without a name.
    let named = of_zone.iter().take(of_zone.len() - 1);
    labels.extend(named.map(|(zone, count)| cells(&["ZE2020", zone, &format!("Zone {zone}"), &count.to_string()])));
    labels.extend(of_bassin.iter().map(|code| cells(&["BV2022", code, &format!("Bassin {code}"), "1"])));
    workbook::write(path, MEMBER, &[("COM", communes), ("Zones_supra_communales", labels)]);
}

/// For each level of zones, what must hold whatever the table: sums, belonging, departments, who touches whom.
fn is_sound(contents: &Contents, without: usize) {
    for level in [Level::ZoneEmploi, Level::BassinVie] {
        let index = &contents.territories[level as usize];
        let communes = &contents.territories[Level::Commune as usize];
        let of_commune = contents.belonging.at(level);
        assert!(contents.holds(level) && index.code.is_sorted());
        assert_eq!(of_commune.iter().filter(|zone| zone.is_none()).count(), without, "{level}");
        let mut twin: BTreeMap<u32, (i64, i32, BTreeMap<&str, i64>)> = BTreeMap::new();
        for (row, zone) in of_commune.iter().enumerate() {
            let Some(zone) = zone else { continue };
            let own = twin.entry(*zone).or_default();
            let people = communes.population[row].unwrap_or(0);
            own.0 += people;
            own.1 += 1;
            *own.2.entry(communes.departement[row].as_deref().unwrap()).or_default() += people;
        }
        assert_eq!(twin.len(), index.len(), "no zone is empty");
        for (zone, (people, count, departements)) in twin {
            let zone = zone as usize;
            assert_eq!((index.population[zone], index.commune_count[zone]), (Some(people), count), "{level} {zone}");
            let own = departements[index.departement[zone].as_deref().unwrap()];
            assert!(departements.values().all(|other| *other <= own), "most of its inhabitants live there");
            assert!(index.area_km2[zone].is_some() && index.point[zone].is_some() && index.bbox[zone].is_some());
        }
        assert!((0..index.len()).any(|row| !index.neighbours.of(row).is_empty()), "{level}: zones touch");
    }
}

#[test]
fn a_table_of_membership_gives_two_levels_and_an_account_of_every_row() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let geography = shipped().geography();
    let zones = made_up(&geography);
    write(&from.path().join(TABLE), &geography, &zones);
    let outcome = ingest(&[CARD], from.path(), var.path()).unwrap();
    // Refused: a zero lost (Amiens), no such commune, a code twice; out of scope: an arrondissement, a collectivity.
    assert_eq!(counts(&outcome, TABLE), [34_879, 34_874, 3, 2]);
    let labels: i64 = zones.iter().flatten().collect::<BTreeSet<_>>().len() as i64;
    // One zone is unnamed; one label is of another level, one of no zone.
    assert_eq!(counts(&outcome, &format!("{TABLE} : Zones_supra_communales")), [labels + 1, labels - 1, 1, 1]);
    for level in ["zones d’emploi", "bassins de vie"] {
        let expected = counts(&outcome, &format!("{TABLE} : communes attendues, {level}"));
        assert_eq!(expected, [34_875, 34_873, 1, 1], "{level}: Amiens is missing, an island is in none");
    }
    let snapshot = snapshot(var.path());
    let refused = review::refused(&snapshot).unwrap();
    let amiens = refused.iter().find(|row| row.content.contains("CODGEO=80021")).unwrap();
    assert_eq!((amiens.column.as_str(), amiens.value.as_deref()), ("ZE2020", Some("123")));
    assert!(amiens.expectation.contains("zéro de tête"));
    let contents = contents(&snapshot).unwrap();
    is_sound(&contents, 2);
    let zone = contents.belonging.zone_emploi[geography.communes.iter().position(|own| own.code == "59350").unwrap()];
    let index = &contents.territories[Level::ZoneEmploi as usize];
    let lille = geography.communes.iter().position(|own| own.code == "59350").unwrap();
    assert_eq!(index.code[zone.unwrap() as usize], zones[lille][0]);
    assert_eq!(index.name[zone.unwrap() as usize], format!("Zone {}", zones[lille][0]));
    assert_eq!(index.name.last(), index.code.last(), "without a name, its code");
    let archives = var.path().join("snapshots").join(&outcome.id).join("tiles");
    for layer in ["zone_emploi", "bassin_vie"] {
        assert!(archives.join(format!("{layer}.pmtiles")).is_file(), "{layer}");
    }
}

#[test]
fn codes_of_another_year_are_carried_and_a_merger_over_a_limit_takes_the_zone_of_the_code_it_keeps() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let shipped = shipped();
    let (carrier, geography) = (shipped.carrier(), shipped.clone().geography());
    let zones = made_up(&geography);
    // Every commune of 2024 is in the zones of what it became, but for one of those that merged since.
    let became = |code: &str| carrier.carry(2024, code).unwrap()[0].0.clone();
    let merged = geography.passage.iter().find(|row| {
        row.cog_from == 2024
            && row.kind.as_str() == "merger"
            && row.code_from != row.code_to
            && became(&row.code_from) == row.code_to
    });
    let merged = merged.unwrap();
    let row_of = |code: &str| geography.communes.binary_search_by(|own| own.code.as_str().cmp(code)).unwrap();
    let other = |zone: &str| zones.iter().map(|own| own[0].as_str()).find(|own| *own != zone).unwrap().to_owned();
    let mut table = "CODGEO;ZE2020;BV2022\n".to_owned();
    for code in carrier.communes(2024) {
        let [zone, bassin] = &zones[row_of(&became(code))];
        let zone = if *code == *merged.code_from { other(zone) } else { zone.clone() };
        table.push_str(&format!("{code};{zone};{bassin}\n"));
    }
    // The names of the card's files say gzip; what they hold decides.
    std::fs::write(from.path().join("insee_table_appartenance_2024.csv.gz"), table).unwrap();
    std::fs::write(from.path().join("insee_libelles_zonages_2024.csv.gz"), "NIVGEO;CODGEO;LIBGEO\nZE2020;0000;Zéro\n")
        .unwrap();
    let outcome = ingest(&[CARD_2024], from.path(), var.path()).unwrap();
    let rows = carrier.communes(2024).count() as i64;
    assert_eq!(counts(&outcome, "insee_table_appartenance_2024.csv.gz"), [rows, rows, 0, 0]);
    let expected = counts(&outcome, "insee_table_appartenance_2024.csv.gz : communes attendues, zones d’emploi");
    assert_eq!(expected, [34_875, 34_875, 0, 0]);
    let contents = contents(&snapshot(var.path())).unwrap();
    is_sound(&contents, 0);
    let into = row_of(&merged.code_to);
    let index = &contents.territories[Level::ZoneEmploi as usize];
    assert_eq!(index.code[contents.belonging.zone_emploi[into].unwrap() as usize], zones[into][0]);
    assert_eq!(index.name[0], "Zéro");
}

#[test]
fn a_table_without_zones_and_two_tables_are_refused() {
    let (from, var) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    workbook::write(&from.path().join(TABLE), MEMBER, &[("COM", vec![cells(&["CODGEO", "LIBGEO", "DEP"])])]);
    let text = ingest(&[CARD], from.path(), var.path()).unwrap_err().to_string();
    assert!(text.contains("CODGEO, LIBGEO, DEP") && text.contains("« ZE2020 » ou « BV2022 »"), "{text}");
    let both = ingest(&[CARD, CARD_2024], from.path(), var.path());
    assert!(matches!(both, Err(IngestError::TwoZonings { .. })));
}

#[test]
fn the_real_table_gives_306_zones_and_1_707_bassins_and_accounts_for_every_commune() {
    let Some(table) = beside::beside("data/geo/insee_table_appartenance_2024.csv.gz") else { return };
    let var = tempfile::tempdir().unwrap();
    let outcome = ingest(&[CARD_2024], table.parent().unwrap(), var.path()).unwrap();
    // The file ends with a row of empty cells.
    assert_eq!(counts(&outcome, "insee_table_appartenance_2024.csv.gz"), [34_936, 34_935, 1, 0]);
    let [read, loaded, refused, aside] = counts(&outcome, "insee_libelles_zonages_2024.csv.gz");
    assert_eq!((loaded, refused, read), (306 + 1_707, 0, loaded + aside));
    for level in ["zones d’emploi", "bassins de vie"] {
        let expected = counts(&outcome, &format!("insee_table_appartenance_2024.csv.gz : communes attendues, {level}"));
        assert_eq!(expected, [34_875, 34_875, 0, 0], "{level}: every commune is in a zone, islands too");
    }
    let contents = contents(&snapshot(var.path())).unwrap();
    is_sound(&contents, 0);
    let count = |level: Level| contents.territories[level as usize].len();
    assert_eq!((count(Level::ZoneEmploi), count(Level::BassinVie)), (306, 1_707));
    nb_com_is_explained_by_the_cog(table.parent().unwrap(), &contents);
}

/// INSEE counts the communes of each zone in its own year; ours differ by what merged and split since, zone by zone.
fn nb_com_is_explained_by_the_cog(folder: &Path, contents: &Contents) {
    use std::io::Read;
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let mut text = String::new();
        flate2::read::GzDecoder::new(std::fs::File::open(folder.join(name)).unwrap())
            .read_to_string(&mut text)
            .unwrap();
        csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect()
    };
    let carrier = shipped().carrier();
    let membership = rows("insee_table_appartenance_2024.csv.gz");
    let mut differ = 0;
    for (level, nivgeo, column) in [(Level::ZoneEmploi, "ZE2020", 9), (Level::BassinVie, "BV2022", 12)] {
        let index = &contents.territories[level as usize];
        // What a zone gains or loses: each commune of 2024 counts one there, each of 2026 one in the zone it is in.
        let mut changed: BTreeMap<&str, i64> = BTreeMap::new();
        let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
        for row in membership.iter().filter(|row| !row[0].is_empty()) {
            let targets = carrier.carry(2024, &row[0]).unwrap();
            if targets.len() == 1 && targets[0].0 == row[0] {
                *arrived.entry(targets[0].0.clone()).or_default() += 1;
                continue;
            }
            *changed.entry(&row[column]).or_default() -= 1;
        }
        let communes = &contents.territories[Level::Commune as usize];
        for (commune, zone) in contents.belonging.at(level).into_iter().enumerate() {
            if let (Some(zone), false) = (zone, arrived.contains_key(&communes.code[commune])) {
                *changed.entry(&index.code[zone as usize]).or_default() += 1;
            }
        }
        for row in rows("insee_libelles_zonages_2024.csv.gz").iter().filter(|row| &row[0] == nivgeo) {
            let zone = index.row(&row[1]).unwrap() as usize;
            let published: i64 = row[3].parse().unwrap();
            let explained = published + changed.get(&row[1]).copied().unwrap_or(0);
            assert_eq!(i64::from(index.commune_count[zone]), explained, "{nivgeo} {} {}", &row[1], &row[2]);
            assert_eq!(index.name[zone], row[2]);
            differ += usize::from(i64::from(index.commune_count[zone]) != published);
        }
    }
    assert!(differ > 0, "some zones have fewer communes than in 2024");
}
