//! Journeys as sparse rows.

use lanterne_observatory::Absence;
use lanterne_observatory::travel::Times;
use proptest::prelude::*;

fn rows() -> impl Strategy<Value = Vec<Result<Vec<(u32, f64)>, Absence>>> {
    let journey =
        (0_u32..9, prop_oneof![8 => 0.0..90.0, 1 => Just(f64::NAN), 1 => Just(-1.0), 1 => Just(f64::INFINITY)]);
    let row =
        prop_oneof![9 => prop::collection::vec(journey, 0..12).prop_map(Ok), 1 => Just(Err(Absence::NotPublished))];
    prop::collection::vec(row, 0..10)
}

proptest! {
    #[test]
    fn the_shortest_journey_of_each_pair_is_kept(rows in rows()) {
        let times = Times::from_rows(7, rows.clone());
        for (origin, row) in rows.into_iter().enumerate() {
            let found = times.of(origin).map(|(sites, minutes)| sites.iter().copied().zip(minutes.iter().copied()).collect::<Vec<_>>());
            let literal = row.map(|row| {
                let shortest = |site: u32| row.iter().filter(|journey| journey.0 == site && journey.1 >= 0.0 && journey.1.is_finite())
                    .map(|journey| journey.1).min_by(f64::total_cmp);
                (0..7).filter_map(|site| Some((site, shortest(site)?))).collect::<Vec<_>>()
            });
            prop_assert_eq!(found, literal);
        }
    }

    #[test]
    fn by_site_and_back_keeps_every_journey(rows in rows()) {
        let times = Times::from_rows(7, rows);
        let times = times.knowing(|site| site % 2 == 0);
        prop_assert_eq!(times.by_site().by_site(), times);
    }
}
