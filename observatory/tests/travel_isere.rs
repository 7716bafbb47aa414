//! The straight-line model against a routed matrix of 512 communes of Isère (OSRM), in the data folder beside the
//! repository (`../shared/data/travel`). Where it is absent the test says so and stops. The constants were chosen with
//! `tests/oracle/check_travel.py`, on town halls; here the points are centroids.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use lanterne_observatory::travel::straight_line::distance_km;
use lanterne_observatory::travel::{Place, StraightLine};

fn read(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/travel").join(name);
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: no routed matrix at {}", path.display());
        return None;
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    Some(text.replace('"', ""))
}

/// Centroid and density of every commune, by code.
fn places(communes: &str) -> HashMap<&str, Place> {
    communes
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let number = |index: usize| cells[index].parse::<f64>().unwrap();
            let place = Place { lon: number(3), lat: number(4), density: Some(number(1) / number(2)) };
            (cells[0].trim_start_matches("FR_"), place)
        })
        .collect()
}

#[test]
fn nine_journeys_in_ten_fall_on_the_right_side_of_thirty_minutes_in_the_lowland() {
    let (Some(matrix), Some(communes)) = (read("TimeDistCarIsere.csv.gz"), read("TimeDistToParis.csv.gz")) else {
        return;
    };
    let (places, model) = (places(&communes), StraightLine::default());
    let mut lines = matrix.lines();
    let codes: Vec<&str> = lines.next().unwrap().split(',').skip(1).collect();
    let (mut journeys, mut agreed, mut ratios) = (0_u32, 0_u32, Vec::new());
    for line in lines {
        let mut cells = line.split(',');
        let Some(from) = cells.next().and_then(|code| places.get(code)) else { continue };
        for (code, seconds) in codes.iter().zip(cells) {
            let (Some(to), Ok(seconds)) = (places.get(code), seconds.parse::<f64>()) else { continue };
            let (km, routed) = (distance_km(*from, *to), seconds / 60.0);
            if from.lat.min(to.lat) < 45.3 || !(2.0..45.0).contains(&km) || routed <= 0.0 {
                continue;
            }
            let minutes = model.minutes(km, from.density, to.density).unwrap();
            journeys += 1;
            agreed += u32::from((minutes > 30.0) == (routed > 30.0));
            ratios.push(minutes / routed);
        }
    }
    assert!(journeys > 50_000, "{journeys} journeys");
    let share = f64::from(agreed) / f64::from(journeys);
    ratios.sort_unstable_by(f64::total_cmp);
    let median = ratios[ratios.len() / 2];
    println!("{journeys} journeys, {share:.3} on the same side of 30 minutes, median ratio {median:.3}");
    assert!(share > 0.9, "{share}");
    assert!((0.9..1.05).contains(&median), "{median}");
}
