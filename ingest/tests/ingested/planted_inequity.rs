//! A monitor finds what is planted, and nothing beyond its stated error rate: 200 deployments with the planted inequities of
//! the shipped targets, and 200 equitable ones of the same volumes, judged by EPCI and by watch zone.
//!
//! Measured before it was asserted, by an independent program (Python) over these seeds: with everything planted, the four
//! unreached EPCI, FIDESS and the DLA of the watch zone were found 200 times in 200; an EPCI was wrongly said unreached in 2
//! deployments, a scheme wrongly said to reach too few in 2, a scheme wrongly said to miss an EPCI in none. Without anything
//! planted: 0, 4 and 0. The volumes do not let everything be seen: what cannot be found is asserted too.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use lanterne_ingest::synthetic::Made;
use lanterne_ingest::synthetic::deployment::{Host, Inequity, Targets, acts};
use lanterne_observatory::Value;
use lanterne_observatory::assembly::{Grouping, Territory};
use lanterne_observatory::cohort::finding::{Finding, Parameters, findings};
use lanterne_observatory::cohort::{Allocation, Benefit, Deployment, Fairness, Window, regroup};
use rayon::prelude::*;

use crate::region;

const SEEDS: u64 = 200;
/// The five years, the four last ones, and every three.
const WINDOWS: [Window; 5] = [
    Window { from: 2020, to: 2024 },
    Window { from: 2021, to: 2024 },
    Window { from: 2020, to: 2022 },
    Window { from: 2021, to: 2023 },
    Window { from: 2022, to: 2024 },
];
/// The watch zone whose candidate EPCI have no DLA since 2021.
const WATCHED: &str = "zone_est_80";

/// The region: its communes, its EPCI and its watch zones.
struct World {
    targets: Targets,
    hosts: Vec<Host>,
    /// SIREN of the EPCI, in row order.
    epci: Vec<String>,
    /// Row of the EPCI of each commune.
    unit: Vec<u32>,
    /// ESS employers of each EPCI.
    establishments: Vec<Value>,
    /// The watch zones, then the rest of the region.
    zones: Vec<String>,
    grouping: Grouping,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let mut register = region::targets("hauts-de-france");
    register.past.clear();
    let hosts = Host::all(&Made::of(&register, &region::rows().places()).unwrap()).unwrap();
    let codes: BTreeSet<String> = hosts.iter().map(|host| host.epci.clone().unwrap()).collect();
    let epci: Vec<String> = codes.into_iter().collect();
    let row = |code: &String| u32::try_from(epci.binary_search(code).unwrap()).unwrap();
    let unit: Vec<u32> = hosts.iter().map(|host| row(host.epci.as_ref().unwrap())).collect();
    let mut establishments = vec![0.0; epci.len()];
    for (host, unit) in hosts.iter().zip(&unit) {
        establishments[*unit as usize] += host.employers.len() as f64;
    }
    let (mut zones, mut territories) = (Vec::new(), Vec::new());
    for (zone, members) in watched(&epci) {
        zones.push(zone);
        territories.push(members.iter().map(row).collect::<Territory>());
    }
    let all: Territory = (0..epci.len() as u32).collect();
    territories.push(territories.iter().fold(all, |rest, zone| rest.difference(zone)));
    zones.push("reste".to_owned());
    let grouping = Grouping::of_territories(epci.len(), &territories);
    let path = region::shipped().join("synthetic/deploiement-hauts-de-france.toml");
    let targets = Targets::read(&path).unwrap_or_else(|fault| panic!("{fault}"));
    let establishments = establishments.into_iter().map(Ok).collect();
    World { targets, hosts, epci, unit, establishments, zones, grouping }
});

/// The watch zones of the facts and their candidate EPCI, those of the region.
fn watched(known: &[String]) -> Vec<(String, Vec<String>)> {
    let mut reader = csv::Reader::from_path(region::shipped().join("facts/territories.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|own| own == name).unwrap();
    let (zone, kind, candidates) = (at("territory_id"), at("kind"), at("candidate_epci_codes"));
    let members = |row: &csv::StringRecord| -> Vec<String> {
        row[candidates].split(';').map(str::to_owned).filter(|code| known.contains(code)).collect()
    };
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[kind] == "watch_zone");
    let zones = rows.map(|row| (row[zone].to_owned(), members(&row)));
    zones.filter(|(_, members)| !members.is_empty()).collect()
}

/// What is said of a deployment, each in its own words: « sans bénéficiaire · 200044030 », « trop peu · fidess », « manque ·
/// dla · zone_est_80 ».
type Said = BTreeSet<String>;

const UNREACHED: &str = "sans bénéficiaire";
const SHORTFALL: &str = "trop peu";
const MISSED: &str = "manque";

fn said(benefits: &[Benefit], establishments: &[Value], units: &[String]) -> Said {
    let open = vec![true; units.len()];
    let deployment = Deployment { benefits, open: &open };
    let schemes: Vec<u32> = (0..WORLD.targets.scheme.len() as u32).collect();
    let fair = [(Fairness::Establishments, Allocation::proportional(establishments, &open))];
    let slug = |scheme: u32| &WORLD.targets.scheme[scheme as usize].scheme;
    let words = |finding: Finding| match finding {
        Finding::Unreached { unit, .. } => format!("{UNREACHED} · {}", units[unit as usize]),
        Finding::Shortfall { scheme, .. } => format!("{SHORTFALL} · {}", slug(scheme)),
        Finding::SchemeUnreached { scheme, unit, .. } => {
            format!("{MISSED} · {} · {}", slug(scheme), units[unit as usize])
        }
    };
    findings(&deployment, &schemes, &WINDOWS, &fair, Parameters::default(), 2026).into_iter().map(words).collect()
}

/// What is said of a seed's deployment by EPCI, and by watch zone.
fn judged(targets: &Targets, seed: u64) -> [Said; 2] {
    let benefits: Vec<Benefit> = acts(targets, &WORLD.hosts, seed)
        .iter()
        .filter(|act| act.handed_in)
        .map(|act| Benefit {
            unit: WORLD.unit[act.host],
            scheme: act.scheme as u32,
            year: act.year,
            beneficiaries: act.beneficiaries,
        })
        .collect();
    let by_zone = regroup(&benefits, &WORLD.grouping);
    let of_zones = WORLD.grouping.sum(&WORLD.establishments);
    [said(&benefits, &WORLD.establishments, &WORLD.epci), said(&by_zone, &of_zones, &WORLD.zones)]
}

/// By EPCI and by watch zone, seed by seed.
fn every_seed(targets: &Targets, seeds: u64) -> [Vec<Said>; 2] {
    let all: Vec<[Said; 2]> = (1..=seeds).into_par_iter().map(|seed| judged(targets, seed)).collect();
    let (epci, zones) = all.into_iter().map(|[epci, zones]| (epci, zones)).unzip();
    [epci, zones]
}

static PLANTED: LazyLock<[Vec<Said>; 2]> = LazyLock::new(|| every_seed(&WORLD.targets, SEEDS));
static EQUITABLE: LazyLock<[Vec<Said>; 2]> = LazyLock::new(|| every_seed(&WORLD.targets.equitable(), SEEDS));

/// In how many deployments something is said.
fn times(all: &[Said], holds: impl Fn(&str) -> bool) -> u64 {
    all.iter().filter(|said| said.iter().any(|one| holds(one))).count() as u64
}

/// The most deployments of `trials` with a false finding that a rate allows: beyond it lies one chance in a thousand.
fn tolerated(trials: u64, rate: f64) -> u64 {
    let mut exactly = (1.0 - rate).powf(trials as f64);
    let mut at_most = exactly;
    let mut count = 0;
    while at_most < 0.999 {
        exactly *= (trials - count) as f64 / (count + 1) as f64 * rate / (1.0 - rate);
        at_most += exactly;
        count += 1;
    }
    count
}

/// EPCI of an inequity's list, as they are said.
fn planted_epci(words: &str, wanted: impl Fn(&Inequity) -> Option<&Vec<String>>) -> Said {
    let lists = WORLD.targets.inequity.iter().filter_map(wanted);
    lists.flatten().map(|epci| format!("{words} · {epci}")).collect()
}

fn unreached() -> Said {
    planted_epci(UNREACHED, |inequity| match inequity {
        Inequity::Unreached { epci, .. } => Some(epci),
        _ => None,
    })
}

/// EPCI where the DLA stopped.
fn stopped() -> Said {
    planted_epci("manque · dla", |inequity| match inequity {
        Inequity::Stopped { epci, .. } => Some(epci),
        _ => None,
    })
}

/// Whether it is true of the planted deployments: FIDESS is biased, the DLA stopped somewhere, four EPCI have nothing.
fn is_true(one: &str) -> bool {
    one.contains("fidess")
        || one == "trop peu · dla"
        || one == format!("{MISSED} · dla · {WATCHED}")
        || unreached().contains(one)
        || stopped().contains(one)
}

/// Each family of findings is false in no more deployments than its stated rate allows.
fn keeps_its_rates(all: &[Said], what: &str, is_false: impl Fn(&str) -> bool) {
    let Parameters { shortfall, discovery } = Parameters::default();
    for (family, rate) in [(UNREACHED, discovery), (SHORTFALL, shortfall), (MISSED, discovery)] {
        let found = times(all, |one| one.starts_with(family) && is_false(one));
        let (trials, most) = (all.len(), tolerated(all.len() as u64, rate));
        assert!(
            found <= most,
            "{what}: « {family} » is false in {found} of {trials} deployments, {most} are tolerated"
        );
    }
}

#[test]
fn the_tolerated_number_of_false_findings_is_that_of_the_binomial_law() {
    // scipy.stats.binom.ppf(0.999, n, p) (1.17.1)
    assert_eq!((tolerated(200, 0.05), tolerated(200, 0.01), tolerated(1, 0.05)), (21, 8, 1));
}

#[test]
fn planted_inequities_are_found_and_nothing_else_beyond_the_stated_rate() {
    let [by_epci, _] = &*PLANTED;
    assert_eq!(unreached().len(), 4);
    for planted in unreached().iter().map(String::as_str).chain(["trop peu · fidess"]) {
        assert_eq!(times(by_epci, |one| one == planted), SEEDS, "{planted}");
    }
    keeps_its_rates(by_epci, "planted, by EPCI", |one| !is_true(one));
}

#[test]
fn a_watch_zone_without_dla_is_found_as_one_and_not_epci_by_epci() {
    let [by_epci, by_zone] = &*PLANTED;
    assert_eq!(times(by_zone, |one| one == format!("{MISSED} · dla · {WATCHED}")), SEEDS, "power of 1 as a zone");
    // Each of the four expects two DLA: having none is an ordinary chance, and the monitor says so by saying nothing.
    assert_eq!(stopped().len(), 4);
    assert_eq!(times(by_epci, |one| stopped().contains(one)), 0, "none alone");
    assert!(
        times(by_epci, |one| one.starts_with("manque · fidess")) <= SEEDS / 20,
        "FIDESS is too small to miss one EPCI"
    );
    keeps_its_rates(by_zone, "planted, by watch zone", |one| !is_true(one));
}

#[test]
fn equitable_deployments_say_nothing_beyond_the_stated_rate() {
    let [by_epci, by_zone] = &*EQUITABLE;
    keeps_its_rates(by_epci, "equitable, by EPCI", |_| true);
    keeps_its_rates(by_zone, "equitable, by watch zone", |_| true);
}

#[test]
fn an_act_that_was_not_handed_in_makes_no_territory_unequal() {
    let only = |keep: fn(&Inequity) -> bool| {
        let inequity = WORLD.targets.inequity.iter().filter(|one| keep(one)).cloned().collect();
        Targets { inequity, ..WORLD.targets.clone() }
    };
    let gaps = only(|one| matches!(one, Inequity::NotHandedIn { .. } | Inequity::SilentZone { .. }));
    assert_eq!(gaps.inequity.len(), 2);
    let [by_epci, by_zone] = every_seed(&gaps, SEEDS / 4);
    keeps_its_rates(&by_epci, "a year not handed in, by EPCI", |_| true);
    keeps_its_rates(&by_zone, "a year not handed in, by watch zone", |_| true);
    let lost = acts(&gaps, &WORLD.hosts, 1).iter().filter(|act| !act.handed_in).count();
    assert!(lost > 20, "{lost}");
}
