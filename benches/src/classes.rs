//! Natural classes for a map.

use lanterne_observatory::Value;
use lanterne_observatory::classes::{Classes, Method};

use crate::inputs::{Fault, Inputs};
use crate::measured::{Measured, measure};
use crate::rates::known;
use crate::work::{Peer, Work};

pub(crate) fn works() -> Vec<Work> {
    vec![Work {
        name: "natural_classes",
        title: "exact Fisher–Jenks, k = 6, 35 228 communes",
        peers: &[Peer { script: "peer_jenks", task: "jenkspy", name: "jenkspy (C)", goal: 200.0, goal_wall: None }],
        limit: "a division for each start tried, some 15 per value and class, over columns that stay in the second cache: the \
                throughput of the divider; the rest is the sort",
        run: natural_classes,
    }]
}

/// Agrees where the sum of squared deviations is that of the oracle or less.
fn natural_classes(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let rates = known(&inputs.communes("rate")?);
    let oracle = inputs.numbers("oracle/jenks_fr.csv", "ssd")?.first().copied().unwrap_or(f64::NAN);
    Ok(measure(
        runs,
        || Classes::of(&rates, 6, Method::FisherJenks, None),
        |classes| {
            let found = squares(&rates, classes);
            let answer = format!("sum of squares {found:.7}");
            if found <= oracle * (1.0 + 1e-12) { Ok(answer) } else { Err(format!("{answer}, {oracle:.7} expected")) }
        },
    ))
}

/// Squared deviations from the means of the classes.
fn squares(rates: &[Value], classes: &Classes) -> f64 {
    let of = |class: usize| -> Vec<f64> {
        let rows = rates.iter().zip(&classes.class).filter(|row| row.1.map(usize::from) == Some(class));
        rows.filter_map(|row| row.0.ok()).collect()
    };
    (1..classes.breaks.len()).map(|class| deviations(&of(class - 1))).sum()
}

fn deviations(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean).powi(2)).sum()
}
