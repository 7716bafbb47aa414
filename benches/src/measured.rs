//! Times a kernel and says whether its answer is the oracle's.

use std::time::Instant;

use cpu_time::ProcessTime;
use serde::Serialize;

/// The JSON line of one work: medians over the runs.
#[derive(Serialize)]
pub(crate) struct Measured {
    work: String,
    runs: usize,
    wall_s: f64,
    /// All threads of the process together.
    cpu_s: f64,
    /// The answer, or how it differs from the oracle's.
    answer: String,
    /// Whether it is the oracle's: a ratio counts only then.
    agrees: bool,
}

impl Measured {
    pub(crate) fn named(mut self, work: &str) -> Self {
        work.clone_into(&mut self.work);
        self
    }
}

/// Runs the kernel once to warm caches, then `runs` times; `check` compares the last answer with the oracle: `Ok` with the
/// answer in a few words, `Err` with the difference.
///
/// A short kernel is repeated within a run until it has taken ten milliseconds: the processor clock is coarse.
pub(crate) fn measure<T>(
    runs: usize,
    mut kernel: impl FnMut() -> T,
    check: impl FnOnce(&T) -> Result<String, String>,
) -> Measured {
    let start = Instant::now();
    let mut answer = kernel();
    let repeats = (0.01 / start.elapsed().as_secs_f64().max(1e-9)).ceil().clamp(1.0, 10_000.0) as u32;
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        for _ in 0..repeats {
            answer = kernel();
        }
        walls.push(wall.elapsed().as_secs_f64() / f64::from(repeats));
        cpus.push(cpu.elapsed().as_secs_f64() / f64::from(repeats));
    }
    let checked = check(&answer);
    let agrees = checked.is_ok();
    let answer = checked.unwrap_or_else(|difference| difference);
    Measured { work: String::new(), runs, wall_s: median(walls), cpu_s: median(cpus), answer, agrees }
}

/// Whether every number is within `relative` of the oracle's: `Ok` with how many were compared.
pub(crate) fn near(found: &[f64], oracle: &[f64], relative: f64) -> Result<String, String> {
    if found.len() != oracle.len() {
        return Err(format!("{} rows, {} expected", found.len(), oracle.len()));
    }
    let far = |(_, (found, oracle)): &(usize, (&f64, &f64))| {
        let equal = (*found - *oracle).abs() <= relative * oracle.abs() || (found.is_nan() && oracle.is_nan());
        !equal
    };
    match found.iter().zip(oracle).enumerate().find(far) {
        None => Ok(format!("{} rows within {relative:e}", found.len())),
        Some((row, (found, oracle))) => Err(format!("row {row}: {found} is not {oracle}")),
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
