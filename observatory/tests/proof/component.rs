//! Connected pieces, against spreading a label until nothing changes.

use std::collections::BTreeSet;

use lanterne_observatory::neighbour::Neighbours;
use lanterne_observatory::neighbour::component::components;
use proptest::prelude::*;

const ROWS: u32 = 16;

fn graph() -> impl Strategy<Value = Neighbours> {
    prop::collection::vec((0..ROWS, 0..ROWS), 0..24).prop_map(|pairs| Neighbours::from_pairs(ROWS as usize, pairs))
}

/// The least row that can be reached from each kept row, whichever way the edges run.
fn literal(graph: &Neighbours, keep: &[bool]) -> Vec<Option<u32>> {
    let kept = |row: u32| keep.get(row as usize).copied().unwrap_or(false);
    let mut least: Vec<Option<u32>> = (0..ROWS).map(|row| kept(row).then_some(row)).collect();
    for _ in 0..ROWS {
        for (row, other) in graph.pairs().filter(|&(row, other)| kept(row) && kept(other)) {
            let low = least[row as usize].min(least[other as usize]);
            (least[row as usize], least[other as usize]) = (low, low);
        }
    }
    least
}

proptest! {
    #[test]
    fn a_piece_is_what_can_be_reached(graph in graph(), keep in prop::collection::vec(any::<bool>(), 0..20)) {
        let (found, least) = (components(&graph, &keep), literal(&graph, &keep));
        let first = |piece: u32| found.rows[piece as usize][0];
        prop_assert_eq!(found.of.iter().map(|piece| piece.map(first)).collect::<Vec<_>>(), least);
        for (piece, rows) in (0..).zip(&found.rows) {
            prop_assert!(rows.is_sorted() && rows.iter().all(|&row| found.of[row as usize] == Some(piece)));
        }
        prop_assert!(found.rows.is_sorted_by_key(|rows| rows[0]), "numbered by their first row");
        prop_assert_eq!(found.rows.iter().map(Vec::len).sum::<usize>(), found.of.iter().flatten().count());
    }

    #[test]
    fn another_numbering_gives_the_same_pieces(graph in graph(), keep in prop::collection::vec(any::<bool>(), 16), seed in any::<u64>()) {
        let mut order: Vec<u32> = (0..ROWS).collect();
        order.sort_by_key(|&row| u64::from(row + 1).wrapping_mul(seed | 1));
        let kept: Vec<bool> = order.iter().map(|&row| keep[row as usize]).collect();
        let renamed = components(&graph.relabelled(&order), &kept);
        let old = |rows: &Vec<u32>| rows.iter().map(|&row| order[row as usize]).collect::<BTreeSet<u32>>();
        let back: BTreeSet<BTreeSet<u32>> = renamed.rows.iter().map(old).collect();
        prop_assert_eq!(back, components(&graph, &keep).rows.iter().map(|rows| rows.iter().copied().collect()).collect());
    }

    #[test]
    fn one_row_more_never_makes_two_pieces_of_one(graph in graph(), keep in prop::collection::vec(any::<bool>(), 16), row in 0..16_usize) {
        let mut more = keep.clone();
        more[row] = true;
        let (before, after) = (components(&graph, &keep), components(&graph, &more));
        for rows in &before.rows {
            prop_assert!(rows.iter().all(|&other| after.of[other as usize] == after.of[rows[0] as usize]));
        }
    }
}
