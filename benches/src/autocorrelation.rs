//! Local Moran and Gi* with 999 permutations, and Moran's I.

use lanterne_observatory::autocorrelation::permutation::{Design, Draws, unwatched};
use lanterne_observatory::autocorrelation::{
    Field, Focal, GetisOrd, Judgement, LocalMoran, Test, Untested, getis_ord, local_moran, moran,
};
use lanterne_observatory::neighbour::{Neighbours, Weighting};

use crate::inputs::{Fault, Inputs};
use crate::measured::{Measured, measure, near};
use crate::rates::known;
use crate::work::{Peer, Work};

const PERMUTATIONS: u32 = 999;
/// Share of the rows that may lie beyond 4.5 standard errors of a simulated p-value: the rule of the harness.
const FAR_SHARE: f64 = 0.001;

pub(crate) fn works() -> Vec<Work> {
    const fn esda(task: &'static str, goal: f64) -> Peer {
        Peer { script: "peer_moran", task, name: "esda (numba, warm)", goal, goal_wall: None }
    }
    const fn geoda(task: &'static str) -> Peer {
        Peer { script: "peer_moran", task, name: "GeoDa (C++)", goal: 4.0, goal_wall: Some(8.0) }
    }
    vec![
        Work {
            name: "local_moran_shared",
            title: "local Moran, 999 permutations, one table of draws, 35 228 communes",
            peers: &[const { esda("moran_local_1core", 10.0) }],
            limit: "35 million comparisons of 8-byte sums in the first-level cache, two per instruction; no gather is left",
            run: |inputs, runs| local(inputs, runs, Draws::Shared),
        },
        Work {
            name: "local_moran_independent",
            title: "local Moran, 999 permutations, each commune its own draws",
            peers: &[const { geoda("geoda_local") }],
            limit: "210 million draws at about six cycles: random numbers half, doubles a fifth, the rest random reads of a \
                    column of 282 kB in the second-level cache",
            run: |inputs, runs| local(inputs, runs, Draws::Independent),
        },
        Work {
            name: "gi_star_shared",
            title: "Gi*, 999 permutations, one table of draws",
            peers: &[const { esda("gi_star", 10.0) }],
            limit: "as local Moran",
            run: |inputs, runs| star(inputs, runs, Draws::Shared),
        },
        Work {
            name: "gi_star_independent",
            title: "Gi*, 999 permutations, each commune its own draws",
            peers: &[const { geoda("geoda_gstar") }],
            limit: "as local Moran",
            run: |inputs, runs| star(inputs, runs, Draws::Independent),
        },
        Work {
            name: "gi_star_analytic",
            title: "Gi* by the normal law",
            peers: &[const { esda("gi_star_analytic", 10.0) }],
            limit: "a pass over 210 342 neighbours in the second-level cache, an error function a row",
            run: analytic,
        },
        Work {
            name: "moran",
            title: "Moran's I, 999 permutations of the whole column",
            peers: &[const { esda("moran", 2.0) }],
            limit: "35 million swaps and 210 million reads of a shuffled column in the second-level cache",
            run: global,
        },
    ]
}

/// The rates and who is beside whom.
fn zone(inputs: &Inputs) -> Result<(Vec<lanterne_observatory::Value>, Neighbours), Fault> {
    let rates = known(&inputs.communes("rate")?);
    let edge = |column: &str| inputs.numbers("oracle/queen_fr.csv", column);
    let (from, to) = (edge("focal")?, edge("neighbor")?);
    let pairs = from.into_iter().zip(to).map(|(from, to)| (from as u32, to as u32));
    let neighbours = Neighbours::from_pairs(rates.len(), pairs);
    Ok((rates, neighbours))
}

fn test(draws: Draws) -> Test {
    Test { design: Design { draws, permutations: PERMUTATIONS, ..Design::default() }, ..Test::default() }
}

/// Columns of the oracle for the rows that have neighbours, and those rows.
struct Oracle {
    kept: Vec<bool>,
    column: Vec<f64>,
    p: Vec<f64>,
}

impl Oracle {
    fn read(inputs: &Inputs, column: &str) -> Result<Self, Fault> {
        let read = |column: &str| inputs.numbers("oracle/local_fr.csv", column);
        let kept: Vec<bool> = read("neighbors")?.into_iter().map(|count| count > 0.0).collect();
        let keep =
            |column: Vec<f64>| column.into_iter().zip(&kept).filter_map(|(x, &kept)| kept.then_some(x)).collect();
        Ok(Self { column: keep(read(column)?), p: keep(read("p_sim")?), kept })
    }

    /// Statistics to 1e-9, p-values by the harness's rule.
    fn check<T: Copy>(
        &self,
        rows: &[Result<T, Untested>],
        statistic: impl Fn(T) -> f64,
        p: Option<impl Fn(T) -> f64>,
    ) -> Result<String, String> {
        let kept = || rows.iter().zip(&self.kept).filter(|(_, kept)| **kept).map(|(row, _)| row);
        let found: Vec<f64> = kept().map(|row| row.map_or(f64::NAN, &statistic)).collect();
        // A figure near 0 is a difference that cancels: the harness allows 1e-12 there.
        let snapped: Vec<f64> =
            found.iter().zip(&self.column).map(|(&f, &o)| if (f - o).abs() < 1e-12 { o } else { f }).collect();
        let same = near(&snapped, &self.column, 1e-9)?;
        let Some(p) = p else { return Ok(same) };
        let far = |(row, &oracle): (&Result<T, Untested>, &f64)| {
            let found = row.map_or(f64::NAN, &p);
            let permutations = f64::from(PERMUTATIONS);
            let middle = f64::midpoint(found, oracle).clamp(1.0 / (permutations + 1.0), 0.5);
            let apart = (found - oracle).abs() / (2.0 * middle * (1.0 - middle) / permutations).sqrt();
            apart > 4.5 || apart.is_nan()
        };
        let share = kept().zip(&self.p).filter(|pair| far(*pair)).count() as f64 / self.p.len() as f64;
        let told = format!("{same}; {:.3} % of p-values beyond 4.5 s.e.", 100.0 * share);
        if share <= FAR_SHARE { Ok(told) } else { Err(told) }
    }
}

fn local(inputs: &Inputs, runs: usize, draws: Draws) -> Result<Measured, Fault> {
    let ((rates, neighbours), oracle) = (zone(inputs)?, Oracle::read(inputs, "Is")?);
    let kernel = || local_moran(&rates, &neighbours, Weighting::RowStandardised, &test(draws));
    Ok(measure(runs, kernel, |rows| oracle.check(rows, |row: LocalMoran| row.statistic, Some(|row: LocalMoran| row.p))))
}

fn star(inputs: &Inputs, runs: usize, draws: Draws) -> Result<Measured, Fault> {
    let ((rates, neighbours), oracle) = (zone(inputs)?, Oracle::read(inputs, "Gi_star_z_binary")?);
    let kernel = || getis_ord(&rates, &neighbours, Focal::Included, Weighting::Binary, &test(draws));
    Ok(measure(runs, kernel, |rows| oracle.check(rows, |row: GetisOrd| row.z, Some(|row: GetisOrd| row.p))))
}

fn analytic(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let ((rates, neighbours), oracle) = (zone(inputs)?, Oracle::read(inputs, "Gi_star_z_binary")?);
    let kernel = || {
        let field = Field::of(&rates, &neighbours);
        GetisOrd::analytic(&field, Focal::Included, Weighting::Binary, &Judgement::default())
    };
    Ok(measure(runs, kernel, |rows| oracle.check(rows, |row: GetisOrd| row.z, None::<fn(GetisOrd) -> f64>)))
}

fn global(inputs: &Inputs, runs: usize) -> Result<Measured, Fault> {
    let ((rates, neighbours), oracle) = (zone(inputs)?, inputs.numbers("oracle/moran_fr.csv", "I")?);
    let kernel = || {
        let field = Field::of(&rates, &neighbours);
        let tails = lanterne_observatory::autocorrelation::moran::moran_tails(
            &field,
            Weighting::RowStandardised,
            &test(Draws::Independent).design,
            &unwatched,
        );
        (moran(&field, Weighting::RowStandardised), tails)
    };
    Ok(measure(runs, kernel, |(found, _)| {
        near(&[found.as_ref().map_or(f64::NAN, |found| found.statistic)], &oracle, 1e-9)
    }))
}
