//! The straight-line model against the routed matrix. The constants were chosen with `tests/oracle/check_travel.py`, on town
//! halls; here the points are centroids.

use lanterne_observatory::travel::StraightLine;
use lanterne_observatory::travel::straight_line::distance_km;

use crate::matrix::Isere;

#[test]
fn nine_journeys_in_ten_fall_on_the_right_side_of_thirty_minutes_in_the_lowland() {
    let Some(isere) = Isere::read() else { return };
    let model = StraightLine::default();
    let (mut journeys, mut agreed, mut ratios) = (0_u32, 0_u32, Vec::new());
    for (from, row) in isere.places.iter().zip(&isere.minutes) {
        for (to, routed) in isere.places.iter().zip(row) {
            let (Some(from), Some(to), Some(routed)) = (from, to, *routed) else { continue };
            let km = distance_km(*from, *to);
            if from.lat.min(to.lat) < 45.3 || !(2.0..45.0).contains(&km) || routed <= 0.0 {
                continue;
            }
            let minutes = model.minutes(km, from.density, to.density).unwrap();
            journeys += 1;
            agreed += u32::from((minutes > 30.0) == (routed > 30.0));
            ratios.push(minutes / routed);
        }
    }
    assert!(journeys > 50_000, "{journeys} journeys");
    let share = f64::from(agreed) / f64::from(journeys);
    ratios.sort_unstable_by(f64::total_cmp);
    let median = ratios[ratios.len() / 2];
    println!("{journeys} journeys, {share:.3} on the same side of 30 minutes, median ratio {median:.3}");
    assert!(share > 0.9, "{share}");
    assert!((0.9..1.05).contains(&median), "{median}");
}
