//! What each site of a plan brings, and what the best plans must keep to: every goal and every subset anew, by hand.

use lanterne_observatory::siting::{Budget, Goal, Problem, Solution, WhatIf, gains, lscp, max_min, mclp, p_center};
use lanterne_observatory::travel::Times;
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{figure, near};

const SITES: u32 = 6;

/// Demand, what each site costs, and the group of an origin.
type Origin = (Value, Result<Vec<Option<f64>>, Absence>, Option<u32>);

/// An origin that counts: demand, group, least cost by the open sites, least cost by all that could be.
type Counted = (f64, Option<u32>, Option<f64>, Option<f64>);

#[derive(Debug, Clone)]
struct Country {
    origins: Vec<Origin>,
    existing: Vec<u32>,
    allowed: Vec<bool>,
    within: f64,
}

fn country() -> impl Strategy<Value = Country> {
    let cost = prop::option::weighted(0.6, prop_oneof![3 => (1_u32..60).prop_map(f64::from), 1 => 0.0..60.0]);
    let row =
        prop_oneof![12 => prop::collection::vec(cost, SITES as usize).prop_map(Ok), 1 => Just(Err(Absence::Secret))];
    let demand = figure(prop_oneof![1 => Just(0.0), 6 => (1_u32..9_000).prop_map(f64::from)]);
    let origins = prop::collection::vec((demand, row, prop::option::weighted(0.9, 0_u32..3)), 1..10);
    let allowed = prop::collection::vec(prop::bool::weighted(0.9), SITES as usize);
    (origins, prop::collection::vec(0..SITES, 0..2), allowed, 1_u32..60).prop_map(
        |(origins, existing, allowed, within)| Country { origins, existing, allowed, within: f64::from(within) },
    )
}

impl Country {
    fn ask<T>(&self, ask: impl Fn(&Problem<'_>) -> T) -> T {
        let row = |origin: &Origin| {
            let costs = origin.1.as_ref().map_err(|reason| *reason)?;
            Ok((0..SITES).zip(costs).filter_map(|(site, cost)| Some((site, (*cost)?))).collect())
        };
        let times = Times::from_rows(SITES as usize, self.origins.iter().map(row).collect());
        let demand: Vec<Value> = self.origins.iter().map(|origin| origin.0).collect();
        ask(&Problem { demand: &demand, times: &times, existing: &self.existing, allowed: Some(&self.allowed) })
    }

    fn groups(&self) -> Vec<Option<u32>> {
        self.origins.iter().map(|origin| origin.2).collect()
    }

    fn usable(&self) -> Vec<u32> {
        (0..SITES).filter(|site| self.allowed[*site as usize] || self.existing.contains(site)).collect()
    }

    /// The origins that count, and who serves them.
    fn by(&self, open: &[u32]) -> Vec<Counted> {
        let least = |costs: &[Option<f64>], sites: &[u32]| {
            sites.iter().filter_map(|&site| costs[site as usize]).reduce(f64::min)
        };
        let origin = |origin: &Origin| {
            let (weight, costs) = (origin.0.ok().filter(|weight| *weight > 0.0)?, origin.1.as_ref().ok()?);
            Some((weight, origin.2, least(costs, open), least(costs, &self.usable())))
        };
        self.origins.iter().filter_map(origin).collect()
    }

    /// What a goal makes of those open sites.
    fn value(&self, goal: Goal<'_>, open: &[u32]) -> Value {
        let rows = self.by(open);
        let mut found = 0.0;
        match goal {
            Goal::Covered(within) => {
                for (weight, _, now, _) in rows {
                    found += if now.is_some_and(|now| now <= within) { weight } else { 0.0 };
                }
            }
            Goal::Cost(Some(most)) => {
                for (weight, _, now, _) in rows {
                    found += weight * now.map_or(most, |now| if now < most { now } else { most });
                }
            }
            Goal::Cost(None) => {
                for (weight, _, now, could) in rows {
                    found += if could.is_some() { weight * now.ok_or(Absence::Nil)? } else { 0.0 };
                }
            }
            Goal::Farthest => {
                for (_, _, now, could) in rows {
                    found = if could.is_some() { f64::max(found, now.ok_or(Absence::Nil)?) } else { found };
                }
            }
            Goal::LeastShare(within, _) => {
                let share = |group: u32| {
                    let (mut whole, mut covered) = (0.0, 0.0);
                    for (weight, _, now, could) in rows.iter().filter(|row| row.1 == Some(group)) {
                        whole += if could.is_some_and(|could| could <= within) { *weight } else { 0.0 };
                        let both = could.is_some_and(|could| could <= within) && now.is_some_and(|now| now <= within);
                        covered += if both { *weight } else { 0.0 };
                    }
                    (whole > 0.0).then_some(covered / whole)
                };
                return (0..3).filter_map(share).reduce(f64::min).ok_or(Absence::Nil);
            }
        }
        Ok(found)
    }

    fn with_existing(&self, opened: &[u32]) -> Vec<u32> {
        self.existing.iter().chain(opened).copied().collect()
    }

    /// Demand served at all.
    fn served(&self, open: &[u32]) -> f64 {
        self.by(open).iter().filter(|row| row.2.is_some()).map(|row| row.0).sum()
    }
}

/// How much better: more where more is better, less where less is.
fn better(goal: Goal<'_>, before: Value, after: Value) -> Value {
    match goal {
        Goal::Covered(_) | Goal::LeastShare(..) => Ok(after? - before?),
        Goal::Cost(_) | Goal::Farthest => Ok(before? - after?),
    }
}

/// The order in which each next site brings most, with what it brings; ties to the lowest site.
fn literal_turns(country: &Country, plan: &[u32], goal: Goal<'_>) -> Vec<(u32, Value)> {
    let mut left: Vec<u32> = plan.iter().copied().filter(|site| !country.existing.contains(site)).collect();
    left.sort_unstable();
    left.dedup();
    let (mut turns, mut opened) = (Vec::new(), Vec::<u32>::new());
    while !left.is_empty() {
        let before = country.value(goal, &country.with_existing(&opened));
        let tried: Vec<(u32, Value, f64, f64)> = left
            .iter()
            .map(|&site| {
                let open = [&country.with_existing(&opened)[..], &[site]].concat();
                let after = country.value(goal, &open);
                (site, better(goal, before, after), country.served(&open), better(goal, Ok(0.0), after).unwrap_or(0.0))
            })
            .collect();
        let merit = |tried: &(u32, Value, f64, f64)| tried.1.map_or((tried.2, tried.3), |step| (step, 0.0));
        let mut best = tried[0];
        for other in &tried[1..] {
            if merit(other) > merit(&best) {
                best = *other;
            }
        }
        turns.push((best.0, best.1));
        opened.push(best.0);
        left.retain(|site| *site != best.0);
    }
    turns
}

fn close(found: Value, expected: Value) -> bool {
    match (found, expected) {
        (Ok(found), Ok(expected)) => (found - expected).abs() <= 1e-9 * (1.0 + expected.abs()),
        (found, expected) => found == expected,
    }
}

proptest! {
    #[test]
    fn what_each_site_brings_is_every_subset_anew(country in country(), chosen in prop::collection::vec(any::<bool>(), SITES as usize), beyond in 1_u32..90) {
        let plan: Vec<u32> = (0..SITES).filter(|site| country.allowed[*site as usize] && chosen[*site as usize]).collect();
        let (groups, whole) = (country.groups(), country.with_existing(&plan));
        for goal in [Goal::Covered(country.within), Goal::Cost(Some(f64::from(beyond))), Goal::Cost(None), Goal::Farthest, Goal::LeastShare(country.within, &groups)] {
            let found = country.ask(|problem| gains(problem, &plan, goal));
            prop_assert!(found.iter().map(|gain| gain.site).eq(plan.iter().copied()));
            let turns = literal_turns(&country, &plan, goal);
            for gain in &found {
                if country.existing.contains(&gain.site) {
                    prop_assert_eq!((gain.order, gain.step, gain.lost, gain.only), (0, Ok(0.0), Ok(0.0), 0.0));
                    continue;
                }
                let turn = turns.iter().position(|turn| turn.0 == gain.site).unwrap();
                prop_assert_eq!(gain.order as usize, turn + 1, "{:?} {:?}", found, turns);
                prop_assert!(close(gain.step, turns[turn].1), "{:?} {:?}", gain, turns);
                let others: Vec<u32> = whole.iter().copied().filter(|site| *site != gain.site).collect();
                let lost = better(goal, country.value(goal, &others), country.value(goal, &whole));
                prop_assert!(close(gain.lost, lost), "{:?} loses {:?}", gain, lost);
                let within = if matches!(goal, Goal::Covered(_) | Goal::LeastShare(..)) { country.within } else { f64::INFINITY };
                let near_to = |sites: &[u32]| -> f64 {
                    country.by(sites).iter().filter(|row| row.2.is_some_and(|cost| cost <= within)).map(|row| row.0).sum()
                };
                prop_assert!(near(gain.only, near_to(&whole) - near_to(&others), 1e-12) || gain.only == 0.0 && near_to(&whole) == near_to(&others));
            }
        }
    }

    #[test]
    fn every_goal_of_a_site_moved_by_hand_is_computed_anew(country in country(), moves in prop::collection::vec((0..SITES, any::<bool>()), 1..14)) {
        let groups = country.groups();
        let goals = [Goal::Covered(country.within), Goal::Cost(Some(30.0)), Goal::Cost(None), Goal::Farthest, Goal::LeastShare(country.within, &groups)];
        country.ask(|problem| {
            let (mut what_if, mut open) = (WhatIf::new(problem, &[]), country.existing.clone());
            for &(site, opens) in &moves {
                open.retain(|other| *other != site);
                if opens {
                    what_if.open(site);
                    open.push(site);
                } else {
                    what_if.close(site);
                }
                for goal in goals {
                    // A site that may not open serves those whom no usable one could, but takes no part in what could be.
                    if open.iter().all(|site| country.usable().contains(site)) {
                        prop_assert!(close(what_if.value(goal), country.value(goal, &open)), "{:?}: {:?}", goal, open);
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_is_opened_then_closed_leaves_no_trace_and_the_order_does_not_matter(country in country(), sites in prop::collection::vec(0..SITES, 0..6), other in 0..SITES) {
        country.ask(|problem| {
            let mut what_if = WhatIf::new(problem, &sites);
            let before = what_if.served().to_vec();
            if !sites.contains(&other) && !country.existing.contains(&other) {
                let changed = what_if.open(other);
                prop_assert_eq!(what_if.close(other), changed, "those it served are served again by whom they were");
            }
            prop_assert_eq!(what_if.served(), &before[..]);
            let turned: Vec<u32> = sites.iter().rev().copied().collect();
            let other = WhatIf::new(problem, &turned);
            prop_assert_eq!(other.served(), &before[..]);
            Ok(())
        })?;
    }

    #[test]
    fn a_step_is_never_a_loss_and_no_site_is_lost_with_a_profit(country in country(), beyond in 1_u32..90) {
        let plan: Vec<u32> = (0..SITES).filter(|site| country.allowed[*site as usize]).collect();
        for goal in [Goal::Covered(country.within), Goal::Cost(Some(f64::from(beyond))), Goal::Cost(None), Goal::Farthest] {
            for gain in country.ask(|problem| gains(problem, &plan, goal)) {
                prop_assert!(gain.step.is_err() || gain.step.unwrap() >= -1e-6, "{:?}", gain);
                prop_assert!(gain.lost.is_err() || gain.lost.unwrap() >= -1e-6, "{:?}", gain);
            }
        }
    }
}

/// The same country with one more site that stands already.
fn standing(country: &Country, site: u32) -> Country {
    let mut with = country.clone();
    with.existing.push(site);
    with
}

/// Costs times a power of two: no sum is rounded.
fn slower(country: &Country) -> Country {
    let mut slower = Country { within: country.within * 4.0, ..country.clone() };
    for costs in slower.origins.iter_mut().filter_map(|origin| origin.1.as_mut().ok()) {
        costs.iter_mut().flatten().for_each(|cost| *cost *= 4.0);
    }
    slower
}

/// Sites named from the other end.
fn renamed(country: &Country) -> Country {
    let mut renamed = country.clone();
    renamed.existing.iter_mut().for_each(|site| *site = SITES - 1 - *site);
    renamed.allowed.reverse();
    renamed.origins.iter_mut().filter_map(|origin| origin.1.as_mut().ok()).for_each(|costs| costs.reverse());
    renamed
}

fn objective(found: Solution) -> Value {
    found.objective
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_fewest_sites_depend_neither_on_names_nor_on_the_unit_and_a_standing_one_asks_for_no_more(country in country()) {
        let fewest = |country: &Country| country.ask(|problem| objective(lscp(problem, country.within, &Budget::exact()))).unwrap();
        let found = fewest(&country);
        prop_assert_eq!((fewest(&slower(&country)), fewest(&renamed(&country))), (found, found));
        for site in country.usable() {
            prop_assert!(fewest(&standing(&country, site)) <= found);
        }
        let alone = Country { origins: country.origins[1..].to_vec(), ..country };
        prop_assert!(fewest(&alone) <= found, "fewer places to cover ask for no more sites");
    }

    #[test]
    fn the_farthest_is_no_farther_with_one_more_site_and_grows_with_the_unit(country in country(), open in 0_usize..4) {
        let farthest = |country: &Country, open: usize| country.ask(|problem| objective(p_center(problem, open, &Budget::exact())));
        let found = farthest(&country, open);
        prop_assert_eq!(farthest(&renamed(&country), open), found);
        prop_assert_eq!(farthest(&slower(&country), open), found.map(|found| 4.0 * found));
        if let Ok(found) = found {
            prop_assert!(farthest(&country, open + 1).unwrap() <= found);
            for site in country.usable() {
                prop_assert!(farthest(&standing(&country, site), open).unwrap() <= found);
            }
        }
    }

    #[test]
    fn the_least_share_is_a_share_that_grows_with_the_sites_and_has_no_unit(country in country(), open in 0_usize..4) {
        let groups = country.groups();
        let share = |country: &Country, open: usize| country.ask(|problem| objective(max_min(problem, country.within, &groups, open, &Budget::exact())));
        let found = share(&country, open);
        let mut heavier = country.clone();
        heavier.origins.iter_mut().for_each(|origin| origin.0 = origin.0.map(|demand| demand * 64.0));
        for other in [share(&slower(&country), open), share(&renamed(&country), open), share(&heavier, open)] {
            prop_assert!(close(other, found), "{:?} is not {:?}", other, found);
        }
        if let Ok(found) = found {
            prop_assert!((0.0..=1.0).contains(&found) && share(&country, open + 1).unwrap() >= found - 1e-12);
            prop_assert!(close(share(&country, SITES as usize), Ok(1.0)), "all sites reach all who can be reached");
        }
    }

    #[test]
    fn the_most_covered_depend_neither_on_names_nor_on_the_unit(country in country(), open in 0_usize..4) {
        let covered = |country: &Country| country.ask(|problem| objective(mclp(problem, country.within, open, &Budget::exact()))).unwrap();
        let found = covered(&country);
        prop_assert_eq!((covered(&slower(&country)), covered(&renamed(&country))), (found, found));
        for site in country.usable() {
            prop_assert!(covered(&standing(&country, site)) >= found);
        }
    }
}
