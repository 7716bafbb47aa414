//! The synthetic deployment from outside: its totals, its communes and structures, its bytes, and its files as operators
//! would have handed them in. Whether a monitor finds what is planted is `planted_inequity.rs`.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lanterne_ingest::synthetic::Made;
use lanterne_ingest::synthetic::deployment::{
    ACTIVITY_FILE, Act, Host, Inequity, SITES_FILE, Targets, ZONES_FILE, acts, write,
};

use crate::region;

static HOSTS: LazyLock<Vec<Host>> = LazyLock::new(|| {
    let mut register = region::targets("hauts-de-france");
    register.past.clear();
    Host::all(&Made::of(&register, &region::rows().places()).unwrap()).unwrap()
});

fn text() -> String {
    std::fs::read_to_string(region::shipped().join("synthetic/deploiement-hauts-de-france.toml")).unwrap()
}

fn targets() -> Targets {
    Targets::parse(&text(), "cibles.toml").unwrap_or_else(|fault| panic!("{fault}"))
}

/// A row of a file, by column.
type Row = BTreeMap<String, String>;

fn table(path: &Path, separator: u8) -> (Vec<String>, Vec<Row>) {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_path(path).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row =
        |record: csv::StringRecord| -> Row { header.iter().cloned().zip(record.iter().map(str::to_owned)).collect() };
    let rows = reader.records().map(|record| row(record.unwrap())).collect();
    (header, rows)
}

fn facts(name: &str) -> Vec<Row> {
    table(&region::shipped().join("facts").join(name), b',').1
}

/// The three files of the shipped targets.
fn written(folder: &Path) -> [PathBuf; 3] {
    write(&targets(), &HOSTS, folder).unwrap_or_else(|fault| panic!("{fault}"))
}

fn number(row: &Row, column: &str) -> u64 {
    if row[column].is_empty() { 0 } else { row[column].parse().unwrap() }
}

#[test]
fn every_scheme_and_year_adds_up_to_its_targets() {
    let targets = targets();
    let (mut beneficiaries, mut jobs) = (BTreeMap::new(), BTreeMap::new());
    for act in acts(&targets, &HOSTS, targets.seed) {
        *beneficiaries.entry((act.scheme, act.year)).or_insert(0) += act.beneficiaries;
        *jobs.entry((act.scheme, act.year)).or_insert(0) += act.jobs.unwrap_or(0);
    }
    for (scheme, target) in targets.scheme.iter().enumerate() {
        for (at, year) in targets.years.iter().enumerate() {
            let key = (scheme, *year);
            assert_eq!(beneficiaries[&key], target.beneficiaries[at], "{} {year}", target.scheme);
            assert_eq!(jobs[&key], target.jobs.get(at).copied().unwrap_or(0), "{} {year}", target.scheme);
        }
    }
}

#[test]
fn the_files_hold_the_published_volumes_of_every_year() {
    let folder = tempfile::tempdir().unwrap();
    let [_, _, activity] = written(folder.path());
    let (_, rows) = table(&activity, b';');
    for year in targets().years {
        let of_year: Vec<&Row> = rows.iter().filter(|row| row["annee"] == year.to_string()).collect();
        let sum = |column: &str| of_year.iter().map(|row| number(row, column)).sum::<u64>();
        assert!((700..=820).contains(&sum("beneficiaires")), "tg_001, {year}: {}", sum("beneficiaires"));
        assert!((4_000..=4_300).contains(&sum("emplois")), "tg_002, {year}: {}", sum("emplois"));
        let fidess = of_year.iter().filter(|row| row["dispositif"] == "fidess");
        assert_eq!(fidess.map(|row| number(row, "beneficiaires")).sum::<u64>(), 20, "tg_005, {year}");
    }
    let all = acts(&targets(), &HOSTS, targets().seed);
    assert_eq!(rows.len(), all.iter().filter(|act| act.handed_in).count(), "what was not handed in is in no file");
    assert!(all.iter().any(|act| !act.handed_in));
}

#[test]
fn every_structure_is_one_of_the_register_in_its_commune_once_a_year_for_a_scheme() {
    let folder = tempfile::tempdir().unwrap();
    let [_, _, activity] = written(folder.path());
    let hosts: BTreeMap<&str, &Host> = HOSTS.iter().map(|host| (host.code.as_str(), host)).collect();
    let mut met = BTreeSet::new();
    for row in table(&activity, b';').1 {
        let host = hosts.get(row["commune"].as_str()).unwrap_or_else(|| panic!("unknown commune: {row:?}"));
        assert!(!host.employers.is_empty(), "{row:?}");
        if row["siret"].is_empty() {
            assert!(number(&row, "beneficiaires") >= 1 && row["montant_eur"].is_empty(), "{row:?}");
            continue;
        }
        let employer = host.employers.iter().find(|employer| employer.siret == row["siret"]);
        let employer = employer.unwrap_or_else(|| panic!("no such establishment there: {row:?}"));
        assert!(employer.siret.starts_with('0') && employer.siret.len() == 14, "{row:?}");
        assert!(u64::from(employer.created) <= number(&row, "annee"), "helped before it is created: {row:?}");
        assert_eq!(row["beneficiaires"], "1", "{row:?}");
        assert!(met.insert((row["dispositif"].clone(), row["annee"].clone(), row["siret"].clone())), "twice: {row:?}");
    }
    assert!(met.len() > 1_500, "{}", met.len());
}

#[test]
fn the_same_targets_give_the_same_bytes_and_another_seed_others() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (one, two) in written(first.path()).iter().zip(written(second.path())) {
        assert!(std::fs::read(one).unwrap() == std::fs::read(&two).unwrap(), "{} differs", one.display());
    }
    let targets = targets();
    let [one, again, other] = [1, 1, 2].map(|seed| acts(&targets, &HOSTS, seed));
    assert!(one == again && one != other);
}

#[test]
fn every_row_is_as_the_published_schemas_ask() {
    let folder = tempfile::tempdir().unwrap();
    let files = written(folder.path());
    assert_eq!(
        files.each_ref().map(|path| path.file_name().unwrap().to_str().unwrap()),
        [SITES_FILE, ZONES_FILE, ACTIVITY_FILE]
    );
    for path in files {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let schema = std::fs::read(region::shipped().join(format!("schemas/{name}.json"))).unwrap();
        let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
        let fields = schema["fields"].as_array().unwrap();
        let (header, rows) = table(&path, b';');
        assert_eq!(header, fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), "{name}");
        assert!(!rows.is_empty(), "{name}");
        for (row, field) in rows.iter().flat_map(|row| fields.iter().map(move |field| (row, field))) {
            let (cell, asked) = (&row[field["name"].as_str().unwrap()], &field["constraints"]);
            if cell.is_empty() {
                assert!(asked["required"] != true, "{name}: {} is missing in {row:?}", field["name"]);
                continue;
            }
            if let Some(allowed) = asked["enum"].as_array() {
                assert!(allowed.iter().any(|one| one == cell.as_str()), "{name}: {row:?}");
            }
            let bound = |bound: &str| asked[bound].as_f64();
            if let Some(least) = bound("minimum") {
                assert!(cell.parse::<f64>().unwrap() >= least, "{name}: {row:?}");
            }
            if let Some(most) = bound("maximum") {
                assert!(cell.parse::<f64>().unwrap() <= most, "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn operators_carry_what_the_facts_say_and_no_amount_is_beyond_what_they_say() {
    let carried: BTreeMap<String, Vec<String>> = facts("operators.csv")
        .into_iter()
        .map(|row| (row["operator_id"].clone(), row["schemes"].split(';').map(str::to_owned).collect()))
        .collect();
    let schemes: BTreeMap<String, Row> =
        facts("schemes.csv").into_iter().map(|row| (row["scheme_id"].clone(), row)).collect();
    let targets = targets();
    assert_eq!(targets.scheme.len(), schemes.len(), "every scheme of the facts");
    for target in &targets.scheme {
        for carrier in &target.carrier {
            assert!(carried[&carrier.operator].contains(&target.scheme), "{} {}", carrier.operator, target.scheme);
        }
        let limit = |column: &str| schemes[&target.scheme][column].parse::<u64>().ok();
        match target.amount_eur {
            Some([low, high]) => {
                assert!(limit("amount_max_eur").is_some_and(|most| high <= most), "{}", target.scheme);
                assert!(limit("amount_min_eur").is_none_or(|least| low >= least), "{}", target.scheme);
            }
            None => assert_eq!(limit("amount_max_eur"), None, "{}: an amount is said", target.scheme),
        }
    }
    for site in &targets.site {
        let carried = &carried[&site.operator];
        assert!(!carried.is_empty() && site.schemes.iter().all(|scheme| carried.contains(scheme)), "{site:?}");
    }
    let all = acts(&targets, &HOSTS, 1);
    for act in all.iter().filter(|act| act.amount_eur.is_some()) {
        let [low, high] = targets.scheme[act.scheme].amount_eur.unwrap();
        assert!((low..=high).contains(&act.amount_eur.unwrap()), "{act:?}");
    }
}

/// The acts of an operator.
fn of_operator<'a>(targets: &'a Targets, all: &'a [Act], operator: &str) -> Vec<&'a Act> {
    let own = |act: &&Act| targets.scheme[act.scheme].carrier[act.carrier].operator == operator;
    all.iter().filter(own).collect()
}

#[test]
fn what_is_planted_is_there_and_is_not_there_without() {
    let (planted, fair) = (targets(), targets().equitable());
    let (there, without) = (acts(&planted, &HOSTS, 7), acts(&fair, &HOSTS, 7));
    assert!(without.iter().all(|act| act.handed_in));
    let in_epci = |act: &Act, epci: &[String]| HOSTS[act.host].epci.as_ref().is_some_and(|own| epci.contains(own));
    let scheme = |act: &Act| planted.scheme[act.scheme].scheme.clone();
    for inequity in &planted.inequity {
        let count = |all: &[Act]| match inequity {
            Inequity::BiasedScheme { scheme: biased, natures, .. } => {
                let outside = |act: &Act| HOSTS[act.host].nature.as_ref().is_none_or(|own| !natures.contains(own));
                all.iter().filter(|act| scheme(act) == *biased && outside(act)).count()
            }
            Inequity::Unreached { epci, .. } => all.iter().filter(|act| in_epci(act, epci)).count(),
            Inequity::Stopped { scheme: stopped, from, epci, .. } => {
                all.iter().filter(|act| scheme(act) == *stopped && act.year >= *from && in_epci(act, epci)).count()
            }
            Inequity::SilentZone { operator, departement, .. } => {
                let own = of_operator(&planted, all, operator);
                own.iter().filter(|act| HOSTS[act.host].departement == *departement).count()
            }
            Inequity::NotHandedIn { operator, year, .. } => {
                let own = of_operator(&planted, all, operator);
                own.iter().filter(|act| act.year == *year && act.handed_in).count()
            }
        };
        assert_eq!(count(&there), 0, "{inequity:?}");
        assert!(count(&without) > 3, "without it there would be some: {inequity:?}");
    }
    assert_eq!(planted.inequity.len(), 5, "one of each");
}

#[test]
fn a_silent_department_is_declared_and_no_site_is_where_nothing_reaches() {
    let folder = tempfile::tempdir().unwrap();
    let [sites, zones, _] = written(folder.path());
    let (_, zones) = table(&zones, b';');
    let epci: BTreeMap<&str, Option<&String>> =
        HOSTS.iter().map(|host| (host.code.as_str(), host.epci.as_ref())).collect();
    let (_, sites) = table(&sites, b';');
    for inequity in targets().inequity {
        match inequity {
            Inequity::SilentZone { operator, scheme, departement, .. } => {
                let declares = |row: &Row| {
                    row["operateur"] == operator
                        && row["dispositif"] == scheme
                        && (row["niveau"].as_str(), &row["code"]) == ("departement", &departement)
                };
                assert!(zones.iter().any(declares), "{operator} {departement}");
            }
            Inequity::Unreached { epci: none, .. } => {
                let in_one = |row: &Row| epci[row["commune"].as_str()].is_some_and(|own| none.contains(own));
                assert!(!sites.iter().any(in_one), "{none:?}");
            }
            _ => {}
        }
    }
    let made_up = |row: &Row| row["nom"].contains("synthétique") && row["adresse"].contains("synthétique");
    assert!(sites.iter().all(made_up), "a site says that it is made up");
    let keys: BTreeSet<&String> = sites.iter().map(|row| &row["site"]).collect();
    assert_eq!(keys.len(), sites.len());
}

#[test]
fn targets_that_do_not_go_together_are_refused_with_their_place() {
    let fault = |from: &str, to: &str| {
        let text = text();
        assert!(text.contains(from), "{from}");
        Targets::parse(&text.replacen(from, to, 1), "cibles.toml").unwrap_err().to_string()
    };
    for (from, to, said) in [
        ("beneficiaries = [20, 20, 20, 20, 20]", "beneficiaries = [20]", "scheme « fidess », beneficiaries"),
        ("[[\"etude\", 100.0]]", "[[\"etude\", 90.0]]", "une somme de 100"),
        ("amount_eur = [5000, 100000]", "amount_eur = [100000, 5000]", "le plus petit montant d’abord"),
        ("closed = \"2020-12-31\"", "closed = \"2017-12-31\"", "un jour qui ne précède pas l’ouverture"),
        ("opened = \"2022-03-01\"", "opened = \"2022-02-30\"", "un jour AAAA-MM-JJ"),
        ("fairness = \"etablissements\"", "fairness = \"population\"", "fairness"),
    ] {
        let found = fault(from, to);
        assert!(found.contains(said), "« {said} » in « {found} »");
    }
    let broken = fault("seed = 20241231", "sead = 20241231");
    let line = text().lines().position(|line| line.starts_with("seed")).unwrap() + 1;
    assert!(broken.contains(&format!("ligne {line}")), "{broken}");
    assert!(fault("kind = \"stopped\"", "kind = \"paused\"").contains("cibles.toml"));
}
