//! Densities, shares, quotients, structure, concentration.

use lanterne_observatory::measure::concentration::herfindahl;
use lanterne_observatory::measure::quotient::location_quotient;
use lanterne_observatory::measure::ratio::{ratio, ratios};
use lanterne_observatory::measure::share::percent;
use lanterne_observatory::measure::structure::{shares, sum};
use lanterne_observatory::measure::{density, size};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, communes, figure, known, near};

/// The ratio as it is written on paper: of the reasons there are, the one that binds most, else one division.
fn literal(scale: f64, numerator: &[Value], denominator: &[Value]) -> Vec<Value> {
    let cell = |column: &[Value], row: usize| match column.get(row) {
        Some(Ok(number)) if *number < 0.0 || number.is_nan() || number.is_infinite() => Err(Absence::NotPublished),
        Some(cell) => *cell,
        None => Err(Absence::NotPublished),
    };
    let row = |row: usize| {
        let cells = [cell(numerator, row), cell(denominator, row)];
        for reason in [Absence::Secret, Absence::NotPublished, Absence::NotSignificant, Absence::Nil] {
            if cells.contains(&Err(reason)) {
                return Err(reason);
            }
        }
        match cells.map(Result::unwrap) {
            [_, 0.0] => Err(Absence::Nil),
            [above, below] if (scale * above / below).is_infinite() => Err(Absence::NotPublished),
            [above, below] => Ok(scale * above / below),
        }
    };
    (0..numerator.len().max(denominator.len())).map(row).collect()
}

#[test]
fn an_absence_is_never_merged_into_another() {
    let absences = [Absence::NotPublished, Absence::Secret, Absence::Nil, Absence::NotSignificant];
    for absence in absences {
        assert_eq!(ratio(1.0, Err(absence), Ok(2.0)), Err(absence));
        assert_eq!(ratio(1.0, Ok(2.0), Err(absence)), Err(absence));
        assert_eq!(Absence::parse(absence.code()), Some(absence));
    }
    let signs: Vec<&str> = absences.iter().map(|absence| absence.sign()).collect();
    assert_eq!(signs, ["n.d.", "s", "–", "n.s."]);
}

#[test]
fn no_establishment_is_the_number_zero_and_no_inhabitant_is_nil() {
    assert_eq!(ratio(10_000.0, Ok(0.0), Ok(250.0)), Ok(0.0));
    assert_eq!(ratio(10_000.0, Ok(0.0), Ok(0.0)), Err(Absence::Nil));
    assert_eq!(ratio(10_000.0, Ok(3.0), Ok(0.0)), Err(Absence::Nil));
}

#[test]
fn a_secret_part_leaves_the_others_their_share() {
    let parts = [Ok(60.0), Err(Absence::Secret), Ok(30.0)];
    assert_eq!(shares(&parts, Ok(100.0)), [Ok(60.0), Err(Absence::Secret), Ok(30.0)]);
    assert_eq!(sum(parts), Err(Absence::Secret));
    assert_eq!(herfindahl(&parts), Err(Absence::Secret));
}

proptest! {
    #[test]
    fn the_parallel_ratio_is_the_literal_one(
        numerator in prop::collection::vec(anything(), 0..40), denominator in prop::collection::vec(anything(), 0..40), scale in 0.1..1e4
    ) {
        prop_assert_eq!(ratios(scale, &numerator, &denominator), literal(scale, &numerator, &denominator));
    }

    #[test]
    fn a_ratio_does_not_change_when_both_terms_are_multiplied((count, people) in communes(), factor in 0.001..1000.0) {
        let times = |numbers: &[f64]| numbers.iter().map(|number| Ok(number * factor)).collect::<Vec<Value>>();
        let (before, after) = (ratios(1.0, &known(&count), &known(&people)), ratios(1.0, &times(&count), &times(&people)));
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(near(before.unwrap(), after.unwrap(), 1e-12));
        }
    }

    #[test]
    fn the_reference_itself_has_a_quotient_of_one((part, whole) in communes()) {
        prop_assume!(part.iter().sum::<f64>() > 0.0);
        let (total_part, total_whole) = (Ok(part.iter().sum()), Ok(whole.iter().sum()));
        let quotient = location_quotient(&[total_part], &[total_whole], total_part, total_whole)[0];
        prop_assert_eq!(quotient, Ok(1.0));
    }

    #[test]
    fn quotients_weighted_by_the_whole_average_to_one((part, whole) in communes()) {
        prop_assume!(part.iter().sum::<f64>() > 0.0);
        let total = whole.iter().sum::<f64>();
        let quotients = location_quotient(&known(&part), &known(&whole), Ok(part.iter().sum()), Ok(total));
        let mean: f64 = quotients.iter().zip(&whole).map(|(quotient, whole)| quotient.unwrap() * whole / total).sum();
        prop_assert!(near(mean, 1.0, 1e-9), "{mean}");
    }

    #[test]
    fn the_shares_of_all_parts_add_up_to_a_hundred(parts in prop::collection::vec(0.0..1e6, 1..8)) {
        let total: f64 = parts.iter().sum();
        prop_assume!(total > 0.0);
        let shared: f64 = shares(&known(&parts), Ok(total)).into_iter().map(|share| share.unwrap()).sum();
        prop_assert!(near(shared, 100.0, 1e-12));
    }

    #[test]
    fn each_measure_is_the_ratio_it_is_named_after(rows in prop::collection::vec((anything(), anything()), 0..20)) {
        let (above, below): (Vec<Value>, Vec<Value>) = rows.into_iter().unzip();
        let all = [
            (density::establishments(&above, &below), 10_000.0), (density::jobs(&above, &below), 1_000.0),
            (density::areal(&above, &below), 1.0), (percent(&above, &below), 100.0), (size::mean(&above, &below), 1.0),
        ];
        for (found, scale) in all {
            prop_assert_eq!(found, literal(scale, &above, &below));
        }
        for total in &below {
            prop_assert_eq!(shares(&above, *total), literal(100.0, &above, &vec![*total; above.len()]));
        }
    }

    #[test]
    fn a_structure_has_no_unit_and_each_part_its_own_share(
        parts in prop::collection::vec(figure(0.0..1e6), 1..8), total in 1.0..1e7, by in 0.001..1000.0
    ) {
        let times: Vec<Value> = parts.iter().map(|part| part.map(|part| part * by)).collect();
        for (before, after) in shares(&parts, Ok(total)).into_iter().zip(shares(&times, Ok(total * by))) {
            prop_assert_eq!(before.err(), after.err());
            prop_assert!(before.is_err() || near(before.unwrap(), after.unwrap(), 1e-12));
        }
        let turned: Vec<Value> = parts.iter().rev().copied().collect();
        let mut again = shares(&turned, Ok(total));
        again.reverse();
        prop_assert_eq!(again, shares(&parts, Ok(total)), "whatever stands beside it");
    }

    #[test]
    fn the_sum_of_a_whole_is_that_of_its_parts_in_any_order(parts in prop::collection::vec(figure((0_u32..9_000_000).prop_map(f64::from)), 0..12), cut in any::<prop::sample::Index>()) {
        let whole = sum(parts.iter().copied());
        let (left, right) = parts.split_at(cut.index(parts.len() + 1));
        prop_assert_eq!(sum([sum(left.iter().copied()), sum(right.iter().copied())]), whole);
        prop_assert_eq!(sum(parts.iter().rev().copied()), whole);
    }

    #[test]
    fn concentration_lies_between_equal_parts_and_one_part(parts in prop::collection::vec(0.0..1e6, 1..8), factor in 0.01..100.0) {
        prop_assume!(parts.iter().sum::<f64>() > 0.0);
        let index = herfindahl(&known(&parts)).unwrap();
        prop_assert!(index >= 1.0 / parts.len() as f64 - 1e-12 && index <= 1.0 + 1e-12);
        let scaled: Vec<f64> = parts.iter().map(|part| part * factor).collect();
        prop_assert!(near(index, herfindahl(&known(&scaled)).unwrap(), 1e-9));
        let mut turned = parts;
        turned.reverse();
        prop_assert!(near(index, herfindahl(&known(&turned)).unwrap(), 1e-12));
    }

    #[test]
    fn a_sum_is_absent_as_soon_as_one_part_is_unknown(parts in prop::collection::vec(figure(0.0..1e6), 0..8)) {
        let unknown = parts.iter().any(|part| part.is_err_and(|absence| absence != Absence::Nil));
        prop_assert_eq!(sum(parts).is_err(), unknown);
    }
}
