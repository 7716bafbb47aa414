//! Areas: they cover the white units and nothing else, and hang together.

use std::collections::BTreeSet;

use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::white_zone::area::{Areas, areas, lies_in};
use lanterne_observatory::{Absence, Level, Value};
use proptest::prelude::*;

use crate::strategy::anything;

/// A graph of at most sixteen units, symmetric, and which are white.
fn map() -> impl Strategy<Value = (Vec<bool>, Vec<(u32, u32)>, Vec<u32>)> {
    (1_usize..17).prop_flat_map(|units| {
        let unit = 0..units as u32;
        (
            prop::collection::vec(any::<bool>(), units),
            prop::collection::vec((unit.clone(), unit), 0..24),
            prop::collection::vec(0_u32..5_000, units),
        )
    })
}

fn symmetric(len: usize, pairs: &[(u32, u32)]) -> Neighbours {
    Neighbours::from_pairs(len, pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]))
}

fn people(people: &[u32]) -> Vec<Value> {
    people.iter().map(|count| Ok(f64::from(*count))).collect()
}

/// The units reached from one by walking over white units only.
fn reached(from: u32, white: &[bool], neighbours: &Neighbours) -> BTreeSet<u32> {
    let (mut reached, mut edge) = (BTreeSet::from([from]), vec![from]);
    while let Some(row) = edge.pop() {
        edge.extend(
            neighbours.of(row as usize).iter().filter(|other| white[**other as usize] && reached.insert(**other)),
        );
    }
    reached
}

fn sets(areas: &Areas, rename: impl Fn(u32) -> u32) -> BTreeSet<BTreeSet<u32>> {
    areas.areas.iter().map(|area| area.rows.iter().map(|row| rename(*row)).collect()).collect()
}

proptest! {
    #[test]
    fn areas_cover_the_white_units_and_each_is_what_can_be_reached((white, pairs, count) in map()) {
        let neighbours = symmetric(white.len(), &pairs);
        let found = areas(&white, &neighbours, &people(&count), &[]);
        let covered: Vec<u32> = found.areas.iter().flat_map(|area| area.rows.iter().copied()).collect();
        let distinct: BTreeSet<u32> = covered.iter().copied().collect();
        prop_assert_eq!(covered.len(), distinct.len(), "no unit is in two areas");
        prop_assert_eq!(distinct, (0..white.len() as u32).filter(|row| white[*row as usize]).collect::<BTreeSet<_>>());
        for (number, area) in found.areas.iter().enumerate() {
            let own: BTreeSet<u32> = area.rows.iter().copied().collect();
            prop_assert_eq!(own, reached(area.rows[0], &white, &neighbours));
            prop_assert!(area.rows.iter().all(|row| found.of(*row as usize) == Some(number)));
            let sum: u32 = area.rows.iter().map(|row| count[*row as usize]).sum();
            prop_assert_eq!(area.population, Ok(f64::from(sum)));
            let most = area.rows.iter().map(|row| count[*row as usize]).max();
            prop_assert_eq!(most, Some(count[area.leading[0] as usize]));
            prop_assert_eq!(area.leading.len(), area.rows.len().min(3));
        }
        let sizes: Vec<f64> = found.areas.iter().map(|area| area.population.unwrap()).collect();
        prop_assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "the most populous first");
        prop_assert!((0..white.len()).all(|row| found.of(row).is_some() == white[row]));
    }

    #[test]
    fn another_numbering_gives_the_same_areas((white, pairs, count) in map(), seed in any::<u64>()) {
        let neighbours = symmetric(white.len(), &pairs);
        let mut order: Vec<u32> = (0..white.len() as u32).collect();
        order.sort_by_key(|row| (u64::from(*row) + 1).wrapping_mul(seed | 1));
        let pick = |row: &u32| *row as usize;
        let renamed = areas(
            &order.iter().map(|row| white[pick(row)]).collect::<Vec<_>>(),
            &neighbours.relabelled(&order),
            &people(&order.iter().map(|row| count[pick(row)]).collect::<Vec<_>>()),
            &[],
        );
        let found = areas(&white, &neighbours, &people(&count), &[]);
        prop_assert_eq!(sets(&found, |row| row), sets(&renamed, |row| order[row as usize]));
    }

    #[test]
    fn whitening_more_units_never_splits_an_area((white, pairs, count) in map(), also in 0_usize..16) {
        let neighbours = symmetric(white.len(), &pairs);
        let mut more = white.clone();
        more[also % white.len()] = true;
        let (before, after) = (areas(&white, &neighbours, &people(&count), &[]), areas(&more, &neighbours, &people(&count), &[]));
        for area in &before.areas {
            let joined: BTreeSet<Option<usize>> = area.rows.iter().map(|row| after.of(*row as usize)).collect();
            prop_assert_eq!(joined.len(), 1);
        }
    }

    #[test]
    fn nothing_panics_on_columns_of_any_length(white in prop::collection::vec(any::<bool>(), 0..12), pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..30),
                                               len in 0_usize..12, a in prop::collection::vec(anything(), 0..12), b in prop::collection::vec(anything(), 0..12)) {
        let found = areas(&white, &Neighbours::from_pairs(len, pairs), &a, &b);
        for area in &found.areas {
            prop_assert!(area.population.is_err() || area.population.unwrap().is_finite());
            prop_assert!(!area.name(Level::Commune, |_| "x").is_empty());
        }
        let group = found.group(&[Some(0), None, Some(40)]);
        prop_assert_eq!(group.len(), 3);
        prop_assert_eq!(lies_in(&group, found.areas.len(), &[Some(7)], &a).len(), found.areas.len());
    }
}

#[test]
fn an_area_one_of_whose_populations_is_not_known_has_none_and_comes_last() {
    let line = symmetric(5, &[(0, 1), (3, 4)]);
    let people = [Ok(9_000.0), Err(Absence::NotPublished), Ok(1.0), Ok(3.0), Ok(4.0)];
    let found = areas(&[true, true, true, true, true], &line, &people, &people);
    assert_eq!(found.areas.iter().map(|area| area.rows.clone()).collect::<Vec<_>>(), [vec![3, 4], vec![2], vec![0, 1]]);
    assert_eq!(found.areas[2].population, Err(Absence::NotPublished));
    assert_eq!(found.areas[2].leading, [0, 1]);
}

#[test]
fn a_name_tells_the_leading_units_and_counts_the_others() {
    let names = ["Vervins", "Hirson", "Guise", "La Capelle"];
    let name = |row: u32| names.get(row as usize).copied().unwrap_or("x");
    let named = |members: usize, level| {
        let chain: Vec<(u32, u32)> = (1..members as u32).map(|row| (row - 1, row)).collect();
        let count: Vec<Value> = (0..members).map(|row| Ok(1e6 - row as f64)).collect();
        let found = areas(&vec![true; members], &symmetric(members, &chain), &count, &[]);
        found.areas[0].name(level, name)
    };
    assert_eq!(named(1, Level::Commune), "Vervins");
    assert_eq!(named(2, Level::Commune), "Vervins et Hirson");
    assert_eq!(named(3, Level::Epci), "Vervins, Hirson et un autre EPCI");
    assert_eq!(named(4, Level::Commune), "Vervins, Hirson et 2 autres communes");
    assert_eq!(named(2_050, Level::Commune), "Vervins, Hirson et 2\u{202f}048 autres communes");
}
