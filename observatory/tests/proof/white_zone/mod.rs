//! The tests, their verdicts and their evidence.

mod area;
mod combination;
mod foyer_froid;
mod recours;
mod stability;
mod twin;

use lanterne_observatory::travel::Journey;
use lanterne_observatory::white_zone::accompagnement::{self, test_communes};
use lanterne_observatory::white_zone::{Parameters, Verdict, offre};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{communes, known};

fn journey(minutes: Value) -> Journey {
    Journey { minutes, distance_km: None, site: minutes.is_ok().then_some(0) }
}

#[test]
fn an_absent_reference_or_count_makes_no_white_zone() {
    let (counts, people) = ([Ok(1.0), Err(Absence::NotPublished)], known(&[90_000.0, 90_000.0]));
    let verdicts = |reference| -> Vec<Verdict> {
        offre::test(&counts, &people, reference, Parameters::default()).iter().map(|offre| offre.verdict).collect()
    };
    assert_eq!(verdicts(Err(Absence::NotPublished)), [Verdict::NotAvailable; 2]);
    assert_eq!(verdicts(Ok(20.0))[1], Verdict::NotAvailable);
}

#[test]
fn a_large_thin_territory_is_white_and_a_small_one_is_not_proven() {
    let counts = known(&[60.0, 0.0, 300.0, 200.0, 260.0]);
    let people = known(&[100_000.0, 400.0, 100_000.0, 100_000.0, 100_000.0]);
    let tested = offre::test(&counts, &people, Ok(20.0), Parameters::default());
    let verdicts: Vec<Verdict> = tested.iter().map(|offre| offre.verdict).collect();
    assert_eq!(verdicts, [Verdict::Yes, Verdict::NotSignificant, Verdict::No, Verdict::No, Verdict::No]);
    assert_eq!((tested[0].rate, tested[0].threshold), (Ok(6.0), Ok(15.0)));
    assert!(tested[0].high.unwrap() < 15.0 && tested[0].probability.unwrap() > 0.999);
}

#[test]
fn who_can_reach_no_site_is_far_and_whose_place_is_unknown_is_not_counted() {
    let parameters = Parameters::default();
    let people = known(&[500.0, 500.0]);
    let verdict =
        |journeys: [Journey; 2]| accompagnement::test(&journeys, &people, &[Some(0), Some(0)], 1, parameters)[0];
    let (near, far) = (journey(Ok(5.0)), journey(Err(Absence::Nil)));
    let unknown = journey(Err(Absence::NotPublished));
    assert_eq!((verdict([near, far]).verdict, verdict([near, far]).far_share), (Verdict::Yes, Ok(0.5)));
    assert_eq!(verdict([near, unknown]).verdict, Verdict::NotSignificant, "half of them may be far");
    assert_eq!(verdict([far, unknown]).verdict, Verdict::Yes, "whatever the others are");
    assert_eq!(verdict([unknown, unknown]).verdict, Verdict::NotAvailable);
    assert_eq!(verdict([far, far]).minutes, Err(Absence::Nil));
}

#[test]
fn thirty_minutes_is_not_farther_than_thirty_minutes() {
    let tested = test_communes(&[journey(Ok(30.0)), journey(Ok(30.01))], &known(&[10.0, 10.0]), Parameters::default());
    assert_eq!((tested[0].verdict, tested[1].verdict), (Verdict::No, Verdict::Yes));
    assert_eq!((tested[0].far_share, tested[1].far_share), (Ok(0.0), Ok(1.0)));
}

#[test]
fn a_commune_without_inhabitant_is_not_a_white_zone() {
    let tested = test_communes(&[journey(Ok(90.0))], &known(&[0.0]), Parameters::default());
    assert_eq!(tested[0].verdict, Verdict::NotAvailable);
}

proptest! {
    #[test]
    fn a_higher_share_of_the_reference_never_takes_a_white_zone_away((count, people) in communes(), reference in 1.0..50.0, c in 0.1..1.5) {
        let white = |reference_share: f64| -> Vec<bool> {
            let parameters = Parameters { reference_share, ..Parameters::default() };
            let tested = offre::test(&known(&count), &known(&people), Ok(reference), parameters);
            tested.iter().map(|offre| offre.verdict == Verdict::Yes).collect()
        };
        prop_assert!(white(c).iter().zip(white(c + 0.2)).all(|(before, after)| !before || after));
    }

    #[test]
    fn asking_for_more_proof_never_adds_a_white_zone((count, people) in communes(), reference in 1.0..50.0, p in 0.5..0.99) {
        let white = |probability: f64| -> Vec<bool> {
            let parameters = Parameters { probability, ..Parameters::default() };
            let tested = offre::test(&known(&count), &known(&people), Ok(reference), parameters);
            tested.iter().map(|offre| offre.verdict == Verdict::Yes).collect()
        };
        prop_assert!(white(p).iter().zip(white(p + 0.01)).all(|(less, more)| *less || !more));
    }

    #[test]
    fn waiting_longer_before_calling_it_far_never_adds_a_white_zone(
        rows in prop::collection::vec((0.0..90.0, 1.0..5_000.0, 0_usize..6), 1..60), t in 0.0..80.0, m in 0.05..1.0
    ) {
        let journeys: Vec<Journey> = rows.iter().map(|row| journey(Ok(row.0))).collect();
        let people: Vec<Value> = rows.iter().map(|row| Ok(row.1)).collect();
        let group: Vec<Option<usize>> = rows.iter().map(|row| Some(row.2)).collect();
        let tested = |minutes: f64| {
            accompagnement::test(&journeys, &people, &group, 6, Parameters { minutes, far_share: m, ..Parameters::default() })
        };
        for (before, after) in tested(t).iter().zip(tested(t + 10.0)) {
            prop_assert!(before.verdict == Verdict::Yes || after.verdict != Verdict::Yes);
            if let (Ok(before), Ok(after)) = (before.far_share, after.far_share) {
                prop_assert!(after <= before && (0.0..=1.0).contains(&before));
            }
        }
    }
}
