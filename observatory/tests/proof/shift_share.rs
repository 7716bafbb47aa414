//! Shift-share: no peer exists, so the accounts must sum, and be those of a plain reading of the formulas.

use lanterne_observatory::change::shift_share::{Effects, Reference, dynamic, esteban_marquillas, shift_share};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure, known};
use crate::threads::same_bits;

const SECTORS: usize = 4;

fn table() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![5 => (0_u32..90_000).prop_map(f64::from), 1 => Just(0.0)], 6 * SECTORS)
}

fn sums_to(effects: &Effects, size: f64) -> bool {
    let parts = [effects.national, effects.structural, effects.regional];
    let scale = parts.iter().fold(size, |scale, part| scale.max(part.abs()));
    (parts.iter().sum::<f64>() - effects.change).abs() <= 1e-12 * scale
}

proptest! {
    #[test]
    fn the_three_effects_sum_to_the_change(before in table(), after in table()) {
        let reference = Reference::of_units(&known(&before), &known(&after), SECTORS);
        let account = shift_share(&known(&before), &known(&after), SECTORS, &reference);
        for (cell, effects) in account.cells.iter().map(|cell| cell.unwrap()).enumerate() {
            prop_assert_eq!(effects.change, after[cell] - before[cell]);
            prop_assert!(sums_to(&effects, before[cell] + after[cell]), "{:?}", effects);
        }
        for (unit, effects) in account.units.iter().map(|unit| unit.unwrap()).enumerate() {
            let of = |table: &[f64]| table[unit * SECTORS..(unit + 1) * SECTORS].iter().sum::<f64>();
            prop_assert_eq!(effects.change, of(&after) - of(&before));
            prop_assert!(sums_to(&effects, of(&before) + of(&after)), "{:?}", effects);
        }
    }

    #[test]
    fn the_effects_are_those_of_the_plain_formulas(before in prop::collection::vec(1.0..9e4, 6 * SECTORS), after in table()) {
        let reference = Reference::of_units(&known(&before), &known(&after), SECTORS);
        let account = shift_share(&known(&before), &known(&after), SECTORS, &reference);
        let sector = |table: &[f64], j: usize| (0..6).map(|i| table[i * SECTORS + j]).sum::<f64>();
        let g = after.iter().sum::<f64>() / before.iter().sum::<f64>() - 1.0;
        for i in 0..6 {
            for j in 0..SECTORS {
                let (e, e_after) = (before[i * SECTORS + j], after[i * SECTORS + j]);
                let gj = sector(&after, j) / sector(&before, j) - 1.0;
                let found = account.cells[i * SECTORS + j].unwrap();
                let close = |found: f64, expected: f64| (found - expected).abs() <= 1e-9 * (e + e_after + e * gj.abs());
                prop_assert!(close(found.national, e * g) && close(found.structural, e * (gj - g)));
                prop_assert!(close(found.regional, e * (e_after / e - 1.0 - gj)));
            }
        }
    }

    #[test]
    fn over_the_reference_what_some_win_others_lose(before in prop::collection::vec(1.0..9e4, 6 * SECTORS), after in table()) {
        let reference = Reference::of_units(&known(&before), &known(&after), SECTORS);
        let account = shift_share(&known(&before), &known(&after), SECTORS, &reference);
        let size: f64 = before.iter().chain(&after).sum();
        for sector in 0..SECTORS {
            let regional: f64 = (0..6).map(|unit| account.cells[unit * SECTORS + sector].unwrap().regional).sum();
            prop_assert!(regional.abs() <= 1e-10 * size, "{regional}");
        }
        let structural: f64 = account.units.iter().map(|unit| unit.unwrap().structural).sum();
        prop_assert!(structural.abs() <= 1e-10 * size, "{structural}");
    }

    #[test]
    fn a_territory_that_follows_the_reference_has_no_effect_of_its_own(before in prop::collection::vec(1.0..9e4, SECTORS), pace in prop::collection::vec(0.5..2.0, SECTORS)) {
        // Three units, each a multiple of the same structure, each sector at the same pace everywhere.
        let unit = |size: f64| before.iter().map(move |jobs| jobs * size);
        let table: Vec<f64> = [1.0, 4.0, 0.25].into_iter().flat_map(unit).collect();
        let after: Vec<f64> = table.iter().zip(pace.iter().cycle()).map(|(jobs, pace)| jobs * pace).collect();
        let reference = Reference::of_units(&known(&table), &known(&after), SECTORS);
        for effects in shift_share(&known(&table), &known(&after), SECTORS, &reference).units.into_iter().map(Result::unwrap) {
            let size = effects.national.abs() + 9e5;
            prop_assert!(effects.regional.abs() <= 1e-12 * size && effects.structural.abs() <= 1e-12 * size);
        }
    }

    #[test]
    fn competitive_and_allocation_sum_to_the_regional_effect(before in table(), after in table()) {
        let (before, after) = (known(&before), known(&after));
        let reference = Reference::of_units(&before, &after, SECTORS);
        let (classic, cut) = (shift_share(&before, &after, SECTORS, &reference), esteban_marquillas(&before, &after, SECTORS, &reference));
        for (effects, parts) in classic.cells.iter().zip(&cut.cells).chain(classic.units.iter().zip(&cut.units)) {
            let (effects, parts) = (effects.unwrap(), parts.unwrap());
            let scale = parts.competitive.abs() + parts.allocation.abs() + 1.0;
            prop_assert!((parts.competitive + parts.allocation - effects.regional).abs() <= 1e-11 * scale, "{:?} {:?}", effects, parts);
        }
    }

    #[test]
    fn the_two_regional_parts_are_those_of_the_plain_formulas(before in prop::collection::vec(1.0..9e4, 6 * SECTORS), after in table()) {
        let reference = Reference::of_units(&known(&before), &known(&after), SECTORS);
        let account = esteban_marquillas(&known(&before), &known(&after), SECTORS, &reference);
        let sector = |table: &[f64], j: usize| (0..6).map(|i| table[i * SECTORS + j]).sum::<f64>();
        let all: f64 = before.iter().sum();
        for i in 0..6 {
            let unit: f64 = before[i * SECTORS..(i + 1) * SECTORS].iter().sum();
            let (mut competitive, mut allocation, mut size) = (0.0, 0.0, 0.0);
            for j in 0..SECTORS {
                let (e, e_after) = (before[i * SECTORS + j], after[i * SECTORS + j]);
                let faster = e_after / e - sector(&after, j) / sector(&before, j);
                let even = unit * sector(&before, j) / all;
                let found = account.cells[i * SECTORS + j].unwrap();
                let scale = (e + even) * (e_after / e + sector(&after, j) / sector(&before, j));
                let close = |found: f64, expected: f64| (found - expected).abs() <= 1e-12 * scale;
                prop_assert!(close(found.competitive, even * faster) && close(found.allocation, (e - even) * faster), "{:?}", found);
                (competitive, allocation, size) = (competitive + even * faster, allocation + (e - even) * faster, size + scale);
            }
            let found = account.units[i].unwrap();
            prop_assert!((found.competitive - competitive).abs() <= 1e-12 * size && (found.allocation - allocation).abs() <= 1e-12 * size);
        }
    }

    #[test]
    fn where_the_structure_is_that_of_the_reference_nothing_is_allocated(
        structure in prop::collection::vec(1.0..9e4, SECTORS), sizes in prop::collection::vec(0.1..9.0, 6), after in table()
    ) {
        let before: Vec<Value> = sizes.iter().flat_map(|size| structure.iter().map(move |jobs| Ok(jobs * size))).collect();
        let reference = Reference::of_units(&before, &known(&after), SECTORS);
        let account = esteban_marquillas(&before, &known(&after), SECTORS, &reference);
        for parts in account.cells.iter().map(|parts| parts.unwrap()) {
            prop_assert!(parts.allocation.abs() <= 1e-12 * parts.competitive.abs(), "{:?}", parts);
        }
    }

    #[test]
    fn each_effect_of_many_years_is_the_sum_of_its_yearly_formulas(years in prop::collection::vec(prop::collection::vec(1.0..9e4, 6 * SECTORS), 3..5), by in 0.01..90.0) {
        let account = |by: f64| {
            let tables: Vec<Vec<Value>> = years.iter().map(|year| year.iter().map(|jobs| Ok(jobs * by)).collect()).collect();
            let references: Vec<Reference> = tables.windows(2).map(|pair| Reference::of_units(&pair[0], &pair[1], SECTORS)).collect();
            dynamic(&tables.iter().map(Vec::as_slice).collect::<Vec<_>>(), SECTORS, &references)
        };
        let (found, scaled) = (account(1.0), account(by));
        for cell in 0..6 * SECTORS {
            let (mut expected, mut size) = (Effects::default(), 0.0);
            for (one, two) in years.iter().zip(&years[1..]) {
                let sector = |table: &[f64]| (0..6).map(|i| table[i * SECTORS + cell % SECTORS]).sum::<f64>();
                let g = two.iter().sum::<f64>() / one.iter().sum::<f64>() - 1.0;
                let gj = sector(two) / sector(one) - 1.0;
                expected.change += two[cell] - one[cell];
                expected.national += one[cell] * g;
                expected.structural += one[cell] * (gj - g);
                expected.regional += one[cell] * (two[cell] / one[cell] - 1.0 - gj);
                size += two[cell] + one[cell] * (2.0 + gj.abs() + g.abs());
            }
            let close = |found: &Effects, by: f64| {
                let pairs = [(found.change, expected.change), (found.national, expected.national), (found.structural, expected.structural), (found.regional, expected.regional)];
                pairs.iter().all(|(found, expected)| (found - by * expected).abs() <= 1e-12 * size * by)
            };
            prop_assert!(close(&found.cells[cell].unwrap(), 1.0), "{:?} is not {:?}", found.cells[cell], expected);
            prop_assert!(close(&scaled.cells[cell].unwrap(), by), "a change of unit changes the unit alone");
        }
    }

    #[test]
    fn the_dynamic_account_is_the_sum_of_the_years_and_the_classical_one_of_one(one in table(), two in table(), three in table()) {
        let tables = [known(&one), known(&two), known(&three)];
        let reference = |year: usize| Reference::of_units(&tables[year], &tables[year + 1], SECTORS);
        let columns: Vec<&[Value]> = tables.iter().map(Vec::as_slice).collect();
        let references = [reference(0), reference(1)];
        let found = dynamic(&columns, SECTORS, &references);
        for (cell, effects) in found.cells.iter().map(|cell| cell.unwrap()).enumerate() {
            prop_assert_eq!(effects.change, three[cell] - one[cell]);
            prop_assert!(sums_to(&effects, one[cell] + 2.0 * two[cell] + three[cell]));
        }
        prop_assert_eq!(dynamic(&columns[..2], SECTORS, &references[..1]), shift_share(&tables[0], &tables[1], SECTORS, &references[0]));
    }

    #[test]
    fn a_missing_cell_is_absent_and_leaves_the_others_their_identity(before in prop::collection::vec(figure((1_u32..9_000).prop_map(f64::from)), 6 * SECTORS), after in prop::collection::vec(figure((0_u32..9_000).prop_map(f64::from)), 6 * SECTORS)) {
        let reference = Reference::of_units(&before, &after, SECTORS);
        let account = shift_share(&before, &after, SECTORS, &reference);
        for (cell, effects) in account.cells.iter().enumerate() {
            prop_assert_eq!(effects.is_ok(), before[cell].is_ok() && after[cell].is_ok());
            prop_assert!(effects.is_err() || effects.is_ok_and(|effects| sums_to(&effects, 18_000.0)));
        }
        for (unit, effects) in account.units.iter().enumerate() {
            let cells = &account.cells[unit * SECTORS..(unit + 1) * SECTORS];
            let whole = cells.iter().all(|cell| !matches!(cell, Err(Absence::Secret | Absence::NotPublished | Absence::NotSignificant)));
            prop_assert_eq!(effects.is_ok(), whole);
        }
    }

    #[test]
    fn anything_gives_numbers_or_absences(before in prop::collection::vec(anything(), 0..14), after in prop::collection::vec(anything(), 0..14), sectors in 0_usize..5) {
        let reference = Reference::of_units(&before, &after, sectors);
        let account = shift_share(&before, &after, sectors, &reference);
        for effects in account.cells.iter().flatten() {
            prop_assert!([effects.change, effects.national, effects.structural, effects.regional].iter().all(|effect| effect.is_finite()));
        }
        for parts in esteban_marquillas(&before, &after, sectors, &reference).cells.iter().flatten() {
            prop_assert!(parts.competitive.is_finite() && parts.allocation.is_finite());
        }
        let _ = dynamic(&[&before, &after, &before], sectors, &[reference]);
    }
}

#[test]
fn jobs_in_a_sector_the_reference_lacks_are_not_explained() {
    let reference = Reference::of_totals(&[Ok(0.0), Ok(50.0)], &[Ok(0.0), Ok(60.0)]);
    let account = shift_share(&[Ok(5.0), Ok(10.0)], &[Ok(6.0), Ok(12.0)], 2, &reference);
    assert_eq!((account.cells[0], account.units[0]), (Err(Absence::NotPublished), Err(Absence::NotPublished)));
    assert!(account.cells[1].is_ok());
}

#[test]
fn an_account_is_the_same_on_any_number_of_threads() {
    let table = |step: f64| -> Vec<Value> { (0..40_000).map(|cell| Ok((f64::from(cell) * step) % 900.0)).collect() };
    let (before, after) = (table(7.1), table(13.7));
    let reference = Reference::of_units(&before, &after, 21);
    same_bits(|| {
        format!(
            "{:?}{:?}",
            shift_share(&before, &after, 21, &reference),
            esteban_marquillas(&before, &after, 21, &reference).units
        )
    });
}
