//! Who was helped, where, when, for what and by whom: every beneficiary falls on an ESS employer, all alike, except where
//! something planted forbids it.
//!
//! Persons are counted in the commune of the employer they fell on; a structure is helped once a year by a scheme. Who acts
//! is drawn after where: among the carriers of the whole region with their shares, and among those of the department for the
//! rest, so that an operator of the whole region has the same share everywhere. Next: `figure`.

use std::collections::BTreeMap;

use super::figure;
use super::host::Host;
use super::targets::{ActKind, Carrier, SchemeTarget, Targets};
use crate::synthetic::draw::Draw;

/// A line of activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Which scheme of the targets.
    pub scheme: usize,
    /// Which of its carriers.
    pub carrier: usize,
    /// The year.
    pub year: u16,
    /// Which commune of the hosts.
    pub host: usize,
    /// Which of its employers; `None`: persons.
    pub employer: Option<usize>,
    /// What was done.
    pub kind: ActKind,
    /// How many were helped; 1 for an employer.
    pub beneficiaries: u32,
    /// Jobs declared; `None`: the scheme declares none.
    pub jobs: Option<u64>,
    /// Euros; `None`: no amount is known.
    pub amount_eur: Option<u64>,
    /// Whether the operator handed it in: what it did not is in no file.
    pub handed_in: bool,
}

/// The acts of every scheme and year, whatever was handed in, in order of scheme and year.
///
/// `hosts` in order of code. Each scheme and year has its own draws: a target that moves leaves the others as they were.
/// Beneficiaries and jobs add up to the targets as long as a scheme is not asked to help more structures than there are.
/// Without inequity ([`Targets::equitable`]) a beneficiary is in a commune with a probability in proportion to the ESS
/// employers that were there that year. Cost: some ten thousand steps for each scheme and year.
#[must_use]
pub fn acts(targets: &Targets, hosts: &[Host], seed: u64) -> Vec<Act> {
    let mut acts = Vec::new();
    for (scheme, target) in targets.scheme.iter().enumerate() {
        for ((at, &year), &volume) in targets.years.iter().enumerate().zip(&target.beneficiaries) {
            let drawer = Drawer { targets, scheme, target, hosts, year };
            let mut draw = Draw::named(seed, &format!("acts {} {year}", target.scheme));
            let mut of_year = drawer.acts(volume, &mut draw);
            figure::jobs(target, at, hosts, &mut of_year, seed, year);
            figure::amounts(target, &mut of_year, seed, year);
            acts.append(&mut of_year);
        }
    }
    acts
}

/// One scheme in one year.
struct Drawer<'a> {
    targets: &'a Targets,
    scheme: usize,
    target: &'a SchemeTarget,
    hosts: &'a [Host],
    year: u16,
}

/// Carrier, commune, employer (`None`: persons) and kind of act.
type Key = (usize, usize, Option<usize>, ActKind);

impl Drawer<'_> {
    fn acts(&self, volume: u32, draw: &mut Draw) -> Vec<Act> {
        let mut pool = self.pool();
        let persons = (f64::from(volume) * self.target.persons_pct / 100.0).round() as u32;
        let mut counts: BTreeMap<Key, u32> = BTreeMap::new();
        for rank in 0..volume {
            if pool.is_empty() {
                break;
            }
            let at = draw.below(pool.len());
            // A structure counts once a year for a scheme; any number of persons may come to the same place.
            let (host, employer) = if rank < persons { pool[at] } else { pool.swap_remove(at) };
            let employer = (rank >= persons).then_some(employer);
            let kind = self.target.acts.get(pick(self.target.acts.iter().map(|(_, share)| *share), draw));
            let kind = kind.map_or(ActKind::Accompagnement, |(kind, _)| *kind);
            let carrier = self.carrier(&self.hosts[host], draw);
            *counts.entry((carrier, host, employer, kind)).or_default() += 1;
        }
        counts.into_iter().map(|(key, beneficiaries)| self.act(key, beneficiaries)).collect()
    }

    /// Every employer that may be helped: commune, and rank in the commune.
    fn pool(&self) -> Vec<(usize, usize)> {
        let open = |host: &Host| self.targets.allows(&self.target.scheme, self.year, host);
        let hosts = self.hosts.iter().enumerate().filter(|(_, host)| !host.employers.is_empty() && open(host));
        let there = |(at, host): (usize, &Host)| -> Vec<(usize, usize)> {
            let employers = host.employers.iter().enumerate().filter(|(_, employer)| employer.created <= self.year);
            employers.map(|(rank, _)| (at, rank)).collect()
        };
        hosts.flat_map(there).collect()
    }

    /// Who acts there.
    fn carrier(&self, host: &Host, draw: &mut Draw) -> usize {
        let carriers = &self.target.carrier;
        let serves = |carrier: &Carrier| {
            carrier.departements.contains(&host.departement)
                && !self.targets.is_silent(&carrier.operator, &self.target.scheme, &host.departement)
        };
        let everywhere = |carrier: &Carrier| if carrier.departements.is_empty() { carrier.weight } else { 0.0 };
        let here = |carrier: &Carrier| if serves(carrier) { carrier.weight } else { 0.0 };
        let all: f64 = carriers.iter().map(|carrier| carrier.weight).sum();
        let wide: f64 = carriers.iter().map(everywhere).sum();
        let local = carriers.iter().any(serves);
        if local && draw.unit() * all >= wide {
            pick(carriers.iter().map(here), draw)
        } else {
            pick(carriers.iter().map(everywhere), draw)
        }
    }

    fn act(&self, (carrier, host, employer, kind): Key, beneficiaries: u32) -> Act {
        let operator = &self.target.carrier[carrier].operator;
        Act {
            scheme: self.scheme,
            carrier,
            year: self.year,
            host,
            employer,
            kind,
            beneficiaries,
            jobs: None,
            amount_eur: None,
            handed_in: self.targets.is_handed_in(operator, self.year),
        }
    }
}

/// The rank of a weight, with a probability in proportion to it; 0 without a positive one.
fn pick(weights: impl Iterator<Item = f64>, draw: &mut Draw) -> usize {
    let reached: Vec<f64> = weights
        .scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect();
    let at = draw.unit() * reached.last().copied().unwrap_or(0.0);
    let rank = reached.partition_point(|sum| *sum <= at);
    if rank < reached.len() { rank } else { 0 }
}
