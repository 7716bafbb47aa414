//! The same figure by another road: what the API serves under a filter or of an earlier year, and what SQL counts in the tables of
//! the snapshot.

use std::collections::BTreeMap;

use crate::shipped::Server;
use crate::{database, snapshot};

/// A filter and a year as an address asks them, and as SQL says them.
const FILTERS: [(&str, &str, &str); 8] = [
    ("", "true", "true"),
    ("&annee=2018", "true", "true"),
    ("&annee=2021", "true", "true"),
    ("&annee=2020&famille=association&secteur=Q", "famille = 'association' AND section = 'Q'", "section = 'Q'"),
    ("&famille=association", "famille = 'association'", "true"),
    ("&secteur=Q", "section = 'Q'", "section = 'Q'"),
    (
        "&famille=cooperative,mutuelle&secteur=K,G,C",
        "famille IN ('cooperative', 'mutuelle') AND section IN ('K', 'G', 'C')",
        "section IN ('K', 'G', 'C')",
    ),
    ("&secteur=B", "section = 'B'", "section = 'B'"),
];

/// What SQL counts of a unit.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    people: f64,
    area: f64,
    ess: f64,
    ess_jobs: f64,
    all: f64,
    all_jobs: f64,
}

/// The units of the Hauts-de-France by row, on their covered communes, and the region itself.
fn counted(level: &str, asked: &str, ess: &str, economy: &str) -> (BTreeMap<u64, Counted>, Counted) {
    let unit = match level {
        "commune" => "code",
        other => other,
    };
    let year = asked.split("annee=").nth(1).and_then(|rest| rest.get(..4));
    let table = |name: &str| match year {
        None => format!("{name} WHERE true"),
        Some(year) => format!("past_{name} WHERE year = {year}"),
    };
    let (of_ess, of_economy, covered) = (table("ess_count"), table("economy_count"), table("coverage"));
    let sql = format!(
        "WITH ess AS (SELECT commune, sum(employers) AS e, sum(jobs) AS j FROM {of_ess} AND loi_2014 AND {ess} GROUP BY commune),
         economy AS (SELECT commune, sum(employers) AS e, sum(jobs) AS j FROM {of_economy} AND {economy} GROUP BY commune)
         SELECT unit.row, sum(ground.population)::DOUBLE, sum(ground.area_km2), coalesce(sum(ess.e), 0)::DOUBLE,
           coalesce(sum(ess.j), 0)::DOUBLE, coalesce(sum(economy.e), 0)::DOUBLE, coalesce(sum(economy.j), 0)::DOUBLE
         FROM commune
         JOIN territory AS unit ON unit.level = '{level}' AND unit.code = commune.{unit}
         JOIN territory AS ground ON ground.level = 'commune' AND ground.code = commune.code
         LEFT JOIN ess ON ess.commune = commune.code LEFT JOIN economy ON economy.commune = commune.code
         WHERE commune.departement IN (SELECT departement FROM {covered}) AND {{where}} GROUP BY unit.row"
    );
    let database = database();
    let rows = |filter: &str| -> Vec<(u64, Counted)> {
        let mut statement = database.prepare(&sql.replace("{where}", filter)).unwrap();
        let rows = statement.query_map([], |row| {
            let [people, area, ess, ess_jobs, all, all_jobs] =
                [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
            Ok((row.get::<_, i32>(0)? as u64, Counted { people, area, ess, ess_jobs, all, all_jobs }))
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    let region = rows("commune.region = '32'").into_iter().fold(Counted::default(), |sum, (_, own)| Counted {
        people: sum.people + own.people,
        area: sum.area + own.area,
        ess: sum.ess + own.ess,
        ess_jobs: sum.ess_jobs + own.ess_jobs,
        all: sum.all + own.all,
        all_jobs: sum.all_jobs + own.all_jobs,
    });
    (rows("true").into_iter().collect(), region)
}

/// What each indicator is, from what SQL counted; `None`: divided by nothing.
fn figure(indicator: &str, own: &Counted, region: &Counted) -> Option<f64> {
    let over = |scale: f64, counted: f64, by: f64| (by > 0.0).then(|| scale * counted / by);
    match indicator {
        "etablissements_10000_hab" => over(10_000.0, own.ess, own.people),
        "emplois_1000_hab" => over(1_000.0, own.ess_jobs, own.people),
        "etablissements_km2" => over(1.0, own.ess, own.area),
        "emplois_km2" => over(1.0, own.ess_jobs, own.area),
        "etablissements" => Some(own.ess),
        "emplois" => Some(own.ess_jobs),
        "part_etablissements" => over(100.0, own.ess, own.all),
        "part_emplois" => over(100.0, own.ess_jobs, own.all_jobs),
        "taille_moyenne" => over(1.0, own.ess_jobs, own.ess),
        "indice_specificite" => {
            over(1.0, over(1.0, own.ess_jobs, own.all_jobs)?, over(1.0, region.ess_jobs, region.all_jobs)?)
        }
        other => panic!("{other} has no figure in SQL"),
    }
}

const INDICATORS: [&str; 10] = [
    "etablissements_10000_hab",
    "emplois_1000_hab",
    "etablissements_km2",
    "emplois_km2",
    "etablissements",
    "emplois",
    "part_etablissements",
    "part_emplois",
    "taille_moyenne",
    "indice_specificite",
];

#[test]
fn a_filtered_figure_is_the_one_sql_counts() {
    let server = Server::start(snapshot());
    let (mut compared, mut told) = (0, 0);
    for (asked, ess, economy) in FILTERS {
        for level in ["commune", "epci", "departement", "region"] {
            let (units, region) = counted(level, asked, ess, economy);
            for indicator in INDICATORS {
                let series = server.json(&format!("/api/v1/series/{indicator}?level={level}&region=32{asked}"));
                let rows: Vec<u64> =
                    series["rows"].as_array().unwrap().iter().map(|row| row.as_u64().unwrap()).collect();
                assert!(!rows.is_empty());
                for (at, row) in rows.iter().enumerate() {
                    let expected = units.get(row).and_then(|own| figure(indicator, own, &region));
                    let served = series["value"][at].as_f64();
                    let place = format!("{indicator} {level} {row} {asked}: {served:?} instead of {expected:?}");
                    match (served, expected) {
                        (Some(served), Some(expected)) => {
                            assert!((served - expected).abs() <= 1e-11 * expected.abs(), "{place}");
                            told += usize::from(expected > 0.0);
                        }
                        (None, None) => assert_eq!(series["absence"][row.to_string()], "nil", "{place}"),
                        _ => panic!("{place}"),
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 240_000 && told > 35_000, "{compared} figures compared, {told} above zero");
}
