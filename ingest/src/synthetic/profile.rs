//! Who does what at which size: families × activities of the ESS (or activities of the rest) over the size bands.
//!
//! A profile has a number of establishments and of jobs. `fit` finds the table profile × band nearest to "size does not
//! depend on the profile" that keeps the bands' totals, the profiles' establishments and, by tilting each profile by a power
//! of the size, the profiles' jobs; then makes it whole and exchanges establishments until the jobs are as asked.
//! Next: `make` deals the table out to the cells.

use super::band::Bands;
use super::rake::{Margin, Unmet, rake};
use super::round::largest_remainder;
use super::targets::Targets;

/// A profile and what it must add up to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Profile {
    /// Index of the family in the targets; `None` outside the ESS.
    pub famille: Option<usize>,
    /// Index of the activity in the targets (`sector`, or `rest` outside the ESS).
    pub activity: usize,
    /// Establishments.
    pub establishments: f64,
    /// Jobs.
    pub jobs: f64,
}

/// The profiles of the ESS: the family and activity shares made compatible by raking the affinities.
pub(super) fn ess(targets: &Targets) -> Result<Vec<Profile>, Unmet> {
    let (familles, sectors) = (&targets.famille, &targets.sector);
    let affinity: Vec<f64> = sectors
        .iter()
        .flat_map(|sector| familles.iter().map(|famille| sector.affinity.get(&famille.famille).copied().unwrap_or(0.0)))
        .collect();
    let table = |prior: &[f64], of_famille: &dyn Fn(usize) -> f64, of_sector: &dyn Fn(usize) -> f64| {
        let width = familles.len();
        let mut margins: Vec<Margin> = (0..sectors.len())
            .map(|row| Margin {
                name: format!("activité {}", sectors[row].sector),
                cells: (0..width).map(|column| row * width + column).collect(),
                total: of_sector(row),
            })
            .collect();
        margins.extend((0..width).map(|column| Margin {
            name: format!("famille {}", familles[column].famille),
            cells: (0..sectors.len()).map(|row| row * width + column).collect(),
            total: of_famille(column),
        }));
        rake(prior, &margins)
    };
    let (count, jobs) = (targets.total.establishments as f64 / 100.0, targets.total.jobs as f64 / 100.0);
    // Affinities say how a family's activities differ; the families' own sizes come from the shares.
    let prior: Vec<f64> =
        affinity.iter().enumerate().map(|(cell, weight)| weight * sectors[cell / familles.len()].units_pct).collect();
    let establishments =
        table(&prior, &|famille| familles[famille].units_pct * count, &|sector| sectors[sector].units_pct * count)?;
    let prior: Vec<f64> = establishments
        .iter()
        .enumerate()
        .map(|(cell, units)| units * sectors[cell / familles.len()].jobs_pct / sectors[cell / familles.len()].units_pct)
        .collect();
    let workers =
        table(&prior, &|famille| familles[famille].jobs_pct * jobs, &|sector| sectors[sector].jobs_pct * jobs)?;
    Ok(establishments
        .iter()
        .zip(&workers)
        .enumerate()
        .filter(|(_, (units, _))| **units > 0.0)
        .map(|(cell, (units, jobs))| Profile {
            famille: Some(cell % familles.len()),
            activity: cell / familles.len(),
            establishments: *units,
            jobs: *jobs,
        })
        .collect())
}

/// The profiles of the rest of the economy.
pub(super) fn rest(targets: &Targets, establishments: f64, jobs: f64) -> Vec<Profile> {
    targets
        .rest
        .iter()
        .enumerate()
        .map(|(activity, rest)| Profile {
            famille: None,
            activity,
            establishments: rest.units_pct / 100.0 * establishments,
            jobs: rest.jobs_pct / 100.0 * jobs,
        })
        .collect()
}

/// Counts by profile and band (row-major, profile first) with the bands' totals exact, the profiles' establishments within
/// one or two and their jobs as near as exchanges allow.
pub(super) fn fit(profiles: &[Profile], bands: &Bands, totals: &[u64]) -> Vec<Vec<u64>> {
    let width = totals.len();
    let mut table: Vec<Vec<f64>> = profiles
        .iter()
        .map(|profile| totals.iter().map(|total| profile.establishments * *total as f64).collect())
        .collect();
    let smallest = bands.estimates[0] * 1.02;
    for _ in 0..60 {
        for (row, profile) in table.iter_mut().zip(profiles) {
            tilt_row(row, bands, profile.establishments, (profile.jobs / profile.establishments).max(smallest));
        }
        for band in 0..width {
            let sum: f64 = table.iter().map(|row| row[band]).sum();
            if sum > 0.0 {
                table.iter_mut().for_each(|row| row[band] *= totals[band] as f64 / sum);
            }
        }
    }
    let mut whole = vec![vec![0; width]; profiles.len()];
    for band in 0..width {
        let column: Vec<f64> = table.iter().map(|row| row[band]).collect();
        for (row, count) in whole.iter_mut().zip(largest_remainder(&column, totals[band])) {
            row[band] = count;
        }
    }
    exchange(&mut whole, profiles, bands);
    whole
}

/// Multiplies a row by a power of the size so that its mean is right, then scales it to its establishments.
fn tilt_row(row: &mut [f64], bands: &Bands, establishments: f64, mean: f64) {
    let (mut low, mut high) = (-4.0, 4.0);
    for _ in 0..50 {
        let power = f64::midpoint(low, high);
        let (mut sum, mut jobs) = (0.0, 0.0);
        for (cell, size) in row.iter().zip(&bands.estimates) {
            let weight = cell * size.powf(power);
            sum += weight;
            jobs += weight * size;
        }
        if jobs < mean * sum { low = power } else { high = power }
    }
    let power = f64::midpoint(low, high);
    for (cell, size) in row.iter_mut().zip(&bands.estimates) {
        *cell *= size.powf(power);
    }
    let sum: f64 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|cell| *cell *= establishments / sum);
    }
}

/// Exchanges one establishment of a band against one of another between two profiles, as long as the profiles' jobs come
/// nearer to what was asked: bands and establishments stay as they are.
fn exchange(whole: &mut [Vec<u64>], profiles: &[Profile], bands: &Bands) {
    let mut gaps: Vec<f64> = whole
        .iter()
        .zip(profiles)
        .map(|(row, profile)| {
            profile.jobs - row.iter().zip(&bands.estimates).map(|(n, size)| *n as f64 * size).sum::<f64>()
        })
        .collect();
    for _ in 0..400 {
        let Some(most) = (0..gaps.len()).max_by(|a, b| gaps[*a].abs().total_cmp(&gaps[*b].abs())) else { return };
        let mut best: Option<(f64, usize, usize, usize)> = None;
        for other in (0..gaps.len()).filter(|other| *other != most) {
            for from in (0..bands.estimates.len()).filter(|from| whole[most][*from] > 0) {
                for to in (0..bands.estimates.len()).filter(|to| *to != from && whole[other][*to] > 0) {
                    let change = bands.estimates[to] - bands.estimates[from];
                    let gain = gaps[most].abs() + gaps[other].abs()
                        - (gaps[most] - change).abs()
                        - (gaps[other] + change).abs();
                    if gain > 1e-9 && best.is_none_or(|(known, ..)| gain > known + 1e-9) {
                        best = Some((gain, other, from, to));
                    }
                }
            }
        }
        let Some((_, other, from, to)) = best else { return };
        let change = bands.estimates[to] - bands.estimates[from];
        whole[most][from] -= 1;
        whole[other][from] += 1;
        whole[other][to] -= 1;
        whole[most][to] += 1;
        gaps[most] -= change;
        gaps[other] += change;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_keep_their_totals_and_profiles_nearly_meet_their_jobs() {
        let bands = Bands { estimates: vec![1.5, 4.0, 7.5, 14.5, 34.5, 74.5], small: 3 };
        let totals = [400, 250, 150, 120, 60, 20];
        let all: f64 = totals.iter().zip(&bands.estimates).map(|(n, size)| *n as f64 * size).sum();
        let profile = |establishments: f64, jobs: f64| Profile { famille: None, activity: 0, establishments, jobs };
        let profiles = [profile(700.0, all * 0.5), profile(200.0, all * 0.4), profile(100.0, all * 0.1)];
        let whole = fit(&profiles, &bands, &totals);
        for band in 0..6 {
            assert_eq!(whole.iter().map(|row| row[band]).sum::<u64>(), totals[band]);
        }
        for (row, profile) in whole.iter().zip(&profiles) {
            let jobs: f64 = row.iter().zip(&bands.estimates).map(|(n, size)| *n as f64 * size).sum();
            assert!((jobs - profile.jobs).abs() < 5.0, "{jobs} {}", profile.jobs);
        }
    }
}
