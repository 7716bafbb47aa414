//! Stability: the literal twin walks through every setting and tests again.

use lanterne_observatory::bayes::posteriors;
use lanterne_observatory::travel::Journey;
use lanterne_observatory::white_zone::grid::Grid;
use lanterne_observatory::white_zone::stability::{Stability, Tally, at_other_level, over_levels, together};
use lanterne_observatory::white_zone::{Kind, Parameters, Verdict, accompagnement, offre};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use super::journey;
use crate::strategy::{absence, figure, known};

/// Rows of a small country: establishments, inhabitants, minutes to the nearest site, EPCI.
fn country() -> impl Strategy<Value = Vec<(Value, Value, Value, usize)>> {
    let row = (
        figure((0_u32..60).prop_map(f64::from)),
        figure((0_u32..40_000).prop_map(f64::from)),
        prop_oneof![8 => (0.0..80.0).prop_map(Ok), 2 => absence().prop_map(Err)],
        0_usize..5,
    );
    prop::collection::vec(row, 1..24)
}

fn grid() -> impl Strategy<Value = Grid> {
    let values = |low: f64, high: f64| prop::collection::vec(low..high, 1..4);
    (values(0.1, 1.9), values(0.02, 0.99), values(1.0, 80.0), values(0.05, 1.0), values(0.001, 0.5)).prop_map(
        |(reference_share, probability, minutes, far_share, alpha)| {
            Grid { reference_share, probability, minutes, far_share, alpha, years: vec![5] }.within_bounds()
        },
    )
}

struct Columns {
    establishments: Vec<Value>,
    population: Vec<Value>,
    journeys: Vec<Journey>,
    group: Vec<Option<usize>>,
}

impl Columns {
    fn of(rows: &[(Value, Value, Value, usize)]) -> Self {
        Self {
            establishments: rows.iter().map(|row| row.0).collect(),
            population: rows.iter().map(|row| row.1).collect(),
            journeys: rows.iter().map(|row| journey(row.2)).collect(),
            group: (0..rows.len()).map(Some).collect(),
        }
    }

    fn offre(&self, grid: &Grid) -> Tally {
        offre::tally(&posteriors(&self.establishments, &self.population), Ok(17.0), grid)
    }

    fn accompagnement(&self, grid: &Grid) -> Tally {
        accompagnement::tally(&self.journeys, &self.population, &self.group, self.group.len(), grid)
    }

    fn tested(&self, parameters: Parameters) -> [Vec<Verdict>; 2] {
        let offre = offre::test(&self.establishments, &self.population, Ok(17.0), parameters);
        let far = accompagnement::test(&self.journeys, &self.population, &self.group, self.group.len(), parameters);
        [offre.iter().map(|tested| tested.verdict).collect(), far.iter().map(|tested| tested.verdict).collect()]
    }
}

/// Every setting of `c`, `p*`, `t` and `m`, one by one.
fn settings(grid: &Grid) -> Vec<Parameters> {
    let mut settings = Vec::new();
    for &reference_share in &grid.reference_share {
        for &probability in &grid.probability {
            for &minutes in &grid.minutes {
                for &far_share in &grid.far_share {
                    settings.push(Parameters {
                        reference_share,
                        probability,
                        minutes,
                        far_share,
                        ..Parameters::default()
                    });
                }
            }
        }
    }
    settings
}

/// The share counted by hand: `None` where every setting says not available.
fn literal(
    columns: &Columns,
    grid: &Grid,
    row: usize,
    holds: impl Fn(&[Vec<Verdict>; 2], usize) -> Verdict,
) -> Option<f64> {
    let verdicts: Vec<Verdict> =
        settings(grid).into_iter().map(|setting| holds(&columns.tested(setting), row)).collect();
    let white = verdicts.iter().filter(|verdict| **verdict == Verdict::Yes).count();
    let tested = verdicts.iter().any(|verdict| *verdict != Verdict::NotAvailable);
    tested.then(|| white as f64 / verdicts.len() as f64)
}

fn share(stability: Result<Stability, Absence>) -> Option<f64> {
    stability.ok().map(Stability::share)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_stability_is_the_share_of_the_settings_tested_one_by_one(rows in country(), grid in grid()) {
        let columns = Columns::of(&rows);
        let (offre, far) = (columns.offre(&grid), columns.accompagnement(&grid));
        let any = together(&[&offre, &far]);
        for (row, any) in any.iter().enumerate() {
            let alone = |kind: usize| literal(&columns, &grid, row, |tested, row| tested[kind][row]);
            prop_assert!(same(share(offre.stability(row)), alone(0)), "offre, row {}", row);
            prop_assert!(same(share(far.stability(row)), alone(1)), "accompagnement, row {}", row);
            let both = literal(&columns, &grid, row, |[offre, far], row| match (offre[row], far[row]) {
                (Verdict::NotAvailable, other) | (other, Verdict::NotAvailable) => other,
                (Verdict::Yes, _) | (_, Verdict::Yes) => Verdict::Yes,
                (other, _) => other,
            });
            prop_assert!(same(share(*any), both), "row {}: {:?} is not {:?}", row, any, both);
        }
    }

    #[test]
    fn one_setting_is_white_or_not_and_the_grid_around_it_lies_between(rows in country()) {
        let columns = Columns::of(&rows);
        let parameters = Parameters::default();
        let verdicts = columns.tested(parameters);
        let (one, around) = (Grid::only(parameters), Grid::around(parameters));
        for (kind, tally) in [columns.offre(&one), columns.accompagnement(&one)].iter().enumerate() {
            for (row, verdict) in verdicts[kind].iter().enumerate() {
                let expected = (*verdict != Verdict::NotAvailable).then_some(f64::from(u8::from(*verdict == Verdict::Yes)));
                prop_assert_eq!(share(tally.stability(row)), expected);
            }
        }
        for tally in [columns.offre(&around), columns.accompagnement(&around)] {
            for row in 0..tally.len() {
                prop_assert!(share(tally.stability(row)).is_none_or(|share| (0.0..=1.0).contains(&share)));
            }
        }
    }

    #[test]
    fn a_wider_share_never_takes_a_white_setting_away(rows in country(), grid in grid(), more in 0.0..0.5) {
        let columns = Columns::of(&rows);
        let wider = Grid { reference_share: grid.reference_share.iter().map(|share| share + more).collect(), ..grid.clone() };
        let (before, after) = (columns.offre(&grid), columns.offre(&wider));
        for row in 0..before.len() {
            if let (Ok(before), Ok(after)) = (before.stability(row), after.stability(row)) {
                prop_assert!(before.white <= after.white || after.settings < before.settings);
            }
        }
    }

    #[test]
    fn any_grid_is_brought_within_bounds(values in prop::collection::vec(any::<f64>(), 0..9), years in prop::collection::vec(any::<u32>(), 0..9)) {
        let grid = Grid {
            reference_share: values.clone(), probability: values.clone(), minutes: values.clone(), far_share: values.clone(),
            alpha: values, years,
        }
        .within_bounds();
        prop_assert_eq!(grid.clone().within_bounds(), grid.clone());
        prop_assert!(Kind::ALL.iter().all(|kind| grid.settings(*kind) > 0));
        for values in [&grid.reference_share, &grid.probability, &grid.minutes, &grid.far_share, &grid.alpha] {
            prop_assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", values);
        }
    }
}

fn same(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-12,
        (found, expected) => found.is_none() && expected.is_none(),
    }
}

#[test]
fn a_unit_white_everywhere_is_stable_at_every_setting_and_level() {
    let rows: Vec<(Value, Value, Value, usize)> =
        (0..6).map(|row| (Ok(if row < 3 { 0.0 } else { 900.0 }), Ok(300_000.0), Ok(200.0), 0)).collect();
    let columns = Columns::of(&rows);
    let grid = Grid::around(Parameters::default());
    let (offre, far) = (columns.offre(&grid), columns.accompagnement(&grid));
    assert_eq!(offre.stability(0), Ok(Stability { white: 25, settings: 25 }));
    assert_eq!(together(&[&offre, &far])[0], Ok(Stability { white: 625, settings: 625 }));
    let epci = at_other_level(&far, &columns.population, &[Some(0); 6], 1);
    assert_eq!((epci[0], over_levels(Ok(1.0), epci[0])), (Ok(1.0), Ok(1.0)));
    assert_eq!(offre.stability(5).map(|stability| stability.white), Ok(0));
}

#[test]
fn what_cannot_be_tested_has_no_stability_and_takes_no_part_in_that_of_others() {
    let rows =
        [(Err(Absence::Secret), Ok(1_000.0), Ok(50.0), 0), (Ok(1.0), Ok(1_000.0), Err(Absence::NotPublished), 0)];
    let columns = Columns::of(&rows);
    let grid = Grid::only(Parameters::default());
    let (offre, far) = (columns.offre(&grid), columns.accompagnement(&grid));
    assert_eq!(offre.stability(0), Err(Absence::Secret));
    assert_eq!(together(&[&offre, &far])[0], Ok(Stability { white: 1, settings: 1 }));
    assert_eq!(at_other_level(&far, &columns.population, &[Some(0), Some(0)], 1), [Ok(1.0)]);
    assert_eq!(together(&[]), []);
    assert_eq!(offre.stability(9), Err(Absence::NotPublished));
}

#[test]
fn the_same_bits_on_any_number_of_threads() {
    let counts = known(&(0..9_000).map(|row| f64::from((row * 7) % 23)).collect::<Vec<_>>());
    let people = known(&(0..9_000).map(|row| f64::from(40 + (row * 373) % 4_000)).collect::<Vec<_>>());
    let journeys: Vec<Journey> = (0..9_000).map(|row| journey(Ok(f64::from(row % 77)))).collect();
    let group: Vec<Option<usize>> = (0..9_000).map(|row| Some(row / 20)).collect();
    let grid = Grid::around(Parameters::default());
    crate::threads::same_bits(|| {
        let offre = offre::tally(&posteriors(&counts, &people), Ok(20.0), &grid);
        let far = accompagnement::tally(&journeys, &people, &group, 450, &grid);
        format!("{offre:?}{far:?}{:?}", together(&[&offre, &far]))
    });
}
