//! What is declared of an act: jobs that add up to the year's, an amount within the scheme's range.
//!
//! Refuses to know what a job is worth: the larger an employer, the more of its jobs are said to be consolidated.

use super::act::Act;
use super::host::Host;
use super::targets::SchemeTarget;
use crate::synthetic::draw::Draw;

/// The largest number of jobs that counts in an employer's share.
const LARGEST: f64 = 40.0;
/// Amounts are multiples of it, euros.
const STEP_EUR: u64 = 500;

/// Shares the jobs of the year out: one for each beneficiary where there are as many, the rest by the size of the employers.
pub(super) fn jobs(target: &SchemeTarget, at: usize, hosts: &[Host], acts: &mut [Act], seed: u64, year: u16) {
    let Some(&total) = target.jobs.get(at) else { return };
    let people: u64 = acts.iter().map(|act| u64::from(act.beneficiaries)).sum();
    let (each, rest) = if total >= people { (1, total - people) } else { (0, total) };
    let size = |act: &Act| {
        let employer = act.employer.and_then(|employer| hosts[act.host].employers.get(employer));
        employer.map_or(f64::from(act.beneficiaries), |employer| employer.jobs.min(LARGEST))
    };
    let weights: Vec<f64> = acts.iter().map(size).collect();
    let shares = Draw::named(seed, &format!("jobs {} {year}", target.scheme)).share(rest, &weights);
    for (act, share) in acts.iter_mut().zip(shares) {
        act.jobs = Some(each * u64::from(act.beneficiaries) + share);
    }
}

/// Gives every employer helped an amount, where the scheme has a range.
pub(super) fn amounts(target: &SchemeTarget, acts: &mut [Act], seed: u64, year: u16) {
    let Some([low, high]) = target.amount_eur else { return };
    let mut draw = Draw::named(seed, &format!("amounts {} {year}", target.scheme));
    let steps = high.saturating_sub(low) / STEP_EUR;
    for act in acts.iter_mut().filter(|act| act.employer.is_some()) {
        act.amount_eur = Some(low + STEP_EUR * draw.below(steps as usize + 1) as u64);
    }
}
