//! Series through a table of passage: totals are kept, round trips come home.

use std::collections::BTreeMap;

use lanterne_observatory::Value;
use lanterne_observatory::change::Passage;
use lanterne_observatory::change::passage::harmonised;
use proptest::prelude::*;

use crate::strategy::{anything, known};

/// Parts of `from` rows in `to`, cut in tenths: each row goes to one to three rows.
fn parts(from: u32, to: u32) -> impl Strategy<Value = Vec<(u32, u32, f64)>> {
    let row = prop_oneof![
        6 => (0..to).prop_map(|target| vec![(target, 1.0)]),
        2 => (0..to, 0..to, 0_u8..=10).prop_map(|(one, other, tenths)| {
            let share = f64::from(tenths) / 10.0;
            vec![(one, share), (other, 1.0 - share)]
        }),
        1 => (0..to, 0..to, 0..to).prop_map(|(one, two, three)| vec![(one, 0.2), (two, 0.3), (three, 0.5)]),
    ];
    prop::collection::vec(row, from as usize).prop_map(|rows| {
        (0..).zip(rows).flat_map(|(row, parts)| parts.into_iter().map(move |(to, share)| (row, to, share))).collect()
    })
}

fn passage(from: u32, to: u32) -> impl Strategy<Value = Passage> {
    parts(from, to).prop_map(move |parts| Passage::new(from as usize, to as usize, parts).unwrap())
}

fn people(rows: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0_u32..60_000).prop_map(f64::from), rows)
}

fn total(column: &[Value]) -> f64 {
    column.iter().flatten().sum()
}

fn close(found: &[Value], expected: &[Value]) -> bool {
    found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| match (found, expected) {
            (Ok(found), Ok(expected)) => (found - expected).abs() <= 1e-9 * expected.abs().max(1.0),
            (found, expected) => found.is_err() && expected.is_err(),
        })
}

proptest! {
    #[test]
    fn a_carried_series_keeps_its_total_and_is_the_plain_sum(parts in parts(12, 9), people in people(12)) {
        let passage = Passage::new(12, 9, parts.clone()).unwrap();
        let carried = passage.carry(&known(&people));
        prop_assert!((total(&carried) - people.iter().sum::<f64>()).abs() < 1e-6);
        prop_assert_eq!(passage.lost(&known(&people)), Ok(0.0));
        for (row, found) in carried.iter().enumerate() {
            let expected: f64 = parts.iter().filter(|part| part.1 as usize == row).map(|part| people[part.0 as usize] * part.2).sum();
            prop_assert!(found.map_or(expected == 0.0, |found| (found - expected).abs() < 1e-6));
        }
    }

    #[test]
    fn two_years_at_once_are_two_years_in_turn(one in passage(12, 9), two in passage(9, 7), people in people(12)) {
        let halfway: Vec<f64> = one.carry(&known(&people)).iter().map(|value| value.unwrap_or(0.0)).collect();
        let in_turn = two.carry(&known(&halfway));
        for (row, (at_once, in_turn)) in one.then(&two).carry(&known(&people)).into_iter().zip(in_turn).enumerate() {
            // A row of the last year may be made of rows of the second that nothing led to.
            prop_assert!((at_once.unwrap_or(0.0) - in_turn.unwrap_or(0.0)).abs() < 1e-6, "row {row}");
        }
        prop_assert_eq!(&one.then(&Passage::identity(9)), &one);
        prop_assert_eq!(&Passage::identity(12).then(&one), &one);
    }

    #[test]
    fn what_merged_splits_again_by_what_each_brought(targets in prop::collection::vec(0_u32..5, 12), people in people(12)) {
        let merger = Passage::merger(5, &targets.iter().copied().map(Some).collect::<Vec<_>>());
        let column = known(&people);
        prop_assert!(close(&merger.reversed(&column).carry(&merger.carry(&column)), &column));
    }

    #[test]
    fn any_passage_is_undone_for_the_series_it_is_weighed_by(passage in passage(10, 8), people in people(10)) {
        let column = known(&people);
        let home = passage.reversed(&column).carry(&passage.carry(&column));
        prop_assert!((total(&home) - total(&column)).abs() < 1e-6);
        // Split then merged back: the other way round any series comes home.
        let merged: Vec<(u32, u32, f64)> = (0..10_u32).map(|row| (row, row / 2, 1.0)).collect();
        let split = Passage::new(10, 5, merged).unwrap().reversed(&[Ok(1.0); 10]);
        let back = Passage::merger(5, &(0..10).map(|row| Some(row / 2)).collect::<Vec<_>>());
        prop_assert!(close(&back.carry(&split.carry(&column[..5])), &column[..5]));
    }

    #[test]
    fn what_leads_nowhere_is_lost_and_said(targets in prop::collection::vec(prop::option::of(0_u32..7), 12), next in prop::collection::vec(prop::option::of(0_u32..3), 5), people in people(12)) {
        let (one, two) = (Passage::merger(5, &targets), Passage::merger(3, &next));
        let column = known(&people);
        for passage in [one.clone(), one.then(&two)] {
            let kept = total(&passage.carry(&column)) + passage.lost(&column).unwrap();
            prop_assert!((kept - total(&column)).abs() < 1e-6);
        }
    }

    #[test]
    fn anything_is_carried_to_a_number_or_an_absence(passage in passage(12, 9), column in prop::collection::vec(anything(), 0..14)) {
        let back = passage.reversed(&column);
        for value in passage.carry(&column).into_iter().chain(back.carry(&column)).chain([passage.lost(&column)]) {
            prop_assert!(value.is_err() || value.is_ok_and(f64::is_finite));
        }
        let shares = |row: usize| back.of(row).iter().map(|part| part.share).sum::<f64>();
        prop_assert!((0..back.from_rows()).all(|row| back.of(row).is_empty() || (shares(row) - 1.0).abs() < 1e-9));
    }

    #[test]
    fn a_table_that_would_make_or_lose_people_is_refused(share in any::<f64>(), row in 0_u32..4, target in 0_u32..4) {
        let table = Passage::new(2, 2, [(row, target, share)]);
        prop_assert_eq!(table.is_ok(), row < 2 && target < 2 && (share - 1.0).abs() <= 1e-6 && share <= 1.0);
    }
}

#[test]
fn a_fault_says_where_what_and_what_was_expected() {
    let message = Passage::new(1, 2, [(0, 0, 0.6), (0, 1, 0.3)]).unwrap_err().to_string();
    assert!(message.contains("départ 0") && message.contains("0,8999") && message.contains("somme est 1"), "{message}");
}

/// The passages of 2021 to 2026 that ship with the program, with the codes they name.
#[test]
fn the_mergers_and_splits_of_france_since_2021_keep_every_total() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/reference/geography/passage-2021-2026.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let rows: Vec<_> = rows.into_iter().filter(|row| row[0] != row[2]).collect();
    // Every code the table names exists in every year here: one that did not keeps to itself and holds nobody.
    let codes: BTreeMap<&str, u32> = rows.iter().flat_map(|row| [row[1], row[3]]).map(|code| (code, 0)).collect();
    let index: BTreeMap<&str, u32> = codes.keys().zip(0..).map(|(code, row)| (*code, row)).collect();
    let between = |year: u16| {
        let parts: Vec<(u32, u32, f64)> = rows
            .iter()
            .filter(|row| row[0] == year.to_string())
            .map(|row| (index[row[1]], index[row[3]], row[4].parse().unwrap()))
            .collect();
        let named: Vec<u32> = parts.iter().map(|part| part.0).collect();
        let still = index.values().filter(|row| !named.contains(row)).map(|&row| (row, row, 1.0));
        Passage::new(index.len(), index.len(), parts.iter().copied().chain(still)).unwrap()
    };
    let passages: Vec<Passage> = (2021..2026).map(between).collect();
    let people: Vec<Value> = (0..index.len()).map(|row| Ok((row * 997 % 5_000) as f64)).collect();
    let columns: Vec<&[Value]> = vec![&people; 6];
    let series = harmonised(&columns, &passages);
    assert_eq!(series.len(), 6);
    for (year, column) in series.iter().enumerate() {
        assert!((total(column) - total(&people)).abs() < 1e-6, "{}", 2021 + year);
    }
    assert!(series[0] != series[5] && index.len() > 100, "{} codes change", index.len());
    let once = passages.iter().skip(1).fold(passages[0].clone(), |chain, next| chain.then(next));
    assert!(close(&once.carry(&people), &series[0]));
}
