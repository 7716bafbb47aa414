//! Siting: every measure against all choices tried one by one, existing sites and bans included.

use lanterne_observatory::siting::{
    Budget, Effort, Goal, Problem, Solution, Status, WhatIf, gains, lscp, max_min, mclp, p_center, p_median,
};
use lanterne_observatory::travel::Times;
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure, near};
use crate::threads::same_bits;

/// A problem small enough for every choice to be tried.
#[derive(Debug, Clone)]
struct Small {
    demand: Vec<Value>,
    rows: Vec<Result<Vec<(u32, f64)>, Absence>>,
    existing: Vec<u32>,
    allowed: Vec<bool>,
    groups: Vec<Option<u32>>,
    open: usize,
    within: f64,
}

const SITES: u32 = 8;

fn small() -> impl Strategy<Value = Small> {
    let minutes = prop_oneof![3 => (1_u32..60).prop_map(f64::from), 1 => 0.0..60.0];
    let row = prop_oneof![
        12 => prop::collection::vec((0..SITES, minutes), 0..9).prop_map(Ok),
        1 => Just(Err(Absence::NotPublished))
    ];
    let origin = (
        figure(prop_oneof![1 => Just(0.0), 6 => (1_u32..9_000).prop_map(f64::from)]),
        row,
        prop::option::weighted(0.9, 0_u32..3),
    );
    let sites =
        (prop::collection::vec(0..SITES, 0..3), prop::collection::vec(prop::bool::weighted(0.8), SITES as usize));
    (prop::collection::vec(origin, 1..14), sites, 0_usize..5, 1_u32..60).prop_map(
        |(origins, (existing, allowed), open, within)| {
            let groups = origins.iter().map(|origin| origin.2).collect();
            let demand = origins.iter().map(|origin| origin.0).collect();
            let rows = origins.into_iter().map(|origin| origin.1).collect();
            Small { demand, rows, existing, allowed, groups, open, within: f64::from(within) }
        },
    )
}

impl Small {
    fn with<T>(&self, ask: impl Fn(&Problem<'_>) -> T) -> T {
        let times = Times::from_rows(SITES as usize, self.rows.clone());
        let allowed = Some(&self.allowed[..]);
        ask(&Problem { demand: &self.demand, times: &times, existing: &self.existing, allowed })
    }

    /// The demands that count: weight, group, and the least cost by those sites.
    fn served(&self, by: impl Fn(u32) -> bool) -> Vec<(f64, Option<u32>, Option<f64>)> {
        let rows = self.demand.iter().zip(&self.rows).zip(&self.groups);
        rows.filter_map(|((demand, row), group)| {
            let (weight, row) = (demand.ok().filter(|weight| *weight > 0.0)?, row.as_ref().ok()?);
            Some((weight, *group, row.iter().filter(|pair| by(pair.0)).map(|pair| pair.1).reduce(f64::min)))
        })
        .collect()
    }

    /// Every choice of at most so many sites that may open.
    fn choices(&self, most: usize) -> Vec<Vec<u32>> {
        let free: Vec<u32> =
            (0..SITES).filter(|site| self.allowed[*site as usize] && !self.existing.contains(site)).collect();
        let all = (0_u32..1 << free.len()).filter(|choice| choice.count_ones() as usize <= most);
        all.map(|choice| {
            (0_u32..).zip(&free).filter(|(place, _)| choice >> place & 1 == 1).map(|(_, site)| *site).collect()
        })
        .collect()
    }

    fn usable(&self, site: u32) -> bool {
        self.allowed[site as usize] || self.existing.contains(&site)
    }

    /// What each measure makes of a choice, literally. Nil: someone who could be served is not.
    fn value(&self, goal: Goal<'_>, choice: &[u32]) -> Value {
        let now = self.served(|site| choice.contains(&site) || self.existing.contains(&site));
        let could = self.served(|site| self.usable(site));
        let pairs = now.iter().zip(&could).filter(|(_, could)| could.2.is_some()).map(|(now, _)| (now.0, now.2));
        match goal {
            Goal::Covered(within) => {
                Ok(now.iter().filter(|row| row.2.is_some_and(|cost| cost <= within)).map(|row| row.0).sum())
            }
            Goal::Cost(Some(most)) => Ok(now.iter().map(|row| row.0 * row.2.map_or(most, |cost| cost.min(most))).sum()),
            Goal::Cost(None) => pairs.map(|(weight, cost)| Ok(weight * cost.ok_or(Absence::Nil)?)).sum(),
            Goal::Farthest => {
                let costs: Result<Vec<f64>, Absence> = pairs.map(|(_, cost)| cost.ok_or(Absence::Nil)).collect();
                Ok(costs?.into_iter().fold(0.0, f64::max))
            }
            Goal::LeastShare(within, _) => {
                let share = |group: u32| {
                    let of = |rows: &[(f64, Option<u32>, Option<f64>)]| -> f64 {
                        let of =
                            rows.iter().filter(|row| row.1 == Some(group) && row.2.is_some_and(|cost| cost <= within));
                        of.map(|row| row.0).sum()
                    };
                    Some(of(&now) / Some(of(&could)).filter(|whole| *whole > 0.0)?)
                };
                (0..3).filter_map(share).reduce(f64::min).ok_or(Absence::Nil)
            }
        }
    }

    /// The best value of a goal over every choice.
    fn best(&self, goal: Goal<'_>) -> Value {
        let most = matches!(goal, Goal::Covered(_) | Goal::LeastShare(..));
        let values = self.choices(self.open).into_iter().filter_map(|choice| self.value(goal, &choice).ok());
        values.reduce(if most { f64::max } else { f64::min }).ok_or(Absence::Nil)
    }
}

/// Whether an answer is the best there is, and keeps to the rules.
fn is_best(small: &Small, goal: Goal<'_>, found: &Solution, best: Value) -> Result<(), TestCaseError> {
    prop_assert!(found.opened.len() <= small.open && found.opened.is_sorted());
    prop_assert!(found.opened.iter().all(|site| small.allowed[*site as usize] && !small.existing.contains(site)));
    match best {
        Ok(best) => {
            prop_assert_eq!(found.status, Status::Optimal, "{:?}", found);
            prop_assert!(near(found.objective.unwrap(), best, 1e-9), "{:?} is not {}", found, best);
            prop_assert!(near(small.value(goal, &found.opened).unwrap(), best, 1e-9));
            prop_assert_eq!(found.gap(), Ok(0.0));
        }
        Err(_) => prop_assert!(found.objective.is_err(), "{:?}", found),
    }
    Ok(())
}

/// Whether a quick answer is possible, and its bound honest.
fn is_honest(small: &Small, goal: Goal<'_>, found: &Solution, best: Value) -> Result<(), TestCaseError> {
    prop_assert!(found.opened.len() <= small.open);
    let (Ok(objective), Ok(best)) = (found.objective, best) else { return Ok(()) };
    prop_assert!(near(small.value(goal, &found.opened).unwrap(), objective, 1e-9));
    let most = matches!(goal, Goal::Covered(_) | Goal::LeastShare(..));
    let bound = found.bound.unwrap();
    let slack = 1e-9 * best.abs();
    if most {
        prop_assert!(objective <= best + slack && bound >= best - slack, "{:?}, best {}", found, best);
    } else {
        prop_assert!(objective >= best - slack && bound <= best + slack, "{:?}, best {}", found, best);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn mclp_is_the_best_of_all_choices(small in small()) {
        let goal = Goal::Covered(small.within);
        let best = small.best(goal);
        is_best(&small, goal, &small.with(|problem| mclp(problem, small.within, small.open, &Budget::exact())), best)?;
        is_honest(&small, goal, &small.with(|problem| mclp(problem, small.within, small.open, &Budget::quick())), best)?;
    }

    #[test]
    fn p_median_is_the_best_of_all_choices(small in small(), most in prop::option::of(1_u32..90)) {
        let most = most.map(f64::from);
        let goal = Goal::Cost(most);
        let best = small.best(goal);
        let found = small.with(|problem| p_median(problem, most, small.open, &Budget::exact()));
        prop_assert_eq!(best.is_err(), found.status == Status::Infeasible, "{:?}", found);
        is_best(&small, goal, &found, best)?;
        is_honest(&small, goal, &small.with(|problem| p_median(problem, most, small.open, &Budget::quick())), best)?;
    }

    #[test]
    fn p_center_is_the_best_of_all_choices(small in small()) {
        let best = small.best(Goal::Farthest);
        let found = small.with(|problem| p_center(problem, small.open, &Budget::exact()));
        prop_assert_eq!(best.is_err(), found.status == Status::Infeasible, "{:?}", found);
        is_best(&small, Goal::Farthest, &found, best)?;
        is_honest(&small, Goal::Farthest, &small.with(|problem| p_center(problem, small.open, &Budget::quick())), best)?;
    }

    #[test]
    fn lscp_opens_as_few_sites_as_any_choice_that_covers_all(small in small()) {
        let could = small.served(|site| small.usable(site));
        let all: f64 = could.iter().filter(|row| row.2.is_some_and(|cost| cost <= small.within)).map(|row| row.0).sum();
        let covers = |choice: &Vec<u32>| small.value(Goal::Covered(small.within), choice) == Ok(all);
        let fewest = small.choices(SITES as usize).into_iter().filter(covers).map(|choice| choice.len()).min().unwrap();
        for budget in [Budget::exact(), Budget::quick()] {
            let found = small.with(|problem| lscp(problem, small.within, &budget));
            prop_assert!(covers(&found.opened), "{:?}", found);
            prop_assert_eq!(found.objective, Ok(found.opened.len() as f64));
            prop_assert!(found.bound.unwrap() <= fewest as f64 && found.opened.len() >= fewest);
            prop_assert!(budget.effort == Effort::Quick || (found.opened.len() == fewest && found.status == Status::Optimal));
            prop_assert!(near(found.served, all, 1e-12) && near(found.served + found.unreachable, found.demand, 1e-12));
        }
    }

    #[test]
    fn max_min_is_the_best_of_all_choices_then_the_one_that_covers_most(small in small()) {
        let goal = Goal::LeastShare(small.within, &small.groups);
        let best = small.best(goal);
        let found = small.with(|problem| max_min(problem, small.within, &small.groups, small.open, &Budget::exact()));
        if best.is_ok() {
            is_best(&small, goal, &found, best)?;
            let grouped = Small { demand: small.demand.iter().zip(&small.groups).map(|(demand, group)| if group.is_some() { *demand } else { Ok(0.0) }).collect(), ..small.clone() };
            let of_best = grouped.choices(small.open).into_iter().filter(|choice| near(grouped.value(goal, choice).unwrap(), best.unwrap(), 1e-9));
            let covered = of_best.map(|choice| grouped.value(Goal::Covered(small.within), &choice).unwrap()).fold(0.0, f64::max);
            prop_assert!(near(found.served, covered, 1e-9), "{:?}, not {}", found, covered);
        }
        let quick = small.with(|problem| max_min(problem, small.within, &small.groups, small.open, &Budget::quick()));
        is_honest(&small, goal, &quick, best)?;
    }

    #[test]
    fn another_site_is_never_worse_and_an_existing_one_never_closes(small in small()) {
        let covered = |open| small.with(|problem| mclp(problem, small.within, open, &Budget::exact()).objective.unwrap());
        prop_assert!(covered(small.open + 1) >= covered(small.open));
        prop_assert!(covered(0) == small.value(Goal::Covered(small.within), &[]).unwrap());
        let wider = small.with(|problem| mclp(problem, small.within + 5.0, small.open, &Budget::exact()).objective.unwrap());
        prop_assert!(wider >= covered(small.open), "a wider threshold covers no fewer");
    }

    #[test]
    fn a_change_of_unit_changes_no_choice(small in small()) {
        let scaled = Small { demand: small.demand.iter().map(|demand| demand.map(|demand| demand * 1024.0)).collect(), ..small.clone() };
        let choice = |small: &Small| small.with(|problem| p_median(problem, Some(45.0), small.open, &Budget::exact()).objective.unwrap());
        prop_assert!(near(choice(&scaled), 1024.0 * choice(&small), 1e-9));
    }

    #[test]
    fn what_if_is_everything_computed_anew(small in small(), moves in prop::collection::vec((0..SITES, 0..SITES), 1..12)) {
        let times = Times::from_rows(SITES as usize, small.rows.clone());
        let problem = Problem { demand: &small.demand, times: &times, existing: &small.existing, allowed: Some(&small.allowed) };
        let mut what_if = WhatIf::new(&problem, &[]);
        let mut open: Vec<bool> = (0..SITES).map(|site| small.existing.contains(&site)).collect();
        for (from, to) in moves {
            let before = what_if.served().to_vec();
            let changed = what_if.move_site(from, to);
            open[from as usize] = false;
            open[to as usize] = true;
            for (origin, (now, before)) in what_if.served().iter().zip(&before).enumerate() {
                let row = times.of(origin).unwrap_or_default();
                let nearest = row.0.iter().zip(row.1).filter(|(site, _)| open[**site as usize]).min_by(|a, b| a.1.total_cmp(b.1).then(a.0.cmp(b.0)));
                prop_assert_eq!(now.map(|now| (now.site, now.cost)), nearest.map(|(site, cost)| (*site, *cost)));
                prop_assert!(now == before || changed.contains(&u32::try_from(origin).unwrap()));
            }
            let opened: Vec<u32> = (0..SITES).filter(|site| open[*site as usize]).collect();
            let anew = Small { existing: Vec::new(), ..small.clone() };
            prop_assert_eq!(what_if.value(Goal::Covered(small.within)), anew.value(Goal::Covered(small.within), &opened));
            prop_assert_eq!(what_if.value(Goal::Cost(Some(30.0))), anew.value(Goal::Cost(Some(30.0)), &opened));
        }
    }

    #[test]
    fn the_turns_add_up_to_what_the_plan_brings(small in small()) {
        let plan: Vec<u32> = small.choices(4).pop().unwrap_or_default();
        for goal in [Goal::Covered(small.within), Goal::Cost(Some(40.0)), Goal::LeastShare(small.within, &small.groups)] {
            let gains = small.with(|problem| gains(problem, &plan, goal));
            let (Ok(before), Ok(after)) = (small.value(goal, &[]), small.value(goal, &plan)) else { continue };
            let sum: f64 = gains.iter().map(|gain| gain.step.unwrap()).sum();
            prop_assert!((sum - (after - before).abs()).abs() <= 1e-9 * after.abs().max(before.abs()).max(1.0), "{:?}", gains);
            let mut order: Vec<u32> = gains.iter().map(|gain| gain.order).collect();
            order.sort_unstable();
            prop_assert!(order.into_iter().eq(1..=u32::try_from(plan.len()).unwrap()));
            for gain in &gains {
                let without: Vec<u32> = plan.iter().copied().filter(|site| *site != gain.site).collect();
                let lost = (after - small.value(goal, &without).unwrap()).abs();
                prop_assert!((gain.lost.unwrap() - lost).abs() <= 1e-9 * after.abs().max(1.0), "{:?}, not {}", gain, lost);
                prop_assert!(gain.only >= 0.0);
            }
        }
    }

    #[test]
    fn whatever_goes_in_nothing_panics_and_what_comes_out_is_finite_or_absent(
        demand in prop::collection::vec(anything(), 0..12),
        rows in prop::collection::vec(prop::collection::vec((0_u32..6, any::<f64>().prop_map(f64::abs)), 0..6), 0..12),
        existing in prop::collection::vec(any::<u32>(), 0..3),
        groups in prop::collection::vec(prop::option::of(any::<u32>()), 0..14),
        (within, beyond) in (any::<f64>(), prop::option::of(any::<f64>())),
        open in prop_oneof![0_usize..5, Just(usize::MAX)],
    ) {
        let times = Times::from_rows(6, rows.into_iter().map(Ok).collect());
        let problem = Problem { demand: &demand, times: &times, existing: &existing, allowed: None };
        for budget in [Budget::quick(), Budget::exact()] {
            let found = [
                mclp(&problem, within, open, &budget), lscp(&problem, within, &budget), p_median(&problem, beyond, open, &budget),
                p_center(&problem, open, &budget), max_min(&problem, within, &groups, open, &budget),
            ];
            for found in found {
                let figures = [found.objective, found.bound, found.gap(), Ok(found.demand), Ok(found.served), Ok(found.unreachable), Ok(found.unknown)];
                prop_assert!(figures.iter().all(|figure| figure.is_err() || figure.is_ok_and(f64::is_finite)), "{:?}", found);
                let goals = [Goal::Covered(within), Goal::Cost(beyond), Goal::Farthest, Goal::LeastShare(within, &groups)];
                for goal in goals {
                    for gain in gains(&problem, &found.opened, goal) {
                        prop_assert!(gain.step.is_err() || gain.step.is_ok_and(f64::is_finite), "{:?}", gain);
                    }
                }
            }
        }
    }
}

/// Origins and sites scattered over a square of 40 minutes.
fn square(origins: u32, sites: u32) -> (Vec<Value>, Times) {
    let place = |i: u32, salt: f64| (f64::from(i + 1) * salt).fract() * 40.0;
    let away = |origin: u32, site: u32| {
        let (x, y) =
            (place(origin, 0.618_034) - place(site, 0.754_878), place(origin, 0.569_84) - place(site, 0.324_718));
        x.hypot(y)
    };
    let rows = (0..origins).map(|origin| Ok((0..sites).map(|site| (site, away(origin, site))).collect())).collect();
    (
        (0..origins).map(|origin| Ok(f64::from(origin * origin % 997 + 1))).collect(),
        Times::from_rows(sites as usize, rows),
    )
}

#[test]
fn siting_gives_the_same_bits_on_any_number_of_threads() {
    let (demand, times) = square(300, 40);
    let problem = Problem { demand: &demand, times: &times, existing: &[3], allowed: None };
    let (weights, ways) = square(120, 15);
    let few = Problem { demand: &weights, times: &ways, existing: &[3], allowed: None };
    let groups: Vec<Option<u32>> = (0..120).map(|origin| Some(origin % 4)).collect();
    let exact = Budget::exact();
    same_bits(|| {
        let found = [
            mclp(&problem, 8.0, 5, &exact),
            lscp(&problem, 8.0, &exact),
            p_median(&problem, None, 5, &exact),
            p_center(&problem, 5, &exact),
            max_min(&few, 8.0, &groups, 3, &exact),
            p_median(&problem, None, 5, &Budget::quick()),
        ];
        format!("{found:?}{:?}", gains(&problem, &found[2].opened, Goal::Cost(None)))
    });
}

#[test]
fn a_computation_that_is_stopped_says_so_with_its_best_choice() {
    let (demand, times) = square(300, 40);
    let problem = Problem { demand: &demand, times: &times, existing: &[], allowed: None };
    let best = mclp(&problem, 8.0, 5, &Budget::exact()).objective.unwrap();
    let (weights, ways) = square(400, 150);
    let far = Problem { demand: &weights, times: &ways, existing: &[], allowed: None };
    let stop = Budget { keep_going: &|| false, ..Budget::exact() };
    let found = mclp(&problem, 8.0, 5, &stop);
    assert_eq!((found.status, found.opened.len()), (Status::Cancelled, 5));
    assert!(found.objective.unwrap() <= best && found.bound.unwrap() >= best);
    let hurried = Budget { seconds_left: Some(&|| 0.0), ..Budget::exact() };
    let found = lscp(&far, 9.0, &hurried);
    assert_eq!(found.status, Status::Bounded, "no time for the solver");
    assert!(found.bound.unwrap() < found.objective.unwrap() && found.unreachable == 0.0);
    assert_eq!(p_center(&problem, 5, &stop).status, Status::Cancelled);
    assert_eq!(lscp(&far, 9.0, &stop).status, Status::Cancelled);
    assert_eq!(max_min(&problem, 8.0, &[Some(0); 300], 5, &stop).status, Status::Cancelled);
}
