//! Where to open twenty sites in Hauts-de-France: 3 808 communes, 400 candidates, Euclidean metres.

use lanterne_observatory::Value;
use lanterne_observatory::siting::{Budget, Problem, Solution, mclp, p_median};
use lanterne_observatory::travel::Times;

use crate::inputs::{Fault, Inputs};
use crate::measured::{Measured, measure};
use crate::rates::known;
use crate::work::{Peer, Work};

const DEPARTMENTS: [&str; 5] = ["02", "59", "60", "62", "80"];
const RADIUS: f64 = 20_000.0;
const SITES: usize = 20;
/// What the quick answer must reach of the optimum.
const QUICK: f64 = 0.997;
/// What the peers' best swaps reach, rounded as the goal says it.
const SWAPS: f64 = 63.82e9;

const HIGHS: Peer =
    Peer { script: "peer_location", task: "mclp_highspy", name: "HiGHS alone", goal: 1.0, goal_wall: None };
const SPOPT: Peer =
    Peer { script: "peer_location", task: "mclp_highs", name: "spopt (HiGHS)", goal: 4.0, goal_wall: None };

pub(crate) fn works() -> Vec<Work> {
    vec![
        Work {
            name: "mclp",
            title: "MCLP 3 808 × 400, p = 20, proven optimum",
            peers: &[SPOPT, HIGHS],
            limit: "a few thousand passes over the 44 272 pairs within the radius (L2 cache), then HiGHS on the sites the \
                    bound has not settled; reading the table of 1.5 million pairs once is 3 ms of memory bandwidth",
            run: |inputs, runs| asked(inputs, runs, |problem| mclp(problem, RADIUS, SITES, &Budget::exact()), optimum),
        },
        Work {
            name: "mclp_quick",
            title: "the same by heuristic, at least 99.7 % of the optimum, with its gap",
            peers: &[Peer { goal: 72.0, ..HIGHS }],
            limit: "reading the table once (1.5 million pairs, memory bandwidth), 120 passes over the pairs within the radius",
            run: |inputs, runs| asked(inputs, runs, |problem| mclp(problem, RADIUS, SITES, &Budget::quick()), nearly),
        },
        Work {
            name: "p_median_quick",
            title: "p-median 3 808 × 400, p = 20, at most 63.82e9, with its gap",
            peers: &[Peer {
                script: "peer_location",
                task: "greedy",
                name: "numpy, greedy + swaps",
                goal: 9.0,
                goal_wall: None,
            }],
            limit: "sorting 3 808 rows of 400 (13 million comparisons) is half of it; the bound reads a tenth of the pairs",
            run: |inputs, runs| {
                asked(inputs, runs, |problem| p_median(problem, None, SITES, &Budget::quick()), no_dearer)
            },
        },
        Work {
            name: "p_median",
            title: "the same, proven optimum (no peer proves it in 224 s)",
            peers: &[],
            limit: "as above",
            run: |inputs, runs| asked(inputs, runs, |problem| p_median(problem, None, SITES, &Budget::exact()), proven),
        },
    ]
}

fn asked(
    inputs: &Inputs,
    runs: usize,
    solve: impl Fn(&Problem<'_>) -> Solution,
    check: impl FnOnce(&Solution, f64) -> Result<String, String>,
) -> Result<Measured, Fault> {
    let (demand, times) = hauts_de_france(inputs)?;
    let oracle = inputs.numbers("oracle/mclp_hdf.csv", "covered")?.first().copied().unwrap_or(f64::NAN);
    let problem = Problem { demand: &demand, times: &times, existing: &[], allowed: None };
    Ok(measure(runs, || solve(&problem), |found| check(found, oracle)))
}

/// Population of the communes and metres, rounded, to each candidate.
fn hauts_de_france(inputs: &Inputs) -> Result<(Vec<Value>, Times), Fault> {
    let departments = inputs.text("inputs/communes_attr.csv", "dep")?;
    let (x, y, people) = (inputs.communes("x")?, inputs.communes("y")?, inputs.communes("pop")?);
    let kept: Vec<usize> = (0..x.len()).filter(|&row| DEPARTMENTS.contains(&departments[row].as_str())).collect();
    let place = |column| inputs.numbers("inputs/candidates_hdf.csv", column);
    let sites: Vec<(f64, f64)> = place("x")?.into_iter().zip(place("y")?).collect();
    let row = |&row: &usize| {
        let away = |(site_x, site_y): &(f64, f64)| (x[row] - site_x).hypot(y[row] - site_y).round_ties_even();
        Ok((0..).zip(sites.iter().map(away)).collect())
    };
    let times = Times::from_rows(sites.len(), kept.iter().map(row).collect());
    Ok((known(&kept.iter().map(|&row| people[row]).collect::<Vec<_>>()), times))
}

/// A sentence about an answer, right or wrong.
fn judged(found: &Solution, is_right: bool) -> Result<String, String> {
    let figures = format!("{}, bound {}", found.objective.unwrap_or(f64::NAN), found.bound.unwrap_or(f64::NAN));
    if is_right { Ok(figures) } else { Err(format!("{} ({figures})", found.status)) }
}

fn optimum(found: &Solution, oracle: f64) -> Result<String, String> {
    judged(found, found.objective == Ok(oracle) && found.bound == found.objective)
}

fn nearly(found: &Solution, oracle: f64) -> Result<String, String> {
    let (covered, bound) = (found.objective.unwrap_or(f64::NAN), found.bound.unwrap_or(f64::NAN));
    judged(found, covered >= QUICK * oracle && covered <= oracle && bound >= oracle)
}

fn no_dearer(found: &Solution, _: f64) -> Result<String, String> {
    judged(found, found.objective.is_ok_and(|cost| cost <= SWAPS))
}

fn proven(found: &Solution, _: f64) -> Result<String, String> {
    judged(found, found.objective.is_ok_and(|cost| cost <= SWAPS) && found.gap() == Ok(0.0))
}
