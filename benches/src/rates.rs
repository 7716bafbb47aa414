//! Rates with the noise of small numbers taken out.

use lanterne_observatory::Value;
use lanterne_observatory::bayes::{local, smooth};
use lanterne_observatory::neighbour::Neighbours;

use crate::inputs::{Fault, Inputs};
use crate::measured::{Measured, measure, near};
use crate::work::{Peer, Work};

pub(crate) fn works() -> Vec<Work> {
    vec![
        Work {
            name: "empirical_bayes",
            title: "global empirical Bayes, 35 228 communes",
            peers: &[Peer { script: "peer_rates", task: "eb", name: "esda (numpy)", goal: 1.0, goal_wall: None }],
            limit: "memory bandwidth is far off (three passes over two columns of 16 bytes a value): a row costs two divisions and \
                    the tests of what may be absent, one row at a time, where numpy takes four bare doubles at once",
            run: empirical_bayes,
        },
        Work {
            name: "local_empirical_bayes",
            title: "local empirical Bayes, 35 228 communes, 210 342 borders",
            peers: &[Peer { script: "peer_rates", task: "spatial_eb", name: "esda", goal: 100.0, goal_wall: None }],
            limit: "two gathers of 32 bytes for each of 245 570 neighbours and selves, all in the second cache, and a chain of \
                    additions for each commune",
            run: local_empirical_bayes,
        },
    ]
}

/// A column of numbers as the measures take it.
pub(crate) fn known(numbers: &[f64]) -> Vec<Value> {
    numbers.iter().map(|&number| Ok(number)).collect()
}

/// A column of results as bare numbers; an absence is NaN.
pub(crate) fn bare(values: &[Value]) -> Vec<f64> {
    values.iter().map(|value| value.unwrap_or(f64::NAN)).collect()
}

fn empirical_bayes(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let (counts, people) = (known(&inputs.communes("ess_estab")?), known(&inputs.communes("pop")?));
    let oracle = inputs.numbers("oracle/rates_fr.csv", "eb")?;
    Ok(measure(runs, || smooth(&counts, &people), |rates| near(&bare(rates), &oracle, 1e-9)))
}

fn local_empirical_bayes(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let (counts, people) = (known(&inputs.communes("ess_estab")?), known(&inputs.communes("pop")?));
    let ends = |name| inputs.numbers("oracle/queen_fr.csv", name);
    let pairs: Vec<(u32, u32)> =
        ends("focal")?.into_iter().zip(ends("neighbor")?).map(|(from, to)| (from as u32, to as u32)).collect();
    let neighbours = Neighbours::from_pairs(counts.len(), pairs);
    // esda divides zero by zero where nothing was counted around: NaN, and zero here.
    let oracle: Vec<f64> = inputs
        .numbers("oracle/rates_fr.csv", "spatial_eb")?
        .into_iter()
        .map(|rate| if rate.is_nan() { 0.0 } else { rate })
        .collect();
    Ok(measure(runs, || local::smooth(&counts, &people, &neighbours), |rates| near(&bare(rates), &oracle, 1e-9)))
}
