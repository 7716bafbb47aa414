//! Access to 2 000 operators within 30 km: the answers of `access` and of scipy's cKDTree.

use std::path::Path;

use lanterne_observatory::Absence;
use lanterne_observatory::access::{Decay, nearest, two_step};
use lanterne_observatory::travel::{Active, Times};

use crate::harness::{ZONES, assert_near, column, communes, rows, unpacked};

/// Farthest distance, metres.
const CUT_M: f64 = 30_000.0;

/// Every pair within the cut, tried one by one: coordinates are whole metres, so that bounds are exact.
fn pairs(communes: &[[f64; 2]], operators: &[[f64; 2]]) -> Times {
    let row = |from: &[f64; 2]| {
        let distance = |to: &[f64; 2]| ((from[0] - to[0]).powi(2) + (from[1] - to[1]).powi(2)).sqrt();
        let all = operators.iter().enumerate().map(|(site, to)| (site as u32, distance(to)));
        Ok(all.filter(|journey| journey.1 <= CUT_M).collect())
    };
    Times::from_rows(operators.len(), communes.iter().map(row).collect())
}

#[test]
fn catchments_and_nearest_operators_of_france_and_of_a_region_are_those_of_the_peers() {
    let Some(folder) = unpacked() else { return };
    for zone in ZONES {
        let sum = catchments_and_nearest_operators(folder, zone);
        assert!(zone != "fr" || (sum - 117.171_784_355_080_75).abs() < 1e-9, "{sum}");
    }
}

/// The sum of the enhanced catchments, once all is compared.
fn catchments_and_nearest_operators(folder: &Path, zone: &str) -> f64 {
    let communes = communes(folder, zone);
    let operators = rows(folder.join("inputs/supply.csv"));
    let oracle = rows(folder.join(format!("oracle/access_{zone}.csv")));
    let point = |row: &Vec<String>, x: usize| [row[x].parse().unwrap(), row[x + 1].parse().unwrap()];
    let from: Vec<[f64; 2]> = communes.iter().map(|row| point(row, 3)).collect();
    let to: Vec<[f64; 2]> = operators.iter().map(|row| point(row, 1)).collect();
    let times = pairs(&from, &to);
    assert!(zone != "fr" || (times.origins(), times.pairs()) == (35_228, 422_335));

    let (people, capacity) = (column(&communes, 6), column(&operators, 3));
    let first = two_step(&times, &Decay::threshold(CUT_M).unwrap(), &people, &capacity);
    assert_near(&first.access, &column(&oracle, 1), 1e-9);
    let bands = Decay::bands(&[(10_000.0, 1.0), (20_000.0, 0.68), (CUT_M, 0.22)]).unwrap();
    let enhanced = two_step(&times, &bands, &people, &capacity);
    assert_near(&enhanced.access, &column(&oracle, 2), 1e-9);

    for (commune, journey) in nearest(&times, Active::All).into_iter().enumerate() {
        let (metres, site): (f64, usize) = (oracle[commune][3].parse().unwrap(), oracle[commune][4].parse().unwrap());
        if metres > CUT_M {
            assert_eq!(journey.minutes, Err(Absence::Nil), "commune {commune}");
        } else {
            assert_eq!((journey.minutes, journey.site), (Ok(metres), Some(site)), "commune {commune}");
        }
    }
    enhanced.access.iter().map(|access| access.unwrap()).sum()
}
