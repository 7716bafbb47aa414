//! How many establishments of each size band a cell holds, from its two totals: establishments and jobs.
//!
//! The register publishes a band of size, and Lanterne reads a band as an estimate of jobs (`register`). The generator
//! therefore chooses bands whose *estimates* add up to the jobs asked: (1) a base distribution is tilted by a power of the
//! size until its mean is right, the share of the small bands kept as long as it can be; (2) the cell's establishments are
//! spread over the bands by systematic sampling, so that rare large bands come up as often as they should over many cells;
//! (3) establishments move from one band to another until the gap is the smallest whole numbers allow.

use super::draw::Draw;

/// The size bands used, smallest first.
#[derive(Debug, Clone)]
pub(super) struct Bands {
    /// Jobs the register's reader counts for an establishment of the band.
    pub estimates: Vec<f64>,
    /// How many of the first bands are below ten employees.
    pub small: usize,
}

/// Shares of each band (sum 1) nearest to `base` with the mean asked: `p ∝ base · estimateᵖ`. The share of the small
/// bands is kept when a tilt of the large ones is enough, else all bands are tilted.
pub(super) fn tilt(bands: &Bands, base: &[f64], mean: f64) -> Vec<f64> {
    let total: f64 = base.iter().sum();
    let base: Vec<f64> = base.iter().map(|share| share / total).collect();
    let (small, large) = base.split_at(bands.small);
    let small_jobs: f64 = small.iter().zip(&bands.estimates).map(|(share, jobs)| share * jobs).sum();
    let large_share: f64 = large.iter().sum();
    let wanted = (mean - small_jobs) / large_share;
    let sizes = &bands.estimates[bands.small..];
    let power = solve(sizes, large, wanted);
    if power.abs() < 2.5 {
        let weights = powered(sizes, large, power);
        let sum: f64 = weights.iter().sum();
        return small.iter().copied().chain(weights.iter().map(|weight| weight / sum * large_share)).collect();
    }
    let weights = powered(&bands.estimates, &base, solve(&bands.estimates, &base, mean));
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

fn powered(sizes: &[f64], base: &[f64], power: f64) -> Vec<f64> {
    base.iter().zip(sizes).map(|(share, size)| share * size.powf(power)).collect()
}

/// The power that gives the mean, by bisection on [-8, 8]: the mean grows with the power.
fn solve(sizes: &[f64], base: &[f64], mean: f64) -> f64 {
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        let weights = powered(sizes, base, middle);
        let jobs: f64 = weights.iter().zip(sizes).map(|(weight, size)| weight * size).sum();
        if jobs / weights.iter().sum::<f64>() < mean { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Counts per band: `establishments` in all, their estimates as near `jobs` as whole numbers allow.
pub(super) fn compose(bands: &Bands, base: &[f64], establishments: u64, jobs: f64, draw: &mut Draw) -> Vec<u64> {
    if establishments == 0 {
        return vec![0; base.len()];
    }
    let shares = tilt(bands, base, jobs / establishments as f64);
    let mut counts = draw.share(establishments, &shares);
    settle(bands, &mut counts, jobs);
    counts
}

/// Jobs of a composition, as the register's reader will count them.
pub(super) fn jobs_of(bands: &Bands, counts: &[u64]) -> f64 {
    counts.iter().zip(&bands.estimates).map(|(count, jobs)| *count as f64 * jobs).sum()
}

/// Moves establishments between bands until the composition's jobs are as near `jobs` as can be.
pub(super) fn settle(bands: &Bands, counts: &mut [u64], jobs: f64) {
    // First the one move that lessens the gap most, as long as there is one…
    for _ in 0..1000 {
        let gap = jobs - jobs_of(bands, counts);
        let best = moves(counts, bands.estimates.len())
            .map(|(from, to)| ((gap - (bands.estimates[to] - bands.estimates[from])).abs(), from, to))
            .min_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        match best {
            Some((left, from, to)) if left + 1e-9 < gap.abs() => step(counts, from, to),
            _ => break,
        }
    }
    // …then a few moves at once between neighbouring small bands, for the last job.
    let gap = jobs - jobs_of(bands, counts);
    if gap.abs() < 1e-9 || bands.estimates.len() < 4 {
        return;
    }
    const REACH: i64 = 6;
    let differences: Vec<f64> = bands.estimates.windows(2).take(3).map(|pair| pair[1] - pair[0]).collect();
    let mut best = (gap.abs(), 0, [0_i64; 3]);
    for a in -REACH..=REACH {
        for b in -REACH..=REACH {
            for c in -REACH..=REACH {
                let after = [-a, a - b, b - c, c];
                if after.iter().zip(counts.iter()).any(|(change, count)| *count as i64 + change < 0) {
                    continue;
                }
                let left =
                    (gap - (a as f64 * differences[0] + b as f64 * differences[1] + c as f64 * differences[2])).abs();
                let size = a.abs() + b.abs() + c.abs();
                if left + 1e-9 < best.0 || (left < best.0 + 1e-9 && size < best.1) {
                    best = (left, size, [a, b, c]);
                }
            }
        }
    }
    let [a, b, c] = best.2;
    for (count, change) in counts.iter_mut().zip([-a, a - b, b - c, c]) {
        *count = (*count as i64 + change) as u64;
    }
}

fn moves(counts: &[u64], bands: usize) -> impl Iterator<Item = (usize, usize)> {
    let filled: Vec<usize> = (0..bands).filter(|band| counts[*band] > 0).collect();
    filled.into_iter().flat_map(move |from| (0..bands).filter(move |to| *to != from).map(move |to| (from, to)))
}

fn step(counts: &mut [u64], from: usize, to: usize) {
    counts[from] -= 1;
    counts[to] += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands() -> Bands {
        Bands { estimates: vec![1.5, 4.0, 7.5, 14.5, 34.5, 74.5, 149.5, 224.5, 374.5, 749.5], small: 3 }
    }
    const BASE: [f64; 10] = [0.36, 0.23, 0.16, 0.115, 0.085, 0.03, 0.014, 0.003, 0.0045, 0.002];

    #[test]
    fn a_cell_meets_its_jobs_and_its_establishments() {
        for (establishments, jobs) in [(3474, 56_519.0), (115, 1800.0), (40, 300.0), (9, 250.0), (12, 60.0)] {
            let counts = compose(&bands(), &BASE, establishments, jobs, &mut Draw::named(7, "band"));
            assert_eq!(counts.iter().sum::<u64>(), establishments);
            assert!((jobs_of(&bands(), &counts) - jobs).abs() < 0.51, "{establishments} {jobs} {counts:?}");
        }
    }

    #[test]
    fn the_share_of_small_establishments_is_kept_when_it_can_be() {
        let shares = tilt(&bands(), &BASE, 15.67);
        let small: f64 = shares[..3].iter().sum();
        let base: f64 = BASE.iter().sum();
        assert!((small - 0.75 / base).abs() < 1e-9);
        let mean: f64 = shares.iter().zip(bands().estimates).map(|(share, jobs)| share * jobs).sum();
        assert!((mean - 15.67).abs() < 1e-6);
    }

    #[test]
    fn a_mean_out_of_reach_of_the_large_bands_tilts_all() {
        let shares = tilt(&bands(), &BASE, 3.0);
        let mean: f64 = shares.iter().zip(bands().estimates).map(|(share, jobs)| share * jobs).sum();
        assert!((mean - 3.0).abs() < 1e-6);
    }
}
