//! Growth, series, revisions: what changed is accounted for to the last unit. Passage and shift-share have their own files.

use lanterne_observatory::assembly::{Grouping, Territory};
use lanterne_observatory::change::ledger::{Ledger, ledger, ledgers, symmetric};
use lanterne_observatory::change::series::{Break, Series};
use lanterne_observatory::change::{Cause, Passage, growth, growths};
use lanterne_observatory::{Absence, Value};
use proptest::prelude::*;

use crate::strategy::{anything, figure, near};
use crate::threads::same_bits;

fn cause() -> impl Strategy<Value = Cause> {
    prop::sample::select(Cause::ALL)
}

fn broken() -> impl Strategy<Value = Break> {
    (2018_u16..2027, cause(), prop::option::of(0.5..2.0)).prop_map(|(year, cause, link)| Break { year, cause, link })
}

fn sum(account: &Ledger) -> f64 {
    account.entries.iter().map(|entry| entry.amount).sum()
}

/// Every order of the four causes.
fn orders() -> Vec<Vec<Cause>> {
    let mut orders = vec![Vec::new()];
    for _ in Cause::ALL {
        orders = orders
            .into_iter()
            .flat_map(|order: Vec<Cause>| {
                let rest = Cause::ALL.iter().filter(|cause| !order.contains(cause)).copied().collect::<Vec<_>>();
                rest.into_iter().map(move |cause| order.iter().copied().chain([cause]).collect())
            })
            .collect();
    }
    orders
}

proptest! {
    #[test]
    fn a_growth_applied_to_the_beginning_gives_the_end(before in 0.01..1e7, after in 0.0..1e7, years in 1_u8..30) {
        let years = f64::from(years);
        let found = growth(Ok(before), Ok(after), years);
        prop_assert!(near(before + found.absolute.unwrap(), after, 1e-9) || after < 1e-6);
        prop_assert!((before * (1.0 + found.relative.unwrap() / 100.0) - after).abs() <= 1e-12 * before.max(after));
        let annual = 1.0 + found.annual.unwrap() / 100.0;
        prop_assert!(near(before * annual.powf(years), after, 1e-9) || after < before * 1e-12);
    }

    #[test]
    fn a_growth_does_not_depend_on_the_unit(before in 0.01..1e7, after in 0.01..1e7, unit in prop::sample::select(vec![2.0, 0.125, 1024.0])) {
        let (plain, other) = (growth(Ok(before), Ok(after), 3.0), growth(Ok(before * unit), Ok(after * unit), 3.0));
        prop_assert_eq!((plain.relative, plain.annual), (other.relative, other.annual));
    }

    #[test]
    fn a_growth_is_finite_or_absent(before in anything(), after in anything(), years in any::<f64>()) {
        let found = growth(before, after, years);
        for value in [found.absolute, found.relative, found.annual] {
            prop_assert!(value.is_err() || value.is_ok_and(f64::is_finite), "{:?}", found);
        }
        prop_assert_eq!(growths(&[before], &[after, after], years).len(), 2);
    }

    #[test]
    fn a_linked_series_keeps_its_growth_on_every_basis(values in prop::collection::vec(1.0..1e6, 5), breaks in prop::collection::vec(broken(), 0..4), basis in 2018_u16..2026) {
        let linked: Vec<Break> = breaks.iter().map(|broken| Break { link: broken.link.or(Some(1.25)), ..*broken }).collect();
        let values: Vec<Value> = values.into_iter().map(Ok).collect();
        let series = Series { years: &[2020, 2021, 2022, 2023, 2024], values: &values, breaks: &linked };
        let on_basis = series.on_basis_of(basis);
        let direct = series.between(2020, 2024).growth.relative.unwrap();
        let through = growth(on_basis[0], on_basis[4], 4.0).relative.unwrap();
        prop_assert!((direct - through).abs() <= 1e-9 * direct.abs().max(100.0));
        let index = series.index_100(2022);
        prop_assert!((index[2].unwrap() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_compared_across_a_break_without_link(breaks in prop::collection::vec(broken(), 0..4)) {
        let values = [Ok(10.0), Ok(12.0)];
        let series = Series { years: &[2020, 2023], values: &values, breaks: &breaks };
        let span = series.between(2020, 2023);
        let crossed = |broken: &&Break| (2021..=2023).contains(&broken.year);
        prop_assert_eq!(span.breaks.len(), breaks.iter().filter(crossed).count());
        let blind = breaks.iter().filter(crossed).any(|broken| broken.link.is_none());
        prop_assert_eq!(span.growth.absolute.is_err(), blind);
    }

    #[test]
    fn an_account_sums_to_the_difference_exactly(before in 0_u32..90_000, steps in prop::collection::vec((cause(), figure((0_u32..90_000).prop_map(f64::from))), 0..6)) {
        match ledger(Ok(f64::from(before)), &steps) {
            Ok(account) => {
                prop_assert_eq!(sum(&account), account.after - account.before);
                prop_assert_eq!(account.after, steps.last().map_or(f64::from(before), |step| step.1.unwrap()));
                let named: Vec<Cause> = account.entries.iter().flat_map(|entry| entry.causes.clone()).collect();
                prop_assert_eq!(named, steps.iter().map(|step| step.0).collect::<Vec<_>>(), "every cause in one entry, in order");
            }
            Err(absence) => prop_assert_eq!(steps.last().unwrap().1, Err(absence)),
        }
    }

    #[test]
    fn the_accounts_of_the_parts_add_up_to_that_of_the_whole(rows in prop::collection::vec(prop::array::uniform4((0_u32..9_000).prop_map(f64::from)), 1..20)) {
        let column = |step: usize| -> Vec<Value> { rows.iter().map(|row| Ok(row[step])).collect() };
        let total = |step: usize| -> Value { Ok(rows.iter().map(|row| row[step]).sum()) };
        let (perimetre, source, real) = (column(1), column(2), column(3));
        let parts = ledgers(&column(0), &[(Cause::Perimetre, &perimetre), (Cause::Source, &source), (Cause::Real, &real)]);
        let whole = ledger(total(0), &[(Cause::Perimetre, total(1)), (Cause::Source, total(2)), (Cause::Real, total(3))]).unwrap();
        for cause in [Cause::Perimetre, Cause::Source, Cause::Real] {
            let sum: f64 = parts.iter().map(|account| account.as_ref().unwrap().amount(cause).unwrap()).sum();
            prop_assert_eq!(Some(sum), whole.amount(cause));
        }
    }

    #[test]
    fn the_symmetric_account_is_the_mean_of_those_of_every_order(figures in prop::collection::vec(0.0..1e5, 16)) {
        let applied = |causes: &[Cause]| -> usize {
            Cause::ALL.iter().enumerate().filter(|(_, cause)| causes.contains(cause)).map(|(place, _)| 1 << place).sum()
        };
        let found = symmetric(|restated| {
            let after: Vec<Cause> = Cause::ALL.iter().copied().filter(|&cause| restated.is_after(cause)).collect();
            Ok(figures[applied(&after)])
        }).unwrap();
        prop_assert!((sum(&found) - (figures[15] - figures[0])).abs() < 1e-8);
        for &cause in Cause::ALL {
            let amounts = orders().into_iter().map(|order| {
                let steps: Vec<(Cause, Value)> = (0..4).map(|place| (order[place], Ok(figures[applied(&order[..=place])]))).collect();
                ledger(Ok(figures[0]), &steps).unwrap().amount(cause).unwrap()
            });
            let mean = amounts.sum::<f64>() / 24.0;
            prop_assert!((found.amount(cause).unwrap() - mean).abs() < 1e-8);
        }
    }

    #[test]
    fn an_account_and_a_series_take_anything(before in anything(), values in prop::collection::vec(anything(), 0..5), link in any::<f64>()) {
        let steps: Vec<(Cause, Value)> = values.iter().map(|&value| (Cause::Source, value)).collect();
        if let Ok(account) = ledger(before, &steps) {
            prop_assert!(account.before.is_finite() && account.after.is_finite());
        }
        let breaks = [Break { year: 2021, cause: Cause::Cog, link: Some(link) }];
        let series = Series { years: &[2020, 2022, 2021], values: &values, breaks: &breaks };
        for value in series.on_basis_of(2022).into_iter().chain(series.index_100(2020)).chain([series.between(2020, 2022).growth.annual]) {
            prop_assert!(value.is_err() || value.is_ok_and(f64::is_finite));
        }
    }
}

#[test]
fn there_are_24_orders() {
    assert_eq!(orders().len(), 24);
}

/// Of three communes two merge in 2022, and the new one leaves the first EPCI for the second.
#[test]
fn an_epci_that_lost_a_commune_did_not_lose_its_establishments() {
    let (y2021, y2022) = ([Ok(40.0), Ok(10.0), Ok(5.0)], [Ok(42.0), Ok(18.0)]);
    let carried = Passage::merger(2, &[Some(0), Some(1), Some(1)]).carry(&y2021);
    let old = Grouping::of_territories(3, &[Territory::from_iter([0, 1]), Territory::from_iter([2])]);
    let new = Grouping::of_territories(2, &[Territory::from_iter([0]), Territory::from_iter([1])]);
    let accounts = ledgers(&old.sum(&y2021), &[(Cause::Cog, &new.sum(&carried)), (Cause::Real, &new.sum(&y2022))]);
    let amounts = |unit: usize| {
        Cause::ALL.iter().map(|&cause| accounts[unit].as_ref().unwrap().amount(cause)).collect::<Vec<_>>()
    };
    assert_eq!(amounts(0), [Some(2.0), None, Some(-10.0), None]);
    assert_eq!(amounts(1), [Some(3.0), None, Some(10.0), None]);
}

#[test]
fn what_fell_to_nothing_lost_all_and_what_was_never_there_has_no_growth() {
    let gone = growth(Ok(8.0), Ok(0.0), 2.0);
    assert_eq!((gone.relative, gone.annual), (Ok(-100.0), Ok(-100.0)));
    let never = growth(Ok(0.0), Ok(0.0), 2.0);
    assert_eq!((never.absolute, never.relative), (Ok(0.0), Err(Absence::Nil)));
    assert_eq!(growth(Err(Absence::Secret), Err(Absence::Nil), 1.0).absolute, Err(Absence::Secret));
    assert_eq!(growth(Ok(1.0), Ok(2.0), 0.0).annual, Err(Absence::Nil));
}

#[test]
fn growths_are_the_same_on_any_number_of_threads() {
    let column = |step: f64| -> Vec<Value> { (0..9_000).map(|row| Ok((f64::from(row) * step) % 700.0)).collect() };
    same_bits(|| format!("{:?}", growths(&column(7.3), &column(11.9), 5.0)));
}
