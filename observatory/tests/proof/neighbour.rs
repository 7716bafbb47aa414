//! Neighbourhoods as sparse rows.

use std::collections::BTreeSet;

use lanterne_observatory::neighbour::Neighbours;
use proptest::prelude::*;

fn pairs() -> impl Strategy<Value = (usize, Vec<(u32, u32)>)> {
    (0_usize..12).prop_flat_map(|len| (Just(len), prop::collection::vec((0_u32..14, 0_u32..14), 0..60)))
}

proptest! {
    #[test]
    fn the_rows_hold_each_pair_once(case in pairs()) {
        let (len, pairs) = case;
        let neighbours = Neighbours::from_pairs(len, pairs.iter().copied());
        let literal: BTreeSet<(u32, u32)> = pairs
            .into_iter()
            .filter(|&(row, other)| row != other && (row as usize) < len && (other as usize) < len)
            .collect();
        prop_assert_eq!(neighbours.len(), len);
        prop_assert_eq!(neighbours.pairs().collect::<Vec<_>>(), literal.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_new_numbering_and_back_changes_nothing(case in pairs(), seed in any::<u64>()) {
        let (len, pairs) = case;
        let neighbours = Neighbours::from_pairs(len, pairs);
        let mut order: Vec<u32> = (0..len as u32).collect();
        order.sort_by_key(|&row| u64::from(row).wrapping_mul(seed | 1));
        let mut back = vec![0; len];
        for (new, &old) in order.iter().enumerate() {
            back[old as usize] = new as u32;
        }
        prop_assert_eq!(neighbours.relabelled(&order).relabelled(&back), neighbours);
    }

    #[test]
    fn a_row_left_out_is_nobodys_neighbour(case in pairs(), keep in prop::collection::vec(any::<bool>(), 12)) {
        let (len, pairs) = case;
        let all = Neighbours::from_pairs(len, pairs);
        let kept = all.restricted(&keep);
        let literal = all.pairs().filter(|&(row, other)| keep[row as usize] && keep[other as usize]);
        prop_assert_eq!(kept.pairs().collect::<Vec<_>>(), literal.collect::<Vec<_>>());
        prop_assert_eq!(kept.len(), len);
    }
}
