//! Inequality between and within departments.

use lanterne_observatory::equity::{Theil, decompose, decompose_columns, gini};
use lanterne_observatory::{Absence, Value};

use crate::inputs::{Fault, Inputs};
use crate::measured::{Measured, measure, near};
use crate::rates::known;
use crate::work::{Peer, Work};

/// Sum of the 21 indices of `theil_panel`, and of `gini_panel`, in the harness's baseline: it keeps no table of them.
const THEIL_PANEL: f64 = 63.325_148_688_915_65;
const GINI_PANEL: f64 = 15.048_409_122_860_08;

pub(crate) fn works() -> Vec<Work> {
    vec![
        Work {
            name: "theil_panel",
            title: "Theil T of 21 sections, within and between 96 departments",
            peers: &[Peer {
                script: "peer_rates",
                task: "theil_panel",
                name: "inequality (numpy)",
                goal: 100.0,
                goal_wall: None,
            }],
            limit: "740 000 logarithms and divisions; the columns are read once, a department at a time, out of memory",
            run: theil_panel,
        },
        Work {
            name: "theil",
            title: "Theil T of jobs per inhabitant, within and between 96 departments",
            peers: &[Peer {
                script: "peer_rates",
                task: "theil",
                name: "inequality (numpy)",
                goal: 100.0,
                goal_wall: None,
            }],
            limit: "35 228 logarithms and divisions",
            run: theil,
        },
        Work {
            name: "gini_panel",
            title: "Gini of 21 sections",
            peers: &[Peer {
                script: "peer_rates",
                task: "gini_panel",
                name: "inequality (numpy)",
                goal: 1.0,
                goal_wall: None,
            }],
            limit: "a sort of each column beside its weights; most rows of a section are zero",
            run: gini_panel,
        },
    ]
}

/// The rank of each commune's department, and how many there are.
fn departments(inputs: &Inputs) -> Result<(Vec<Option<usize>>, usize), Fault> {
    let codes = inputs.text("inputs/communes_attr.csv", "dep")?;
    let mut distinct = codes.clone();
    distinct.sort_unstable();
    distinct.dedup();
    Ok((codes.iter().map(|code| distinct.binary_search(code).ok()).collect(), distinct.len()))
}

/// ESS jobs of each section, a column each, in commune order.
fn panel(inputs: &Inputs, more: f64) -> Result<Vec<Vec<Value>>, Fault> {
    let sections = inputs.text("inputs/sections.csv", "section")?;
    let jobs = inputs.numbers("inputs/sections.csv", "ess")?;
    let of = |letter: char| {
        sections.iter().zip(&jobs).filter(move |row| row.0.starts_with(letter)).map(|row| Ok(row.1 + more)).collect()
    };
    Ok(('A'..='U').map(of).collect())
}

fn sum(found: impl Iterator<Item = Value>, expected: f64) -> Result<String, String> {
    near(&[found.map(|index| index.unwrap_or(f64::NAN)).sum()], &[expected], 1e-9).map(|_| format!("sum {expected}"))
}

fn theil_panel(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let (group, groups) = departments(inputs)?;
    let columns = panel(inputs, 1e-6)?;
    let columns: Vec<&[Value]> = columns.iter().map(Vec::as_slice).collect();
    let one = vec![Ok(1.0); group.len()];
    Ok(measure(
        runs,
        || decompose_columns(Theil::T, &columns, &one, &group, groups),
        |found| {
            sum(found.iter().map(|found| found.as_ref().map(|found| found.total).map_err(|&none| none)), THEIL_PANEL)
        },
    ))
}

fn theil(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let (group, groups) = departments(inputs)?;
    let (jobs, people) = (inputs.communes("ess_jobs")?, inputs.communes("pop")?);
    let rates: Vec<f64> = jobs.iter().zip(&people).map(|(jobs, people)| jobs / people + 1e-6).collect();
    let (rates, one) = (known(&rates), vec![Ok(1.0); group.len()]);
    let oracle = |name| inputs.numbers("oracle/inequality_fr.csv", name);
    let oracle = [oracle("theil_T")?, oracle("theil_between_dep")?, oracle("theil_within_dep")?].concat();
    Ok(measure(
        runs,
        || decompose(Theil::T, &rates, &one, &group, groups),
        |found| match found {
            Ok(found) => near(&[found.total, found.between, found.within], &oracle, 1e-12)
                .map(|_| format!("T {}, between {}, within {}", found.total, found.between, found.within)),
            Err(absence) => Err(absence.label().to_owned()),
        },
    ))
}

fn gini_panel(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let columns = panel(inputs, 0.0)?;
    let one = vec![Ok(1.0); columns.first().map_or(0, Vec::len)];
    Ok(measure(
        runs,
        || columns.iter().map(|rates| gini(rates, &one)).collect::<Vec<Value>>(),
        // A section without any job has no index: the peer's is 0/0, which its sum leaves out.
        |found| sum(found.iter().copied().filter(|index| *index != Err(Absence::Nil)), GINI_PANEL),
    ))
}
