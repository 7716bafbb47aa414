//! Kinds `offre` and `accompagnement`, every field as a person with the formulas and patience would have it.

use lanterne_observatory::travel::Journey;
use lanterne_observatory::white_zone::{Parameters, Verdict, accompagnement, offre};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{absence, figure, near};

/// `Pr(X ≤ count)` of a Poisson law, term by term.
fn poisson(count: u32, mean: f64) -> f64 {
    let (mut term, mut sum) = ((-mean).exp(), 0.0);
    for k in 0..=count {
        sum += term;
        term *= mean / f64::from(k + 1);
    }
    sum
}

/// The mean at which a decreasing probability falls to 0.025, by halving.
fn solved(probability: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 300.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if probability(middle) > 0.025 { low = middle } else { high = middle }
    }
    low
}

/// Garwood by his definition: the least and the greatest mean under which what was counted is not too odd.
fn garwood(count: u32) -> (f64, f64) {
    // `Pr(X ≥ count)` grows with the mean: its complement falls to 0.975, so that 1 less it reaches 0.025.
    let low = if count == 0 { 0.0 } else { solved(|mean| poisson(count - 1, mean) - 0.95) };
    (low, solved(|mean| poisson(count, mean)))
}

/// Share of a Gamma law below a rate, by Simpson's rule over the logarithm of the rate.
fn share_below(shape: f64, rate: f64, at: f64) -> f64 {
    let height = |u: f64| (shape * (u - u.exp() + 1.0)).exp();
    let end = |sign: f64| {
        let mut end = sign / (1.0 + shape.sqrt());
        while height(end) > 1e-18 {
            end *= 1.3;
        }
        end
    };
    let (left, right) = (end(-1.0), end(1.0));
    let area = |to: f64| {
        let steps = 2 * ((to - left) * (1.0 + shape.sqrt()) / 0.04).ceil().max(1.0) as usize;
        let (step, odd) = ((to - left) / steps as f64, |k: usize| if k % 2 == 1 { 4.0 } else { 2.0 });
        let inner: f64 = (1..steps).map(|k| odd(k) * height(left + k as f64 * step)).sum();
        (height(left) + inner + height(to)) * step / 3.0
    };
    area((at * rate / shape).ln().clamp(left, right)) / area(right)
}

/// Marshall's moments over the rows that have both.
fn moments(rows: &[(Value, Value)]) -> Option<(f64, f64)> {
    let known: Vec<(f64, f64)> =
        rows.iter().filter_map(|row| Some((row.0.ok()?, row.1.ok().filter(|people| *people > 0.0)?))).collect();
    let total = |of: &dyn Fn(&(f64, f64)) -> f64| known.iter().map(of).sum::<f64>();
    let people = total(&|row| row.1);
    let mean = total(&|row| row.0) / people;
    let spread = total(&|row| row.1 * (row.0 / row.1 - mean).powi(2)) / people;
    (!known.is_empty()).then(|| (mean, (spread - mean * known.len() as f64 / people).max(0.0)))
}

/// Whichever of two absences binds most.
fn both(left: Value, right: Value) -> Option<Absence> {
    [left.err(), right.err()].into_iter().flatten().reduce(Absence::with)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_field_of_a_thin_offer_is_its_formula(
        rows in prop::collection::vec((figure((0_u32..60).prop_map(f64::from)), figure(prop_oneof![1 => Just(0.0), 9 => (2_000_u32..40_000).prop_map(f64::from)])), 1..9),
        reference in figure(1.0..40.0), c in 0.2..1.9, proven in 0.05..0.99
    ) {
        let parameters = Parameters { reference_share: c, probability: proven, ..Parameters::default() };
        let (counts, people): (Vec<Value>, Vec<Value>) = rows.iter().copied().unzip();
        let prior = moments(&rows);
        for (found, &(count, people)) in offre::test(&counts, &people, reference, parameters).iter().zip(&rows) {
            prop_assert_eq!(found.threshold, reference.map(|reference| c * reference));
            let rate = match both(count, people) {
                Some(reason) => Err(reason),
                None if people == Ok(0.0) => Err(Absence::Nil),
                None => Ok(10_000.0 * count.unwrap() / people.unwrap()),
            };
            prop_assert_eq!(found.rate, rate);
            let Ok(rate) = rate else {
                prop_assert_eq!((found.verdict, found.probability, found.smoothed), (Verdict::NotAvailable, None, None));
                prop_assert_eq!((found.low, found.high), (None, None));
                continue;
            };
            let (count, people, (mean, variance)) = (count.unwrap(), people.unwrap(), prior.unwrap());
            let (low, high) = garwood(count as u32);
            prop_assert!(near(found.low.unwrap(), low * 1e4 / people, 1e-9) && near(found.high.unwrap(), high * 1e4 / people, 1e-9), "{found:?}");
            let (shape, inverse) = (mean * mean / variance + count, mean / variance + people);
            let smoothed = if variance > 0.0 { shape / inverse } else { mean };
            prop_assert!(near(found.smoothed.unwrap(), 1e4 * smoothed, 1e-9), "{found:?}");
            let Ok(threshold) = found.threshold else {
                prop_assert_eq!((found.verdict, found.probability), (Verdict::NotAvailable, None));
                continue;
            };
            let probability = match variance > 0.0 {
                true => share_below(shape, inverse, threshold / 1e4),
                false => f64::from(u8::from(mean < threshold / 1e4)),
            };
            prop_assert!((found.probability.unwrap() - probability).abs() < 1e-7, "{found:?} {probability}");
            let verdict = match () {
                () if probability >= proven => Verdict::Yes,
                () if rate >= threshold => Verdict::No,
                () => Verdict::NotSignificant,
            };
            prop_assert!((probability - proven).abs() < 1e-6 || found.verdict == verdict, "{found:?}");
        }
    }
}

/// Minutes by halves, the site, inhabitants, the territory (3 is none of the three).
type Commune = (Value, Option<usize>, Value, Option<usize>);

fn commune() -> impl Strategy<Value = Commune> {
    let minutes =
        prop_oneof![8 => (0_u32..120).prop_map(|half| Ok(f64::from(half) / 2.0)), 3 => absence().prop_map(Err)];
    (
        minutes,
        prop::option::weighted(0.9, 0_usize..4),
        figure((0_u32..300).prop_map(f64::from)),
        prop::option::weighted(0.9, 0_usize..4),
    )
}

fn asked() -> impl Strategy<Value = Parameters> {
    (0_u32..120, 0_u32..=8).prop_map(|(half, eighths)| Parameters {
        minutes: f64::from(half) / 2.0,
        far_share: f64::from(eighths) / 8.0,
        ..Parameters::default()
    })
}

fn tested(communes: &[Commune], parameters: Parameters) -> Vec<accompagnement::Accompagnement> {
    let journeys: Vec<Journey> =
        communes.iter().map(|row| Journey { minutes: row.0, distance_km: None, site: row.0.ok().and(row.1) }).collect();
    let people: Vec<Value> = communes.iter().map(|row| row.2).collect();
    let group: Vec<Option<usize>> = communes.iter().map(|row| row.3).collect();
    accompagnement::test(&journeys, &people, &group, 3, parameters)
}

proptest! {
    #[test]
    fn every_field_of_a_far_territory_is_counted_by_hand(communes in prop::collection::vec(commune(), 0..20), parameters in asked()) {
        for (territory, found) in tested(&communes, parameters).into_iter().enumerate() {
            let here: Vec<(Value, Option<usize>, f64)> = communes.iter()
                .filter(|row| row.3 == Some(territory)).filter_map(|row| Some((row.0, row.1, row.2.ok()?))).collect();
            let people = |is: &dyn Fn(Value) -> bool| here.iter().filter(|row| is(row.0)).map(|row| row.2).sum::<f64>();
            let unknown = people(&|minutes| minutes.is_err_and(|why| why != Absence::Nil));
            let far = people(&|minutes| minutes == Err(Absence::Nil) || minutes.is_ok_and(|minutes| minutes > parameters.minutes));
            let (all, reached) = (people(&|_| true), people(&|minutes| minutes.is_ok()));
            if all - unknown == 0.0 {
                prop_assert_eq!((found.verdict, found.far_share, found.nearest), (Verdict::NotAvailable, Err(Absence::NotPublished), None));
                prop_assert_eq!((found.minutes, found.unknown_share), (Err(Absence::NotPublished), if all > 0.0 { Ok(1.0) } else { Err(Absence::Nil) }));
                continue;
            }
            prop_assert_eq!((found.far_share, found.unknown_share), (Ok(far / (all - unknown)), Ok(unknown / all)));
            let white = |far: f64| far / all >= parameters.far_share;
            let verdict = match (white(far), white(far + unknown)) {
                (true, _) => Verdict::Yes,
                (false, false) => Verdict::No,
                (false, true) => Verdict::NotSignificant,
            };
            prop_assert_eq!(found.verdict, verdict);
            let travelled: f64 = here.iter().filter_map(|row| Some(row.0.ok()? * row.2)).sum();
            prop_assert_eq!(found.minutes, if reached > 0.0 { Ok(travelled / reached) } else { Err(Absence::Nil) });
            let by = |site: usize| here.iter().filter(|row| row.0.is_ok() && row.1 == Some(site)).map(|row| row.2).sum::<f64>();
            let most = (0..4).map(by).fold(0.0, f64::max);
            let first = here.iter().filter(|row| row.0.is_ok() && row.2 > 0.0).filter_map(|row| row.1).find(|&site| by(site) == most);
            prop_assert_eq!(found.nearest, first.filter(|_| most > 0.0));
        }
    }

    #[test]
    fn what_is_learnt_later_never_unsays_a_yes_or_a_no(communes in prop::collection::vec(commune(), 0..20), learnt in prop::collection::vec(0.0..70.0, 20), parameters in asked()) {
        let later: Vec<Commune> = communes.iter().zip(learnt).map(|(&(minutes, site, people, territory), learnt)| match minutes {
            Err(why) if why != Absence::Nil => (Ok(learnt), site, people, territory),
            known => (known, site, people, territory),
        }).collect();
        for (before, after) in tested(&communes, parameters).iter().zip(tested(&later, parameters)) {
            prop_assert!(before.unknown_share.is_err() == after.unknown_share.is_err());
            if matches!(before.verdict, Verdict::Yes | Verdict::No) {
                prop_assert_eq!(before.verdict, after.verdict);
            }
        }
    }

    #[test]
    fn the_order_of_the_communes_does_not_matter(communes in prop::collection::vec(commune(), 0..20), parameters in asked()) {
        let turned: Vec<Commune> = communes.iter().rev().copied().collect();
        for (one, other) in tested(&communes, parameters).iter().zip(tested(&turned, parameters)) {
            prop_assert_eq!((one.verdict, one.far_share, one.unknown_share), (other.verdict, other.far_share, other.unknown_share));
            prop_assert_eq!(one.minutes, other.minutes, "halves of minutes add up exactly");
        }
    }
}
