//! Access to 2 000 operators within 30 km, the pairs given.

use lanterne_observatory::Value;
use lanterne_observatory::access::{Decay, nearest, two_step};
use lanterne_observatory::travel::{Active, Journey, Times};

use crate::inputs::{Fault, Inputs};
use crate::measured::{Measured, measure, near};
use crate::rates::{bare, known};
use crate::work::{Peer, Work};

/// Farthest distance, metres.
const CUT_M: f64 = 30_000.0;

pub(crate) fn works() -> Vec<Work> {
    vec![
        Work {
            name: "e2sfca",
            title: "E2SFCA, 422 335 pairs given",
            peers: &[
                Peer { script: "peer_access", task: "e2fca", name: "access", goal: 100.0, goal_wall: None },
                Peer { script: "peer_access", task: "fca2_numpy", name: "numpy by hand", goal: 4.0, goal_wall: None },
            ],
            limit: "three passes over the pairs (weigh, ask, offer), about 1 ns a pair each: the weighing compares at the width of \
                    the vector unit, the two others are bound by instructions (a load of the pair, a gather or an addition \
                    into 16 kB that stay in the first cache) and by one misprediction a row of 12 pairs; reading the pairs from \
                    the third cache would take a quarter of that",
            run: e2sfca,
        },
        Work {
            name: "2sfca",
            title: "2SFCA, 422 335 pairs given",
            peers: &[Peer { script: "peer_access", task: "fca2", name: "access", goal: 1.0, goal_wall: None }],
            limit: "as the E2SFCA",
            run: two_sfca,
        },
        Work {
            name: "nearest_active",
            title: "nearest active operator of each commune, 422 335 pairs given",
            peers: &[],
            limit: "one pass over the pairs, then a journey of 48 bytes written for each commune",
            run: nearest_active,
        },
    ]
}

struct Country {
    times: Times,
    people: Vec<Value>,
    capacity: Vec<Value>,
}

impl Country {
    fn read(inputs: &Inputs) -> Result<Self, Fault> {
        let supply = |column: &str| inputs.numbers("inputs/supply.csv", column);
        let (x, y, to_x, to_y) = (inputs.communes("x")?, inputs.communes("y")?, supply("x")?, supply("y")?);
        let row = |(x, y): (&f64, &f64)| {
            let metres = |(to_x, to_y): (&f64, &f64)| ((x - to_x).powi(2) + (y - to_y).powi(2)).sqrt();
            let all = to_x.iter().zip(&to_y).map(metres).enumerate();
            Ok(all.map(|(site, metres)| (site as u32, metres)).filter(|journey| journey.1 <= CUT_M).collect())
        };
        let times = Times::from_rows(to_x.len(), x.iter().zip(&y).map(row).collect());
        Ok(Self { times, people: known(&inputs.communes("pop")?), capacity: known(&supply("capacity")?) })
    }
}

fn catchment(inputs: &Inputs, runs: usize, bands: &[(f64, f64)], column: &str) -> Result<Measured, Fault> {
    let country = Country::read(inputs)?;
    let decay = Decay::bands(bands)?;
    let oracle = inputs.numbers("oracle/access_fr.csv", column)?;
    let kernel = || two_step(&country.times, &decay, &country.people, &country.capacity);
    Ok(measure(runs, kernel, |found| near(&bare(&found.access), &oracle, 1e-9)))
}

fn e2sfca(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    catchment(inputs, runs, &[(10_000.0, 1.0), (20_000.0, 0.68), (CUT_M, 0.22)], "e2fca")
}

fn two_sfca(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    catchment(inputs, runs, &[(CUT_M, 1.0)], "fca2")
}

fn nearest_active(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let country = Country::read(inputs)?;
    let all = inputs.numbers("oracle/access_fr.csv", "nearest_m")?;
    let oracle: Vec<f64> = all.into_iter().map(|metres| if metres <= CUT_M { metres } else { f64::NAN }).collect();
    let metres = |journeys: &Vec<Journey>| bare(&journeys.iter().map(|journey| journey.minutes).collect::<Vec<_>>());
    Ok(measure(runs, || nearest(&country.times, Active::All), |journeys| near(&metres(journeys), &oracle, 0.0)))
}
